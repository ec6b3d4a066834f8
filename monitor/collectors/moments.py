"""A column of times to whole numbers: microseconds since 1970, or why a cell is no time.

Numbers are seconds since 1970 unless the reader says that they are smaller units; what then lies
beyond the year 2100 is in another unit, and is refused, never guessed. Everything else is read as
dates are read everywhere here (:mod:`monitor.collectors.dates`): without a zone, Jakarta time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.collectors.cells import blank
from monitor.collectors.dates import when

__all__ = [
    "BEYOND", "FINE", "JAKARTA", "MICROSECONDS", "MISSING", "UNITS", "UNREADABLE", "Moments",
    "of_cells", "of_numbers", "unit_of",
]  # fmt: skip

UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""How many of each are a second."""
FINE, MISSING, UNREADABLE, BEYOND = range(4)
"""What became of a cell: a time, empty, no time, a number too large to be one in this unit."""

MICROSECONDS = 10**6
JAKARTA = 7 * 3_600 * MICROSECONDS
END = 4_102_444_800
"""The year 2100, in seconds."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# A capital E is a spreadsheet's, which has lost the last digits; R writes 1.7e+09 for 1700000000.
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,12})?(?:e\+?\d{1,2})?")
_ABSENT = frozenset(("NA", "NaN", "nan", "NaT", "<NA>", "null", "NULL", "None"))


class Moments(NamedTuple):
    """Times of some rows; both of shape ``(rows,)``."""

    times: NDArray[np.int64]
    """Microseconds since 1970, UTC; 0 where there is none."""
    faults: NDArray[np.uint8]
    """``FINE, MISSING, UNREADABLE, BEYOND``."""


def of_numbers(
    values: NDArray[np.number[Any]], unit: str, missing: NDArray[np.bool_] | None = None
) -> Moments:
    """Read numbers, whole or broken; NaN is missing.

    Examples
    --------
    >>> of_numbers(np.array([1707868800, 1707868800000, -5]), "s").faults.tolist()
    [0, 3, 2]
    >>> of_numbers(np.array([1707868800250.0]), "ms").times.tolist()
    [1707868800250000]
    """
    per = UNITS[unit]
    faults = np.full(len(values), FINE, np.uint8)
    faults[values >= END * per] = BEYOND
    faults[values < 0] = UNREADABLE
    if values.dtype.kind == "f":
        faults[np.isinf(values)] = UNREADABLE
        faults[np.isnan(values)] = MISSING
    if missing is not None:
        faults[missing] = MISSING
    sound = np.where(faults == FINE, values, 0)
    if values.dtype.kind == "f":
        return Moments(np.rint(sound * (MICROSECONDS / per)).astype(np.int64), faults)
    whole = sound.astype(np.int64)
    scaled = whole * (MICROSECONDS // per) if per <= MICROSECONDS else whole // 1_000
    return Moments(scaled, faults)


def of_cells(cells: Sequence[object], unit: str) -> Moments:
    """Read cells of any type; texts that are all whole numbers, nearly always, are read at once.

    Examples
    --------
    >>> read = of_cells(["1707868800", "2024-02-14T07:00:00+07:00", "besok", ""], "s")
    >>> read.times.tolist(), read.faults.tolist()
    ([1707868800000000, 1707868800000000, 0, 0], [0, 0, 2, 1])
    """
    kinds = set(map(type, cells))
    if kinds == {int} or (kinds == {str} and "".join(cells).isdecimal()):  # type: ignore[arg-type]
        try:
            return of_numbers(np.fromiter(map(int, cells), np.int64, len(cells)), unit)  # type: ignore[arg-type]
        except (ValueError, OverflowError):  # an empty cell, a number of twenty digits
            pass
    read = [_moment(cell, unit) for cell in cells]
    times = np.fromiter((time for time, _ in read), np.int64, len(read))
    return Moments(times, np.fromiter((fault for _, fault in read), np.uint8, len(read)))


def unit_of(number: float) -> str:
    """Return the largest unit in which a number is a time before 2100; empty where none is.

    Examples
    --------
    >>> unit_of(1_707_868_800_000), unit_of(1e30)
    ('ms', '')
    """
    return next((unit for unit, per in UNITS.items() if number < END * per), "")


def _moment(cell: object, unit: str) -> tuple[int, int]:
    if blank(cell) or (isinstance(cell, str) and cell.strip() in _ABSENT):
        return 0, MISSING
    number = _number(cell)
    if number is not None:
        return _scaled(number, UNITS[unit])
    moment = when(cell)
    return (0, UNREADABLE) if moment is None else ((moment - _EPOCH) // _MICROSECOND, FINE)


def _number(cell: object) -> float | None:
    if isinstance(cell, str):
        text = cell.strip()
        if not _NUMBER.fullmatch(text):
            return None
        return int(text) if text.isdecimal() else float(text.replace(",", "."))
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _scaled(number: float, per: int) -> tuple[int, int]:
    if number < 0 or not math.isfinite(number):
        return 0, UNREADABLE
    if number >= END * per:
        return 0, BEYOND
    if isinstance(number, int):
        return number * MICROSECONDS // per, FINE
    return round(number * (MICROSECONDS / per)), FINE
