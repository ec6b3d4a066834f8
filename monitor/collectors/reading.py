"""Read any file a fact-checker has: told apart by content, posts out, nothing dropped unseen.

To add a format, write a file beside this one with ``recognises``, ``split`` and ``to_post`` (see
:class:`Importer`) and add its line to :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Protocol

from monitor.collectors import (
    bluesky,
    cells,
    crowdtangle,
    feed,
    fourcat,
    jetstream,
    mastodon,
    shares,
    sheets,
    tables,
    telegram_json,
    telegram_page,
    tiktok_research,
    whatsapp,
    wordpress,
    x_scraped,
    x_v2,
    youtube,
)
from monitor.collectors.columns import Columns, looks_like_table
from monitor.collectors.factchecks.feeds import is_feed
from monitor.collectors.factchecks.markup import LARGEST, decoded
from monitor.collectors.lines import Found, document, guarded, json_lines, records_of, rows_inside
from monitor.collectors.opening import digest_of, open_file, readable
from monitor.collectors.values import Record
from monitor.collectors.zeeschuimer import Zeeschuimer
from monitor.errors import BadInput, UnknownName
from monitor.records import Other, Post, Reject

__all__ = ["FORMATS", "TIPLINE", "Importer", "Reading", "read"]

_TRIED = 100  # records, to tell a format: the first ones may be broken
# A sheet's header is known by its column of texts or links; in a table of shares that is this one.
_SHARED = {"object_id": "text"}

_Source = Callable[[], Iterator[Found | Reject]]


class Importer(Protocol):
    """A format: what one of its records looks like, and how it becomes a post."""

    def recognises(self, record: Record, /) -> bool:
        """Tell whether this record is of this format."""

    def split(self, found: Found, /) -> Sequence[Found]:
        """Return the records in one line: nearly always itself, but an API page holds many."""

    def to_post(self, found: Found, /) -> Post | Reject | Other:
        """Map one record. A KeyError, TypeError or the like makes it a Reject, not a crash."""


@dataclass(frozen=True)
class Table:
    """The importer of hand-kept tables, whatever file their rows stand in."""

    overrides: Mapping[str, str] = field(default_factory=dict)
    known: dict[tuple[str, ...], Columns] = field(default_factory=dict)

    def recognises(self, record: Record) -> bool:
        """Tell by the names of the columns: one must be a text or a link."""
        return looks_like_table(record)

    def split(self, found: Found) -> Sequence[Found]:
        """Return the row itself, or nothing where every cell is empty."""
        return () if all(map(cells.blank, found.value.values())) else (found,)

    def to_post(self, found: Found) -> Post | Reject:
        """Map a row by its own columns: they may change between the rows of JSON and of sheets."""
        header = tuple(found.value)
        columns = self.known.get(header)
        if columns is None:
            if len(self.known) > _TRIED:  # every row has keys of its own: keep memory small
                self.known.clear()
            columns = self.known[header] = Columns.of(header, self.overrides)
        return tables.to_post(found.value, found.line, columns, found.raw)


TIPLINE = "whatsapp-tipline"
"""Of private chats: read only where somebody says that they are a tip line's."""

_PAGES = ("telegram-page", "feed")
"""Formats whose files are HTML or XML."""
FORMATS: dict[str, Importer] = {
    "zeeschuimer-tiktok": Zeeschuimer("tiktok"),
    "zeeschuimer-instagram": Zeeschuimer("instagram"),
    "zeeschuimer-x": Zeeschuimer("x"),
    "x-api-v2": x_v2,
    "x-scraped": x_scraped,
    "tiktok-research": tiktok_research,
    "bluesky-api": bluesky,
    "bluesky-jetstream": jetstream,
    "mastodon-api": mastodon,
    "youtube-api": youtube,
    "crowdtangle-api": crowdtangle,
    "4cat": fourcat,
    "telegram-page": telegram_page,
    "telegram-json": telegram_json,
    TIPLINE: whatsapp,
    "feed": feed,
    "wordpress": wordpress,
    "shares": shares,
    "table-csv": Table(),
    "table-xlsx": Table(),
    "table-json": Table(),
    "table-jsonl": Table(),
}
"""Every format by its name, in the order they are tried; tables last: they take nearly anything."""


@dataclass(frozen=True)
class Reading:
    """A file whose format is known. Each iteration reads it from its start, a record at a time."""

    path: Path
    name: str
    format: str
    importer: Importer
    source: _Source

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole file, in hex."""
        return digest_of(self.path, self.name)

    def __iter__(self) -> Iterator[Post | Reject | Other]:
        return (record for _, record in self.pairs())

    def pairs(
        self, *, empty: bool = False
    ) -> Iterator[tuple[Found | Reject, Post | Reject | Other]]:
        """Yield every record beside what it was made of, for who needs its cells as they were.

        Parameters
        ----------
        empty : bool
            Objects of JSON that hold nothing come too, as Rejects; in a spreadsheet an empty row
            is only room.
        """
        keep = empty and self.format in ("table-json", "table-jsonl")
        with readable(self.name):
            for part in self._parts(keep=keep):
                yield part, self.made_of(part)

    def made_of(self, part: Found | Reject) -> Post | Reject | Other:
        """Return the record that one part of the file makes; it raises nothing."""
        record = part if isinstance(part, Reject) else guarded(self.importer.to_post, part)
        return replace(record, file=self.name) if isinstance(record, Reject) else record

    def _parts(self, *, keep: bool) -> Iterator[Found | Reject]:
        split = self.importer.split
        for found in self.source():
            parts = found if isinstance(found, Reject) else guarded(split, found)
            if isinstance(parts, Reject):
                yield parts
            else:
                yield from parts or ((found,) if keep else ())


def read(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 -- named as people type it: --format
    columns: Mapping[str, str] | None = None,
    name: str | None = None,
    tipline: bool = False,
) -> Reading:
    """Open a file and tell its format by its content.

    Parameters
    ----------
    path : Path
    format : str, optional
        A name in ``FORMATS``, for a file that is told wrongly.
    columns : mapping of str to str, optional
        Column -> field, for names nobody knows; the file is then a hand-kept table.
    name : str, optional
        What to call the file in messages and rejects; its own name otherwise.
    tipline : bool
        It is a WhatsApp chat of a tip line, and may be read without its senders.

    Returns
    -------
    Reading
        Its ``format``, its ``digest``, and on iteration every record: ``Post | Reject | Other``.

    Raises
    ------
    BadInput
        The file is missing, empty, unreadable, or holds nothing that looks like posts.
    UnknownName
        There is no such format, or ``columns`` names no field.
    """
    name = name or path.name
    if format is not None and format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    if tipline:
        return _tipline(path, name)
    kind, source = _source(path, name, columns)
    with readable(name):
        if kind == "markup" and (columns or format not in (None, *_PAGES)):
            raise BadInput("input_web_page", name)
        chosen = format or (f"table-{kind}" if columns else _told(source, kind, name))
    importer = FORMATS[chosen]
    if isinstance(importer, Table):
        Columns.of((), columns)  # a field nobody knows is said now, not at every row
        importer = Table(columns or {})
    return Reading(path, name, chosen, importer, source)


def _source(path: Path, name: str, columns: Mapping[str, str] | None) -> tuple[str, _Source]:
    """Return what the records stand in (``jsonl, json, csv, xlsx``) and a way to read them anew."""
    opened = open_file(path, name, also=["markup"])
    if opened.kind == "markup":
        return "markup", _page_source(path, name, opened.encoding)
    if opened.kind == "json":
        return _json_source(path, name, opened.encoding)

    def by_row() -> Iterator[Found | Reject]:
        for row in sheets.rows(path, {**_SHARED, **(columns or {})}):
            yield row if isinstance(row, Reject) else Found(*row, "")

    return opened.kind, by_row


def _tipline(path: Path, name: str) -> Reading:
    opened = open_file(path, name, also=["chat"])
    if opened.kind != "chat":
        raise BadInput("input_no_chat", name)
    return Reading(path, name, TIPLINE, whatsapp, whatsapp.messages(path, opened.encoding))


def _page_source(path: Path, name: str, encoding: str) -> _Source:
    """Return a way to read a saved page, which is one record, or a feed, which has many."""
    if path.stat().st_size > LARGEST:
        raise BadInput("page_too_large", name, megabytes=LARGEST // 1024**2)

    def page() -> Iterator[Found | Reject]:
        data = path.read_bytes()
        if is_feed(data):
            yield from feed.items(data)[1]
        else:
            yield Found(1, {telegram_page.PAGE: decoded(data, encoding)}, "")

    return page


def _json_source(path: Path, name: str, encoding: str) -> tuple[str, _Source]:
    def by_line() -> Iterator[Found | Reject]:
        with path.open(encoding=encoding, errors="replace", newline="\n") as file:
            yield from json_lines(file)

    def whole() -> Iterator[Found | Reject]:
        return records_of(document(path, encoding), lambda record: bool(_format_of(record, "json")))

    with readable(name):
        first = next(by_line(), None)
        lines = isinstance(first, Found) and (
            _format_of(first.value, "jsonl") or not rows_inside(first.value)
        )
        if lines or document(path, encoding) is None:
            return "jsonl", by_line
        return "json", whole


def _told(source: _Source, kind: str, name: str) -> str:
    keys: list[str] = []
    for found in islice(source(), _TRIED):
        if isinstance(found, Reject):
            continue
        if chosen := _format_of(found.value, kind):
            return chosen
        keys = keys or list(found.value)
    if kind == "markup":
        raise BadInput("input_web_page", name)
    if keys:
        raise BadInput("input_unknown_format", name, keys=", ".join(keys[:10]))
    raise BadInput("input_no_record", name)


def _format_of(record: Record, kind: str) -> str:
    """Return the name of the first format that knows this record, or an empty string."""
    for name, importer in FORMATS.items():
        table = isinstance(importer, Table)
        if (not table or name == f"table-{kind}") and importer.recognises(record):
            return name
    return ""
