"""The migrations of ``monitor.db``: an old database is upgraded when it is opened."""

from __future__ import annotations

from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

from monitor.store.tables import EIGHTH, FIFTH, FIRST, FOURTH, SECOND, SEVENTH, SIXTH, THIRD

__all__ = ["is_foreign", "is_newer", "migrations"]

migrations = Migrations("pemilu-monitor")


@migrations()
def first(db: Database) -> None:
    """Make the tables of posts, claims, signals, rejects, runs, and their search.

    The triggers are ours because sqlite-utils' fire on every update: a post that joins a claim
    would be indexed again, and a million do.
    """
    _run(FIRST, db)


@migrations()
def second(db: Database) -> None:
    """Make the tables of the archive: fact-checks, every state of them, and their search."""
    _run(SECOND, db)


@migrations()
def third(db: Database) -> None:
    """Leave it to whoever adds posts to index their texts: row by row takes five times as long."""
    _run(THIRD, db)


@migrations()
def fourth(db: Database) -> None:
    """Make the tables of what people decided, and of how claims came before them.

    Nothing in them can be changed or removed, not even by a mistake of ours.
    """
    _run(FOURTH, db)


@migrations()
def fifth(db: Database) -> None:
    """Make the tables of accounts that post in step; all of it is made again at every look."""
    _run(FIFTH, db)


@migrations()
def sixth(db: Database) -> None:
    """Make the tables of live sources: where each goes on, and what runs covered."""
    _run(SIXTH, db)


@migrations()
def seventh(db: Database) -> None:
    """Make the tables of what changes and goes: edited, deleted and forgotten posts."""
    _run(SEVENTH, db)


@migrations()
def eighth(db: Database) -> None:
    """Make the tables of the rhythm of live sources, and of alerts that were said."""
    _run(EIGHTH, db)


def _run(script: str, db: Database) -> None:
    statement = ""
    for line in script.splitlines(keepends=True):  # executescript would end the transaction
        statement += line
        if complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


def is_foreign(db: Database) -> bool:
    """Say whether a database is another program's: it has tables, and none of our migrations."""
    others = set(db.table_names()) - {migrations.migrations_table}
    return bool(others) and not migrations.applied(db)


def is_newer(db: Database) -> bool:
    """Say whether a later version of this project has already changed the database."""
    ours = {migration.name for migration in migrations._migrations}
    return any(migration.name not in ours for migration in migrations.applied(db))
