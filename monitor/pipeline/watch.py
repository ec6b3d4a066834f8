"""``monitor watch``: collect, analyse and alert, on and on; nothing that fails once ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from monitor.collectors.live.sources import parse
from monitor.corpora.elections import WIB
from monitor.corpora.public import public_accounts
from monitor.errors import MonitorError
from monitor.fetch import Fetcher
from monitor.pipeline.alerts import Look, send, to_file, webhook
from monitor.pipeline.collect import collect, is_forgotten
from monitor.pipeline.coverage import unreadable
from monitor.pipeline.project import setting
from monitor.pipeline.scan import scan
from monitor.pipeline.watchfile import Plan, Wanted
from monitor.privacy import Mask, project_key
from monitor.store import Covered, Store
from monitor.words import say

__all__ = ["Stop", "Stopped", "Watch"]

NAP = 60.0
"""Seconds it sleeps at most: so soon it notices that the computer slept."""
SLEPT = timedelta(minutes=2)
"""A nap that much longer than it should be was the computer's sleep, or its clock."""
_MILLS = 1000

Line = Callable[[str], None]
Channel = Callable[[Sequence[dict[str, Any]]], None]


class Stopped(Exception):
    """Somebody asked to stop: it ends between two pages, so that none is half stored."""


class Stop:
    """Whether somebody asked to stop; a signal's handler may call it."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def __call__(self) -> None:
        """Ask to stop."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Say whether somebody did."""
        return self._asked.is_set()

    def sleep(self, seconds: float) -> None:
        """Wait; who asks to stop need not wait for it.

        Raises
        ------
        Stopped
            Somebody did.
        """
        if self._asked.wait(max(seconds, 0.0)):
            raise Stopped


@dataclass
class Watch:
    """A plan being carried out.

    Parameters
    ----------
    store : Store
        Of the plan's database; hold its lock (``store.only_one``).
    fetcher : Fetcher
        Its ``now`` is the time of day used throughout; give it ``stop.sleep`` to wait with.
    stop : Stop
    say_line : callable
        Told every line of the log.
    show : callable
        Told the alerts that go to standard output.
    sleep : callable, optional
        How to wait between turns: ``stop.sleep`` by default.
    workers : int, optional
        Processes of a scan, as for :func:`monitor.pipeline.scan.scan`.
    """

    store: Store
    plan: Plan
    fetcher: Fetcher
    stop: Stop
    say_line: Line
    show: Channel
    sleep: Callable[[float], None] | None = None
    workers: int | None = None
    _due: dict[str, datetime] = field(init=False)
    _scan_due: datetime | None = None
    _fresh: bool = False
    _told_forgotten: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._due = dict(self._first_turns())
        channels: dict[str, Channel] = {}
        if self.plan.alerts.file:
            channels["file"] = to_file(Path(self.plan.alerts.file))
        if self.plan.alerts.stdout:
            channels["stdout"] = self.show
        if self.plan.alerts.webhook:
            channels["webhook"] = webhook(self.fetcher)
        self._channels: Mapping[str, Channel] = channels

    def run(self) -> None:
        """Take turn after turn until somebody asks to stop."""
        with _until_stopped():
            while not self.stop.asked:
                self.turn(digest=False)
                self._rest()

    def once(self) -> int:
        """Ask every source that is due, analyse, alert; return how many alerts were new."""
        with _until_stopped():
            return self.turn(digest=True)
        return 0

    def turn(self, *, digest: bool) -> int:
        """Do what is due now; what fails is said and tried again at the next turn.

        Parameters
        ----------
        digest : bool
            Say alerts now, however young the last digest is.
        """
        now = self.fetcher.now()
        due = [each for each in self.plan.sources if self._due[each.source] <= now]
        if not due:
            return 0
        for wanted in due:
            self._due[wanted.source] = now + self.plan.often(wanted)
        due = [each for each in due if not self._is_forgotten(each)]
        for group, spend in self._groups(due):
            self._guarded(partial(self._collect, group, spend))
        self._guarded(self._scan)
        return self._guarded(partial(self._alert, digest=digest)) or 0

    def _first_turns(self) -> Iterator[tuple[str, datetime]]:
        """Yield when each source is due first: a new start asks nobody earlier than planned."""
        asked, now = self.store.last_asked(), self.fetcher.now()
        for wanted in self.plan.sources:
            last = asked.get(wanted.source)
            due = datetime.fromisoformat(last) + self.plan.often(wanted) if last else now
            yield wanted.source, min(due, now + self.plan.often(wanted))

    def _rest(self) -> None:
        """Sleep until the next turn, in naps; a computer that slept or a clock set is noticed."""
        sleep = self.sleep or self.stop.sleep
        while not self.stop.asked:
            before = self.fetcher.now()
            wait = (min(self._due.values()) - before).total_seconds()
            if wait <= 0:
                return
            nap = min(wait, NAP)
            sleep(nap)
            self._jumped(before, self.fetcher.now(), timedelta(seconds=nap))

    def _jumped(self, before: datetime, after: datetime, nap: timedelta) -> None:
        ends = {"first": _clock(before), "last": _clock(after)}
        if after - before > nap + SLEPT:
            self.say_line(say("watch.slept", **ends))
        elif after < before:  # what is due later by the wrong clock would wait for hours
            self.say_line(say("watch.clock_back", **ends))
            for wanted in self.plan.sources:
                latest = after + self.plan.often(wanted)
                self._due[wanted.source] = min(self._due[wanted.source], latest)

    def _is_forgotten(self, wanted: Wanted) -> bool:
        """Say whether a source was forgotten; that it still stands in the file is said once."""
        if not is_forgotten(self.store, parse(wanted.source)):
            return False
        if wanted.source not in self._told_forgotten:
            self._told_forgotten.add(wanted.source)  # by its place: the log names nobody forgotten
            number = self.plan.sources.index(wanted) + 1
            self.say_line(say("watch.forgotten", number=number))
        return True

    def _groups(self, due: Sequence[Wanted]) -> Iterator[tuple[list[str], float | None]]:
        """Yield sources to ask in one run: those that cost nothing, then each that does."""
        free = [each.source for each in due if each.spend is None]
        if free:
            yield free, None
        for each in due:
            if each.spend is not None:
                left = each.spend - self._spent_today(each.source)
                if left > 0:
                    yield [each.source], left
                else:
                    dollars = f"{each.spend:g}"
                    self.say_line(say("watch.no_purse", source=each.source, dollars=dollars))

    def _spent_today(self, source: str) -> float:
        """Return the dollars a source cost since midnight (WIB), those of killed runs too."""
        ever = int(self.store.source_state(source).get("spent", "0")) / _MILLS
        midnight = self.fetcher.now().astimezone(WIB).replace(hour=0, minute=0, second=0)
        before = (run for run in self.store.covered(sources=[source]) if _began(run) < midnight)
        notes = (note for run in before for note in run.notes if note["kind"] == "x_spent")
        return ever - float(next((note["facts"]["ever"] for note in notes), 0.0))

    def _collect(self, sources: Iterable[str], spend: float | None) -> None:
        collect(
            self.store,
            list(sources),
            since=self.plan.since,
            spend=spend,
            fetcher=self.fetcher,
            tick=self._tick,
            done=self._told,
        )

    def _tick(self, _step: str, _count: int) -> None:
        if self.stop.asked:  # the page just read is stored
            raise Stopped

    def _told(self, covered: Covered) -> None:
        self._fresh = self._fresh or covered.stored > 0
        for note in covered.notes:
            if note["kind"] == "interrupted":
                problem = note["facts"]["problem"]
                self.say_line(say("watch.failed_source", source=covered.source, problem=problem))
        if unread := unreadable(covered):
            self.say_line(say("watch.failed_source", source=covered.source, problem=unread))
        counts = {name: getattr(covered, name) for name in ("stored", "known", "rejected")}
        if covered.problem and not covered.pages:
            return
        self.say_line(say("watch.asked", source=covered.source, **counts))

    def _scan(self) -> None:
        now = self.fetcher.now()
        waits = self._scan_due is not None and now < self._scan_due
        if self.plan.scan is None or not self._fresh or waits or self.store.path is None:
            return
        self._scan_due = now + self.plan.scan
        before = self.store.progress()
        found = setting(self.store, self.store.path, election_id=self.plan.election or None)
        scan(self.store, [], found, workers=self.workers)
        self._fresh = False
        behind = max((seq for _, seq in before.values()), default=0)
        self.say_line(say("watch.scanned", posts=self.store.last_seq() - behind))

    def _alert(self, *, digest: bool) -> int:
        path = self.store.path or Path("monitor.db")
        key = project_key(path)
        look = Look(
            self.store,
            self.plan.alerts,
            Mask(key, public_accounts()),
            key,
            self.fetcher.now(),
        )
        count = send(look, self._channels, due=digest)
        if count:
            self.say_line(say("watch.alerts", count=count))
        return count

    def _guarded(self, do: Callable[[], Any]) -> Any:  # noqa: ANN401 - what it does
        """Do something; an error is a line of the log, and no end."""
        if self.stop.asked:
            raise Stopped
        try:
            return do()
        except MonitorError as problem:
            self.say_line(say("watch.failed", problem=problem))
            return None


@contextmanager
def _until_stopped() -> Iterator[None]:
    try:
        yield
    except Stopped:
        return


def _began(run: Covered) -> datetime:
    return datetime.fromisoformat(run.started)


def _clock(time: datetime) -> str:
    return f"{time.astimezone(WIB):%d-%m-%Y %H.%M}"
