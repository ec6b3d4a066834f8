"""``monitor export``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from monitor import pipeline
from monitor.cli.doors import database, file, verb
from monitor.words import say


@verb("export", no_args_is_help=True)
@click.argument("target", metavar="FILE", type=file())
@click.option(
    "--what",
    type=click.Choice(["queue", "posts"]),
    default="queue",
    show_default=True,
    help=say("cli.export_kind"),
)
@click.option("--identities", is_flag=True, help=say("cli.identities"))
@click.option("--overwrite", is_flag=True, help=say("cli.overwrite"))
@database
def command(
    target: Path, what: Literal["queue", "posts"], identities: bool, overwrite: bool, path: Path
) -> None:
    """Export the queue or its posts."""
    with pipeline.Store(path) as store:
        rows = pipeline.export(
            store,
            path,
            target,
            kind=what,
            setting=pipeline.setting(store, path),
            using=pipeline.weights_of(path),
            identities=identities,
            overwrite=overwrite,
        )
    click.echo(say("cli.exported", rows=rows, file=target), err=True)
