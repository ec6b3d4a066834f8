"""Stretches of time, half open: joined, taken from each other, measured."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

__all__ = ["Stretch", "joined", "length", "within", "without"]


class Stretch(NamedTuple):
    """From a moment to another, the second not included."""

    first: datetime
    last: datetime


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return what any of the stretches covers, in order, as few as can be.

    Examples
    --------
    >>> day = [datetime(2024, 2, 14, hour) for hour in range(5)]
    >>> both = joined([Stretch(day[2], day[4]), Stretch(day[0], day[2]), Stretch(day[3], day[3])])
    >>> [(each.first.hour, each.last.hour) for each in both]
    [(0, 4)]
    """
    found: list[Stretch] = []
    for each in sorted(stretches):
        if each.first >= each.last:
            continue
        if found and each.first <= found[-1].last:
            found[-1] = Stretch(found[-1].first, max(found[-1].last, each.last))
        else:
            found.append(each)
    return found


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """Return what the first cover and the second do not.

    Examples
    --------
    >>> day = [datetime(2024, 2, 14, hour) for hour in range(5)]
    >>> rest = without([Stretch(day[0], day[4])], [Stretch(day[1], day[2])])
    >>> [(each.first.hour, each.last.hour) for each in rest]
    [(0, 1), (2, 4)]
    """
    found: list[Stretch] = []
    gone = joined(taken)
    for first, last in joined(stretches):
        for begin, end in gone:
            if end <= first or begin >= last:
                continue
            found.append(Stretch(first, begin))
            first = end  # noqa: PLW2901 - what is left of it
        found.append(Stretch(first, last))
    return joined(found)


def within(stretches: Iterable[Stretch], bounds: Stretch) -> list[Stretch]:
    """Return the parts that lie inside the bounds."""
    return joined(
        Stretch(max(first, bounds.first), min(last, bounds.last)) for first, last in stretches
    )


def length(stretches: Iterable[Stretch]) -> timedelta:
    """Return how long they are together; they must not overlap."""
    return sum((last - first for first, last in stretches), timedelta())
