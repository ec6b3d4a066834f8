"""Bluesky's live stream (Jetstream): all that is posted on the network, filtered here.

The only way to Bluesky's posts by hashtag or words without a login. A run reads from the moment
where the last one stopped up to the one at which it began, and ends. The stream gives every frame
at least once, in the order of its instance's own clock but for a second or two; an instance keeps
about a day. So a connection begins a little before the place where the last one stopped, and what
an instance no longer has is a gap that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic
from urllib.parse import urlencode

from monitor.collectors.bluesky_records import POST, REPOST
from monitor.collectors.dates import LAST
from monitor.collectors.jetstream import to_post
from monitor.collectors.lines import Found, guarded, one_object
from monitor.collectors.live.base import Note, Query, Record, State, Step, decode
from monitor.collectors.live.bluesky import PUBLIC
from monitor.collectors.live.descent import FIRST_LOOK
from monitor.collectors.live.wanted import OfAccount, Wanted, Words
from monitor.collectors.values import mapping, text
from monitor.errors import BadAnswer, FetchError, Refused
from monitor.fetch import Fetcher
from monitor.fetch.addresses import host_of
from monitor.fetch.stream import LARGEST_MESSAGE
from monitor.records import Other, Post, Reject

__all__ = ["INSTANCES", "collect"]

INSTANCES = (
    "https://jetstream2.us-east.bsky.network",
    "https://jetstream2.us-west.bsky.network",
)
"""Of Bluesky's four public ones, one in each region: the second where the first fails."""
OVERLAP = timedelta(seconds=5)
ELSEWHERE = timedelta(seconds=60)
"""How far a connection to another instance goes back: its clock is another one."""
NEAR = timedelta(minutes=1)
"""On the whole network no minute passes without a post: a longer silence is none."""
QUIET = timedelta(hours=1)
"""How far back an account that posts nothing is looked at again."""
YOUNG = timedelta(hours=12)
"""What is no older is still kept by every instance."""
RECORDS, FRAMES, SECONDS = 500, 20_000, 10.0
"""How much one transaction stores at most: records, frames looked through, and for how long."""
_UNREADABLE = 100
"""Frames in a row: whoever sends as many is no Jetstream."""
_HEAD = re.compile(r'\{"did":"did:[^"\\]{1,2048}","time_us":(\d{1,17}),')
"""How a frame begins, wherever Jetstream itself wrote it."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield what the stream tells of words, hashtags or an account, up to now.

    Raises
    ------
    Refused
        There is no such account.
    FetchError
        No instance can be asked.
    """
    run = _Run(query, fetcher, state)
    ended: FetchError | None = None
    for instance in run.instances():
        try:
            yield from run.steps(instance)
        except FetchError as problem:
            ended = problem
        else:
            ended = None
            break
    yield run.last(ended)
    if ended:
        raise ended


class _Course:
    """How far in the stream's time a run is."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.at: datetime | None = None
        self._leap: datetime | None = None
        """A time far ahead of the frame before; the next frame says whether to believe it."""
        self._joined: datetime | None = None
        """Where a connection was to begin; None once its first frame is there."""

    @property
    def is_joining(self) -> bool:
        """Whether a connection's first frame is still to come."""
        return self._joined is not None

    @property
    def here(self) -> datetime:
        """Where to go on from."""
        return self.at or self.start

    def join(self) -> None:
        """Begin a connection here."""
        self._joined, self._leap = self.here, None

    def move(self, time: datetime) -> tuple[datetime, datetime] | None:
        """Go on to a frame's time; return what was left out before it, if anything was."""
        leap, self._leap = self._leap, None
        missing = self._arrive(leap) if leap and time >= leap - NEAR else None
        if time - self.here > QUIET:
            self._leap = time
            return missing
        return self._arrive(time) or missing

    def _arrive(self, time: datetime) -> tuple[datetime, datetime] | None:
        joined, self._joined = self._joined, None
        self.at = max(time, self.at or time)
        return (joined, time) if joined and time - joined > NEAR else None


class _Batch:
    """What one transaction stores."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.outside = self.frames = 0
        self._since = monotonic()

    def is_full(self) -> bool:
        """Say whether it is time to store it."""
        if len(self.records) >= RECORDS or self.frames >= FRAMES:
            return True
        return self.frames % 64 == 0 and monotonic() - self._since >= SECONDS


class _Run:
    """One run: what it looks for, how far it is, and what is to be stored next."""

    def __init__(self, query: Query, fetcher: Fetcher, state: State) -> None:
        self._query, self._fetcher, self._state = query, fetcher, state
        self._is_whole = query.kind != "account"
        self._wanted, self._asked = self._filters()
        self._begun, until = fetcher.now(), query.until
        self._ceiling = min(self._begun, until or self._begun)
        complete, reached = (_time(state.get(name, "")) for name in ("complete", "reached"))
        start = self._beginning(complete, reached)
        self._course = _Course(start)
        self._reached = min(reached, start) if complete and reached and start <= complete else start
        """Since when nothing is missing, but for the gaps that were said."""
        self._looks_back = bool(complete and until and until <= complete)
        """Whether it only looks again at what lies below the place to go on from."""
        self._is_known = self._looks_back and start == complete
        self._instance = state.get("instance", "")
        self._left = query.limit
        self._frames = self._found = self._unreadable = 0
        self._batch = _Batch()
        self._notes = [Note("jetstream" if self._is_whole else "jetstream_account")]

    def instances(self) -> list[str]:
        """Return whom to ask: the one that was named, else the one asked last before others."""
        if self._is_known:
            return []
        if self._query.site:
            return [self._query.site]
        return sorted(INSTANCES, key=lambda one: host_of(one) != self._instance)

    def steps(self, instance: str) -> Iterator[Step]:
        """Yield batches of what an instance tells."""
        self._look_for_gap(instance)
        with closing(self._fetcher.messages(lambda: self._address(instance))) as frames:
            for raw in frames:
                if self._course.is_joining:
                    self._set_clock()
                self._take(raw)
                if self._is_through():
                    return
                if self._batch.is_full():
                    yield self._step()
        if not self._is_whole:  # it is there and says nothing: nothing happened
            self._course.at = max(self._course.here, self._ceiling - QUIET)

    def last(self, ended: FetchError | None) -> Step:
        """Return what is left to store, and what has to be said at the end."""
        here = self._course.here
        if self._left == 0:
            ends = {"first": here.isoformat(), "last": self._ceiling.isoformat()}
            self._notes.append(Note("limit", {**ends, "limit": str(self._query.limit)}))
        elif (
            self._is_whole
            and not (ended or self._is_known)
            and here < min(self._ceiling, self._fetcher.now()) - NEAR
        ):
            self._notes.append(Note("jetstream_behind", {"first": here.isoformat()}))
        counts = {"frames": str(self._frames), "posts": str(self._found)}
        self._notes.append(Note("jetstream_frames", counts))
        return self._step()

    def _filters(self) -> tuple[Wanted, dict[str, object]]:
        """Return what is wanted here, and what the instance is asked to send."""
        query, asked = self._query, {"maxMessageSizeBytes": LARGEST_MESSAGE}
        if self._is_whole:
            words = f"#{query.term}" if query.kind == "hashtag" else query.term
            return Words(words), {**asked, "wantedCollections": [POST]}
        did = query.term if query.term.startswith("did:") else self._did_of(query.term)
        return OfAccount(did), {**asked, "wantedCollections": [POST, REPOST], "wantedDids": [did]}

    def _did_of(self, handle: str) -> str:
        found, answer = self._fetcher.json(
            f"{PUBLIC}/xrpc/com.atproto.identity.resolveHandle",
            params={"handle": handle},
            allow=(400,),
            decode=decode,
        )
        did = text(mapping(found).get("did"))
        if not did.startswith("did:"):
            host, status = host_of(PUBLIC), answer.status
            raise Refused("bluesky_no_account", host, status=status, name=handle)
        return did

    def _beginning(self, complete: datetime | None, reached: datetime | None) -> datetime:
        since = self._query.since
        if complete is None or (since and reached and since < reached):
            return since or self._ceiling - FIRST_LOOK
        return max(complete, since) if since else complete

    def _address(self, instance: str) -> str:
        """Return where to connect: it goes on where the last connection stopped, and before."""
        host = host_of(instance)
        back = OVERLAP if self._instance in ("", host) else ELSEWHERE
        self._instance = host
        self._course.join()
        asked = {**self._asked, "cursor": _micros(self._course.here - back)}
        return f"{instance}/subscribe?{urlencode(asked, doseq=True)}"

    def _look_for_gap(self, instance: str) -> None:
        """Find out what the oldest frame is, where an account's own would not tell."""
        start = self._course.start
        if self._is_whole or self._ceiling - start < YOUNG:
            return
        asked = {"wantedCollections": POST, "cursor": _micros(start)}
        address = f"{instance}/subscribe?{urlencode(asked)}"
        with closing(self._fetcher.messages(lambda: address)) as frames:
            for raw in frames:
                head = _HEAD.match(raw)
                if head and (first := _moment(int(head[1]))):
                    if first - start > NEAR:
                        self._note_gap(start, first)
                    return

    def _note_gap(self, first: datetime, last: datetime) -> None:
        ends = {"first": first.isoformat(), "last": min(last, self._ceiling).isoformat()}
        self._notes.append(Note("jetstream_gap", ends))

    def _take(self, raw: str) -> None:
        """Look at a frame: most tell nothing but the time."""
        self._frames += 1
        self._batch.frames += 1
        head = _HEAD.match(raw)
        if head and not ("delete" in raw or self._wanted.may_hold(raw)):
            self._pass(_moment(int(head[1])))
            return
        found = one_object(self._frames, raw)
        record = guarded(to_post, found) if isinstance(found, Found) else found
        micros = found.value.get("time_us") if isinstance(found, Found) else None
        if isinstance(micros, int):
            self._pass(_moment(micros))
        elif isinstance(record, Reject):
            self._unreadable += 1
        self._keep(record)
        if self._unreadable >= _UNREADABLE:
            raise BadAnswer("fetch_no_stream", self._instance, status=101)

    def _pass(self, time: datetime | None) -> None:
        """Go on to a frame's time."""
        self._unreadable = 0
        if time is None:
            return
        missing = self._course.move(time)
        if missing and self._is_whole:
            self._note_gap(*missing)

    def _keep(self, record: Record) -> None:
        if isinstance(record, Other):
            if record.kind == "deletion":
                self._batch.records.append(record)
            return
        if isinstance(record, Post):
            if not self._wanted.wants(record):
                return
            if not self._query.wants(record.created):
                self._batch.outside += 1
                return
            self._found += 1
        if self._left is not None:
            self._left -= 1
        self._batch.records.append(record)

    def _set_clock(self) -> None:
        """Take the moment at which the run began from the instance, where it tells the time."""
        begun, until = self._begun + self._fetcher.skew(self._instance), self._query.until
        self._ceiling = min(begun, until or begun)

    def _is_through(self) -> bool:
        at = self._course.at
        if self._left == 0:
            return True
        if at is None or at < self._ceiling:
            return False
        ahead = at - self._fetcher.now() - self._fetcher.skew(self._instance)
        until = self._query.until
        if ahead < NEAR or (until and at >= until):
            return True
        # what has happened cannot lie before us: our clock is late, and does not tell when to end
        facts = {"host": self._instance, "seconds": str(round(ahead.total_seconds()))}
        self._notes.append(Note("clock", facts))
        self._ceiling = until or LAST
        return False

    def _step(self) -> Step:
        """Return what was found since the last one, and the place to go on from."""
        batch, self._batch = self._batch, _Batch()
        notes, self._notes = tuple(self._notes), []
        return Step(batch.records, self._place(), notes, batch.outside, is_everybodys=True)

    def _place(self) -> State:
        at = self._course.at
        if at is None or self._looks_back:
            return self._state
        ends = {"reached": self._reached.isoformat(), "complete": at.isoformat()}
        return {"instance": self._instance, **ends}


def _micros(time: datetime) -> int:
    return (time - _EPOCH) // _MICROSECOND


def _moment(micros: int) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        return None


def _time(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
