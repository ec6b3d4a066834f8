"""RSS and Atom feeds of ordinary sites, an article each, whatever is missing or wrong in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from monitor.collectors.article import article, on_web
from monitor.collectors.dates import when
from monitor.collectors.factchecks.feeds import parsed, time_of
from monitor.collectors.lines import Found
from monitor.collectors.links import canonical
from monitor.collectors.values import Record, distinct, from_iso, mapping, records, text
from monitor.records import Media, Post, Reject

__all__ = ["about", "items", "recognises", "split", "to_post"]

_NAMED = re.compile(r"\(([^()@]{1,100})\)")
_FEED, _ITEM, _APART = "feed", "item", "apart"


def items(data: bytes, *, content_type: str = "", address: str = "") -> tuple[Record, list[Found]]:
    """Return what a feed says of itself, and its items as records that JSON can hold.

    Parameters
    ----------
    data : bytes
    content_type, address : str
        Of the answer that it came in; both may be unknown, as of a file.
    """
    feed, entries = parsed(data, content_type=content_type)
    told = about(feed, address)
    plain = [_plain(entry) for entry in entries]
    shared = Counter(canonical(each["link"]) for each in plain)
    found = []
    for number, each in enumerate(plain, start=1):
        value = {_FEED: told, _ITEM: each}
        if shared[canonical(each["link"])] > 1 and each["link"]:
            value[_APART] = each["id"] or each["title"]
        found.append(Found(number, value, json.dumps(value, ensure_ascii=False)))
    return told, found


def about(feed: Record, address: str = "") -> dict[str, str]:
    """Return what a feed says of itself; ``older`` is the address of what came before."""
    links = [each for each in records(feed.get("links")) if text(each.get("rel")) == "next"]
    home = on_web(text(feed.get("link")), address) or address
    return {
        "title": " ".join(text(feed.get("title")).split()),
        "link": home,
        "language": text(feed.get("language")).strip(),
        "generator": text(feed.get("generator")).strip(),
        "older": on_web(text(links[0].get("href")), address or home) if links else "",
    }


def recognises(record: Record) -> bool:
    """Tell an item of :func:`items`, of a file or of one kept as JSON Lines."""
    return isinstance(record.get(_FEED), dict) and isinstance(record.get(_ITEM), dict)


def split(found: Found) -> Sequence[Found]:
    """Return the item itself."""
    return (found,)


def to_post(found: Found) -> Post | Reject:
    """Map one item; without ``pubDate`` it has no time, without ``guid`` its link is its name."""
    feed, item = mapping(found.value[_FEED]), mapping(found.value[_ITEM])
    written = text(item.get("date"))
    created = from_iso(item.get("published")) or from_iso(item.get("updated"))
    created = created or _in_words(written)
    bodies = [text(item.get("summary")), text(item.get("content"))]
    return article(
        found,
        link=text(item.get("link")),
        guid=text(item.get("id")),
        home=text(feed.get("link")),
        site=text(feed.get("title")),
        apart=text(found.value.get(_APART)),
        title=text(item.get("title")),
        body=max(bodies, key=len),
        created=created,
        lang=text(feed.get("language")),
        media=[_medium(each) for each in records(item.get("media")) if text(each.get("url"))],
        source="feed",
        extra={
            "author": text(item.get("author")),
            "topics": text(item.get("topics")),
            "date": "" if created else written,
        },
    )


def _plain(entry: Record) -> dict[str, Any]:
    """Return the members of an entry that a post is made of, as JSON."""
    contents = [text(each.get("value")) for each in records(entry.get("content"))]
    links = records(entry.get("links"))
    enclosed = [each for each in links if text(each.get("rel")) == "enclosure"]
    attached = [*enclosed, *records(entry.get("media_content"))]
    return {
        "title": text(entry.get("title")),
        "link": text(entry.get("feedburner_origlink")) or text(entry.get("link")),
        "id": text(entry.get("id")),
        "published": time_of(entry.get("published_parsed")),
        "updated": time_of(entry.get("updated_parsed")),
        "date": text(entry.get("published")) or text(entry.get("updated")),
        "author": _byline(text(entry.get("author"))),
        "summary": text(entry.get("summary")),
        "content": max(contents, key=len, default=""),
        "topics": ", ".join(
            distinct(text(each.get("term")).strip() for each in records(entry.get("tags")))
        ),
        "media": [dict(_attached(each)) for each in attached],
    }


def _byline(written: str) -> str:
    """Return a name; RSS asks for a mail address, which is nobody's business here.

    Examples
    --------
    >>> _byline("sari@warta.example (Sari)"), _byline("Sari"), _byline("sari@warta.example")
    ('Sari', 'Sari', '')
    """
    if "@" in written:
        named = _NAMED.search(written)
        written = named[1] if named else ""
    return " ".join(written.split())


def _attached(each: Record) -> Iterator[tuple[str, str]]:
    yield "url", text(each.get("href")) or text(each.get("url"))
    yield "type", text(each.get("type")) or text(each.get("medium"))


def _in_words(written: str) -> Any:  # noqa: ANN401 - a time or None
    """Read a date that no standard knows, as one in Indonesian, if it says its zone."""
    return when(written) if any(mark in written for mark in "+ZW") else None


_KINDS: dict[str, Literal["image", "video", "audio"]] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
}


def _medium(each: Record) -> Media:
    kind = text(each.get("type")).partition("/")[0]
    return Media(_KINDS.get(kind, "other"), text(each["url"]))
