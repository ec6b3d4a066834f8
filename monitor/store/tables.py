"""The tables of ``monitor.db``: a script for each migration, never changed once it was released."""

from __future__ import annotations

__all__ = ["EIGHTH", "FIFTH", "FIRST", "FOURTH", "SECOND", "SEVENTH", "SIXTH", "THIRD"]

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
    record BLOB NOT NULL                -- as it came: text, or zlib over a long one
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

SECOND = """
CREATE TABLE factchecks (               -- what the versions of each come to
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    publisher TEXT NOT NULL, title TEXT NOT NULL, claim TEXT NOT NULL,
    verdict TEXT NOT NULL, label TEXT NOT NULL,
    date TEXT NOT NULL,                 -- ISO day, month or year; empty where unknown
    url TEXT NOT NULL, lang TEXT NOT NULL,
    explanation TEXT NOT NULL, conclusion TEXT NOT NULL,
    headline TEXT NOT NULL,             -- the title with its tag
    canonical TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE INDEX factchecks_by_date ON factchecks (date);
CREATE TABLE factcheck_versions (       -- each as some source had it, verbatim
    factcheck INTEGER NOT NULL REFERENCES factchecks (num),
    digest TEXT NOT NULL PRIMARY KEY,   -- of its fields: a second import adds nothing
    fields TEXT NOT NULL,               -- JSON
    id TEXT NOT NULL, publisher TEXT NOT NULL, date TEXT NOT NULL, canonical TEXT NOT NULL,
    words TEXT NOT NULL,                -- of the title, folded
    source TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
) WITHOUT ROWID;
CREATE INDEX factcheck_versions_by_factcheck ON factcheck_versions (factcheck);
CREATE INDEX factcheck_versions_by_id ON factcheck_versions (id);
CREATE INDEX factcheck_versions_by_address ON factcheck_versions (canonical) WHERE canonical != '';
CREATE INDEX factcheck_versions_by_day ON factcheck_versions (publisher, date, words);
CREATE VIRTUAL TABLE factchecks_fts USING fts5 (
    title, claim, content = factchecks, content_rowid = num,
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER factchecks_fts_added AFTER INSERT ON factchecks BEGIN
    INSERT INTO factchecks_fts (rowid, title, claim) VALUES (new.num, new.title, new.claim); END;
CREATE TRIGGER factchecks_fts_removed AFTER DELETE ON factchecks BEGIN
    INSERT INTO factchecks_fts (factchecks_fts, rowid, title, claim)
    VALUES ('delete', old.num, old.title, old.claim); END;
CREATE TRIGGER factchecks_fts_edited AFTER UPDATE OF title, claim ON factchecks BEGIN
    INSERT INTO factchecks_fts (factchecks_fts, rowid, title, claim)
    VALUES ('delete', old.num, old.title, old.claim);
    INSERT INTO factchecks_fts (rowid, title, claim) VALUES (new.num, new.title, new.claim); END;
"""

THIRD = """
DROP TRIGGER posts_fts_added;           -- Posts.add fills the index, a batch at a time
"""

FOURTH = """
CREATE TABLE reviews (
    number INTEGER PRIMARY KEY,         -- order of arrival
    claim INTEGER NOT NULL REFERENCES claims (num),  -- as it was called then
    reviewer TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,              -- empty: only the state changed
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,             -- JSON
    corrects INTEGER REFERENCES reviews (number),
    model TEXT NOT NULL,
    drawn INTEGER NOT NULL,
    probability REAL NOT NULL
);
CREATE INDEX reviews_by_claim ON reviews (claim);
CREATE INDEX claims_by_alias ON claims (alias_of) WHERE alias_of IS NOT NULL;
CREATE TABLE draws (                    -- what a queue drew outside its ranking, once per claim
    claim INTEGER PRIMARY KEY REFERENCES claims (num),
    run INTEGER NOT NULL REFERENCES runs (id),
    probability REAL NOT NULL,          -- drawn / pool, the same for all of one run
    newest INTEGER NOT NULL,            -- the youngest claim there was
    at TEXT NOT NULL
);
CREATE INDEX draws_by_run ON draws (run);
CREATE TABLE shown (                    -- when a ranking first showed a claim
    claim INTEGER PRIMARY KEY REFERENCES claims (num),
    at TEXT NOT NULL
);
""" + "".join(
    f"""
CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} BEGIN
    SELECT raise(ABORT, '{table} are never changed'); END;
CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN
    SELECT raise(ABORT, '{table} are never removed'); END;
CREATE TRIGGER {table}_once BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key}) BEGIN
    SELECT raise(ABORT, '{table} are never replaced'); END;
"""
    for table, key in (("reviews", "number"), ("draws", "claim"), ("shown", "claim"))
)

FIFTH = """
CREATE TABLE coordination (             -- what the clusters rest on: one row, none before a look
    version TEXT NOT NULL,
    seq INTEGER NOT NULL,               -- the last post that was looked at
    links INTEGER NOT NULL,             -- how long all links were: known posts can gain some
    seconds REAL NOT NULL, q REAL NOT NULL,
    counts TEXT NOT NULL,               -- JSON: what was looked at
    left_out TEXT NOT NULL              -- JSON: posts that were not, by reason
);
CREATE TABLE clusters (
    num INTEGER PRIMARY KEY,            -- largest first, from 1
    edges INTEGER NOT NULL, density REAL NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL,
    p REAL NOT NULL, highest_p REAL NOT NULL, p_exact REAL NOT NULL,  -- of its edges
    counts TEXT NOT NULL,               -- JSON: objects by behaviour
    explanations TEXT NOT NULL          -- JSON
);
CREATE TABLE cluster_accounts (
    num INTEGER PRIMARY KEY,
    account TEXT NOT NULL UNIQUE,
    cluster INTEGER REFERENCES clusters (num)  -- NULL: set apart, or in edges between clusters
);
CREATE INDEX cluster_accounts_by_cluster ON cluster_accounts (cluster);
CREATE TABLE cluster_objects (          -- what most of them shared first; not all of very many
    cluster INTEGER NOT NULL REFERENCES clusters (num),
    place INTEGER NOT NULL,
    behaviour TEXT NOT NULL, object TEXT NOT NULL,
    PRIMARY KEY (cluster, place)
) WITHOUT ROWID;
CREATE TABLE cluster_posts (            -- with which they shared it
    post INTEGER PRIMARY KEY REFERENCES posts (seq),
    cluster INTEGER NOT NULL REFERENCES clusters (num)
);
CREATE INDEX cluster_posts_by_cluster ON cluster_posts (cluster);
CREATE TABLE cluster_edges (
    a INTEGER NOT NULL REFERENCES cluster_accounts (num),
    b INTEGER NOT NULL REFERENCES cluster_accounts (num),
    weight INTEGER NOT NULL, expected REAL NOT NULL,
    p REAL NOT NULL, q REAL NOT NULL, p_exact REAL NOT NULL,
    cluster INTEGER REFERENCES clusters (num),
    set_apart INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
"""

SIXTH = """
CREATE TABLE source_states (            -- where each live source goes on
    source TEXT PRIMARY KEY,            -- its source string
    state TEXT NOT NULL,                -- JSON; never a secret
    at TEXT NOT NULL,
    run INTEGER NOT NULL
);
CREATE TABLE coverage (                 -- what a run asked of a source, and what it got
    run INTEGER NOT NULL,
    source TEXT NOT NULL, platform TEXT NOT NULL,
    asked_since TEXT NOT NULL, asked_until TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,             -- empty: it was cut short
    first TEXT NOT NULL, last TEXT NOT NULL,  -- of the posts it got
    pages INTEGER NOT NULL, read INTEGER NOT NULL,
    stored INTEGER NOT NULL, known INTEGER NOT NULL, rejected INTEGER NOT NULL,
    other INTEGER NOT NULL, outside INTEGER NOT NULL,
    notes TEXT NOT NULL,                -- JSON: gaps, limits, sampling, clocks
    problem TEXT NOT NULL,              -- the key of the error that ended it
    PRIMARY KEY (run, source)
);
CREATE INDEX coverage_by_source ON coverage (source);
"""

SEVENTH = """
CREATE TABLE versions (                 -- the texts of a post that is known with more than one
    post INTEGER NOT NULL REFERENCES posts (seq),
    digest TEXT NOT NULL,               -- SHA-256 of its words
    place INTEGER NOT NULL,             -- order of arrival, from 0
    kind TEXT NOT NULL,                 -- whole, cut, typed by hand, empty
    edited TEXT NOT NULL,               -- when its author wrote it, where known
    seen TEXT NOT NULL,                 -- when it was last seen, where known
    text TEXT NOT NULL, lang TEXT NOT NULL, mentions TEXT NOT NULL, hashtags TEXT NOT NULL,
    media TEXT NOT NULL, extra TEXT NOT NULL, source TEXT NOT NULL, links TEXT NOT NULL,
    record BLOB NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (post, digest)
) WITHOUT ROWID;
CREATE TABLE changed (                  -- posts of which every analysis has to speak anew
    mark INTEGER PRIMARY KEY AUTOINCREMENT,
    post INTEGER NOT NULL UNIQUE REFERENCES posts (seq)
);
CREATE TABLE gone (                     -- posts that were taken back
    post INTEGER PRIMARY KEY REFERENCES posts (seq),
    why TEXT NOT NULL,                  -- deleted, forgotten, purged
    digest TEXT NOT NULL, at TEXT NOT NULL  -- SHA-256 of a deleted post's text
);
CREATE TABLE tombstones (               -- what must not come back
    hash BLOB PRIMARY KEY,              -- of its id, with the project's key
    why TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE stand_ins (                -- whose text stands for a claim whose first post has none
    claim INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts (seq)
);
CREATE TABLE scrub (due TEXT NOT NULL); -- the file still holds traces of what was forgotten
"""

EIGHTH = """
CREATE TABLE source_names (num INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE);
CREATE TABLE arrivals (                 -- when the posts that a live source brought were written
    source INTEGER NOT NULL REFERENCES source_names (num),
    at INTEGER NOT NULL,                -- seconds since 1970
    post INTEGER NOT NULL REFERENCES posts (seq),
    PRIMARY KEY (source, at, post)
) WITHOUT ROWID;
CREATE TABLE alerts_said (              -- what was said where: an alert is said once
    channel TEXT NOT NULL,
    digest TEXT NOT NULL,               -- of what it is about, with the project's key
    at TEXT NOT NULL,
    PRIMARY KEY (channel, digest)
) WITHOUT ROWID;
"""
