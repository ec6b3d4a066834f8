"""``monitor evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.doors import Door, as_json, print_json, verb
from monitor.words import say


class Evaluate(Door, click.Group):
    """``match``."""

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


def _group() -> click.Group:
    about = f"{say('cli.evaluate')}\n\n{say('cli.evaluate_more')}"
    group = Evaluate("evaluate", help=about, no_args_is_help=True)
    group.add_command(matching, "match")
    return group


command = _group()
