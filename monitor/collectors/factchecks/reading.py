"""Read any file of fact-checks: told apart by content, fact-checks out, nothing dropped unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Protocol

from monitor.collectors import sheets
from monitor.collectors.factchecks import (
    claimreview,
    feeds,
    google,
    mafindo,
    pages,
    tables,
    wordpress,
)
from monitor.collectors.factchecks.markup import LARGEST, decoded
from monitor.collectors.lines import Found, document, guarded, json_lines, records_of
from monitor.collectors.opening import Opened, digest_of, open_file, readable
from monitor.collectors.values import Record
from monitor.errors import BadInput
from monitor.records import FactCheck, Other, Reject

__all__ = ["FORMATS", "Format", "Reading", "read_factchecks"]

_TRIED = 100  # records, to tell a format: the first ones may be broken
_EXCERPT = 200

_Source = Callable[[], Iterator[Found | Reject]]


class Format(Protocol):
    """A shape: what one of its records looks like, and which fact-checks are in it."""

    def recognises(self, record: Record, /) -> bool:
        """Tell whether this record is of this shape."""

    def read(self, found: Found, /) -> Iterable[FactCheck | Reject | Other]:
        """Yield what is in one record. A KeyError or the like makes it a Reject, not a crash."""


FORMATS: dict[str, Format] = {
    "page": pages,
    "feed": feeds,
    "google-claims": google,
    "claimreview": claimreview,
    "mafindo-api": mafindo,
    "wordpress": wordpress,
    "table": tables,
}
"""Every shape by its name, in the order they are tried; tables last: they take nearly anything."""


@dataclass(frozen=True)
class Reading:
    """A file whose format is known. Each iteration reads it from its start, a record at a time."""

    path: Path
    name: str
    format: str
    source: _Source

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole file, in hex."""
        return digest_of(self.path, self.name)

    def __iter__(self) -> Iterator[FactCheck | Reject | Other]:
        taken: dict[str, tuple[int, FactCheck]] = {}
        with readable(self.name):
            for found in self.source():
                for record in _records(found, FORMATS[self.format]):
                    if isinstance(record, FactCheck) and isinstance(found, Found):
                        record = _told_apart(record, found, taken)  # noqa: PLW2901 -- or why not
                    yield replace(record, file=self.name) if isinstance(record, Reject) else record


def read_factchecks(path: Path, name: str | None = None) -> Reading:
    """Open a file of fact-checks and tell its format by its content.

    Parameters
    ----------
    path : Path
        An article page, a feed, JSON, JSON Lines, CSV, XLSX or Parquet.
    name : str, optional
        What to call the file in messages and rejects; its own name otherwise.

    Returns
    -------
    Reading
        Its ``format``, its ``digest``, and on iteration every ``FactCheck | Reject | Other``.

    Raises
    ------
    BadInput
        The file is missing, empty, unreadable, or holds nothing that looks like a fact-check;
        during iteration, when it breaks off.
    """
    name = name or path.name
    opened = open_file(path, name, also=("markup", "parquet"))
    with readable(name):
        source = _source(path, name, opened)
        return Reading(path, name, _told(source, name), source)


def _records(found: Found | Reject, format_: Format) -> list[FactCheck | Reject | Other]:
    if isinstance(found, Reject):
        return [found]
    records = guarded(lambda each: list(format_.read(each)), found)
    return [records] if isinstance(records, Reject) else records


def _told_apart(
    check: FactCheck, found: Found, taken: dict[str, tuple[int, FactCheck]]
) -> FactCheck | Reject:
    """Refuse a second article under one id; one article twice may be two states of it."""
    line, first = taken.setdefault(check.id, (found.line, check))
    same = first.title == check.title or (first.canonical and first.canonical == check.canonical)
    if same:
        return check
    facts = {"id": check.id, "line": str(line)}
    return Reject(found.line, "rejects.factcheck_same_id", facts, check.headline[:_EXCERPT])


def _source(path: Path, name: str, opened: Opened) -> _Source:
    """Return a way to read the records of a file anew."""

    def by_row() -> Iterator[Found | Reject]:
        for row in sheets.rows(path, tables.HEADER):
            yield row if isinstance(row, Reject) else Found(*row, "")

    match opened.kind:
        case "json":
            return _json_source(path, opened.encoding)
        case "markup":
            return _markup_source(path, name, opened.encoding)
        case "parquet":
            return lambda: tables.parquet_rows(path, name)
        case _:
            return by_row


def _json_source(path: Path, encoding: str) -> _Source:
    def by_line() -> Iterator[Found | Reject]:
        with path.open(encoding=encoding, errors="replace", newline="\n") as file:
            yield from json_lines(file)

    def whole() -> Iterator[Found | Reject]:
        return records_of(document(path, encoding), lambda record: bool(_format_of(record)))

    return by_line if document(path, encoding) is None else whole


def _markup_source(path: Path, name: str, encoding: str) -> _Source:
    if path.stat().st_size > LARGEST:
        raise BadInput("page_too_large", name, megabytes=LARGEST // 1024**2)

    def read() -> Iterator[Found | Reject]:
        data = path.read_bytes()
        if feeds.is_feed(data):
            yield from feeds.entries(data)
        else:
            page = decoded(data, encoding)
            yield Found(1, {pages.PAGE: page}, page[:_EXCERPT])

    return read


def _told(source: _Source, name: str) -> str:
    keys: list[str] = []
    for found in islice(source(), _TRIED):
        if isinstance(found, Reject):
            continue
        if chosen := _format_of(found.value):
            return chosen
        keys = keys or list(found.value)
    if keys:
        raise BadInput("input_no_factcheck", name, keys=", ".join(keys[:10]))
    raise BadInput("input_no_record", name)


def _format_of(record: Record) -> str:
    """Return the name of the first format that knows this record, or an empty string."""
    return next((name for name, each in FORMATS.items() if each.recognises(record)), "")
