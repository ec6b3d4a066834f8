"""How sure a share of counts is, even of none or of all."""

from __future__ import annotations

from math import sqrt

from monitor.measures.intervals import Interval

__all__ = ["wilson"]

_Z = 1.959963984540054  # 95 %, two-sided


def wilson(share: float, count: float) -> Interval:
    """Return a share with its 95 % interval by Wilson [1]_; NaN of nothing.

    Parameters
    ----------
    share : float
        0 to 1.
    count : float
        Of how many. Where some counts hang together, Kish's effective number [2]_: of groups with
        weights w, ``sum(w) ** 2 / sum(w ** 2)``.

    References
    ----------
    .. [1] Wilson (1927), doi:10.1080/01621459.1927.10502953
    .. [2] Kish (1965), Survey Sampling, section 8.2

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
    return Interval(share, max(middle - half, 0.0), min(middle + half, 1.0))
