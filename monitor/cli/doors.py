"""What every verb's door has: help in the reader's language, and the options all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor import words
from monitor.errors import StoreError
from monitor.words import plain, say

__all__ = [
    "Door", "as_json", "database", "explained", "file", "new_database", "print_json",
    "top", "verb",
]  # fmt: skip

Function = TypeVar("Function", bound=Callable[..., Any])


class Door(click.Command):
    """A command whose help speaks the reader's language throughout."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add ``--lang`` to every verb: people type it where they think of it."""
        return [*super().get_params(ctx), _lang()]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help where nothing was asked for."""
        if not args and self.no_args_is_help:
            click.echo(ctx.get_help())
            ctx.exit()
        ctx.allow_extra_args = True  # to be refused here, in the reader's language
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(say("cli.too_many", words=" ".join(rest)), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the verb is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the verbs of a group; arguments explain themselves."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(say("cli.options")):
            formatter.write_dl(filter(None, (option.get_help_record(ctx) for option in options)))
        if isinstance(self, click.Group):
            with formatter.section(say("cli.verbs")):
                formatter.write_dl([(name, self.line(name)) for name in self.list_commands(ctx)])

    def line(self, name: str) -> str:
        """Return what the list of verbs says of one, without importing it."""
        return say(f"cli.{name}")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say what ``--help`` does in the reader's language too."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("cli.help")
        return option


def verb(name: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:  # noqa: ANN401 - click's own
    """Make a function the verb ``name``, said in ``cli.<name>`` and ``cli.<name>_more``."""
    about = f"{say(f'cli.{name}')}\n\n{say(f'cli.{name}_more')}"
    return click.command(name, cls=Door, help=about, **settings)


def database(function: Function) -> Function:
    """Add ``--db``, a database that must exist."""
    return _database(exists=True)(function)


def new_database(function: Function) -> Function:
    """Add ``--db``, a database that is made when it is missing."""
    return _database(exists=False)(function)


def as_json(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=say("cli.json"))(function)


def top(count: int) -> Callable[[Function], Function]:
    """Add ``--top``, how many rows are shown: ``count`` unless another number is asked for."""
    rows = click.IntRange(1, 1_000_000)
    return click.option(
        "--top", metavar="N", type=rows, default=count, show_default=True, help=say("cli.top")
    )


def print_json(record: Mapping[str, Any]) -> None:
    """Print a record as one line of JSON for the next program, harmless in a terminal too."""
    from monitor.exports.jsonl import as_line  # --help needs no exports

    click.echo(as_line(record))


def file() -> click.Path:
    """Return the type of an argument that is a file to read."""
    return click.Path(path_type=Path)


def _database(*, exists: bool) -> Callable[[Function], Function]:
    return click.option(
        "--db",
        "path",
        type=click.Path(path_type=Path),
        callback=_must_exist if exists else None,
        default="monitor.db",
        show_default=True,
        help=say("cli.db"),
    )


def _must_exist(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    if not path.exists():
        raise StoreError("no_database", path)
    return path


def _lang() -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(list(words.LANGUAGES)),
        default=words.language(),
        expose_value=False,
        help=say("cli.lang"),
    )


def explained(problem: click.ClickException) -> str:
    """Say what is wrong with a command line in the reader's language, and where its help is."""
    context = getattr(problem, "ctx", None)
    path = context.command_path if context else "monitor"
    help_ = say("cli.see_help", command=path)
    match problem:
        case click.NoSuchOption():
            near = ", ".join(problem.possibilities or []) or "--help"
            return f"{say('cli.no_option', option=problem.option_name, near=near)} {help_}"
        case click.MissingParameter():
            missing = problem.param.make_metavar(context) if problem.param and context else "?"
            return f"{say('cli.missing', parameter=missing)} {help_}"
        case click.BadParameter():
            name = problem.param.opts[0] if problem.param else "?"
            return f"{say('cli.bad_value', parameter=name, problem=_wanted(problem))} {help_}"
        case click.BadOptionUsage():
            return f"{say('cli.option_usage', option=problem.option_name)} {help_}"
        case click.UsageError() if isinstance(problem.cmd, click.Group):
            verbs = ", ".join(problem.cmd.list_commands(problem.ctx or click.Context(problem.cmd)))
            return f"{say('cli.no_verb', verbs=verbs)} {help_}"
        case _:
            return f"{plain(problem.format_message())} {help_}"


def _wanted(problem: click.BadParameter) -> str:
    """Say which values a parameter takes."""
    match problem.param and problem.param.type:
        case click.FloatRange() as numbers:
            return say("cli.fraction", least=numbers.min, most=numbers.max)
        case click.IntRange() as numbers:
            return say("cli.number", least=numbers.min, most=numbers.max)
        case click.Choice() as choice:
            return say("cli.one_of", choices=", ".join(map(str, choice.choices)))
        case _:
            return problem.message
