"""What speaks for a candidate: how it agrees with the post, and how far ahead of the rest it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.factchecks.index import Array, Asked, Found, Index

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["FEATURES", "features"]

OPENING = 15
"""Words: the claim often stands at the head of a post, comment follows."""
UNKNOWN = 9.0
"""The weight of a post's stem that no fact-check has; about that of one that a single one has."""

RANKINGS = ("bm25", "cosine", "pieces", "cover", "body")
AGREEMENTS = ("asked", "shared", "opening", "pieces_cover", "pieces_opening")
COUNTS = ("stems", "numbers", "other_numbers")
LEADERS = ("bm25", "cosine", "pieces", "body")
COMPARED = (*RANKINGS, *AGREEMENTS)
FEATURES = (
    *COMPARED,
    *COUNTS,
    *(f"{name}_behind" for name in COMPARED),
    *(f"{name}_rank" for name in COMPARED),
    *(f"{name}_lead" for name in LEADERS),
    "fused",
    "fused_behind",
    "fused_rank",
    "fused_lead",
    "face_stems",
    "face_weight",
    "post_stems",
)
"""The columns of ``features``, in order; a model names those it was trained on."""


def features(index: Index, asked: Asked, found: Found) -> Array:
    """Return what is known of each candidate, B posts x K candidates x len(FEATURES).

    Notes
    -----
    ``_behind`` is the distance to the best candidate's value, ``_lead`` that of the best to the
    second, ``_rank`` the logarithm of the place: one post's 20 is another's 5, so how a candidate
    stands among its rivals says more than its score. Dates and verdicts are not looked at.
    """
    values = {name: np.take_along_axis(found.scores[name], found.faces, 1) for name in RANKINGS}
    values |= _stem_agreement(index, asked, found.faces)
    values |= _piece_agreement(index, asked, found.faces)
    columns = {**values}
    for name in COMPARED:
        columns[f"{name}_behind"] = values[name] - values[name].max(1, keepdims=True)
        columns[f"{name}_rank"] = np.log1p(_places(values[name]))
    for name in LEADERS:
        columns[f"{name}_lead"] = _lead(values[name])
    fused = found.fused
    columns["fused"] = fused
    columns["fused_behind"] = fused - fused[:, :1]
    columns["fused_rank"] = np.log1p(np.tile(np.arange(fused.shape[1]), (len(fused), 1)))
    columns["fused_lead"] = _lead(fused)
    columns["face_stems"] = np.diff(index.stems.counts.indptr)[found.faces]
    columns["face_weight"] = index.weight[found.faces]
    length = np.log1p([[len(post.stems)] for post in asked.posts])
    columns["post_stems"] = np.broadcast_to(length, fused.shape)
    return np.stack([columns[name] for name in FEATURES], axis=-1, dtype=np.float32)


def _stem_agreement(index: Index, asked: Asked, faces: NDArray[np.intp]) -> dict[str, Array]:
    field = index.stems
    pairs = _Pairs(field.counts, faces)
    whole = asked.stems.toarray()
    shared = pairs.dot(whole, index.stem_weights.data)
    unknown = np.array([len(each) for each in asked.once]) - np.diff(asked.stems.indptr)
    weight = asked.stems @ field.idf + unknown * UNKNOWN
    head = field.count([each[:OPENING] for each in asked.once]).toarray()
    numbers = pairs.dot(whole, index.stem_numbers)
    return {
        "asked": shared / (weight[:, None] + 2),
        "shared": shared,
        "opening": pairs.dot(head, index.stem_bm25.data),
        "stems": pairs.dot(whole),
        "numbers": numbers,
        "other_numbers": pairs.dot(None, index.stem_numbers) - numbers,
    }


def _piece_agreement(index: Index, asked: Asked, faces: NDArray[np.intp]) -> dict[str, Array]:
    field = index.pieces
    heads = field.count([post.words[:OPENING] for post in asked.posts])
    head = field.cosine(heads).toarray()
    pairs = _Pairs(field.counts, faces)
    shared = pairs.dot(np.sign(asked.pieces.toarray()), index.piece_weights.data)
    return {
        "pieces_cover": shared / (index.piece_weight[faces] + 20),
        "pieces_opening": pairs.dot(head, index.piece_cosine.data),
    }


class _Pairs:
    """The terms of every candidate of every post, one after another."""

    def __init__(self, terms: csr_matrix, faces: NDArray[np.intp]) -> None:
        self.shape = faces.shape
        starts, sizes = terms.indptr[faces.ravel()], np.diff(terms.indptr)[faces.ravel()]
        before = np.cumsum(sizes) - sizes
        self.places = np.repeat(starts - before, sizes) + np.arange(sizes.sum())
        self.pair = np.repeat(np.arange(faces.size), sizes)
        self.post = self.pair // max(faces.shape[1], 1)
        self.columns = terms.indices[self.places]

    def dot(self, posts: Array | None, weights: Array | None = None) -> Array:
        """Return the sum over the terms of a pair of the post's value times the face's weight."""
        terms: Array | float = 1.0
        if posts is not None:
            terms = posts[self.post, self.columns]
        if weights is not None:
            terms = terms * weights[self.places]
        sums = np.bincount(self.pair, terms, minlength=self.shape[0] * self.shape[1])
        return sums.reshape(self.shape).astype(np.float32)


def _places(values: Array) -> NDArray[np.intp]:
    """Return each value's place in its row, 0 the highest; equal ones in column order."""
    return np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1)


def _lead(values: Array) -> Array:
    """Return how far the best is ahead of the second, and how far every other is behind it."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    best, second = -np.partition(-values, 1, axis=1)[:, :2].T
    rival = np.where(values >= best[:, None], second[:, None], best[:, None])
    return np.asarray(values - rival, np.float32)
