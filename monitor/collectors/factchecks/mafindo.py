"""Items of MAFINDO's interface (yudistira v1 and v2), the database behind TurnBackHoax.

``content`` is the circulating text, ``fact`` what was found, ``tanggal`` the day. ``source_link``
leads to the post that was checked, never to the article, so an item has no address of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.collectors.factchecks.making import day, make, untagged
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, text
from monitor.corpora.labels import normalise_verdict
from monitor.records import FactCheck, Other, Reject

__all__ = ["read", "recognises"]

_INTERFACE = "MAFINDO API"
"""Whose label a status is, in ``corpora.labels``."""


def recognises(record: Record) -> bool:
    """Tell by the field names that no other source has together."""
    return {"title", "fact", "tanggal"} <= record.keys()


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield the fact-check of one item; the tag in its title says more than its status."""
    item = found.value
    title = visible(text(item["title"]))
    status = text(item.get("status"))
    tag, _ = untagged(title, "MAFINDO")
    yield make(
        found,
        native_id=text(item.get("id")),
        space="mafindo",
        publisher="MAFINDO",
        title=title,
        claim=visible(text(item.get("content"))),
        label=tag,
        verdict="" if tag else normalise_verdict(status, _INTERFACE) or "",
        date=day(item["tanggal"]),
        explanation=visible(text(item["fact"])),
        conclusion=visible(text(item.get("conclusion"))),
    )
