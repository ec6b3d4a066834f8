"""Whether a community as a whole comes together more closely than chance would have it.

One pair of a large group may have met too seldom to stand out while all of them together do. This
asks about the group: in each object, how many members shared within one window, and how likely is
that when the times are dealt out anew? Nothing is assumed beyond the shuffle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.line import Line, Whole, line_up, neighbours
from monitor.analyses.coordination.null import Chances

__all__ = ["gathered"]

_TELLING = 0.5
"""Chance to meet from which on an object says nothing of a group: it is (nearly) its own."""
_TILTS = np.linspace(0.05, 0.95, 19)

Real = NDArray[np.float64]


def gathered(line: Line, window: int, of: Chances, community: Whole) -> Real:
    """Return for each community the p of its gatherings; never smaller than the exact one.

    Parameters
    ----------
    line : Line
        Not thinned.
    window : int
        In its units.
    of : Chances
        Of that window; the ceiling is not used.
    community : numpy.ndarray
        By account; -1: none.

    Notes
    -----
    Of an object's ``n`` shares, ``m`` are of members who shared it once; a shuffle makes theirs a
    random choice of ``m`` of the ``n`` times. If share ``i`` has ``f_i`` followers within the
    window, ``k`` of the ``m`` times fit into one window with a probability of at most the expected
    number of such choices, ``sum C(f_i, k - 1) C(m, k) / C(n, k)``, and ``sum C(f_i, k - 1) <=
    C(max f - 1, k - 2) sum f_i / (k - 1)``. That bound for the ``k`` seen is the object's p. As
    two members gather in it with probability ``b`` at most, ``E[p ** -t] <= 1 - b + b ** (1 - t) /
    (1 - t)``, and objects are dealt out independently: the product of their p is judged by
    Chernoff's inequality [1]_, at the best of 19 ``t``.

    References
    ----------
    .. [1] Chernoff (1952), doi:10.1214/aoms/1177729330

    Examples
    --------
    >>> from monitor.analyses.coordination.null import chances
    >>> thing, when = np.repeat(np.arange(4), 30), np.tile(np.arange(30) * 100, 4)
    >>> when[[0, 31, 62, 93]] += 95  # the first of each comes to within 5 s of the second, ...
    >>> who = np.tile(np.arange(30), 4)
    >>> line = line_up(thing, who, when, 60)
    >>> of = chances(line, 60, seconds=60, reaction=None)
    >>> bool(gathered(line, 60, of, np.where(np.arange(30) < 4, 0, -1))[0] < 0.01)
    True
    """
    count = int(community.max(initial=-1)) + 1
    home, objects, size, most = _cases(line, window, community)
    asked = (size > 1) & (of.chance[objects] <= _TELLING)
    home, objects, size, most = home[asked], objects[asked], size[asked], most[asked]
    least = np.minimum(of.chance[objects] * size * (size - 1) / 2, 1.0)
    surprise = np.bincount(home, -_log_p(line, window, of, objects, size, most), minlength=count)
    best = np.zeros(count)
    for tilt in _TILTS:
        grown = np.log(1 - least + least ** (1 - tilt) / (1 - tilt))
        best = np.minimum(best, np.bincount(home, grown, minlength=count) - tilt * surprise)
    return np.asarray(np.exp(best), np.float64)


def _cases(line: Line, window: int, community: Whole) -> tuple[Whole, Whole, Whole, Whole]:
    """Return by community and object: both, members who shared it once, most in one window."""
    rows = np.flatnonzero(community[line.accounts] >= 0) if len(community) else np.empty(0, int)
    accounts, objects = line.accounts[rows], line.objects[rows].astype(np.int64)
    whose = objects * len(community) + accounts
    _, place, times = np.unique(whose, return_inverse=True, return_counts=True)
    once = times[place] == 1  # who repeats an object makes company for nobody but himself
    rows, accounts, objects = rows[once], accounts[once], objects[once]
    things = int(line.objects.max(initial=0)) + 1
    keys = community[accounts].astype(np.int64) * things + objects
    cases, which, size = np.unique(keys, return_inverse=True, return_counts=True)
    if not len(cases):
        return cases, cases, size, size
    together = line_up(which, accounts, line.times[rows], window)
    begins = np.cumsum(size) - size
    most = np.maximum.reduceat(neighbours(together, window), begins) + 1
    return cases // things, cases % things, size, most


def _log_p(
    line: Line, window: int, of: Chances, objects: Whole, size: Whole, most: Whole
) -> Real:  # fmt: skip
    peak = np.zeros(len(of.shares), np.int64)
    np.maximum.at(peak, line.objects, neighbours(line, window))
    seen = np.flatnonzero(most > 1)
    thing, some = objects[seen], most[seen]
    log_p = np.zeros(len(objects))
    log_p[seen] = (
        np.log(of.meetings[thing] / (some - 1))
        + _log_ways(peak[thing] - 1, some - 2)
        + _log_ways(size[seen], some)
        - _log_ways(of.shares[thing], some)
    )
    return np.minimum(log_p, 0.0)


def _log_ways(count: Whole, some: Whole) -> Real:
    """Return the log of the number of ways to choose ``some`` of ``count``, at least as many."""
    from scipy.special import gammaln

    return np.asarray(gammaln(count + 1) - gammaln(some + 1) - gammaln(count - some + 1))
