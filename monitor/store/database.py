"""One SQLite connection: opened safely, upgraded, and every failure said in one clear line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database as Connection

from monitor.errors import StoreError
from monitor.store.schema import is_foreign, is_newer, migrations

__all__ = ["FEW", "Database", "marks", "moment", "stamp"]

FAULTS = {
    "readonly": "store_readonly",
    "unable to open": "store_readonly",
    "No such file": "store_readonly",
    "Permission denied": "store_readonly",
    "Read-only": "store_readonly",
    "full": "disk_full",
    "No space": "disk_full",
    "I/O error": "disk_failed",
    "codec can't encode": "no_unicode",
    "not a database": "not_a_database",
    "malformed": "store_corrupt",
    "locked": "store_busy",
}
SECONDS_TO_WAIT = 30
CACHE_KIB = 64 * 1024
FEW = 500
"""Values in one ``IN (...)``: well under the 999 that the oldest SQLite allows."""


def stamp(time: datetime | None) -> str:
    """Write a time as UTC text that sorts as the times do, with the source's precision.

    Examples
    --------
    >>> stamp(datetime(2024, 2, 14, 2, 5, tzinfo=UTC))
    '2024-02-14T02:05:00+00:00'
    """
    return "" if time is None else time.astimezone(UTC).isoformat()


def moment(text: str | None) -> datetime | None:
    """Read what :func:`stamp` wrote."""
    return datetime.fromisoformat(text) if text else None


class Database:
    """What every part of the Store stands on: reading, streaming, and writing in one piece."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        with self._faults():
            if path is not None:
                _reserve(path)
            connection = sqlite3.connect(path or ":memory:", timeout=SECONDS_TO_WAIT)
            self._db = Connection(connection)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        connection = self._db.conn
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if is_foreign(self._db):
            raise StoreError("not_a_database", self._name)
        if is_newer(self._db):
            raise StoreError("store_newer", self._name)
        if migrations.pending(self._db):
            connection.execute("PRAGMA journal_mode = WAL")
            with self.writing():  # who comes second finds it done
                migrations.apply(self._db)
        connection.execute("PRAGMA synchronous = NORMAL")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __del__(self) -> None:
        """Let go of it where nobody is left to: a notebook writes ``queue(Store(path))``."""
        if "_db" in vars(self):
            with suppress(sqlite3.Error):
                self.close()

    @property
    def _name(self) -> str:
        return str(self.path or ":memory:")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn SQLite's complaints into one line with a remedy."""
        try:
            yield
        except (sqlite3.Error, OSError, UnicodeEncodeError) as problem:
            said = str(problem)
            key = next((key for word, key in FAULTS.items() if word in said), "store_failed")
            raise StoreError(key, self._name, problem=said) from problem

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is stored together, or nothing of it.

        Who writes first waits for nobody, who comes second waits here, before it has read what
        the first is about to change.
        """
        with self._faults():
            if self._db.conn.in_transaction:  # a piece of a larger whole
                with self._db.atomic():
                    yield
                return
            self._db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.rollback()
                raise
            self._db.conn.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._faults():
            return self._db.conn.execute(sql, values).fetchall()

    def _stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they are needed: a million of them never lie in memory at once."""
        with self._faults():
            cursor = self._db.conn.execute(sql, values)
            while rows := cursor.fetchmany(FEW):
                yield from rows

    def _one(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a column's type is its query's
        rows = self._rows(sql, values)
        return rows[0][0] if rows else None

    def _write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement; return the id of the row it made."""
        with self._faults():
            return self._db.execute(sql, list(values)).lastrowid or 0

    def _write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._faults():
            self._db.conn.executemany(sql, rows)


def _reserve(path: Path) -> None:
    """Create the file readable by its user only, before SQLite would with the default mode."""
    if path.is_dir():
        raise StoreError("not_a_database", path)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def marks(values: Sequence[object]) -> str:
    """Return the ``?, ?`` of an ``IN`` over ``values``."""
    return ", ".join("?" * len(values))
