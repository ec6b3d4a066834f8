"""Communities, and whether another seed finds the same ones."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from monitor.analyses.network.data import Figure, Sparse, Whole, missing
from monitor.analyses.network.louvain import Parted, louvain

__all__ = ["Communities", "adjusted_rand", "communities"]

RUNS = 5


class Communities(NamedTuple):
    """The best of several runs. A community is who interacts, not who agrees."""

    labels: Whole
    """Shape ``(n,)``; -1 for accounts without an interaction, 0 for the largest community."""
    modularity: Figure
    """With the lowest and highest of the runs as its ends."""
    stability: Figure
    """Mean adjusted Rand index over pairs of runs, with the lowest and highest."""


def communities(
    graph: Sparse, *, runs: int = RUNS, seed: int = 7, resolution: float = 1.0
) -> Communities:
    """Part the accounts of a graph; directions are dropped, weights of both directions added.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        Weights over 0 from who points to whom it points at.
    runs, seed : int
        Seeds ``seed, seed + 1, ...``; the run with the highest modularity is kept.
    resolution : float

    Notes
    -----
    Where stability is low, another seed would have drawn other borders: do not read much into
    them. A random graph has communities too, of high modularity [1]_.

    References
    ----------
    .. [1] Guimera et al. (2004), doi:10.1103/PhysRevE.70.025101

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> found = communities(csr_array([[0, 1, 0], [0, 0, 0], [0, 0, 0]]))
    >>> found.labels.tolist(), found.stability.value
    ([0, 0, -1], 1.0)
    """
    from scipy.sparse import csr_array

    both = csr_array(graph + graph.T).astype(float)
    known = np.flatnonzero(np.diff(both.indptr) > 0)
    labels = np.full(graph.shape[0], -1)
    if not len(known):
        none = "no_interactions"
        return Communities(labels, missing("modularity", none), missing("stability", none))
    part = both[known][:, known]
    found = [louvain(part, seed=seed + run, resolution=resolution) for run in range(runs)]
    best = max(found, key=lambda each: each.modularity)
    labels[known] = best.labels
    values = [each.modularity for each in found]
    size = len(known)
    quality = Figure("modularity", best.modularity, min(values), max(values), size)
    return Communities(labels, quality, _stability(found, size))


def _stability(found: list[Parted], size: int) -> Figure:
    pairs = [adjusted_rand(a.labels, b.labels) for a, b in combinations(found, 2)]
    if not pairs:
        return missing("stability", "one_run", size)
    return Figure("stability", float(np.mean(pairs)), min(pairs), max(pairs), size)


def adjusted_rand(a: ArrayLike, b: ArrayLike) -> float:
    """Return how far two partitions of the same accounts agree: 1 wholly, about 0 by chance.

    Notes
    -----
    O(n log n). Hubert and Arabie's [1]_.

    References
    ----------
    .. [1] Hubert and Arabie (1985), doi:10.1007/BF01908075

    Examples
    --------
    >>> adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    """
    one, two = (np.unique(np.asarray(each), return_inverse=True)[1] for each in (a, b))
    if one.shape != two.shape:
        raise ValueError("both partitions must be of the same accounts")
    cells = np.unique(one * (int(two.max(initial=0)) + 1) + two, return_counts=True)[1]
    together = _pairs(cells)
    of_one, of_two = _pairs(np.bincount(one)), _pairs(np.bincount(two))
    every = _pairs(np.array([len(one)]))
    chance = of_one * of_two / every if every else 0.0
    most = (of_one + of_two) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs(counts: Whole) -> float:
    many = counts.astype(float)
    return float((many * (many - 1) / 2).sum())
