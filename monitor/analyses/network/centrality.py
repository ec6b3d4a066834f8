"""Who is amplified and who amplifies: strength, distinct accounts, PageRank, h-index, bridges."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from monitor.analyses.network.data import Real, Sparse, Whole

__all__ = ["Bridges", "betweenness", "h_index", "pagerank"]

SAMPLES = 64
"""Accounts from which shortest paths are followed, where no number is asked for."""


class Bridges(NamedTuple):
    """How many shortest paths lead through each account, estimated from sampled ones."""

    value: Real
    """Shape ``(n,)``; share of the ordered pairs of other accounts, as networkx normalises it."""
    error: Real
    """Standard error of the sampling; 0 where every account was followed."""
    samples: int


def pagerank(
    graph: Sparse, *, damping: float = 0.85, tolerance: float = 1e-6, most: int = 500
) -> Real:
    """Return how often a reader who follows interactions would be at each account.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        Weights from who points to whom it points at, at least 0.
    damping : float
    tolerance : float
        Sum of absolute changes at which it stops.
    most : int
        Steps at most.

    Returns
    -------
    numpy.ndarray
        Shape ``(n,)``, sums to 1. Accounts that point at nobody start anew anywhere [1]_.

    Notes
    -----
    O(edges) a step, some 25 steps. Where few point at each other it mostly repeats strength.

    References
    ----------
    .. [1] Brin and Page (1998), doi:10.1016/S0169-7552(98)00110-X

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> pagerank(csr_array([[0.0, 1.0], [1.0, 0.0]])).round(6).tolist()
    [0.5, 0.5]
    """
    from scipy.sparse import csr_array

    size = graph.shape[0]
    if not size:
        return np.zeros(0)
    given = graph.sum(axis=1)
    per = np.divide(1.0, given, out=np.zeros(size), where=given > 0)
    flow = csr_array((graph.data * np.repeat(per, np.diff(graph.indptr)), graph.indices,
                      graph.indptr), shape=graph.shape).T.tocsr()  # fmt: skip
    stuck = np.flatnonzero(given == 0)
    rank = np.full(size, 1 / size)
    for _ in range(most):
        lost = rank[stuck].sum()
        after = damping * (flow @ rank + lost / size) + (1 - damping) / size
        change = float(np.abs(after - rank).sum())
        rank = after
        if change < tolerance:
            break
    return np.asarray(rank / rank.sum(), np.float64)


def h_index(owner: ArrayLike, counts: ArrayLike, size: int) -> Whole:
    """Return each owner's h: the most h of its items that were carried further h times each.

    Parameters
    ----------
    owner, counts : array_like of int, shape (items,)
        Whose each item is, from 0, and how often it was carried further.
    size : int
        How many owners there are.

    Notes
    -----
    O(items log items). It is Hirsch's index of papers and citations [1]_: one viral post makes
    it 1, which is the point.

    References
    ----------
    .. [1] Hirsch (2005), doi:10.1073/pnas.0507655102

    Examples
    --------
    >>> h_index([0, 0, 0, 1], [9, 2, 1, 500], 2).tolist()
    [2, 1]
    """
    of, times = np.asarray(owner, np.int64), np.asarray(counts, np.int64)
    order = np.lexsort((-times, of))
    of, times = of[order], times[order]
    begins = np.searchsorted(of, of, side="left")
    rank = np.arange(len(of)) - begins + 1
    return np.bincount(of[times >= rank], minlength=size)


def betweenness(
    graph: Sparse, *, samples: int = SAMPLES, directed: bool = False, seed: int = 7
) -> Bridges:
    """Estimate how many shortest paths lead through each account.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        An entry over 0 is an edge; how heavy does not matter.
    samples : int
        Accounts with an edge from which paths are followed; all of them where there are fewer:
        then it is exact [1]_.
    directed : bool
        Follow edges only from who points to whom it points at.
    seed : int

    Notes
    -----
    O(samples x edges). Unbiased over the draw of the accounts [2]_. Breadth first, all edges of a
    level at once; levels are few in such graphs, and a chain of a million accounts is slow.

    References
    ----------
    .. [1] Brandes (2001), doi:10.1080/0022250X.2001.9990249
    .. [2] Brandes and Pich (2007), doi:10.1142/S0218127407018403

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> betweenness(csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])).value.tolist()
    [0.0, 1.0, 0.0]
    """
    from scipy.sparse import csr_array

    size = graph.shape[0]
    links = csr_array((np.ones(graph.nnz, np.int8), graph.indices, graph.indptr), graph.shape)
    if not directed:
        links = csr_array(links + links.T)
    starts = np.flatnonzero(np.diff(links.indptr) > 0)
    count = len(starts)
    if size < 3 or not count:
        return Bridges(np.zeros(size), np.zeros(size), count)
    if samples < count:
        starts = np.random.default_rng(seed).choice(starts, samples, replace=False)
    total, squares = np.zeros(size), np.zeros(size)
    walk = _Walk(links.indptr, links.indices, size)
    for start in starts.tolist():
        through = walk.dependencies(start)
        total += through
        squares += through * through
    used = len(starts)
    scale = count / ((size - 1) * (size - 2))
    mean = total / used
    spread = np.maximum(squares / used - mean * mean, 0) * used / max(used - 1, 1)
    error = np.sqrt(spread / used * (1 - used / count)) * scale
    return Bridges(mean * scale, error, used)


class _Walk:
    """Breadth-first walks over one graph, a level at a time."""

    def __init__(self, begins: NDArray[np.int32], ends: NDArray[np.int32], size: int) -> None:
        self.begins, self.ends = begins.astype(np.int64), ends.astype(np.int64)
        self.size = size
        self.degree = np.diff(self.begins)
        self.slot = np.empty(size, np.int64)

    def dependencies(self, start: int) -> Real:
        """Return how much each account lies on the shortest paths that begin at ``start``."""
        unseen = np.ones(self.size, bool)
        paths = np.zeros(self.size)
        unseen[start], paths[start] = False, 1.0
        front = np.array([start])
        steps: list[tuple[Whole, Whole, Whole]] = []
        while len(front):
            counts = self.degree[front]
            ahead = self.ends.take(self._edges(front, counts))
            fresh = np.flatnonzero(unseen.take(ahead))
            here = np.repeat(np.arange(len(front)), counts).take(fresh)
            ahead = ahead.take(fresh)
            if not len(ahead):
                break
            unseen[ahead] = False
            # Each account found once: of its edges, the one written last has its place kept.
            places = np.arange(len(ahead))
            self.slot[ahead] = places
            found = ahead.take(np.flatnonzero(self.slot.take(ahead) == places))
            self.slot[found] = places[: len(found)]
            there = self.slot.take(ahead)
            paths[found] = np.bincount(there, paths[front].take(here), minlength=len(found))
            steps.append((front, here, there))
            front = found
        return self._back(start, steps, front, paths)

    def _back(
        self, start: int, steps: list[tuple[Whole, Whole, Whole]], last: Whole, paths: Real
    ) -> Real:
        through = np.zeros(self.size)
        ahead = last
        for front, here, there in reversed(steps):
            share = (1 + through[ahead]) / paths[ahead]
            through[front] = paths[front] * np.bincount(
                here, share.take(there), minlength=len(front)
            )
            ahead = front
        through[start] = 0
        return through

    def _edges(self, front: Whole, counts: Whole) -> Whole:
        """Return the places of all edges that leave the front."""
        ends = np.cumsum(counts)
        shift = np.repeat(self.begins[front] - (ends - counts), counts)
        return shift + np.arange(int(ends[-1]))
