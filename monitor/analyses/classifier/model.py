"""The classifier: an order of what to check first, a band, and a probability where it may speak."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from monitor.analyses.classifier.domain import Domain
from monitor.analyses.classifier.features import forms_of
from monitor.analyses.classifier.linear import Array, Linear, Styled
from monitor.analyses.classifier.style import style
from monitor.language.lexicon import Lexicon
from monitor.language.masking import Piece, masked

__all__ = ["Band", "Classifier", "Judgement"]

FARTHEST = 700.0
"""Log-odds below which every probability is as good as 0, and floats overflow."""
BATCH = 256
"""Texts whose shapes are measured at once: an array's overhead is that of ten words."""
Band = Literal["high", "medium", "low", "unknown"]


class Judgement(NamedTuple):
    """What the classifier says of a text: a lead, never a verdict."""

    score: float
    """Log-odds; orders every text, whatever its domain."""
    probability: float | None
    """That a checker who takes the text up finds it false; None outside the training domain."""
    band: Band
    outside: str | None
    """Why there is no probability; see :meth:`Domain.outside`."""
    percent: int
    """Share of the training texts, in hundredths, whose score is lower."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """An additive model of masked texts.

    Parameters
    ----------
    version : str
        Twelve hex digits of everything below: two models of one version are one model.
    worth : Linear
        Weights whose sum is the score.
    styled : Styled
    domain : Domain
    slope, shift : float
        Platt's numbers: they turn a score into a probability (Platt 1999). A slope of 0 says that
        there is none to be had.
    ladder : array, shape (101,)
        Scores below which 0, 1, ... 100 hundredths of the training texts lie.
    medium, high : int
        Hundredths from which on the bands begin.
    about : mapping
        What else the model's JSON says: options, seeds, digests, versions.
    """

    version: str
    worth: Linear
    styled: Styled
    domain: Domain
    slope: float
    shift: float
    ladder: Array
    medium: int = 50
    high: int = 80
    about: Mapping[str, object] = field(default_factory=dict)

    def scores(self, texts: Sequence[str], names: Lexicon | None = None) -> Array:
        """Return the log-odds of each text, shape (n,).

        Parameters
        ----------
        texts : sequence of str
            Raw.
        names : Lexicon, optional
            What is masked; by default everything the corpora name.
        """
        scores = np.empty(len(texts))
        for start in range(0, len(texts), BATCH):
            some = [masked(text, names) for text in texts[start : start + BATCH]]
            shapes = self.styled.standard([style(pieces) for pieces in some])
            scores[start : start + BATCH] = self.worth.scores(list(map(forms_of, some)), shapes)
        return scores

    def judge(self, texts: Sequence[str], names: Lexicon | None = None) -> Iterator[Judgement]:
        """Yield what is said of each text, in their order."""
        for text in texts:
            yield self.judged(masked(text, names))

    def judged(self, pieces: Sequence[Piece]) -> Judgement:
        """Return what is said of one masked text."""
        return self.weighed(*self.seen(pieces))

    def weighed(self, forms: Sequence[str], shapes: Sequence[float] | Array) -> Judgement:
        """Return what is said of a text that was :meth:`seen`."""
        score = self.worth.score(forms, shapes)
        outside = self.domain.outside(forms, shapes, self.worth.knows)
        percent = int(np.searchsorted(self.ladder, score, "right")) - 1
        percent = min(max(percent, 0), 100)
        if outside:
            return Judgement(score, None, "unknown", outside, percent)
        return Judgement(score, self.probability(score), self.band(percent), None, percent)

    def probability(self, score: float) -> float | None:
        """Return the probability of a score; None where too few texts could hold it to one."""
        if not self.slope:
            return None
        return 1 / (1 + math.exp(min(-(self.slope * score + self.shift), FARTHEST)))

    def band(self, percent: int) -> Band:
        """Return the band of a text that scores above ``percent`` hundredths of the others."""
        return "high" if percent >= self.high else "medium" if percent >= self.medium else "low"

    def seen(self, pieces: Sequence[Piece]) -> tuple[list[str], Array]:
        """Return the words of a masked text and its shapes in standard deviations."""
        return forms_of(pieces), self.styled.standard(style(pieces))
