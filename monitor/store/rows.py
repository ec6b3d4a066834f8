"""Posts as rows: what of a post lies in which column, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Sequence
from typing import Any

from monitor.records import Account, Link, Media, Post, Reference, Snapshot
from monitor.store.database import moment, stamp

__all__ = ["COLUMNS", "encoded", "packed", "post_of", "post_row", "snapshot_of", "unpacked"]

COLUMNS = (
    "id, platform, account, created, text, url, lang, reply_to, reply_to_account, repost_of,"
    " repost_of_account, quote_of, quote_of_account, mentions, hashtags, links, media, is_ad,"
    " source, extra, run"
)
NOWHERE = Reference("")
FAST = 1
"""zlib level: the raw record is kept for the rare day a mapping is mended, not to be small."""
SHORT = 1024
"""Bytes; a record up to this long is kept as it is: a third less of it is not worth the time."""


def post_row(seq: int, post: Post, run: int) -> tuple[object, ...]:
    """Return a post as its row: its number, then :data:`COLUMNS`."""
    return (
        seq,
        post.id,
        post.platform,
        post.account.id if post.account else "",
        stamp(post.created),
        post.text,
        post.url,
        post.lang,
        *(post.reply_to or NOWHERE),
        *(post.repost_of or NOWHERE),
        *(post.quote_of or NOWHERE),
        encoded(post.mentions),
        encoded(post.hashtags),
        encoded(post.links),
        encoded(post.media),
        post.is_ad,
        post.source,
        encoded(dict(post.extra)),
        run,
    )


def post_of(row: Sequence[Any]) -> Post:
    """Read :data:`COLUMNS`; what other tables hold of the post is not in it."""
    return Post(
        id=row[0],
        platform=row[1],
        account=Account(row[2], row[1]) if row[2] else None,
        created=moment(row[3]),
        text=row[4],
        url=row[5],
        lang=row[6],
        reply_to=_reference(row[7], row[8]),
        repost_of=_reference(row[9], row[10]),
        quote_of=_reference(row[11], row[12]),
        mentions=tuple(json.loads(row[13])),
        hashtags=tuple(json.loads(row[14])),
        links=tuple(Link(*link) for link in json.loads(row[15])),
        media=tuple(Media(*media) for media in json.loads(row[16])),
        is_ad=bool(row[17]),
        source=row[18],
        extra=json.loads(row[19]),
    )


def _reference(post: str, account: str) -> Reference | None:
    return Reference(post, account) if post or account else None


def snapshot_of(text: str | None) -> Snapshot | None:
    """Read ``as_of || counts``."""
    if not text:
        return None
    as_of, brace, counts = text.partition("{")
    return Snapshot(moment(as_of), json.loads(brace + counts))


def packed(raw: str) -> str | bytes:
    """Return a raw record as it is kept."""
    record = raw.encode("utf-8", "replace")
    return record.decode() if len(record) <= SHORT else zlib.compress(record, FAST)


def unpacked(record: str | bytes) -> str:
    """Read what :func:`packed` made."""
    return zlib.decompress(record).decode() if isinstance(record, bytes) else record


def encoded(value: Collection[object]) -> str:
    """Write a list or a mapping as JSON, the same one always the same way."""
    if value:
        return _encode(value)
    return "{}" if isinstance(value, dict) else "[]"


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
