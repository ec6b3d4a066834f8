"""Going down a timeline, newest first: one cursor loop for every platform that pages this way.

What is known of a timeline is one stretch of time without a gap, from ``reached`` up to
``complete``. A run first ends a way down that was cut short, then goes from the top into the known
stretch, and below it where ``since`` asks for older posts. Each page's Step carries the state
behind that page, so what a killed run stored is not asked for again, but for an overlap: posts
reach a site late, and are then older than what was already read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from monitor.collectors.live.base import Note, Query, Record, State, Step
from monitor.errors import FetchError
from monitor.records import FactCheck, Post

__all__ = ["FIRST_LOOK", "OVERLAP", "SWEEP", "SWEEP_EVERY", "Page", "Timeline", "descend"]

FIRST_LOOK = timedelta(days=7)
"""How far back a first run goes where nobody says."""
OVERLAP = timedelta(minutes=10)
"""How far every run reads again into what it knows."""
SWEEP = timedelta(hours=6)
"""How far it reads again now and then: late arrivals, and counts that grew."""
SWEEP_EVERY = timedelta(hours=3)
_SECOND = timedelta(seconds=1)
_STALLED = 3
"""Pages in a row that bring nothing new; one may come twice, after a fault of the platform."""
_STALE = (400, 404, 410, 422)
"""What platforms answer to a cursor that they no longer know; some answer 500."""


class Page(NamedTuple):
    """One answer of a platform: its records, and the cursor of the page below; empty: no more."""

    records: Sequence[Record]
    below: str = ""
    notes: tuple[Note, ...] = ()


class Timeline(Protocol):
    """What a platform has to say for its timelines to be gone down."""

    def page(self, cursor: str, /) -> Page:
        """Return the page at a cursor; an empty one means the top."""

    def cursor_at(self, time: datetime, /) -> str:
        """Return a cursor for what is older than a time; empty where the platform has none."""


@dataclass(frozen=True, slots=True)
class Known:
    """The stretch without a gap, and when its upper end was last swept for late arrivals."""

    reached: datetime | None = None
    complete: datetime | None = None
    swept: datetime | None = None

    def with_stretch(self, floor: datetime, ceiling: datetime) -> Known:
        """Add a stretch just read; of two that do not touch, the later one is kept."""
        if self.reached is None or self.complete is None:
            return replace(self, reached=floor, complete=ceiling)
        if ceiling < self.reached:
            return self
        if floor > self.complete:
            return replace(self, reached=floor, complete=ceiling)
        floor, ceiling = min(floor, self.reached), max(ceiling, self.complete)
        return replace(self, reached=floor, complete=ceiling)


@dataclass(slots=True)
class Way:
    """One way down: how far it goes, where it is, and the newest and oldest it has seen."""

    floor: datetime
    cursor: str = ""
    top: datetime | None = None
    low: datetime | None = None
    asked: set[str] = field(default_factory=set)
    recent: deque[frozenset[str]] = field(default_factory=lambda: deque(maxlen=_STALLED + 2))
    stalled: int = 0

    def sees(self, page: Page, now: datetime) -> bool:
        """Take in a page; say whether the way still leads down. A client may say 1970 or 2099."""
        times = [time for record in page.records if (time := time_of(record))]
        if times:
            self.top = min(max(*times, self.top or times[0]), now)
        if inside := [time for time in times if time >= self.floor]:
            self.low = min(*inside, self.low or inside[0])
        self.stalled = self.stalled + 1 if self.repeats(page) else 0
        self.recent.append(_ids(page))
        return not times or max(times) >= self.floor

    def repeats(self, page: Page) -> bool:
        """Say whether a page shows only what one of those before it has shown."""
        ids = _ids(page)
        return bool(ids) and any(ids <= others for others in self.recent)


def descend(query: Query, state: State, timeline: Timeline, *, now: datetime) -> Iterator[Step]:
    """Yield the pages of a timeline that a query asks for, from where ``state`` says.

    Parameters
    ----------
    timeline : Timeline
        Newest first. A late arrival in the wrong place does no harm: only a page all of whose
        dated posts are too old ends the way down.
    now : datetime
        Bounds the first look, and times that lie in the future.

    Notes
    -----
    A cursor that the platform refuses, or that leads back to pages already read, is replaced
    by ``timeline.cursor_at`` of the oldest time seen; where that does not help either, the rest is
    a gap, and a Note says which. ``query.limit`` ends the way down with such a Note as well: the
    next run starts at the top again, or a busy source would never show its newest posts.
    """
    return _Walk(query, timeline, now).steps(state)


class _Walk:
    def __init__(self, query: Query, timeline: Timeline, now: datetime) -> None:
        self.query, self.timeline, self.now = query, timeline, now
        self.left = query.limit

    def steps(self, state: State) -> Iterator[Step]:
        """Yield the pages of every way down that is needed."""
        known, way = read_state(state)
        if way is not None:
            known = yield from self._down(way, known)
        until, since = self.query.until, self.query.since
        ceiling = until or self.now
        if known.complete is None or (until and until <= known.complete):
            floor = since or ceiling - FIRST_LOOK
        else:
            known, floor = self._swept(known, known.complete)
            floor = max(floor, since) if since else floor
        if self.left != 0:
            known = yield from self._down(Way(floor, self._at(until)), known)
        reached = known.reached
        if self.left != 0 and since and reached and since < reached < ceiling:
            yield from self._down(Way(since, self._at(reached), reached, reached), known)

    def _at(self, time: datetime | None) -> str:
        """Return a cursor for a time, that very second included."""
        return self.timeline.cursor_at(time + _SECOND) if time else ""

    def _swept(self, known: Known, complete: datetime) -> tuple[Known, datetime]:
        """Return how far down to read again; a sweep is noted."""
        last = known.swept
        if last is not None and timedelta() <= self.now - last < SWEEP_EVERY:
            return known, complete - OVERLAP
        return replace(known, swept=self.now), complete - SWEEP

    def _down(self, way: Way, known: Known) -> Generator[Step, None, Known]:
        """Yield the pages of one way down; return what is known behind it."""
        while True:
            page, notes = self._page(way)
            if page is None:  # neither the cursor nor the time leads on
                known = self._ended(way, known, way.floor)  # asking again would not help
                yield Step((), write_state(known), (*notes, _gap("gap", way.floor, way.low)))
                return known
            leads_down = way.sees(page, self.now)
            records, outside = self._wanted(page)
            notes += page.notes
            if self.left == 0:
                known = self._ended(way, known, way.low or way.floor)
                gap = _gap("limit", way.floor, way.low, limit=str(self.query.limit))
                yield Step(records, write_state(known), (*notes, gap), outside)
                return known
            if not (leads_down and page.below):
                known = self._ended(way, known, way.floor)
                yield Step(records, write_state(known), notes, outside)
                return known
            way.cursor = page.below
            yield Step(records, write_state(known, way), notes, outside)

    def _page(self, way: Way) -> tuple[Page | None, tuple[Note, ...]]:
        """Return the next page, by time where the cursor leads nowhere; None where nothing does."""
        if way.cursor in way.asked or way.stalled >= _STALLED:
            page = self._page_by_time(way)
        else:
            way.asked.add(way.cursor)
            try:
                return self._page_at(way), ()
            except FetchError as problem:
                if not way.cursor or not (problem.status in _STALE or problem.status >= 500):
                    raise
                page = self._page_by_time(way)
                if page is None and problem.status not in _STALE:
                    raise  # the site is ill, the cursor may be sound: the next run tries again
        return page, () if page is None else (Note("stale"),)

    def _page_at(self, way: Way) -> Page:
        """Return the next page; where it is empty, or the one before, it is asked for twice."""
        page = self.timeline.page(way.cursor)
        sound = page.records and not way.repeats(page)
        return page if sound or not way.cursor else self.timeline.page(way.cursor)

    def _page_by_time(self, way: Way) -> Page | None:
        cursor = self._at(way.low)
        if not cursor or cursor in way.asked:
            return None
        way.asked.add(cursor)
        way.stalled = 0
        return self.timeline.page(cursor)

    def _wanted(self, page: Page) -> tuple[tuple[Record, ...], int]:
        wanted = [record for record in page.records if self.query.wants(time_of(record))]
        outside = len(page.records) - len(wanted)
        if self.left is not None:
            wanted = wanted[: self.left]
            self.left -= len(wanted)
        return tuple(wanted), outside

    def _ended(self, way: Way, known: Known, floor: datetime) -> Known:
        if way.top is None:
            return known
        top = min(way.top, self.now, self.query.until or self.now)  # a client may say 2099
        return known.with_stretch(min(floor, top), top)


def _ids(page: Page) -> frozenset[str]:
    return frozenset(each.id for each in page.records if isinstance(each, Post | FactCheck))


def _gap(kind: str, first: datetime, last: datetime | None, **facts: str) -> Note:
    ends = {"first": first.isoformat(), "last": last.isoformat() if last else ""}
    return Note(kind, {**ends, **facts})


def time_of(record: Record) -> datetime | None:
    """Return when a record says it was published; None where it does not say exactly."""
    if isinstance(record, Post):
        return record.created
    if not isinstance(record, FactCheck):
        return None
    try:
        time = datetime.fromisoformat(record.date)
    except ValueError:  # a month or a year alone
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


_KNOWN = ("reached", "complete", "swept")
_WAY = ("floor", "top", "low")


def write_state(known: Known, way: Way | None = None) -> dict[str, str]:
    """Return what a later run needs, as text.

    Examples
    --------
    >>> noon = datetime(2024, 2, 14, 12, tzinfo=UTC)
    >>> state = write_state(Known(noon, noon), Way(noon, "109"))
    >>> read_state(state)[1].cursor
    '109'
    """
    times = {name: getattr(known, name) for name in _KNOWN}
    cursor = {}
    if way is not None:
        times |= {name: getattr(way, name) for name in _WAY}
        cursor = {"cursor": way.cursor} if way.cursor else {}
    stamps = {name: time.isoformat() for name, time in times.items() if time is not None}
    return stamps | cursor


def read_state(state: State) -> tuple[Known, Way | None]:
    """Read what :func:`write_state` wrote."""
    times = {
        name: datetime.fromisoformat(state[name]) for name in (*_KNOWN, *_WAY) if name in state
    }
    known = Known(*(times.get(name) for name in _KNOWN))
    if "floor" not in times:
        return known, None
    return known, Way(times["floor"], state.get("cursor", ""), times.get("top"), times.get("low"))
