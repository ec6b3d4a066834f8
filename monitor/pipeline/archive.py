"""``monitor archive``: files of fact-checks into the store, every record accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from monitor.collectors.factchecks import Reading, read_factchecks
from monitor.errors import BadInput
from monitor.pipeline.steps import Tick, batches, silent
from monitor.records import FactCheck, Other, Reject
from monitor.store import Store

__all__ = ["Archived", "Filed", "archive", "file_away"]


@dataclass
class Filed:
    """What became of one file's records: ``read == stored + known + rejected``."""

    file: str
    format: str
    read: int = 0
    stored: int = 0
    known: int = 0
    updated: int = 0
    """Of those known: how many said something the store had not."""
    rejected: int = 0
    other: int = 0
    """Records that are no fact-checks and need not be: a page about something else."""


class Archived(NamedTuple):
    """Per file what became of it, and the files that could not be read."""

    files: list[Filed]
    problems: list[BadInput]


def archive(store: Store, sources: Iterable[tuple[Path, str]], *, tick: Tick = silent) -> Archived:
    """Read files of fact-checks by what is in them; a second time stores nothing new.

    All of them are one run, so their order means nothing: the archive is what they say together.
    One that cannot be read stops no other.

    Parameters
    ----------
    sources : iterable of (path, name)
        The name is how people know a file whose path is only a copy of standard input.
    """
    readings, problems = _opened(sources)
    if not readings:
        return Archived([], problems)
    run = store.start_run(
        "archive add",
        inputs=[{"file": r.name, "sha256": r.digest, "format": r.format} for r in readings],
    )
    files = []
    for reading in readings:
        filed = Filed(reading.name, reading.format)
        try:
            file_away(store, reading, filed, run, tick)
        except BadInput as problem:  # it broke off; what came before is stored
            problems.append(problem)
        files.append(filed)
    store.finish_run(run, files=[vars(filed) for filed in files])
    return Archived(files, problems)


def _opened(sources: Iterable[tuple[Path, str]]) -> tuple[list[Reading], list[BadInput]]:
    readings, problems = [], []
    for path, name in sources:
        try:
            readings.append(read_factchecks(path, name))
        except BadInput as problem:
            problems.append(problem)
    return readings, problems


def file_away(store: Store, reading: Reading, filed: Filed, run: int, tick: Tick) -> None:
    """Store one file's fact-checks and rejects, and count them in ``filed``."""
    for batch in batches(reading):
        checks = [record for record in batch if isinstance(record, FactCheck)]
        rejects = [record for record in batch if isinstance(record, Reject)]
        with store.writing():
            added = store.add_factchecks(checks, source=reading.name, run=run)
            store.add_rejects(rejects, digest=reading.digest, run=run)
        filed.read += len(checks) + len(rejects)
        filed.stored += added.stored
        filed.known += added.known
        filed.updated += added.updated
        filed.rejected += len(rejects)
        filed.other += sum(isinstance(record, Other) for record in batch)
        tick("archive", len(batch))
