"""``monitor scan``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, file, new_database, top, verb
from monitor.cli.inputs import columns_option, fail_for, format_option
from monitor.cli.inputs import sources as opened
from monitor.cli.screen import (
    progress,
    show_alerts,
    show_amplified,
    show_coverage,
    show_imported,
    show_json,
    show_queue,
)
from monitor.collectors.live.sources import is_source
from monitor.errors import MonitorError
from monitor.words import say


@verb("scan")
@click.argument("sources", nargs=-1, metavar="[FILES|SOURCES]...")
@click.option("--sample", is_flag=True, help=say("cli.sample"))
@click.option("--election", metavar="ID", help=say("cli.election_option"))
@click.option("--register", type=file(), metavar="CSV", help=say("cli.register"))
@click.option("--weights", type=file(), metavar="TOML", help=say("cli.weights"))
@top(10)
@format_option
@columns_option
@new_database
@as_json
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    sample: bool,
    election: str | None,
    register: Path | None,
    weights: Path | None,
    top: int,
    format: str | None,  # noqa: A002 - the option's name
    columns: Mapping[str, str],
    path: Path,
    as_json: bool,
) -> None:
    """Read files and live sources, and show the queue."""
    live = [source for source in sources if is_source(source)]
    files = tuple(Path(source) for source in sources if not is_source(source))
    if sample:
        files, election, register = _sample(files, election, register)
        if context.get_parameter_source("path") == click.core.ParameterSource.DEFAULT:
            path = Path("contoh.db")
    if not sources and not files and not path.exists():
        raise click.UsageError(say("cli.nothing_to_scan"))
    with pipeline.Store(path) as store:
        setting = pipeline.setting(store, path, election_id=election, register=register)
        using = pipeline.weights_of(path, weights)
        problems = _collected(store, live)
        with opened(files) as found, progress() as tick:
            scanned = pipeline.scan(
                store, found, setting, format=format, columns=columns, tick=tick
            )
        if not scanned.model:
            click.echo(say("classifier.no_model"), err=True)
        for imported in scanned.imports:
            show_imported(imported, err=True)
        if files and not scanned.imports:
            fail_for([*problems, *scanned.problems])
        queue = pipeline.queue(store, using)
        if as_json:
            show_json(queue.rows())
        else:
            show_alerts(store)
            view = pipeline.view(queue, top=top)
            show_queue(queue, view.rows(), view, path)
            show_amplified(store)
            show_coverage(store)
    fail_for([*problems, *scanned.problems])


def _collected(store: pipeline.Store, live: Sequence[str]) -> list[MonitorError]:
    """Collect live sources, say on stderr what was got; return what went wrong."""
    if not live:
        return []
    from monitor.cli.collect import collected, show_covered

    done = collected(store, live)
    for covered in done.sources:
        show_covered(covered, err=True)
    return done.problems


def _sample(
    files: tuple[Path, ...], election: str | None, register: Path | None
) -> tuple[tuple[Path, ...], str, Path]:
    invented = pipeline.sample()
    click.echo(say("cli.sample_note"), err=True)
    return (*files, invented.posts), election or invented.election, register or invented.register
