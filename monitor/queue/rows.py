"""One row of the queue: a claim, its reasons with the words they quote, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from monitor.corpora.weights import Weights
from monitor.records import Claim, QueueRow, Reason, Review, Signal
from monitor.words import say

__all__ = ["record", "review_record", "row", "strongest"]

ABOUT = ("figure", "institution")


def strongest(signals: Sequence[Signal], weights: Weights) -> list[Signal]:
    """Return the strongest signal of each factor that has a weight, weightiest first.

    A signal of value 0 is a note: it is shown and moves nothing.
    Of equal signals the one found first stands: the oldest post, the earliest words.
    """
    best: dict[str, Signal] = {}
    for signal in signals:
        kept = best.get(signal.factor)
        if kept is None or signal.value > kept.value:
            best[signal.factor] = signal
    shown = [signal for signal in best.values() if weights.of(signal.factor)]
    return sorted(shown, key=lambda s: (-abs(weights.of(s.factor) * s.value), s.factor))


def row(
    rank: int,
    score: float,
    claim: Claim,
    signals: Sequence[Signal],
    texts: Mapping[str, str],
    weights: Weights,
) -> QueueRow:
    """Make a row whose reasons' weights add up to its score.

    Parameters
    ----------
    texts : mapping of post id to raw text
        At least those that the strongest signals quote.
    """
    reasons = [
        _reason(signal, claim, texts, weights) for signal in strongest(signals, weights)
    ] or [Reason("none_seen", 0.0, "", claim.text_post, 0, 0, say("signals.none_seen"))]
    return QueueRow(rank, score, claim, tuple(reasons), _about(signals))


def _reason(signal: Signal, claim: Claim, texts: Mapping[str, str], weights: Weights) -> Reason:
    post, start, end = (signal.post, *signal.span) if signal.span else (claim.text_post, 0, 0)
    return Reason(
        factor=signal.factor,
        weight=round(weights.of(signal.factor) * signal.value, 6),
        text=texts[post][start:end] if signal.span else "",
        post_id=post,
        start=start,
        end=end,
        sentence=_sentence(signal),
    )


def _sentence(signal: Signal) -> str:
    """Say a reason; what is no key of ours is already a sentence of whoever wrote the analysis."""
    is_ours = signal.reason.startswith("signals.")
    return say(signal.reason, **signal.facts) if is_ours else signal.reason


def _about(signals: Sequence[Signal]) -> tuple[str, ...]:
    named = Counter(
        signal.facts.get("pair") or signal.facts.get("label") or signal.facts["entity"]
        for signal in signals
        if signal.factor in ABOUT and "entity" in signal.facts
    )
    return tuple(label for label, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))


def record(row: QueueRow) -> dict[str, object]:
    """Return a row as JSON for the next program on this machine: raw texts, ids and all."""
    claim = row.claim
    return {
        "claim_id": claim.id,
        "rank": row.rank,
        "score": row.score,
        "posts": claim.posts,
        "accounts": claim.accounts,
        "platforms": list(claim.platforms),
        "first_seen": claim.first_seen.isoformat() if claim.first_seen else None,
        "last_seen": claim.last_seen.isoformat() if claim.last_seen else None,
        "text": claim.text,
        "text_post": claim.text_post,
        "gone": claim.gone,
        "about": list(row.about),
        "reposts": claim.reposts,
        "quotes": claim.quotes,
        "replies": claim.replies,
        "amplifiers": [{"account": account, "times": times} for account, times in claim.amplifiers],
        "reasons": [asdict(reason) for reason in row.reasons],
        "state": row.state,
        "verdict": row.verdict,
        "drawn": row.drawn,
        "probability": row.probability,
        "reviews": [review_record(review) for review in row.reviews],
    }


def review_record(review: Review) -> dict[str, object]:
    """Return a review as JSON for the next program on this machine, its reviewer's name and all."""
    return {**asdict(review), "at": review.at.isoformat()}
