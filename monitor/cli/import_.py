"""``monitor import``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, file, new_database, print_json, verb
from monitor.cli.inputs import columns_option, fail_for, format_option, sources
from monitor.cli.screen import progress, show_imported
from monitor.words import say


@verb("import", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=file())
@click.option("--tipline", is_flag=True, help=say("cli.tipline"))
@format_option
@columns_option
@new_database
@as_json
def command(
    files: tuple[Path, ...],
    tipline: bool,
    format: str | None,  # noqa: A002 - the option's name
    columns: Mapping[str, str],
    path: Path,
    as_json: bool,
) -> None:
    """Read files into the database."""
    with pipeline.Store(path) as store, sources(files) as found, progress() as tick:
        done = pipeline.import_all(
            store, found, format=format, columns=columns, tipline=tipline, tick=tick
        )
    for imported in done.imports:
        if as_json:
            row = asdict(imported)
            print_json({name: row[name] for name in row if name != "archive" or imported.archive})
        else:
            show_imported(imported)
    if not as_json and done.imports:
        click.echo(say("cli.import_next", db=path), err=True)
    fail_for(done.problems)
