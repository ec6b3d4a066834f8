"""Has a source fallen silent? Its present silence against the silences it has had before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import inf, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["LEVEL", "Rhythm", "Silence", "rhythm_of", "silence"]

LEVEL = 0.01
"""False alarms a day and source, as designed: one in a hundred days."""
FEWEST = 50
"""Silences that must be known, and the days they must span, before anything is said."""
LEAST_DAYS = 3.0
PRIOR = 5.0
"""Posts' worth of trust in an even day: an hour of the clock seen thrice is hardly known."""
TAILS = (0.1, 0.03, 0.01)
"""Shares of the longest silences that say how fast long ones grow rare; the most careful counts."""
_ENOUGH = 20
HOUR = 3600
_DAY = 24 * HOUR

Seen = Sequence[tuple[datetime, datetime]]


class Rhythm(NamedTuple):
    """How a source posts."""

    rates: NDArray[np.float64]
    """Posts a second, by hour of the day (UTC), shape ``(24,)``."""
    daily: float
    """Posts a day."""
    threshold: float
    """A silence is strange from here on, in posts that would have been expected during it."""
    longest: float
    """Of those known, in the same measure."""

    def expected(self, start: float, end: float) -> float:
        """Return how many posts are usual between two moments, seconds since 1970."""
        return float(
            _clock(np.array([end]), self.rates)[0] - _clock(np.array([start]), self.rates)[0]
        )


class Silence(NamedTuple):
    """A silence longer than any before, and than chance makes likely."""

    since: datetime
    """The last post."""
    until: datetime
    """Up to when the source was seen."""
    expected: float
    """Posts that are usual in such a stretch of the day."""
    daily: float
    """Posts that are usual in a day."""
    level: float
    """False alarms a day at which this would be said."""


def rhythm_of(times: ArrayLike, seen: Seen, *, level: float = LEVEL) -> Rhythm | None:
    """Learn how a source posts; None where too little of it was seen.

    Parameters
    ----------
    times : array of int
        When its posts were written, seconds since 1970, ascending.
    seen : sequence of (start, end)
        Stretches that were wholly seen, in order, apart; silences across their ends count for
        nothing, since nobody knows what was posted there.
    level : float
        False alarms a day.

    Notes
    -----
    A silence is measured by the posts that would have been usual in it (time rescaled by the rate
    of each hour of the day [1]_), so that nights weigh little. Bursts make long silences likelier
    than chance alone: nothing is assumed of their law but that the longest (:data:`TAILS`) grow
    rare exponentially [2]_, with a mean excess two standard errors above the one seen. The
    threshold ``u`` solves ``(silences a day) P(silence > u) = level``, is never under that of posts
    that come by chance alone, and never under the longest silence known. Weekdays are not told
    apart. ``python -m benchmarks.rhythm`` shows how well the level holds. O(n log n).

    References
    ----------
    .. [1] Brown et al. (2002), The time-rescaling theorem, doi:10.1162/08997660252741149
    .. [2] Davison and Smith (1990), Models for exceedances over high thresholds,
       doi:10.1111/j.2517-6161.1990.tb01796.x
    """
    found = np.asarray(times, np.float64)
    starts, ends = (np.array([each[end].timestamp() for each in seen]) for end in (0, 1))
    place = np.searchsorted(starts, found, "right") - 1
    inside = (place >= 0) & (found <= ends[np.maximum(place, 0)]) if len(starts) else found < -inf
    found, place = found[inside], place[inside]
    days = float((ends - starts).sum()) / _DAY
    if len(found) <= FEWEST or days < LEAST_DAYS:
        return None
    rates = _rates(found, starts, ends)
    gaps = np.diff(_clock(found, rates))[np.diff(place) == 0]
    if len(gaps) < FEWEST:
        return None
    daily = len(found) / days
    return Rhythm(rates, daily, _threshold(gaps, len(gaps) / days, level), float(gaps.max()))


def silence(times: ArrayLike, seen: Seen, *, level: float = LEVEL) -> Silence | None:
    """Return the silence a source is in at the end of what was seen, if it is a strange one.

    Parameters
    ----------
    times, seen, level
        As for :func:`rhythm_of`.

    Examples
    --------
    >>> from datetime import timedelta
    >>> start, hours = datetime(2024, 2, 1, tzinfo=UTC), timedelta(hours=1)
    >>> times = [start.timestamp() + 1800 * post for post in range(48 * 5)]
    >>> fell = silence(times, [(start, start + 130 * hours)])
    >>> fell.since.hour, round(fell.expected), silence(times, [(start, start + 120 * hours)])
    (23, 21, None)
    """
    found = np.asarray(times, np.float64)
    if not len(found) or not len(seen):
        return None
    last = datetime.fromtimestamp(float(found[-1]), UTC)
    before = [(start, min(end, last)) for start, end in seen if start < last]
    known = rhythm_of(found, before, level=level)  # of the silence itself nothing is learned
    if known is None:
        return None
    until = seen[-1][1]
    begins = max(last, seen[-1][0]).timestamp()  # what nobody saw may have been full of posts
    expected = known.expected(begins, until.timestamp())
    if begins >= until.timestamp() or expected <= known.threshold:
        return None
    return Silence(last, until, expected, known.daily, level)


def _rates(
    times: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return posts a second by hour of the day, drawn towards an even day."""
    posts = np.bincount((times // HOUR % 24).astype(int), minlength=24)
    exposure = np.zeros(24)
    for hour in range(24):
        only = np.zeros(24)
        only[hour] = 1.0
        exposure[hour] = (_clock(ends, only) - _clock(starts, only)).sum()
    mean = len(times) / exposure.sum()
    found: NDArray[np.float64] = (posts + PRIOR) / (exposure + PRIOR / mean)
    return found


def _clock(times: NDArray[np.float64], rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rate, summed from 1970 up to each moment."""
    upto = np.concatenate([[0.0], np.cumsum(rates) * HOUR])
    days, seconds = np.divmod(times, _DAY)
    hours = (seconds // HOUR).astype(int)
    passed: NDArray[np.float64] = days * upto[-1] + upto[hours] + (seconds % HOUR) * rates[hours]
    return passed


def _threshold(gaps: NDArray[np.float64], a_day: float, level: float) -> float:
    found = [float(gaps.max()), log(max(a_day / level, 1.0))]
    for share in TAILS:
        begin = float(np.quantile(gaps, 1 - share))
        over = gaps[gaps > begin] - begin
        if len(over) >= _ENOUGH or (share == TAILS[0] and len(over)):
            mean = float(over.mean()) * (1 + 2 / sqrt(len(over)))
            rare = a_day * len(over) / len(gaps) / level
            found.append(begin + mean * max(0.0, log(rare)))
    return max(found)
