"""``monitor collect``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor import pipeline
from monitor.cli.doors import as_json, new_database, print_json, verb
from monitor.cli.inputs import fail_for
from monitor.cli.lines import paragraph
from monitor.cli.screen import progress
from monitor.collectors.dates import when
from monitor.corpora.elections import WIB
from monitor.pipeline.steps import came_through
from monitor.store import Covered
from monitor.words import plain, say

if TYPE_CHECKING:
    from monitor.pipeline.collect import Collected

DAY = len("2024-02-14")


def moment_of(
    _context: click.Context, option: click.Parameter, given: str | None
) -> datetime | None:
    """Read a day or a moment; ``--until`` takes a day as a whole."""
    if given is None:
        return None
    time = when(given)
    if time is None:
        raise click.BadParameter(say("collect.no_time", given=plain(given)))
    whole_day = option.name == "until" and len(given.strip()) <= DAY
    return time + timedelta(days=1) if whole_day else time


@verb("collect", no_args_is_help=True)
@click.argument("sources", nargs=-1, required=True)
@click.option("--since", metavar="DATE", callback=moment_of, help=say("collect.since"))
@click.option("--until", metavar="DATE", callback=moment_of, help=say("collect.until"))
@click.option("--limit", metavar="N", type=click.IntRange(1, 10_000_000), help=say("collect.limit"))
@click.option(
    "--spend", metavar="DOLLARS", type=click.FloatRange(0, 10_000), help=say("collect.spend")
)
@new_database
@as_json
def command(
    sources: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    spend: float | None,
    path: Path,
    as_json: bool,
) -> None:
    """Collect live sources into the database."""
    with pipeline.Store(path) as store:
        done = collected(store, sources, since=since, until=until, limit=limit, spend=spend)
    for covered in done.sources:
        if as_json:
            print_json(asdict(covered))
        else:
            show_covered(covered)
    if not as_json and done.sources:
        click.echo(say("cli.import_next", db=path), err=True)
    fail_for(done.problems)


def collected(store: pipeline.Store, sources: Sequence[str], **asked: Any) -> Collected:  # noqa: ANN401 - collect's own
    """Collect, and say on stderr how far it is and what it waits for."""
    from monitor.fetch import Fetcher  # the web is loaded by who asks it
    from monitor.pipeline.collect import collect

    with Fetcher(waiting=_waiting) as fetcher, progress() as tick:
        return collect(store, sources, fetcher=fetcher, tick=tick, **asked)


def _waiting(host: str, seconds: float) -> None:
    click.echo(say("collect.waiting", host=host, seconds=round(seconds)), err=True)


def show_covered(covered: Covered, *, err: bool = False) -> None:
    """Print what was got of one source, and what was not seen."""
    click.echo(say("collect.line", **asdict(covered)), err=err)
    if covered.first:
        ends = {"first": _shown(covered.first), "last": _shown(covered.last)}
        paragraph(say("collect.seen", **ends), err=err)
    elif came_through(covered) and not covered.read:
        paragraph(say("collect.nothing"), err=err)
    if covered.rejected:
        paragraph(say("collect.rejected"), err=err)
    for note in covered.notes:
        paragraph(note_line(note), err=err)


def note_line(note: Mapping[str, Any]) -> str:
    """Say one fact about coverage, its times as people in Jakarta read them."""
    facts = {
        name: _shown(fact) if name in ("first", "last", "again") else fact
        for name, fact in note["facts"].items()
    }
    return say(f"collect.note_{note['kind']}", **facts)


def _shown(time: str) -> str:
    """Write a moment as people in Jakarta read it; a day alone as it is."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time or "?"
    if moment.tzinfo is None:
        return f"{moment:%d-%m-%Y}"
    return f"{moment.astimezone(WIB):%d-%m-%Y %H.%M}"
