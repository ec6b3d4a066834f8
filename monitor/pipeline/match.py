"""``monitor match``: a file of posts against an archive, a line per row, without a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from monitor.analyses.factchecks import Answer, Known, Matcher
from monitor.collectors.factchecks import read_factchecks
from monitor.corpora.archive import archive
from monitor.corpora.elections import WIB
from monitor.pipeline.rowwise import Record, Row, rowwise, text_of
from monitor.pipeline.steps import Tick, silent
from monitor.records import FactCheck, Post, Reject

__all__ = ["Archived", "Asked", "archive_from", "match", "match_record"]

Asked: TypeAlias = Row[Answer]
"""One row of the input, and what memory says of it."""


class Archived(NamedTuple):
    """Fact-checks from a file, and how many of its records could not be read."""

    factchecks: list[FactCheck]
    rejected: int


def archive_from(path: Path | None) -> Archived:
    """Read an archive (JSONL, CSV, XLSX, Parquet, pages, feeds); without a path, the embedded one.

    Raises
    ------
    BadInput
        The file cannot be read, or holds no fact-check.
    """
    if path is None:
        return Archived(list(archive()), 0)
    records = list(read_factchecks(path))
    found = [record for record in records if isinstance(record, FactCheck)]
    return Archived(found, sum(isinstance(record, Reject) for record in records))


def match(
    path: Path,
    factchecks: list[FactCheck],
    *,
    name: str = "",
    k: int = 5,
    tick: Tick = silent,
) -> Iterator[Asked]:
    """Yield an answer for every row of a file, in its order.

    A row needs a text; one without, or one that cannot be read, is answered with ``none``. A row
    with a time does not know what was published later.

    Raises
    ------
    BadInput
        The file as a whole cannot be read.
    """
    do = partial(_answers, k=k, factchecks=tuple(factchecks))
    yield from rowwise(path, do, name=name, step="match", tick=tick)


def _answers(
    records: Sequence[Record], *, k: int, factchecks: tuple[FactCheck, ...]
) -> list[Answer]:
    days = [_day(each.created) if isinstance(each, Post) else None for each in records]
    return _matcher(factchecks).match([text_of(each) for each in records], k, days)


@lru_cache(maxsize=1)
def _matcher(factchecks: tuple[FactCheck, ...]) -> Matcher:
    """Build the index once per process."""
    return Matcher(factchecks)


def match_record(asked: Asked) -> dict[str, object]:
    """Return an answer as JSON; offsets are code points of the row's text and of the title."""
    return {
        "id": asked.id,
        "answer": asked.said.answer,
        "matches": [_known(known, asked.text) for known in asked.said.matches],
    }


def _known(known: Known, text: str) -> dict[str, object]:
    checked = known.factcheck
    return {
        "factcheck_id": checked.id,
        "probability": known.probability,
        "later": known.later,
        "publisher": checked.publisher,
        "date": checked.date,
        "label": checked.label,
        "title": checked.title,
        "url": checked.url,
        "spans": [_quoted(text, span) for span in known.spans],
        "differences": [
            {
                "kind": each.kind,
                "post": _quoted(text, each.post),
                "factcheck": _quoted(checked.title, each.factcheck),
            }
            for each in known.differences
        ],
    }


def _quoted(text: str, span: tuple[int, int] | None) -> dict[str, object] | None:
    if span is None:
        return None
    start, end = span
    return {"start": start, "end": end, "text": text[start:end]}


def _day(time: datetime | None) -> str | None:
    """Return the day in Jakarta, since fact-checks are dated by it."""
    return time.astimezone(WIB).date().isoformat() if time else None
