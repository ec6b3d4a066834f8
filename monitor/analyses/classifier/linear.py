"""A sum of weights: one per word, pair, piece of a word and shape, kept so that scoring is fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.features import buckets_of, pair_bucket, scale, word_bucket
from monitor.language.remembering import Remembered

__all__ = ["Array", "Linear", "Styled"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Styled:
    """Where shapes lie in the texts a model was fitted to, in whose measure they are weighed.

    Parameters
    ----------
    mean, spread : tuple of float
        Of each of :data:`~style.STYLE`; no spread is 0.
    far : float
        Standard deviations beyond which a shape counts no more: nobody shouts a score up.
    """

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    far: float = 8.0
    _mean: Array = field(init=False, repr=False, compare=False)
    _spread: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_mean", np.array(self.mean))
        object.__setattr__(self, "_spread", np.array(self.spread))

    def standard(self, shapes: Sequence[float] | Sequence[Sequence[float]] | Array) -> Array:
        """Return shapes in standard deviations from the mean: of one text, or of one a row.

        Examples
        --------
        >>> Styled((1.0, 0.5), (2.0, 0.1)).standard([5.0, 100.0]).tolist()
        [2.0, 8.0]
        """
        measured = (np.asarray(shapes, np.float64) - self._mean) / self._spread
        return np.minimum(np.maximum(measured, -self.far, out=measured), self.far, out=measured)


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of hashed features and of shapes, and a base.

    Parameters
    ----------
    buckets : array of int32, shape (k,), ascending
        The features that have a weight; see :mod:`~monitor.analyses.classifier.features`.
    weights : array, shape (k,)
    shapes : tuple of float
        Weights of shapes in standard deviations.
    base : float

    Examples
    --------
    >>> from monitor.analyses.classifier.features import word_bucket
    >>> linear = Linear(np.array([word_bucket("surat")], np.int32), np.array([0.5]), (0.25,), -1.0)
    >>> linear.parts(["surat"], [2.0]), linear.score(["surat"], [2.0])
    ([0.5, 0.5, -1.0], 0.0)
    """

    buckets: NDArray[np.int32]
    weights: Array
    shapes: tuple[float, ...]
    base: float
    _shapes: Array = field(init=False, repr=False, compare=False)
    _words: Remembered[float] = field(init=False, repr=False, compare=False)
    _at: dict[int, float] = field(init=False, repr=False, compare=False)
    _known: Remembered[bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = dict(zip(self.buckets.tolist(), self.weights.tolist(), strict=True))

        def of_word(form: str) -> float:
            return math.fsum([at.get(bucket, 0.0) for bucket in buckets_of(form)])

        object.__setattr__(self, "_at", at)
        object.__setattr__(self, "_shapes", np.array(self.shapes, np.float64))
        object.__setattr__(self, "_words", Remembered(of_word))
        object.__setattr__(self, "_known", Remembered(lambda form: word_bucket(form) in at))

    def of_word(self, form: str) -> float:
        """Return what a word and its pieces weigh together."""
        return self._words[form]

    def of_pair(self, first: str, second: str) -> float:
        """Return what two words weigh for following each other."""
        return self._at.get(pair_bucket(first, second), 0.0)

    def knows(self, form: str) -> bool:
        """Say whether a word was seen in enough places to have a weight of its own."""
        return self._known[form]

    def parts(self, forms: Sequence[str], shapes: Sequence[float] | Array) -> list[float]:
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
        return [*self._of_words(forms), *(self._shapes * shapes).tolist(), self.base]

    def score(self, forms: Sequence[str], shapes: Sequence[float] | Array) -> float:
        """Return the sum of :meth:`parts`, rounded once: whoever adds them again gets the same."""
        return math.fsum(self.parts(forms, shapes))

    def scores(self, forms: Sequence[Sequence[str]], shapes: Array) -> list[float]:
        """Return the same of n texts at once; ``shapes`` has one row each."""
        weighed = (self._shapes * shapes).tolist()
        return [
            math.fsum([*self._of_words(some), *row, self.base])
            for some, row in zip(forms, weighed, strict=True)
        ]

    def _of_words(self, forms: Sequence[str]) -> list[float]:
        times, words, at = scale(len(forms)), self._words, self._at
        found = [words[form] * times for form in forms]
        found += [at.get(pair_bucket(*pair), 0.0) * times for pair in pairwise(forms)]
        return found
