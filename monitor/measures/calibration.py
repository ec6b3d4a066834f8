"""Whether probabilities can be believed: of what is said at 0.7, seven in ten should be so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Bin", "brier", "calibration_error", "reliability"]

BINS = 10
"""As usual in the literature; fewer hide faults, more have too few rows each."""

Equal: TypeAlias = Literal["mass", "width"]
Numbers: TypeAlias = NDArray[np.float64]


class Bin(NamedTuple):
    """Rows whose probability lies in one bin: what was said, and what was so."""

    low: float
    """Least probability in it (``mass``), or its lower border (``width``, or edges given)."""
    high: float
    rows: int
    weight: float
    said: float
    """Mean probability."""
    so: float
    """Share of positive rows."""


def brier(labels: ArrayLike, probabilities: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the mean squared distance of probabilities from what was so [1]_.

    0 is perfect; saying the base rate ``b`` every time gives ``b (1 - b)``.

    Raises
    ------
    ValueError
        A probability lies outside 0 to 1, or the shapes differ. So do all functions here.

    References
    ----------
    .. [1] Brier (1950), doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2

    Examples
    --------
    >>> brier([1, 0], [0.5, 0.5])
    0.25
    """
    was, said, weight = _checked(labels, probabilities, weights)
    total = weight.sum()
    return float((weight * (said - was) ** 2).sum() / total) if total > 0 else float("nan")


def calibration_error(
    labels: ArrayLike,
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    bins: int = BINS,
    equal: Equal = "mass",
) -> float:
    """Return the expected calibration error: the mean gap of said and so over bins [1]_.

    Parameters
    ----------
    labels, probabilities, weights : array_like
        Shape ``(n,)``.
    bins : int
        How many at most.
    equal : {"mass", "width"}
        Bins of equally many rows, which few rows mislead less [2]_, or of equal width. Report
        both: equal width can hide a fault where most rows lie in one bin.

    Returns
    -------
    float
        0 to 1. Above 0 also for perfect probabilities, the more so the fewer rows: some 0.03 for
        1,000 rows in ten bins.

    References
    ----------
    .. [1] Naeini, Cooper and Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602
    .. [2] Roelofs et al. (2022), Mitigating bias in calibration error estimation,
       arXiv:2012.08668

    Examples
    --------
    >>> round(calibration_error([1, 1, 0, 0], [0.9, 0.9, 0.2, 0.2]), 2)
    0.15
    """
    was, said, weight = _checked(labels, probabilities, weights)
    total = weight.sum()
    if total <= 0:
        return float("nan")
    place = _places(said, weight, bins, equal)
    gaps = np.bincount(place, weight * (said - was), minlength=1)
    return float(np.abs(gaps).sum() / total)


def reliability(
    labels: ArrayLike,
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    bins: int | Sequence[float] = BINS,
    equal: Equal = "mass",
) -> list[Bin]:
    """Return the table behind :func:`calibration_error`: one line per bin that has rows.

    ``bins`` may also be the edges themselves, from low to high; the last bin holds its end.

    References
    ----------
    .. [1] Murphy and Winkler (1977), doi:10.2307/2346866

    Examples
    --------
    >>> for each in reliability([1, 0, 1], [0.2, 0.3, 0.9], bins=[0, 0.5, 1]):
    ...     print(each.low, each.high, each.rows, each.said, each.so)
    0.0 0.5 2 0.25 0.5
    0.5 1.0 1 0.9 1.0
    """
    was, said, weight = _checked(labels, probabilities, weights)
    if isinstance(bins, int):
        edges = np.linspace(0, 1, bins + 1) if equal == "width" else None
        place = _places(said, weight, bins, equal)
    else:
        edges = np.asarray(bins, float)
        place = np.clip(np.searchsorted(edges, said, "right") - 1, 0, len(edges) - 2)
    table = []
    for number in np.unique(place):
        inside = place == number
        mass = float(weight[inside].sum())
        if mass <= 0:
            continue
        low, high = (
            (said[inside].min(), said[inside].max())
            if edges is None
            else (edges[number], edges[number + 1])
        )
        means = ((weight * each)[inside].sum() / mass for each in (said, was))
        table.append(
            Bin(float(low), float(high), int(inside.sum()), mass, *(float(mean) for mean in means))
        )
    return table


def _places(said: Numbers, weight: Numbers, bins: int, equal: Equal) -> NDArray[np.int64]:
    """Return the bin of each row; equal probabilities share one."""
    if equal == "width":
        return np.minimum((said * bins).astype(np.int64), bins - 1)
    values, inverse = np.unique(said, return_inverse=True)
    mass = np.bincount(inverse, weight, minlength=len(values))
    total = mass.sum()
    middle = (np.cumsum(mass) - mass / 2) / total if total > 0 else mass
    places: NDArray[np.int64] = np.minimum((middle * bins).astype(np.int64), bins - 1)[inverse]
    return places


def _checked(
    labels: ArrayLike, probabilities: ArrayLike, weights: ArrayLike | None
) -> tuple[Numbers, Numbers, Numbers]:
    was, said = (np.asarray(labels) == 1).astype(float), np.asarray(probabilities, float)
    weight = np.ones(len(said)) if weights is None else np.asarray(weights, float)
    if not was.shape == said.shape == weight.shape:
        msg = "labels, probabilities and weights must be of one length"
        raise ValueError(msg)
    if not ((said >= 0) & (said <= 1)).all():
        msg = "a probability lies outside 0 to 1"
        raise ValueError(msg)
    return was, said, weight
