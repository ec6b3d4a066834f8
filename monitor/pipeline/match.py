"""``monitor match``: a file of posts against an archive, a line per row, without a store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from monitor.analyses.factchecks import Answer, Known, Matcher
from monitor.collectors.columns import Columns
from monitor.collectors.factchecks import read_factchecks
from monitor.collectors.reading import read
from monitor.corpora.archive import archive
from monitor.corpora.elections import WIB
from monitor.pipeline.steps import Tick, batches, silent
from monitor.records import FactCheck, Other, Post, Reject
from monitor.workers import pool, share

__all__ = ["Archived", "Asked", "archive_from", "match", "match_record"]

PART = 500
"""Rows answered at once."""
ENOUGH = 4
"""Parts from which on it pays to let every core build the index."""


class Asked(NamedTuple):
    """One row of the input, and what memory says of it."""

    id: object
    """The input's own, verbatim; None where the row gave none that could be read."""
    text: str
    answer: Answer


class Archived(NamedTuple):
    """Fact-checks from a file, and how many of its records could not be read."""

    factchecks: list[FactCheck]
    rejected: int


class Part(NamedTuple):
    """Some rows and what they are asked of; all of it can travel to another process."""

    records: list[Post | Reject | Other]
    k: int
    factchecks: tuple[FactCheck, ...]


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
    reading = read(path, name=name or str(path))
    parts = (Part(some, k, tuple(factchecks)) for some in batches(reading, PART))
    first = list(islice(parts, ENOUGH))
    workers = (os.cpu_count() or 1) if len(first) == ENOUGH else 0
    with ExitStack() as stack:
        executor = stack.enter_context(pool(workers)) if workers else None
        for part, answers in share(executor, _answers, chain(first, parts)):
            for record, answer in zip(part.records, answers, strict=True):
                yield Asked(_own_id(record, reading.format), _text(record), answer)
            tick("match", len(part.records))


def _answers(part: Part) -> list[Answer]:
    days = [_day(each.created) if isinstance(each, Post) else None for each in part.records]
    return _matcher(part.factchecks).match([_text(each) for each in part.records], part.k, days)


@lru_cache(maxsize=1)
def _matcher(factchecks: tuple[FactCheck, ...]) -> Matcher:
    """Build the index once per process."""
    return Matcher(factchecks)


def _text(record: Post | Reject | Other) -> str:
    return record.text if isinstance(record, Post) else ""


def match_record(asked: Asked) -> dict[str, object]:
    """Return an answer as JSON; offsets are code points of the row's text and of the title."""
    return {
        "id": asked.id,
        "answer": asked.answer.answer,
        "matches": [_known(known, asked.text) for known in asked.answer.matches],
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


def _own_id(record: Post | Reject | Other, format_: str) -> object:
    """Return the id as the file writes it: of a table its column, else the platform's."""
    if isinstance(record, Other):
        return None
    if format_.startswith("table-"):
        row = _row(record.raw if isinstance(record, Post) else record.excerpt)
        name = Columns.of(row).pick(row).get("id")
        if name is not None:
            return row[name]
    return record.id if isinstance(record, Post) else None


def _row(text: str) -> dict[str, object]:
    try:
        row = json.loads(text)
    except ValueError:  # a Reject keeps only the beginning of its record
        return {}
    return row if isinstance(row, dict) else {}
