"""Shouting: capitals and heaps of exclamation marks, in texts long enough to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.analyses.base import FEW, Setting
from monitor.records import Document, Signal, Span

__all__ = ["find"]

# Four letters at least: KPU, MK, TPS and DPR are written so by everybody.
# Looking back comes second, so that the search is fast.
CAPITALS = re.compile(r"[A-Z](?<!\w.)[A-Z]{3,}+(?!\w)")
MARKS = re.compile(r"[!?]{3,}")
FOUR = re.compile(r"[A-Z]{4}")  # quicker to search for than the above
MARKS_VALUE = 0.4
SHORTEST = 20
"""Letters; a shorter text has no share of capitals worth the name."""
LOUD_SHARE = 0.3
"""Share of the letters that stand in words written all in capitals."""
NAMES = frozenset({"pair", "candidate", "party", "institution"})


def find(documents: Sequence[Document], _setting: Setting) -> Iterator[Signal]:
    """Yield the words in capitals where they are a large share, and piles of marks.

    The value is that share; of marks, 0.4. Names of candidates, parties and institutions are
    left out of the count on both sides, so that who is named changes no score.
    """
    for document in documents:
        if not (FOUR.search(document.text) or MARKS.search(document.text)):
            continue
        shouts = list(_capitals(document))
        shouts += [(Span(*match.span()), MARKS_VALUE) for match in MARKS.finditer(document.text)]
        for span, value in islice(sorted(shouts), FEW):
            yield Signal(
                document.post, "shouting", value, "signals.shouting", {}, span, document.post
            )


def _capitals(document: Document) -> Iterator[tuple[Span, float]]:
    text = _without_names(document)
    loud = [Span(*match.span()) for match in CAPITALS.finditer(text)]
    letters = sum(map(str.isalpha, text)) if loud else 0
    share = sum(end - start for start, end in loud) / letters if letters >= SHORTEST else 0
    if share >= LOUD_SHARE:
        yield from ((span, round(share, 2)) for span in _joined(loud, text))


def _without_names(document: Document) -> str:
    """Blank the names out, every other character in its place."""
    pieces, done = [], 0
    for start, end in sorted(
        mention.span for mention in document.mentions if mention.kind in NAMES
    ):
        pieces += [document.text[done:start], " " * (end - max(start, done))]
        done = max(done, end)
    return "".join(pieces) + document.text[done:]


def _joined(words: list[Span], text: str) -> Iterator[Span]:
    """Join loud words with nothing but blanks and marks between them into one quotation."""
    start, end = words[0]
    for word in words[1:]:
        if text[end : word.start].strip(" ,.!?:-"):
            yield Span(start, end)
            start = word.start
        end = word.end
    yield Span(start, end)
