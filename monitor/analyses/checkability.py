"""What a post does: state what can be checked, opine, predict, or ask.

Marks are weighed against each other and the strongest kind wins. Nothing is dropped: the kind is
one more visible reason, and the queue's weights say what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from monitor.analyses.base import Setting
from monitor.analyses.phrases import Hit, phrases_of
from monitor.records import Document, Signal, Span

__all__ = ["FACTORS", "find"]

FACTORS = {
    "question": "question",
    "prediction": "prediction",
    "opinion": "opinion",
    "claim": "checkable_claim",
}
"""Kind of mark -> factor; of two equally strong kinds the first in this order wins."""

WORD = re.compile(r"[^\W\d_](?<![\w@#].)[^\W\d_]++")
# Names, tags, links and "RT" before the text itself.
LEAD = re.compile(r"(?:[\s:]*+(?:@[\w.]++|#\w++|rt\b|<url>|https?://\S++))*+[\s:]*+")
NUMBER = re.compile(r"\d++(?:[.,:]\d++)*+(?: ?%| (?:persen|ribu|juta|miliar|orang|tps|kotak)\b)?")
# A bare year and a pair's number ("2024", "02", "nomor 3") count nothing.
NAME_LIKE = re.compile(r"(?:19|20)\d\d|0?\d")
# A passive: something was done to something. Looking back comes second, so that the search is fast.
DONE = re.compile(r"di(?<!\wdi)(?!rinya|mana)[a-z]{4,}")
# Where a clause or a whole sentence stops; not the dots and commas inside numbers.
STOPS = (r"[.,;:!?…](?!\w)|[\n\"“”()\[\]|]|[#@]\w*|<\w+>|https?:", r"[.!?…](?!\w)|\n")
# To find the last stop before a place, and the first one after it.
CLAUSE, SENTENCE = ((re.compile(f"(?s:.*)(?:{s})"), re.compile(s)) for s in STOPS)
NOT_IN_SENTENCE = ("http", "@", "#", "<url")

NUMBER_POINTS = 1.5
DONE_POINTS = 0.5
ASKED_LAST = 4.0
ASKED_INSIDE = 1.5
EXCLAIMED_POINTS = 0.5
STATEMENT = 5
"""So many words with no mark, answering nobody, are taken for a weak claim, others for talk."""
UNMARKED_POINTS = 0.25
ENOUGH = 50
"""Cue words weighed, and numbers looked at, per post."""
LONGEST = 120
"""Characters of a question that are quoted."""
SHORT = 16
"""Fewer characters say too little: the clause around them is quoted, or its sentence."""
AROUND = 50
"""Characters quoted on either side of the words that decided, at most."""


def find(
    documents: Sequence[Document], _setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield exactly one of the four factors for every post that has a word in it.

    The value is ``best / (best + second + 1)`` of the kinds' points: how clear the choice was.
    """
    search = phrases_of((*FACTORS, "opening"), cues)
    for document in documents:
        if WORD.search(document.normal):
            marks = [*_shapes(document), *_words(document.normal, search(document.normal))]
            yield _decide(document, marks or [_unmarked(document.normal)])


def _decide(document: Document, marks: list[Hit]) -> Signal:
    points = dict.fromkeys(FACTORS, 0.0)
    for mark in marks:
        points[mark.kind] += mark.value
    best, second, *_ = sorted(points, key=points.__getitem__, reverse=True)
    shown = max((mark for mark in marks if mark.kind == best), key=lambda mark: mark.value)
    return Signal(
        document.post,
        FACTORS[best],
        round(points[best] / (points[best] + points[second] + 1), 2),
        f"signals.{FACTORS[best]}",
        {},
        _clause(document.text, *document.raw_span(shown.start, shown.end)),
        document.post,
    )


def _clause(text: str, start: int, end: int) -> Span:
    """Return what a person would underline: the clause around the words that decided."""
    if end - start >= SHORT:
        return Span(start, end)
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:  # not from the middle of a word
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    for opens, closes in (CLAUSE, SENTENCE):
        before, after = opens.match(text, first, start), closes.search(text, end, last)
        begin = before.end() if before else first
        stop = after.start() if after else last
        if stop - begin >= SHORT:
            return _trimmed(text, begin, stop)
    return _trimmed(text, first, last)


def _trimmed(text: str, start: int, end: int) -> Span:
    end = start + len(text[start:end].rstrip())
    return Span(end - len(text[start:end].lstrip()), end)


def _words(normal: str, hits: list[Hit]) -> Iterator[Hit]:
    """Yield the cue words; those that ask only at the head of a sentence, only there."""
    for hit in hits[:ENOUGH]:
        if hit.kind != "opening":
            yield hit
        elif _opens_sentence(normal, hit.start):
            yield hit._replace(kind="question")


def _opens_sentence(normal: str, start: int) -> bool:
    before = normal[max(0, start - 3) : start].rstrip(" ")
    if not before or before[-1] in '.!?,:;\n"':
        return True
    lead = LEAD.match(normal)
    return lead is not None and lead.end() >= start


def _shapes(document: Document) -> Iterator[Hit]:
    """Yield what punctuation, numbers and passives say."""
    normal = document.normal
    if "?" in normal:
        yield from _question(normal)
    if "!" in normal:
        place = normal.index("!")
        yield Hit("opinion", EXCLAIMED_POINTS, place, place + 1)
    for number in islice(NUMBER.finditer(normal), ENOUGH):
        if not NAME_LIKE.fullmatch(number[0]) and not _inside_a_name(document, number.start()):
            yield Hit("claim", NUMBER_POINTS, *number.span())
            break
    if done := DONE.search(normal):
        yield Hit("claim", DONE_POINTS, *done.span())


def _inside_a_name(document: Document, start: int) -> bool:
    place = document.offsets[start]
    before = document.text[place - 1 : place]
    return before.isalnum() or before in ("_", "@", "#", "/", "-", ".")


def _question(normal: str) -> Iterator[Hit]:
    """Yield the last question, worth more where it ends the text."""
    end = normal.rindex("?") + 1
    if normal[end : end + 1].isalnum():  # in a web address
        return
    start = 1 + max(normal.rfind(mark, max(0, end - LONGEST), end - 1) for mark in ".!?\n")
    start = max(start, end - LONGEST)
    start += len(normal[start:end]) - len(normal[start:end].lstrip())
    rest = normal[end : end + 1000].split()
    last = not any(WORD.search(word) for word in rest if not word.startswith(NOT_IN_SENTENCE))
    yield Hit("question", ASKED_LAST if last else ASKED_INSIDE, start, end)


def _unmarked(normal: str) -> Hit:
    """Take a sentence without any mark for a weak claim, mere words and answers for talk."""
    words = list(islice(WORD.finditer(normal), STATEMENT))
    answers = normal.lstrip().startswith("@")
    kind = "claim" if len(words) == STATEMENT and not answers else "opinion"
    return Hit(kind, UNMARKED_POINTS, *words[0].span())
