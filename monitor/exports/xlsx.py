"""XLSX for spreadsheets: texts, ids and addresses as text, and a sheet that explains."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from monitor.exports.layout import COLUMNS, Cell, Kind, Row, Stamp, cells
from monitor.exports.saving import replacing
from monitor.words import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write"]

_MOST_ROWS = 1_048_576
_MOST_IN_A_CELL = 32_767
"""In UTF-16 units, as Excel counts: an emoji is two."""
_LARGEST_EXACT = 2**53
_WIDTHS = {"claim_text": 60, "text": 60, "reasons": 60, "url": 30, "coverage": 30}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(
    path: Path,
    kind: Kind,
    rows: Iterable[Row],
    stamp: Stamp,
    *,
    overwrite: bool = False,
    sheet_rows: int = _MOST_ROWS,
) -> int:
    """Write rows as XLSX, past ``sheet_rows`` on further sheets; see ``exports.Exporter``."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    with (
        replacing(path, overwrite=overwrite) as draft,
        TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
    ):
        book = Workbook(str(draft), {**_OPTIONS, "tmpdir": scratch})
        try:
            return _fill(book, kind, rows, stamp, sheet_rows - 1)
        finally:
            try:
                book.close()
            except XlsxFileError as problem:
                raise OSError(str(problem)) from problem


def _fill(book: Workbook, kind: Kind, rows: Iterable[Row], stamp: Stamp, room: int) -> int:
    sheet = _new_sheet(book, kind, kind)
    _explain(book, stamp.lines(kind))
    count = 0
    for row in rows:
        if count and count % room == 0:
            sheet = _new_sheet(book, kind, f"{kind} {count // room + 1}")
        _write_row(sheet, count % room + 1, cells(row, kind))
        count += 1
    return count


def _new_sheet(book: Workbook, kind: Kind, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for place, column in enumerate(COLUMNS[kind]):
        sheet.set_column(place, place, _WIDTHS.get(column, 16))
        sheet.write_string(0, place, column, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _explain(book: Workbook, lines: Iterable[str]) -> None:
    sheet = book.add_worksheet("README")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line, wrapped)


def _write_row(sheet: Worksheet, place: int, row: Iterable[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, bool):
            sheet.write_boolean(place, column, cell)
        elif isinstance(cell, int | float) and abs(cell) <= _LARGEST_EXACT:
            sheet.write_number(place, column, cell)
        elif cell is not None and cell != "":
            sheet.write_string(place, column, _cut(str(cell)))


def _cut(text: str) -> str:
    """Cut a text that no cell can hold, visibly; JSONL has the whole of it."""
    if len(text) * 2 <= _MOST_IN_A_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _MOST_IN_A_CELL * 2:
        return text
    mark = say("exports.cut")
    return units[: (_MOST_IN_A_CELL - len(mark)) * 2].decode("utf-16-le", "ignore") + mark
