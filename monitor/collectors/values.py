"""What platform records are made of: counts, times, names; each may be absent, or text, or wrong.

A value that is not what it should be is None or empty, as if the platform had not given it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.records import PLATFORM_UNKNOWN, Account

__all__ = [
    "Record",
    "account",
    "account_id",
    "count",
    "counts",
    "distinct",
    "from_iso",
    "from_seconds",
    "hashtags_in",
    "listed",
    "mapping",
    "mentions_in",
    "records",
    "text",
]

Record = Mapping[str, Any]
"""A JSON object as a platform gave it; nothing about its insides is certain."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST = 2**63 - 1  # what a database column holds
_HASHTAG = re.compile(r"(?<![\w&/#])#(\w+)")
_HANDLE = re.compile(r"(?<![\w.@/])@(\w[\w.]{0,63})")


def text(value: object) -> str:
    """Return a string as it is, a number as its digits, and anything else as nothing.

    Examples
    --------
    >>> text(7594065677491744189), text(None), text(True)
    ('7594065677491744189', '', '')
    """
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def mapping(value: object) -> Record:
    """Return a JSON object, or an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Record]:
    """Return the objects of a JSON array; what else is in it is left out."""
    return [item for item in listed(value) if isinstance(item, dict)]


def listed(value: object) -> list[Any]:
    """Return a JSON array, or an empty one where there is none."""
    return value if isinstance(value, list) else []


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that are not empty, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def count(value: object) -> int | None:
    """Return a count given as a number or as digits; -1 and the like mean hidden.

    Examples
    --------
    >>> count("1203"), count(-1), count(None), count("banyak")
    (1203, None, None, None)
    """
    if type(value) is int:  # nearly always; and True is none
        return value if 0 <= value <= _LARGEST else None
    if isinstance(value, str) and len(value) < 19 and value.isdecimal():
        return int(value)
    if isinstance(value, float) and value.is_integer() and 0 <= value < _LARGEST:
        return int(value)
    return None


def counts(**found: object) -> dict[str, int]:
    """Return the counts that are known, under their names.

    Examples
    --------
    >>> counts(likes="7", views=None)
    {'likes': 7}
    """
    return {
        name: number
        for name, value in found.items()
        if value is not None and (number := count(value)) is not None
    }


def from_seconds(value: object, *, per_second: int = 1) -> datetime | None:
    """Return the UTC time of a Unix time, ``per_second`` units a second; None if it is none.

    Examples
    --------
    >>> from_seconds("1707885000")
    datetime.datetime(2024, 2, 14, 4, 30, tzinfo=datetime.timezone.utc)
    >>> from_seconds(10**30) is None
    True
    """
    units = count(value)
    if not units:
        return None
    try:
        return _EPOCH + timedelta(microseconds=units * 1_000_000 // per_second)
    except OverflowError:
        return None


def from_iso(value: object) -> datetime | None:
    """Return the UTC time of an ISO 8601 text with a zone; None if it is none.

    Examples
    --------
    >>> from_iso("2024-02-14T11:30:00.500+07:00")
    datetime.datetime(2024, 2, 14, 4, 30, 0, 500000, tzinfo=datetime.timezone.utc)
    """
    try:
        time = datetime.fromisoformat(text(value))
        if time.tzinfo is UTC:
            return time
        return None if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def account_id(platform: str, handle: str, native_id: str = "") -> str:
    """Return ``platform:handle`` in lower case, else ``platform:native_id``, else nothing."""
    name = handle.lstrip("@").lower() or native_id
    return f"{platform}:{name}" if name else ""


def account(
    platform: str,
    *,
    handle: object,
    native_id: object,
    name: object = "",
    followers: object = None,
    verified: object = None,
    description: object = "",
) -> Account | None:
    """Return an account, or None where neither a handle nor a number names it."""
    handle, native_id = text(handle).lstrip("@"), text(native_id)
    identity = account_id(platform, handle, native_id)
    if not identity:
        return None
    return Account(
        id=identity,
        platform=platform,
        handle=handle,
        name=text(name),
        native_id=native_id,
        followers=count(followers),
        verified=verified if isinstance(verified, bool) else None,
        description=text(description),
    )


def hashtags_in(words: str) -> tuple[str, ...]:
    """Return the hashtags written in a text, without ``#``, each once.

    Examples
    --------
    >>> hashtags_in("Ayo #TPS #Pemilu2024 &#39; #TPS")
    ('TPS', 'Pemilu2024')
    """
    return distinct(_HASHTAG.findall(words)) if "#" in words else ()


def mentions_in(words: str, platform: str = PLATFORM_UNKNOWN) -> tuple[str, ...]:
    """Return the ids of the accounts a text addresses with ``@``, each once.

    Examples
    --------
    >>> mentions_in("kata @Warga.Desa. surel a@b.id", "tiktok")
    ('tiktok:warga.desa',)
    """
    if "@" not in words:
        return ()
    return distinct(account_id(platform, found.rstrip(".")) for found in _HANDLE.findall(words))
