"""``monitor export``: the queue, its posts, the network or a brief, masked, to take out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from monitor.analyses.base import Setting
from monitor.corpora.public import public_accounts
from monitor.corpora.weights import Weights
from monitor.errors import BadInput, UnknownName
from monitor.exports import EXPORTERS, NET_EXPORTERS, Kind, Stamp, post_rows, queue_rows
from monitor.pipeline.coverage import seen
from monitor.pipeline.net import net
from monitor.pipeline.project import model_used
from monitor.pipeline.queue import Queue, queue, with_posts
from monitor.privacy import Mask, project_key
from monitor.queue.coverage import statement
from monitor.records import Post
from monitor.store import Store

__all__ = ["WHAT", "What", "export", "what_of"]

What = Literal["queue", "posts", "network", "map", "brief"]
WHAT: tuple[What, ...] = get_args(What)
"""What can be taken out."""
FORMATS: Mapping[What, Collection[str]] = {
    "queue": EXPORTERS,
    "posts": EXPORTERS,
    "network": NET_EXPORTERS,
    "map": ("html",),
    "brief": ("html",),
}
MAP_NODES, MAP_EDGES = 2_000, 10_000
"""What a browser draws without stuttering."""


def what_of(target: Path) -> What:
    """Return what a file's name asks for.

    Examples
    --------
    >>> [what_of(Path(name)) for name in ("a.csv", "a.gexf", "a.html", "ringkasan-1.html")]
    ['queue', 'network', 'map', 'brief']
    """
    suffix = _suffix(target)
    if suffix == "html":
        return "brief" if target.stem.lower().startswith(("brief", "ringkasan")) else "map"
    return "network" if suffix in NET_EXPORTERS and suffix not in EXPORTERS else "queue"


def export(
    store: Store,
    database: Path,
    target: Path,
    *,
    kind: What | None = None,
    setting: Setting | None = None,
    using: Weights | None = None,
    identities: bool = False,
    overwrite: bool = False,
    contact: str = "",
) -> int:
    """Write what is asked for, whole, to ``target`` in the format of its suffix.

    Personal numbers are always masked; accounts that are not public are, unless ``identities`` is
    chosen, which the log keeps.

    Parameters
    ----------
    kind : {"queue", "posts", "network", "map", "brief"}, optional
        By default what the name of ``target`` asks for: :func:`what_of`.
    contact : str
        Where readers of a brief send corrections; by default what ``contact.txt`` says.

    Returns
    -------
    int
        Rows of the queue or posts, edges of the network, accounts on the map, claims of the brief.

    Raises
    ------
    UnknownName
        There is no such format.
    BadInput
        The file exists, is the database or its key, or cannot be written.
    """
    kind = kind or what_of(target)
    suffix = _suffix(target)
    if suffix not in FORMATS[kind]:
        raise UnknownName("format", suffix or target.name, FORMATS[kind])
    if _is_ours(target, database):
        raise BadInput("export_onto_project", target)
    if target.exists() and not overwrite:  # better said before all is measured
        raise BadInput("export_exists", target)
    mask = Mask(project_key(database), public_accounts(), identities=identities)
    setting = setting or Setting()
    stamp = Stamp(statement(seen(store)), setting.election, identities, model=model_used(store))
    taken = _Taken(store, database, setting, using, mask, stamp, target, overwrite, contact)
    run = store.start_run("export", kind=kind, target=str(target), identities=identities)
    count = taken.out(kind)
    store.finish_run(run, rows=count)
    return count


@dataclass(frozen=True, slots=True)
class _Taken:
    """What every export is made from, and where it goes."""

    store: Store
    database: Path
    setting: Setting
    using: Weights | None
    mask: Mask
    stamp: Stamp
    target: Path
    overwrite: bool
    contact: str

    def out(self, kind: What) -> int:
        """Write it and return how much it was."""
        if kind in ("queue", "posts"):
            return self._rows(kind)
        if kind == "network":
            return self._network()
        return self._map() if kind == "map" else self._brief()

    def _rows(self, kind: Kind) -> int:
        whole = queue(self.store, self.using)
        rows = (
            queue_rows(with_posts(self.store, whole.rows()), self.mask, self.stamp)
            if kind == "queue"
            else post_rows(_posts(self.store, whole), self.mask, self.stamp)
        )
        write = EXPORTERS[_suffix(self.target)]
        return write(self.target, kind, rows, self.stamp, overwrite=self.overwrite)

    def _network(self) -> int:
        whole = net(self.store, self.setting, self.mask)
        write = NET_EXPORTERS[_suffix(self.target)]
        return write(self.target, whole, self.stamp, overwrite=self.overwrite)

    def _map(self) -> int:
        from monitor.exports import map_html

        part = net(self.store, self.setting, self.mask, top_nodes=MAP_NODES, top_edges=MAP_EDGES)
        return map_html.write(self.target, part, self.stamp, overwrite=self.overwrite)

    def _brief(self) -> int:
        from monitor.exports import brief_html
        from monitor.pipeline.brief import brief

        told = brief(
            self.store,
            self.database,
            self.setting,
            self.mask,
            using=self.using,
            contact=self.contact,
        )
        return brief_html.write(self.target, told, self.stamp, overwrite=self.overwrite)


def _suffix(target: Path) -> str:
    return target.suffix.lstrip(".").lower()


def _is_ours(target: Path, database: Path) -> bool:
    """Say whether a file, or the note that may lie beside it, is the database or goes with it."""
    written = {target.resolve(), target.with_name(f"{target.name}.README.txt").resolve()}
    return not written.isdisjoint(
        database.with_name(database.name + end).resolve()
        for end in ("", "-wal", "-shm", "-journal", ".key", ".lock")
    )


def _posts(store: Store, whole: Queue) -> Iterator[tuple[str, Post]]:
    """Yield every post with the id of its claim, in the order of the queue."""
    for row in whole.rows():
        for post in store.posts_of(store.claim_num(row.claim.id)):
            yield row.claim.id, post
