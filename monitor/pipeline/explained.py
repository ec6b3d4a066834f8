"""What the classifier says of a text, taken apart into few lines that add up to its score."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import fsum
from typing import Literal, NamedTuple

from monitor.analyses.classifier import Classifier, Judgement
from monitor.analyses.classifier.explaining import Part, passages, shown, taken_apart
from monitor.analyses.classifier.style import FAMILIES, STYLE
from monitor.language.lexicon import Lexicon
from monitor.language.masking import Piece, placed
from monitor.records import Span
from monitor.words import say

__all__ = ["SILENT", "Explained", "Summand", "explained", "summand_record", "why"]

SHOWN = 3
"""Passages for, passages against, and families of shapes; all others are one line."""


class Summand(NamedTuple):
    """One line of an explanation."""

    kind: Literal["words", "style", "base", "rest"]
    value: float
    """Log-odds."""
    span: Span | None = None
    """In the raw text; None where it is no one place."""
    family: str = ""
    """Of shapes: a key of ``FAMILIES``."""

    @property
    def sentence(self) -> str:
        """Say what moved the score, and which way."""
        way = "up" if self.value > 0 else "down"
        if self.kind == "style":
            shape = say(f"classifier.shape_{self.family}")
            return say(f"classifier.part_style_{way}", shape=shape)
        if self.kind == "words":
            return say(f"classifier.part_words_{way}")
        return say(f"classifier.part_{self.kind}")


class Explained(NamedTuple):
    """What the classifier says of a text, and the few lines that add up to its score."""

    judgement: Judgement
    summands: tuple[Summand, ...] = ()
    """Passages for, passages against, shapes, the base, the rest; none without a model."""


SILENT = Explained(Judgement(0.0, None, "unknown", "no_model", 0))
"""What is said where no model is installed."""


def explained(classifier: Classifier, text: str, names: Lexicon | None = None) -> Explained:
    """Return what a classifier says of a raw text, and why.

    The strongest passages and families of shapes stand by themselves, everything else together;
    ``math.fsum`` of the values is the score, but for the last digit of a float.
    """
    pieces = placed(text, names)
    forms, shapes = classifier.seen(pieces)
    parts = taken_apart(classifier, pieces, forms, shapes)
    worded, styled, base = parts[: -len(STYLE) - 1], parts[-len(STYLE) - 1 : -1], parts[-1]
    told = [
        Summand("words", each.value, each.span)
        for against in (False, True)
        for each in passages(worded, against=against)[:SHOWN]
    ]
    told += _families(styled, pieces, text)
    told.append(Summand("base", base.value))
    judgement = classifier.weighed(forms, shapes)
    rest = fsum([judgement.score, *(-each.value for each in told)])
    return Explained(judgement, (*told, Summand("rest", rest)))


def _families(shapes: Sequence[Part], pieces: Sequence[Piece], text: str) -> list[Summand]:
    """Add shapes that a reader would call by one name, and show where the strongest is seen."""
    values = [part.value for part in shapes]
    sums = {family: fsum(values[members]) for family, members in MEMBERS.items()}
    strongest = sorted((f for f in sums if sums[f]), key=lambda f: (-abs(sums[f]), f))
    return [
        Summand(
            "style",
            sums[family],
            _seen(shapes[MEMBERS[family]], sums[family], pieces, text),
            family,
        )
        for family in strongest[:SHOWN]
    ]


def _seen(parts: Sequence[Part], sign: float, pieces: Sequence[Piece], text: str) -> Span | None:
    """Return where the shape is seen that moved its family most; None where it is everywhere."""
    first = max(parts, key=lambda part: part.value * sign)
    return shown(first.name, pieces, text)


def _members() -> dict[str, slice]:
    """Return where the shapes of each family stand among all."""
    ends = list(accumulate(map(len, FAMILIES.values()), initial=0))
    return {family: slice(*both) for family, both in zip(FAMILIES, pairwise(ends), strict=True)}


MEMBERS = _members()


def why(judgement: Judgement) -> str:
    """Return in a sentence what a band means, or why there is none."""
    if judgement.outside:
        return say(f"classifier.outside_{judgement.outside}")
    said = say(f"classifier.resembles_{judgement.band}", percent=judgement.percent)
    if judgement.probability is None:
        return f"{said}. {say('classifier.outside_no_verdicts')}"
    return said


def summand_record(summand: Summand, text: str) -> dict[str, object]:
    """Return a line of an explanation as JSON; offsets are code points of the raw text."""
    told: dict[str, object] = {
        "what": summand.kind,
        "value": summand.value,
        "sentence": summand.sentence,
    }
    if summand.family:
        told["shape"] = summand.family
    if summand.span is not None:
        start, end = summand.span
        told |= {"text": text[start:end], "start": start, "end": end}
    return told
