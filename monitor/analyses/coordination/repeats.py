"""The chance to meet of accounts that shared an object more than once."""

from __future__ import annotations

from math import lgamma

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.line import Line, Whole

__all__ = ["Repeated", "meets"]

_WORK = 40_000_000
"""Shares times own times other's shares, over all cases, that are done exactly."""
_CASES = 10_000

Real = NDArray[np.float64]


class Repeated:
    """The chances of accounts that shared an object more than once, in one window.

    Parameters
    ----------
    line, window : Line, int
        The shares, not thinned, and the window in their units.
    chance : numpy.ndarray
        By object: of one share each.

    Notes
    -----
    Exact for up to 10,000 different cases of together 40 million steps, each done once, the
    cheapest of a call first; the others get ``mine * theirs * chance``, which is never less.
    """

    def __init__(self, line: Line, window: int, chance: Real) -> None:
        self._line, self._window, self._chance = line, window, chance
        self._known: dict[tuple[int, ...], float] = {}
        self._left = _WORK

    def chances(self, objects: Whole, mine: Whole, theirs: Whole) -> Real:
        """Return for each case the chance that any share of one is within the other's window.

        Parameters
        ----------
        objects, mine, theirs : numpy.ndarray
            The cases: an object, and how many of its shares each of two accounts has.
        """
        low, high = np.minimum(mine, theirs), np.maximum(mine, theirs)
        cases, which = np.unique(np.stack([objects, low, high]), axis=1, return_inverse=True)
        cases = cases.astype(np.int64)
        keys = list(map(tuple, cases.T.tolist()))
        self._learn(cases, [place for place, key in enumerate(keys) if key not in self._known])
        thing, few, many = cases
        result = np.minimum(self._chance[thing] * few * many, 1.0)
        for place, key in enumerate(keys):
            result[place] = self._known.get(key, result[place])
        return np.asarray(result[which.ravel()], np.float64)

    def _learn(self, cases: Whole, fresh: list[int]) -> None:
        """Compute the cheapest new cases, as far as there is work left."""
        thing, few, many = cases = cases[:, fresh]
        begins = np.searchsorted(self._line.objects, thing)
        ends = np.searchsorted(self._line.objects, thing, "right")
        cost = (ends - begins) * few * many
        cheap = np.argsort(cost, kind="stable")[: max(_CASES - len(self._known), 0)]
        cheap = cheap[np.cumsum(cost[cheap]) <= self._left]
        self._left -= int(cost[cheap].sum())
        for place in cheap.tolist():
            key = tuple(cases[:, place].tolist())
            clock = self._line.clock[begins[place] : ends[place]]
            self._known[key] = meets(clock, self._window, *key[1:])


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
    # Of so many drawn, by whose the last was and how many of them are mine: ways that end at or
    # before each place.
    scale = (few + many) / count
    ended = np.zeros((2, few + 1, count + 1))
    for drawn in range(few + many):
        ways = np.zeros((2, few + 1, count))
        if drawn:
            ways[0, 1:] = ended[0, :-1, :-1] + ended[1, :-1][:, first]
            ways[1] = ended[1, :, :-1] + ended[0][:, first]
        else:
            ways[0, 1] = ways[1, 0] = 1.0
        np.cumsum(ways * scale, axis=-1, out=ended[..., 1:])
    found = float(ended[:, few, -1].sum())
    total = lgamma(count + 1) - lgamma(few + 1) - lgamma(many + 1) - lgamma(count - few - many + 1)
    return float(np.exp(np.log(found) - (few + many) * np.log(scale) - total)) if found else 0.0
