"""Shares on one clock, object after object: what pairs, chances and clusters are read from."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Line", "Whole", "line_up", "neighbours", "thinned"]

Whole: TypeAlias = NDArray[np.signedinteger[Any]]
_Flags: TypeAlias = NDArray[np.bool_]


class Line(NamedTuple):
    """Shares in order of object and time, on one clock."""

    objects: Whole
    accounts: Whole
    """32 bits, both."""
    clock: Whole
    """Two rows are of one object and within a window of each other where this is."""
    times: Whole


def line_up(objects: Whole, accounts: Whole, times: Whole, window: int) -> Line:
    """Sort shares by object and time and put them on one clock.

    Parameters
    ----------
    objects, accounts : numpy.ndarray
        Integers from 0, shape ``(n,)``: codes.
    times : numpy.ndarray
        Integers, shape ``(n,)``, any unit.
    window : int
        The widest that will be asked about, in the same unit.

    Examples
    --------
    >>> shares = np.array([1, 0, 0]), np.array([0, 1, 2]), np.array([9, 500, 100])
    >>> line_up(*shares, window=60).clock.tolist()
    [0, 61, 122]
    """
    if not len(times):
        none = np.empty(0, np.int64)
        return Line(none, none, none, none)
    first = int(times.min())
    span = int(times.max()) - first + 1
    order = _order(objects, times - first, span)
    objects, times = objects[order].astype(np.int32), times[order]
    clock = np.zeros(len(order), np.int64)
    np.minimum(np.diff(times), window + 1, out=clock[1:])
    clock[1:][objects[1:] != objects[:-1]] = window + 1
    np.cumsum(clock, out=clock)
    return Line(objects, accounts[order].astype(np.int32), clock, times)


def _order(objects: Whole, times: Whole, span: int) -> Whole:
    """Sort by object, then time; one number for both, and the row, sorts several times faster."""
    count, room = len(times), (int(objects.max()) + 1) * span
    if room * count < 1 << 63:
        keys = (objects.astype(np.int64) * span + times) * count + np.arange(count)
        keys.sort()
        return np.asarray(keys % count)
    if room < 1 << 63:
        return np.argsort(objects.astype(np.int64) * span + times)
    return np.lexsort((times, objects))


def neighbours(line: Line, window: int) -> Whole:
    """Count for each row the later rows of its object within ``window``, its own account's too."""
    last = np.searchsorted(line.clock, line.clock + window, "right")
    last -= np.arange(1, len(last) + 1)
    return last


def thinned(line: Line, window: int) -> tuple[Line, _Flags]:
    """Leave out shares that add no meeting; tell which accounts still repeat an object.

    A share between two others of the same account and object that are at most twice ``window``
    apart meets nobody whom neither of these meets.
    """
    whose = line.objects * (np.int64(line.accounts.max(initial=0)) + 1) + line.accounts
    rows = _repeats(whose)
    drop = np.zeros(len(whose), bool)
    rows = rows[np.argsort(whose[rows], kind="stable")]  # then by time, as the line is
    while len(rows):
        owner, at, place = whose[rows], line.times[rows], np.arange(len(rows))
        between = np.zeros(len(rows), bool)
        between[1:-1] = (owner[2:] == owner[:-2]) & (at[2:] - at[:-2] <= 2 * window)
        start = np.maximum.accumulate(np.where(np.diff(owner, prepend=-1) != 0, place, 0))
        between &= (place - start) % 2 == 1  # no two neighbours at once
        if not between.any():
            # An odd one may still lie between two even ones that are farther apart: it stays.
            break
        drop[rows[between]] = True
        rows = rows[~between]
    owner = whose[rows]
    same = owner[1:] == owner[:-1]
    repeated = np.zeros(len(whose), bool)
    repeated[rows[:-1][same]] = True
    repeated[rows[1:][same]] = True
    if not drop.any():
        return line, repeated
    kept = Line(*(column[~drop] for column in line))
    return kept, repeated[~drop]


def _repeats(values: Whole) -> Whole:
    """Return the places of values that occur more than once."""
    ordered = np.sort(values)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(twice):
        return np.empty(0, np.int64)
    sieve = np.zeros(1 << 22, bool)  # sorts out nearly all others before the search
    sieve[twice & (len(sieve) - 1)] = True
    places = np.flatnonzero(sieve[values & (len(sieve) - 1)])
    found = np.searchsorted(twice, values[places])
    found = np.minimum(found, len(twice) - 1)
    return np.asarray(places[twice[found] == values[places]])
