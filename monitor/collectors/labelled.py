"""Labelled texts of anybody's research: CSV, JSON Lines, XLSX or Parquet in, rows and labels out.

A row is kept whole as text, since what its other columns say (a date, a source, a split) is what
an audit asks about. Roles are guessed from names, then from values; ``columns`` overrides both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.collectors import sheets
from monitor.collectors.binary import NONE, Meanings, meanings
from monitor.collectors.cells import as_json, as_text, blank
from monitor.collectors.factchecks.tables import parquet_rows
from monitor.collectors.lines import Found, document, json_lines, rows_inside
from monitor.collectors.opening import Opened, digest_of, open_file, readable
from monitor.collectors.roles import HEADER, ROLES, check_roles, roles_of
from monitor.errors import BadInput
from monitor.records import Reject

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ROLES", "Labelled", "labelled_rows", "read_labelled"]

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file of texts, some with a label; everything but ``rejects`` has one entry a row."""

    path: Path
    digest: str
    """SHA-256 of the whole file, in hex."""
    names: tuple[str, ...]
    """Every column, in the file's order."""
    rows: list[dict[str, str]]
    """Every cell as text; ``""`` where a row has no such column."""
    texts: list[str]
    """Verbatim; may be blank, and then the label is -1."""
    labels: NDArray[np.int8]
    """1 found false by a checker, 0 not, -1 no label that can be read. Shape ``(len(rows),)``."""
    second: NDArray[np.int8]
    """The same of the second label; all -1 without one."""
    roles: dict[str, str]
    """Role -> column."""
    readings: dict[str, int]
    """How each label of the file was read: the value, verbatim -> 1, 0 or -1."""
    rejects: list[Reject]
    """What could not be read, and why: a record, or a note on many rows with their ``count``."""


def read_labelled(path: Path, *, columns: Mapping[str, str] | None = None) -> Labelled:
    """Read a table of labelled texts, whatever it calls its columns.

    Parameters
    ----------
    path : Path
        CSV, TSV, XLSX, JSON, JSON Lines or Parquet, told by content.
    columns : mapping of str to str, optional
        Role -> column, e.g. ``{"text": "isi"}``; wins over what names and values say.

    Returns
    -------
    Labelled
        Every record that could be read is a row, also without a text or a label.

    Raises
    ------
    BadInput
        The file cannot be read, or has no column of texts.
    UnknownName
        ``columns`` names a role or a column there is not.
    """
    name = str(path)
    check_roles(columns or {})
    records, rejects = _read(path, name, columns or {})
    return _labelled(records, rejects, path, digest_of(path, name), columns or {})


def labelled_rows(
    rows: Iterable[Mapping[str, object]], *, columns: Mapping[str, str] | None = None
) -> Labelled:
    """Read rows that are in memory already, as :func:`read_labelled` reads those of a file.

    The digest is of the rows as JSON Lines, the path is ``-``, the first row's line is 1.

    Examples
    --------
    >>> labelled_rows([{"isi": "TPS dibuka pukul tujuh", "hasil": "BENAR"}]).labels.tolist()
    [0]
    """
    check_roles(columns or {})
    records = [(line, dict(row)) for line, row in enumerate(rows, start=1)]
    if not records:
        raise BadInput("input_no_record", "-")
    digest = sha256()
    for _, row in records:
        digest.update(f"{as_json(row)}\n".encode())
    return _labelled(records, [], Path("-"), digest.hexdigest(), columns or {})


def _labelled(
    records: list[tuple[int, dict[str, object]]],
    rejects: list[Reject],
    path: Path,
    digest: str,
    columns: Mapping[str, str],
) -> Labelled:
    names = tuple(dict.fromkeys(column for _, row in records for column in row))
    rows = [{each: as_text(row.get(each)) for each in names} for _, row in records]
    roles = roles_of(names, rows, columns)
    if "text" not in roles:
        raise BadInput("labelled_no_text", path, keys=", ".join(names[:_SHOWN]))

    lines = [line for line, _ in records]
    texts = [row[roles["text"]] for row in rows]
    if empty := [line for line, text in zip(lines, texts, strict=True) if blank(text)]:
        rejects.append(_note(empty, "labelled_no_text", column=roles["text"]))
    if "label" not in roles:
        rejects.append(_note(lines, "labelled_no_label"))
    read = {
        role: meanings((row[roles[role]] for row in rows), roles[role])
        for role in ("label", "second_label")
        if role in roles
    }
    for role, meaning in read.items():
        rejects += _unread(meaning, roles[role], lines, rows)
    first = read.get("label")
    return Labelled(
        path=path,
        digest=digest,
        names=names,
        rows=rows,
        texts=texts,
        labels=_binary(first, roles.get("label", ""), rows, texts),
        second=_binary(read.get("second_label"), roles.get("second_label", ""), rows, texts),
        roles=roles,
        readings=dict(first.known) if first and not first.foreign else {},
        rejects=rejects,
    )


def _read(
    path: Path, name: str, columns: Mapping[str, str]
) -> tuple[list[tuple[int, dict[str, object]]], list[Reject]]:
    """Return the rows that hold something, each with its line, and what could not be read."""
    opened = open_file(path, name, also=["parquet"])
    records: list[tuple[int, dict[str, object]]] = []
    rejects: list[Reject] = []
    with readable(name):
        for found in _records(path, name, opened, columns):
            if isinstance(found, Reject):
                rejects.append(replace(found, file=name))
            elif not all(map(blank, found.value.values())):
                records.append((found.line, found.value))
    if not records:
        raise BadInput("input_no_record", name)
    return records, rejects


def _binary(
    meaning: Meanings | None, column: str, rows: Sequence[Mapping[str, str]], texts: Sequence[str]
) -> NDArray[np.int8]:
    """Return what a column of labels says of each row; nothing of a row without a text."""
    import numpy as np

    if meaning is None or meaning.foreign:
        return np.full(len(rows), NONE, np.int8)
    read = (
        NONE if blank(text) else meaning.known.get(row[column], NONE)
        for row, text in zip(rows, texts, strict=True)
    )
    return np.fromiter(read, np.int8, len(rows))


def _records(
    path: Path, name: str, opened: Opened, columns: Mapping[str, str]
) -> Iterator[Found | Reject]:
    if opened.kind == "parquet":
        yield from parquet_rows(path, name)
    elif opened.kind == "json":
        yield from _json(path, opened.encoding)
    else:
        header = {**HEADER, **dict.fromkeys(columns.values(), "text")}
        for row in sheets.rows(path, header):
            yield row if isinstance(row, Reject) else Found(*row, "")


def _json(path: Path, encoding: str) -> Iterator[Found | Reject]:
    value = document(path, encoding)
    if value is None:
        with path.open(encoding=encoding, errors="replace", newline="\n") as file:
            yield from json_lines(file)
        return
    if isinstance(value, dict):
        value = rows_inside(value) or [value]
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        if isinstance(item, dict):
            yield Found(number, item, "")
        else:
            yield Reject(number, "rejects.no_object")


def _unread(
    meaning: Meanings, column: str, lines: Sequence[int], rows: Sequence[Mapping[str, str]]
) -> Iterator[Reject]:
    """Note what a column of labels could not say: once for all, or once a value."""
    if meaning.foreign:
        given = [
            line for line, row in zip(lines, rows, strict=True) if row[column] in meaning.unknown
        ]
        values = sorted(meaning.unknown, key=lambda value: -meaning.unknown[value])
        shown = ", ".join(value[:_SHOWN] for value in values[:3])
        yield _note(given, "labelled_foreign", column=column, values=shown)
        return
    for value in meaning.unknown:
        found = [line for line, row in zip(lines, rows, strict=True) if row[column] == value]
        yield _note(found, "labelled_unknown", column=column, value=value[:40])


def _note(lines: Sequence[int], reason: str, **facts: str) -> Reject:
    return Reject(lines[0], f"rejects.{reason}", {"count": str(len(lines)), **facts})
