"""``monitor collect``: live sources into the store, page by page, and what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor.collectors.live.base import Note, Purse, Query, Record, Step
from monitor.collectors.live.sources import parse, source_of
from monitor.corpora.policy import policy
from monitor.errors import BadSource, FetchError, MissingSecret, MonitorError, UnknownName
from monitor.fetch import Fetcher
from monitor.pipeline.steps import Tick, came_through, silent, taken_back, window
from monitor.records import FactCheck, Other, Post, Reject
from monitor.store import COUNTS, Covered, Store

__all__ = ["Collected", "collect", "is_forgotten"]

KEPT = timedelta(days=3)
"""Older runs are folded into one a day and source, where that says the same."""
CLOCKS_DIFFER = timedelta(minutes=1)
_OF_ONE_SOURCE = (BadSource, FetchError, MissingSecret, UnknownName)
# What a source raises when a platform answers in a shape nobody has seen.
_UNEXPECTED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


class Collected(NamedTuple):
    """Per source what became of it, and what went wrong; one source stops no other."""

    sources: list[Covered]
    problems: list[MonitorError]


def collect(
    store: Store,
    sources: Sequence[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
    spend: float | None = None,
    fetcher: Fetcher | None = None,
    tick: Tick = silent,
    done: Callable[[Covered], None] = lambda _: None,
) -> Collected:
    """Collect what is new of every source, going on where each ended.

    A page's posts, the place to go on from and what it covers are stored in one transaction: a run
    killed at any moment has lost nothing, and the next one repeats nothing but the overlap. A
    known post gains a snapshot of its counts, and another text where it was edited; of one that
    was deleted the text goes, if the project's policy says so.

    Parameters
    ----------
    sources : sequence of str
        Source strings, such as ``mastodon:#pemilu@mastodon.social``.
    since, until : datetime, optional
        Nothing older, nothing newer. Without ``since`` from where the last run ended, on the
        first a week back.
    limit : int, optional
        At most so many records of each source.
    spend : float, optional
        Dollars that all sources of this run together may cost; without it none that take money
        is asked.
    fetcher : Fetcher, optional
        Shares its pace with whoever else uses it; it stays open.
    done : callable, optional
        Called with what became of each source as soon as it ends.

    Raises
    ------
    BadSetting
        ``since`` is not before ``until``.
    """
    since, until = window(since, until)
    queries, problems = _asked(store, sources, since, until, limit)
    if spend is not None:
        purse = Purse(round(spend * 1000))
        queries = [replace(query, purse=purse) for query in queries]
    if not queries:
        return Collected([], problems)
    run = store.start_run(
        "collect",
        inputs=[{"source": query.source} for query in queries],
        since=since,
        until=until,
        limit=limit,
        spend=spend,
    )
    found = []
    with nullcontext(fetcher) if fetcher else Fetcher() as asking:
        for query in queries:
            one = _One(store, query, asking, run, tick)
            if problem := one.collect():
                problems.append(problem)
            found.append(one.covered)
            done(one.covered)
        store.fold_coverage(asking.now() - KEPT, came_through)
    store.finish_run(run, failed=len(problems), **_sums(found))  # source by source: coverage
    return Collected(found, problems)


def _sums(found: Sequence[Covered]) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in found) for name in COUNTS}


def is_forgotten(store: Store, query: Query) -> bool:
    """Say whether a source is an account, or a post, that ``monitor forget`` removed."""
    platform = "bluesky" if query.platform == "jetstream" else query.platform
    names = {f"{platform}:{query.term}"}
    parts = urlsplit(query.site or query.term)
    if parts.hostname:
        names.add(f"{platform}:{query.term}@{parts.hostname}")
        if query.kind == "feed":
            names.update((f"web:{parts.hostname}", f"web:{parts.hostname.removeprefix('www.')}"))
    is_one = query.kind not in ("hashtag", "search")
    return is_one and "forgotten" in store.tombstones(names).values()


def _asked(
    store: Store,
    sources: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
) -> tuple[list[Query], list[MonitorError]]:
    queries: dict[str, Query] = {}
    problems: list[MonitorError] = []
    for text in sources:
        try:
            query = parse(text, since=since, until=until, limit=limit)
        except BadSource as problem:
            problems.append(problem)
            continue
        if is_forgotten(store, query):  # its name would stand in the log and in coverage again
            problems.append(BadSource("source_forgotten", source=query.source))
        else:
            queries.setdefault(query.source, query)
    return list(queries.values()), problems


class _One:
    """One source in one run."""

    def __init__(self, store: Store, query: Query, fetcher: Fetcher, run: int, tick: Tick) -> None:
        self.store, self.query, self.fetcher, self.run, self.tick = store, query, fetcher, run, tick
        self.policy = policy(store.path)
        self.deleted = 0
        self.covered = Covered(
            query.source,
            query.platform,
            asked_since=_stamp(query.since),
            asked_until=_stamp(query.until),
            started=_stamp(fetcher.now()),
        )

    def collect(self) -> MonitorError | None:
        """Store every page; return what ended the source before its end, if something did."""
        ended: MonitorError | None = None
        self.store.cover(self.covered, run=self.run)  # that it was asked is known, even if killed
        try:
            for step in self._steps():
                with self.store.writing():
                    self._keep(step)
                self.tick("collect", len(step.records))
        except _OF_ONE_SOURCE as problem:
            ended = problem
            self.covered.problem = problem.key
            self._note(Note("interrupted", {"problem": str(problem)}))
        for host, skew in self.fetcher.take_skews().items():
            if abs(skew) > CLOCKS_DIFFER:
                seconds = str(round(skew.total_seconds()))
                self._note(Note("clock", {"host": host, "seconds": seconds}))
        if self.deleted:
            self._note(Note("deleted", {"count": str(self.deleted)}))
        self.covered.finished = _stamp(self.fetcher.now())
        self.store.cover(self.covered, run=self.run)
        return ended

    def _steps(self) -> Iterator[Step]:
        """Yield the source's pages; a shape that it did not expect ends it with a sentence."""
        state = self.store.source_state(self.query.source)
        try:
            steps = source_of(self.query).collect(self.query, self.fetcher, state)
            yield from steps
        except _UNEXPECTED as problem:
            name = type(problem).__name__
            raise FetchError("source_unexpected", self.query.source, problem=name) from problem

    def _keep(self, step: Step) -> None:
        posts = [record for record in step.records if isinstance(record, Post)]
        checks = [record for record in step.records if isinstance(record, FactCheck)]
        rejects = [record for record in step.records if isinstance(record, Reject)]
        store, query, covered = self.store, self.query, self.covered
        added = store.add(posts, run=self.run)
        at, keep_text = self.fetcher.now(), self.policy.deletions == "keep"
        deleted = taken_back(step.records)
        if step.is_everybodys:
            deleted = store.stored_among(*deleted)
        gone = store.take_back(*deleted, keep_text=keep_text, at=at)
        self.deleted += gone.posts
        filed = store.add_factchecks(checks, source=query.source, run=self.run)
        for reject in rejects:  # told by what they are: their place changes from page to page
            digest = sha256(f"{query.source}\n{reject.excerpt}".encode("utf-8", "replace"))
            named = replace(reject, line=0, file=query.source)
            store.add_rejects([named], digest=digest.hexdigest(), run=self.run)
        covered.pages += 1
        covered.read += len(posts) + len(checks) + len(rejects)
        covered.stored += added.stored + filed.stored
        covered.known += added.known + filed.known
        covered.rejected += len(rejects)
        covered.other += sum(isinstance(record, Other) for record in step.records)
        covered.outside += step.outside
        self._stretch(step.records)
        for note in step.notes:
            self._note(note)
        store.arrive(query.source, posts)
        store.keep_source_state(query.source, step.state, at=self.fetcher.now(), run=self.run)
        store.cover(covered, run=self.run)

    def _stretch(self, records: Sequence[Record]) -> None:
        times = [_stamp(each.created) for each in records if isinstance(each, Post)]
        times += [each.date for each in records if isinstance(each, FactCheck)]
        known = [time for time in (*times, self.covered.first, self.covered.last) if time]
        if known:
            self.covered.first, self.covered.last = min(known), max(known)

    def _note(self, note: Note) -> None:
        written = {"kind": note.kind, "facts": dict(note.facts)}
        if written not in self.covered.notes:
            self.covered.notes.append(written)


def _stamp(time: datetime | None) -> str:
    return "" if time is None else time.astimezone(UTC).isoformat()
