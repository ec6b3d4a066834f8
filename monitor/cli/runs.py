"""``monitor runs``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, verb
from monitor.cli.screen import show_run


@verb("runs")
@database
@as_json
def command(path: Path, as_json: bool) -> None:
    """Show the log."""
    with pipeline.Store(path) as store:
        for run in store.runs():
            if as_json:
                click.echo(json.dumps(run, ensure_ascii=False))
            else:
                show_run(run)
