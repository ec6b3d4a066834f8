"""``monitor export``: the queue or its posts, masked, to take out of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.analyses.base import Setting
from monitor.corpora.public import public_accounts
from monitor.corpora.weights import Weights
from monitor.errors import BadInput, UnknownName
from monitor.exports import EXPORTERS, Kind, Stamp, post_rows, queue_rows
from monitor.pipeline.project import model_used
from monitor.pipeline.queue import Queue, queue
from monitor.pipeline.steps import batches
from monitor.privacy import Mask, project_key
from monitor.queue.coverage import statement
from monitor.records import Post, QueueRow
from monitor.store import Store

__all__ = ["export"]


def export(
    store: Store,
    database: Path,
    target: Path,
    *,
    kind: Kind = "queue",
    setting: Setting | None = None,
    using: Weights | None = None,
    identities: bool = False,
    overwrite: bool = False,
) -> int:
    """Write every claim, or every post, to ``target`` in the format of its suffix; return how many.

    Personal numbers are always masked; accounts that are not public are, unless ``identities`` is
    chosen, which the log keeps.

    Raises
    ------
    UnknownName
        There is no such format.
    BadInput
        The file exists, is the database or its key, or cannot be written.
    """
    suffix = target.suffix.lstrip(".").lower()
    if suffix not in EXPORTERS:
        raise UnknownName("format", suffix or target.name, EXPORTERS)
    if _is_ours(target, database):
        raise BadInput("export_onto_project", target)
    mask = Mask(project_key(database), public_accounts(), identities=identities)
    election = setting.election if setting else None
    stamp = Stamp(statement(store.coverage()), election, identities, model=model_used(store))
    whole = queue(store, using)
    rows = (
        queue_rows(_with_posts(store, whole), mask, stamp)
        if kind == "queue"
        else post_rows(_posts(store, whole), mask, stamp)
    )
    run = store.start_run("export", kind=kind, target=str(target), identities=identities)
    count = EXPORTERS[suffix](target, kind, rows, stamp, overwrite=overwrite)
    store.finish_run(run, rows=count)
    return count


def _is_ours(target: Path, database: Path) -> bool:
    """Say whether a file, or the note that may lie beside it, is the database or goes with it."""
    written = {target.resolve(), target.with_name(f"{target.name}.README.txt").resolve()}
    return not written.isdisjoint(
        database.with_name(database.name + end).resolve()
        for end in ("", "-wal", "-shm", "-journal", ".key")
    )


def _with_posts(store: Store, whole: Queue) -> Iterator[tuple[QueueRow, Mapping[str, Post]]]:
    """Yield each row with the posts it shows."""
    for some in batches(whole.rows()):
        shown = [{row.claim.text_post, *(reason.post_id for reason in row.reasons)} for row in some]
        posts = store.posts_named(sorted(set().union(*shown)))
        for row, ids in zip(some, shown, strict=True):
            yield row, {post: posts[post] for post in ids}


def _posts(store: Store, whole: Queue) -> Iterator[tuple[str, Post]]:
    """Yield every post with the id of its claim, in the order of the queue."""
    for row in whole.rows():
        for post in store.posts_of(store.claim_num(row.claim.id)):
            yield row.claim.id, post
