"""Every analysis of posts over every post it has not seen, on all cores when there are many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from multiprocessing import get_context
from typing import Any, NamedTuple

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.analyses.duplicates import body, sketch
from monitor.language import prepare
from monitor.pipeline.steps import BATCH, Tick, silent
from monitor.records import Document, Post, Signal
from monitor.store import Store

__all__ = ["analyse"]

PREPARE = "prepare"
"""What every post needs once, whatever the analyses: its language and its sketch."""
SKETCHED = "1"
"""Sketches are kept for good, and only those made alike can be compared."""
WORTH_A_POOL = 20_000
"""Below this many posts, starting processes costs more than they save."""


class Annotated(NamedTuple):
    """What one batch of posts gave."""

    signals: list[Signal]
    languages: list[tuple[int, str]]
    sketches: list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Work:
    """A batch and what to do with it; all of it can travel to another process."""

    posts: list[tuple[int, Post]]
    analyses: tuple[Analysis, ...]
    is_new: bool
    setting: Setting


def analyse(
    store: Store,
    setting: Setting,
    *,
    analyses: Mapping[str, Analysis] = ANALYSES,
    workers: int | None = None,
    tick: Tick = silent,
) -> int:
    """Bring every analysis of posts up to date; return how many posts that took.

    An analysis whose version or setting changed starts over, and what it said before is dropped.
    Each batch is stored in one piece with how far it got, so a run that was killed goes on there.

    Parameters
    ----------
    workers : int, optional
        Processes; by default one per core where there is much to do, else none.
    """
    of_posts = {name: a for name, a in analyses.items() if a.of == "post"}
    versions = {PREPARE: SKETCHED} | {
        name: f"{analysis.version}/{_digest(setting)}" for name, analysis in of_posts.items()
    }
    last = store.last_seq()
    starts = _starts(store, versions)
    todo = last - min(starts.values())
    if workers is None:
        workers = (os.cpu_count() or 1) if todo >= WORTH_A_POOL else 0
    with ExitStack() as stack:
        pool = workers and stack.enter_context(
            ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        )
        for after, upto, due in _stretches(starts, last):
            chosen = tuple(of_posts[name] for name in due if name != PREPARE)
            work = (
                Work(posts, chosen, PREPARE in due, setting) for posts in _pages(store, after, upto)
            )
            for task, result in _each(annotate, work, pool or None):
                seqs = {post.id: seq for seq, post in task.posts}
                store.add_signals(
                    result.signals,
                    seqs,
                    done={name: versions[name] for name in due},
                    after=task.posts[0][0] - 1,
                    upto=task.posts[-1][0],
                    languages=result.languages,
                    sketches=result.sketches,
                )
                tick("analyse", len(task.posts))
    return max(todo, 0)


def annotate(work: Work) -> Annotated:
    """Prepare a batch of posts and run analyses over it: pure, so it may run anywhere."""
    documents = prepare([post for _, post in work.posts], work.setting.election)
    signals = [
        replace(signal, analysis=analysis.name, version=analysis.version)
        for analysis in work.analyses
        for signal in analysis.find(documents, work.setting)
    ]
    if not work.is_new:
        return Annotated(signals, [], [])
    seqs = [seq for seq, _ in work.posts]
    sketches = sketch([_said(document) for document in documents])
    return Annotated(
        signals,
        [(seq, document.lang) for seq, document in zip(seqs, documents, strict=True)],
        [(seq, row.tobytes()) for seq, row in zip(seqs, sketches, strict=True)],
    )


def _said(document: Document) -> str:
    """Return what makes a post the same claim as another: its words, else what it links to."""
    return body(document) or " ".join(document.links) or document.text


def _digest(setting: Setting) -> str:
    """Tell settings apart: a signal made for another election must not survive."""
    election = setting.election.model_dump_json() if setting.election else ""
    register = repr(sorted(setting.register.items()))
    return blake2b((election + register).encode(), digest_size=6).hexdigest()


def _starts(store: Store, versions: Mapping[str, str]) -> dict[str, int]:
    """Return, per analysis, the last post it has seen in the version that runs now."""
    starts = {}
    progress = store.progress()
    for name, version in versions.items():
        before, seq = progress.get(name, (version, 0))
        if before != version:
            store.restart(name)
            seq = 0
        starts[name] = seq
    return starts


def _stretches(starts: Mapping[str, int], last: int) -> Iterator[tuple[int, int, list[str]]]:
    """Cut the posts into stretches in which the same analyses are due.

    Examples
    --------
    >>> list(_stretches({"old": 5, "new": 0}, 9))
    [(0, 5, ['new']), (5, 9, ['old', 'new'])]
    """
    bounds = sorted({*starts.values(), last})
    for after, upto in pairwise(bounds):
        yield after, upto, [name for name, start in starts.items() if start <= after]


def _pages(store: Store, after: int, upto: int) -> Iterator[list[tuple[int, Post]]]:
    while after < upto and (page := store.posts(after=after, limit=min(BATCH, upto - after))):
        after = page[-1][0]
        if after > upto:  # numbers may have gaps where posts were forgotten
            page = [(seq, post) for seq, post in page if seq <= upto]
        if page:
            yield page


def _each(
    function: Callable[[Work], Annotated], work: Iterable[Work], pool: Executor | None
) -> Iterator[tuple[Work, Annotated]]:
    """Yield each task with its result, in order, with few enough under way to stay small."""
    if pool is None:
        yield from ((task, function(task)) for task in work)
        return
    under_way: deque[tuple[Work, Future[Any]]] = deque()
    for task in work:
        under_way.append((task, pool.submit(function, task)))
        if len(under_way) > 2 * (os.cpu_count() or 1):
            first, future = under_way.popleft()
            yield first, future.result()
    for first, future in under_way:
        yield first, future.result()
