"""Files as people name them: paths, ``-`` for standard input, columns called what they like."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from monitor.errors import MonitorError
from monitor.pipeline import Source
from monitor.words import plain, say

__all__ = ["columns_option", "fail_for", "format_option", "roles_option", "since_option", "sources"]

SINCE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@contextmanager
def sources(files: Sequence[Path]) -> Iterator[list[Source]]:
    """Give the files as sources; standard input is copied first, for it cannot be read twice."""
    # Windows removes no file that a reading which broke off still holds open
    with tempfile.TemporaryDirectory(prefix="monitor-", ignore_cleanup_errors=True) as folder:
        found = []
        for path in files:
            if str(path) == "-":
                copy = Path(folder) / "stdin"
                if not copy.exists():  # a second dash means the same
                    _copy_stdin(copy)
                found.append(Source(copy, "-"))
            else:
                found.append(Source(path, _name(path)))
        yield found


def _copy_stdin(copy: Path) -> None:
    with copy.open("wb") as target:
        if sys.stdin is not None:  # closed by who started us: nothing to read
            shutil.copyfileobj(sys.stdin.buffer, target)


def _name(path: Path) -> str:
    """Return a file's name as text; what is no text in it, which Linux allows, as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def fail_for(problems: Sequence[MonitorError]) -> None:
    """Say every problem on a line of its own and end with 2, if there is any."""
    for problem in problems[:-1]:
        click.echo(f"{say('cli.problem')}: {problem}", err=True)
    if problems:
        raise problems[-1]


def _pairs(
    given: Sequence[str], cut: Callable[[str, str], tuple[str, str, str]], wrong: str
) -> dict[str, str]:
    """Read options of the form ``name=value``; ``wrong`` is said of any other form."""
    found = {}
    for pair in given:
        name, equals, value = cut(pair, "=")
        if not (name and equals and value):
            raise click.BadParameter(say(wrong, given=pair))
        found[name] = value
    return found


def _columns(
    _context: click.Context, _option: click.Parameter, pairs: tuple[str, ...]
) -> Mapping[str, str]:
    return _pairs(pairs, str.rpartition, "cli.map_shape")


def format_option(function: Any) -> Any:  # noqa: ANN401 - a click decorator
    """Add ``--format``."""
    return click.option("--format", metavar="NAME", help=say("cli.format"))(function)


def columns_option(function: Any) -> Any:  # noqa: ANN401 - a click decorator
    """Add ``--map``."""
    return click.option(
        "--map",
        "columns",
        multiple=True,
        callback=_columns,
        metavar=say("cli.map_metavar"),
        help=say("cli.map"),
    )(function)


def _roles(
    _context: click.Context, _option: click.Parameter, pairs: tuple[str, ...]
) -> Mapping[str, str]:
    return _pairs(pairs, str.partition, "cli.column_shape")


def roles_option(function: Any) -> Any:  # noqa: ANN401 - a click decorator
    """Add ``--column``: which column of labelled data is what."""
    return click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_roles,
        metavar=say("cli.column_metavar"),
        help=say("cli.column"),
    )(function)


def _since(_context: click.Context, _option: click.Parameter, day: str | None) -> str | None:
    if day is not None and not SINCE.fullmatch(day):
        raise click.BadParameter(say("cli.evaluate_since_shape", given=plain(day)))
    return day


def since_option(function: Any) -> Any:  # noqa: ANN401 - a click decorator
    """Add ``--since``: where the test side of a time split begins."""
    return click.option("--since", metavar="DATE", callback=_since, help=say("cli.evaluate_since"))(
        function
    )
