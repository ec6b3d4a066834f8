"""Habits of whoever wrote or collected a text, which an audit of labelled data looks for."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from monitor.corpora.load import Fact, read

__all__ = ["Habits", "habits"]

Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+( [a-z0-9]+)*$", max_length=40)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


class Habits(Fact):
    """Everything in ``audit.toml``."""

    version: Literal[1]
    source: str
    denials: Words
    """Somebody answers the text: a clarification."""
    newsroom: Words
    """How newsrooms and checkers word titles and leads."""
    openings: Words
    """What collecting leaves at the head of a text."""
    style: Words
    """Words that say nothing of the subject."""


@cache
def habits() -> Habits:
    """Return the words.

    Raises
    ------
    BadCorpus
        The file is missing or breaks the model.

    Examples
    --------
    >>> "membantah" in habits().denials, "rt" in habits().openings
    (True, True)
    """
    return read("audit.toml", Habits)
