"""``monitor coordination``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from monitor import pipeline
from monitor.cli.clusters import (
    show_caveat,
    show_clusters,
    show_looked_at,
    show_rejected,
    show_unanchored,
)
from monitor.cli.doors import as_json, file, top, verb
from monitor.cli.inputs import columns_option, sources
from monitor.cli.lines import paragraph
from monitor.collectors.sharing import FORMATS, UNITS
from monitor.errors import StoreError
from monitor.pipeline import coordination
from monitor.pipeline.coverage import seen
from monitor.pipeline.edge_lines import edge_lines, unanchored_lines
from monitor.pipeline.steps import batches
from monitor.queue.coverage import statement
from monitor.words import plain, say

LENGTH = re.compile(r"(-?\d{1,9}(?:[.,]\d{1,6})?)\s*(s|m|h)?")
SECONDS = {"s": 1, "m": 60, "h": 3_600}


def _windows(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[timedelta, ...]:
    found = []
    for each in given:
        match = LENGTH.fullmatch(each.strip().lower())
        if not match:
            raise click.BadParameter(say("cli.coordination_window_shape", given=plain(each)))
        length, unit = match.groups()
        found.append(timedelta(seconds=float(length.replace(",", ".")) * SECONDS[unit or "s"]))
    return tuple(found)


@verb("coordination", no_args_is_help=True)
@click.argument("shares", metavar="[SHARES]", required=False, type=file())
@click.option("--db", "path", type=file(), help=say("cli.coordination_db"))
@click.option(
    "--input-format", "format", type=click.Choice(FORMATS), help=say("cli.coordination_format")
)
@click.option(
    "--unit", type=click.Choice(UNITS), default="s", show_default=True,
    help=say("cli.coordination_unit"),
)  # fmt: skip
@columns_option
@click.option(
    "--window", "windows", multiple=True, default=["60"], show_default=True, callback=_windows,
    metavar="SECONDS", help=say("cli.coordination_window"),
)  # fmt: skip
@click.option("--q", type=float, default=0.05, show_default=True, help=say("cli.coordination_q"))
@click.option(
    "--min-weight", type=int, default=2, show_default=True, help=say("cli.coordination_weight")
)
@click.option("--all", "every", is_flag=True, help=say("cli.coordination_all"))
@click.option("--unanchored", is_flag=True, help=say("cli.coordination_unanchored"))
@click.option("--exact", is_flag=True, help=say("cli.coordination_exact"))
@click.option("--reaction", type=float, metavar="SECONDS", help=say("cli.coordination_reaction"))
@click.option("--set-apart", multiple=True, metavar="NAME|FILE", help=say("cli.coordination_apart"))
@click.option(
    "--behaviour", "behaviours", multiple=True, metavar="NAME",
    help=say("cli.coordination_behaviour"),
)  # fmt: skip
@top(10)
@as_json
def command(
    shares: Path | None,
    path: Path | None,
    format: str | None,  # noqa: A002 - the option's name
    unit: str,
    columns: Mapping[str, str],
    windows: tuple[timedelta, ...],
    q: float,
    min_weight: int,
    every: bool,
    unanchored: bool,
    exact: bool,
    reaction: float | None,
    set_apart: tuple[str, ...],
    behaviours: tuple[str, ...],
    top: int,
    as_json: bool,
) -> None:
    """Find accounts that post in step."""
    if unanchored:
        _refuse("cli.coordination_found_only", {"--all": every, "--exact": exact})
    asked: dict[str, Any] = {
        "windows": windows,
        "q": q,
        "min_weight": min_weight,
        "set_apart": coordination.names_apart(set_apart),
        "reaction": _reaction(exact, reaction),
    }
    coverage: list[str] = []
    if shares is not None and path is None:
        _refuse("cli.coordination_db_only", {"--behaviour": behaviours})
        with sources([shares]) as [source]:
            found = coordination.of_file(
                source.path, format=format, unit=unit, columns=columns, name=source.name, **asked
            )
    elif path is not None and shares is None:
        for_files = {"--input-format": format, "--unit": unit != "s", "--map": columns}
        _refuse("cli.coordination_file_only", for_files)
        if not path.exists():
            raise StoreError("no_database", path)
        with pipeline.Store(path) as store:
            setting = pipeline.setting(store, path)
            found = coordination.of_store(store, setting, behaviours=behaviours or None, **asked)
            coverage = list(statement(seen(store)))
    else:
        raise click.UsageError(say("cli.coordination_one"))
    if as_json:
        show_rejected(found, err=True)
        told = unanchored_lines(found) if unanchored else edge_lines(found, every=every)
        for lines in batches(told):
            click.echo("\n".join(lines))
        return
    show_looked_at(found, str(shares or path), min_weight)
    show_clusters(found, top, path)
    if unanchored:
        show_unanchored(found, top)
    show_caveat()
    for line in coverage:
        paragraph(line, "")


def _reaction(exact: bool, reaction: float | None) -> timedelta | None:
    if exact and reaction is not None:
        raise click.UsageError(say("cli.coordination_either"))
    if exact:
        return None
    return coordination.REACTS if reaction is None else timedelta(seconds=reaction)


def _refuse(key: str, options: Mapping[str, object]) -> None:
    for option, given in options.items():
        if given:
            raise click.UsageError(say(key, option=option))
