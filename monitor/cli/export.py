"""``monitor export``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import database, file, verb
from monitor.words import say


@verb("export", no_args_is_help=True)
@click.argument("target", metavar="FILE", type=file())
@click.option(
    "--what",
    type=click.Choice(pipeline.WHAT),
    default=None,
    help=say("cli.export_kind"),
)
@click.option("--identities", is_flag=True, help=say("cli.identities"))
@click.option("--overwrite", is_flag=True, help=say("cli.overwrite"))
@click.option("--corrections", "contact", default="", help=say("cli.corrections"))
@database
def command(
    target: Path,
    what: pipeline.What | None,
    identities: bool,
    overwrite: bool,
    contact: str,
    path: Path,
) -> None:
    """Export the queue, its posts, the network, a map of it, or a brief."""
    what = what or pipeline.what_of(target)
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
            contact=contact,
        )
    click.echo(say(f"cli.exported_{what}", rows=rows, file=target), err=True)
