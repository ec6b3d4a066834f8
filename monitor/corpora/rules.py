"""Rules of campaigning, reporting and speech, with the elections and dates they hold for.

What a rule finds is worth checking, never a violation.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from monitor.corpora.load import Fact, Sourced, read, with_ids

__all__ = ["Rule", "rules", "speech_law"]


class Rule(Sourced):
    """One rule, in both languages, with its legal basis."""

    id: str
    text: str
    english: str
    elections: tuple[str, ...] = ()
    """Those the sources name; empty where they name none."""
    limits: dict[str, int] = Field(default_factory=dict)
    """Where the rule is a number: election -> the number."""
    legal: tuple[str, ...] = ()
    since: date | None = None
    check: str = ""
    """What of it can be looked up in collected posts."""


class _Rules(Fact):
    sources: dict[str, str]
    rules: Annotated[dict[str, Rule], BeforeValidator(with_ids)]
    speech_law: Annotated[dict[str, Rule], BeforeValidator(with_ids)]


@cache
def _file() -> _Rules:
    return read("rules.toml", _Rules)


def rules() -> dict[str, Rule]:
    """Return the rules of campaigning and reporting by id.

    Examples
    --------
    >>> rules()["akun_maks"].limits["pemilu-2019"]
    10
    """
    return _file().rules


def speech_law() -> dict[str, Rule]:
    """Return what limits the speech law, by id: no report should accuse where the law does not.

    Examples
    --------
    >>> speech_law()["berita_bohong"].since
    datetime.date(2025, 4, 29)
    """
    return _file().speech_law
