"""Small things every verb needs: batches, and a tick that moves a progress bar."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from monitor.corpora.elections import WIB
from monitor.errors import BadSetting
from monitor.records import Other
from monitor.store import Covered

__all__ = [
    "BATCH", "STOPPED", "Tick", "batches", "came_through", "sensible", "silent", "taken_back",
    "window",
]  # fmt: skip

Item = TypeVar("Item")

BATCH = 2_000
"""Posts handled at once: large enough to amortise a transaction, small enough to lose nothing."""

WORTH_A_POOL = 20_000
"""Below this many records, starting processes costs more than they save."""

STOPPED = frozenset({"youtube_quota", "x_purse", "jetstream_behind"})
"""Notes of live runs that ended by themselves before they were through."""

Tick = Callable[[str, int], None]
"""Called with the name of the step and how many records it has just finished."""


def taken_back(records: Iterable[object]) -> tuple[set[str], set[str]]:
    """Return the ids of posts and of accounts that records say were deleted."""
    gone = [record for record in records if isinstance(record, Other)]
    return {each.post for each in gone if each.post}, {
        each.account for each in gone if each.account
    }


def came_through(run: Covered) -> bool:
    """Say whether a live run saw all that it asked for, but for the gaps it noted."""
    stopped = any(note["kind"] in STOPPED for note in run.notes)
    return bool(run.finished) and not (run.problem or run.is_unreadable or stopped)


def window(
    since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """Return a time asked for; what has no zone is Jakarta's.

    Raises
    ------
    BadSetting
        It ends before it begins.

    Examples
    --------
    >>> window(datetime(2024, 2, 14), None)[0].isoformat()
    '2024-02-14T00:00:00+07:00'
    """
    since, until = (
        time if time is None or time.tzinfo else time.replace(tzinfo=WIB) for time in (since, until)
    )
    if since and until and since >= until:
        shown = {name: f"{time.astimezone(WIB):%d-%m-%Y %H.%M}" for name, time in
                 (("since", since), ("until", until))}  # fmt: skip
        raise BadSetting("window_empty", **shown)
    return since, until


def silent(_step: str, _count: int) -> None:
    """Tick without anybody watching."""


def sensible(count: int) -> int:
    """Return how many processes should share ``count`` records: one per core, or none."""
    return (os.cpu_count() or 1) if count >= WORTH_A_POOL else 0


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of ``size``; when they break off, what came before is yielded first.

    Examples
    --------
    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(items)
    while True:
        batch: list[Item] = []
        try:
            batch.extend(islice(iterator, size))
        except BaseException:
            yield batch
            raise
        if not batch:
            return
        yield batch
