"""What a terminal shows of a classifier's answer: a lead with its reasons, never a verdict."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.lines import QUOTED, number, paragraph, short
from monitor.corpora.weights import Weights
from monitor.pipeline import Explained, Flag, Flagged, flagged_why, reasons_of, why
from monitor.words import plain, say

__all__ = ["show_flag", "show_flagged"]

EXCERPT = 240
REASONS = 5
LEAST = 0.05
"""Log-odds from which on a line is shown where many rows are; one claim is shown whole."""
DEEPER = "       "


def show_flagged(flagged: Flagged, weights: Weights) -> None:
    """Print what is said of one row of a file."""
    told = flagged.said.explained
    given = str(flagged.id) if flagged.id is not None else ""
    head = say(
        "classifier.line",
        row=short(given, QUOTED) or say("classifier.row", number=flagged.number),
        band=say(f"classifier.{told.judgement.band}"),
        score=number(told.judgement.score, 2, sign=True),
    )
    click.echo(click.style(head, bold=True))
    text = short(flagged.text, EXCERPT)
    if text:
        paragraph(f"“{text}”")
    paragraph(plain(flagged_why(flagged)))
    _show_summands(told, flagged.text, least=LEAST)
    paragraph(say("classifier.reasons"))
    for reason in reasons_of(flagged, weights)[:REASONS]:
        _line(number(reason.weight, sign=True), plain(reason.sentence), reason.text)
    click.echo()


def show_flag(flag: Flag, text: str, database: Path) -> None:
    """Print what the classifier says of a claim's text, and what speaks for and against."""
    told = flag.explained
    head = say(
        "classifier.title",
        band=say(f"classifier.{told.judgement.band}"),
        score=number(told.judgement.score, 2, sign=True),
        model=flag.model,
    )
    click.echo(click.style(head, bold=True))
    paragraph(plain(why(told.judgement)))
    _show_summands(told, text)
    if flag.in_queue != flag.model:
        old = flag.in_queue or say("classifier.none")
        paragraph(say("classifier.other_model", old=old, new=flag.model, db=database))
    click.echo()


def _show_summands(told: Explained, text: str, least: float = 0.0) -> None:
    for each in told.summands:
        if least and (each.kind in ("base", "rest") or abs(each.value) < least):
            continue
        quoted = text[slice(*each.span)] if each.span else ""
        _line(number(each.value, 2, sign=True), each.sentence, quoted)


def _line(value: str, sentence: str, quoted: str) -> None:
    words = short(quoted, QUOTED)
    paragraph(f"{value}  {sentence}" + (f": “{words}”" if words else ""), DEEPER)
