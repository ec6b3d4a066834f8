"""``monitor model train``: from a labelled file, or from the team's own verdicts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.doors import as_json, file, new_database, print_json, verb
from monitor.cli.inputs import roles_option, since_option
from monitor.cli.screen import progress
from monitor.errors import StoreError
from monitor.words import say

if TYPE_CHECKING:
    from monitor.analyses.classifier.prequential import Figure
    from monitor.pipeline.learn import Learned

__all__ = ["training"]

WIDTH = 100
SHOWN = (("reviewed", "precision_20"), ("claims", "precision_20"), ("reviewed", "auroc"))


@verb("model_train")
@click.argument("data", metavar="[DATA]", type=file(), required=False)
@new_database
@click.option("--out", type=file(), metavar="JSON", help=say("cli.train_out"))
@click.option("--ordinary", type=file(), metavar="FILE", help=say("cli.train_ordinary"))
@since_option
@click.option("--licence", default="", metavar="TEXT", help=say("cli.train_licence"))
@roles_option
@click.option("--force", is_flag=True, help=say("cli.train_force"))
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=7, show_default=True, help=say("cli.seed")
)
@as_json
@click.pass_context
def training(
    context: click.Context,
    /,
    data: Path | None,
    path: Path,
    force: bool,
    seed: int,
    as_json: bool,
    out: Path | None,
    **options: Any,  # noqa: ANN401 - of files alone
) -> None:
    """Train a model, and put it in use unless it is worse than the one there."""
    if data is None:
        context.exit(_train_on_verdicts(path, force=force, seed=seed, as_json=as_json))
    target = out or path.parent / "model.json"
    _train_on_file(data, target, as_json=as_json, overwrite=force, seed=seed, **options)


def _train_on_file(data: Path, path: Path, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    from monitor.cli import evaluation  # --help needs no arrays
    from monitor.pipeline.train import train_file

    with progress() as tick:
        trained = train_file(data, path, tick=tick, **options)
    version = trained.classifier.version
    if as_json:
        for record in evaluation.records(trained.evaluation):
            print_json(record)
        print_json({"kind": "model", "version": version, "path": str(path)})
        return
    evaluation.show(trained.evaluation)
    _say("trained", version=version, path=path, card=path.with_suffix(".md"))


def _train_on_verdicts(path: Path, *, force: bool, seed: int, as_json: bool) -> int:
    from monitor.pipeline.learn import learn  # --help needs no arrays
    from monitor.store import Store

    if not path.exists():
        raise StoreError("no_database", path)
    with Store(path) as store, progress() as tick:
        learned = learn(store, path, force=force, seed=seed, tick=tick)
    if as_json:
        for record in records(learned):
            print_json(record)
    else:
        _show(learned)
    return 0 if learned.path else 1


def records(learned: Learned) -> Iterator[dict[str, Any]]:
    """Yield what was learned and what became of it, then every figure."""
    whole = asdict(learned)
    del whole["figures"]
    whole["path"] = str(learned.path) if learned.path else None
    whole |= {"choice": learned.choice._asdict(), "trust": learned.trust._asdict()}
    yield {"kind": "model", **whole}
    for figure in learned.figures:
        yield {"kind": "figure", **figure._asdict()}


def _show(learned: Learned) -> None:
    _say(
        "learned",
        used=learned.used,
        positive=learned.positive,
        negative=learned.used - learned.positive,
        groups=learned.groups,
        drawn=learned.drawn,
    )
    for name, count in learned.left_out.items():
        key = "left_no_text" if name == "no_text" else "left_out"
        _say(key, count=count, verdict="" if name == "no_text" else say(f"review.verdict_{name}"))
    _show_figures(learned.figures)
    _say("trust" if learned.start else "no_start", **_percents(learned.trust._asdict()))
    _say("drawn" if learned.drawn else "none_drawn", count=learned.drawn)
    _say("probable" if learned.probable else "not_probable", **_limits())
    choice = learned.choice
    if choice.stands_in:
        _say("stands_in", over=choice.over or "-")
    _say(
        f"choice_{choice.why}",
        rows=choice.rows,
        new=_number(choice.new),
        old=_number(choice.old),
        over=choice.over,
        **_bounds(choice.value, choice.low, choice.high),
    )
    if learned.path:
        _say("saved", path=learned.path, version=learned.version)
    else:
        _say("not_saved")


def _show_figures(figures: list[Figure]) -> None:
    click.echo()
    _say("head")
    for of, measure in SHOWN:
        some = [each for each in figures if (each.of, each.measure) == (of, measure)]
        click.echo("\n" + click.style(say(f"learning.{measure}_{of}"), bold=True))
        windows = sorted({each.window for each in some}, key=lambda number: number or len(some))
        for window in windows if of == "reviewed" else [0]:
            cells = [each for each in some if each.window == window and not each.over]
            name = say("learning.window", number=window) if window else say("learning.all")
            rows = say("learning.rows", rows=cells[0].rows, positive=cells[0].positive)
            told = "; ".join(f"{say(f'learning.by_{each.system}')} {_cell(each)}" for each in cells)
            click.echo(f"{name} ({rows}): {told}")
        for each in some:
            if each.over and not each.window:
                click.echo(f"{say(f'learning.over_{each.over}')}: {_cell(each, '+')}")
    click.echo()


def _cell(figure: Figure, sign: str = "") -> str:
    if figure.value is None:
        return say("learning.not_known", why=say(f"learning.why_{figure.why}"))
    return f"{_number(figure.value, sign)} [{_number(figure.low)}, {_number(figure.high)}]"


def _bounds(*values: float | None) -> dict[str, str]:
    names = ("value", "low", "high")
    return {name: _number(each) for name, each in zip(names, values, strict=True)}


def _number(value: float | None, sign: str = "") -> str:
    return "-" if value is None else f"{value:{sign}.2f}".replace(".", say("cli.decimal"))


def _percents(shares: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{100 * share:.0f}" for name, share in shares.items()}


def _limits() -> dict[str, int]:
    from monitor.analyses.classifier.lessons import Rules

    return {"predicted": Rules().predicted, "each": Rules().each}


def _say(key: str, **facts: object) -> None:
    click.echo(textwrap.fill(say(f"learning.{key}", **facts), WIDTH, break_long_words=False))
