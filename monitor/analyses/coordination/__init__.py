"""Who posts in step, and could it be chance: shares to pairs, tested edges, clusters.

Every behaviour is a table of shares: the same link, text, tag or picture is the same *object*.
An edge is a lead that two accounts are worth a look together, never a verdict on either.
docs/coordination.md has the formulas, what they assume and when they fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.clusters import (
    Cluster,
    Evidence,
    Explanation,
    described,
    grouped,
)
from monitor.analyses.coordination.line import line_up
from monitor.analyses.coordination.null import REACTION
from monitor.analyses.coordination.pairs import Pairs, meeting_pairs
from monitor.analyses.coordination.shares import Shares
from monitor.analyses.coordination.trial import Asked, tried

__all__ = [
    "MINUTE",
    "Cluster",
    "Coordination",
    "Counts",
    "Edges",
    "Evidence",
    "Explanation",
    "Shares",
    "coordination",
]

MINUTE = timedelta(minutes=1)


class Edges(NamedTuple):
    """Every tested pair, in order of ``a``, then ``b``; shape ``(pairs,)`` each."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    """Codes of accounts."""
    weight: NDArray[np.int32]
    """Distinct objects shared within ``window``."""
    window: NDArray[np.int32]
    """Which of the windows is the least likely: its place among them, ascending."""
    expected: NDArray[np.float64]
    """By chance, of ``weight``."""
    p: NDArray[np.float64]
    """The larger of the two models', times the number of windows; smoothed within communities."""
    q: NDArray[np.float64]
    """Lowest level at which it is found; in a community, never before that is by exact p."""
    cluster: NDArray[np.int64]
    """Place in ``clusters``; -1: none."""
    set_apart: NDArray[np.bool_]
    """One of the two is disclosed as automatic: shown, in no cluster."""
    p_exact: NDArray[np.float64]
    """As ``p``, nothing smoothed: that of a permutation test, or larger."""
    unanchored: NDArray[np.int64]
    """Place in ``Coordination.unanchored`` of a pair that was not found; -1: none."""


class Counts(NamedTuple):
    """What was looked at."""

    shares: int
    accounts: int
    objects: int
    possible: int
    """Pairs of accounts."""
    tested: int
    families: int
    tests: int
    """Pairs of communities that count as tests; the other family is all other possible pairs."""
    edges: int
    """With q at most the level, the set apart not counted."""
    set_apart: int
    """Edges of accounts that are set apart."""
    crowded: tuple[int, ...]
    """Codes of objects too crowded to list the pairs that meet in them alone."""
    unanchored: int
    """Communities that smoothing alone would find: in step or one brisk crowd, nobody can tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Coordination:
    """What was found, at level ``q``."""

    edges: Edges
    clusters: tuple[Cluster, ...]
    counts: Counts
    windows: tuple[timedelta, ...]
    """Ascending; the widest is that of the clusters."""
    q: float
    unanchored: tuple[Cluster, ...] = ()
    """Described like clusters, and none: communities that an assumption alone would find."""

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Which edges pass the level."""
        return np.asarray(self.edges.q <= self.q)


def coordination(
    shares: Shares,
    *,
    windows: Sequence[timedelta] = (MINUTE,),
    min_weight: int = 2,
    q: float = 0.05,
    set_apart: frozenset[str] = frozenset(),
    reaction: timedelta | None = timedelta(seconds=REACTION),
    anchored: bool = True,
) -> Coordination:
    """Link accounts that share the same objects within a window more often than chance would.

    Parameters
    ----------
    shares : Shares
        Any order. ``Shares.of`` makes them of ``Share`` records.
    windows : sequence of timedelta
        Largest gaps that count, inclusive; with several, each pair's best is taken and pays for it.
    min_weight : int
        Fewest distinct objects, in the widest window, that make a pair worth testing.
    q : float
        Level of the false discovery rate, over the families found.
    set_apart : frozenset of str
        Names of accounts disclosed as automatic: outlets, aggregators.
    reaction : timedelta or None
        Mean delay of the briskest innocent crowd, for objects that only a small group shared;
        None smooths nothing: then p is an exact permutation p, without assumptions.
    anchored : bool
        Let smoothing speak only in communities that are found without it. False lets it speak
        everywhere: groups that share nothing but their own are found too, and so are brisk crowds.

    Raises
    ------
    ValueError
        A window is negative or none is given, ``min_weight`` is under 1, ``q`` not in (0, 1],
        ``reaction`` not positive.

    Notes
    -----
    O(n log n + k log k) for n shares and k meetings, then for each tested pair its common objects
    times its weight. After [1]_ and [2]_, but objects are counted, not pairs of posts, and the
    threshold is a chance model, not a weight. Deterministic.

    References
    ----------
    .. [1] Pacheco et al. (2021), doi:10.1609/icwsm.v15i1.18075
    .. [2] Giglietto et al. (2020), doi:10.1080/1369118X.2020.1739732

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from monitor.records import Share
    >>> noon = datetime(2024, 2, 14, 12, tzinfo=UTC)
    >>> crowd = [(f"u{i}", noon + timedelta(hours=i + 1)) for i in range(20)]
    >>> step = [("a", noon), ("b", noon + timedelta(seconds=5))]
    >>> rows = [Share(link, who, "", when) for link in "pqrstuvw" for who, when in crowd + step]
    >>> found = coordination(Shares.of(rows))
    >>> names = [(found.edges.a[i], found.edges.b[i]) for i in np.flatnonzero(found.kept)]
    >>> len(names), len(found.clusters), int(found.edges.weight[found.kept][0])
    (1, 1, 8)
    """
    widths = _checked(shares, windows, min_weight, q, reaction)
    line = line_up(shares.objects, shares.accounts, shares.times, widths[-1])
    apart = np.array([name in set_apart for name in shares.account_names], bool)
    found = meeting_pairs(line, widths, min_weight=min_weight)
    out = apart[found.a] | apart[found.b] if len(apart) else np.zeros(0, bool)
    smooth = None if reaction is None else reaction.total_seconds()
    told = tried(Asked(line, widths, shares.ticks, found, apart, smooth, anchored), q)
    kept, weight = (told.q <= q) & ~out, told.weight
    label = grouped(found.a[kept], found.b[kept], weight[kept], len(apart))
    cluster = np.where(kept & (label[found.a] == label[found.b]), label[found.a], -1)
    p, exact, level = told.p, told.p_exact, told.q
    crowd, unanchored = _numbered(told.unanchored, found, len(apart))
    brisk = unanchored >= 0

    def describe(label: NDArray[np.int64], rows: NDArray[np.bool_]) -> tuple[Cluster, ...]:
        pairs = found.a[rows], found.b[rows]
        return described(line, widths[-1], label, pairs, p[rows], exact[rows], shares.ticks)

    return Coordination(
        Edges(
            found.a,
            found.b,
            weight,
            told.window,
            told.expected,
            p,
            level,
            cluster,
            out,
            exact,
            unanchored,
        ),
        describe(label, kept),
        Counts(
            shares=len(shares.times),
            accounts=told.accounts,
            objects=int((np.bincount(shares.objects) > 0).sum()),
            possible=told.accounts * (told.accounts - 1) // 2,
            tested=len(p),
            families=len(told.tests),
            tests=int(told.tests[:-1].sum()),
            edges=int(kept.sum()),
            set_apart=int(((level <= q) & out).sum()),
            crowded=tuple(found.crowded.tolist()),
            unanchored=int(unanchored.max(initial=-1)) + 1,
        ),
        tuple(timedelta(seconds=width / shares.ticks) for width in widths),
        q,
        describe(crowd, brisk),
    )


def _numbered(
    community: NDArray[np.int64], found: Pairs, accounts: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give communities of pairs numbers, the largest first; -1: none.

    Returns
    -------
    of_account, of_pair : numpy.ndarray
    """
    own = community >= 0
    known, place = np.unique(community[own], return_inverse=True)
    of_account = np.full(accounts, -1)
    of_account[found.a[own]] = of_account[found.b[own]] = place
    size = np.bincount(of_account[of_account >= 0], minlength=len(known))
    rank = np.argsort(np.lexsort((np.arange(len(known)), -size)))
    of_pair = np.full(len(community), -1)
    of_pair[own] = rank[place]
    of_account[of_account >= 0] = rank[of_account[of_account >= 0]]
    return of_account, of_pair


def _checked(
    shares: Shares, windows: Sequence[timedelta], min_weight: int, q: float,
    reaction: timedelta | None,
) -> list[int]:  # fmt: skip
    if not windows:
        raise ValueError("there is no window")
    if min_weight < 1:
        raise ValueError("min_weight is under 1")
    if not 0 < q <= 1:
        raise ValueError("q is not in (0, 1]")
    if reaction is not None and reaction <= timedelta(0):
        raise ValueError("reaction is not positive")
    return sorted({shares.ticks_of(window) for window in windows})
