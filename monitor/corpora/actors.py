"""Who stands in texts about elections: pairs, candidates, parties, institutions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from monitor.corpora.electionfile import Alias, Aliases, Candidate, Election, Pair, elections
from monitor.corpora.load import Fact, Sourced, read, with_ids

__all__ = [
    "Alias",
    "Candidate",
    "Institution",
    "Pair",
    "Party",
    "candidates",
    "institutions",
    "pairs",
    "parties",
]


class Party(Sourced):
    """A party that stood in an election, national or in Aceh only."""

    id: str
    name: str
    """As short as people write it."""
    scope: Literal["national", "aceh"] = "national"
    numbers: dict[str, int] = Field(default_factory=dict)
    """Election id -> number on the ballot."""
    ambiguous: bool = False
    """The name has a common other meaning (PBB, Garuda): it needs a political word nearby."""
    aliases: Aliases = ()


class Institution(Sourced):
    """A body that runs, judges, guards, reports or checks elections, or one of its systems."""

    id: str
    name: str
    kind: Literal[
        "organiser",
        "court",
        "security",
        "ministry",
        "media",
        "information_system",
        "checker",
        "watchdog",
    ]
    ambiguous: bool = False
    aliases: Aliases = ()


class _Parties(Fact):
    sources: dict[str, str]
    parties: Annotated[dict[str, Party], BeforeValidator(with_ids)]


class _Institutions(Fact):
    institutions: Annotated[dict[str, Institution], BeforeValidator(with_ids)]


def pairs(election: Election | None = None, extra: Path | None = None) -> tuple[Pair, ...]:
    """Return the pairs of ``election``; without one, of every election, those of ``extra`` too.

    Examples
    --------
    >>> [pair.number for pair in pairs() if pair.election == "pemilu-2019"]
    [1, 2]
    """
    wanted = elections(extra).values() if election is None else [election]
    return tuple(pair for each in wanted for pair in each.pairs.values())


def candidates(
    election: Election | None = None, extra: Path | None = None
) -> tuple[Candidate, ...]:
    """Return the persons of :func:`pairs`, once per pair they stood in.

    Examples
    --------
    >>> [person.pair for person in candidates() if person.id == "prabowo-subianto"]
    ['prabowo-sandi-2019', 'prabowo-gibran-2024']
    """
    return tuple(person for pair in pairs(election, extra) for person in pair.persons)


@cache
def parties() -> tuple[Party, ...]:
    """Return the parties, in the order of their numbers of 2024.

    Examples
    --------
    >>> parties()[0].name
    'PKB'
    """
    return tuple(read("parties.toml", _Parties).parties.values())


@cache
def institutions() -> tuple[Institution, ...]:
    """Return the institutions, those that run elections first.

    Examples
    --------
    >>> institutions()[0].name
    'KPU'
    """
    return tuple(read("institutions.toml", _Institutions).institutions.values())
