"""``monitor import``: a file of posts, or of fact-checks, into the store; all accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.collectors.factchecks import Reading as Checks
from monitor.collectors.factchecks import factchecks_in
from monitor.collectors.reading import TIPLINE, Reading, read
from monitor.corpora.policy import policy
from monitor.errors import BadInput
from monitor.pipeline.archive import Filed, file_away
from monitor.pipeline.steps import Tick, batches, silent, taken_back
from monitor.records import Other, Post, Reject
from monitor.store import Store

__all__ = ["Imported", "import_file"]


@dataclass
class Imported:
    """What became of one file's records: ``read == stored + known + rejected``."""

    file: str
    format: str
    read: int = 0
    stored: int = 0
    known: int = 0
    rejected: int = 0
    other: int = 0
    """Records that are no posts and need not be: accounts, likes, polls, deletions."""
    archive: bool = False
    """They are fact-checks, and were put into the archive."""


_EITHER = ("feed", "wordpress", "table-csv", "table-xlsx", "table-json", "table-jsonl")
"""Formats whose records may be posts or fact-checks."""


def import_file(
    store: Store,
    path: Path,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002 - the word the command line uses
    columns: Mapping[str, str] | None = None,
    tipline: bool = False,
    tick: Tick = silent,
) -> Imported:
    """Read a file by what is in it and store its posts; a second time stores nothing new.

    A file that surely holds fact-checks goes to the archive, unless ``format`` or ``columns`` say
    that it holds posts.

    Parameters
    ----------
    name : str
        How people know the file, where ``path`` is only a copy of standard input.
    format : str, optional
        Overrides what the content says it is.
    columns : mapping, optional
        Column name -> field, over what we would guess.
    tipline : bool
        It is a WhatsApp chat of a tip line: read without its senders, and under a name of its own,
        for its file's holds a group's or a person's.

    Raises
    ------
    BadInput
        The file as a whole cannot be read. What was read before it broke off is stored.
    UnknownName
        There is no such format or field.
    """
    name = name or str(path)
    if format or columns or tipline:
        reading = read(path, format=format, columns=columns, name=name, tipline=tipline)
    else:
        told = _told(path, name)
        if isinstance(told, Checks):
            return _archived(store, told, tick)
        reading = told
    if reading.format == TIPLINE:
        name = f"tipline:{reading.digest[:12]}"
    done = Imported(name, reading.format)
    keep_text = policy(store.path).deletions == "keep"
    deleted = 0
    run = store.start_run(
        "import",
        inputs=[{"file": name, "sha256": reading.digest, "format": reading.format}],
        format=format,
        columns=dict(columns or {}),
    )
    for batch in batches(reading):
        posts = [record for record in batch if isinstance(record, Post)]
        rejects = [replace(r, file=name) for r in batch if isinstance(r, Reject)]
        with store.writing():
            added = store.add(posts, run=run)
            store.add_rejects(rejects, digest=reading.digest, run=run)
            deleted += store.take_back(*taken_back(batch), keep_text=keep_text).posts
        done.read += len(posts) + len(rejects)
        done.stored += added.stored
        done.known += added.known
        done.rejected += len(rejects)
        done.other += sum(isinstance(record, Other) for record in batch)
        tick("import", len(batch))
    store.finish_run(run, **vars(done), deleted=deleted)
    return done


def _told(path: Path, name: str) -> Reading | Checks:
    """Open a file as what it is; only where it may be either is it asked twice."""
    try:
        reading = read(path, name=name)
    except BadInput:
        if checks := factchecks_in(path, name):
            return checks
        raise
    return (reading.format in _EITHER and factchecks_in(path, name)) or reading


def _archived(store: Store, checks: Checks, tick: Tick) -> Imported:
    run = store.start_run(
        "import",
        inputs=[{"file": checks.name, "sha256": checks.digest, "format": checks.format}],
        archive=True,
    )
    filed = Filed(checks.name, checks.format)
    file_away(store, checks, filed, run, tick)
    counts = {name: count for name, count in vars(filed).items() if name != "updated"}
    done = Imported(**counts, archive=True)
    store.finish_run(run, **vars(done))
    return done
