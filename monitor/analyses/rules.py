"""Dated rules of an election: what the calendar makes worth a look. Never a finding of a breach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path

from monitor.analyses.base import Setting
from monitor.analyses.phrases import phrases_of
from monitor.corpora.elections import WIB, Election, phase_at
from monitor.records import Document, Signal, Span

__all__ = ["find"]

RESULTS_FROM = time(15, 0, tzinfo=WIB)
"""Quick counts and exit polls may be published from 15.00 WIB on voting day, two hours after the
polls close in the west; GFD-2024-24309 applies the rule."""
MIDNIGHT = time(0, tzinfo=WIB)
"""What a table that gives no hour makes of a day: on voting day, no telling whether too early."""
VOTING_SEASON = timedelta(days=14)
"""Before that even the vote abroad has not begun: a "result" is of another election."""
NEAR = 100
"""Characters of the normalised text between the name of a count and its outcome."""
ENOUGH = 100
"""Words looked at per post, so that a text made of nothing else costs no more."""
PERCENT = re.compile(r"\d ?(?:%|persen\b)")
CAMPAIGN_ROLES = frozenset({"official", "campaign_team"})


def find(
    documents: Sequence[Document], setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield results told too early and campaign talk in the quiet period, by the calendar.

    Nothing is yielded without an election, or for one that has no calendar yet.
    """
    election = setting.election
    if election is None or election.voting_day is None:
        return
    allowed = datetime.combine(election.voting_day, RESULTS_FROM)
    unknown = datetime.combine(election.voting_day, MIDNIGHT)
    for document in documents:
        if document.created is None:
            continue
        if allowed - VOTING_SEASON <= document.created < allowed and document.created != unknown:
            yield from _early_results(document, allowed, cues)
        if document.account in setting.register:
            yield from _quiet_period_campaign(document, election, setting, cues)


def _early_results(document: Document, allowed: datetime, cues: Path | None) -> Iterator[Signal]:
    hits = phrases_of(("results", "outcome"), cues)(document.normal)[:ENOUGH]
    counts = [hit for hit in hits if hit.kind == "results"]
    if not counts:
        return
    outcomes = [(hit.start, hit.end) for hit in hits if hit.kind == "outcome"]
    outcomes += [match.span() for match in islice(PERCENT.finditer(document.normal), ENOUGH)]
    for count in counts:
        near = [
            (start, end)
            for start, end in outcomes
            if start - count.end <= NEAR and count.start - end <= NEAR
        ]
        if near:
            start, end = min(near, key=lambda place: abs(place[0] - count.start))
            facts = {"time": _wib(document.created), "allowed": _wib(allowed)}
            span = document.raw_span(min(count.start, start), max(count.end, end))
            yield _signal(document, "early_results", facts, span)
            return


def _quiet_period_campaign(
    document: Document, election: Election, setting: Setting, cues: Path | None
) -> Iterator[Signal]:
    entry = setting.register[document.account]
    phase = phase_at(election, document.created) if document.created else None
    if entry.role not in CAMPAIGN_ROLES or phase is None or not phase.id.startswith("masa_tenang"):
        return
    for hit in phrases_of(("campaign",), cues)(document.normal)[:1]:
        facts = {"role": entry.role, "candidate": entry.candidate, "time": _wib(document.created)}
        span = document.raw_span(hit.start, hit.end)
        yield _signal(document, "quiet_period_campaign", facts, span)


def _signal(document: Document, factor: str, facts: dict[str, str], span: Span) -> Signal:
    return Signal(document.post, factor, 1.0, f"signals.{factor}", facts, span, document.post)


def _wib(moment: datetime | None) -> str:
    return f"{moment.astimezone(WIB):%d-%m-%Y %H.%M} WIB" if moment else ""
