"""``monitor forget``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, print_json, verb
from monitor.cli.lines import paragraph
from monitor.store import Forgotten
from monitor.words import say

__all__ = ["agreed", "command", "dry_run", "said", "yes"]

dry_run = click.option("--dry-run", is_flag=True, help=say("keeping.dry_run"))
yes = click.option("--yes", is_flag=True, help=say("keeping.yes"))


@verb("forget", no_args_is_help=True)
@click.argument("name", metavar="ACCOUNT|POST")
@dry_run
@yes
@database
@as_json
def command(name: str, dry_run: bool, yes: bool, path: Path, as_json: bool) -> None:
    """Remove an account or a post."""
    with pipeline.Store(path) as store:
        done = pipeline.forget(store, name, dry_run=True)
        if not dry_run and agreed(done, yes=yes, as_json=as_json):
            done = pipeline.forget(store, name)
    said(done, path, dry_run=dry_run, as_json=as_json)


def agreed(would: Forgotten, *, yes: bool, as_json: bool) -> bool:
    """Ask whether it may go; who asks for JSON is a program, and must have said so."""
    if yes:
        return True
    if as_json:
        raise click.UsageError(say("keeping.unsure"))
    click.echo(say("keeping.would"), err=True)
    _counts(would, err=True)
    return click.confirm(say("keeping.sure"), abort=True, err=True)


def said(done: Forgotten, path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Print what went, what stays, and what is out of reach."""
    if as_json:
        print_json(done._asdict())
        return
    if not any(done):
        click.echo(say("keeping.nothing"))
        return
    click.echo(say("keeping.would" if dry_run else "keeping.gone"))
    _counts(done)
    if not dry_run:
        click.echo(say("keeping.elsewhere"))
        click.echo(say("keeping.again", db=path), err=True)


def _counts(done: Forgotten, *, err: bool = False) -> None:
    paragraph(say("keeping.counts", **done._asdict()), err=err)
    for key in ("texts", "reviews"):
        if count := getattr(done, key):
            paragraph(say(f"keeping.{key}", count=count), err=err)
