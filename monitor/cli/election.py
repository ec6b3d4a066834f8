"""``monitor election``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import Door, file, new_database, verb
from monitor.cli.screen import show_election
from monitor.words import say


class Elections(Door, click.Group):
    """``list`` and ``check``."""

    def line(self, name: str) -> str:
        """Return what the list says of ``list`` or ``check``."""
        return say(f"cli.election_{name}")


@verb("election_list")
@new_database
def listing(path: Path) -> None:
    """List the elections."""
    for election in pipeline.known(pipeline.elections_folder(path)):
        show_election(election)


@verb("election_check", no_args_is_help=True)
@click.argument("path", metavar="FILE", type=file())
def checking(path: Path) -> None:
    """Check an election file."""
    show_election(pipeline.check(path))
    click.echo(say("cli.election_sound"), err=True)


command = Elections(
    name="election",
    help=f"{say('cli.election')}\n\n{say('cli.election_more')}",
    commands={"list": listing, "check": checking},
)
