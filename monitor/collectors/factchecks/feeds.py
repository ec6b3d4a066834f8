"""RSS and Atom feeds. TurnBackHoax's of 2026 has no dates; its items are read all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from monitor.collectors.factchecks.making import day, language, make
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found
from monitor.collectors.links import canonical
from monitor.collectors.values import Record, mapping, records, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["entries", "read", "recognises"]

_ENTRY = "entry"
_ENTITY = re.compile(rb"<!ENTITY[^>]*>?", re.IGNORECASE)  # a few of them expand to gigabytes


def entries(data: bytes) -> Iterator[Found]:
    """Yield the entries of a feed, each with the feed's own facts; how broken it is matters not."""
    import feedparser  # type: ignore[import-untyped]  # it ships no types

    data = _ENTITY.sub(b"", data)
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    about = {"lang": text(feed.feed.get("language")), "link": text(feed.feed.get("link"))}
    for number, entry in enumerate(feed.entries, start=1):
        plain = dict(entry)  # feedparser's own guesses a date from another, with a warning
        yield Found(number, {_ENTRY: plain, **about}, text(plain.get("title")))


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
        updated=_time(entry.get("updated_parsed")),
        lang=language(mapping(entry.get("title_detail")).get("language") or found.value["lang"]),
        explanation=visible(max([*bodies, text(entry.get("summary"))], key=len)),
    )


def _day(entry: Record, field: str) -> str:
    return day(_time(entry.get(f"{field}_parsed"))) or day(text(entry.get(field)))


def _time(parsed: Any) -> str:  # noqa: ANN401 -- feedparser's, untyped
    if not isinstance(parsed, struct_time):
        return ""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat()
    except ValueError:
        return ""
