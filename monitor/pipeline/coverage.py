"""``monitor coverage``: which hours live sources saw, which they did not, and who fell silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from monitor.analyses.rhythm import Silence, silence
from monitor.collectors.live.descent import FIRST_LOOK, read_state
from monitor.measures.stretches import Stretch, joined, within, without
from monitor.pipeline.steps import STOPPED, came_through, window
from monitor.store import Covered, Store
from monitor.store.tombs import ALIAS
from monitor.words import say

__all__ = ["Coverage", "SourceCoverage", "coverage", "seen", "unreadable", "written"]

FRESH = timedelta(hours=1)
"""A source asked within it is up to date: what came since is not missing, it is not asked yet."""
LEARNED = timedelta(days=28)
"""How far back a source's rhythm is learned from."""
MOST = 50_000
"""Posts it is learned from."""
_NO_CAVEAT = {
    "interrupted", "clock", "stale", "x_spent", "x_estimate", "jetstream_frames", "folded",
    *STOPPED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What was asked of one source in the time looked at, and what it gave."""

    source: str
    platform: str
    asked: tuple[str, str]
    """When it was first and last asked."""
    runs: int
    failed: int
    """Runs that ended before they were through."""
    read: int
    stored: int
    known: int
    rejected: int
    seen: tuple[Stretch, ...]
    """Wholly: everything the source shows of these hours was read."""
    unseen: tuple[Stretch, ...]
    limits: int
    """Runs in which ``limit`` was reached."""
    caveats: tuple[Mapping[str, Any], ...]
    """Of which its posts are no sample, and what else may be missing; as the runs noted it."""
    clocks: tuple[Mapping[str, Any], ...]
    problem: str
    """What the last run said, where it failed."""
    silence: Silence | None
    """It posts nothing, and that is strange."""

    @property
    def is_forgotten(self) -> bool:
        """Say whether it was an account that was forgotten: it is not asked any more."""
        return bool(ALIAS.search(self.source))

    @property
    def upto(self) -> datetime | None:
        """Up to when it was wholly seen."""
        return self.seen[-1].last if self.seen else None


@dataclass(frozen=True)
class Coverage:
    """What live sources covered of a stretch of time."""

    window: Stretch | None
    """None: nothing was ever collected live."""
    sources: tuple[SourceCoverage, ...] = ()
    platforms: Mapping[str, int] = field(default_factory=dict)
    """Posts of the whole store by platform, imported ones too."""

    @cached_property
    def asked_last(self) -> datetime | None:
        """When a source was last asked."""
        return max((datetime.fromisoformat(each.asked[1]) for each in self.sources), default=None)

    @property
    def silent(self) -> list[SourceCoverage]:
        """Return the sources that fell silent."""
        return [each for each in self.sources if each.silence]

    def unseen(self) -> dict[str, tuple[list[Stretch], int, int]]:
        """Return, by platform, the hours not seen, of how many sources, and how many there are."""
        found: dict[str, tuple[list[Stretch], int, int]] = {}
        for platform in sorted({each.platform for each in self.sources}):
            own = [each for each in self.sources if each.platform == platform]
            missing = [each for each in own if each.unseen]
            if missing:
                hours = joined(part for each in missing for part in each.unseen)
                found[platform] = (hours, len(missing), len(own))
        return found

    def facts(self) -> dict[str, Any]:
        """Return what ``monitor.queue.coverage`` says of it."""
        silent: dict[str, int] = {}
        for each in self.silent:
            silent[each.platform] = silent.get(each.platform, 0) + 1
        return {
            "window": self.window,
            "asked_last": self.asked_last,
            "unseen": self.unseen(),
            "silent": silent,
            "asked": sorted({each.platform for each in self.sources}),
            "platforms": self.platforms,
        }


def coverage(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    sources: Sequence[str] = (),
) -> Coverage:
    """Return what live sources covered, from what every run noted.

    A run that came through has seen a source from where the one before ended (or from the time
    asked for) to its own beginning, but for the gaps it noted; one that was cut short has seen what
    its state says. Hours that are asked for again later are seen then.

    Parameters
    ----------
    since, until : datetime, optional
        The time looked at. By default from the earliest moment that was asked of each source,
        to when any was last asked.
    sources : sequence of str, optional
        Only these.

    Raises
    ------
    BadSetting
        ``since`` is not before ``until``.
    """
    since, until = window(since, until)
    rows: dict[str, list[Covered]] = {}
    for covered in reversed(store.covered(sources=sources)):
        rows.setdefault(covered.source, []).append(covered)
    platforms = store.coverage()["platforms"]
    if not rows:
        return Coverage(None, (), platforms)
    asked = [datetime.fromisoformat(one[-1].started) for one in rows.values()]
    last = until or max(asked)
    found = []
    for source, runs in sorted(rows.items()):
        whole, floor = _seen(runs, _states(store, source))
        ended = datetime.fromisoformat(runs[-1].started) if ALIAS.search(source) else last
        found.append(_source(store, runs, whole, Stretch(since or floor, min(ended, last))))
        asked.append(since or floor)
    return Coverage(Stretch(min(*asked, last), last), tuple(found), platforms)


def seen(store: Store) -> dict[str, Any]:
    """Return what the head of a queue, an export or a report has to say: see ``Store.coverage``.

    It depends on the store alone, not on the time of day.
    """
    return {**store.coverage(), "collecting": coverage(store).facts()}


def written(value: Any) -> Any:  # noqa: ANN401 - of any JSON
    """Return facts about coverage for a program: times as UTC text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict):
        return {name: written(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [written(each) for each in value]
    return value


def _states(store: Store, source: str) -> list[Stretch]:
    """Return what a source's state says was read: all that is known, and a way down cut short."""
    try:
        known, way = read_state(store.source_state(source))
    except ValueError:  # a state of another shape
        return []
    ends = [(known.reached, known.complete), (way.low, way.top) if way else (None, None)]
    return [Stretch(first, last) for first, last in ends if first and last and first < last]


def _seen(runs: Sequence[Covered], state: Sequence[Stretch]) -> tuple[list[Stretch], datetime]:
    """Return what was wholly seen of a source, and the earliest moment that was asked for."""
    found: list[Stretch] = []
    lost: list[Stretch] = []  # for good: the platform no longer leads there
    unread: list[Stretch] = []  # till it is asked for again
    complete: datetime | None = None
    floors = []
    for run in runs:
        started = datetime.fromisoformat(run.started)
        ceiling = min(started, _time(run.asked_until) or started)
        since = _time(run.asked_since)
        floor = since or complete or ceiling - FIRST_LOOK
        floors.append(min(floor, ceiling))
        gaps = list(_gaps(run, floor, ceiling))
        limits = [gap for kind, gap in gaps if kind == "limit"]
        lost += [gap for kind, gap in gaps if kind != "limit"]
        if not came_through(run):
            if run.is_unreadable and (last := _time(run.last)):  # the source goes on behind it
                unread.append(Stretch(floor, last))
                complete = max(complete or last, last)
            continue
        if limits:  # what lies under the gap was not looked at either
            floor = max(floor, _time(run.first) or ceiling)
        found += without([Stretch(floor, ceiling)], limits)
        complete = max(complete or ceiling, ceiling)
    return without([*found, *without(state, unread)], lost), min(floors)


def _kinds(run: Covered) -> set[str]:
    return {note["kind"] for note in run.notes}


def _gaps(run: Covered, floor: datetime, ceiling: datetime) -> Iterator[tuple[str, Stretch]]:
    """Yield the gaps a run noted: every note that says from when to when."""
    for note in run.notes:
        facts = note["facts"]
        if "first" in facts and "last" in facts:
            first, last = _time(facts["first"]) or floor, _time(facts["last"]) or ceiling
            if first < last:
                yield note["kind"], Stretch(first, last)


def _source(
    store: Store, runs: Sequence[Covered], whole: Sequence[Stretch], window: Stretch
) -> SourceCoverage:
    during = [run for run in runs if _overlaps(run, window)]
    name, last = runs[-1].source, runs[-1]
    missing = without([window], whole)
    if missing and missing[-1].last == window.last and window.last - missing[-1].first < FRESH:
        missing.pop()
    notes = {_named(note): note for run in during for note in run.notes}
    problems = [
        str(n["facts"].get("problem", "")) for n in last.notes if n["kind"] == "interrupted"
    ]
    after = (whole[-1].last - LEARNED).timestamp() if whole else 0.0
    times = store.arrived(name, after=after, most=MOST)
    return SourceCoverage(
        source=name,
        platform=last.platform,
        asked=(runs[0].started, last.started),
        runs=sum(run.runs for run in during),
        failed=sum(run.runs for run in during if not came_through(run)),
        read=sum(run.read for run in during),
        stored=sum(run.stored for run in during),
        known=sum(run.known for run in during),
        rejected=sum(run.rejected for run in during),
        seen=tuple(within(whole, window)),
        unseen=tuple(missing),
        limits=sum("limit" in _kinds(run) for run in during),
        caveats=tuple(note for note in notes.values() if _is_caveat(note)),
        clocks=tuple(note for note in notes.values() if note["kind"] == "clock"),
        problem=problems[-1] if problems else unreadable(last),
        silence=_silence(times, whole),
    )


def unreadable(run: Covered) -> str:
    """Say that a run got what could not be read, if it did; else nothing."""
    counts = {"rejected": run.rejected, "read": run.read}
    return say("coverage.unreadable", **counts) if run.is_unreadable else ""


def _silence(times: Sequence[int], whole: Sequence[Stretch]) -> Silence | None:
    if not whole:
        return None
    upto = whole[-1].last.timestamp()
    return silence([time for time in times if time <= upto], whole)


def _overlaps(run: Covered, window: Stretch) -> bool:
    return window.first <= datetime.fromisoformat(run.started) <= window.last


def _named(note: Mapping[str, Any]) -> str:
    """Return what makes two notes one: the later is kept."""
    return f"{note['kind']} {note['facts'].get('host', '')}"


def _is_caveat(note: Mapping[str, Any]) -> bool:
    return note["kind"] not in _NO_CAVEAT and "first" not in note["facts"]


def _time(text: str) -> datetime | None:
    """Read a time; of a day alone its beginning, in UTC."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
