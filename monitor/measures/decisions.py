"""How good flags are: decisions that a threshold makes of scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["false_positive_rate", "flagged_share", "macro_f1"]


def macro_f1(
    labels: ArrayLike,
    scores: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    threshold: float = 0.0,
) -> float:
    """Return the mean of both classes' F1 where scores from ``threshold`` on are flagged [1]_.

    A class that is neither there nor ever said has F1 0, as in scikit-learn.

    References
    ----------
    .. [1] Opitz and Burst (2019), arXiv:1911.03347: the mean of F1 values, not F1 of means.

    Examples
    --------
    >>> macro_f1([1, 1, 0, 0], [2, -1, -1, -2])
    0.7333333333333334
    """
    positive, flagged, weight = _decided(labels, scores, weights, threshold)
    if not len(positive):
        return float("nan")
    both = []
    for is_, said in ((positive, flagged), (~positive, ~flagged)):
        size = weight[is_].sum() + weight[said].sum()
        both.append(2 * weight[is_ & said].sum() / size if size > 0 else 0.0)
    return float(np.mean(both))


def flagged_share(
    labels: ArrayLike,
    scores: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    threshold: float = 0.0,
) -> float:
    """Return the share of rows that are flagged, whatever their label.

    Examples
    --------
    >>> flagged_share([1, 0, 0, 0], [1, 1, -1, -1])
    0.5
    """
    _, flagged, weight = _decided(labels, scores, weights, threshold)
    total = weight.sum()
    return float(weight[flagged].sum() / total) if total > 0 else float("nan")


def false_positive_rate(
    labels: ArrayLike,
    scores: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    threshold: float = 0.0,
) -> float:
    """Return the share of negative rows that are flagged; NaN where no row is negative.

    Compared between groups this is equality of false alarms [1]_.

    References
    ----------
    .. [1] Hardt, Price and Srebro (2016), arXiv:1610.02413

    Examples
    --------
    >>> false_positive_rate([1, 0, 0, 0], [1, 1, -1, -1])
    0.3333333333333333
    """
    positive, flagged, weight = _decided(labels, scores, weights, threshold)
    total = weight[~positive].sum()
    return float(weight[flagged & ~positive].sum() / total) if total > 0 else float("nan")


def _decided(
    labels: ArrayLike, scores: ArrayLike, weights: ArrayLike | None, threshold: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    positive, values = np.asarray(labels) == 1, np.asarray(scores, float)
    weight = np.ones(len(values)) if weights is None else np.asarray(weights, float)
    if not positive.shape == values.shape == weight.shape:
        msg = "labels, scores and weights must be of one length"
        raise ValueError(msg)
    return positive, values >= threshold, weight
