"""Posts of a WordPress site's ``wp/v2`` interface, as many fact-checkers' sites are."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.collectors.factchecks.making import day, language, make, moment
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found
from monitor.collectors.links import canonical
from monitor.collectors.values import Record, mapping, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["read", "recognises"]


def recognises(record: Record) -> bool:
    """Tell by texts that come ``rendered``."""
    return "link" in record and "rendered" in mapping(record.get("title"))


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield the article; ``date`` is the site's local time, so ``date_gmt`` goes before it."""
    post = found.value
    url = text(post["link"])
    host = canonical(url).partition("://")[2].partition("/")[0]
    yield make(
        found,
        native_id=text(post.get("id")),
        space=host,
        url=url,
        title=visible(text(post["title"]["rendered"])),
        date=_gmt_day(post) or day(post.get("date")),
        updated=moment(_zoned(post.get("modified_gmt"))),
        lang=language(post.get("lang")),
        explanation=visible(
            text(mapping(post.get("content")).get("rendered"))
            or text(mapping(post.get("excerpt")).get("rendered"))
        ),
    )


def _gmt_day(post: Record) -> str:
    return day(_zoned(post.get("date_gmt")))


def _zoned(value: object) -> str:
    """Write the zone that WordPress leaves out of its GMT times."""
    time = text(value)
    return f"{time}+00:00" if "T" in time and len(time) == 19 else time
