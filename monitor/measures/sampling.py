"""How many claims each reviewed one stands for, where a queue also draws claims by lot."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["stands_for"]


def stands_for(
    arrived: ArrayLike, entered: ArrayLike, drawn: ArrayLike, probabilities: ArrayLike
) -> NDArray[np.float64]:
    """Return weights under which reviewed claims count as all claims do.

    Parameters
    ----------
    arrived : array of int, shape (n,)
        The first draw, 0 to R, at which each claim was in the store.
    entered : array of int, shape (n,)
        The draw that brought it up; or the first draw by which the ranking or a person had.
    drawn : array of bool, shape (n,)
        Whether that was the lot.
    probabilities : array, shape (R,)
        Of each draw: how likely it took any one claim of its pool, over 0 and up to 1.

    Returns
    -------
    array of float, shape (n,)
        At least 0. A claim that no draw has known stands for itself: 1.

    Notes
    -----
    At one draw, the claims already brought up, counted once each, and the drawn ones, counted
    1/probability times [1]_, make an unbiased count of all claims there are. That holds given
    everything that happened before, so it holds when verdicts change the ranking. The weight is
    the mean of these counts over the draws [2]_, as in [3]_. One product of all draws instead,
    1 - (1 - p)(1 - p)..., would count twice what the ranking finds later.

    References
    ----------
    .. [1] Horvitz and Thompson (1952), doi:10.1080/01621459.1952.10483446
    .. [2] Des Raj (1956), J. Am. Stat. Assoc. 51:269-284
    .. [3] Farquhar, Gal and Rainforth (2021), arXiv:2101.11665

    Examples
    --------
    One of ten rows was drawn among 50 claims: it stands for them, the ranked ones for themselves.

    >>> stands_for([0, 0], [0, 0], [False, True], [1 / 50]).tolist()
    [1.0, 50.0]

    A second draw among the 49 left: each of the two now stands for half of what it did.

    >>> stands_for([0, 0, 0], [0, 0, 1], [False, True, True], [1 / 50, 1 / 49]).round(6).tolist()
    [1.0, 25.5, 24.5]
    """
    first, start = np.asarray(arrived, np.int64), np.asarray(entered, np.int64)
    by_lot = np.asarray(drawn, bool)
    chances = np.asarray(probabilities, np.float64)
    count = len(chances)
    counted = (count - np.maximum(first, start)).astype(np.float64)
    counted[by_lot] += 1 / chances[start[by_lot]] - 1
    known = count - first
    return np.divide(counted, known, out=np.ones(len(first)), where=known > 0)
