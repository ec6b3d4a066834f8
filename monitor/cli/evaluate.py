"""``monitor evaluate``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from monitor.cli.doors import Door, as_json, file, print_json, verb
from monitor.cli.inputs import roles_option, since_option
from monitor.cli.screen import progress
from monitor.errors import BadInput
from monitor.words import say


class Evaluate(Door, click.Group):
    """``match`` and ``model``."""

    def line(self, name: str) -> str:
        """Return what the list says of one of them."""
        return say(f"cli.evaluate_{name}")


@verb("evaluate_match", no_args_is_help=True)
@click.argument("folder", metavar="DATA", type=click.Path(path_type=Path))
@as_json
def matching(folder: Path, as_json: bool) -> None:
    """Measure the matcher."""
    from monitor.pipeline.evaluate import evaluate_match  # --help needs no arrays

    figures, reliability = evaluate_match(folder)
    if as_json:
        for figure in figures:
            print_json(figure._asdict())
        for line in reliability:
            print_json(line._asdict())
        return
    click.echo(say("cli.evaluate_head"))
    for figure in figures:
        name = f"{figure.archive:10} {figure.system:11} {figure.measure:24} {figure.tier:8}"
        click.echo(f"{name} {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]")
    click.echo("\n" + say("cli.evaluate_reliability"))
    for line in reliability:
        bounds = f"{line.archive:10} {line.low:.1f}-{line.high:.1f}"
        click.echo(f"{bounds} {line.posts:6} {line.said:.3f} {line.right:.3f}")


@verb("evaluate_model", no_args_is_help=True)
@click.argument("path", metavar="DATA", type=file())
@roles_option
@since_option
@click.option("--model", metavar="FILE", type=file(), help=say("cli.evaluate_with"))
@click.option("--plot", metavar="FILE.svg", type=file(), help=say("cli.evaluate_plot"))
@click.option("--overwrite", is_flag=True, help=say("cli.overwrite"))
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    metavar="N",
    default=7,
    show_default=True,
    help=say("cli.evaluate_seed"),
)
@as_json
def modelling(
    path: Path,
    columns: Mapping[str, str],
    since: str | None,
    model: Path | None,
    plot: Path | None,
    overwrite: bool,
    seed: int,
    as_json: bool,
) -> None:
    """Measure the classifier."""
    from monitor.cli.evaluation import panels, plot_words, records, show
    from monitor.exports.reliability import write
    from monitor.pipeline.evaluate_model import evaluate_model  # --help needs no arrays

    if plot is not None and plot.exists() and not overwrite:  # known before minutes of work
        raise BadInput("export_exists", plot)
    with progress() as tick:
        found = evaluate_model(
            path, columns=columns, model=model, since=since, seed=seed, tick=tick
        )
    if as_json:
        for record in records(found):
            print_json(record)
    else:
        show(found)
    if plot is not None:
        drawn = panels(found)
        if drawn:
            write(plot, drawn, plot_words(found), overwrite=overwrite)
        click.echo(
            say("evaluation.plotted" if drawn else "evaluation.plot_none", file=plot), err=True
        )


def _group() -> click.Group:
    about = f"{say('cli.evaluate')}\n\n{say('cli.evaluate_more')}"
    group = Evaluate("evaluate", help=about, no_args_is_help=True)
    group.add_command(matching, "match")
    group.add_command(modelling, "model")
    return group


command = _group()
