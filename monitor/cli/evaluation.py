"""What a terminal, a program and a picture show of an evaluation of the classifier."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from monitor.exports.reliability import Curve, Panel
from monitor.pipeline.figures import Evaluation, Figure, SplitFigure
from monitor.pipeline.measuring import LEAST, MEASURES
from monitor.pipeline.placebo import LEAST as PLACEBO_LEAST
from monitor.words import plain, say

__all__ = ["panels", "plot_words", "records", "show"]

WIDTH = 100
NAME, CELL = 12, 18
SHORT_DIGEST = 12
ORDER, REST = MEASURES[:5], MEASURES[5:]
WITHOUT = ("auroc", "average_precision", "precision_50", "macro_f1", "ece")
"""Measures repeated on the rows that are no denials; the rest is in ``--json``."""
GAINED = ("auroc", "average_precision")


def records(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Yield what was measured on, then every split, figure and bin, one record each."""
    whole = asdict(evaluation)
    lists = {name: whole.pop(name) for name in ("splits", "figures", "bins")}
    yield {"kind": "data", **whole}
    yield from ({"kind": "split", **each} for each in lists["splits"])
    yield from lists["figures"]
    yield from ({"kind": "bin", **each} for each in lists["bins"])


def show(evaluation: Evaluation) -> None:
    """Print the report: the data, every split, the placebo, the slices."""
    _show_data(evaluation)
    for split in evaluation.splits:
        _show_split(split, evaluation.figures)
    _show_placebo(evaluation)
    _show_slices(evaluation)
    click.echo()
    _say(say("evaluation.lead"))


def _show_data(evaluation: Evaluation) -> None:
    _say(
        say(
            "evaluation.data",
            path=plain(evaluation.path),
            digest=evaluation.digest[:SHORT_DIGEST],
            read=evaluation.read,
            used=evaluation.used,
            positive=evaluation.positive,
            negative=evaluation.used - evaluation.positive,
            groups=evaluation.groups,
        )
    )
    for reason, count in evaluation.left_out.items():
        _say(say(f"evaluation.left_{reason}", count=count))
    columns = ", ".join(f"{role}={plain(name)}" for role, name in evaluation.roles.items())
    _say(say("evaluation.columns", columns=columns))
    versions = ", ".join(f"{name} {number}" for name, number in evaluation.versions.items())
    _say(say("evaluation.made", seed=evaluation.seed, draws=evaluation.draws, versions=versions))
    learned = evaluation.model.get("learned", "none")
    _say(say(f"evaluation.model_{learned}", version=evaluation.model.get("version", "")))
    _say(say("evaluation.measures"))


def _show_split(split: SplitFigure, figures: Sequence[Figure]) -> None:
    title = say(f"evaluation.split_{split.split}")
    facts = {name: plain(value) for name, value in split.facts.items()}
    click.echo()
    if split.why:
        _say(f"{title}: {say(f'evaluation.why_{split.why}', least=facts.get('least', ''))}")
        return
    borders = [
        say(f"evaluation.split_{name}", **{name: facts[name]})
        for name in ("since", "sources")
        if name in facts
    ]
    _say(": ".join([title, *borders]), bold=True)
    _say(say("evaluation.split_sizes", **{**asdict(split), "facts": ""}))
    if facts.get("left_out", "0") != "0":
        _say(say("evaluation.split_left", count=facts["left_out"]))
    of_split = [figure for figure in figures if figure.split == split.split]
    for rows, tables in (("all", (ORDER, REST)), ("no_denials", (WITHOUT,))):
        of_rows = [f for f in of_split if f.rows == rows and f.kind == "measure"]
        if not of_rows and not split.denials:
            continue
        if not of_rows:
            _say(say("evaluation.too_few_left"))
            continue
        base = of_rows[0]
        rate = say("evaluation.base_rate", rate=f"{base.value:.2f}", count=base.count)
        click.echo()
        _say(f"{say(f'evaluation.rows_{rows}')}: {rate}")
        for measures in tables:
            _table(of_rows[1:], measures)
    _show_gains([figure for figure in of_split if figure.kind == "gain"])


def _table(figures: Iterable[Figure], measures: Sequence[str]) -> None:
    cells: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        cells.setdefault(figure.system, {})[figure.measure] = figure
    head = [say(f"evaluation.measure_{measure}") for measure in measures]
    _row(say("evaluation.system"), head)
    for system, found in cells.items():
        _row(say(f"evaluation.system_{system}"), [_number(found[each]) for each in measures])


def _show_gains(gains: Sequence[Figure]) -> None:
    found = {
        (figure.over, figure.rows, figure.measure): figure
        for figure in gains
        if figure.system == "ours"
    }
    click.echo()
    _say(say("evaluation.gains"))
    columns = [(rows, measure) for rows in ("all", "no_denials") for measure in GAINED]
    head = []
    for rows, measure in columns:
        name = say(f"evaluation.measure_{measure}")
        head.append(name if rows == "all" else say("evaluation.no_denials_short", measure=name))
    wide = max(CELL + 3, *(len(each) + 2 for each in head))
    lines = {
        say("evaluation.over", system=say(f"evaluation.system_{over}")): [
            found.get((over, rows, measure)) for rows, measure in columns
        ]
        for over in dict.fromkeys(over for over, _, _ in found)
    }
    first = max(map(len, lines), default=0) + 1
    _row("", head, wide, first)
    for name, cells in lines.items():
        _row(name, [_number(each, sign=True) if each else "-" for each in cells], wide, first)


def _show_placebo(evaluation: Evaluation) -> None:
    click.echo()
    facts = {name: plain(value) for name, value in evaluation.placebo.items()}
    if why := facts.get("why"):
        _say(say(f"evaluation.why_{why}", least=PLACEBO_LEAST))
        return
    _say(say(f"evaluation.placebo_{facts['kind']}", **{**facts, "kind": ""}))
    _table([f for f in evaluation.figures if f.kind == "placebo"], ("auroc",))


def _show_slices(evaluation: Evaluation) -> None:
    cells: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in evaluation.figures:
        if figure.kind == "slice":
            cells.setdefault((figure.slice, figure.cell), {})[figure.measure] = figure
    shown = {name: each for name, each in cells.items() if not each["flagged_share"].why}
    click.echo()
    split = say(f"evaluation.split_{evaluation.sliced}").lower()
    _say(say("evaluation.sliced", split=split), bold=True)
    if not shown:
        _say(say("evaluation.no_slices", least=LEAST))
        return
    wide = max(len(plain(name)) for _, name in shown) + 12
    heads = ("flagged_share", "false_positive_rate")
    _row("", [say(f"evaluation.{measure}") for measure in heads], CELL + 8, wide)
    for (of, name), found in shown.items():
        each = [f"{_number(found[m])} n={found[m].count}" for m in heads]
        _row(f"{say(f'evaluation.slice_{of}')} {plain(name)}", each, CELL + 8, wide)
    _say(say("evaluation.suppressed", count=len(cells) - len(shown), least=LEAST))


def _row(name: str, cells: Iterable[str], wide: int = CELL, first: int = NAME) -> None:
    click.echo((f"{name:{first}}" + "".join(f"{cell:>{wide}}" for cell in cells)).rstrip())


def _number(figure: Figure, *, sign: bool = False) -> str:
    if figure.value is None:
        return "-"
    shape = "+.2f" if sign else ".2f"
    value, low, high = (
        "" if each is None else f"{round(each, 2) + 0:{shape}}"  # no minus before zero
        for each in (figure.value, figure.low, figure.high)
    )
    return f"{value} [{low}, {high}]" if low and high else value


def _say(line: str, *, bold: bool = False) -> None:
    click.echo(click.style(textwrap.fill(line, WIDTH, break_on_hyphens=False), bold=bold))


def panels(evaluation: Evaluation) -> list[Panel]:
    """Return the reliability of each split's systems as panels of a diagram."""
    found: dict[str, dict[str, list[tuple[float, float, int]]]] = {}
    for line in evaluation.bins:
        if line.equal != "width":
            continue
        curves = found.setdefault(line.split, {})
        curves.setdefault(line.system, []).append((line.said, line.so, line.count))
    return [
        Panel(
            say(f"evaluation.split_{split}"),
            [Curve(say(f"evaluation.system_{name}"), points) for name, points in curves.items()],
        )
        for split, curves in found.items()
    ]


def plot_words(evaluation: Evaluation) -> dict[str, str]:
    """Return what to write on the diagram."""
    about = say(
        "evaluation.plot_about",
        path=plain(evaluation.path),
        digest=evaluation.digest[:SHORT_DIGEST],
        seed=evaluation.seed,
    )
    names = ("title", "said", "so", "count")
    return {"about": about, **{name: say(f"evaluation.plot_{name}") for name in names}}
