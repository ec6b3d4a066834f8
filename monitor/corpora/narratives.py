"""Election narratives that keep coming back, with their dated instances and what became of each.

Looking like a narrative is no verdict: some instances of these were true.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from monitor.corpora.load import Fact, Sourced, folder, read, with_ids

__all__ = [
    "Instance",
    "Narrative",
    "Statement",
    "Statistic",
    "Telling",
    "narrative_version",
    "narratives",
    "statistics",
]

PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
"""A year, or a year and month: all that is known of some days."""


def _as_known(written: object) -> object:
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, str) and PARTIAL.fullmatch(written):
        return written
    raise PydanticCustomError("bad_day", "{day} is no date", {"day": str(written)})


class Instance(Sourced):
    """One time the narrative went round, and what checkers found. Its verdict is about it alone."""

    date: Annotated[str, BeforeValidator(_as_known)] = ""
    """As precisely as it is known: ``2019-01-02``, ``2019-01``, ``2019``; empty where it is not."""
    verdict: Literal["false", "true", "contested", "unproven", "scam", "fabricated_media"]
    text: str = ""
    gfd: str = Field(default="", pattern=r"^(GFD-[0-9]{4}-[0-9]{3,6})?$")
    """MAFINDO's number of the fact-check; it stays, the page's address does not."""
    weak: str = ""
    """Why a better source is wanted."""


class Statement(Sourced):
    """A fact that helps to judge the narrative."""

    text: str


Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+( [a-z0-9-]+)*$", max_length=60)]
Group = Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Telling(Fact):
    """One way a narrative is told: a phrase of every group, near each other."""

    all: Annotated[tuple[Group, ...], Field(min_length=1)]
    """The rarest first. In the file a group may be the name of one in ``[groups]``, and a list
    may name some among its phrases."""

    @field_validator("all", mode="before")
    @classmethod
    def _named_groups(cls, groups: object, info: ValidationInfo) -> object:
        named = (info.context or {}).get("groups")
        if not isinstance(named, dict) or not isinstance(groups, list):
            return groups  # the file's model faults it
        return [[p for name in _listed(group) for p in _meant(name, named)] for group in groups]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _meant(name: object, named: Mapping[str, object]) -> list[object]:
    return _listed(named.get(name, name) if isinstance(name, str) else name)


class Narrative(Fact):
    """A story told again in election after election."""

    id: str
    label: str
    keywords: tuple[str, ...] = Field(min_length=1)
    cycles: tuple[Annotated[str, Field(pattern=r"^(\d{4}|pilkada-\d{4}|always)$")], ...]
    """Years, or ``pilkada-2024``, or ``always``."""
    told: tuple[Telling, ...] = Field(min_length=1)
    """By which words it is recognised."""
    instances: tuple[Instance, ...] = Field(min_length=1)
    context: Statement | None = None
    priority: Literal["normal", "high"] = "normal"
    confidence: Literal["source", "general"] = "source"
    note: str = ""


class Statistic(Sourced):
    """A published count; it shows its counter's instrument as much as the world."""

    who: str
    period: str
    text: str


class _Narratives(Fact):
    sources: dict[str, str]
    groups: dict[str, Group]
    narratives: Annotated[dict[str, Narrative], BeforeValidator(with_ids)]
    statistics: tuple[Statistic, ...]


@cache
def _file() -> _Narratives:
    return read("narratives.toml", _Narratives)


def narratives() -> dict[str, Narrative]:
    """Return the narratives by id.

    Examples
    --------
    >>> sorted({instance.verdict for instance in narratives()["server_kpu"].instances})
    ['contested', 'false', 'true']
    """
    return _file().narratives


@cache
def narrative_version() -> str:
    """Return eight hex digits that change with any byte of the narratives' file."""
    return sha256((folder() / "narratives.toml").read_bytes()).hexdigest()[:8]


def statistics() -> tuple[Statistic, ...]:
    """Return published counts of election hoaxes, for notebooks and reports.

    Examples
    --------
    >>> [count.who for count in statistics()]
    ['MAFINDO', 'MAFINDO', 'Bawaslu']
    """
    return _file().statistics
