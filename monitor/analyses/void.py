"""A void: many carry a claim, and for a day nobody credible has answered it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from monitor.analyses.base import Analysis, Setting
from monitor.records import Claim, Signal

__all__ = ["VOID", "delay", "find"]

AFTER = timedelta(hours=24)
"""How long a claim may go without an answer: a working day of those who check. A judgement."""
CARRIED = 3
"""Accounts that must carry it: nobody owes an answer to one person's remark."""


def find(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Yield ``void`` for each claim of three accounts or more that went a day unanswered.

    The time runs from the claim's first post to the newest post of the store. Only this store is
    seen, and in it what ``monitor.pipeline.answers`` found.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> dawn = datetime(2024, 11, 20, tzinfo=UTC)
    >>> later = dawn + timedelta(hours=30)
    >>> claim = Claim("k-1", 9, 7, ("x",), dawn, later, "x:1", "", as_of=later)
    >>> [dict(signal.facts) for signal in find([claim], Setting())]
    [{'hours': '30', 'accounts': '7'}]
    """
    for claim in claims:
        if claim.answered or not claim.first_seen or not claim.as_of or claim.accounts < CARRIED:
            continue
        waited = claim.as_of - claim.first_seen
        if waited >= AFTER:
            facts = {"hours": str(waited // timedelta(hours=1)), "accounts": str(claim.accounts)}
            yield Signal(claim.id, "void", 1.0, "signals.void", facts, post=claim.text_post)


VOID = Analysis("void", "1", "claim", find)


def delay(claim: Claim) -> timedelta | None:
    """Return how long after its first post a claim was first answered; None: it was not.

    Zero where a credible source was there from the start.
    """
    if claim.answered is None or claim.first_seen is None:
        return None
    return max(claim.answered - claim.first_seen, timedelta())
