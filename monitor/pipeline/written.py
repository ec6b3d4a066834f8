"""Numbers, times and long texts as the reader's language writes them on a page."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.corpora.elections import WIB
from monitor.words import plain, say

__all__ = ["chance", "clock", "count", "cut", "decimal", "delay", "percent", "when"]


def count(number: int) -> str:
    """Write a whole number with its thousands apart.

    Examples
    --------
    >>> count(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", _thousands())


def decimal(number: float, digits: int = 2) -> str:
    """Write a number with its digits behind the comma.

    Examples
    --------
    >>> decimal(0.7351)
    '0,74'
    """
    return f"{number:.{digits}f}".replace(".", say("cli.decimal"))


def percent(share: float) -> str:
    """Write a share in per cent, the sign left to the sentence; near an end with a digit more.

    Examples
    --------
    >>> percent(0.434), percent(0.0042), percent(0.0), percent(1.0), percent(0.9999)
    ('43', '0,4', '0', '100', '99,9')
    """
    value = 100 * share
    if 0 < value < 10 or 99 < value < 100:
        return decimal(min(max(value, 0.1), 99.9), 1)
    return decimal(value, 0)


def chance(p: float) -> str:
    """Write how likely chance is at most; far below a thousandth no model is to be believed.

    Examples
    --------
    >>> chance(0.0123), chance(1e-40)
    ('paling besar 0,012', 'kurang dari 0,001')
    """
    if p < 0.001:
        return say("brief.under", value=decimal(0.001, 3))
    return say("brief.at_most", value=decimal(p, 3))


def when(time: datetime) -> str:
    """Write a moment in WIB, as short as it can be.

    Examples
    --------
    >>> from datetime import UTC
    >>> when(datetime(2024, 2, 14, 20, 5, tzinfo=UTC))
    '15-02-2024 03.05'
    """
    return f"{time.astimezone(WIB):%d-%m-%Y} {clock(time)}"


def clock(time: datetime) -> str:
    """Write the time of day in WIB."""
    local = time.astimezone(WIB)
    return f"{local:%H}{say('brief.clock')}{local:%M}"


def delay(time: timedelta) -> str:
    """Write how long something took, in the unit that people would.

    Examples
    --------
    >>> delay(timedelta(minutes=12)), delay(timedelta(hours=5.3)), delay(timedelta(days=3))
    ('12 menit', '5,3 jam', '3,0 hari')
    """
    minutes = time.total_seconds() / 60
    if minutes < 60:
        return say("brief.minutes", count=decimal(minutes, 0))
    if minutes < 48 * 60:
        return say("brief.hours", count=decimal(minutes / 60, 1))
    return say("brief.days", count=decimal(minutes / 1_440, 1))


def cut(text: str, length: int) -> str:
    """Return a text on one line, cut at a word, or inside one too long to show.

    Examples
    --------
    >>> cut("satu dua tiga", 10)
    'satu dua …'
    """
    whole = " ".join(plain(text[: 8 * length]).split())
    if len(whole) <= length:
        return whole
    words, _, _ = whole[:length].rpartition(" ")
    return f"{words if len(words) > length // 2 else whole[:length]} …"


def _thousands() -> str:
    return "." if say("cli.decimal") == "," else ","
