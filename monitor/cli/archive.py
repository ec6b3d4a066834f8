"""``monitor archive``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import (
    Door,
    as_json,
    database,
    file,
    new_database,
    print_json,
    top,
    verb,
)
from monitor.cli.inputs import fail_for, sources
from monitor.cli.screen import progress
from monitor.records import FactCheck
from monitor.store import Version
from monitor.words import plain, say

WIDTH = 100
LONGEST = 600


class Archive(Door, click.Group):
    """``add``, ``list`` and ``show``."""

    def line(self, name: str) -> str:
        """Return what the list says of one of them."""
        return say(f"cli.archive_{name}")


@verb("archive_add", no_args_is_help=True)
@click.argument("files", metavar="SOURCE...", nargs=-1, required=True, type=file())
@new_database
@as_json
def adding(files: tuple[Path, ...], path: Path, as_json: bool) -> None:
    """Read files of fact-checks into the archive."""
    with pipeline.Store(path) as store, sources(files) as found, progress() as tick:
        done = pipeline.archive(store, found, tick=tick)
        total = store.factcheck_count()
    for filed in done.files:
        if as_json:
            print_json(asdict(filed))
        else:
            click.echo(say("archive.filed", **vars(filed)))
    if not as_json and done.files:
        click.echo(say("archive.total", count=total, db=path), err=True)
    fail_for(done.problems)


@verb("archive_list")
@top(20)
@database
@as_json
def listing(top: int, path: Path, as_json: bool) -> None:
    """List the fact-checks, newest first."""
    with pipeline.Store(path) as store:
        for check in store.factchecks(limit=top):
            if as_json:
                print_json(asdict(check))
            else:
                _show_line(check)
        count = store.factcheck_count()
    if not as_json:
        key = "archive.total" if count else "archive.empty"
        click.echo(say(key, count=count, db=path), err=True)


@verb("archive_show", no_args_is_help=True)
@click.argument("factcheck_id", metavar="ID")
@database
@as_json
def showing(factcheck_id: str, path: Path, as_json: bool) -> None:
    """Show one fact-check whole, with every state it was seen in."""
    with pipeline.Store(path) as store:
        check = store.factcheck(factcheck_id)
        versions = store.factcheck_versions(factcheck_id)
    if as_json:
        states = [
            {**asdict(each.check), "source": each.source, "run": each.run, "seen": each.seen}
            for each in versions
        ]
        print_json({**asdict(check), "versions": states})
        return
    _show_line(check)
    for name in ("headline", "claim", "explanation", "conclusion", "url"):
        if said := getattr(check, name):
            _show_paragraph(f"{say(f'archive.{name}')}: {plain(said)}")
    _show_versions(versions)


command = Archive(
    name="archive",
    help=f"{say('cli.archive')}\n\n{say('cli.archive_more')}",
    commands={"add": adding, "list": listing, "show": showing},
)


def _show_line(check: FactCheck) -> None:
    head = f"{plain(check.date) or say('cli.time_unknown')}  {plain(check.id)}"
    click.echo(click.style(head, bold=True))
    _show_paragraph(f"“{plain(check.title)}”")
    _show_paragraph(f"{_judged(check)} · {plain(check.publisher) or say('archive.nobody')}")


def _show_versions(versions: Iterable[Version]) -> None:
    """Print what each version found, those that found the same only once."""
    click.echo(click.style(say("archive.versions"), bold=True))
    states: dict[str, list[Version]] = {}
    for each in versions:
        states.setdefault(each.check.verdict or each.check.label, []).append(each)
    for same in states.values():
        day = min(each.seen for each in same)[:10] or say("cli.time_unknown")
        names = ", ".join(dict.fromkeys(plain(each.source) for each in same if each.source))
        _show_paragraph(
            say("archive.version", judged=_judged(same[0].check), day=day, sources=names or "-")
        )


def _judged(check: FactCheck) -> str:
    """Say a verdict in the reader's words, and the publisher's own word beside it."""
    verdict = say(f"archive.verdict_{check.verdict or 'unknown'}")
    return f"{verdict} ({plain(check.label)})" if check.label else verdict


def _show_paragraph(text: str) -> None:
    short = textwrap.shorten(text, LONGEST, placeholder=" …")
    click.echo(textwrap.fill(short, WIDTH, initial_indent="    ", subsequent_indent="      "))
