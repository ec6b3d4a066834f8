"""When, where and how to vote, and how votes are counted: a false word here can cost a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from monitor.analyses.base import FEW, Setting
from monitor.analyses.phrases import Hit, phrases_of
from monitor.records import Document, Signal

__all__ = ["find"]

NEAR = 60
"""Characters of the normalised text between a procedure word and a word of change."""
# A change said in the next sentence, or in another hashtag, is said of something else.
APART = re.compile(r"[.!?…]+(?!\w)|[\n#]")
ENOUGH = 100
"""Words looked at per post, so that a text made of nothing else costs no more."""


def find(
    documents: Sequence[Document], _setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield the procedure words of each post, the strongest first, of those the shortest quotation.

    A word that says something was changed, denied, spoilt or stolen, at most 60 characters away
    in the same sentence, adds its own value, and the quotation runs from the one to the other.
    """
    search = phrases_of(("procedure", "change"), cues)
    for document in documents:
        hits = search(document.normal)[:ENOUGH]
        changes = [hit for hit in hits if hit.kind == "change"]
        touched = [
            _with_change(hit, changes, document)
            for hit in hits
            if hit.kind == "procedure" and _in_one_sentence(document, hit.start, hit.end)
        ]
        touched.sort(key=lambda hit: (-hit.value, hit.end - hit.start, hit.start))
        for hit in islice(_apart(touched), FEW):
            yield Signal(
                document.post,
                "voting_procedure",
                round(hit.value, 2),
                f"signals.{hit.kind}",
                {},
                document.raw_span(hit.start, hit.end),
                document.post,
            )


def _with_change(hit: Hit, changes: list[Hit], document: Document) -> Hit:
    """Join a procedure word with the nearest word of change, if one is near."""
    gaps = [(max(change.start - hit.end, hit.start - change.end), change) for change in changes]
    for gap, change in sorted(gaps):
        if gap > NEAR:
            break
        start, end = min(hit.start, change.start), max(hit.end, change.end)
        if _in_one_sentence(document, start, end):
            return Hit("voting_change", min(1.0, hit.value + change.value), start, end)
    return hit._replace(kind="voting_change" if hit.value == 1 else "voting_procedure")


def _in_one_sentence(document: Document, start: int, end: int) -> bool:
    first, last = document.raw_span(start, end)
    return APART.search(document.text, first + 1, last) is None


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Leave out what overlaps a quotation already given."""
    given: list[Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in given):
            given.append(hit)
            yield hit
