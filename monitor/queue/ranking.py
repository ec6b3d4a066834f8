"""The order of the queue: a weighted sum anyone can do again with a pencil."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.corpora.weights import Weights

__all__ = ["Ranking", "rank"]


class Ranking(NamedTuple):
    """Claims in the order to look at them."""

    claims: NDArray[np.int64]
    scores: NDArray[np.float64]


def rank(
    claims: NDArray[np.int64],
    posts: NDArray[np.int64],
    strengths: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64], tuple[str, ...]],
    weights: Weights,
) -> Ranking:
    """Order claims by the sum of weight x strongest value over their factors.

    Parameters
    ----------
    claims, posts : arrays, shape (n,)
        Every claim, ascending, and how many posts it has.
    strengths : (claim, factor index, value 0 to 1) as arrays of shape (m,), and factor names
        At most one entry per claim and factor.
    weights : Weights
        Per factor.

    Returns
    -------
    Ranking
        All n claims. Ties: more posts first, then the claim seen first; so the order is stable.

    Examples
    --------
    >>> strengths = (np.array([7]), np.array([0], np.int32), np.array([0.5]), ("urgency",))
    >>> rank(np.array([3, 7]), np.array([1, 1]), strengths, Weights(default=2, weights={})).claims
    array([7, 3])
    """
    of, factors, values, names = strengths
    weight = np.array([weights.of(name) for name in names] or [0.0])
    scores = np.zeros(len(claims))
    np.add.at(scores, np.searchsorted(claims, of), weight[factors] * values)
    scores = scores.round(6)
    order = np.lexsort((claims, -posts, -scores))
    return Ranking(claims[order], scores[order])
