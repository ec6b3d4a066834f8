"""``monitor queue``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, file, top, verb
from monitor.cli.screen import show_coverage, show_json, show_queue
from monitor.words import say


@verb("queue")
@top(20)
@click.option("--all", "everything", is_flag=True, help=say("cli.all"))
@click.option("--weights", type=file(), metavar="TOML", help=say("cli.weights"))
@database
@as_json
def command(top: int, everything: bool, weights: Path | None, path: Path, as_json: bool) -> None:
    """Show what to check first."""
    with pipeline.Store(path) as store:
        queue = pipeline.queue(store, pipeline.weights_of(path, weights))
        if as_json:
            show_json(queue.rows())
            return
        show_queue(queue, None if everything else top, path)
        show_coverage(store)
