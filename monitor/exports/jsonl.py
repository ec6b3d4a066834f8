"""JSON Lines for programs: nested reasons, with offsets that hold in the masked texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor.exports.layout import Kind, Row, Stamp
from monitor.exports.saving import replacing_with_note

__all__ = ["as_line", "write"]

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
            file.write(as_line(row) + "\n")
            count += 1
    return count


def as_line(record: Mapping[str, Any]) -> str:
    r"""Return a record as one line of JSON that turns no terminal round; nothing of it is lost.

    Examples
    --------
    >>> as_line({"text": "é" + chr(0x9B) + chr(0x2028)})
    '{"text": "é\\u009b\\u2028"}'
    """
    return _UNREADABLE.sub(_escaped, json.dumps(record, ensure_ascii=False, allow_nan=False))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
