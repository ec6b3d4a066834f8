"""What one cell of a hand-kept table says: a text, a count, an id, a platform, an address.

Cells come from people and spreadsheets, so every function takes any value and raises nothing;
what cannot be understood comes back as None or empty, and the caller keeps the cell as it was.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from hashlib import sha256

from monitor.collectors.links import platform_of

__all__ = [
    "PLATFORMS",
    "address",
    "as_json",
    "as_text",
    "blank",
    "count",
    "fingerprint",
    "identity",
    "items",
    "platform",
    "prefix",
    "whole",
    "yes",
]

LARGEST_EXACT = 2**53
"""Above it a float, which is what spreadsheets keep numbers in, skips whole numbers."""
LARGEST_COUNT = 10**12

PLATFORMS = {
    "x": "x twitter tw xtwitter twitterx xcom twittercom",
    "tiktok": "tiktok tt tiktokcom",
    "instagram": "instagram ig insta instagramcom reels igreels",
    "facebook": "facebook fb facebookcom meta fbgroup grupfacebook",
    "youtube": "youtube yt youtubecom ytshorts youtubeshorts",
    "telegram": "telegram tg tele telegramchannel kanaltelegram grouptelegram gruptelegram",
    "whatsapp": "whatsapp wa wagroup wag grupwa whatsappgroup pesanwa",
    "threads": "threads thread",
    "mastodon": "mastodon",
    "bluesky": "bluesky bsky",
    "web": "web website situs situsweb laman portal portalberita berita blog media",
    "unknown": "unknown",
}
_PLATFORM_WORDS = {word: name for name, words in PLATFORMS.items() for word in words.split()}

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNITS = {
    **dict.fromkeys(("rb", "ribu", "k"), 10**3),
    **dict.fromkeys(("jt", "juta", "m", "mn"), 10**6),
    **dict.fromkeys(("b", "miliar", "milyar"), 10**9),
}
_COUNT = re.compile(r"(\d[\d.,\s]{0,30})([a-z]{0,6})\+?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_DESTROYED = re.compile(r"\d(?:[.,]\d+[eE]\+?|[eE]\+)\d+")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


def blank(value: object) -> bool:
    """Say whether a cell holds nothing a person would see; JSON's NaN and null included."""
    if isinstance(value, str):
        return not value or value.isspace()
    if value is None or value != value:  # NaN is not itself
        return True
    return not value and isinstance(value, (list, dict))


def whole(text: str) -> str:
    """Return ``text`` with lone surrogates, which no file can hold, as U+FFFD (same length)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def as_text(value: object) -> str:
    """Return a cell as the words a person would read in it; a text comes back verbatim.

    Examples
    --------
    >>> [as_text(value) for value in (" apa adanya ", 45336.0, 12.5, None, ["a", 1])]
    [' apa adanya ', '45336', '12.5', '', '["a", 1]']
    """
    if isinstance(value, str):
        return whole(value)
    if blank(value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return whole(as_json(value)) if isinstance(value, dict | list) else str(value)


def as_json(value: object) -> str:
    """Return a record as JSON that every reader takes: no NaN, no lone surrogates."""
    try:
        return whole(_encode(value))
    except ValueError:  # NaN or infinity, which JSON does not have
        return whole(_encode(_without_nan(value)))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


_encode: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, default=_plain
).encode


def _without_nan(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _without_nan(each) for key, each in value.items()}
    return [_without_nan(each) for each in value] if isinstance(value, list) else value


def count(value: object) -> int | None:
    """Return a count as people and platforms write it, or None.

    A point or comma before three digits groups thousands; with a unit the last one is the
    decimal sign. ``1,2`` alone could be either and is None, as are negatives.

    Examples
    --------
    >>> [count(cell) for cell in ("1.234", "1,2 rb", "3 jt", "2.38M", "12,5K", "1.234.567", 7.0)]
    [1234, 1200, 3000000, 2380000, 12500, 1234567, 7]
    >>> [count(cell) for cell in ("-", "", "1,2", -3, "banyak", float("nan"))]
    [None, None, None, None, None, None]
    """
    if type(value) is int:  # nearly always; and True is none
        number: float | None = value
    elif isinstance(value, float):
        number = int(value) if math.isfinite(value) else None
    else:
        number = _written_count(value) if isinstance(value, str) else None
    return int(number) if number is not None and 0 <= number <= LARGEST_COUNT else None


def _written_count(text: str) -> float | None:
    text = text.strip().lower()
    if text.isdecimal():
        return int(text[:20])
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    digits, unit = match[1].rstrip(), match[2]
    if unit:
        scale = _UNITS.get(unit)
        return round(_decimal(digits) * scale) if scale else None
    if _GROUPED.fullmatch(digits):
        return int(re.sub(r"\D", "", digits))
    number, _, rest = digits.partition("." if "." in digits else ",")
    return int(number) if number.isdecimal() and rest and not rest.strip("0") else None


def _decimal(digits: str) -> float:
    *groups, rest = re.split(r"[.,\s]", digits)
    return float(f"{''.join(groups)}.{rest or 0}") if groups else float(rest)


def identity(value: object) -> str | None:
    """Return an id as text, ``""`` where there is none, None where a spreadsheet destroyed it.

    A spreadsheet keeps 15 digits of a number; the ids of posts have 19.

    Examples
    --------
    >>> identity("1757200000000000001"), identity(42), identity(" ")
    ('1757200000000000001', '42', '')
    >>> [identity(cell) for cell in ("1,7572E+18", "1.7572e+18", 1.7572e18)]
    [None, None, None]
    """
    if isinstance(value, bool) or blank(value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= LARGEST_EXACT else None
    text = as_text(value).strip()
    if text.replace("_", "").isalnum():  # nearly all
        return text
    text = text.removeprefix("'")  # Excel's mark for "this is text"
    if text.startswith('="') and text.endswith('"'):  # and the CSV trick for the same
        text = text[2:-1]
    if text.endswith(".0") and text[:-2].isdecimal():  # pandas, of a column with gaps
        text = text[:-2]
        return text if len(text) < 16 else None
    return None if _DESTROYED.fullmatch(text) else text


def fingerprint(*parts: str) -> str:
    """Return 16 hex digits of SHA-256 that stand for a record without an id of its own."""
    return sha256("|".join(parts).encode()).hexdigest()[:16]


def prefix(value: object) -> str:
    """Return the platform in front of a full id, or an empty string.

    Examples
    --------
    >>> prefix("tiktok:7335000000000000001"), prefix("1:2")
    ('tiktok', '')
    """
    if not isinstance(value, str) or ":" not in value:
        return ""
    head = value.partition(":")[0]
    return head if head in PLATFORMS else ""


def platform(value: object) -> str:
    """Return the platform a cell names, or an empty string.

    Examples
    --------
    >>> [platform(cell) for cell in ("X / Twitter", "WA", "grup FB", "https://t.me/a", "koran")]
    ['x', 'whatsapp', 'facebook', 'telegram', '']
    """
    if not isinstance(value, str):
        return ""
    if value in PLATFORMS:
        return value
    if "://" in value:
        return platform_of(value)
    words = re.findall(r"\w+", value.casefold()[:60])
    if found := _PLATFORM_WORDS.get("".join(words)):
        return found
    named = {_PLATFORM_WORDS[word] for word in words if word in _PLATFORM_WORDS}
    named = named - {"web"} or named
    return named.pop() if len(named) == 1 else ""


def address(value: object) -> str:
    """Return the web address in a cell, with its scheme, or an empty string.

    A formula is a text like any other: its address is read, nothing of it is computed.

    Examples
    --------
    >>> [address(cell) for cell in ("vt.tiktok.com/ZS1/", '=HYPERLINK("http://a.id/b";"b")', "-")]
    ['https://vt.tiktok.com/ZS1/', 'http://a.id/b', '']
    """
    if not isinstance(value, str):
        return ""
    if match := _ADDRESS.search(value):
        return whole(match[0])
    value = value.strip()
    return f"https://{whole(value)}" if platform_of(value) not in ("unknown", "") else ""


def items(value: object) -> list[str]:
    """Return the members of a cell that lists things: a JSON list, or words with separators.

    Examples
    --------
    >>> items(["@a", "b"]), items("['a', 'b']"), items("#a; #b c")
    (['@a', 'b'], ['a', 'b'], ['#a', '#b', 'c'])
    """
    members = value if isinstance(value, list) else re.split(r"[\s,;|\[\]'\"]+", as_text(value))
    texts = (as_text(member).strip() for member in members if isinstance(member, str | int))
    return [text for text in texts if text]


def yes(value: object) -> bool:
    """Say whether a cell means yes."""
    return value is True or as_text(value).strip().lower() in {"1", "ya", "y", "yes", "true"}
