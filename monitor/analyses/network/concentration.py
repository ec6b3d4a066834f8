"""How few accounts do, or get, how much of the amplification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from monitor.analyses.network.data import (
    Figure,
    Interactions,
    Real,
    Sparse,
    Whole,
    graph_of,
    missing,
)

__all__ = ["DRAWS", "FEWEST", "centred", "concentration", "gini", "shift", "top_share"]

DRAWS = 300
FEWEST = 10
"""Accounts below which nothing is said of concentration: of nine, ten hold everything."""


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the Gini coefficient of counts over 0: 0 if all are equal, near 1 if one has all.

    Parameters
    ----------
    values : array_like, shape (n,)
    weights : array_like of int, shape (n,), optional
        How many accounts have each value; a bootstrap draws these.

    Notes
    -----
    O(n log n). Twice the area between the Lorenz curve and the diagonal [1]_. Accounts that did
    nothing are not known, so they are never counted.

    References
    ----------
    .. [1] Gastwirth (1972), doi:10.2307/1937992

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 8])
    (0.0, 0.0)
    >>> round(gini([1, 1, 1, 97]), 2)
    0.72
    """
    return _gini(*_sorted(values, weights))


def _gini(of: Real, many: Real) -> float:
    count, total = many.sum(), (of * many).sum()
    if not total:
        return float("nan")
    held = np.cumsum(of * many)
    area = (many * (held - of * many / 2)).sum() / (count * total)
    return float(max(1 - 2 * area, 0.0))


def top_share(values: ArrayLike, top: float, weights: ArrayLike | None = None) -> float:
    """Return which share of all the ``top`` accounts with most hold.

    Parameters
    ----------
    values, weights
        As in :func:`gini`.
    top : float
        How many accounts, at least one; under 1 it is a share of them. Of an account that is in
        it by half, half is counted, so that nothing jumps at the hundredth account.

    Examples
    --------
    >>> top_share([1, 1, 1, 7], 1), top_share([1] * 99 + [101], 0.01)
    (0.7, 0.505)
    """
    return _top_share(*_sorted(values, weights), top)


def _top_share(of: Real, many: Real, top: float) -> float:
    total = (of * many).sum()
    if not total:
        return float("nan")
    wanted = max(top * many.sum(), 1.0) if top < 1 else top
    of, many = of[::-1], many[::-1]
    before = np.cumsum(many) - many
    taken = np.clip(wanted - before, 0, many)
    return float((of * taken).sum() / total)


class _Side(NamedTuple):
    name: str
    drawn: Iterator[tuple[Real, Real]]
    values: Real


def concentration(rows: Interactions, *, draws: int = DRAWS, seed: int = 7) -> list[Figure]:
    """Return Gini, share of the top 1 % and of the top 10, of amplifiers and of the amplified.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones, of one entity.
    draws, seed : int
        Of the bootstrap, which draws amplifying accounts with all they did [1]_.

    Returns
    -------
    list of Figure
        ``gini_made, top_1_percent_made, top_10_made`` (over amplifiers, by how much each did) and
        the same ``..._got`` (over amplified accounts, by how much each got).

    Notes
    -----
    O(draws x edges). A draw leaves out a third of the accounts, and with them whoever only they
    amplified; so the draws' spread is kept but centred on the value itself. Interactions within
    an account are not independent, which is why accounts are drawn and not interactions.

    References
    ----------
    .. [1] Field and Welsh (2007), doi:10.1111/j.1467-9868.2007.00593.x
    """
    graph = graph_of(rows)
    made = np.asarray(graph.sum(axis=1), float)
    did = np.flatnonzero(made)
    got = np.asarray(graph.sum(axis=0), float)
    got = got[got > 0]
    random = np.random.default_rng(seed)
    sides = (
        _Side("made", _of_amplifiers(made[did], draws, random), made[did]),
        _Side("got", _of_amplified(graph[did], draws, random), got),
    )
    return [figure for side in sides for figure in _figures(side, len(did))]


def shift(
    before: Interactions, after: Interactions, *, draws: int = DRAWS, seed: int = 7
) -> Figure:
    """Return by how much the Gini over amplifiers changed from one phase to another.

    The bootstrap draws accounts with what they did in both, so an account that is active in both
    does not count as two.
    """
    sizes = (np.bincount(each.source, minlength=len(each.accounts)) for each in (before, after))
    one, two = (each.astype(float) for each in sizes)
    either = np.flatnonzero(one + two)
    one, two = one[either], two[either]
    least = min(int((one > 0).sum()), int((two > 0).sum()))
    if least < FEWEST:
        return missing("gini_change", "few_accounts", least)
    random = np.random.default_rng(seed)
    value = gini(two) - gini(one)
    cells, many = np.unique(np.column_stack([one, two]), axis=0, return_counts=True)
    drawn = np.array(
        [
            gini(cells[:, 1], weights) - gini(cells[:, 0], weights)
            for weights in random.multinomial(len(either), many / len(either), draws)
        ]
    )
    low, high = centred(value, drawn)
    return Figure("gini_change", value, max(low, -1.0), min(high, 1.0), len(either))


def _figures(side: _Side, amplifiers: int) -> Iterator[Figure]:
    names = (f"gini_{side.name}", f"top_1_percent_{side.name}", f"top_10_{side.name}")
    least = min(len(side.values), amplifiers)
    if least < FEWEST:
        why = "few_accounts" if least else "no_reposts"
        yield from (missing(name, why, least) for name in names)
        return
    one_percent = max(len(side.values) / 100, 1.0)
    drawn = np.array([_three(values, many, one_percent) for values, many in side.drawn])
    values = _three(side.values, None, one_percent)
    for name, value, column in zip(names, values, drawn.T, strict=True):
        low, high = centred(value, column)
        yield Figure(name, value, max(low, 0.0), min(high, 1.0), len(side.values))


def _three(values: Real, weights: Real | None, one_percent: float) -> tuple[float, float, float]:
    """Return the figures; how many accounts are 1 % stays as it was before any were drawn."""
    of, many = _sorted(values, weights)
    return _gini(of, many), _top_share(of, many, one_percent), _top_share(of, many, 10)


def _of_amplifiers(
    made: Real, draws: int, random: np.random.Generator
) -> Iterator[tuple[Real, Real]]:
    """Yield draws of accounts as multiplicities of the distinct counts, which are few."""
    values, many = np.unique(made, return_counts=True)
    for _ in range(draws):
        yield values, random.multinomial(len(made), many / len(made)).astype(float)


def _of_amplified(
    graph: Sparse, draws: int, random: np.random.Generator
) -> Iterator[tuple[Real, Real]]:
    """Yield what each amplified account gets from a draw of amplifiers."""
    gets = graph.T.tocsr()
    for _ in range(draws):
        got = (gets @ _drawn(graph.shape[0], random)).astype(np.int64)
        many = np.bincount(got)
        values = np.flatnonzero(many[1:]) + 1
        yield values.astype(float), many[values].astype(float)


def _drawn(count: int, random: np.random.Generator) -> Real:
    return np.bincount(random.integers(0, count, count), minlength=count).astype(float)


def centred(value: float, drawn: Real) -> tuple[float, float]:
    """Return the ends of the draws' middle 95 %, moved so that they lie around the value itself."""
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, (0.025, 0.975)) - known.mean()
    return value + float(low), value + float(high)


def _sorted(values: ArrayLike, weights: ArrayLike | None) -> tuple[Real, Real]:
    """Return values over 0 in order, with their weights."""
    of = np.asarray(values, float)
    many = np.ones(len(of)) if weights is None else np.asarray(weights, float)
    kept: NDArray[np.bool_] = (of > 0) & (many > 0)
    of, many = of[kept], many[kept]
    order: Whole = np.argsort(of, kind="stable")
    return of[order], many[order]
