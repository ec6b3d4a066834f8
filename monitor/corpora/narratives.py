"""Election narratives that keep coming back, with their dated instances and what became of each.

Looking like a narrative is no verdict: some instances of these were true.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from monitor.corpora.load import Fact, Sourced, read, with_ids

__all__ = ["Instance", "Narrative", "Statement", "Statistic", "narratives", "statistics"]

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


class Narrative(Fact):
    """A story told again in election after election."""

    id: str
    label: str
    keywords: tuple[str, ...] = Field(min_length=1)
    cycles: tuple[Annotated[str, Field(pattern=r"^(\d{4}|pilkada-\d{4}|always)$")], ...]
    """Years, or ``pilkada-2024``, or ``always``."""
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


def statistics() -> tuple[Statistic, ...]:
    """Return published counts of election hoaxes, for notebooks and reports.

    Examples
    --------
    >>> [count.who for count in statistics()]
    ['MAFINDO', 'MAFINDO', 'Bawaslu']
    """
    return _file().statistics
