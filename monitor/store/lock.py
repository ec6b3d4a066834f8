"""One at a time over a database: a lock that is gone when its holder is, however that ended."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import StoreError
from monitor.store.database import moment, stamp

__all__ = ["only_one"]

HOLDER = "CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY, pid INTEGER, since TEXT)"


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the lock of a database, ``<database>.lock`` beside it, for who watches it.

    It is SQLite's own lock on a file without content: the system lets go of it when the process
    ends, by ``kill -9`` or a power cut too, so none has ever to be removed by hand. The file stays.

    Raises
    ------
    StoreError
        Another process holds it, and which; or the folder cannot be written to.
    """
    path = database.with_name(f"{database.name}.lock")
    with closing(_taken(path, database)):
        yield


def _taken(path: Path, database: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            _take(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as problem:
        if "locked" not in str(problem):
            raise StoreError("store_readonly", path) from problem
        raise StoreError("watched", database, **_holder(path)) from problem
    except sqlite3.DatabaseError as problem:
        raise StoreError("not_a_database", path) from problem
    return connection


def _take(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")  # refused while another holds it
    connection.execute(HOLDER)
    now = stamp(datetime.now(UTC))
    connection.execute("INSERT OR REPLACE INTO holder VALUES (1, ?, ?)", [os.getpid(), now])
    connection.execute("COMMIT")  # so that who comes second can read who was first
    connection.execute("BEGIN IMMEDIATE")


def _holder(path: Path) -> dict[str, object]:
    from monitor.corpora.elections import WIB  # loads more than most who open a store need

    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            pid, since = connection.execute("SELECT pid, since FROM holder").fetchone()
    except (sqlite3.Error, TypeError):  # taken this very moment
        return {"pid": "?", "since": "?"}
    time = moment(since)
    return {"pid": pid, "since": f"{time.astimezone(WIB):%d-%m-%Y %H.%M} WIB" if time else "?"}
