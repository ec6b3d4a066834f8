"""Louvain over arrays: many accounts move at once, levels are refined on the way back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from monitor.analyses.network.data import Sparse, Whole

__all__ = ["Parted", "louvain", "modularity"]

_BATCHES = 4  # accounts of one batch move without seeing each other's moves
_ROUNDS = 40  # at most, at one level
_LEAST = 1e-4  # gain in modularity below which a level is done


class Parted(NamedTuple):
    """Accounts in communities."""

    labels: Whole
    """Shape ``(n,)``, from 0, the largest community first."""
    modularity: float


def modularity(graph: Sparse, labels: Whole, resolution: float = 1.0) -> float:
    """Return how much more weight lies within communities than chance would put there.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        Symmetric; loops count twice, as aggregated graphs hold them.
    labels : numpy.ndarray
        Shape ``(n,)``, from 0.
    resolution : float

    Notes
    -----
    O(edges). Newman and Girvan's [1]_: chance keeps every account's strength.

    References
    ----------
    .. [1] Newman and Girvan (2004), doi:10.1103/PhysRevE.69.026113

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> pairs = csr_array(np.kron(np.eye(2), [[0, 1], [1, 0]]))
    >>> modularity(pairs, np.array([0, 0, 1, 1]))
    0.5
    """
    strength = np.asarray(graph.sum(axis=1), float)
    total = strength.sum()
    if not total:
        return 0.0
    rows = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    within = graph.data[labels[rows] == labels[graph.indices]].sum()
    held = np.bincount(labels, strength)
    return float(within / total - resolution * ((held / total) ** 2).sum())


def louvain(graph: Sparse, *, seed: int = 7, resolution: float = 1.0) -> Parted:
    """Part accounts into communities so that modularity is high.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        Symmetric, weights over 0.
    seed : int
    resolution : float
        Higher makes more and smaller communities.

    Notes
    -----
    About O(edges) a round. Louvain [1]_, with accounts moved in four random batches a round
    instead of one by one (two lone accounts of a batch do not swap places [2]_), and every level
    improved again on the way back down [3]_. Communities that fall apart are split, which never
    lowers modularity; that is what Leiden [4]_ is for. Modularity overlooks communities that are
    small beside the network [5]_.

    References
    ----------
    .. [1] Blondel et al. (2008), doi:10.1088/1742-5468/2008/10/P10008
    .. [2] Lu et al. (2015), doi:10.1016/j.parco.2015.03.003
    .. [3] Rotta and Noack (2011), doi:10.1145/1963190.1970376
    .. [4] Traag et al. (2019), doi:10.1038/s41598-019-41695-z
    .. [5] Fortunato and Barthelemy (2007), doi:10.1073/pnas.0605965104

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> pairs = csr_array(np.kron(np.eye(2), [[0, 1], [1, 0]]))
    >>> louvain(pairs).labels.tolist()
    [0, 0, 1, 1]
    """
    random = np.random.default_rng(seed)
    levels, lifts = [graph], []
    while True:
        at = levels[-1]
        labels = _moved(at, np.arange(at.shape[0]), random, resolution)
        found = int(labels.max(initial=-1)) + 1
        if found == at.shape[0]:
            break
        lifts.append(labels)
        levels.append(_folded(at, labels, found))
    labels = np.arange(levels[-1].shape[0])
    for at, lift in zip(levels[-2::-1], lifts[::-1], strict=True):
        labels = _moved(at, labels[lift], random, resolution)
    labels = _by_size(_connected(graph, labels))
    return Parted(labels, modularity(graph, labels, resolution))


def _moved(graph: Sparse, labels: Whole, random: np.random.Generator, resolution: float) -> Whole:
    """Move accounts to better communities until little is gained; return labels from 0."""
    held = _Held(graph, labels, resolution)
    active = np.flatnonzero(np.diff(graph.indptr) > 0)
    best, kept = held.quality(), held.labels.copy()
    for _ in range(_ROUNDS):
        random.shuffle(active)
        moved = [held.move(batch) for batch in np.array_split(active, _BATCHES) if len(batch)]
        gone = np.concatenate(moved) if moved else np.zeros(0, np.int64)
        if not len(gone):
            break
        quality = held.quality()
        done = quality - best < _LEAST
        if quality > best:
            best, kept = quality, held.labels.copy()
        if done:
            break
        active = held.disturbed(gone)
    return np.unique(kept, return_inverse=True)[1]


class _Held:
    """A graph with its accounts' communities and what each community holds."""

    def __init__(self, graph: Sparse, labels: Whole, resolution: float) -> None:
        size = graph.shape[0]
        self.graph, self.labels = graph, labels.astype(np.int32)
        self.strength = np.asarray(graph.sum(axis=1), float)
        self.total = float(self.strength.sum()) or 1.0
        self.rows = np.repeat(np.arange(size, dtype=np.int32), np.diff(graph.indptr))
        self.loops = np.asarray(graph.diagonal(), float)
        self.resolution = resolution
        self.held = np.bincount(labels, self.strength, size)
        self.members = np.bincount(labels, minlength=size)
        self.steps, self.ones = np.arange(size + 1, dtype=np.int32), np.ones(size)

    def quality(self) -> float:
        """Return the modularity, as :func:`modularity` does, without counting strengths anew."""
        within = self.graph.data[self.labels[self.rows] == self.labels[self.graph.indices]].sum()
        chance = self.resolution * ((self.held / self.total) ** 2).sum()
        return float(within / self.total - chance)

    def move(self, batch: Whole) -> Whole:
        """Move those accounts of a batch that gain by it; return them."""
        from scipy.sparse import csr_array

        size = len(self.labels)
        of = csr_array((self.ones, self.labels, self.steps), shape=(size, size))
        near = self.graph[batch] @ of
        counts = np.diff(near.indptr)
        own, strength = self.labels[batch], self.strength[batch]
        row = np.repeat(np.arange(len(batch)), counts)
        pull = self.resolution / self.total
        here = near.indices == own[row]
        score = near.data - pull * strength[row] * self.held[near.indices]
        score[here] += pull * strength[row[here]] ** 2 - self.loops[batch[row[here]]]
        stay = -pull * strength * (self.held[own] - strength)
        stay[row[here]] = score[here]
        top = np.maximum.reduceat(score, near.indptr[:-1])
        at = np.flatnonzero(score == top[row])[::-1]
        goal = own.copy()
        goal[row[at]] = near.indices[at]
        lone = (self.members[own] == 1) & (self.members[goal] == 1)
        better = (top > stay + 1e-12 * self.total) & (goal != own) & ~(lone & (goal > own))
        gone: Whole = batch[better]
        goal, own = goal[better], own[better]
        self.labels[gone] = goal
        change = self.strength[gone]
        self.held += np.bincount(goal, change, size) - np.bincount(own, change, size)
        self.members += np.bincount(goal, minlength=size) - np.bincount(own, minlength=size)
        return gone

    def disturbed(self, gone: Whole) -> Whole:
        """Return whose neighbours went to another community than theirs."""
        near = self.graph[gone]
        row = np.repeat(gone, np.diff(near.indptr))
        apart = self.labels[row] != self.labels[near.indices]
        mark = np.zeros(len(self.labels), bool)
        mark[near.indices[apart]] = True
        return np.flatnonzero(mark)


def _folded(graph: Sparse, labels: Whole, found: int) -> Sparse:
    """Return the graph of communities."""
    from scipy.sparse import csr_array

    size = graph.shape[0]
    of = csr_array((np.ones(size), labels, np.arange(size + 1)), shape=(size, found))
    return csr_array(of.T @ graph @ of)


def _connected(graph: Sparse, labels: Whole) -> Whole:
    """Split communities that hang together only through others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    within = labels[rows] == labels[graph.indices]
    kept = (rows[within], graph.indices[within])
    inner = coo_array((np.ones(int(within.sum()), np.int8), kept), shape=graph.shape)
    return np.asarray(connected_components(inner, directed=False)[1], np.int64)


def _by_size(labels: Whole) -> Whole:
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place[labels]
