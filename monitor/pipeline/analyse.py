"""Every analysis of posts over every post it has not seen, on all cores when there are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.analyses.duplicates import body, sketch
from monitor.language import prepare
from monitor.pipeline.steps import BATCH, Tick, sensible, silent
from monitor.records import Document, Post
from monitor.store import SignalRow, Store, signal_rows
from monitor.workers import pool, share

__all__ = ["analyse"]

PREPARE = "prepare"
"""What every post needs once, whatever the analyses: its language and its sketch."""
SKETCHED = "1"
"""Sketches are kept for good, and only those made alike can be compared."""


class Annotated(NamedTuple):
    """What one batch of posts gave, as the store keeps it."""

    signals: list[SignalRow]
    languages: list[tuple[int, str]]
    sketches: list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Work:
    """A stretch of posts and what to do with it; small, so that it travels to other processes."""

    after: int
    upto: int
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
    workers = sensible(todo) if workers is None else workers
    with ExitStack() as stack:
        executor = stack.enter_context(pool(workers)) if workers and store.path else None
        do = partial(_annotate_from, store.path) if executor else partial(_annotate_here, store)
        for after, upto, due in _stretches(starts, last):
            chosen = tuple(of_posts[name] for name in due if name != PREPARE)
            work = (
                Work(begin, min(begin + BATCH, upto), chosen, PREPARE in due, setting)
                for begin in range(after, upto, BATCH)
            )
            for task, result in share(executor, do, work):
                store.add_signals(
                    result.signals,
                    done={name: versions[name] for name in due},
                    after=task.after,
                    upto=task.upto,
                    languages=result.languages,
                    sketches=result.sketches,
                )
                tick("analyse", task.upto - task.after)
    return max(todo, 0) + _anew(store, setting, tuple(of_posts.values()), tick)


def _anew(store: Store, setting: Setting, analyses: tuple[Analysis, ...], tick: Tick) -> int:
    """Let every analysis speak again of posts whose texts changed; return how many there were.

    They keep their sketches, and so their claims: the claim is what they said when they were
    grouped, and who repeats their new words founds another one.
    """
    count = 0
    work = Work(0, 0, analyses, True, setting)
    while some := store.changed(BATCH):
        posts = store.posts_at([seq for _, seq in some])
        result = annotate(posts, work)
        store.say_anew(some, result.signals, result.languages)
        tick("analyse", len(some))
        count += len(some)
    return count


def annotate(posts: Sequence[tuple[int, Post]], work: Work) -> Annotated:
    """Prepare posts and run analyses over them: pure, so it may run anywhere."""
    documents = prepare([post for _, post in posts], work.setting.election)
    seqs = {post.id: seq for seq, post in posts}
    signals = [
        row
        for analysis in work.analyses
        for row in signal_rows(analysis, analysis.find(documents, work.setting), seqs)
    ]
    if not work.is_new:
        return Annotated(signals, [], [])
    sketches = sketch([_said(document) for document in documents])
    return Annotated(
        signals,
        [(seq, document.lang) for (seq, _), document in zip(posts, documents, strict=True)],
        [(seq, row.tobytes()) for (seq, _), row in zip(posts, sketches, strict=True)],
    )


def _annotate_here(store: Store, work: Work) -> Annotated:
    return annotate(store.posts(after=work.after, upto=work.upto), work)


def _annotate_from(path: Path | None, work: Work) -> Annotated:
    """Do one stretch in another process, which reads its posts itself."""
    with Store(path) as store:
        return _annotate_here(store, work)


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
