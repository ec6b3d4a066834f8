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
from monitor.analyses.coordination.families import communities, count_tests, without_times
from monitor.analyses.coordination.levels import adjusted, within_families
from monitor.analyses.coordination.line import Line, line_up
from monitor.analyses.coordination.null import REACTION, chances, configuration, shuffle
from monitor.analyses.coordination.pairs import Pairs, meeting_pairs
from monitor.analyses.coordination.shares import Shares

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
    """The larger of the two models', times the number of windows."""
    q: NDArray[np.float64]
    cluster: NDArray[np.int64]
    """Place in ``clusters``; -1: none."""
    set_apart: NDArray[np.bool_]
    """One of the two is disclosed as automatic: shown, in no cluster."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Coordination:
    """What was found, at level ``q``."""

    edges: Edges
    clusters: tuple[Cluster, ...]
    counts: Counts
    windows: tuple[timedelta, ...]
    """Ascending; the widest is that of the clusters."""
    q: float

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
    tested, least = _tested(shares, line, widths, found, smooth)
    level, counts = _levels(shares, line, found, tested.p, out, apart, least)
    kept = (level <= q) & ~out
    a, b = found.a[kept], found.b[kept]
    label = grouped(a, b, tested.weight[kept], len(shares.account_names))
    cluster = np.where(kept & (label[found.a] == label[found.b]), label[found.a], -1)
    edges = tested._replace(q=level, cluster=cluster, set_apart=out)
    return Coordination(
        edges,
        described(line, widths[-1], label, a, b, tested.p[kept], shares.ticks),
        counts._replace(edges=int(kept.sum()), set_apart=int(((level <= q) & out).sum())),
        tuple(timedelta(seconds=width / shares.ticks) for width in widths),
        q,
    )


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


def _tested(
    shares: Shares, line: Line, widths: Sequence[int], found: Pairs, reaction: float | None
) -> tuple[Edges, NDArray[np.float64]]:
    """Test each pair in each window; also return the least chance to meet, by object."""
    degrees = np.bincount(shares.accounts, minlength=len(shares.account_names))
    count = len(found.a)
    p, expected = np.full(count, np.inf), np.zeros(count)
    best, least = np.zeros(count, np.int32), np.empty(0)
    for place, width in enumerate(widths):
        of = chances(line, width, seconds=width / shares.ticks, reaction=reaction)
        weights = found.weights[:, place]
        by_shuffle = shuffle(line, width, of, found.a, found.b, weights)
        meetings = int(of.meetings.sum())
        by_activity = configuration(degrees, meetings, found.a, found.b, weights)
        now = np.minimum(np.maximum(by_shuffle.p, by_activity) * len(widths), 1.0)
        lower = now < p
        p[lower], expected[lower], best[lower] = now[lower], by_shuffle.expected[lower], place
        least = np.minimum(of.chance, of.ceiling) if place == 0 else least
    weight = found.weights[np.arange(count), best]
    nothing = np.full(count, -1)
    edges = Edges(found.a, found.b, weight, best, expected, p, p, nothing, nothing > 0)
    return edges, least


def _levels(
    shares: Shares, line: Line, found: Pairs, p: NDArray[np.float64], out: NDArray[np.bool_],
    apart: NDArray[np.bool_], least: NDArray[np.float64],
) -> tuple[NDArray[np.float64], Counts]:  # fmt: skip
    """Return each pair's q, and what was counted for it."""
    active = np.bincount(shares.accounts, minlength=len(apart)) > 0
    accounts = int(active.sum())
    shown = int((active & ~apart).sum())
    possible, others = accounts * (accounts - 1) // 2, shown * (shown - 1) // 2
    known = without_times(line)
    community = communities(known, len(apart), apart)
    drawn = count_tests(known, community, least, float(others))
    together = (community[found.a] == community[found.b]) & (community[found.a] >= 0)
    family = np.where(together, community[found.a], len(drawn.tests) - 1)
    q = np.ones(len(p))
    q[~out] = within_families(p[~out], family[~out], drawn.tests)
    q[out] = adjusted(p[out], possible - others)
    counts = Counts(
        shares=len(shares.times),
        accounts=accounts,
        objects=int((np.bincount(shares.objects) > 0).sum()),
        possible=possible,
        tested=len(p),
        families=len(drawn.tests),
        tests=int(drawn.tests[:-1].sum()),
        edges=0,
        set_apart=0,
        crowded=tuple(found.crowded.tolist()),
    )
    return q, counts
