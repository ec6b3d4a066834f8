"""``monitor match``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, file, print_json, verb
from monitor.cli.inputs import sources
from monitor.cli.screen import progress, show_match
from monitor.words import say


@verb("match", no_args_is_help=True)
@click.argument("posts", metavar="FILE", type=file())
@click.option("--archive", type=file(), metavar="FILE", help=say("cli.match_archive"))
@click.option("-k", default=5, show_default=True, type=click.IntRange(1), help=say("cli.match_k"))
@as_json
def command(posts: Path, archive: Path | None, k: int, as_json: bool) -> None:
    """Say of each post whether it has been checked before."""
    known = pipeline.archive_from(archive)
    if known.rejected:
        click.echo(say("cli.match_rejected", count=known.rejected), err=True)
    with sources([posts]) as [source], progress() as tick:
        for asked in pipeline.match(
            source.path, known.factchecks, name=source.name, k=k, tick=tick
        ):
            if as_json:
                print_json(pipeline.match_record(asked))
            else:
                show_match(asked)
