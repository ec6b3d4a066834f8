"""Lines of a terminal: wrapped, cut where they are long, hostile signs made visible."""

from __future__ import annotations

import textwrap

import click

from monitor.words import plain, say

__all__ = ["QUOTED", "WIDTH", "number", "paragraph", "short"]

WIDTH = 100
QUOTED = 100
"""Characters of a text that a line quotes."""


def paragraph(text: str, indent: str = "    ", *, err: bool = False) -> None:
    """Print a text, wrapped, what follows its first line a little further in."""
    lines = textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")
    click.echo(lines, err=err)


def short(text: str, length: int) -> str:
    """Cut a hostile text at a word, or inside one too long to show; made safe and on one line."""
    start = text.lstrip()[: 8 * length]  # a text may have a million characters
    words = " ".join(plain(start).split())
    if len(words) <= length:
        return words
    whole_words, _, _ = words[: length - 1].rpartition(" ")
    kept = whole_words if len(whole_words) > length // 2 else words[: length - 2]
    return f"{kept} …"


def number(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """Write a number with the comma Indonesian uses, or the point English does."""
    text = f"{value:+.{digits}f}" if sign else f"{value:.{digits}f}"
    return text.replace(".", say("cli.decimal"))
