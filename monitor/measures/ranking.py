"""How well an order puts what people found false above the rest. Equal scores stay together.

Weights say how many rows each row stands for: those drawn with a known probability stand for one
over it [1]_, all others for one.

References
----------
.. [1] Horvitz and Thompson (1952), doi:10.1080/01621459.1952.10483446
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["auroc", "average_precision", "base_rate", "precision_of_first", "recall_at_precision"]

Numbers: TypeAlias = NDArray[np.float64]


class _Ranked(NamedTuple):
    """What lies at or above each distinct score, from the highest down."""

    hits: Numbers
    """Weight of the positive rows."""
    rows: Numbers
    """Weight of all rows."""


def auroc(labels: ArrayLike, scores: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return how often a positive row scores above a negative one, ties counting half [1]_.

    Parameters
    ----------
    labels : array_like
        1 or 0 (or booleans), shape ``(n,)``.
    scores : array_like
        Shape ``(n,)``; only their order counts.
    weights : array_like, optional
        Shape ``(n,)``, none negative; a pair weighs the product of its two rows.

    Returns
    -------
    float
        0 to 1, chance is 0.5; NaN where all rows are alike.

    Raises
    ------
    ValueError
        A score is NaN, or the shapes differ. So do all functions here.

    Notes
    -----
    O(n log n).

    References
    ----------
    .. [1] Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747

    Examples
    --------
    >>> auroc([1, 0, 1, 0], [0.9, 0.9, 0.8, 0.1])
    0.625
    """
    ranked = _ranked(labels, scores, weights)
    misses = ranked.rows - ranked.hits
    hits, all_misses = _steps(ranked.hits), misses[-1:].sum()
    pairs = ranked.hits[-1:].sum() * all_misses
    if pairs <= 0:
        return float("nan")
    below = all_misses - misses + _steps(misses) / 2
    return float((hits * below).sum() / pairs)


def average_precision(
    labels: ArrayLike, scores: ArrayLike, weights: ArrayLike | None = None
) -> float:
    """Return the area under precision over recall, by steps, without interpolation [1]_.

    Its chance level is the base rate, not 0.5: never read it without :func:`base_rate` [2]_.

    References
    ----------
    .. [1] Davis and Goadrich (2006), doi:10.1145/1143844.1143874
    .. [2] Saito and Rehmsmeier (2015), doi:10.1371/journal.pone.0118432

    Examples
    --------
    >>> round(average_precision([1, 0, 1, 0], [4, 3, 2, 1]), 3)
    0.833
    """
    ranked = _ranked(labels, scores, weights)
    positive = ranked.hits[-1:].sum()
    if positive <= 0:
        return float("nan")
    return float((_steps(ranked.hits) * _precision(ranked)).sum() / positive)


def base_rate(labels: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the share of positive rows: what an order by chance finds.

    Examples
    --------
    >>> base_rate([1, 0, 0, 0])
    0.25
    """
    positive = np.asarray(labels) == 1
    weight = _weights(weights, positive.shape)
    total = float(weight.sum())
    return float(weight[positive].sum() / total) if total > 0 else float("nan")


def precision_of_first(
    labels: ArrayLike, scores: ArrayLike, weights: ArrayLike | None = None, *, k: float
) -> float:
    """Return the share of positive rows among the ``k`` highest.

    Rows with equal scores at the border count in part, as an order by chance among them would on
    average [1]_. With weights the first rows that *stand for* ``k`` rows are taken. Fewer than
    ``k`` in all: the share among those there are.

    References
    ----------
    .. [1] McSherry and Najork (2008), doi:10.1007/978-3-540-78646-7_38

    Examples
    --------
    >>> precision_of_first([1, 0, 1, 0], [4, 3, 2, 1], k=2)
    0.5
    >>> precision_of_first([1, 0, 1, 0], [4, 3, 3, 1], k=2)
    0.75
    >>> precision_of_first([1, 0, 1, 0], [4, 3, 2, 1], [1, 3, 1, 1], k=2)
    0.5
    """
    ranked = _ranked(labels, scores, weights)
    reached = min(float(k), ranked.rows[-1:].sum())
    if reached <= 0:
        return float("nan")
    found = np.interp(reached, np.append(0.0, ranked.rows), np.append(0.0, ranked.hits))
    return float(found / reached)


def recall_at_precision(
    labels: ArrayLike,
    scores: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    precision: float = 0.9,
) -> float:
    """Return the largest share of positive rows found by a threshold with that precision.

    0 where no threshold reaches it. A threshold cannot part equal scores.

    Examples
    --------
    >>> recall_at_precision([1, 1, 0, 1], [4, 3, 2, 1], precision=0.9)
    0.6666666666666666
    """
    ranked = _ranked(labels, scores, weights)
    positive = ranked.hits[-1:].sum()
    if positive <= 0:
        return float("nan")
    enough = ranked.hits >= precision * ranked.rows
    return float(ranked.hits[enough].max(initial=0.0) / positive)


def _ranked(labels: ArrayLike, scores: ArrayLike, weights: ArrayLike | None) -> _Ranked:
    positive, values = np.asarray(labels) == 1, np.asarray(scores, float)
    if positive.shape != values.shape or values.ndim != 1:
        msg = f"labels {positive.shape} and scores {values.shape} must be of one length"
        raise ValueError(msg)
    order = np.argsort(-values, kind="stable")
    values = values[order]
    if len(values) and np.isnan(values[-1]):  # which the sort puts last
        msg = "a score is NaN"
        raise ValueError(msg)
    weight = _weights(weights, values.shape)[order]
    ends = np.flatnonzero(np.append(values[1:] != values[:-1], True)[: len(values)])
    hits = np.cumsum(np.where(positive[order], weight, 0.0))[ends]
    return _Ranked(hits, np.cumsum(weight)[ends])


def _weights(weights: ArrayLike | None, shape: tuple[int, ...]) -> Numbers:
    if weights is None:
        return np.ones(shape)
    given = np.asarray(weights, float)
    if given.shape != shape or not (given >= 0).all():
        msg = f"weights must be {shape[0]} numbers, none negative"
        raise ValueError(msg)
    return given


def _steps(sums: Numbers) -> Numbers:
    return np.diff(sums, prepend=0.0)


def _precision(ranked: _Ranked) -> Numbers:
    return np.divide(
        ranked.hits, ranked.rows, out=np.zeros_like(ranked.hits), where=ranked.rows > 0
    )
