"""4CAT's CSV files: a table like any other, but for what its columns do not say themselves.

``unix_timestamp`` is when a post came out; ``timestamp`` is of whatever zone the server was in.
Posts of X longer than 280 characters were cut by 4CAT for years, and the file does not say which:
where one may be, ``extra`` says so. Its NDJSON files hold the platform's own items and are read
as Zeeschuimer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

from monitor.collectors import cells, tables
from monitor.collectors.columns import Columns
from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, platform_of
from monitor.collectors.values import Record, from_seconds, text
from monitor.records import Media, Other, Post, Reject

__all__ = ["recognises", "split", "to_post"]

_KEYS = frozenset({"id", "thread_id", "body", "author", "unix_timestamp"})
_LINKS = ("link", "tiktok_url", "tweet_url", "post_url", "url")
_NOWHERE = ("web", "unknown")
_LONGEST = 275
"""Characters of a post of X from which on it may be cut: 280, less what an address may save."""
_PICTURES: dict[str, Literal["image", "video"]] = {"images": "image", "videos": "video"}


def recognises(record: Record) -> bool:
    """Tell by the columns that every data source of 4CAT has.

    Examples
    --------
    >>> recognises({"id": 1, "thread_id": 1, "author": "a", "body": "b", "unix_timestamp": 17})
    True
    """
    return record.keys() >= _KEYS


def split(found: Found) -> tuple[Found, ...]:
    """Return the row itself, or nothing where every cell is empty."""
    return () if all(map(cells.blank, found.value.values())) else (found,)


def to_post(found: Found) -> Post | Reject | Other:
    """Map one row; messages of Telegram chats without a public name are no posts.

    Examples
    --------
    >>> row = {"id": "12", "thread_id": "12", "author": "Warga", "link": "https://x.com/Warga/status/x"}
    >>> row |= {"body": "Ayo", "unix_timestamp": "1707885000", "timestamp": "2024-02-14 23:59:00"}
    >>> post = to_post(Found(2, row, ""))
    >>> post.id, post.url, post.created.isoformat()
    ('x:12', 'https://x.com/Warga/status/12', '2024-02-14T04:30:00+00:00')
    """
    row: Mapping[str, Any] = found.value
    platform = _platform(row)
    if platform == "telegram" and cells.blank(row.get("chat")):
        return Other(found.line, "private")
    given = {**row, **_told(row, platform)}
    given.pop("timestamp", None)
    raw = found.raw or cells.as_json(row)
    made = tables.to_post(given, found.line, _columns(tuple(given)), raw)
    if isinstance(made, Reject):
        return made
    words, short = _words(made, row), _listed(row, "urls")
    extra = {name: value for name, value in made.extra.items() if name not in _PICTURES}
    if platform == "x" and len(words) >= _LONGEST:
        extra["cut"] = "maybe"
    if short:
        extra.pop("urls", None)
    return replace(
        made,
        text=words,
        created=from_seconds(cells.count(row["unix_timestamp"])),
        links=as_links(short) if short else made.links,  # the text has them shortened
        media=tuple(
            Media(kind, url) for name, kind in _PICTURES.items() for url in _listed(row, name)
        ),
        source=f"4cat:{made.platform}",
        extra=extra,
    )


@lru_cache(maxsize=64)
def _columns(header: tuple[str, ...]) -> Columns:
    return Columns.of(header)


def _platform(row: Mapping[str, Any]) -> str:
    """Return the platform, which no column names: by the links, then by the columns there are."""
    linked = (platform_of(text(row[name])) for name in _LINKS if not cells.blank(row.get(name)))
    if found := next((name for name in linked if name not in _NOWHERE), ""):
        return found
    if "author_is_bot" in row and "chat" in row:
        return "telegram"
    return "x" if "impression_count" in row and "retweet_count" in row else ""


def _told(row: Mapping[str, Any], platform: str) -> dict[str, object]:
    """Return what a row leaves to be known: its platform, the post's own address and full id."""
    told: dict[str, object] = {"platform": platform} if platform else {}
    number = cells.identity(row["id"]) or ""
    if platform == "x" and number.isdecimal() and not cells.blank(row["author"]):
        told["link"] = f"https://x.com/{cells.as_text(row['author']).strip()}/status/{number}"
    if platform == "telegram":  # its number alone is one in every channel
        chat, number = cells.as_text(row["chat"]).strip(), number.rpartition("-")[2]
        told |= {"id": f"telegram:{chat.lower()}/{number}", "link": f"https://t.me/{chat}/{number}"}
        told["reposts"] = row.get("num_forwards")
    return told


def _words(made: Post, row: Mapping[str, Any]) -> str:
    """Return a repost's own words: 4CAT itself puts ``RT @name: `` in front of them."""
    if made.platform != "x" or text(row.get("is_retweet")).lower() != "yes":
        return made.text
    name = text(row.get("retweeted_user"))
    for mark in (f"RT @{name}: ", f"RT @{name} "):
        if name and made.text.startswith(mark):
            return made.text[len(mark) :]
    return made.text


def _listed(row: Mapping[str, Any], name: str) -> list[str]:
    """Return the addresses in a column that lists them with commas, which may stand in one too."""
    found = text(row.get(name)).replace(",http", "\nhttp")
    return [url.strip() for url in found.splitlines() if url.strip()]
