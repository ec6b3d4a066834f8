"""Signals of memory: this claim resembles one that was checked before. Never what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from monitor.analyses.base import Analysis, Setting
from monitor.analyses.factchecks.gate import Gate
from monitor.analyses.factchecks.matcher import Answer, Known, Matcher
from monitor.analyses.factchecks.ranker import shipped
from monitor.corpora.archive import archive
from monitor.corpora.elections import WIB
from monitor.records import Claim, FactCheck, Signal, Span

__all__ = ["memory"]

LOOKED_AT = 3
"""Matches per claim: the best known one, and the best that came later."""
SMALL = 1_000
"""Fact-checks up to which a gate saves more than it costs."""
BATCH = 1_000


def memory(factchecks: Sequence[FactCheck] | None = None) -> Analysis:
    """Return the analysis that remembers ``factchecks``, by default the embedded archive.

    Its version tells model and archive, so that another archive makes the signals anew. Nothing
    is read or built before the first claim is there.

    Examples
    --------
    >>> memory().name, memory().of
    ('memory', 'claim')
    """
    known = archive() if factchecks is None else tuple(factchecks)
    told = repr(sorted((each.id, each.title, each.claim, each.date) for each in known))
    digest = blake2b(told.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return Analysis("memory", f"1-{shipped().version}-{digest}", "claim", _Finder(known))


@lru_cache(maxsize=1)
def _prepared(factchecks: tuple[FactCheck, ...]) -> tuple[Matcher, Gate | None]:
    """Build what is asked, once per process and archive."""
    return Matcher(factchecks), Gate(factchecks) if len(factchecks) <= SMALL else None


class _Finder:
    """Claims in, signals out. It travels to another process as its archive, and is built there."""

    def __init__(self, factchecks: tuple[FactCheck, ...]) -> None:
        self.factchecks = factchecks

    def __call__(self, claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
        matcher, gate = _prepared(self.factchecks)
        worth = [claim for claim in claims if gate is None or gate.lets(claim.text)]
        for start in range(0, len(worth), BATCH):
            some = worth[start : start + BATCH]
            days = [_day(claim) for claim in some]
            answers = matcher.match([claim.text for claim in some], LOOKED_AT, days)
            for claim, answer in zip(some, answers, strict=True):
                yield from _signals(claim, answer, matcher.model.same)


def _day(claim: Claim) -> str | None:
    """Return the day in Jakarta on which a claim was first seen; fact-checks are dated so."""
    return claim.first_seen.astimezone(WIB).date().isoformat() if claim.first_seen else None


def _signals(claim: Claim, answer: Answer, same: float) -> Iterator[Signal]:
    known = next((match for match in answer.matches if not match.later), None)
    if known and answer.answer != "none":
        factor = "known_claim" if answer.answer == "same" else "similar_topic"
        yield _signal(claim, known, factor, known.probability)
    later = next((match for match in answer.matches if match.later), None)
    if later and later.probability >= same:
        yield _signal(claim, later, "checked_later", 0.0)


def _signal(claim: Claim, match: Known, factor: str, value: float) -> Signal:
    checked = match.factcheck
    facts = {
        "factcheck_id": checked.id,
        "publisher": checked.publisher,
        "date": checked.date or "?",
        "label": checked.label or checked.verdict or "?",
        "verdict": checked.verdict,
        "title": checked.title,
        "url": checked.url,
        "probability": f"{match.probability:.2f}",
    }
    reason = f"signals.{factor}"
    told = next((each for each in match.differences if each.post and each.factcheck), None)
    if factor == "known_claim" and told and told.post and told.factcheck:
        facts["here"] = claim.text[slice(*told.post)]
        facts["there"] = checked.title[slice(*told.factcheck)]
        reason = "signals.known_claim_differs"
    span = max(match.spans, key=lambda run: run.end - run.start, default=None)
    post = claim.text_post if span else ""
    return Signal(claim.id, factor, value, reason, facts, span and Span(*span), post)
