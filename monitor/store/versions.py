"""The texts of posts that were edited: all are kept, and which of them is the post's now.

Two texts of one post need not be an edit: a search shows an excerpt, a person types what they
remember, a client breaks lines elsewhere. What a post says now depends on what is known of its
texts, not on the order in which files were read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from monitor.records import Post
from monitor.store.database import FEW, Database, marks, moment, stamp
from monitor.store.rows import encoded, packed
from monitor.store.tombs import UNSAY_CLAIM

__all__ = ["Versions", "Wording"]

CONTENT = ("text", "lang", "mentions", "hashtags", "media", "extra", "source")
"""What a post says: another text brings its own. Links stay, whichever text had them."""
TYPED = ("table", "shares")
CUT = ("excerpt", "truncated", "cut")
"""What importers mark in ``extra``."""
ORDER = {"whole": 2, "shortened": 1, "cut": 1, "typed": 1, "empty": 0}
_SHORTENED = re.compile(r"\s*(?:…|\.\.\.)$")
_SHORT_LINK = re.compile(r"https?://t\.co/\w+|pic\.twitter\.com/\w+")
STORED = """
SELECT seq, text, extra, source, EXISTS (SELECT 1 FROM versions WHERE post = seq)
FROM posts WHERE seq IN ({marks})
"""
GIVE = (
    f"UPDATE posts SET {', '.join(f'{name} = ?' for name in CONTENT)}"
    f" WHERE seq = ? AND ({', '.join(CONTENT)}) != ({marks(CONTENT)})"
)
BASE = f"""
SELECT seq, {", ".join(CONTENT)}, links, coalesce(record, ''), p.run,
    repost_of != '' OR repost_of_account != '',
    (SELECT max(as_of) FROM snapshots WHERE post = seq),
    (SELECT started FROM runs WHERE id = p.run AND verb = 'collect')
FROM posts p LEFT JOIN raw ON raw.post = seq WHERE seq IN ({{marks}})
"""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of one post, as a row."""

    post: int
    digest: str
    place: int
    kind: str
    edited: str
    seen: str
    text: str
    lang: str
    mentions: str
    hashtags: str
    media: str
    extra: str
    source: str
    links: str
    record: str | bytes
    run: int


COLUMNS = [column.name for column in fields(_Text)]
WRITE = f"INSERT OR REPLACE INTO versions ({', '.join(COLUMNS)}) VALUES ({marks(COLUMNS)})"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a post, verbatim."""

    text: str
    edited: datetime | None
    """When its author wrote it, where the platform says so."""
    seen: datetime | None
    """When it was last seen, where that is known."""
    is_edit: bool
    """A whole text, not an excerpt nor what somebody typed."""
    is_now: bool
    """The post has it now."""
    run: int


class Versions(Database):
    """The texts of the posts of a Store."""

    def _note_texts(self, posts: Sequence[tuple[int, Post]], run: int) -> None:
        """Note what was seen of known posts, and give each the text that is its newest.

        Call it before their snapshots are stored: the last of those tells when the text that a
        post has so far was seen last.
        """
        due = self._due(posts)
        if not due:
            return
        known = self._texts(due)
        live = self._one("SELECT started FROM runs WHERE id = ? AND verb = 'collect'", [run]) or ""
        for seq, post in posts:
            if seq in due:
                _merge(known[seq], _seen(seq, post, run, live))
        self._write_all(WRITE, (_row(text) for found in known.values() for text in _told(found)))
        for seq, found in known.items():
            now = _newest(found)
            self._give(seq, now, due[seq])

    def _due(self, posts: Sequence[tuple[int, Post]]) -> dict[int, str]:
        """Return the posts of which more is known than one text, and their texts so far."""
        stored: dict[int, tuple[Any, ...]] = {}
        seqs = list(dict.fromkeys(seq for seq, _ in posts))
        for i in range(0, len(seqs), FEW):
            some = seqs[i : i + FEW]
            for seq, *found in self._rows(STORED.format(marks=marks(some)), some):
                stored[seq] = tuple(found)
        return {
            seq: stored[seq][0]
            for seq, post in posts
            if seq in stored and _tells_more(post, *stored[seq])
        }

    def _texts(self, seqs: Iterable[int]) -> dict[int, dict[str, _Text]]:
        """Return the texts of posts by digest: those noted, or the one that each has."""
        found: dict[int, dict[str, _Text]] = {seq: {} for seq in seqs}
        for i in range(0, len(found), FEW):
            some = list(found)[i : i + FEW]
            which = f"WHERE post IN ({marks(some)})"
            for row in self._rows(f"SELECT {', '.join(COLUMNS)} FROM versions {which}", some):
                text = _Text(*row)
                is_whole = text.kind in ("whole", "shortened")
                found[row[0]][text.digest] = replace(text, kind="whole") if is_whole else text
            for row in self._rows(BASE.format(marks=marks(some)), some):
                if not found[row[0]]:
                    only = _only(row)
                    found[row[0]][only.digest] = only
        return found

    def _give(self, seq: int, now: _Text, before: str) -> None:
        """Give a post the text that is its newest; what was said of another is no longer said."""
        said = [getattr(now, name) for name in CONTENT]
        self._write(GIVE, [*said, seq, *said])
        if now.record:
            self._write("INSERT OR REPLACE INTO raw VALUES (?, ?)", [seq, now.record])
        if now.text != before:
            self._requeue([seq])

    def _requeue(self, seqs: Iterable[int]) -> None:
        """Drop the signals of posts whose text changed: their spans are of another one."""
        rows = [(seq,) for seq in seqs]
        self._write_all("DELETE FROM signals WHERE post = ?", rows)
        self._write_all(UNSAY_CLAIM, rows)
        self._write_all("INSERT OR REPLACE INTO changed (post) VALUES (?)", rows)

    def wordings(self, ids: Sequence[str]) -> dict[str, list[Wording]]:
        """Return every text of those posts that are known with more than one, the newest first."""
        found: dict[str, list[Wording]] = {}
        for i in range(0, len(ids), FEW):
            some = ids[i : i + FEW]
            rows = self._rows(
                f"SELECT id, seq FROM posts WHERE id IN ({marks(some)})"
                " AND seq IN (SELECT post FROM versions)",
                some,
            )
            texts = self._texts([seq for _, seq in rows])
            for post, seq in rows:
                order = sorted(_told(texts[seq]), key=_rank, reverse=True)
                if len(order) > 1:
                    found[post] = [
                        Wording(
                            text.text, moment(text.edited), moment(text.seen),
                            text.kind == "whole", not place, text.run,
                        )
                        for place, text in enumerate(order)
                    ]  # fmt: skip
        return found

    def changed(self, limit: int) -> list[tuple[int, int]]:
        """Return ``(mark, seq)`` of posts whose text changed since analyses spoke of them."""
        rows = self._rows("SELECT mark, post FROM changed ORDER BY mark LIMIT ?", [limit])
        return [(mark, seq) for mark, seq in rows]


def _tells_more(post: Post, text: str, extra: str, source: str, is_noted: int) -> bool:
    """Say whether a post tells of its texts what is not known from its row."""
    if is_noted or (post.text != text and _digest(post.text) != _digest(text)):
        return True
    if post.extra == (known := json.loads(extra)) and post.source == source:
        return False
    is_repost = post.repost_of is not None
    return post.extra.get("edited") != known.get("edited") or _kind(
        post.text, post.source, post.extra, is_repost=is_repost
    ) != _kind(text, source, known, is_repost=is_repost)


def _seen(seq: int, post: Post, run: int, live: str) -> _Text:
    as_of = stamp(post.metrics.as_of) if post.metrics else ""
    return _Text(
        post=seq,
        digest=_digest(post.text),
        place=-1,
        kind=_kind(post.text, post.source, post.extra, is_repost=post.repost_of is not None),
        edited=_edited(post.extra),
        seen=as_of or live,
        text=post.text,
        lang=post.lang,
        mentions=encoded(post.mentions),
        hashtags=encoded(post.hashtags),
        media=encoded(post.media),
        extra=encoded(dict(post.extra)),
        source=post.source,
        links=encoded(post.links),
        record=packed(post.raw),
        run=run,
    )


def _only(row: Sequence[Any]) -> _Text:
    """Make the text of a post that was never known with another one."""
    seq, *content, links, record, run, is_repost, as_of, live = row
    said = dict(zip(CONTENT, content, strict=True))
    extra = json.loads(said["extra"])
    return _Text(
        post=seq,
        digest=_digest(said["text"]),
        place=0,
        kind=_kind(said["text"], said["source"], extra, is_repost=bool(is_repost)),
        edited=_edited(extra),
        seen=as_of or live or "",
        links=links,
        record=record,
        run=run,
        **said,
    )


def _merge(known: dict[str, _Text], seen: _Text) -> None:
    """Add what was seen of a text to what is known of it; the order of doing so is no matter."""
    before = known.get(seen.digest)
    if before is None:
        known[seen.digest] = replace(seen, place=len(known))
        return
    fuller = _observed(seen) > _observed(before)
    known[seen.digest] = replace(
        seen if fuller else before,
        place=before.place,
        edited=max(before.edited, seen.edited),
        seen=max(before.seen, seen.seen),
        run=before.run,
        record=(fuller and seen.record) or before.record or seen.record,
    )


def _observed(text: _Text) -> tuple[int, str, str, str, str]:
    return ORDER[text.kind], text.edited, text.seen, text.text, text.extra


def _newest(known: Mapping[str, _Text]) -> _Text:
    return max(_told(known), key=_rank)


def _rank(text: _Text) -> tuple[int, str, str, int]:
    """Order texts: whole before partial, then by when each was written, seen, and first read.

    Of two that are partial, or typed by hand, and tell no time, the first stays.
    """
    order = ORDER[text.kind]
    is_whole = order == ORDER["whole"]
    return order, text.edited, text.seen, text.place if is_whole else -text.place


def _told(known: Mapping[str, _Text]) -> list[_Text]:
    """Tell which texts end in an ellipsis where another one goes on."""
    words = [_words(text.text) for text in known.values()]
    return [
        replace(text, kind="shortened")
        if text.kind == "whole" and _goes_on(_words(text.text), words)
        else text
        for text in known.values()
    ]


def _goes_on(said: str, others: Iterable[str]) -> bool:
    if not said.endswith(("…", "...")):
        return False
    begun = _SHORTENED.sub("", said)
    return any(other.startswith(begun) and other != said for other in others)


def _row(text: _Text) -> list[object]:
    return [getattr(text, column) for column in COLUMNS]


def _kind(text: str, source: str, extra: Mapping[str, str], *, is_repost: bool) -> str:
    if not text.strip():
        return "empty"
    if source in TYPED:
        return "typed"
    shortened = is_repost and text.rstrip().endswith("…")
    return "cut" if shortened or any(extra.get(mark) for mark in CUT) else "whole"


def _edited(extra: Mapping[str, str]) -> str:
    try:
        time = datetime.fromisoformat(extra.get("edited", ""))
    except (ValueError, TypeError):
        return ""
    return stamp(time if time.tzinfo else time.replace(tzinfo=UTC))


def _words(text: str) -> str:
    """Return what tells a text from another: not its blanks, nor the short links X puts in."""
    return " ".join(_SHORT_LINK.sub(" ", text).split())


def _digest(text: str) -> str:
    return sha256(_words(text).encode("utf-8", "replace")).hexdigest()
