"""Posts, their accounts, metric snapshots and raw records, and what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from monitor.records import PLATFORM_UNKNOWN, Account, Link, Post, Reject
from monitor.store.database import FEW, marks, stamp
from monitor.store.rows import COLUMNS, encoded, packed, post_of, post_row, snapshot_of, unpacked
from monitor.store.tombs import Tombs
from monitor.store.versions import Versions

__all__ = ["Added", "Posts"]

ADD_POST = f"INSERT INTO posts (seq, {COLUMNS}) VALUES ({', '.join('?' * 22)})"
INDEX_TEXTS = "INSERT INTO posts_fts (rowid, text) SELECT seq, text FROM posts WHERE seq > ?"
"""Of a whole batch at once: a trigger writes the index to disk after every row."""
ADD_ACCOUNT = """
INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    name = coalesce(nullif(excluded.name, ''), name),
    native_id = coalesce(nullif(excluded.native_id, ''), native_id),
    followers = coalesce(excluded.followers, followers),
    verified = coalesce(excluded.verified, verified),
    description = coalesce(nullif(excluded.description, ''), description)
"""
WHOLE = f"""
SELECT {COLUMNS},
    (SELECT as_of || counts FROM snapshots WHERE post = seq ORDER BY as_of DESC LIMIT 1),
    (SELECT count(*) - 1 FROM versions WHERE post = seq AND kind = 'whole'),
    (SELECT why FROM gone WHERE post = seq)
FROM posts WHERE {{which}}
"""
LAST = 2**63 - 1
"""Larger than any number SQLite gives."""


class Added(NamedTuple):
    """What became of a batch of posts: new in the store, or known before."""

    stored: int
    known: int


class Posts(Versions, Tombs):
    """The posts of a Store."""

    def add(self, posts: Sequence[Post], *, run: int = 0) -> Added:
        """Store the posts nobody has stored before, and every snapshot that is new.

        ``platform:id`` is the key, so replays and overlaps write nothing. Where no platform is
        known an id is only a row number somebody chose: the same id with another text is another
        post, and gets the hash of its text added to its id. A known post keeps what it has, and
        gains links, for tables of shares have a row for each link of one post, and texts: with
        another one it was edited (:mod:`monitor.store.versions`). What was taken back or forgotten
        counts as known, and nothing of it is stored.
        """
        count = len(posts)
        with self.writing():
            posts, kept = self._told_apart(self._living(posts))
            fresh: dict[str, Post] = {}
            for post in posts:
                if post.id not in kept:
                    fresh.setdefault(post.id, post)
            last = self.last_seq()
            seqs = {**kept, **{post_id: seq for seq, post_id in enumerate(fresh, last + 1)}}
            self._write_all(
                ADD_POST, (post_row(seqs[id_], post, run) for id_, post in fresh.items())
            )
            self._write(INDEX_TEXTS, [last])
            self._write_all(
                "INSERT INTO raw VALUES (?, ?)",
                ((seqs[id_], packed(post.raw)) for id_, post in fresh.items() if post.raw),
            )
            again = [post for post in posts if fresh.get(post.id) is not post]
            self._add_links([(seqs[post.id], post.links) for post in again if post.links])
            twice = {post.id for post in again}
            self._note_texts([(seqs[post.id], post) for post in posts if post.id in twice], run)
            self._write_all(
                "INSERT OR IGNORE INTO snapshots VALUES (?, ?, ?)",
                (
                    (seqs[post.id], stamp(post.metrics.as_of), encoded(dict(post.metrics.counts)))
                    for post in posts
                    if post.metrics and post.metrics.counts
                ),
            )
            self._add_accounts(dict.fromkeys(post.account for post in posts if post.account))
        return Added(len(fresh), count - len(fresh))

    def _add_links(self, found: Sequence[tuple[int, Sequence[Link]]]) -> None:
        """Add the links that stored posts lack, told by their one form, behind those they have."""
        stored = self._look_up("seq", [seq for seq, _ in found], "links")
        links = {seq: json.loads(text) for seq, text in stored.items()}
        known = {seq: {canonical for _, canonical in links[seq]} for seq in links}
        grown = set()
        for seq, more in found:
            if new := [link for link in more if link.canonical not in known[seq]]:
                links[seq] += new
                known[seq].update(link.canonical for link in new)
                grown.add(seq)
        self._write_all(
            "UPDATE posts SET links = ?2 WHERE seq = ?1",
            ((seq, encoded(links[seq])) for seq in grown),
        )

    def _told_apart(self, posts: Sequence[Post]) -> tuple[list[Post], dict[str, int]]:
        """Give posts without a platform ids that no other text has; return the known ids too."""
        kept = self._seqs([post.id for post in posts])
        nameless = [kept[p.id] for p in posts if p.platform == PLATFORM_UNKNOWN and p.id in kept]
        texts = self._look_up("seq", nameless, "text")
        seen = {post_id: texts[seq] for post_id, seq in kept.items() if seq in texts}
        apart = []
        for post in posts:
            if (
                post.platform == PLATFORM_UNKNOWN
                and seen.setdefault(post.id, post.text) != post.text
            ):
                digest = sha256(post.text.encode("utf-8", "replace")).hexdigest()[:8]
                post = replace(post, id=f"{post.id}-{digest}")  # noqa: PLW2901 - the same post, its id told apart
                kept |= self._seqs([post.id])
            apart.append(post)
        return apart, kept

    def _seqs(self, ids: Sequence[str]) -> dict[str, int]:
        return self._look_up("id", ids, "seq")

    def _look_up(self, key: str, values: Sequence[Any], column: str) -> dict[Any, Any]:
        """Return ``column`` of the posts whose ``key`` is among ``values``, by that key."""
        found: dict[Any, Any] = {}
        for some in _chunks(values):
            sql = f"SELECT {key}, {column} FROM posts WHERE {key} IN ({marks(some)})"
            found.update(self._rows(sql, some))
        return found

    def _add_accounts(self, accounts: Iterable[Account]) -> None:
        self._write_all(
            ADD_ACCOUNT,
            (
                (
                    a.id,
                    a.platform,
                    a.handle,
                    a.name,
                    a.native_id,
                    a.followers,
                    a.verified,
                    a.description,
                )
                for a in accounts
            ),
        )

    def posts(self, *, after: int = 0, upto: int | None = None) -> list[tuple[int, Post]]:
        """Return ``(seq, post)`` by arrival, behind ``after`` and up to ``upto``; without raw."""
        sql = f"SELECT seq, {COLUMNS} FROM posts WHERE seq > ? AND seq <= ? ORDER BY seq"
        return [
            (row[0], post_of(row[1:]))
            for row in self._rows(sql, [after, LAST if upto is None else upto])
        ]

    def posts_at(self, seqs: Sequence[int]) -> list[tuple[int, Post]]:
        """Return ``(seq, post)`` of these, by arrival; without raw."""
        rows = [
            row
            for some in _chunks(sorted(seqs))
            for row in self._rows(
                f"SELECT seq, {COLUMNS} FROM posts WHERE seq IN ({marks(some)}) ORDER BY seq", some
            )
        ]
        return [(row[0], post_of(row[1:])) for row in rows]

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the raw texts of posts."""
        return self._look_up("id", ids, "text")

    def posts_of(self, claim: int) -> list[Post]:
        """Return the posts of one claim with their newest counts and accounts, oldest first."""
        return self._whole("claim = ? ORDER BY created = '', created, seq", [claim])

    def posts_named(self, ids: Sequence[str]) -> dict[str, Post]:
        """Return posts by id, with their newest counts and accounts."""
        found = (self._whole(f"id IN ({marks(some)})", some) for some in _chunks(ids))
        return {post.id: post for posts in found for post in posts}

    def _whole(self, which: str, values: Sequence[object]) -> list[Post]:
        rows = self._rows(WHOLE.format(which=which), values)
        accounts = self.accounts([row[2] for row in rows])
        return [
            replace(
                post_of(row),
                account=accounts.get(row[2]),
                metrics=snapshot_of(row[-3]),
                edits=max(row[-2], 0),
                gone=row[-1] or "",
            )
            for row in rows
        ]

    def accounts(self, ids: Sequence[str]) -> dict[str, Account]:
        """Return the known accounts among ``ids``."""
        found = {}
        for some in _chunks(list(dict.fromkeys(ids))):
            for row in self._rows(f"SELECT * FROM accounts WHERE id IN ({marks(some)})", some):
                account = Account(*row)
                is_verified = None if account.verified is None else bool(account.verified)
                found[account.id] = replace(account, verified=is_verified)
        return found

    def raw_record(self, post: str) -> str:
        """Return the record as it came, or nothing when the source kept none."""
        kept = self._one("SELECT record FROM raw JOIN posts ON seq = post WHERE id = ?", [post])
        return unpacked(kept or "")

    def last_seq(self) -> int:
        """Return the number of the post that came last; 0 in an empty store."""
        return int(self._one("SELECT max(seq) FROM posts") or 0)

    def search(self, words: str, *, limit: int = 50) -> list[Post]:
        """Return posts that carry every word (prefix with ``*``), best match first.

        The words are quoted, so whatever syntax they hold reaches FTS5 as plain text.
        """
        quoted = " ".join(_quoted(word) for word in words.split())
        if not quoted:
            return []
        rows = self._rows(
            f"SELECT {COLUMNS} FROM posts WHERE seq IN (SELECT rowid FROM posts_fts"
            " WHERE posts_fts MATCH ? ORDER BY rank LIMIT ?) ORDER BY created DESC, seq",
            [quoted, limit],
        )
        return [post_of(row) for row in rows]

    def add_rejects(self, rejects: Sequence[Reject], *, digest: str, run: int) -> None:
        """Keep what could not be read, once per file, line and reason."""
        with self.writing():
            self._write_all(
                "INSERT OR IGNORE INTO rejects VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (digest, r.line, r.reason, encoded(dict(r.facts)), r.excerpt, r.file, run)
                    for r in rejects
                ),
            )

    def rejects(self) -> Iterator[Reject]:
        """Yield every record that could not be read, by file and line."""
        sql = "SELECT line, reason, facts, excerpt, file FROM rejects ORDER BY run, file, line"
        for line, reason, facts, excerpt, file in self._stream(sql):
            yield Reject(line, reason, json.loads(facts), excerpt, file)


def _quoted(word: str) -> str:
    star = "*" if word.endswith("*") and word.strip("*") else ""
    return '"' + word.rstrip("*").replace('"', '""') + '"' + star


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[i : i + FEW] for i in range(0, len(values), FEW))
