"""A sum of weights: one per word, pair, piece of a word and shape, kept so that scoring is fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.features import buckets_of, pair_bucket, scale, word_bucket

__all__ = ["Array", "Linear", "Styled"]

Array = NDArray[np.float64]

REMEMBERED = 200_000
"""Words, and pairs, whose sums are kept; a stream of a million posts has more, a laptop has not."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Where shapes lie in the texts a model was fitted to, in whose measure they are weighed."""

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    far: float = 8.0
    """Standard deviations beyond which a shape counts no more: nobody shouts a score up."""

    def standard(self, shapes: Sequence[float]) -> list[float]:
        """Return the shapes of a text in standard deviations from the mean."""
        far = self.far
        return [
            min(far, max(-far, (shape - mean) / spread))
            for shape, mean, spread in zip(shapes, self.mean, self.spread, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of hashed features and of shapes, and a base.

    Parameters
    ----------
    buckets : array of int32, shape (k,), ascending
        The features that have a weight.
    weights : array, shape (k,)
    shapes : tuple of float
        Of shapes in standard deviations.
    base : float
    """

    buckets: NDArray[np.int32]
    weights: Array
    shapes: tuple[float, ...]
    base: float
    _at: dict[int, float] = field(init=False, repr=False, compare=False, default_factory=dict)
    _words: dict[str, float] = field(init=False, repr=False, compare=False, default_factory=dict)
    _pairs: dict[tuple[str, str], float] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    _known: dict[str, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._at.update(zip(self.buckets.tolist(), self.weights.tolist(), strict=True))

    def of_word(self, form: str) -> float:
        """Return what a word and its pieces weigh together."""
        known = self._words.get(form)
        if known is None:
            if len(self._words) >= REMEMBERED:
                self._words.clear()
            at = self._at
            known = math.fsum([at.get(bucket, 0.0) for bucket in buckets_of(form)])
            self._words[form] = known
        return known

    def of_pair(self, first: str, second: str) -> float:
        """Return what two words weigh for following each other."""
        key = (first, second)
        known = self._pairs.get(key)
        if known is None:
            if len(self._pairs) >= REMEMBERED:
                self._pairs.clear()
            known = self._pairs[key] = self._at.get(pair_bucket(first, second), 0.0)
        return known

    def knows(self, form: str) -> bool:
        """Say whether a word was seen in enough places to have a weight of its own."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[form] = word_bucket(form) in self._at
        return known

    def parts(self, forms: Sequence[str], shapes: Sequence[float]) -> list[float]:
        """Return everything that adds up to the score of a text.

        Parameters
        ----------
        forms : sequence of str, n words
        shapes : sequence of float
            In standard deviations.

        Returns
        -------
        list of float
            The n words, the n - 1 pairs, the shapes, the base: in this order.
        """
        times = scale(len(forms))
        of_word, of_pair = self.of_word, self.of_pair
        parts = [of_word(form) * times for form in forms]
        parts += [
            of_pair(first, second) * times for first, second in zip(forms, forms[1:], strict=False)
        ]
        parts += [weight * shape for weight, shape in zip(self.shapes, shapes, strict=True)]
        parts.append(self.base)
        return parts

    def score(self, forms: Sequence[str], shapes: Sequence[float]) -> float:
        """Return the sum of :meth:`parts`, rounded once: whoever adds them again gets the same."""
        return math.fsum(self.parts(forms, shapes))
