"""What alerts are made from, and which were said: each is said once in every channel."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from monitor.store.database import Database, moment, stamp

__all__ = ["Alerts", "Flagged"]

WITH = """
SELECT p.claim, p.id, p.account, p.created, s.facts FROM signals s JOIN posts p ON p.seq = s.post
WHERE s.factor = ? AND p.created >= ? ORDER BY p.created, p.seq
"""


class Flagged(NamedTuple):
    """A post of which something was said."""

    claim: int | None
    post: str
    account: str
    created: datetime | None
    facts: dict[str, str]


class Alerts(Database):
    """The alerts of a Store."""

    def posts_with(self, factor: str, *, since: datetime) -> list[Flagged]:
        """Return the posts of which ``factor`` was said and that are not older, in their order."""
        return [
            Flagged(claim, post, account, moment(created), json.loads(facts))
            for claim, post, account, created, facts in self._rows(WITH, [factor, stamp(since)])
        ]

    def alerts_said(self, channel: str) -> tuple[frozenset[str], datetime | None]:
        """Return the digests of what was said in a channel, and when something last was."""
        rows = self._rows("SELECT digest, at FROM alerts_said WHERE channel = ?", [channel])
        return frozenset(digest for digest, _ in rows), moment(
            max((at for _, at in rows), default="")
        )

    def note_said(self, channel: str, digests: Iterable[str], *, at: datetime) -> None:
        """Note that alerts were said in a channel."""
        with self.writing():
            self._write_all(
                "INSERT OR IGNORE INTO alerts_said VALUES (?, ?, ?)",
                ((channel, digest, stamp(at)) for digest in digests),
            )
