"""When, where and how to vote, and how votes are counted: a false word here can cost a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from monitor.analyses.base import FEW, Setting
from monitor.analyses.phrases import Hit, phrases_of
from monitor.records import Document, Signal

__all__ = ["find"]

NEAR = 80
"""Characters of the normalised text between a procedure word and a word of change."""
ENOUGH = 100
"""Words looked at per post, so that a text made of nothing else costs no more."""


def find(
    documents: Sequence[Document], _setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield the procedure words of each post, the strongest first, of those the shortest quotation.

    A word that says something was changed, denied, spoilt or stolen, at most 80 characters away,
    adds its own value, and the quotation runs from the one word to the other.
    """
    search = phrases_of(("procedure", "change"), cues)
    for document in documents:
        hits = search(document.normal)[:ENOUGH]
        changes = [hit for hit in hits if hit.kind == "change"]
        touched = [_with_change(hit, changes) for hit in hits if hit.kind == "procedure"]
        touched.sort(key=lambda hit: (-hit.value, hit.end - hit.start, hit.start))
        for hit in islice(_apart(touched), FEW):
            yield Signal(
                document.post,
                "voting_procedure",
                round(hit.value, 2),
                "signals.voting_procedure",
                {},
                document.raw_span(hit.start, hit.end),
                document.post,
            )


def _with_change(hit: Hit, changes: list[Hit]) -> Hit:
    """Join a procedure word with the nearest word of change, if one is near."""
    gaps = [(max(change.start - hit.end, hit.start - change.end), change) for change in changes]
    gap, change = min(gaps, default=(NEAR + 1, hit))
    if gap > NEAR:
        return hit
    return Hit(
        hit.kind,
        min(1.0, hit.value + change.value),
        min(hit.start, change.start),
        max(hit.end, change.end),
    )


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Leave out what overlaps a quotation already given."""
    given: list[Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in given):
            given.append(hit)
            yield hit
