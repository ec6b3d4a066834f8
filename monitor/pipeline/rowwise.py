"""A file answered row by row, in its order and by its own ids, without a store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from monitor.collectors.columns import Columns
from monitor.collectors.reading import read
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

    id: object
    """The input's own, verbatim; None where the row gave none that could be read."""
    text: str
    said: Result


def rowwise(
    path: Path,
    do: Callable[[Sequence[Record]], list[Result]],
    *,
    name: str = "",
    step: str,
    tick: Tick = silent,
) -> Iterator[Row[Result]]:
    """Yield what ``do`` says of every row of a file, one result per record, in its order.

    Parameters
    ----------
    do : callable
        Travels to other processes where there is much to do.
    step : str
        What the progress bar calls it.

    Raises
    ------
    BadInput
        The file as a whole cannot be read.
    """
    reading = read(path, name=name or str(path))
    parts = batches(reading, PART)
    first = list(islice(parts, ENOUGH))
    workers = (os.cpu_count() or 1) if len(first) == ENOUGH else 0
    with ExitStack() as stack:
        executor = stack.enter_context(pool(workers)) if workers else None
        for records, results in share(executor, do, chain(first, parts)):
            for record, said in zip(records, results, strict=True):
                yield Row(_own_id(record, reading.format), text_of(record), said)
            tick(step, len(records))


def text_of(record: Record) -> str:
    """Return the text of a row; empty where it could not be read."""
    return record.text if isinstance(record, Post) else ""


def _own_id(record: Record, format_: str) -> object:
    """Return the id as the file writes it: of a table its column, else the platform's."""
    if isinstance(record, Other):
        return None
    if format_.startswith("table-"):
        row = _cells(record.raw if isinstance(record, Post) else record.excerpt)
        name = Columns.of(row).pick(row).get("id")
        if name is not None:
            return row[name]
    return record.id if isinstance(record, Post) else None


def _cells(text: str) -> dict[str, object]:
    try:
        row = json.loads(text)
    except ValueError:  # a Reject keeps only the beginning of its record
        return {}
    return row if isinstance(row, dict) else {}
