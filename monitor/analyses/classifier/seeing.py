"""Many texts at once as a model sees them: matrices of hashed features and of shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.features import BUCKETS, SPACE, forms_of, pairs, parts, scale
from monitor.analyses.classifier.linear import Array, Styled
from monitor.analyses.classifier.style import STYLE, style
from monitor.language.masking import masked

__all__ = ["Seen", "see", "stacked", "styled_of"]

LEAST_SPREAD = 1e-9
"""A shape that spreads less is the same in all texts: it is left as it is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Texts as the model sees them: n rows."""

    words: Any
    """scipy CSR, n x BUCKETS, every row scaled by its length."""
    shapes: Array
    """n x shapes, as they are."""
    forms: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.forms)

    def some(self, rows: NDArray[np.int64]) -> Seen:
        """Return the texts of some rows, in their order."""
        return Seen(self.words[rows], self.shapes[rows], tuple(self.forms[row] for row in rows))


def see(texts: Sequence[str]) -> Seen:
    """Return what a model sees of raw texts, hashed by scikit-learn.

    Examples
    --------
    >>> seen = see(["surat suara dicoblos", "rapat dibuka"])
    >>> len(seen), seen.words.shape[1] == BUCKETS, seen.forms[1]
    (2, True, ('rapat', 'dibuka'))
    """
    from scipy import sparse
    from sklearn.feature_extraction.text import HashingVectorizer

    masks = [masked(text) for text in texts]
    forms = [forms_of(mask) for mask in masks]
    if not forms:
        return Seen(sparse.csr_array((0, BUCKETS)), np.zeros((0, len(STYLE))), ())
    kinds = [
        HashingVectorizer(
            analyzer=analyzer, n_features=SPACE, alternate_sign=False, norm=None, dtype=np.float64
        ).transform(forms)
        for analyzer in (list, pairs, parts)
    ]
    times = sparse.diags_array([scale(len(each)) for each in forms])
    return Seen(
        sparse.csr_array(times @ sparse.hstack(kinds)),
        np.array([style(mask) for mask in masks], np.float64),
        tuple(map(tuple, forms)),
    )


def stacked(first: Seen, second: Seen) -> Seen:
    """Return the texts of one, then those of the other."""
    from scipy import sparse

    words = sparse.vstack([first.words, second.words]).tocsr()
    shapes = np.concatenate([first.shapes, second.shapes])
    return Seen(words, shapes, first.forms + second.forms)


def styled_of(shapes: Array) -> Styled:
    """Return where the shapes of texts lie, shape (n, shapes), and how far they spread."""
    spread = shapes.std(0)
    spread[spread < LEAST_SPREAD] = 1.0
    return Styled(tuple(shapes.mean(0).tolist()), tuple(spread.tolist()))
