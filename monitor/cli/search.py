"""``monitor search``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import database, top, verb
from monitor.cli.screen import show_posts


@verb("search", no_args_is_help=True)
@click.argument("words", nargs=-1, required=True)
@top(20)
@database
def command(words: tuple[str, ...], top: int, path: Path) -> None:
    """Find posts by their words."""
    with pipeline.Store(path) as store:
        show_posts(store.search(" ".join(words), limit=top))
