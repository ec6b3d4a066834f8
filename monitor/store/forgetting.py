"""Forgetting: what is removed for good, until not even the bytes of the file tell of it.

What stays of a forgotten post is a row that says only that there was one: platform, time, and the
claim it was in, so that claims and what people decided about them stay countable.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from monitor.errors import NotFound, StoreError
from monitor.store.clusters import TABLES
from monitor.store.database import stamp
from monitor.store.naming import Names
from monitor.store.rows import encoded
from monitor.store.tombs import Tombs, Why, digest_of, tomb_of

__all__ = ["Forgetting", "Forgotten", "Target"]

LEAVING = "CREATE TABLE leaving (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, alias TEXT)"
SHELL = """
UPDATE posts SET id = (SELECT alias FROM leaving WHERE leaving.seq = posts.seq),
    account = '', url = '', lang = '', reply_to = '', reply_to_account = '', repost_of = '',
    repost_of_account = '', quote_of = '', quote_of_account = '', is_ad = 0, source = ''
WHERE seq IN (SELECT seq FROM leaving)
"""
REFERENCES = ("reply_to", "repost_of", "quote_of")
BEFORE = """
SELECT id, seq FROM posts WHERE created != '' AND created < ?1
    AND seq NOT IN (SELECT post FROM gone WHERE why != 'deleted')
    AND NOT (?2 AND claim IS NOT NULL AND claim IN (
        SELECT coalesce(c.alias_of, c.num) FROM reviews r JOIN claims c ON c.num = r.claim
        WHERE r.verdict != ''))
"""
REJECTS = """
SELECT digest, line, reason, excerpt, facts, (SELECT started FROM runs WHERE id = run)
FROM rejects WHERE excerpt != ''
"""
LOGS = {
    "runs": ("inputs", "options", "result"),
    "coverage": ("source", "notes"),
    "rejects": ("file",),
    "source_names": ("source",),
}
ONE_NAME = """
UPDATE OR REPLACE arrivals SET source = ?2 WHERE source =
    (SELECT num FROM source_names WHERE source = ?1)
"""
"""What two sources brought whose names become one."""
BLANK_SKETCHES = """
UPDATE sketches SET sketch = zeroblob(length(sketch)) WHERE post IN (SELECT seq FROM leaving)
"""
"""A sketch of no text is like no other; a claim's first post must have one."""
THEIRS = """
CREATE TABLE theirs AS
SELECT DISTINCT account FROM posts JOIN leaving USING (seq) WHERE account != ''
"""
NOBODYS = """
DELETE FROM accounts WHERE id IN (SELECT account FROM theirs)
    AND NOT EXISTS (SELECT 1 FROM posts WHERE account = accounts.id)
"""


class Target(NamedTuple):
    """Who or what is to be forgotten."""

    kind: Literal["account", "post"]
    ids: tuple[str, ...]
    """Every id it goes by."""


class Forgotten(NamedTuple):
    """What was removed, or, in a dry run, would be."""

    posts: int = 0
    reposts: int = 0
    """By others, of these posts: the text was not theirs."""
    references: int = 0
    """Posts of others that answer, quote or mention: their texts stay, their raw records go."""
    accounts: int = 0
    rejects: int = 0
    """Records that could not be read whose excerpt was removed."""
    reviews: int = 0
    """That may name it in a reason or as evidence; these cannot be changed."""
    texts: int = 0
    """Posts of others that still name it in their own words."""


class _DryRun(Exception):
    """Carries the counts out of a transaction that is rolled back."""


class Forgetting(Tombs):
    """What a Store can forget."""

    def target(self, name: str) -> Target:
        """Return what a name means: a post by id or address, or an account by id or number.

        Raises
        ------
        NotFound
            Nothing here goes by that name, nor was it forgotten before.
        """
        name = name.strip()
        post = self._one("SELECT id FROM posts WHERE id = ?1 OR (url = ?1 AND ?1 != '')", [name])
        if post:
            return Target("post", (post,))
        known = [each for each in sorted(self._ids_of([name])) if self._is_known(each)]
        if known:
            return Target("account", tuple(known))
        if buried := self.tombstones([name, name.lower()]):  # who collects meanwhile writes names
            return Target("account", tuple(buried))
        raise NotFound("account", name, key="nobody_found")

    def _is_known(self, account: str) -> bool:
        return bool(
            self._one(
                "SELECT 1 FROM accounts WHERE id = ?1 UNION ALL"
                " SELECT 1 FROM posts WHERE ?1 IN (account, reply_to_account, repost_of_account,"
                " quote_of_account) UNION ALL SELECT 1 FROM posts, json_each(mentions)"
                " WHERE mentions != '[]' AND value = ?1 LIMIT 1",
                [account],
            )
        )

    def forget(self, target: Target, *, dry_run: bool = False) -> Forgotten:
        """Remove a post, or an account with its posts; see :mod:`monitor.store.forgetting`."""
        if target.kind == "post":
            return self._remove(self._chosen(target.ids, ()), set(), "forgotten", dry_run=dry_run)
        posts, accounts = self._chosen((), target.ids), set(target.ids)
        return self._remove(posts, accounts, "forgotten", dry_run=dry_run)

    def purge(
        self, before: datetime, *, keep_judged: bool = False, dry_run: bool = False
    ) -> Forgotten:
        """Remove every post made before a time, and the accounts that have no other.

        Parameters
        ----------
        keep_judged : bool
            Posts in claims with a verdict stay: what was published about them must be defensible.
        """
        posts = dict(self._rows(BEFORE, [stamp(before), keep_judged]))
        return self._remove(posts, set(), "purged", before=before, dry_run=dry_run)

    def _remove(
        self,
        posts: dict[str, int],
        accounts: set[str],
        why: Why,
        *,
        before: datetime | None = None,
        dry_run: bool,
    ) -> Forgotten:
        self._db.conn.create_function("digest_of", 1, digest_of, deterministic=True)
        try:
            with self.writing():
                done = self._removed(posts, accounts, why, before)
                if dry_run:
                    raise _DryRun
                self._write("INSERT INTO scrub VALUES (?)", [stamp(datetime.now(UTC))])
        except _DryRun:
            return done
        return done

    def _removed(
        self, posts: dict[str, int], accounts: set[str], why: Why, before: datetime | None
    ) -> Forgotten:
        at = stamp(datetime.now(UTC))
        known_by = accounts | self._aliases(accounts)
        self._write(LEAVING)
        self._write_all(
            "INSERT INTO leaving VALUES (?, ?, ?)",
            ((seq, post, self.alias(post)) for post, seq in posts.items()),
        )
        self._write(THEIRS)
        tombs = {
            tomb_of(*row)
            for row in self._stream(
                "SELECT posts.id, platform, text FROM posts JOIN leaving USING (seq)"
            )
        }
        names = Names.of(posts if why == "forgotten" else (), known_by, self._called(known_by))
        reposts = self._empty_reposts(known_by, at) if why == "forgotten" else 0
        references = self._mask_references(known_by, names)
        self._empty(posts.values())
        self._note_gone(posts.values(), why, at)
        self._write(SHELL)
        self._write(BLANK_SKETCHES)
        for table in ("snapshots", "arrivals"):
            self._write(f"DELETE FROM {table} WHERE post IN (SELECT seq FROM leaving)")
        gone = self._db.execute(NOBODYS).rowcount
        for account in accounts:
            gone += self._db.execute("DELETE FROM accounts WHERE id = ?", [account]).rowcount
            self._unsay(account)
        if posts or accounts:
            for table in TABLES:  # made anew by the next scan
                self._write(f"DELETE FROM {table}")
        rejects = self._blank_rejects(names, before)
        self._mask_log(names)
        self._bury(tombs | known_by, why)
        self._stand_in()
        self._write("DROP TABLE leaving")
        self._write("DROP TABLE theirs")
        reviews = sum(
            names.are_in(f"{reason} {evidence}")
            for reason, evidence in self._rows("SELECT reason, evidence FROM reviews")
        )
        texts = self._naming({account.partition(":")[2] for account in accounts})
        return Forgotten(len(posts), reposts, references, gone, rejects, reviews, texts)

    def _aliases(self, accounts: Collection[str]) -> set[str]:
        """Return accounts by their platform's number and by handle, where the id is the other."""
        found: set[str] = set()
        for account in accounts:
            for platform, *names in self._rows(
                "SELECT platform, native_id, lower(handle) FROM accounts WHERE id = ?", [account]
            ):
                found.update(f"{platform}:{name}" for name in names if name)
        return found

    def _called(self, accounts: Collection[str]) -> set[str]:
        """Return the names that accounts give themselves."""
        found: set[str] = set()
        for account in accounts:
            rows = self._rows("SELECT name FROM accounts WHERE id = ?", [account])
            found.update(name for (name,) in rows)
        return found

    def _empty_reposts(self, accounts: Collection[str], at: str) -> int:
        """Drop the text of reposts: it is that of whoever is forgotten, not of who passed it on."""
        seqs = self._seqs_where("repost_of IN (SELECT id FROM leaving)", "repost_of")
        for account in accounts:
            seqs |= self._seqs_where("repost_of_account = ?", "repost_of_account", account)
        seqs -= self._seqs_where("seq IN (SELECT seq FROM leaving)", "id")
        self._empty(seqs)
        self._note_gone(seqs, "forgotten", at)
        return len(seqs)

    def _seqs_where(self, which: str, column: str, *values: object) -> set[int]:
        sql = f"SELECT seq FROM posts WHERE {column} != '' AND {which}"
        return {seq for (seq,) in self._rows(sql, values)}

    def _mask_references(self, accounts: Collection[str], names: Names) -> int:
        """Replace the ids of what is forgotten in posts of others, and drop their raw records.

        A raw record holds whole what its post answers or quotes, names and numbers included. Of a
        purge only the ids go: younger posts may say what they say.
        """
        touched: set[int] = set()
        for name in REFERENCES:
            found = self._seqs_where(f"{name} IN (SELECT id FROM leaving)", name)
            touched |= found
            self._write_all(
                f"UPDATE posts SET {name} = (SELECT alias FROM leaving WHERE leaving.id = {name})"
                " WHERE seq = ?",
                ((seq,) for seq in found),
            )
            for account in accounts:
                found = self._seqs_where(f"{name}_account = ?", f"{name}_account", account)
                touched |= found
                self._write_all(
                    f"UPDATE posts SET {name}_account = ?2 WHERE seq = ?1",
                    ((seq, self.alias(account)) for seq in found),
                )
        for account in accounts:
            touched |= self._mask_mentions("posts", "seq", account)
            touched |= self._mask_mentions("versions", "post", account)
        touched -= self._seqs_where("seq IN (SELECT seq FROM leaving)", "id")
        if names:
            touched |= self._mask_links(touched, names)
            rows = [(seq,) for seq in touched]
            self._write_all("DELETE FROM raw WHERE post = ?", rows)
            self._write_all("UPDATE versions SET record = '', links = '[]' WHERE post = ?", rows)
        return len(touched)

    def _mask_links(self, referring: set[int], names: Names) -> set[int]:
        """Drop links of others that lead to what is forgotten; return whose."""
        linked = set(referring)
        for name in names.names:
            linked |= self._seqs_where("instr(lower(links), ?)", "links", f"/{name}")
        rows = [
            (seq, links)
            for seq in linked
            for (links,) in self._rows("SELECT links FROM posts WHERE seq = ?", [seq])
        ]
        changed = []
        for seq, links in rows:
            kept = [link for link in json.loads(links) if not names.lead_from(" ".join(link))]
            if kept != json.loads(links):
                changed.append((encoded(kept), seq))
        self._write_all("UPDATE posts SET links = ? WHERE seq = ?", changed)
        return {seq for _, seq in changed}

    def _mask_mentions(self, table: str, key: str, account: str) -> set[int]:
        found = self._rows(
            f"SELECT {key}, mentions FROM {table} WHERE mentions != '[]' AND EXISTS"
            " (SELECT 1 FROM json_each(mentions) WHERE value = ?)",
            [account],
        )
        alias = self.alias(account)
        self._write_all(
            f"UPDATE {table} SET mentions = ?1 WHERE {key} = ?2 AND mentions = ?3",
            (
                (json.dumps([alias if m == account else m for m in json.loads(mentions)]), seq,
                 mentions)
                for seq, mentions in found
            ),
        )  # fmt: skip
        return {seq for seq, _ in found}

    def _unsay(self, account: str) -> None:
        """Drop every signal whose facts name an account; posts of which it was are asked anew."""
        which = "instr(lower(facts), ?)"
        seqs = self._rows(
            f"SELECT DISTINCT post FROM signals WHERE post > 0 AND {which}", [account]
        )
        self._write_all("INSERT OR REPLACE INTO changed (post) VALUES (?)", seqs)
        self._write(f"DELETE FROM signals WHERE {which}", [account])

    def _blank_rejects(self, names: Names, before: datetime | None) -> int:
        """Remove the excerpts of rejects that name it, or, of a purge, that are as old."""
        since = stamp(before) if before else ""
        old = [
            (encoded(dict.fromkeys(json.loads(facts), "")), *key)
            for *key, excerpt, facts, started in self._rows(REJECTS)
            if (started or "~") < since or names.are_in(f"{excerpt} {facts}")
        ]
        self._write_all(
            "UPDATE rejects SET excerpt = '', facts = ?"
            " WHERE digest = ? AND line = ? AND reason = ?",
            old,
        )
        return len(old)

    def _mask_log(self, names: Names) -> None:
        """Mask names in sources that were asked for, in the log and in coverage."""
        if not names:
            return
        for table, columns in LOGS.items():
            for row, *cells in self._rows(f"SELECT rowid, {', '.join(columns)} FROM {table}"):
                now = [names.masked(cell, self.alias) for cell in cells]
                if now != cells:
                    if table == "source_names":
                        self._write_all(ONE_NAME, [(now[0], row)])
                    sets = ", ".join(f"{column} = ?" for column in columns)
                    self._write(f"UPDATE OR REPLACE {table} SET {sets} WHERE rowid = ?",
                                [*now, row])  # fmt: skip
        for (source,) in self._rows("SELECT source FROM source_states"):
            if names.lead_from(source):
                self._write("DELETE FROM source_states WHERE source = ?", [source])

    def _naming(self, handles: set[str]) -> int:
        """Count the posts that name an account in their own words, which nobody changes."""
        return sum(
            self._one("SELECT count(*) FROM posts WHERE instr(lower(text), ?)", [f"@{handle}"])
            for handle in handles
        )

    def scrub_is_due(self) -> bool:
        """Say whether the file still holds traces: somebody stopped us while we cleaned it."""
        return bool(self._one("SELECT 1 FROM scrub LIMIT 1"))

    def scrub(self) -> None:
        """Write the file anew without what was removed; killed in between, call it again.

        The full-text index is merged into one piece, which drops the words of removed texts; the
        file is written anew, page by page; and the journal, where old pages lie, is emptied.

        Raises
        ------
        StoreError
            Another program has the database open, or the disk has no room for a second copy.
        """
        with self.writing():
            self._write("INSERT INTO posts_fts (posts_fts) VALUES ('optimize')")
        self._write("VACUUM")
        self._empty_journal()
        with self.writing():
            self._write("DELETE FROM scrub")
        self._empty_journal()

    def _empty_journal(self) -> None:
        busy = self._one("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreError("store_in_use", self._name)
