"""Posts of a WordPress site's ``wp/v2/posts``, which nearly every WordPress site shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.collectors.article import article
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, from_iso, mapping, records, text
from monitor.records import Media, Other, Post, Reject

__all__ = ["gmt", "recognises", "split", "to_post"]

_LOCAL = len("2024-02-14T07:00:00")


def recognises(record: Record) -> bool:
    """Tell by a title that comes ``rendered``, and a link."""
    return "link" in record and "rendered" in mapping(record.get("title"))


def split(found: Found) -> Sequence[Found]:
    """Return the post itself."""
    return (found,)


def to_post(found: Found) -> Post | Reject | Other:
    """Map one post; ``date`` is the site's local time in no zone, so only ``date_gmt`` counts.

    A page, a picture or a product has the same shape and is none; neither is what needs a
    password.
    """
    post = found.value
    kind = text(post.get("type")) or "post"
    if kind in _NO_ARTICLES:
        return Other(found.line, kind)
    content = mapping(post.get("content"))
    if content.get("protected") is True:
        return Other(found.line, "protected")
    inside = mapping(post.get("_embedded"))
    authors = [text(each.get("name")) for each in records(inside.get("author"))]
    pictures = records(inside.get("wp:featuredmedia"))
    created = gmt(post.get("date_gmt"))
    return article(
        found,
        link=text(post["link"]),
        guid=_rendered(post, "guid"),
        title=_rendered(post, "title"),
        body=_rendered(post, "content") or _rendered(post, "excerpt"),
        created=created,
        lang=text(post.get("lang")),
        media=[Media("image", url) for each in pictures if (url := text(each.get("source_url")))],
        source="wordpress",
        extra={
            "author": ", ".join(filter(None, authors)),
            "date": "" if created else text(post.get("date")),
        },
    )


_NO_ARTICLES = frozenset(("page", "attachment", "product", "nav_menu_item", "wp_block"))


def gmt(value: object) -> datetime | None:
    """Return a time whose zone WordPress leaves out because it is always UTC.

    Examples
    --------
    >>> gmt("2024-02-14T00:30:00").isoformat(), gmt("kemarin")
    ('2024-02-14T00:30:00+00:00', None)
    """
    written = text(value)
    return from_iso(f"{written}+00:00" if len(written) == _LOCAL else written)


def _rendered(post: Record, name: str) -> str:
    value: Any = post.get(name)
    return text(mapping(value).get("rendered")) or text(value)
