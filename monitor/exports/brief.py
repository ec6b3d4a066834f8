"""A brief as its page needs it: sentences said, numbers written, people masked.

``pipeline.brief`` fills it; :mod:`~monitor.exports.brief_html` writes it and knows nothing of what
was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from monitor.exports.report import Bar

__all__ = ["Amplified", "Brief", "Correction", "Day", "Explained", "Fact", "InStep", "Sure", "Told"]


class Fact(NamedTuple):
    """A name and what it is."""

    name: str
    value: str


class Day(NamedTuple):
    """Posts of one day in WIB, those without a time not counted."""

    day: date
    posts: int


class Told(NamedTuple):
    """A claim as it went round: never a finding of ours."""

    id: str
    text: str
    """One telling of it, masked and cut."""
    carried: str
    reasons: tuple[Fact, ...]
    """Why it stands where it stands, and the words that each reason quotes."""
    checked: tuple[str, ...]
    """What fact-checkers said of something like it; or that nothing was found, or asked."""
    state: str
    verdict: str = ""
    """A person's, with date and reason; empty until somebody gave one."""


class Amplified(NamedTuple):
    """What carried posts about one candidate further."""

    name: str
    sentences: tuple[str, ...]
    doubts: tuple[str, ...]
    bars: tuple[tuple[str, Bar], ...] = ()
    """Shares with their intervals, to draw."""


class Explained(NamedTuple):
    """An innocent explanation, with what was seen for and against it."""

    sentence: str
    favour: str = ""
    against: str = ""


class InStep(NamedTuple):
    """Accounts that posted in step."""

    title: str
    sentences: tuple[str, ...]
    objects: tuple[str, ...]
    """What they shared, masked."""
    accounts: tuple[str, ...]
    explained: tuple[Explained, ...]


class Sure(NamedTuple):
    """How far one figure can be trusted."""

    figure: str
    value: str
    doubt: str
    """Interval, p or q, and how it was computed."""
    rests_on: str


class Correction(NamedTuple):
    """A verdict that a person replaced."""

    claim: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page, in its order; what is empty has its ``why``."""

    lang: str
    title: str
    summary: tuple[str, ...]
    """The few sentences that somebody in a hurry reads."""
    looked: tuple[Fact, ...]
    days: tuple[Day, ...]
    """Those that have any, in order."""
    voting: date | None
    claims: tuple[Told, ...]
    others: str
    """How many claims are not shown."""
    amplified: tuple[Amplified, ...]
    why_not_amplified: str
    in_step: tuple[InStep, ...]
    other_steps: str
    """How many groups are not shown; or why there are none."""
    crossed: tuple[str, ...]
    why_not_crossed: str
    sure: tuple[Sure, ...]
    unseen: tuple[str, ...]
    made: tuple[Fact, ...]
    contact: str
    """Where to write when something is wrong here; empty: a line to fill in by hand."""
    corrections: tuple[Correction, ...]
