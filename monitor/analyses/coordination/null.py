"""How likely two accounts are to meet so often by chance, by two models; the larger counts.

*Shuffle*: each object keeps its sharers and its times; only who shared when is dealt out anew.
The chance to meet is then exact for each object, and the number of meetings is a sum of
independent tries with unequal chances: Poisson-binomial, whose tail is summed without
cancellation. *Configuration*: accounts keep how much they share, objects when they are shared;
who shares what is dealt out anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.line import Line, Whole, neighbours
from monitor.analyses.coordination.repeats import Repeated

__all__ = [
    "REACTION",
    "SMALL",
    "Chances",
    "Tested",
    "at_least",
    "chances",
    "configuration",
    "shuffle",
]

REACTION = 180.0
"""Seconds that an innocent crowd takes on average to react; docs/coordination.md argues it."""
SMALL = 100
"""Shares of an object up to which a small group may have made its rhythm alone."""

_COARSE = 5  # times the usual chance to meet that an innocent crowd is credited with at least
_VIRAL = 3  # objects that may have most of the meetings
_CELLS = 1 << 21  # common objects looked at, or states of the sum held, at once
_STEPS = 200_000  # objects x meetings of one pair, beyond which the sum is bounded, not exact

Real = NDArray[np.float64]


class Chances(NamedTuple):
    """What one window means in each object."""

    shares: Whole
    """Shares of the object, ``n``."""
    meetings: Whole
    """Pairs of its shares within the window, whoever made them."""
    chance: Real
    """That two accounts with one share each meet in a shuffle: ``meetings`` of all pairs."""
    ceiling: Real
    """The most that smoothing credits an innocent crowd with; 1 where it does not smooth."""


class Tested(NamedTuple):
    """What chance makes of pairs."""

    expected: Real
    p: Real


def chances(line: Line, window: int, *, seconds: float, reaction: float | None) -> Chances:
    """Return the chance to meet in each object.

    Parameters
    ----------
    line : Line
        Not thinned.
    window, seconds : int, float
        The same window in the units of ``line`` and in seconds.
    reaction : float or None
        Mean delay in seconds of the briskest innocent crowd; None smooths nothing.

    Notes
    -----
    Where only a group shared an object, its own rhythm would excuse it: all its shares lie within
    the window, so any two of them would in every shuffle. In objects of at most ``SMALL`` shares
    the chance is therefore at most ``1 - exp(-seconds / reaction)``, that of two people who both
    react to something after exponential delays. Where clocks are coarse (dates without hours),
    the ceiling is five times the median chance, so that what is usual never counts as rare.

    Examples
    --------
    >>> from monitor.analyses.coordination.line import line_up
    >>> line = line_up(np.zeros(4, int), np.arange(4), np.array([0, 9, 500, 505]), 9)
    >>> chances(line, 9, seconds=9, reaction=None).chance.round(3).tolist()
    [0.333]
    """
    size = int(line.objects.max(initial=-1)) + 1
    shares = np.bincount(line.objects, minlength=size)
    meetings = np.bincount(line.objects, neighbours(line, window), minlength=size).astype(np.int64)
    chance = meetings / np.maximum(shares * (shares - 1) / 2, 1)
    ceiling = np.ones(size)
    usual = chance[shares > 2]
    if reaction is not None and len(usual):
        crowd = max(-np.expm1(-seconds / reaction), _COARSE * float(np.median(usual)))
        ceiling[shares <= SMALL] = min(crowd, 1.0)
    return Chances(shares, meetings, chance, ceiling)


def shuffle(line: Line, window: int, of: Chances, a: Whole, b: Whole, weights: Whole) -> Tested:
    """Test pairs against within-object shuffles of the times.

    Parameters
    ----------
    line : Line
        Not thinned.
    window : int
        In its units.
    of : Chances
        Of that window.
    a, b, weights : numpy.ndarray
        The pairs, and in how many objects each met.

    Notes
    -----
    Exact for pairs whose common objects times meetings are at most 200,000; beyond, and above
    the mean, the binomial tail of the mean chance bounds the sum's [1]_, else p is 1.

    References
    ----------
    .. [1] Hoeffding (1956), doi:10.1214/aoms/1177728178
    """
    p, expected = np.ones(len(a)), np.zeros(len(a))
    repeated = Repeated(line, window, of.chance)
    for rows, starts, objects, mine, theirs in _common(line, a, b):
        chance = np.minimum(of.chance[objects], of.ceiling[objects])
        many = np.flatnonzero((mine > 1) | (theirs > 1))
        if len(many):
            here = objects[many]
            exact = repeated.chances(here, mine[many], theirs[many])
            most = -np.expm1(
                np.log1p(-np.minimum(of.ceiling[here], 1 - 1e-12)) * mine[many] * theirs[many]
            )
            chance[many] = np.where(of.ceiling[here] < 1, np.minimum(exact, most), exact)
        expected[rows] = np.add.reduceat(np.append(chance, 0.0), starts[:-1]) * (
            np.diff(starts) > 0
        )
        p[rows] = at_least(starts, chance, weights[rows])
    return Tested(expected, p)


def configuration(degrees: Whole, meetings: Whole, a: Whole, b: Whole, weights: Whole) -> Real:
    """Return the chance to meet so often, given only how much accounts share.

    Parameters
    ----------
    degrees : numpy.ndarray
        Shares, by account.
    meetings : numpy.ndarray
        By object.
    a, b, weights : numpy.ndarray
        The pairs, and in how many objects each met.

    Notes
    -----
    ``a`` and ``b`` hold random places of all ``S`` shares, so each of the ``C`` meetings is theirs
    with probability ``2 d_a d_b / (S (S - 1))``. Their number is nearly Poisson; of
    independent tries with that mean the Poisson has the heaviest tail above the mean plus one,
    below which p is 1. A viral object has most of the meetings, but adds at most one to a weight:
    up to three that have a tenth of what is left are counted so where that makes p smaller.

    Examples
    --------
    >>> lone, busy = np.array([0]), np.array([1])
    >>> every = np.full(50, 10)
    >>> configuration(np.array([10, 10, 980]), every, lone, busy, np.array([3])).round(5).tolist()
    [0.00016]
    """
    from scipy.special import gammainc

    total = max(int(degrees.sum()), 2)
    each = degrees[a] * (degrees[b] / total) * (2 / (total - 1))
    p, left = np.ones(len(a)), int(meetings.sum())
    for certain, most in enumerate([0, *np.sort(meetings)[: -_VIRAL - 1 : -1].tolist()]):
        if certain and 10 * most < left:
            break
        left -= most
        weight, mean = np.maximum(weights - certain, 1), each * left
        likely = (weights - certain < mean + 1) | (weights <= certain)
        p = np.minimum(p, np.where(likely, 1.0, gammainc(weight, mean)))
    return np.asarray(p, np.float64)


def _common(line: Line, a: Whole, b: Whole) -> Iterator[tuple[slice, Whole, Whole, Whole, Whole]]:
    """Yield some pairs at a time: where their common objects begin, these, and both's shares."""
    from scipy.sparse import coo_array

    shape = int(line.accounts.max(initial=0)) + 1, int(line.objects.max(initial=0)) + 1
    ones = np.ones(len(line.objects), np.int32)
    shared = coo_array((ones, (line.accounts, line.objects)), shape=shape).tocsr()
    shared.sum_duplicates()
    present = shared.copy()
    present.data[:] = 1
    once = bool((shared.data == 1).all())
    lengths = np.diff(shared.indptr)
    cost = np.cumsum(lengths[a] + lengths[b], dtype=np.int64)
    start = 0
    while start < len(a):
        before = cost[start - 1] if start else 0
        stop = max(int(np.searchsorted(cost, before + _CELLS, "right")), start + 1)
        rows = slice(start, stop)
        mine = shared[a[rows]].multiply(present[b[rows]]).tocsr()
        theirs = mine if once else present[a[rows]].multiply(shared[b[rows]]).tocsr()
        yield (
            rows,
            mine.indptr.astype(np.int64),
            mine.indices.astype(np.int64),
            mine.data,
            theirs.data,
        )
        start = stop


def at_least(starts: Whole, chance: Real, weights: NDArray[np.integer]) -> Real:
    """Return the probability that at least ``weights`` of independent tries succeed.

    Parameters
    ----------
    starts : numpy.ndarray
        Where each row's chances begin, and the end of the last: shape ``(rows + 1,)``.
    chance : numpy.ndarray
        Probabilities.
    weights : numpy.ndarray
        Shape ``(rows,)``.

    Notes
    -----
    The Poisson-binomial tail [1]_ by adding one try at a time to the probabilities of 0, 1, ...
    successes still missing: only products and sums of positive numbers, so that p of 1e-300 is as
    exact as one of 0.3.

    References
    ----------
    .. [1] Hong (2013), doi:10.1016/j.csda.2012.10.006

    Examples
    --------
    >>> chance = np.array([0.5, 0.1, 0.5, 0.5, 0.5])
    >>> at_least(np.array([0, 2, 5]), chance, np.array([1, 3])).tolist()
    [0.55, 0.125]
    """
    lengths = np.diff(starts)
    p = np.ones(len(lengths))
    long = lengths * weights > _STEPS
    p[long] = _bound(starts, chance, weights, np.flatnonzero(long))
    p[weights > lengths] = 0.0
    rows = np.flatnonzero(~long & (weights > 0) & (weights <= lengths))
    rows = rows[np.lexsort((lengths[rows], weights[rows]))]
    done = 0
    while done < len(rows):
        fits = max(_CELLS // 8 // (int(weights[rows[done]]) + 1), 1)
        some = rows[done : done + min(fits, 4_096)]
        p[some] = _summed(starts[some], lengths[some], chance, weights[some])
        done += len(some)
    return p


def _summed(begins: Whole, lengths: Whole, chance: Real, weights: NDArray[np.integer]) -> Real:
    order = np.argsort(-lengths, kind="stable")  # rows that are through fall off the end
    begins, lengths, weights = begins[order], lengths[order], weights[order]
    missing = np.zeros((int(weights.max()) + 1, len(order)))
    missing[weights, np.arange(len(order))] = 1.0
    active = np.searchsorted(-lengths, -np.arange(lengths[0]), "left")
    for step in range(int(lengths[0])):
        live = int(active[step])
        won = missing[1:, :live] * chance[begins[:live] + step]
        missing[1:, :live] -= won
        missing[:-1, :live] += won
    result = np.empty(len(order))
    result[order] = np.minimum(missing[0], 1.0)
    return result


def _bound(starts: Whole, chance: Real, weights: NDArray[np.integer], rows: Whole) -> Real:
    from scipy.special import bdtrc

    sums = np.array([chance[starts[row] : starts[row + 1]].sum() for row in rows])
    count, weight = np.diff(starts)[rows], weights[rows]
    tail = bdtrc(weight - 1, count, np.minimum(sums / np.maximum(count, 1), 1.0))
    return np.where(weight >= sums + 1, tail, 1.0)
