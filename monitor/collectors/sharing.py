"""Tables of shares straight to arrays: who shared which object when, a million rows in a second.

The columns are those of CooRTweet (Righetti and Balluff, CRAN): ``object_id, account_id,
content_id, timestamp_share``; ``content_id`` may be missing, since nothing here asks for it. For
posts to keep, such a table is read a row at a time (:mod:`monitor.collectors.shares`).
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from monitor.collectors import arrow, moments
from monitor.collectors.cells import blank
from monitor.collectors.columns import key
from monitor.collectors.delimited import Record, open_text, records, separator
from monitor.collectors.gathered import Gathered, Part, Sharing
from monitor.collectors.lines import Found
from monitor.collectors.opening import open_file, readable
from monitor.collectors.reading import read
from monitor.errors import BadInput, UnknownName
from monitor.records import Reject

__all__ = ["FIELDS", "FORMATS", "UNITS", "Sharing", "read_sharing"]

UNITS = tuple(moments.UNITS)
FORMATS = ("csv", "jsonl", "json", "xlsx", "parquet")
FIELDS = ("object_id", "account_id", "timestamp_share", "content_id")
"""What a column can be; the first three must be there."""

_NEEDED = FIELDS[:3]
_GZIP = b"\x1f\x8b"
_LARGEST = 64 * 1024**3  # bytes unpacked
_ROWS = 10_000
_SHOWN = 10


def read_sharing(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 -- named as people type it
    unit: str = "s",
    columns: Mapping[str, str] | None = None,
    name: str = "",
) -> Sharing:
    """Read a table of shares: CSV, TSV, JSON, JSON Lines, XLSX, Parquet, or gzip of one.

    Parameters
    ----------
    path : Path
    format : str, optional
        One of ``FORMATS``; told by content otherwise.
    unit : str
        Of times that are numbers: one of ``UNITS``.
    columns : mapping of str to str, optional
        Column -> one of ``FIELDS``, for names nobody knows.
    name : str
        What to call the file in messages; its own name otherwise.

    Raises
    ------
    BadInput
        The file cannot be read, has no such columns, or no row of it is a share.
    UnknownName
        There is no such format or unit, or ``columns`` names no field.

    Notes
    -----
    Some 100 bytes a share, and each name once.
    """
    name = name or path.name
    columns = columns or {}
    for kind, wanted, known in (
        ("--input-format", (format,), (None, *FORMATS)),
        ("--unit", (unit,), UNITS),
        ("--map", tuple(columns.values()), FIELDS),
    ):
        for each in wanted:
            if each not in known:
                raise UnknownName(kind, str(each), filter(None, known))
    with readable(name), _unpacked(path, name) as real:
        kind = format or _told(real, name)
        source = _Source(real, name, kind, unit, columns)
        if kind == "parquet":
            gathered = source.parquet()
        else:
            try:
                gathered = source.plain_csv()
            except arrow.NotPlain:
                gathered = source.by_row()
    return gathered.whole(name)


def _told(path: Path, name: str) -> str:
    """Tell what a file is; short names full of control characters make a CSV look like none."""
    try:
        return open_file(path, name, also=["parquet"]).kind
    except BadInput as problem:
        if problem.key != "errors.input_binary":
            raise
        return "csv"


@contextmanager
def _unpacked(path: Path, name: str) -> Iterator[Path]:
    """Give the file itself, or what is in it where it is gzip."""
    if not path.is_file() or not _is_gzip(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="monitor-", ignore_cleanup_errors=True) as folder:
        plain = Path(folder) / "table"
        try:
            with gzip.open(path) as packed, plain.open("wb") as file:
                while (piece := packed.read(1024**2)) and file.tell() <= _LARGEST:
                    file.write(piece)
                if file.tell() > _LARGEST:
                    raise BadInput("input_archive", name)
        except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
            raise BadInput("input_archive", name) from problem
        yield plain


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _GZIP


@dataclass(frozen=True)
class _Source:
    """A file whose kind is known, and the ways to read it."""

    path: Path
    name: str
    kind: str
    unit: str
    columns: Mapping[str, str]

    def parquet(self) -> Gathered:
        """Read Parquet."""
        chosen = self._chosen(arrow.parquet_names(self.path, self.name))
        return self._in_columns(arrow.parquet_columns(self.path, self.name, chosen), first=1)

    def plain_csv(self) -> Gathered:
        """Read a CSV in UTF-8 whose first line names the columns.

        Raises
        ------
        NotPlain
            It is no such file.
        """
        if self.kind != "csv":
            raise arrow.NotPlain
        with self.path.open("rb") as file, open_text(file) as text:
            mark = separator(text, self._texts())
            first = next(iter(records(text, mark)), None)
            encoding = text.encoding
        header = first.cells if isinstance(first, Record) else []
        if encoding != "utf-8-sig" or len(mark) != 1 or len(set(header)) < len(header):
            raise arrow.NotPlain
        try:
            chosen = self._chosen(header)
        except BadInput as problem:  # a title above it, perhaps
            raise arrow.NotPlain from problem
        return self._in_columns(arrow.csv_columns(self.path, mark, chosen), first=2)

    def _in_columns(self, batches: Iterator[list[arrow.Array]], first: int) -> Gathered:
        gathered, done = Gathered(), first
        for columns in batches:
            rows = range(done, done + len(columns[0]))
            gathered.add(
                Part(
                    rows,
                    gathered.objects.encoded(columns[0]),
                    gathered.accounts.encoded(columns[1]),
                    arrow.moments(columns[2], self.unit),
                    partial(_cells_of, columns),
                )
            )
            done += len(rows)
        arrow.let_go()
        return gathered

    def by_row(self) -> Gathered:
        """Read anything, a row at a time: whatever is broken costs its own row only."""
        gathered = Gathered()
        source = read(self.path, format="shares", columns=self._texts(), name=self.name).source()
        names: list[str] = []
        while some := list(islice(source, _ROWS)):
            found = []
            for item in some:
                if isinstance(item, Reject):
                    gathered.refuse(item)
                elif self.kind != "xlsx" or not all(map(blank, item.value.values())):
                    found.append(item)
            names = names or self._chosen(list(dict.fromkeys(chain(*(f.value for f in found)))))
            gathered.add(self._part(gathered, found, names))
        return gathered

    def _part(self, gathered: Gathered, found: list[Found], names: list[str]) -> Part:
        objects, accounts, times = ([each.value.get(name) for each in found] for name in names)
        return Part(
            [each.line for each in found],
            gathered.objects.codes(objects),
            gathered.accounts.codes(accounts),
            moments.of_cells(times, self.unit),
            lambda row: _said(objects[row], accounts[row], times[row]),
        )

    def _texts(self) -> dict[str, str]:
        """Return the columns named by hand as what helps to find the header."""
        return dict.fromkeys(self.columns, "text")

    def _chosen(self, names: Sequence[str]) -> list[str]:
        """Return which columns are the object, the account and the time."""
        by_hand = {key(column): field for column, field in self.columns.items()}
        found: dict[str, str] = {}
        for each in names:
            means = by_hand.get(key(each)) or _FIELD_OF.get(key(each))
            if means and (means not in found or key(each) in by_hand):
                found[means] = each
        missing = [each for each in _NEEDED if each not in found]
        if missing:
            keys = ", ".join(names[:_SHOWN])
            raise BadInput("shares_columns", self.name, missing=", ".join(missing), keys=keys)
        return [found[each] for each in _NEEDED]


def _cells_of(columns: list[arrow.Array], row: int) -> dict[str, object]:
    return _said(*(column[row].as_py() for column in columns))


_FIELD_OF = {key(name): name for name in FIELDS}


def _said(shared: object, account: object, time: object) -> dict[str, object]:
    return {"object": shared, "account": account, "time": time}
