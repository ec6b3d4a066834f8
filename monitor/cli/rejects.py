"""``monitor rejects``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, print_json, verb
from monitor.cli.screen import show_reject
from monitor.words import say


@verb("rejects")
@database
@as_json
def command(path: Path, as_json: bool) -> None:
    """Show what could not be read."""
    with pipeline.Store(path) as store:
        count = 0
        for reject in store.rejects():
            count += 1
            if as_json:
                reason = say(reject.reason, **reject.facts)
                facts = {"file": reject.file, "line": reject.line, "reason": reason}
                print_json({**facts, "excerpt": reject.excerpt})
            else:
                show_reject(reject)
        if not as_json:
            click.echo(say("cli.rejects_total", count=count), err=True)
