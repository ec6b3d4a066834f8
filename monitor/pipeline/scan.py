"""``monitor scan``: from a pile of files to a ranked queue, in one walk down the corridor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.analyses.classifier.analysis import classifier
from monitor.analyses.factchecks.analysis import memory
from monitor.corpora.archive import archive
from monitor.errors import BadInput
from monitor.pipeline.analyse import analyse
from monitor.pipeline.group import group
from monitor.pipeline.import_ import Imported, import_file
from monitor.pipeline.join import join
from monitor.pipeline.project import model_of, model_version
from monitor.pipeline.steps import Tick, silent
from monitor.pipeline.summarise import summarise
from monitor.store import Store

__all__ = ["Scanned", "Source", "analyses_of", "import_all", "scan"]


class Source(NamedTuple):
    """A file to read, and how people know it where ``path`` is a copy of standard input."""

    path: Path
    name: str


class Scanned(NamedTuple):
    """What a scan did: per file what became of it, and the files that could not be read."""

    imports: list[Imported]
    problems: list[BadInput]
    model: str = ""
    """Version of the classifier that flagged; empty where none is installed."""


def import_all(
    store: Store,
    sources: Sequence[Source],
    *,
    format: str | None = None,  # noqa: A002 - the word the command line uses
    columns: Mapping[str, str] | None = None,
    tipline: bool = False,
    tick: Tick = silent,
    done: Callable[[Imported], None] = lambda _: None,
) -> Scanned:
    """Import every file; one that cannot be read stops no other."""
    imports, problems = [], []
    for path, name in sources:
        try:
            imported = import_file(
                store, path, name=name, format=format, columns=columns, tipline=tipline, tick=tick
            )
        except BadInput as problem:
            problems.append(problem)
        else:
            done(imported)
            imports.append(imported)
    return Scanned(imports, problems)


def analyses_of(store: Store) -> Mapping[str, Analysis]:
    """Return every analysis as the team has taught it: with its own archive and its own model.

    Raises
    ------
    BadModel
        The classifier cannot be used.
    """
    taught = {"classifier": classifier(model_of(store.path))}
    own = store.factchecks()
    if own:
        taught["memory"] = memory([*archive(), *own])
    return {**ANALYSES, **taught}


def scan(
    store: Store,
    sources: Sequence[Source],
    setting: Setting,
    *,
    format: str | None = None,  # noqa: A002 - the word the command line uses
    columns: Mapping[str, str] | None = None,
    analyses: Mapping[str, Analysis] | None = None,
    workers: int | None = None,
    tick: Tick = silent,
) -> Scanned:
    """Import, analyse, group, join and summarise; running it twice changes nothing but the log.

    Killed at any moment, it has lost nothing that a file or the store does not still hold: the
    next scan goes on where this one stopped.
    """
    analyses = analyses or analyses_of(store)  # a broken model is refused before a file is read
    model = model_version(analyses["classifier"].version) if "classifier" in analyses else ""
    run = store.start_run(
        "scan",
        inputs=[{"file": source.name} for source in sources],
        election=setting.election.id if setting.election else None,
        register=len(setting.register),
        model=model or None,
        analyses={name: analysis.version for name, analysis in analyses.items()},
    )
    scanned = import_all(store, sources, format=format, columns=columns, tick=tick)
    analysed = analyse(store, setting, analyses=analyses, workers=workers, tick=tick)
    tick("group", 0)
    founded = group(store)
    tick("join", 0)
    join(store, setting)
    summarise(store, setting, analyses=analyses, workers=workers, tick=tick)
    store.finish_run(run, posts_analysed=analysed, new_claims=founded)
    return scanned._replace(model=model)
