"""Live sources: where each goes on, and what every run of it covered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from monitor.records import Post
from monitor.store.database import FEW, Database, marks, stamp

__all__ = ["Collecting", "Covered"]


@dataclass(slots=True)
class Covered:
    """What one run asked of one source, and what it got. Times are UTC text, empty where unknown.

    ``read == stored + known + rejected``.
    """

    source: str
    platform: str = ""
    asked_since: str = ""
    asked_until: str = ""
    started: str = ""
    finished: str = ""
    """Empty: it was cut short."""
    first: str = ""
    """The oldest post it got, and the newest."""
    last: str = ""
    pages: int = 0
    read: int = 0
    stored: int = 0
    known: int = 0
    rejected: int = 0
    other: int = 0
    """Records that are no posts and need not be."""
    outside: int = 0
    """Records that came along and lie outside the time asked for."""
    notes: list[dict[str, Any]] = field(default_factory=list)
    """``{"kind": ..., "facts": {...}}``: gaps, limits, sampling, clocks."""
    problem: str = ""
    """The key of the error that ended it; what it said is among the notes."""


COLUMNS = [column.name for column in fields(Covered)]
WRITE = (
    f"INSERT OR REPLACE INTO coverage (run, {', '.join(COLUMNS)})"
    f" VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
)

ARRIVE = """
INSERT OR IGNORE INTO arrivals SELECT num, CAST(strftime('%s', created) AS INTEGER), seq
FROM source_names CROSS JOIN posts
WHERE source_names.source = ? AND created != '' AND id IN ({which})
"""
ARRIVED = """
SELECT at FROM arrivals JOIN source_names ON num = arrivals.source
WHERE source_names.source = ? AND at > ? ORDER BY at DESC LIMIT ?
"""


class Collecting(Database):
    """What a Store knows of its live sources."""

    def source_state(self, source: str) -> dict[str, str]:
        """Return where a source goes on; empty before its first page."""
        kept = self._one("SELECT state FROM source_states WHERE source = ?", [source])
        state: dict[str, str] = json.loads(kept) if kept else {}
        return state

    def keep_source_state(
        self, source: str, state: Mapping[str, str], *, at: datetime, run: int = 0
    ) -> None:
        """Keep where a source goes on: call it in one ``writing()`` with the page's posts."""
        self._write(
            "INSERT OR REPLACE INTO source_states VALUES (?, ?, ?, ?)",
            [source, json.dumps(dict(state), ensure_ascii=False), stamp(at), run],
        )

    def cover(self, covered: Covered, *, run: int) -> None:
        """Write down what a run has covered of a source so far, over what it wrote before."""
        row = asdict(covered)
        row["notes"] = json.dumps(covered.notes, ensure_ascii=False)
        self._write(WRITE, [run, *(row[column] for column in COLUMNS)])

    def covered(self, *, run: int | None = None, sources: Sequence[str] = ()) -> list[Covered]:
        """Return what runs have covered, the latest first; of one run, or of some sources."""
        rows = self._rows(
            f"SELECT {', '.join(COLUMNS)} FROM coverage WHERE ?1 IS NULL OR run = ?1"
            " ORDER BY run DESC, source",
            [run],
        )
        found = [Covered(*row) for row in rows]
        for each in found:
            each.notes = json.loads(str(each.notes))
        return [each for each in found if not sources or each.source in sources]

    def arrive(self, source: str, posts: Sequence[Post]) -> None:
        """Note which stored posts a source brought: when it speaks and when it does not."""
        ids = [post.id for post in posts if post.created]
        if ids:
            self._write("INSERT OR IGNORE INTO source_names (source) VALUES (?)", [source])
        for i in range(0, len(ids), FEW):
            some = ids[i : i + FEW]
            self._write(ARRIVE.format(which=marks(some)), [source, *some])

    def arrived(self, source: str, *, after: float, most: int) -> list[int]:
        """Return when the posts of a source were written, in order: the ``most`` newest ones.

        Times are seconds since 1970; a post that two sources brought counts for both.
        """
        rows = self._rows(ARRIVED, [source, after, most])
        return [at for (at,) in reversed(rows)]

    def last_asked(self) -> dict[str, str]:
        """Return when each source was last asked."""
        return dict(self._rows("SELECT source, max(started) FROM coverage GROUP BY source"))
