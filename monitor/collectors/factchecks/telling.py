"""Whether a file given as one of posts holds fact-checks: asked where posts could be meant too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from monitor.collectors.columns import Columns
from monitor.collectors.factchecks import pages
from monitor.collectors.factchecks.making import is_lasting
from monitor.collectors.factchecks.reading import FORMATS, Reading, read_factchecks
from monitor.collectors.lines import Found, guarded
from monitor.collectors.links import canonical
from monitor.collectors.values import Record
from monitor.corpora.publishers import is_desk
from monitor.errors import BadInput
from monitor.records import FactCheck, Reject

__all__ = ["are_factchecks", "factchecks_in"]

_TRIED = 100
_CERTAIN = ("google-claims", "claimreview", "mafindo-api")
"""Shapes that only fact-checks have."""
_OF_POSTS = {"account", "platform"}


def factchecks_in(path: Path, name: str) -> Reading | None:
    """Open a file as one of fact-checks, if it surely is one.

    What only a fact-check is (ClaimReview, the interfaces of Google and MAFINDO) is one. A feed, a
    WordPress answer or a table is when half of its first records are: by an address of a checker or
    a newsroom's desk, a tag (``[SALAH]``), GFD's number, or a verdict beside its explanation. A
    page is when it shows one, or is a checker's.
    """
    try:
        reading = read_factchecks(path, name)
        found = [each for each in islice(reading.source(), _TRIED) if isinstance(each, Found)]
    except BadInput:
        return None
    return reading if are_factchecks(reading.format, found) else None


def are_factchecks(format_: str, found: Sequence[Found]) -> bool:
    """Say whether records of a shape are surely fact-checks: half of them tell."""
    if format_ in _CERTAIN:
        return True
    half = -(-len(found) // 2)
    wanted = {True: half, False: len(found) - half + 1}
    for each in found:
        tells = _tells(format_, each)
        wanted[tells] -= 1
        if not wanted[tells]:
            return tells
    return False


def _tells(format_: str, found: Found) -> bool:
    if format_ == "page" and is_desk(canonical(pages.address(found.value[pages.PAGE]))):
        return True
    records = guarded(lambda each: list(FORMATS[format_].read(each)), found)
    if isinstance(records, Reject):
        return False
    if format_ == "page":
        return any(isinstance(record, FactCheck | Reject) for record in records)
    return any(isinstance(record, FactCheck) and _is_one(record, found.value) for record in records)


def _is_one(check: FactCheck, record: Record) -> bool:
    """Say whether nobody would take this for a post with a label."""
    judged = check.verdict not in ("", "not_a_verdict")
    tagged = check.headline not in (check.title, "")
    if is_lasting(check.id) or is_desk(check.canonical) or (judged and tagged):
        return True
    explained = bool(check.explanation or check.conclusion)
    return judged and explained and _OF_POSTS.isdisjoint(Columns.of(record).fields)
