"""How sure a figure is: the bootstrap, which draws whole groups of near-duplicates.

Rows that are copies of each other are one observation; drawn one by one they would make every
interval too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["DRAWS", "SEED", "Gain", "Interval", "bootstrap", "bounds", "interval", "paired"]

DRAWS = 1_000
SEED = 7

Rows: TypeAlias = NDArray[np.int64]
Statistic: TypeAlias = Callable[..., Any]
"""Arrays of one length to a number, or to an array of numbers that are drawn together."""


class Interval(NamedTuple):
    """A statistic with its bootstrap interval; NaN where it cannot be computed."""

    value: float
    low: float
    high: float


class Gain(NamedTuple):
    """How much one system has over another on the same rows, with its interval."""

    value: float
    low: float
    high: float
    above: float
    """Share of draws in which it is above, equal ones counting half."""


def interval(
    statistic: Statistic,
    *arrays: ArrayLike,
    groups: ArrayLike | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Interval:
    """Return a statistic of arrays with its 95 % percentile interval [1]_.

    Parameters
    ----------
    statistic : callable
        ``statistic(*arrays)`` to a float, such as :func:`~monitor.measures.auroc`; parameters
        go in with :func:`functools.partial`.
    *arrays : array_like
        First axis is rows. Those as long as the first are drawn together; one of another length
        is another sample, drawn on its own, row by row.
    groups : array_like, optional
        Shape ``(n,)`` of the first: rows of one group are drawn or left out together [2]_.
    draws, seed : int

    Notes
    -----
    O(draws x cost of the statistic). Draws in which it is NaN are left out.

    References
    ----------
    .. [1] Efron (1979), doi:10.1214/aos/1176344552
    .. [2] Field and Welsh (2007), doi:10.1111/j.1467-9868.2007.00593.x

    Examples
    --------
    >>> found = interval(np.mean, [0.0, 1.0] * 50)
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (0.5, 0.41, 0.59)
    """
    held = [np.asarray(each) for each in arrays]
    drawn = bootstrap(statistic, *held, groups=groups, draws=draws, seed=seed)
    low, high = bounds(drawn)
    return Interval(float(statistic(*held)), float(low), float(high))


def paired(
    statistic: Statistic,
    labels: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
    *more: ArrayLike,
    groups: ArrayLike | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Gain:
    """Return how much ``statistic(labels, a, *more)`` has over ``b``'s, drawn on the same rows.

    Two systems err on the same hard rows, so the interval of the difference is narrower, and
    truer, than two intervals laid side by side [1]_.

    Parameters
    ----------
    statistic : callable
        ``statistic(labels, scores, *more)`` to a float.
    labels, a, b, *more : array_like
        Shape ``(n,)``; ``more`` holds weights, where there are any.
    groups, draws, seed
        As in :func:`interval`.

    References
    ----------
    .. [1] Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 16,
       doi:10.1201/9780429246593

    Examples
    --------
    >>> from monitor.measures import auroc
    >>> labels, good, bad = [1, 0] * 20, [1.0, 0.0] * 20, [0.0, 0.0] * 20
    >>> paired(auroc, labels, good, bad)
    Gain(value=0.5, low=0.5, high=0.5, above=1.0)
    """

    def difference(labels: Any, a: Any, b: Any, *more: Any) -> float:  # noqa: ANN401 - drawn arrays
        return float(statistic(labels, a, *more) - statistic(labels, b, *more))

    held = [np.asarray(each) for each in (labels, a, b, *more)]
    drawn = bootstrap(difference, *held, groups=groups, draws=draws, seed=seed)
    low, high = bounds(drawn)
    known = drawn[~np.isnan(drawn)]
    above = (known > 0).mean() + (known == 0).mean() / 2 if len(known) else np.nan
    return Gain(difference(*held), float(low), float(high), float(above))


def bootstrap(
    statistic: Statistic,
    *arrays: ArrayLike,
    groups: ArrayLike | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> NDArray[np.float64]:
    """Return what the statistic is on each draw: shape ``(draws,)``, or ``(draws, k)``.

    Differences of its columns are paired. See :func:`interval`.

    Examples
    --------
    >>> bootstrap(lambda rows: rows.mean(axis=0), np.ones((9, 2)), draws=3).tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    """
    held = [np.asarray(each) for each in arrays]
    random = np.random.default_rng(seed)
    sizes = dict.fromkeys(len(each) for each in held)
    samples = {
        size: _resampled(groups if number == 0 else None, size, random)
        for number, size in enumerate(sizes)
    }
    drawn = []
    for _ in range(draws):
        rows = {size: next(sample) for size, sample in samples.items()}
        drawn.append(statistic(*(each[rows[len(each)]] for each in held)))
    return np.array(drawn, float)


def bounds(drawn: NDArray[np.float64]) -> tuple[Any, Any]:
    """Return the ends of the 95 % percentile interval of draws, column by column.

    Examples
    --------
    >>> bounds(np.array([np.nan, np.nan]))
    (nan, nan)
    """
    columns = drawn.reshape(len(drawn), -1)
    known = ~np.isnan(columns).all(axis=0)
    ends = np.full((2, columns.shape[1]), np.nan)
    if known.any():
        ends[:, known] = np.nanquantile(columns[:, known], (0.025, 0.975), axis=0)
    if drawn.ndim == 1:
        return float(ends[0, 0]), float(ends[1, 0])
    return ends[0].reshape(drawn.shape[1:]), ends[1].reshape(drawn.shape[1:])


def _resampled(groups: ArrayLike | None, size: int, random: np.random.Generator) -> Iterator[Rows]:
    """Yield rows drawn with replacement, whole groups at a time, without end."""
    if groups is None:
        while True:
            yield random.integers(0, size, size)
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    if group.shape != (size,):
        msg = f"groups must be of the rows' length, {size}"
        raise ValueError(msg)
    order = np.argsort(group, kind="stable")
    counts = np.bincount(group)
    starts = np.cumsum(counts) - counts
    while True:
        picked = random.integers(0, len(counts), len(counts))
        lengths = counts[picked]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        yield order[np.repeat(starts[picked], lengths) + within]
