"""``monitor flag``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, file, print_json, verb
from monitor.cli.flagging import show_flagged
from monitor.cli.inputs import columns_option, sources
from monitor.cli.screen import progress
from monitor.corpora.weights import weights as weights_in
from monitor.words import say


@verb("flag", no_args_is_help=True)
@click.argument("posts", metavar="FILE", type=file())
@click.option("--model", type=file(), metavar="JSON", help=say("cli.flag_model"))
@click.option("--top", type=click.IntRange(1), metavar="N", help=say("cli.flag_top"))
@click.option("--weights", type=file(), metavar="TOML", help=say("cli.weights"))
@columns_option
@as_json
def command(
    posts: Path,
    model: Path | None,
    top: int | None,
    weights: Path | None,
    columns: Mapping[str, str],
    as_json: bool,
) -> None:
    """Flag every row of a file."""
    using = weights_in(weights)
    model = pipeline.model_of(None, model)
    if model is None:
        click.echo(say("classifier.no_model"), err=True)
    unread: Counter[bool] = Counter()
    with sources([posts]) as [source], progress() as tick:
        flagged = pipeline.flag(
            source.path, model=model, name=source.name, columns=columns, tick=tick
        )
        rows = _counted(flagged, unread)
        for row in pipeline.highest(rows, top, using) if top else rows:
            if as_json:
                print_json(pipeline.flag_record(row, using))
            else:
                show_flagged(row, using)
    if not as_json:
        click.echo(say("cli.lead"))
    if unread[True]:
        click.echo(say("classifier.unread_count", count=unread[True]), err=True)


def _counted(rows: Iterator[pipeline.Flagged], unread: Counter[bool]) -> Iterator[pipeline.Flagged]:
    for row in rows:
        unread[row.said.problem is not None] += 1
        yield row
