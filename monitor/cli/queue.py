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
@click.option(
    "--explore",
    metavar="SHARE",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    show_default=True,
    help=say("cli.explore"),
)
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(0, 2**31),
    default=pipeline.SEED,
    show_default=True,
    help=say("cli.seed"),
)
@click.option("--weights", type=file(), metavar="TOML", help=say("cli.weights"))
@database
@as_json
def command(
    top: int,
    everything: bool,
    explore: float,
    seed: int,
    weights: Path | None,
    path: Path,
    as_json: bool,
) -> None:
    """Show what to check first."""
    with pipeline.Store(path) as store:
        queue = pipeline.queue(store, pipeline.weights_of(path, weights))
        if explore or not (everything or as_json):
            view = pipeline.view(queue, top=top, explore=explore, seed=seed)
            rows = view.all_rows() if everything or as_json else view.rows()
        else:
            view, rows = None, queue.rows()
        if as_json:
            show_json(rows)
            return
        show_queue(queue, rows, view if not everything else None, path)
        show_coverage(store)
