"""When a cell of a hand-kept table says something happened: the many ways people write a date.

A time without a zone is Jakarta time (WIB, UTC+7). A date alone is its midnight there. What lies
outside 2004 (the first of today's platforms) to the end of next year is a slip, and no date.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

__all__ = ["WIB", "when"]

_AHEAD = timedelta(hours=7)
WIB = timezone(_AHEAD)
FIRST = datetime(2004, 1, 1, tzinfo=UTC)
LAST = datetime(datetime.now(UTC).year + 2, 1, 1, tzinfo=UTC)

_ZONES = {
    "wib": WIB,
    "wita": timezone(timedelta(hours=8)),
    "wit": timezone(timedelta(hours=9)),
    **dict.fromkeys(("z", "utc", "gmt"), UTC),
    "est": timezone(timedelta(hours=-5)),  # CrowdTangle printed its dates in these two
    "edt": timezone(timedelta(hours=-4)),
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february pebruari peb",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus agt ags agust aug august",
            "sep september sept",
            "okt oktober oct october",
            "nov november nop nopember",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}

_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,12})?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{1,2})(?!\d)")
_MONTH = f"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]{{0,3}}{_MONTH}[\s.,\-/]{{0,3}}(\d{{4}}|\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"{_MONTH}[\s.]{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(\d{{4}})(?!\d)"
)
_TWITTER = re.compile(r"[a-z]{3} ([a-z]{3}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?![\d.:/])"
    r"\s{0,3}([ap]m\b)?\s{0,3}(?:\(?(wib|wita|wit|utc|gmt|est|edt|z)\b)?([+-]\d{1,2}(?::?\d\d)?)?"
)
_LONGEST = 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 -- spreadsheets know no zones
_SERIALS = range(37_987, 55_000)  # the years 2004 to 2050; epoch seconds begin far above
_MIDNIGHT = time()


class _Hour(NamedTuple):
    time: time
    zone: tzinfo | None = None


def when(value: object, hour: object = None) -> datetime | None:
    """Return the moment a date cell, and the time cell beside it, stand for, in UTC.

    Parameters
    ----------
    value : object
        ISO 8601; ``14/02/2024 09.30`` (day first, unless the second number is above 12); ``Rabu,
        14 Februari 2024 pukul 19:30 WITA``; a spreadsheet's serial day; epoch seconds to
        nanoseconds; Twitter's own; or a date, datetime or number of Python's.
    hour : object
        A time of day (``07.05``, ``19:30 WIB``, ``0,5`` of a day); used where ``value`` has none.

    Returns
    -------
    datetime or None
        None for what is no date, or one outside 2004 to the end of next year.

    Examples
    --------
    >>> when("14/02/2024 09.30").isoformat()
    '2024-02-14T02:30:00+00:00'
    >>> when("45336", "0,5") == when("Rabu, 14 Februari 2024 pukul 12:00 WIB")
    True
    >>> when("31/02/2024"), when("14/02/9999"), when("besok")
    (None, None, None)
    """
    try:
        moment = _moment(value)
        if moment is None:
            return None
        if hour is not None and moment.time() == _MIDNIGHT and (given := _hour(hour)):
            zone = given.zone or moment.tzinfo
            moment = datetime.combine(moment.date(), given.time, zone)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC) - _AHEAD
        else:
            moment = moment.astimezone(UTC)
        return moment if FIRST <= moment < LAST else None
    except (ValueError, OverflowError):
        return None


def _moment(value: object) -> datetime | None:
    """Return a datetime, naive where the cell names no zone."""
    if isinstance(value, str):
        return _written(value.strip())
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, _MIDNIGHT)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _numbered(value)


def _written(text: str) -> datetime | None:
    if text[4:5] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:  # "2024-02-14 09.30 WIB": ISO only in part
            pass
    if not text or len(text) > _LONGEST:
        return None
    day, _, clock = text.partition(" ")
    if (date_ := _day(day)) and (hour := _clock_alone(clock)):  # most tables: known in parts
        return datetime.combine(date_, hour.time, hour.zone)
    if _NUMBER.fullmatch(text):
        if len(text) == 8 and text.startswith("20"):
            return datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 -- Jakarta's, added later
        return _numbered(float(text.replace(",", ".")))
    return _worded(text.lower())


def _numbered(number: float) -> datetime | None:
    if not math.isfinite(number):
        return None
    if int(number) in _SERIALS:
        return _SERIAL_ZERO + timedelta(seconds=round(number * 86_400))
    for scale in (1, 10**3, 10**6, 10**9):
        if 1e9 <= number / scale < 1e10:
            return _EPOCH + timedelta(seconds=number / scale)
    return None


def _worded(text: str) -> datetime | None:
    if match := _TWITTER.fullmatch(text):
        month, day, clock, zone, year = match.groups()
        return datetime.fromisoformat(f"{year}-{_MONTHS.get(month, 0):02}-{day}T{clock}{zone}")
    if match := _DAY_FIRST.search(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.search(text):
        month, day, year = match.groups()
    elif match := _NUMERIC.search(text):
        return _with_hour(_numeric_day(*match.groups()), text, match)
    else:
        return None
    return _with_hour(date(_year(year), _MONTHS[month], int(day)), text, match)


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """Read a date of numbers with nothing beside it; a campaign has a hundred, a table millions."""
    match = _NUMERIC.fullmatch(text)
    return _numeric_day(*match.groups()) if match and len(match[3]) == 4 else None


@lru_cache(maxsize=4096)
def _clock_alone(text: str) -> _Hour | None:
    if not text:
        return _Hour(_MIDNIGHT)
    match = _TIME.fullmatch(text.lower())
    return _clock(match) if match else None


def _numeric_day(first: str, second: str, third: str) -> date:
    if len(first) == 4:
        return date(int(first), int(second), int(third))
    day, month = int(first), int(second)
    if month > 12:  # an American spreadsheet
        day, month = month, day
    return date(_year(third), month, day)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _with_hour(day: date, text: str, written: re.Match[str]) -> datetime | None:
    """Add the time of day beside a date; other numbers there make it no date of ours."""
    rest = f"{text[: written.start()]} {text[written.end() :]}"
    match = _TIME.search(rest)
    left = rest[: match.start()] + rest[match.end() :] if match else rest
    if any(character.isdigit() for character in left):
        return None
    hour = _clock(match) if match else _Hour(_MIDNIGHT)
    return datetime.combine(day, hour.time, hour.zone)


def _clock(match: re.Match[str]) -> _Hour:
    hours, minutes, seconds, half, zone, offset = match.groups()
    hour = int(hours)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _Hour(time(hour, int(minutes), int(seconds or 0)), _zone(zone, offset))


def _zone(name: str | None, offset: str | None) -> tzinfo | None:
    if not offset:
        return _ZONES[name] if name else None
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    distance = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-distance if offset[0] == "-" else distance)


def _hour(value: object) -> _Hour | None:
    """Read a cell that holds only a time of day; one that holds none leaves the date alone."""
    if isinstance(value, datetime):
        return _Hour(value.time(), value.tzinfo)
    if isinstance(value, time):
        return _Hour(value.replace(tzinfo=None), value.tzinfo)
    text = str(value).strip().lower()[:_LONGEST]
    if _NUMBER.fullmatch(text):
        number = float(text.replace(",", "."))
        if number < 1 and not text.startswith("00"):
            return _fraction(number)
        text = f"{number:05.2f}"  # 9.3 was typed as 9.30, and 19 as the hour
    match = _TIME.search(text)
    try:
        return _clock(match) if match else None
    except ValueError:  # 24.00, 12.75
        return None


def _fraction(day: float) -> _Hour | None:
    """Return the time of day that a spreadsheet keeps as a part of it: noon is 0.5."""
    seconds = round(day * 86_400)
    return _Hour((_EPOCH + timedelta(seconds=seconds)).time()) if seconds < 86_400 else None
