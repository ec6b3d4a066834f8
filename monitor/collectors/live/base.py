"""What a live source is: asked a :class:`Query`, it yields :class:`Step`s, a page each.

A Step is what one transaction stores: the records of a page, where to go on after it, and what
has to be said about what is missing. So a run killed between any two instructions has lost
nothing, and the next one goes on behind the last page that was stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from monitor.collectors.lines import Found, guarded, parse
from monitor.records import FactCheck, Other, Post, Reject

if TYPE_CHECKING:
    from monitor.fetch import Fetcher  # loads the web: who only reads a source string needs none

__all__ = ["Note", "Purse", "Query", "Record", "Source", "State", "Step", "decode", "mapped"]

Record = Post | Reject | Other | FactCheck
State = Mapping[str, str]
"""Where a source stopped: small, JSON, and never a secret. What is in it is the source's own."""


@dataclass(slots=True)
class Purse:
    """What one run may spend, in thousandths of a dollar; shared by all of its sources."""

    left: int
    spent: int = 0

    def pay(self, mills: int) -> None:
        """Take what an answer costs."""
        self.left -= mills
        self.spent += mills


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted of one source."""

    source: str
    """The source string in its one form: the name its state and coverage are kept under."""
    platform: str
    kind: str
    """What ``term`` is: ``hashtag, account, channel, search, feed`` or a fact-checker's name."""
    term: str
    """Without ``#`` and ``@``; hashtags and handles in lower case."""
    site: str = ""
    """``https://host`` where the platform has many; empty where it has one."""
    since: datetime | None = None
    """Nothing older; None: from where the last run ended, a week back on the first."""
    until: datetime | None = None
    """Nothing newer (exclusive)."""
    limit: int | None = None
    """At most so many records; the rest becomes a gap that is said."""
    purse: Purse | None = field(default=None, compare=False)
    """For platforms that take money; None: nothing may be spent."""

    def wants(self, time: datetime | None) -> bool:
        """Say whether something of this time was asked for; what has no time is wanted."""
        return time is None or (
            (self.since is None or time >= self.since) and (self.until is None or time < self.until)
        )


class Note(NamedTuple):
    """A fact about coverage: something was not seen, or may not be what it seems.

    ``kind`` is a key of ``words`` (``collect.note_<kind>``), ``facts`` fill its sentence.
    """

    kind: str
    facts: Mapping[str, str] = {}


class Step(NamedTuple):
    """One page: what is stored in one transaction."""

    records: Sequence[Record]
    state: State
    """Where to go on after this page, stored together with its records."""
    notes: tuple[Note, ...] = ()
    outside: int = 0
    """Records that came with the page and lie before ``since`` or behind ``until``."""
    is_everybodys: bool = False
    """Its deletions are a whole platform's: only those of what is stored are our business."""


class Source(Protocol):
    """A module that collects from one platform."""

    def collect(self, query: Query, fetcher: Fetcher, state: State, /) -> Iterator[Step]:
        """Yield pages of what ``query`` asks for, going on from ``state`` (empty at first).

        What cannot be read is a Reject with its reason. A FetchError or MissingSecret ends this
        source and stops no other; whatever was yielded before it is stored.
        """


def decode(raw: str) -> Any:  # noqa: ANN401 - any JSON
    """Read JSON as every importer does: lone surrogates become U+FFFD, NaN null."""
    return parse(raw)[0]


def mapped(
    items: Iterable[object], to_post: Callable[[Found], Post | Reject | Other | FactCheck]
) -> list[Record]:
    """Map the items of an answer; one of an unknown shape becomes a Reject, never a crash.

    Examples
    --------
    >>> records = mapped([{"id": "1"}, 7], lambda found: Post(f"x:{found.value['id']}", "x"))
    >>> records[0].id, records[1].reason
    ('x:1', 'rejects.no_object')
    """
    records: list[Record] = []
    for line, item in enumerate(items, start=1):
        raw = json.dumps(item, ensure_ascii=False)
        if isinstance(item, dict):
            records.append(guarded(to_post, Found(line, item, raw)))
        else:
            records.append(Reject(line, "rejects.no_object", {}, raw[:200]))
    return records
