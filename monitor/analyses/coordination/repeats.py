"""The chance to meet of accounts that shared an object more than once."""

from __future__ import annotations

from math import lgamma

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.line import Line, Whole

__all__ = ["meets", "repeated_chances"]

_WORK = 20_000_000
"""Shares times own times other's shares, over all cases, that are done exactly."""
_CASES = 5_000

Real = NDArray[np.float64]


def repeated_chances(
    line: Line, window: int, chance: Real, objects: Whole, mine: Whole, theirs: Whole
) -> Real:
    """Return for each case the chance that any share of one is within the window of the other's.

    Parameters
    ----------
    line, window : Line, int
        The shares, not thinned, and the window in their units.
    chance : numpy.ndarray
        By object: of one share each.
    objects, mine, theirs : numpy.ndarray
        The cases: an object, and how many of its shares each of two accounts has.

    Notes
    -----
    Exact for the cheapest 5,000 different cases of together 20 million steps; the others get
    ``mine * theirs * chance``, which is never less.
    """
    low, high = np.minimum(mine, theirs), np.maximum(mine, theirs)
    cases, which = np.unique(np.stack([objects, low, high]), axis=1, return_inverse=True)
    thing, few, many = cases.astype(np.int64)
    result = np.minimum(chance[thing] * few * many, 1.0)
    begins = np.searchsorted(line.objects, thing)
    ends = np.searchsorted(line.objects, thing, "right")
    cost = (ends - begins) * few * many
    cheap = np.argsort(cost, kind="stable")[:_CASES]
    for case in cheap[np.cumsum(cost[cheap]) <= _WORK]:
        clock = line.clock[begins[case] : ends[case]]
        result[case] = meets(clock, window, int(few[case]), int(many[case]))
    return np.asarray(result[which.ravel()], np.float64)


def meets(clock: Whole, window: int, few: int, many: int) -> float:
    """Return the chance that any of ``few`` times is within ``window`` of any of ``many``.

    All are drawn from ``clock`` without replacement, each way equally likely.

    Notes
    -----
    One minus the share of the ways in which none meet. With one time, those leave out its
    neighbours. With several, ways are counted from left to right by the last time drawn: the next
    may be of the same account anywhere, of the other only beyond the window. Counts are kept
    as shares of all ways, so they do not overflow.

    Examples
    --------
    >>> round(meets(np.array([0, 1, 10, 20]), 1, 1, 1), 4), meets(np.array([0, 9, 10]), 1, 1, 2)
    (0.1667, 0.6666666666666667)
    """
    count = len(clock)
    if few + many > count:
        return 0.0
    first = np.searchsorted(clock, clock - window)
    if few == 1:
        last = np.searchsorted(clock, clock + window, "right")
        free = count - (last - first)  # neither itself nor a neighbour
        logs = _chosen(free, many) - _chosen(np.array([count - 1]), many)
        return float(1 - np.exp(logs).mean())
    return max(1 - _apart(first, count, few, many), 0.0)


def _chosen(count: Whole, some: int) -> Real:
    """Return the log of the number of ways to choose ``some`` of ``count``."""
    from scipy.special import gammaln

    whole = np.maximum(count, some)
    logs = gammaln(whole + 1) - gammaln(some + 1) - gammaln(whole - some + 1)
    return np.where(count >= some, logs, -np.inf)


def _apart(first: Whole, count: int, few: int, many: int) -> float:
    """Return the share of ways in which the two never meet."""
    # By numbers drawn so far: ways that end at or before each place, last drawn of one or other.
    scale = (few + many) / count
    ended = np.zeros((2, few + 1, many + 1, count + 1))
    for mine in range(few + 1):
        for theirs in range(many + 1):
            for own, (i, j) in enumerate(((mine - 1, theirs), (mine, theirs - 1))):
                if i < 0 or j < 0:
                    continue
                if i + j == 0:
                    ways = np.ones(count)
                else:
                    ways = ended[own, i, j, :-1] + ended[1 - own, i, j, first]
                ended[own, mine, theirs, 1:] = np.cumsum(ways * scale)
    found = float(ended[:, few, many, -1].sum())
    total = lgamma(count + 1) - lgamma(few + 1) - lgamma(many + 1) - lgamma(count - few - many + 1)
    return float(np.exp(np.log(found) - (few + many) * np.log(scale) - total)) if found else 0.0
