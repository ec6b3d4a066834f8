"""The tables of ``monitor.db``, as migrations: an old database is upgraded when opened."""

from __future__ import annotations

from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

__all__ = ["is_newer", "migrations"]

migrations = Migrations("pemilu-monitor")

FIRST = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    verb TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT '',  -- empty: it was cut short
    inputs TEXT NOT NULL,               -- JSON: files with their SHA-256
    options TEXT NOT NULL,              -- JSON
    versions TEXT NOT NULL,             -- JSON: of the tool and what it stands on
    result TEXT NOT NULL DEFAULT '{}'   -- JSON: counts
);
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    native_id TEXT NOT NULL,
    followers INTEGER,
    verified INTEGER,
    description TEXT NOT NULL
);
CREATE TABLE posts (
    seq INTEGER PRIMARY KEY,            -- order of arrival
    id TEXT NOT NULL UNIQUE,            -- platform:native_id
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    created TEXT NOT NULL,              -- UTC, sorts as text; empty where unknown
    text TEXT NOT NULL,                 -- verbatim
    url TEXT NOT NULL,
    lang TEXT NOT NULL,                 -- as the platform said
    reply_to TEXT NOT NULL, reply_to_account TEXT NOT NULL,
    repost_of TEXT NOT NULL, repost_of_account TEXT NOT NULL,
    quote_of TEXT NOT NULL, quote_of_account TEXT NOT NULL,
    mentions TEXT NOT NULL, hashtags TEXT NOT NULL, links TEXT NOT NULL, media TEXT NOT NULL,
    is_ad INTEGER NOT NULL,
    source TEXT NOT NULL,
    extra TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    language TEXT NOT NULL DEFAULT '',  -- as we found
    claim INTEGER                       -- seq of the claim's first post; NULL until grouped
);
CREATE INDEX posts_by_claim ON posts (claim);
CREATE INDEX posts_by_account ON posts (account);
CREATE INDEX posts_quoting ON posts (quote_of) WHERE quote_of != '';
CREATE INDEX posts_replying ON posts (reply_to) WHERE reply_to != '';
CREATE TABLE raw (
    post INTEGER PRIMARY KEY REFERENCES posts (seq),
    record BLOB NOT NULL                -- zlib over the record as it came
);
CREATE TABLE snapshots (
    post INTEGER NOT NULL REFERENCES posts (seq),
    as_of TEXT NOT NULL,                -- empty where the source does not say
    counts TEXT NOT NULL,               -- JSON, keys sorted
    PRIMARY KEY (post, as_of, counts)
) WITHOUT ROWID;
CREATE TABLE rejects (
    digest TEXT NOT NULL,               -- SHA-256 of the file: a second import adds nothing
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    facts TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    file TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (digest, line, reason)
);
CREATE TABLE claims (
    num INTEGER PRIMARY KEY,            -- seq of its first post; people write k-<num>
    alias_of INTEGER REFERENCES claims (num)
);
CREATE TABLE merges (
    post INTEGER PRIMARY KEY REFERENCES posts (seq),
    other INTEGER NOT NULL REFERENCES posts (seq),
    similarity REAL NOT NULL
);
CREATE TABLE sketches (
    post INTEGER PRIMARY KEY REFERENCES posts (seq),
    sketch BLOB NOT NULL
);
CREATE TABLE signals (
    post INTEGER, claim INTEGER,        -- the subject: one of the two
    factor TEXT NOT NULL,
    value REAL NOT NULL,
    reason TEXT NOT NULL,
    facts TEXT NOT NULL,
    entity TEXT NOT NULL,               -- facts.entity, to count by
    at INTEGER, "start" INTEGER, "end" INTEGER,  -- a span of the text of post at
    analysis TEXT NOT NULL,
    version TEXT NOT NULL
);
CREATE INDEX signals_by_post ON signals (post) WHERE post IS NOT NULL;
CREATE INDEX signals_by_claim ON signals (claim) WHERE claim IS NOT NULL;
CREATE TABLE progress (
    analysis TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    seq INTEGER NOT NULL                -- every post up to this one is done
);
CREATE VIRTUAL TABLE posts_fts USING fts5 (
    text, content = posts, content_rowid = seq, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER posts_fts_added AFTER INSERT ON posts BEGIN
    INSERT INTO posts_fts (rowid, text) VALUES (new.seq, new.text); END;
CREATE TRIGGER posts_fts_removed AFTER DELETE ON posts BEGIN
    INSERT INTO posts_fts (posts_fts, rowid, text) VALUES ('delete', old.seq, old.text); END;
CREATE TRIGGER posts_fts_edited AFTER UPDATE OF text ON posts BEGIN
    INSERT INTO posts_fts (posts_fts, rowid, text) VALUES ('delete', old.seq, old.text);
    INSERT INTO posts_fts (rowid, text) VALUES (new.seq, new.text); END;
"""


@migrations()
def first(db: Database) -> None:
    """Make the tables of posts, claims, signals, rejects, runs, and their search.

    The triggers are ours because sqlite-utils' fire on every update: a post that joins a claim
    would be indexed again, and a million do.
    """
    statement = ""
    for line in FIRST.splitlines(keepends=True):  # executescript would end the transaction
        statement += line
        if complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


def is_newer(db: Database) -> bool:
    """Say whether a later version of this project has already changed the database."""
    ours = {migration.name for migration in migrations._migrations}
    return any(migration.name not in ours for migration in migrations.applied(db))
