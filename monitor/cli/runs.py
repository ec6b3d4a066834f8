"""``monitor runs``."""

from __future__ import annotations

from pathlib import Path

from monitor import pipeline
from monitor.cli.doors import as_json, database, print_json, verb
from monitor.cli.screen import show_run


@verb("runs")
@database
@as_json
def command(path: Path, as_json: bool) -> None:
    """Show the log."""
    with pipeline.Store(path) as store:
        for run in store.runs():
            if as_json:
                print_json(run)
            else:
                show_run(run)
