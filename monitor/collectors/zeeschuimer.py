"""What the Zeeschuimer browser extension saves: one platform item a line, in its envelope.

4CAT keeps the same items with the envelope moved to ``__import_meta``; bare items, without any
envelope, are told by their own keys. One file may hold several platforms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.collectors import instagram, tiktok, x_graphql
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, from_seconds, mapping, text
from monitor.records import Other, Post, Reject

__all__ = ["Zeeschuimer"]

_Mapper = Callable[[Record, Found, datetime | None], Post | Other]

_HOSTS = {
    "tiktok.com": "tiktok",
    "instagram.com": "instagram",
    "twitter.com": "x",
    "x.com": "x",
}
_MAPPERS: dict[str, _Mapper] = {
    "tiktok": tiktok.to_post,
    "instagram": instagram.to_post,
    "x": x_graphql.to_post,
}
_BARE: dict[str, Callable[[Record], bool]] = {
    "tiktok": tiktok.recognises,
    "instagram": instagram.recognises,
    "x": x_graphql.recognises,
}


@dataclass(frozen=True, slots=True)
class Zeeschuimer:
    """The importer of one platform's items; an item's own envelope goes before it."""

    platform: str

    def recognises(self, record: Record) -> bool:
        """Tell whether this record is an item of this platform."""
        item, envelope = _open(record)
        return self.platform == (_platform_in(envelope) or _platform_by_keys(item))

    def split(self, found: Found) -> Sequence[Found]:
        """Return the line itself: it holds one item."""
        return (found,)

    def to_post(self, found: Found) -> Post | Other | Reject:
        """Map the item in a line by the mapper of its platform."""
        item, envelope = _open(found.value)
        host = text(envelope.get("source_platform"))
        platform = _platform_in(envelope) if host else self.platform
        if not platform:
            return Reject(found.line, "rejects.platform", {"platform": host}, found.raw[:200])
        as_of = from_seconds(envelope.get("timestamp_collected"), per_second=1000)
        return _MAPPERS[platform](item, found, as_of)


def _open(record: Record) -> tuple[Record, Record]:
    """Return the item and its envelope, which is empty for a bare item."""
    if "source_platform" in record and "data" in record:
        return mapping(record["data"]), record
    return record, mapping(record.get("__import_meta"))


def _platform_in(envelope: Record) -> str:
    return _HOSTS.get(text(envelope.get("source_platform")).lower().removeprefix("www."), "")


def _platform_by_keys(item: Record) -> str:
    return next((name for name, recognises in _BARE.items() if recognises(item)), "")
