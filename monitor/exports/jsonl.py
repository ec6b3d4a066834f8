"""JSON Lines for programs: nested reasons, with offsets that hold in the masked texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from monitor.exports.layout import Kind, Row, Stamp
from monitor.exports.saving import replacing_with_note

__all__ = ["write"]

_UNREADABLE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON need not escape and still splits lines, turns them round or is no UTF-8."""


def write(
    path: Path, kind: Kind, rows: Iterable[Row], stamp: Stamp, *, overwrite: bool = False
) -> int:
    """Write rows as JSON Lines; see :class:`monitor.exports.Exporter`."""
    count = 0
    with (
        replacing_with_note(path, stamp.lines(kind), overwrite=overwrite) as draft,
        draft.open("w", encoding="utf-8", newline="\n") as file,
    ):
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, allow_nan=False)
            file.write(_UNREADABLE.sub(_escaped, line) + "\n")
            count += 1
    return count


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
