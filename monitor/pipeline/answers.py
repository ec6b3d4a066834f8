"""Who of the register of credible sources has answered a claim, and how soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from monitor.analyses.base import Setting
from monitor.analyses.narratives import find
from monitor.analyses.void import CARRIED
from monitor.corpora.sources import Source, source_accounts, source_domains
from monitor.records import Claim
from monitor.store import Answer, Store

__all__ = ["Heard", "heard", "with_answers"]

ROUND = timedelta(days=14)
"""How far from a claim in time a source may speak of the same narrative and mean this round."""


class Heard(NamedTuple):
    """A source that spoke, or was linked to, where a claim went round.

    Where ``answer.claim`` is another claim, the source spoke of the same narrative there.
    """

    source: Source
    answer: Answer


def heard(store: Store, claim_id: str) -> list[Heard]:
    """Return every answer to one claim, the earliest first.

    Raises
    ------
    NotFound
        No claim has this id.
    """
    num = store.claim_num(claim_id)
    [(_, claim)] = store.claims([num])
    spoken = _Spoken(store)
    answers = sorted(
        [*spoken.directly[num], *spoken.elsewhere(num, claim)], key=lambda a: (a.time, a.post)
    )
    accounts, domains = source_accounts(), source_domains()
    return [Heard(accounts.get(a.account) or domains[a.domain], a) for a in answers]


def with_answers(store: Store) -> Callable[[int, Claim], Claim]:
    """Look for answers to all claims; return what writes a claim's first answer into it.

    A claim that few carry and nobody answered directly comes back as it was: no void is said of
    it, and a million of them cost nothing.
    """
    newest = store.newest()
    spoken = _Spoken(store)

    def fill(num: int, claim: Claim) -> Claim:
        answers = spoken.directly.get(num)
        if answers is None:
            if claim.accounts < CARRIED:
                return claim
            answers = spoken.elsewhere(num, claim)
        first = min((answer.time for answer in answers), default=None)
        return replace(claim, answered=first, as_of=newest)

    return fill


class _Spoken:
    """All answers in a store: by claim, and what sources posted by the narratives they spoke of."""

    def __init__(self, store: Store) -> None:
        self.directly: dict[int, list[Answer]] = defaultdict(list)
        self.of: dict[str, list[Answer]] = defaultdict(list)
        own: dict[int, list[Answer]] = defaultdict(list)
        for answer in store.answers(source_accounts(), source_domains()):
            self.directly[answer.claim].append(answer)
            if answer.way == "posted" and not answer.domain:
                own[answer.claim].append(answer)
        for num, claim in store.claims(sorted(own)):
            for narrative in _narratives(claim):
                self.of[narrative] += own[num]

    def elsewhere(self, num: int, claim: Claim) -> list[Answer]:
        """Return what sources posted in other claims on the same narrative in the same weeks."""
        if claim.first_seen is None or claim.last_seen is None:
            return []
        start, end = claim.first_seen - ROUND, claim.last_seen + ROUND
        posts = (answer for name in _narratives(claim) for answer in self.of.get(name, ()))
        return [a for a in posts if a.claim != num and start <= a.time <= end]


def _narratives(claim: Claim) -> list[str]:
    return [signal.facts["narrative"] for signal in find([claim], Setting())]
