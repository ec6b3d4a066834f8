"""Spreadsheets to rows: CSV, TSV and XLSX, each row a dict with the line or sheet row it begins on.

The header is looked for in the first rows, since people put titles above it. A table without one
is read by the numbers of its columns where ``--map 3=text`` names them; plain lines are texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from monitor.collectors.cells import as_text, blank
from monitor.collectors.columns import best_header
from monitor.collectors.delimited import (
    HEAD_ROWS,
    PLAIN_LINES,
    Record,
    open_text,
    records,
    separator,
)
from monitor.errors import BadInput
from monitor.records import Reject

__all__ = ["Row", "csv_rows", "rows", "xlsx_rows"]

Row = tuple[int, dict[str, object]]

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LARGEST_SHEETS = 1024**3  # bytes unpacked, most of which are held while a sheet is read
_SHOWN_CELLS = 4
_SHOWN_LENGTH = 20


class _Header(NamedTuple):
    """The names of the columns, and how many of the first records they stand in or above."""

    names: tuple[str, ...]
    skip: int

    def row(self, cells: Sequence[object]) -> dict[str, object]:
        """Return a record by name; what is beyond the header goes by the number of its column."""
        known = len(self.names)
        if len(cells) < known:
            cells = [*cells, *("" for _ in range(known - len(cells)))]
        row = dict(zip(self.names, cells, strict=False))
        for number, cell in enumerate(cells[known:], start=known + 1):
            if not blank(cell):
                row[str(number)] = cell
        return row


def rows(path: Path, overrides: Mapping[str, str] | None = None) -> Iterator[Row | Reject]:
    """Yield the rows of a spreadsheet file, whichever kind its first bytes say it is.

    Parameters
    ----------
    path : Path
    overrides : mapping of str to str, optional
        Column -> field, as in ``--map``: such names help to find the header.

    Raises
    ------
    BadInput
        No row names the columns; or the workbook is broken, locked or far too large.
    """
    with path.open("rb") as file:
        start = file.read(4)
    return xlsx_rows(path, overrides) if start in _WORKBOOK else csv_rows(path, overrides)


def csv_rows(path: Path, overrides: Mapping[str, str] | None = None) -> Iterator[Row | Reject]:
    """Yield the rows of a CSV or TSV file; the line is the first one that a row stands on."""
    with path.open("rb") as file, open_text(file) as text:
        mark = separator(text, _by_name(overrides))
        found = records(text, mark)
        head = list(islice(found, HEAD_ROWS))
        top = [item for item in head if isinstance(item, Record)]
        header = _header([item.cells for item in top], overrides)
        if header is None and mark == PLAIN_LINES:
            header = _Header(("text",), 0)
        if header is None:
            raise _no_header(path, top[0].cells if top else ())
        above = {id(record) for record in top[: header.skip]}
        below = (item for item in head if id(item) not in above)
        for item in _mended(chain(below, found), len(header.names)):
            yield item if isinstance(item, Reject) else (item.line, header.row(item.cells))


def _mended(found: Iterable[Record | Reject], width: int) -> Iterator[Record | Reject]:
    """Put together again the rows that an unquoted line break tore, where the parts fit."""
    torn: Record | None = None
    for item in found:
        if torn is not None and isinstance(item, Record):
            if len(torn.cells) + len(item.cells) - 1 <= width:
                middle = f"{torn.cells[-1]}\n{item.cells[0]}"
                cells = [*torn.cells[:-1], middle, *item.cells[1:]]
                item = Record(torn.line, cells, item.torn)  # noqa: PLW2901 -- its other half
            else:
                yield torn
        elif torn is not None:
            yield torn
        torn = item if isinstance(item, Record) and item.torn else None
        if torn is None:
            yield item
    if torn is not None:
        yield torn


def xlsx_rows(path: Path, overrides: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Yield the rows of every sheet that has a header; the line is the row of its sheet.

    A formula gives what the spreadsheet last computed; nothing is computed here.
    """
    first_cells: Sequence[object] = ()
    usable = False
    for sheet in _sheets(path):
        numbered = ((line, cells) for line, cells in enumerate(sheet, start=1))
        top = list(islice(((n, c) for n, c in numbered if not all(map(blank, c))), HEAD_ROWS))
        header = _header([cells for _, cells in top], overrides)
        if header is None:
            first_cells = first_cells or (top[0][1] if top else ())
            continue
        usable = True
        for line, cells in chain(top[header.skip :], numbered):
            yield line, header.row(cells)
    if not usable:
        raise _no_header(path, first_cells)


def _sheets(path: Path) -> Iterator[Iterable[list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    _refuse_bombs(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    yield workbook.get_sheet_by_name(sheet.name).iter_rows()
    except PasswordError as problem:
        raise BadInput("workbook_locked", path) from problem
    except CalamineError as problem:
        raise BadInput("workbook_broken", path, problem=problem) from problem


def _refuse_bombs(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except BadZipFile:  # an old .xls, or broken: calamine says which
        return
    if size > _LARGEST_SHEETS:
        raise BadInput("workbook_too_large", path, size=size // 1024**2)


def _header(
    table: Sequence[Sequence[object]], overrides: Mapping[str, str] | None
) -> _Header | None:
    """Find the header of a table; columns that ``overrides`` number need none."""
    index, _ = best_header(table, _by_name(overrides))
    if index >= 0:
        return _Header(_distinct(table[index]), index + 1)
    if table and any(column.isdecimal() for column in overrides or ()):
        return _Header(tuple(str(i + 1) for i in range(max(map(len, table)))), 0)
    return None


def _by_name(overrides: Mapping[str, str] | None) -> dict[str, str]:
    return {name: field for name, field in (overrides or {}).items() if not name.isdecimal()}


def _distinct(cells: Sequence[object]) -> tuple[str, ...]:
    """Name every column once: the second ``Isi`` is ``Isi (2)``, one without a name its number."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, start=1):
        name = plain = as_text(cell).strip() or str(number)
        again = 1
        while name in names:
            again += 1
            name = f"{plain} ({again})"
        names[name] = None
    return tuple(names)


def _no_header(path: Path, cells: Sequence[object]) -> BadInput:
    shown = "; ".join(as_text(cell)[:_SHOWN_LENGTH] for cell in cells[:_SHOWN_CELLS])
    return BadInput("no_header", path, cells=shown)
