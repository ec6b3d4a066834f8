"""``monitor purge``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, verb
from monitor.cli.forget import agreed, dry_run, said, yes
from monitor.collectors.dates import when
from monitor.words import plain, say


def _moment(_context: click.Context, _option: click.Parameter, given: str) -> datetime:
    time = when(given)
    if time is None:
        raise click.BadParameter(say("collect.no_time", given=plain(given)))
    return time


@verb("purge", no_args_is_help=True)
@click.option(
    "--before", metavar="DATE", required=True, callback=_moment, help=say("keeping.before")
)
@click.option(
    "--keep-claims-with-verdict", "keep_judged", is_flag=True, help=say("keeping.keep_judged")
)
@dry_run
@yes
@database
@as_json
def command(
    before: datetime, keep_judged: bool, dry_run: bool, yes: bool, path: Path, as_json: bool
) -> None:
    """Remove old posts."""
    with pipeline.Store(path) as store:
        done = pipeline.purge(store, before, keep_judged=keep_judged, dry_run=True)
        if not dry_run and agreed(done, yes=yes, as_json=as_json):
            done = pipeline.purge(store, before, keep_judged=keep_judged)
    said(done, path, dry_run=dry_run, as_json=as_json)
