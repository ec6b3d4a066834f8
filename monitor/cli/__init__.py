"""Doors for people: one small file per verb, listed in the order of the flow.

A verb is imported when it is called, so that ``monitor --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from typing import Any, NoReturn, TextIO

import click

from monitor import __version__, words
from monitor.cli.doors import Door, explained
from monitor.errors import MonitorError
from monitor.words import say

__all__ = ["VERBS", "main", "verbs"]

VERBS = {
    "election": "election",
    "import": "import_",
    "collect": "collect",
    "watch": "watch",
    "coverage": "coverage",
    "archive": "archive",
    "match": "match",
    "flag": "flag",
    "scan": "scan",
    "queue": "queue",
    "show": "show",
    "network": "network",
    "coordination": "coordination",
    "review": "review",
    "search": "search",
    "rejects": "rejects",
    "export": "export",
    "forget": "forget",
    "purge": "purge",
    "runs": "runs",
    "model": "model",
    "evaluate": "evaluate",
}
"""Verb -> its file here, in the order people need them."""


class Verbs(Door, click.Group):
    """The verbs, none of them imported until it is called."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a verb; who reads its output may have read enough: ``monitor queue | head``."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of the flow, not of the alphabet."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one verb."""
        if name not in VERBS:
            return None
        command: click.Command = import_module(f"monitor.cli.{VERBS[name]}").command
        return command


def verbs() -> click.Group:
    """Return the command line, its own words in the language spoken now."""
    group = Verbs(name="monitor", help=say("cli.about"), epilog=say("cli.lead"))
    group.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=say("cli.version"),
        )
    )
    return group


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``monitor``: 0 done, 1 a check says no, 2 an error with its remedy in one line."""
    sys.stdout = sys.stdout or StringIO()  # closed by who started us
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console in an old code page
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words.use(_language(sys.argv[1:] if arguments is None else arguments))
    try:
        # click expands *.csv, which no Windows shell does, where it takes the arguments itself
        sys.exit(verbs().main(arguments, prog_name="monitor", standalone_mode=False) or 0)
    except MonitorError as problem:
        _fail(str(problem))
    except click.ClickException as problem:
        _fail(explained(problem))
    except click.Abort:
        _fail(say("cli.stopped"))
    except OSError as problem:  # of what we print or of the folder for scratch: files say their own
        _let_go(sys.stdout)
        _fail(say("cli.failed", problem=problem.strerror or problem))


def _let_go(stream: TextIO) -> None:
    """Drop what a full disk did not take: Python would fail at it again when it ends, with 120."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _language(arguments: Sequence[str]) -> str:
    """Find ``--lang`` before anything is said; click checks it again with the rest."""
    wanted = ["id", os.environ.get("MONITOR_LANG", "")]
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--lang":
            wanted.append(following)
        elif argument.startswith("--lang="):
            wanted.append(argument.removeprefix("--lang="))
    return [code for code in wanted if code in words.LANGUAGES][-1]


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"monitor {__version__}")
        ctx.exit()


def _fail(line: str) -> NoReturn:
    click.echo(f"{say('cli.problem')}: {line}", err=True)
    sys.exit(2)
