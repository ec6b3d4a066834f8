"""``monitor model``."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.doors import Door, as_json, file, print_json, verb
from monitor.cli.inputs import roles_option
from monitor.cli.training import training
from monitor.words import say

if TYPE_CHECKING:
    from monitor.exports.report import Report

WIDTH = 100


class Model(Door, click.Group):
    """``audit`` and ``train``."""

    def line(self, name: str) -> str:
        """Return what the list says of one of them."""
        return say(f"cli.model_{name}")


@verb("model_audit", no_args_is_help=True)
@click.argument("data", metavar="DATA", type=file())
@roles_option
@click.option("--html", type=file(), metavar="FILE", help=say("cli.audit_html"))
@click.option("--md", type=file(), metavar="FILE", help=say("cli.audit_md"))
@click.option("--overwrite", is_flag=True, help=say("cli.overwrite"))
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=7, show_default=True, help=say("cli.seed")
)
@as_json
def auditing(
    data: Path,
    columns: Mapping[str, str],
    html: Path | None,
    md: Path | None,
    overwrite: bool,
    seed: int,
    as_json: bool,
) -> None:
    """Say what gives the labels of a data set away."""
    from monitor.exports import report_html, report_md  # --help needs no arrays
    from monitor.pipeline.audit import audit_file
    from monitor.pipeline.audit_report import audit_records, audit_report

    done = audit_file(data, columns, seed=seed)
    report = audit_report(done)
    for target, writer in ((html, report_html.write), (md, report_md.write)):
        if target is not None:
            writer(target, report, overwrite=overwrite)
            click.echo(say("audit.saved", file=target), err=True)
    if as_json:
        for record in audit_records(done):
            print_json(record)
    else:
        _show(report)
        click.echo(say("audit.count_leaks", count=len(done.audit.leaks)), err=True)


def _show(report: Report) -> None:
    for name, value in report.facts:
        click.echo(f"{name}: {value}")
    for section in report.sections:
        if not (section.findings or section.empty):
            continue
        click.echo("\n" + click.style(section.title, bold=True))
        if not section.findings:
            click.echo(section.empty)
        for each in section.findings:
            if section.id == "leaks":
                click.echo(f"{each.strength}  {each.name}")
                _paragraph(each.sentence, "    ")
            else:
                said = each.strength or each.sentence
                _paragraph(f"{each.name}: {said}", "", "    ")
    click.echo("\n" + click.style(report.meaning_title, bold=True))
    _paragraph(" ".join(report.meaning), "")
    for note in report.notes:
        click.echo(note, err=True)


def _paragraph(text: str, first: str, rest: str | None = None) -> None:
    click.echo(
        textwrap.fill(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=first if rest is None else rest,
            break_long_words=False,
        )
    )


command = Model(
    name="model",
    help=f"{say('cli.model')}\n\n{say('cli.model_more')}",
    commands={"audit": auditing, "train": training},
)
