"""Tables in columns, as fast as the disk: Parquet, and CSV where nothing in it needs care.

pyarrow is an extra. Without it Parquet says so, and a CSV is read a row at a time instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.collectors.moments import (
    JAKARTA,
    MISSING,
    UNREADABLE,
    Moments,
    of_cells,
    of_numbers,
)
from monitor.errors import BadInput

__all__ = [
    "Array",
    "NotPlain",
    "csv_columns",
    "encoded",
    "let_go",
    "moments",
    "parquet_columns",
    "parquet_names",
]

Array: TypeAlias = Any
"""A ``pyarrow.Array``; it ships no types."""

_BLOCK = 8 * 1024 * 1024  # bytes of a CSV read at once
_ROWS = 256 * 1024
_LAST = 4_102_444_800_000_000  # the year 2100, in microseconds


class NotPlain(Exception):
    """A CSV has something in it that wants a slower look, or pyarrow is not there to read it."""


def parquet_columns(path: Path, name: str, names: Sequence[str]) -> Iterator[list[Array]]:
    """Yield these columns of a Parquet file, some rows at a time.

    Raises
    ------
    BadInput
        pyarrow is not installed, or the file is broken.
    """
    with _parquet(path, name) as file:
        import pyarrow  # type: ignore[import-untyped]  # it ships no types

        try:
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(names)):
                yield [batch.column(each) for each in names]
        except (pyarrow.ArrowException, OSError) as problem:
            raise BadInput("parquet_broken", name, problem=problem) from problem


def parquet_names(path: Path, name: str) -> list[str]:
    """Return the names of the columns; raises as :func:`parquet_columns` does."""
    with _parquet(path, name) as file:
        return [str(each) for each in file.schema_arrow.names]


def _parquet(path: Path, name: str) -> Any:  # noqa: ANN401 - it ships no types
    try:
        import pyarrow.parquet  # type: ignore[import-untyped]  # it ships no types
    except ImportError as problem:
        raise BadInput("parquet_needs", name) from problem
    try:
        return pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as problem:
        raise BadInput("parquet_broken", name, problem=problem) from problem


def csv_columns(path: Path, mark: str, names: Sequence[str]) -> Iterator[list[Array]]:
    """Yield these columns of a CSV in UTF-8 as texts, verbatim, some rows at a time.

    Raises
    ------
    NotPlain
        A row has too many or too few cells, a character is broken, a quote stays open.
    """
    try:
        from pyarrow import ArrowException, csv, string
    except ImportError as problem:
        raise NotPlain from problem
    try:
        with csv.open_csv(
            path,
            read_options=csv.ReadOptions(block_size=_BLOCK),
            parse_options=csv.ParseOptions(delimiter=mark, newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                include_columns=list(names), column_types=dict.fromkeys(names, string())
            ),
        ) as file:
            for batch in file:
                yield [batch.column(each) for each in names]
    except (ArrowException, KeyError) as problem:
        raise NotPlain from problem


def encoded(array: Array) -> tuple[list[object], NDArray[np.int64]]:
    """Return the distinct values of a column, None among them, and which of them each row has."""
    from pyarrow import ArrowException, string, types

    if types.is_binary(array.type) or types.is_large_binary(array.type):
        with suppress(ArrowException):  # no UTF-8: then as Python writes bytes
            array = array.cast(string())
    if types.is_null(array.type):
        return [None], np.zeros(len(array), np.int64)
    try:
        found = array if types.is_dictionary(array.type) else array.dictionary_encode()
    except ArrowException:  # lists and the like
        return array.to_pylist(), np.arange(len(array))
    values = [*found.dictionary.to_pylist(), None]
    return values, found.indices.fill_null(len(values) - 1).to_numpy(False).astype(np.int64)


def let_go() -> None:
    """Give back the memory that reading took; Arrow would keep it for a next file."""
    from pyarrow import default_memory_pool

    default_memory_pool().release_unused()


def moments(array: Array, unit: str) -> Moments:
    """Read a column of times, whatever its type."""
    from pyarrow import ArrowInvalid, int64, types

    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = array.type
    if types.is_string(kind) or types.is_large_string(kind):
        try:
            array = array.cast(int64())
        except ArrowInvalid:
            return of_cells(array.to_pylist(), unit)
    elif types.is_timestamp(kind) or types.is_date(kind):
        return _dated(array)
    elif not (types.is_integer(kind) or types.is_floating(kind)):
        return of_cells(array.to_pylist(), unit)
    missing = array.is_null().to_numpy(False)
    return of_numbers(array.fill_null(0).to_numpy(False), unit, missing)


def _dated(array: Array) -> Moments:
    """Read timestamps; those without a zone, and days, are Jakarta's."""
    from pyarrow import int64, timestamp

    zone = getattr(array.type, "tz", None)
    missing = array.is_null().to_numpy(False)
    fine = array.cast(timestamp("us", tz=zone), safe=False).cast(int64())
    times = fine.fill_null(0).to_numpy(False) - (0 if zone else JAKARTA)
    faults = np.where((times < 0) | (times >= _LAST), UNREADABLE, 0).astype(np.uint8)
    faults[missing] = MISSING
    return Moments(np.where(faults == 0, times, 0), faults)
