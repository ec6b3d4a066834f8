"""CSV for spreadsheets: UTF-8 with BOM, safe from formulas, with a note beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from monitor.exports.layout import COLUMNS, Cell, Kind, Row, Stamp, cells
from monitor.exports.saving import replacing_with_note
from monitor.words import say

__all__ = ["safe", "write"]

# A formula begins where a cell begins. Excel in Indonesian cuts cells at semicolons, and where it
# does not honour our quotes, at tabs and line breaks too: so there as well.
_FORMULA = re.compile(
    r"^(?=\s)|(^|[;\t\n])(?=(?:[^\S\t\n]|[\u200b-\u200d\u2060\ufeff])*+[=+\-@＝＋－＠])"
)


def write(
    path: Path, kind: Kind, rows: Iterable[Row], stamp: Stamp, *, overwrite: bool = False
) -> int:
    """Write rows as CSV; see :class:`monitor.exports.Exporter`."""
    count = 0
    lines = [*stamp.lines(kind), say("exports.apostrophe")]
    with (
        replacing_with_note(path, lines, overwrite=overwrite) as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS[kind])
        for row in rows:
            table.writerow([safe(cell) for cell in cells(row, kind)])
            count += 1
    return count


def safe(cell: Cell) -> Cell:
    """Put an apostrophe before what a spreadsheet would run; numbers stay numbers.

    Examples
    --------
    >>> safe(" =1+1"), safe("aman; =1+1"), safe(-1.5)
    ("' =1+1", "aman;' =1+1", -1.5)
    """
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
