"""RSS and Atom feeds. TurnBackHoax's of 2026 has no dates; its items are read all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from time import struct_time
from typing import Any

from monitor.collectors.factchecks.making import day, language, make
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found
from monitor.collectors.links import canonical
from monitor.collectors.values import Record, mapping, records, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["entries", "is_feed", "parsed", "read", "recognises", "time_of"]

_ENTRY = "entry"
_ENTITY = re.compile(rb"<!ENTITY[^>]*>?", re.IGNORECASE)  # a few of them expand to gigabytes
_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SMALL = 1024 * 1024
"""Bytes of a feed that may be remembered."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Tell a feed from a page, which may show one."""
    feed, html = _FEED.search(data), _HTML.search(data)
    return feed is not None and not (html and html.start() < feed.start())


def parsed(data: bytes, *, content_type: str = "") -> tuple[Record, list[Record]]:
    """Return what a feed says of itself, and its entries; how broken it is matters not.

    Parameters
    ----------
    data : bytes
    content_type : str
        As the site gave it: it may name an encoding that the feed itself does not.
    """
    feed = (_parse_once if len(data) < _SMALL else _parse)(data, content_type)
    # feedparser's own mappings guess a date from another, with a warning
    return dict(feed.feed), [dict(entry) for entry in feed.entries]


def _parse(data: bytes, content_type: str) -> Any:  # noqa: ANN401 -- feedparser's, untyped
    import feedparser  # type: ignore[import-untyped]  # it ships no types

    return feedparser.parse(
        _NUMBERED.sub(_letter, _ENTITY.sub(b"", data)),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": content_type} if content_type else None,
    )


_parse_once = lru_cache(maxsize=1)(_parse)
"""A feed is asked what it is and whose it is before it is read."""


def _letter(written: re.Match[bytes]) -> bytes:
    """Keep a letter written as its number; feedparser falls over numbers of none."""
    code = written[1] or written[2]
    number = int(code[:9], 16 if written[1] else 10)
    sound = number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return written[0] if sound and len(code) < 9 else b"&#xFFFD;"


def entries(data: bytes, *, content_type: str = "") -> Iterator[Found]:
    """Yield the entries of a feed, each with the feed's own facts."""
    feed, found = parsed(data, content_type=content_type)
    about = {"lang": text(feed.get("language")), "link": text(feed.get("link"))}
    for number, entry in enumerate(found, start=1):
        yield Found(number, {_ENTRY: entry, **about}, text(entry.get("title")))


def recognises(record: Record) -> bool:
    """Tell an entry of :func:`entries`."""
    return _ENTRY in record and "link" in record


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield the article of one entry; tracking marks on its link make it no other article."""
    entry = found.value[_ENTRY]
    url = text(entry.get("link"))
    host = canonical(url).partition("://")[2].partition("/")[0]
    number = text(entry.get("id"))
    bodies = [text(each.get("value")) for each in records(entry.get("content"))]
    yield make(
        found,
        native_id="" if "/" in number else number,
        space=host or "rss",
        url=url,
        title=visible(text(entry.get("title"))),
        date=_day(entry, "published"),
        updated=time_of(entry.get("updated_parsed")),
        lang=language(mapping(entry.get("title_detail")).get("language") or found.value["lang"]),
        explanation=visible(max([*bodies, text(entry.get("summary"))], key=len)),
    )


def _day(entry: Record, field: str) -> str:
    return day(time_of(entry.get(f"{field}_parsed"))) or day(text(entry.get(field)))


def time_of(parsed: Any) -> str:  # noqa: ANN401 -- feedparser's, untyped
    """Return a time that feedparser understood, UTC, or nothing."""
    if not isinstance(parsed, struct_time):
        return ""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat()
    except ValueError:
        return ""
