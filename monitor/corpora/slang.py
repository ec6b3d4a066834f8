"""Political slang: what each term names, so that a text can be found and understood.

A term says whom a text talks about, or how; never which camp its writer belongs to.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from monitor.corpora.load import Fact, Sourced, read, with_ids

__all__ = ["Term", "slang"]


class Term(Sourced):
    """A slang term of politics."""

    id: str
    text: str = ""
    """As people write it; the id, where it says nothing else."""
    variants: tuple[str, ...] = ()
    target: str = Field(min_length=1)
    """The group, person or matter that is NAMED, never the writer's own camp."""
    polarity: Literal["slur", "mocking", "satire", "supporter", "accusation", "both", "issue"]
    first_seen: str = ""
    """A day, month or year, as exactly as the source knows it."""
    ambiguous: bool = False
    """The word has a common other meaning: it counts only with a political word nearby."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.text or self.id, *self.variants)


class _Slang(Fact):
    version: int
    sources: dict[str, str]
    terms: Annotated[dict[str, Term], BeforeValidator(with_ids)]


@cache
def slang() -> tuple[Term, ...]:
    """Return the terms.

    Examples
    --------
    >>> next(term.target for term in slang() if term.id == "parcok")
    'Polri'
    """
    return tuple(read("slang.toml", _Slang).terms.values())
