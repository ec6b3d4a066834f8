"""``monitor coverage``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor import pipeline
from monitor.cli.collect import moment_of, note_line
from monitor.cli.doors import as_json, database, print_json, verb
from monitor.cli.lines import number, paragraph
from monitor.measures.stretches import Stretch
from monitor.pipeline.coverage import Coverage, SourceCoverage, coverage, written
from monitor.queue.coverage import PLATFORMS, hours, moment, period
from monitor.words import plain, say


@verb("coverage")
@click.option("--since", metavar="DATE", callback=moment_of, help=say("coverage.since"))
@click.option("--until", metavar="DATE", callback=moment_of, help=say("coverage.until"))
@database
@as_json
def command(path: Path, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """Show which hours were seen."""
    with pipeline.Store(path) as store:
        found = coverage(store, since=since, until=until or datetime.now(UTC))
    if as_json:
        _print_json(found)
        return
    click.echo(first_line(found))
    for source in found.sources:
        click.echo()
        _show(source)


def first_line(found: Coverage) -> str:
    """Say which hours and which platforms were not seen."""
    if found.window is None:
        return say("coverage.nothing_live")
    never = _never(found)
    said = hours(found.facts())
    return said + (say("coverage.platforms_never", platforms=", ".join(never)) if never else "")


def _never(found: Coverage) -> list[str]:
    asked = {*found.platforms, *(each.platform for each in found.sources)}
    return [platform for platform in PLATFORMS if platform not in asked]


def _show(source: SourceCoverage) -> None:
    click.echo(click.style(say("coverage.title_source", **_counts(source)), bold=True))
    if source.seen:
        paragraph(say("coverage.whole", hours=_listed(source.seen)))
    else:
        paragraph(say("coverage.nothing_whole"))
    if source.unseen:
        paragraph(say("coverage.missing", hours=_listed(source.unseen)))
    if source.limits:
        paragraph(say("coverage.limits", count=source.limits))
    if source.silence:
        paragraph(silent_line(source))
    for note in (*source.caveats, *source.clocks):
        paragraph(note_line(note))
    if source.problem:
        paragraph(say("coverage.last_problem", problem=plain(source.problem)))


def silent_line(source: SourceCoverage) -> str:
    """Say since when a source is silent, and how sure that is."""
    silence = source.silence
    assert silence is not None  # noqa: S101 - asked of silent ones only
    return say(
        "coverage.source_silent",
        since=moment(silence.since),
        until=moment(silence.until),
        expected=number(silence.expected, 0),
        daily=number(silence.daily, 0),
        days=round(1 / silence.level),
    )


def _counts(source: SourceCoverage) -> dict[str, Any]:
    names = ("source", "runs", "failed", "read", "stored", "known", "rejected")
    return {name: getattr(source, name) for name in names}


def _listed(stretches: Sequence[Stretch]) -> str:
    return ", ".join(period(*each) for each in stretches)


def _print_json(found: Coverage) -> None:
    """Print a line for all sources together, then one for each."""
    facts = found.facts()
    print_json(
        {
            "window": written(facts["window"]),
            "asked_last": written(found.asked_last),
            "unseen": {
                platform: {"hours": written(stretches), "sources": missing, "of": of}
                for platform, (stretches, missing, of) in facts["unseen"].items()
            },
            "silent": [each.source for each in found.silent],
            "platforms_never": _never(found),
        }
    )
    for source in found.sources:
        row = asdict(source)
        silent = source.silence._asdict() if source.silence else None
        print_json({name: written(value) for name, value in (row | {"silence": silent}).items()})
