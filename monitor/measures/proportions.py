"""How sure a share of counts is, even of none or of all, and where a median may lie."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from monitor.measures.intervals import Interval

__all__ = ["effective", "median", "wilson"]

_Z = 1.959963984540054  # 95 %, two-sided


def wilson(share: float, count: float) -> Interval:
    """Return a share with its 95 % interval by Wilson [1]_; NaN of nothing.

    Parameters
    ----------
    share : float
        0 to 1.
    count : float
        Of how many; where some counts hang together, their :func:`effective` number.

    References
    ----------
    .. [1] Wilson (1927), doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.0, 20)], [round(end, 3) for end in wilson(0.5, 100)]
    ([0.0, 0.0, 0.161], [0.5, 0.404, 0.596])
    """
    if not count:
        return Interval(float("nan"), float("nan"), float("nan"))
    width = _Z * _Z / count
    middle = (share + width / 2) / (1 + width)
    half = _Z * sqrt(share * (1 - share) / count + width / count / 4) / (1 + width)
    # the share lies between, as in the formula: its digits would leave 5.6e-17 below none
    low, high = min(middle - half, share), max(middle + half, share)
    return Interval(share, max(low, 0.0), min(high, 1.0))


def median(values: ArrayLike, count: float) -> Interval:
    """Return a median with its 95 % interval by Woodruff [1]_; NaN of nothing.

    Its ends are the values at the ends of :func:`wilson`'s interval of one half, half a count
    further out since values come in steps. It takes no draws, and no shape of the values is
    assumed.

    Parameters
    ----------
    values : array_like, shape (n,)
    count : float
        As in :func:`wilson`: n, or fewer where some values hang together.

    References
    ----------
    .. [1] Woodruff (1952), doi:10.1080/01621459.1952.10483443

    Examples
    --------
    >>> median(range(1, 101), 100), median(range(1, 101), 10)
    (Interval(value=50.5, low=40.0, high=61.0), Interval(value=50.5, low=19.0, high=82.0))
    """
    known = np.asarray(values, float)
    if not len(known) or not count:
        return Interval(float("nan"), float("nan"), float("nan"))
    _, low, high = wilson(0.5, count)
    low, high = max(low - 0.5 / count, 0.0), min(high + 0.5 / count, 1.0)
    ends = np.quantile(known, low, method="lower"), np.quantile(known, high, method="higher")
    return Interval(float(np.median(known)), float(ends[0]), float(ends[1]))


def effective(sizes: ArrayLike) -> float:
    """Return how many groups of one size would tell as much as groups of these sizes [1]_.

    It takes what one group did for one observation: who reposted a thousand times is one account.

    References
    ----------
    .. [1] Kish (1965), Survey Sampling, section 8.2

    Examples
    --------
    >>> effective([4, 4, 4]), round(effective([100, 1, 1]), 2), effective([])
    (3.0, 1.04, 0.0)
    """
    many = np.asarray(sizes, float)
    return float(many.sum() ** 2 / (many**2).sum()) if many.any() else 0.0
