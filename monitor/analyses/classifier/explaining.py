"""Take a score apart: what each word, pair and shape added, and where it stands in the raw text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from monitor.analyses.classifier.linear import Array
from monitor.analyses.classifier.model import Classifier
from monitor.analyses.classifier.style import MARKS, QUOTES, STYLE
from monitor.language.lexicon import Lexicon
from monitor.language.masking import Piece, placed
from monitor.records import Span

__all__ = ["Part", "Passage", "explain", "passages", "shown", "taken_apart"]

NEAR = 10
"""Characters around a word in which its signs are looked for."""
SIGNS = {
    **MARKS,
    "exclamations": "!",
    "quotes": QUOTES,
    "one_quote": QUOTES,
    "dots": "….",
    "starred": "*",
}
WRITTEN = {
    "capitals": "upper", "first_in_capitals": "upper", "run_of_capitals": "upper",
    "titles": "title", "capital_inside": "title", "headline": "title", "tags": "tag",
    "numbers": "number", "number": "number", "name_start": "name", "mixed_case": "mixed",
}  # fmt: skip
LONGEST = 120
"""Characters of a passage; longer ones are cut where a word begins."""


class Part(NamedTuple):
    """One summand of a score."""

    kind: Literal["word", "pair", "shape", "base"]
    name: str
    """Of a shape; empty otherwise: the words are in the text."""
    value: float
    span: Span | None
    """In the raw text; None where it is no one place (length, base)."""


class Passage(NamedTuple):
    """Neighbouring words that point the same way, with all they added."""

    value: float
    span: Span


def explain(classifier: Classifier, text: str, names: Lexicon | None = None) -> list[Part]:
    """Return everything that adds up to the score of ``text``; ``math.fsum`` gives it exactly.

    Examples
    --------
    >>> from monitor.analyses.classifier.keeping import shipped
    >>> model = shipped()
    >>> text = "Viralkan!! Surat suara sudah dicoblos"
    >>> sums = model and math.fsum(part.value for part in explain(model, text))
    >>> not model or sums == float(model.scores([text])[0])
    True
    """
    pieces = placed(text, names)
    return [
        part._replace(span=shown(part.name, pieces, text)) if part.kind == "shape" else part
        for part in taken_apart(classifier, pieces, *classifier.seen(pieces))
    ]


def taken_apart(
    classifier: Classifier,
    pieces: Sequence[Piece],
    forms: Sequence[str],
    shapes: Sequence[float] | Array,
) -> list[Part]:
    """Return the same of a text that was placed and seen; :func:`shown` tells where shapes are."""
    words = [Span(piece.start, piece.end) for piece in pieces if piece.form]
    pairs = [Span(first.start, second.end) for first, second in pairwise(words)]
    named: Iterator[tuple[Literal["word", "pair", "shape", "base"], str, Span | None]] = iter(
        [
            *(("word", "", span) for span in words),
            *(("pair", "", span) for span in pairs),
            *(("shape", name, None) for name in STYLE),
            ("base", "", None),
        ]
    )
    return [
        Part(kind, name, value, span)
        for (kind, name, span), value in zip(
            named, classifier.worth.parts(forms, shapes), strict=True
        )
    ]


def passages(parts: Iterable[Part], *, against: bool = False) -> list[Passage]:
    """Return runs of words that raised the score (or lowered it), the strongest first.

    A pair counts half for either of its words.

    Examples
    --------
    >>> one, two = Part("word", "", 0.5, Span(0, 3)), Part("word", "", -0.1, Span(4, 7))
    >>> passages([one, two])
    [Passage(value=0.5, span=Span(start=0, end=3))]
    """
    words = [part for part in parts if part.kind == "word" and part.span]
    values = [part.value for part in words]
    for place, part in enumerate(part for part in parts if part.kind == "pair"):
        values[place] += part.value / 2
        values[place + 1] += part.value / 2
    sign = -1 if against else 1
    found: list[Passage] = []
    run: list[int] = []
    for place, value in enumerate([*values, 0.0]):
        if sign * value > 0 and (not run or _fits(words, run[0], place)):
            run.append(place)
            continue
        if run:
            found.append(_passage(words, values, run))
        run = [place] if sign * value > 0 else []
    return sorted(found, key=lambda each: (-abs(each.value), each.span))


def _fits(words: Sequence[Part], first: int, last: int) -> bool:
    begin, end = words[first].span, words[last].span
    return begin is not None and end is not None and end.end - begin.start <= LONGEST


def _passage(words: Sequence[Part], values: Sequence[float], run: Sequence[int]) -> Passage:
    first, last = words[run[0]].span, words[run[-1]].span
    if first is None or last is None:  # words always have one
        raise ValueError("a word without a place")
    return Passage(math.fsum(values[place] for place in run), Span(first.start, last.end))


def shown(name: str, pieces: Sequence[Piece], text: str) -> Span | None:
    """Return the first place where a shape is seen; None where it is everywhere or nowhere."""
    name = name.removeprefix("has_").removeprefix("many_")
    if marks := SIGNS.get(name):
        return _sign(pieces, text, marks)
    if name.startswith("word_"):
        return next((_span(p) for p in pieces if p.form == name.removeprefix("word_")), None)
    shape = WRITTEN.get(name)
    return next((_span(piece) for piece in pieces if piece.shape == shape), None)


def _span(piece: Piece) -> Span:
    return Span(piece.start, piece.end)


def _sign(pieces: Sequence[Piece], text: str, marks: str) -> Span | None:
    """Return where one of some signs stands beside a word that was kept."""
    for piece in pieces:
        ranges = [(piece.start, piece.end)] if piece.shape == "sign" else []
        if any(map(piece.before.__contains__, marks)):
            ranges.append((max(0, piece.start - NEAR), piece.start))
        if any(map(piece.after.__contains__, marks)):
            ranges.append((piece.end, min(len(text), piece.end + NEAR)))
        for start, end in ranges:
            for place in range(start, end):
                if text[place] in marks:
                    return Span(place, place + 1)
    return None
