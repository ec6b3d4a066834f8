"""What was taken back: texts that their authors deleted, and what must not come in again.

Of a deleted post the text goes, and the SHA-256 of it stays: who has the text can prove that it
was there. A tombstone is a hash, with the project's key, of the id of something that may not be
stored; nobody can read from it whose it is, and nobody without the key can even try.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from typing import Literal, NamedTuple

from monitor.corpora.handles import account_id
from monitor.privacy import project_key
from monitor.records import PLATFORM_UNKNOWN, Post, Reference
from monitor.store.database import FEW, Database, marks, stamp
from monitor.store.naming import Names

__all__ = ["ALIAS", "TakenBack", "Tombs", "Why", "digest_of", "tomb_of"]

Why = Literal["deleted", "forgotten", "purged"]
_BYTES = 16
ALIAS = re.compile(r"\bforgotten-[0-9a-f]{16}\b")
"""What :meth:`Tombs.alias` writes, behind the platform."""
EMPTIED = (
    "text = '', mentions = '[]', hashtags = '[]', links = '[]', media = '[]', extra = '{}',"
    " language = ''"
)
UNSAY_CLAIM = "DELETE FROM signals WHERE claim = (SELECT claim FROM posts WHERE seq = ?)"
"""What analyses said of a post's claim may quote the post; the next scan says it anew."""
STAND_INS = """
INSERT INTO stand_ins SELECT claim, member FROM (
    SELECT first.seq AS claim,
        (SELECT min(seq) FROM posts WHERE claim = first.seq AND text != '') AS member
    FROM gone CROSS JOIN posts first ON first.seq = gone.post
    WHERE first.claim = first.seq AND first.text = ''
) WHERE member IS NOT NULL
"""


class TakenBack(NamedTuple):
    """What became of a batch of deletions."""

    posts: int
    """Stored posts that are now known to be deleted."""
    unknown: int
    """Posts that nobody had stored."""


class Tombs(Database):
    """What a Store has let go of."""

    _key: bytes = b""

    def buried(self, name: str) -> bytes:
        """Return the hash of an id, with the project's key, under which nobody finds the id."""
        if not self._key:
            self._key = project_key(self.path) if self.path else secrets.token_bytes(32)
        written = name.encode("utf-8", "surrogatepass")
        return blake2b(written, key=self._key, person=b"nisan", digest_size=_BYTES).digest()

    def alias(self, name: str) -> str:
        """Return what stands where the id of somebody or something forgotten stood.

        The same one everywhere, so that counts stay what they were.
        """
        platform, _, _ = name.partition(":")
        return f"{platform}:forgotten-{self.buried(name).hex()[:16]}"

    def tombstones(self, names: Collection[str]) -> dict[str, Why]:
        """Return those of these ids that must not come in again, and why."""
        hashes = {self.buried(name): name for name in names if name}
        found: dict[str, Why] = {}
        some = list(hashes)
        for i in range(0, len(some), FEW):
            part = some[i : i + FEW]
            sql = f"SELECT hash, why FROM tombstones WHERE hash IN ({marks(part)})"
            found |= {hashes[hash_]: why for hash_, why in self._rows(sql, part)}
        return found

    def _living(self, posts: Sequence[Post]) -> Sequence[Post]:
        """Return the posts that may be stored, nobody forgotten named in their fields."""
        taken = self._taken_back([post.id for post in posts])
        has_tombs = self._one("SELECT 1 FROM tombstones LIMIT 1")
        dead = self.tombstones({n for post in posts for n in _names(post)}) if has_tombs else {}
        if not dead and not taken:
            return posts
        lost = {name for name, why in dead.items() if why != "deleted"}
        return [
            self._veiled(post, lost)
            for post in posts
            if post.id not in taken and dead.keys().isdisjoint(_own(post))
            and lost.isdisjoint(_ends(post.repost_of))
        ]  # fmt: skip

    def _taken_back(self, ids: Sequence[str]) -> set[str]:
        if not self._one("SELECT 1 FROM gone LIMIT 1"):
            return set()
        found: set[str] = set()
        for i in range(0, len(ids), FEW):
            some = ids[i : i + FEW]
            sql = f"SELECT id FROM posts JOIN gone ON post = seq WHERE id IN ({marks(some)})"
            found.update(post for (post,) in self._rows(sql, some))
        return found

    def _veiled(self, post: Post, lost: set[str]) -> Post:
        """Replace who was forgotten in what a post refers to; its raw record would name them."""
        if lost.isdisjoint(_names(post)):
            return post

        gone = Names.of(lost, lost)

        def veiled(reference: Reference | None) -> Reference | None:
            return reference and Reference(
                *(self.alias(name) if name in lost else name for name in reference)
            )

        return replace(
            post,
            raw="",
            links=tuple(link for link in post.links if not gone.lead_from(" ".join(link))),
            reply_to=veiled(post.reply_to),
            quote_of=veiled(post.quote_of),
            mentions=tuple(self.alias(m) if m in lost else m for m in post.mentions),
        )

    def take_back(
        self,
        posts: Collection[str],
        accounts: Collection[str] = (),
        *,
        keep_text: bool = False,
        at: datetime | None = None,
    ) -> TakenBack:
        """Honour deletions: drop the texts, raw records and index entries, keep hashes and ids.

        A post that was not stored will not be: its deletion may be read before the file it is in.

        Parameters
        ----------
        posts : collection of str
            Ids.
        accounts : collection of str
            Ids, ``platform:handle`` or ``platform:native_id``, of accounts that are gone with all
            they posted.
        keep_text : bool
            Only note that they were deleted.
        """
        if not posts and not accounts:
            return TakenBack(0, 0)
        self._db.conn.create_function("digest_of", 1, digest_of, deterministic=True)
        with self.writing():
            whole = self._ids_of(accounts) if accounts else set()
            found = self._chosen(posts, whole)
            fresh = [seq for seq in found.values() if not self._is_gone(seq)]
            self._note_gone(fresh, "deleted", stamp(at or datetime.now(UTC)))
            if not keep_text:
                self._empty(fresh)
                self._bury({*(set(posts) - found.keys()), *accounts, *whole}, "deleted")
                self._stand_in()
        return TakenBack(len(fresh), len(set(posts) - found.keys()))

    def stored_among(
        self, posts: Collection[str], accounts: Collection[str]
    ) -> tuple[set[str], set[str]]:
        """Return those of these posts and accounts that are stored.

        Of a stream that tells of every deletion on a platform only these are our business: a
        tombstone for each of the others would soon outweigh what is kept.
        """
        numbers = {name.partition(":")[2]: name for name in accounts}
        found = set(self._chosen(posts, ()))
        people: set[str] = set()
        for i in range(0, len(numbers), FEW):
            some = list(numbers)[i : i + FEW]
            sql = f"SELECT native_id FROM accounts WHERE native_id IN ({marks(some)})"
            people.update(numbers[number] for (number,) in self._rows(sql, some))
        return found, people

    def _ids_of(self, accounts: Collection[str]) -> set[str]:
        """Return the ids of accounts that are named by handle or by their platform's number."""
        found: set[str] = set()
        for written in accounts:
            name = written.replace(":@", ":", 1)
            platform, _, known_as = name.partition(":")
            rows = self._rows(
                "SELECT id FROM accounts WHERE platform = ?1"
                " AND (native_id = ?2 OR id = ?3 OR (handle != '' AND lower(handle) = lower(?2)))",
                [platform, known_as, name.lower()],
            )
            found.update(account for (account,) in rows)
            found.add(name.lower())
        return found

    def _chosen(self, posts: Iterable[str], accounts: Iterable[str]) -> dict[str, int]:
        """Return the stored posts among ``posts``, and all by ``accounts``, with their numbers."""
        found: dict[str, int] = {}
        for column, values in (("id", list(posts)), ("account", list(accounts))):
            for i in range(0, len(values), FEW):
                some = values[i : i + FEW]
                sql = f"SELECT id, seq FROM posts WHERE {column} IN ({marks(some)})"
                found.update(self._rows(sql, some))
        return found

    def _is_gone(self, seq: int) -> bool:
        return bool(self._one("SELECT 1 FROM gone WHERE post = ?", [seq]))

    def _note_gone(self, seqs: Iterable[int], why: Why, at: str) -> None:
        """Note that posts are gone; of a deleted one the hash of its text, while it has it."""
        self._write_all(
            "INSERT OR REPLACE INTO gone SELECT seq, ?2, iif(?2 = 'deleted', digest_of(text), ''),"
            " ?3 FROM posts WHERE seq = ?1",
            ((seq, why, at) for seq in seqs),
        )

    def _empty(self, seqs: Iterable[int]) -> None:
        """Drop what posts say, and all that was said of it."""
        rows = [(seq,) for seq in seqs]
        self._write_all(f"UPDATE posts SET {EMPTIED} WHERE seq = ?", rows)
        for table in ("raw", "versions", "changed", "signals"):
            self._write_all(f"DELETE FROM {table} WHERE post = ?", rows)
        self._write_all(UNSAY_CLAIM, rows)

    def _bury(self, names: Iterable[str], why: Why) -> None:
        self._write_all(
            "INSERT OR REPLACE INTO tombstones VALUES (?, ?)",
            ((self.buried(name), why) for name in names),
        )

    def _stand_in(self) -> None:
        """Let another member's text stand for each claim whose first one has none any more."""
        self._write("DELETE FROM stand_ins")
        self._write(STAND_INS)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text; of none, none."""
    return sha256(text.encode("utf-8", "replace")).hexdigest() if text else ""


def tomb_of(post: str, platform: str, text: str) -> str:
    """Return what a post is buried under: where an id is only a row's number, its text."""
    return f"{platform}\n{text}" if platform == PLATFORM_UNKNOWN else post


def _own(post: Post) -> Iterator[str]:
    """Yield what a post and its author are buried under."""
    yield tomb_of(post.id, post.platform, post.text)
    if post.account:
        yield post.account.id
        if post.account.native_id:
            yield f"{post.account.platform}:{post.account.native_id}"


def _ends(reference: Reference | None) -> Iterator[str]:
    return iter(reference or ())


def _names(post: Post) -> Iterator[str]:
    """Yield every id in a post's fields."""
    yield from _own(post)
    yield from post.mentions
    for link in post.links:
        with suppress(ValueError):
            yield account_id(link.canonical)
    for reference in (post.reply_to, post.repost_of, post.quote_of):
        yield from _ends(reference)
