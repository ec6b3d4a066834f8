"""Rows drawn by lot among those a ranking does not show: the only way to see what it misses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Mixed", "mix"]

Claims = NDArray[np.int64]


class Mixed(NamedTuple):
    """The rows of a queue, those of the ranking and those of the lot among each other."""

    rows: Claims
    """In the order in which they are shown."""
    ranked: Claims
    """Those that the ranking put there."""
    drawn: Claims
    """Those drawn just now."""
    probability: float
    """How likely each claim of the pool was to be; 0 where nothing was drawn."""


def mix(
    ranking: Claims,
    *,
    top: int,
    share: float,
    waiting: Claims,
    seen: Claims,
    seed: tuple[int, ...],
) -> Mixed:
    """Show the first claims of a ranking, and a share of others drawn by lot.

    Parameters
    ----------
    ranking : array of int, shape (n,)
        Every claim that is still open, the best first.
    top : int
        How many rows there are.
    share : float, 0 to 1
        Of the rows, those for the lot: rounded, at least one unless it is 0.
    waiting : array of int
        Claims drawn before, the earliest first: they keep their rows until somebody judged them,
        so that looking twice draws nothing new.
    seen : array of int
        Claims that a ranking or a lot has shown: they are in no pool any more.
    seed : tuple of int
        Of the draw. Another draw takes another.

    Returns
    -------
    Mixed
        Every claim of the pool had the same probability, whatever its rank.

    Examples
    --------
    >>> none = np.array([], np.int64)
    >>> mixed = mix(np.arange(100), top=10, share=0.1, waiting=none, seen=none, seed=(7, 0))
    >>> mixed.ranked.tolist(), len(mixed.drawn), round(1 / mixed.probability)
    ([0, 1, 2, 3, 4, 5, 6, 7, 8], 1, 91)
    """
    slots = min(top, max(1, round(share * top))) if share else 0
    rest = ranking[top - slots :]
    kept = waiting[np.isin(waiting, rest)][:slots]
    pool = rest[~np.isin(rest, seen)] if slots > len(kept) else rest[:0]
    count = min(slots - len(kept), len(pool))
    lot = np.random.default_rng([*seed])
    drawn = np.sort(pool[lot.choice(len(pool), count, replace=False)]) if count else pool[:0]
    others = np.concatenate([kept, drawn])
    filling = rest[: 2 * slots]
    filling = filling[~np.isin(filling, others)][: slots - len(others)]
    ranked = np.concatenate([ranking[: top - slots], filling])
    rows = _among(ranked, others, seed[0])
    return Mixed(rows, ranked, drawn, count / len(pool) if count else 0.0)


def _among(ranked: Claims, others: Claims, seed: int) -> Claims:
    """Put others at places drawn by lot: the same ones, as long as the rows are the same."""
    count = len(ranked) + len(others)
    lot = np.random.default_rng([seed, *others.tolist()])
    places = lot.choice(count, len(others), replace=False)
    rows = np.empty(count, np.int64)
    is_other = np.zeros(count, bool)
    is_other[places] = True
    rows[is_other], rows[~is_other] = others, ranked
    return rows
