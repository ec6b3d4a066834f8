"""``monitor show``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import database, verb
from monitor.cli.screen import show_claim


@verb("show", no_args_is_help=True)
@click.argument("claim")
@database
def command(claim: str, path: Path) -> None:
    """Show one claim."""
    with pipeline.Store(path) as store:
        setting = pipeline.setting(store, path)
        show_claim(pipeline.show(store, claim, pipeline.weights_of(path), setting), path)
