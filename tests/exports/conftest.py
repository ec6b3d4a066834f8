"""A small queue to export: two claims, one told by a private account and one by KPU."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.corpora.elections import election
from monitor.exports import EXPORTERS, Stamp, post_rows, queue_rows
from monitor.privacy import Mask
from monitor.records import (
    Account,
    Claim,
    Link,
    Media,
    Post,
    QueueRow,
    Reason,
    Reference,
    Snapshot,
)

KEY = bytes(range(32))
TEXT = "SEBARKAN! TPS dibuka malam, tanya @dewi_k atau 0812-3456-7890 kata budi.s"
SEEN = datetime(2024, 11, 25, 3, tzinfo=UTC)

HOAX = Post(
    "x:17",
    "x",
    TEXT,
    Account("x:budi.s", "x", "budi.s", "Budi Santosa", "998877", description="guru di Tirtamaya"),
    SEEN,
    "https://x.com/budi.s/status/17",
    reply_to=Reference("x:16", "x:dewi_k"),
    repost_of=Reference("x:15", "x:kpu_id"),
    mentions=("x:dewi_k", "x:kpu_id"),
    hashtags=("TPS",),
    links=(Link("https://t.me/grupdewi/3", "https://t.me/grupdewi/3"),),
    media=(Media("image", "https://contoh.id/budi.s.jpg"),),
    metrics=Snapshot(SEEN, {"likes": 3, "views": 2**60}),
    raw='{"user": "budi.s"}',
    extra={"catatan": "tetangga Budi Santosa"},
)
OFFICE = Post(
    "x:20",
    "x",
    "TPS dibuka pukul 07.00",
    Account("x:kpu_id", "x", "KPU_ID"),
    SEEN,
    "https://x.com/kpu_id/status/20",
)


def row(post: Post, rank: int, *reasons: Reason) -> QueueRow:
    """Make the row of a claim that one post makes."""
    account = post.account.id if post.account else ""
    claim = Claim(
        f"c-{rank}", 1, 1, ("x",), SEEN, SEEN, post.id, post.text, amplifiers=((account, 2),)
    )
    return QueueRow(rank, 2.5 / rank, claim, reasons, ("KPU",))


PHONE = TEXT.index("0812")
QUEUE = [
    (
        row(
            HOAX,
            1,
            Reason("urgency", 1.5, "SEBARKAN", "x:17", 0, 8, "Ajakan menyebarkan."),
            Reason("gain", 1.0, "0812-34", "x:17", PHONE, PHONE + 7, "Nomor kontak."),
            Reason("amplification", 0.5, "", "x:17", 0, 0, "Paling banyak oleh x:budi.s (2x)."),
        ),
        {"x:17": HOAX},
    ),
    (row(OFFICE, 2), {"x:20": OFFICE}),
]
POSTS = [("c-1", HOAX), ("c-2", OFFICE)]


@pytest.fixture
def export(tmp_path) -> Callable[..., Path]:
    """Export some rows, by default the queue above, and return the file."""

    def _export(suffix, kind="queue", rows=None, *, identities=False, **options) -> Path:
        mask = Mask(KEY, {"x:kpu_id", "kpu_id"}, identities=identities)
        stamp = Stamp(
            ["Yang dilihat: 2 unggahan (x 2)."],
            election("pilkada-2024"),
            identities,
            datetime(2024, 11, 26, tzinfo=UTC),
        )
        masked = (
            queue_rows(rows or QUEUE, mask, stamp)
            if kind == "queue"
            else post_rows(rows or POSTS, mask, stamp)
        )
        path = options.pop("path", tmp_path / f"{kind}.{suffix}")
        EXPORTERS[suffix](path, kind, masked, stamp, **options)
        return path

    return _export


@pytest.fixture
def secrets() -> list[str]:
    """Return what the posts above hold and no export may."""
    return [
        *("budi.s", "dewi_k", "grupdewi", "0812", "7890", "Santosa", "guru", "998877"),
        *("x:17", "x:16", "status/17"),
    ]
