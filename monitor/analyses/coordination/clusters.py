"""Tested edges to clusters, each with what could explain it innocently, and what speaks against.

A cluster is accounts that post in step ("pola unggah serempak"). Why they do is for people to
find out: the explanations here are questions with the evidence at hand, not answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.line import Line, Whole, line_up

__all__ = ["Cluster", "Evidence", "Explanation", "described", "grouped"]

SPARSE, LOOSE = 0.15, 12
"""A connected part of at least ``LOOSE`` accounts and less density is parted into communities."""
SEED = 7

_NIGHT = range(5)  # hours in Jakarta
_WIB = 7 * 3_600
_DAY = 86_400


class Evidence(NamedTuple):
    """One observation: a key of ``words`` and what fills its sentence."""

    key: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An innocent way to come to this pattern, with what was seen for and against it."""

    key: str
    """``coordination.template_tool, fan_club, news_feed, one_person``."""
    favour: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts that post in step."""

    accounts: tuple[int, ...]
    """Codes, ascending."""
    edges: int
    density: float
    """Edges of all pairs of its accounts."""
    objects: tuple[int, ...]
    """Codes of what at least two of them shared within the window, most accounts first."""
    first: int
    last: int
    """When they first and last did, in the units of the shares."""
    p: float
    """The least of its edges."""
    explanations: tuple[Explanation, ...] = field(default=())
    p_exact: float = 1.0
    """The least of its edges, nothing smoothed."""


def grouped(a: Whole, b: Whole, weights: NDArray[np.integer], accounts: int) -> Whole:
    """Return the cluster of each account, largest first, or -1.

    Connected parts; a large sparse one, held together by few edges, is parted into communities
    (Louvain with a fixed seed [1]_), of which single accounts stay in none.

    References
    ----------
    .. [1] Blondel et al. (2008), doi:10.1088/1742-5468/2008/10/P10008

    Examples
    --------
    >>> grouped(np.array([0, 1]), np.array([1, 4]), np.array([3, 3]), 6).tolist()
    [0, 0, -1, -1, 0, -1]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(accounts, accounts)).tocsr()
    label = connected_components(graph, directed=False)[1].astype(np.int64)
    size = np.bincount(label, minlength=1)
    edges = np.bincount(label[a], minlength=len(size))
    sparse = (size >= LOOSE) & (2 * edges < SPARSE * size * (size - 1))
    for part in np.flatnonzero(sparse):
        rows = label[a] == part
        label = _parted(label, a[rows], b[rows], weights[rows])
    size = np.bincount(label)
    first = np.full(len(size), accounts)
    np.minimum.at(first, label, np.arange(accounts))
    rank = np.argsort(np.lexsort((first, -size)))
    return np.where(size[label] > 1, rank[label], -1)


def _parted(label: Whole, a: Whole, b: Whole, weights: NDArray[np.integer]) -> Whole:
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(a.tolist(), b.tolist(), weights.tolist(), strict=True))
    fresh = int(label.max()) + 1
    label = label.copy()
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=SEED)):
        label[list(members)] = fresh + number
    return label


def described(
    line: Line, window: int, label: Whole, pairs: tuple[Whole, Whole], p: NDArray[np.float64],
    p_exact: NDArray[np.float64], ticks: int,
) -> tuple[Cluster, ...]:  # fmt: skip
    """Describe each cluster.

    Parameters
    ----------
    line : Line
        All shares.
    window : int
        In their units, of which ``ticks`` are a second.
    label : numpy.ndarray
        From :func:`grouped`.
    pairs, p, p_exact : numpy.ndarray
        The edges.
    """
    a, b = pairs
    count = int(label.max(initial=-1)) + 1
    own = np.flatnonzero(label[line.accounts] >= 0)
    whose = label[line.accounts[own]]
    # Cases, a cluster and an object, are numbered anew: their product may pass 32 bits.
    width = int(line.objects.max(initial=0)) + 1
    cases, case = np.unique(whose * width + line.objects[own], return_inverse=True)
    things = cases % width
    together = line_up(case, line.accounts[own], line.times[own], window)
    popular = np.bincount(line.objects)
    inner = (label[a] == label[b]) & (label[a] >= 0)
    of_edge = label[a[inner]]
    order = np.argsort(label, kind="stable")
    begins = np.searchsorted(label[order], np.arange(count + 1))
    ends = np.searchsorted(cases[together.objects], np.arange(count + 1) * width)
    made = []
    for each in range(count):
        members = order[begins[each] : begins[each + 1]]
        rows = slice(ends[each], ends[each + 1])
        met = _Met(*(column[rows] for column in together), window=window, ticks=ticks)
        objects = met.common()
        mine = np.flatnonzero(of_edge == each)
        times = met.times[met.step]
        made.append(
            Cluster(
                accounts=tuple(members.tolist()),
                edges=len(mine),
                density=2 * len(mine) / (len(members) * (len(members) - 1)),
                objects=tuple(things[objects].tolist()),
                first=int(times.min(initial=np.iinfo(np.int64).max)),
                last=int(times.max(initial=0)),
                p=float(p[inner][mine].min(initial=1.0)),
                explanations=met.explanations(len(members), popular[things[objects]]),
                p_exact=float(p_exact[inner][mine].min(initial=1.0)),
            )
        )
    return tuple(made)


class _Met:
    """The shares of one cluster, in order of object and time."""

    def __init__(
        self, objects: Whole, accounts: Whole, clock: Whole, times: Whole,
        *, window: int, ticks: int,
    ) -> None:  # fmt: skip
        self.objects, self.accounts, self.clock, self.times = objects, accounts, clock, times
        self.ticks = ticks
        near = np.diff(clock) <= window
        near &= (
            accounts[1:] != accounts[:-1]
        )  # the nearest two of different accounts are neighbours
        self.step = np.concatenate([near, [False]]) | np.concatenate([[False], near])
        self.gaps = np.diff(clock)[near] / ticks
        self.leads = np.flatnonzero(near)

    def common(self) -> Whole:
        """Return what they shared together, what most of them shared first."""
        objects, counts = np.unique(self.objects[self.step], return_counts=True)
        return objects[np.lexsort((objects, -counts))]

    def explanations(self, size: int, popular: Whole) -> tuple[Explanation, ...]:
        """Weigh each innocent explanation."""
        if not len(self.gaps):
            return ()
        median = float(np.median(self.gaps))
        seconds = self.times[self.step] // self.ticks + _WIB
        night = float(np.isin(seconds // 3_600 % 24, _NIGHT).mean())
        busiest = float(np.unique(seconds // _DAY, return_counts=True)[1].max() / len(seconds))
        same = float((self.gaps <= 1).mean())
        own = float((popular <= 2 * size).mean())
        gap = Evidence("coordination.median_gap", {"seconds": f"{median:.0f}"})
        second = Evidence("coordination.same_second", {"share": f"{same:.0%}"})
        nightly = Evidence("coordination.at_night", {"share": f"{night:.0%}"})
        crowded = Evidence("coordination.busiest_day", {"share": f"{busiest:.0%}"})
        alone = Evidence("coordination.own_objects", {"share": f"{own:.0%}"})
        known = [
            _weighed("template_tool", [(second, same >= 0.3), (gap, median <= 5)]),
            _weighed(
                "fan_club", [(crowded, busiest >= 0.3), (gap, median >= 20), (alone, own < 0.5)]
            ),
            _weighed("news_feed", [(nightly, night >= 0.1), (alone, own < 0.5)]),
        ]
        if size == 2:
            known.append(_weighed("one_person", [(second, same < 0.1), (self._turns())]))
        return tuple(known)

    def _turns(self) -> tuple[Evidence, bool]:
        """Tell whether the same one of two mostly goes first, as somebody who switches would."""
        firsts = np.unique(self.accounts[self.leads], return_counts=True)[1]
        share = float(firsts.max() / firsts.sum())
        return Evidence("coordination.same_first", {"share": f"{share:.0%}"}), share >= 0.8


def _weighed(name: str, seen: Sequence[tuple[Evidence, bool]]) -> Explanation:
    favour = tuple(evidence for evidence, speaks_for in seen if speaks_for)
    against = tuple(evidence for evidence, speaks_for in seen if not speaks_for)
    return Explanation(f"coordination.{name}", favour, against)
