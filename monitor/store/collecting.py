"""Live sources: where each goes on, and what every run of it covered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
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

    @property
    def is_unreadable(self) -> bool:
        """Say whether at least half of what it got could not be read: a platform has changed."""
        return 2 * self.rejected >= max(self.read, 1)

    @property
    def runs(self) -> int:
        """How many runs the row stands for: old ones are folded into one a day."""
        folded = (note["facts"]["runs"] for note in self.notes if note["kind"] == FOLDED)
        return int(next(folded, 1))

    @property
    def has_times(self) -> bool:
        """Say whether it tells of times of its own: a gap, or an end that was asked for."""
        return bool(self.asked_until) or any("first" in note["facts"] for note in self.notes)


_Run = tuple[int, Covered]
FOLDED = "folded"
"""The kind of the note that says how many runs a row stands for."""
COUNTS = ("pages", "read", "stored", "known", "rejected", "other", "outside")
COLUMNS = [column.name for column in fields(Covered)]
WRITE = (
    f"INSERT OR REPLACE INTO coverage (run, {', '.join(COLUMNS)})"
    f" VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
)

CROWDED = """
SELECT DISTINCT source FROM (
    SELECT source FROM coverage WHERE started < ?
    GROUP BY source, substr(started, 1, 10) HAVING count(*) > 1)
"""
OLD = f"""
SELECT run, {", ".join(COLUMNS)} FROM coverage WHERE source = ? AND started < ? ORDER BY run
"""

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
        named = f"source IN ({marks(sources)})" if sources else "1"
        rows = self._rows(
            f"SELECT {', '.join(COLUMNS)} FROM coverage WHERE {named} AND (run = ? OR ? IS NULL)"
            " ORDER BY run DESC, source",
            [*sources, run, run],
        )
        return [_covered(row) for row in rows]

    def fold_coverage(self, before: datetime, came_through: Callable[[Covered], bool]) -> int:
        """Make one row of a source's runs of a day where it tells the same; return how many went.

        A watch of thirty sources writes three thousand rows a day. The first run of a source, and
        those that noted from when to when something is missing, stay as they are.

        Parameters
        ----------
        before : datetime
            Runs that began later stay too.
        came_through : callable
            Whether a run saw all that it asked for.
        """
        gone = 0
        with self.writing():
            for (source,) in self._rows(CROWDED, [stamp(before)]):
                rows = self._rows(OLD, [source, stamp(before)])
                runs = [(run, _covered(row)) for run, *row in rows]
                for group in _groups(runs, came_through):
                    *others, (run, _) = group
                    self.cover(_as_one([covered for _, covered in group]), run=run)
                    self._write_all(
                        "DELETE FROM coverage WHERE run = ? AND source = ?",
                        ((other, source) for other, _ in others),
                    )
                    gone += len(others)
        return gone

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


def _covered(row: Sequence[Any]) -> Covered:
    found = Covered(*row)
    found.notes = json.loads(str(found.notes))
    return found


def _groups(runs: Sequence[_Run], came_through: Callable[[Covered], bool]) -> Iterator[list[_Run]]:
    """Yield runs of one source that can be told as one: of a day, and alike.

    Of those that came through only neighbours: each has seen from where the one before ended. From
    where the first of all did, only itself says.
    """
    open_: dict[bool, list[_Run]] = {True: [], False: []}
    has_begun = False
    for place, (run, covered) in enumerate(runs):
        is_through = came_through(covered)
        is_first = place == 0 or (is_through and not has_begun)
        has_begun = has_begun or is_through
        if is_first or covered.has_times or covered.is_unreadable:
            yield from _more_than_one(open_[True])
            open_[True] = []
            continue
        group = open_[is_through]
        if group and _day_and_since(group[0][1]) != _day_and_since(covered):
            yield from _more_than_one(group)
            group = open_[is_through] = []
        group.append((run, covered))
    for group in open_.values():
        yield from _more_than_one(group)


def _more_than_one(group: list[_Run]) -> Iterator[list[_Run]]:
    if len(group) > 1:
        yield group


def _day_and_since(covered: Covered) -> tuple[str, str]:
    return covered.started[: len("2024-02-14")], covered.asked_since


def _as_one(runs: Sequence[Covered]) -> Covered:
    """Return the last of some runs with what all of them got and noted."""
    notes = {
        (note["kind"], note["facts"].get("host")): note
        for run in runs
        for note in run.notes
        if note["kind"] != FOLDED
    }
    folded = {"kind": FOLDED, "facts": {"runs": str(sum(run.runs for run in runs))}}
    return replace(
        runs[-1],
        first=min((run.first for run in runs if run.first), default=""),
        last=max(run.last for run in runs),
        notes=[*notes.values(), folded],
        **{name: sum(getattr(run, name) for run in runs) for name in COUNTS},
    )
