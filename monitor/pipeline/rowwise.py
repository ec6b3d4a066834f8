"""A file answered row by row, in its order and by its own ids, without a store."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from monitor.collectors.cells import as_text
from monitor.collectors.columns import Columns
from monitor.collectors.lines import Found
from monitor.collectors.reading import Reading, read
from monitor.pipeline.steps import Tick, batches, silent
from monitor.records import Other, Post, Reject
from monitor.workers import pool, share

__all__ = ["Record", "Row", "rowwise", "text_of"]

Result = TypeVar("Result")
Record: TypeAlias = Post | Reject | Other

PART = 500
"""Rows answered at once."""
ENOUGH = 4
"""Parts from which on it pays to let every core prepare itself."""


class Row(NamedTuple, Generic[Result]):
    """One row of the input and what is said of it."""

    number: int
    """In the input, from 1."""
    id: object
    """The input's own, verbatim; None where the row gave none that could be read."""
    text: str
    said: Result


class Part(NamedTuple):
    """Some rows, as they travel to another process, with their own ids."""

    ids: list[object]
    records: list[Record]


def rowwise(
    path: Path,
    do: Callable[[Sequence[Record]], list[Result]],
    *,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    step: str,
    tick: Tick = silent,
) -> Iterator[Row[Result]]:
    """Yield what ``do`` says of every row of a file, one result per record, in its order.

    A row whose id a spreadsheet destroyed is answered like any other: nothing is kept under it.

    Parameters
    ----------
    do : callable
        Travels to other processes where there is much to do.
    columns : mapping of str to str, optional
        Column -> field, for names nobody knows.
    step : str
        What the progress bar calls it.

    Raises
    ------
    BadInput
        The file as a whole cannot be read.
    UnknownName
        ``columns`` names no field.
    """
    reading = read(path, name=name or str(path), columns=columns)
    parts = _parts(reading, tuple((columns or {}).items()))
    first = list(islice(parts, ENOUGH))
    workers = (os.cpu_count() or 1) if len(first) == ENOUGH else 0
    with ExitStack() as stack:
        executor = stack.enter_context(pool(workers)) if workers else None
        number = 0
        for part, results in share(executor, _Asked(do), chain(first, parts)):
            for own, record, said in zip(*part, results, strict=True):
                number += 1
                yield Row(number, own, text_of(record), said)
            tick(step, len(results))


class _Asked(Generic[Result]):
    """What is done with a part, wherever: its records are answered, its ids are not looked at."""

    def __init__(self, do: Callable[[Sequence[Record]], list[Result]]) -> None:
        self.do = do

    def __call__(self, part: Part) -> list[Result]:
        return self.do(part.records)


def text_of(record: Record) -> str:
    """Return the text of a row; empty where it could not be read."""
    return record.text if isinstance(record, Post) else ""


def _parts(reading: Reading, overrides: tuple[tuple[str, str], ...]) -> Iterator[Part]:
    for some in batches(reading.pairs(empty=True), PART):
        ids: list[object] = []
        records: list[Record] = []
        for found, record in some:
            name = _id_column(found, overrides)
            ids.append(_own_id(found, name, record))
            records.append(_answerable(reading, found, name, record))
        yield Part(ids, records)


def _answerable(reading: Reading, found: Found | Reject, name: str, record: Record) -> Record:
    """Read a row without its id where that is what it was refused for."""
    is_lost = isinstance(record, Reject) and record.reason == "rejects.id_destroyed"
    if not is_lost or isinstance(found, Reject):
        return record
    rest = {column: cell for column, cell in found.value.items() if column != name}
    return reading.made_of(found._replace(value=rest))


def _id_column(found: Found | Reject, overrides: tuple[tuple[str, str], ...]) -> str:
    """Return the column that holds a row's id; empty where none does."""
    if isinstance(found, Reject) or not isinstance(found.value, dict):
        return ""
    return _columns(tuple(found.value), overrides).pick(found.value).get("id", "")


@lru_cache(maxsize=128)
def _columns(header: tuple[str, ...], overrides: tuple[tuple[str, str], ...]) -> Columns:
    """Return the one column that matters of a table whose rows all have it."""
    fields = Columns.of(header, dict(overrides)).fields
    return Columns({"id": fields["id"]} if "id" in fields else {})


def _own_id(found: Found | Reject, name: str, record: Record) -> object:
    """Return the id as the file writes it; of a platform's export, which has no column, ours."""
    if isinstance(found, Found) and name:
        return _plain(found.value[name])
    return record.id if isinstance(record, Post) and record.source != "table" else None


def _plain(cell: Any) -> object:  # noqa: ANN401 - whatever stands in a cell
    """Return a cell as JSON can hold it; a whole number of a workbook, which knows no other, so."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell if math.isfinite(cell) else as_text(cell)
    return cell if isinstance(cell, str | int) else as_text(cell)
