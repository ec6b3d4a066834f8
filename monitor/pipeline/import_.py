"""``monitor import``: a file of posts into the store, every record accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.collectors.reading import read
from monitor.pipeline.steps import Tick, batches, silent
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


def import_file(
    store: Store,
    path: Path,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002 - the word the command line uses
    columns: Mapping[str, str] | None = None,
    tick: Tick = silent,
) -> Imported:
    """Read a file by what is in it and store its posts; a second time stores nothing new.

    Parameters
    ----------
    name : str
        How people know the file, where ``path`` is only a copy of standard input.
    format : str, optional
        Overrides what the content says it is.
    columns : mapping, optional
        Column name -> field, over what we would guess.

    Raises
    ------
    BadInput
        The file as a whole cannot be read. What was read before it broke off is stored.
    UnknownName
        There is no such format or field.
    """
    name = name or str(path)
    reading = read(path, format=format, columns=columns, name=name)
    done = Imported(name, reading.format)
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
        done.read += len(posts) + len(rejects)
        done.stored += added.stored
        done.known += added.known
        done.rejected += len(rejects)
        done.other += sum(isinstance(record, Other) for record in batch)
        tick("import", len(batch))
    store.finish_run(run, **vars(done))
    return done
