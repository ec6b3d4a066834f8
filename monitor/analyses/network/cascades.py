"""How far single posts were carried, who carried them first, and how soon."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from monitor.analyses.network.concentration import DRAWS, centred
from monitor.analyses.network.data import (
    NO_TIME,
    NONE,
    Figure,
    Interactions,
    Real,
    Whole,
    joined,
    missing,
)
from monitor.measures.proportions import effective, median

__all__ = ["Cascades", "FirstMover", "cascades", "first_movers"]

FEWEST_AUTHORS = 10
"""Below which the largest hundredth of the posts has no interval."""
FEWEST = 3
"""Accounts that carried a post, below which nobody is called first."""


class Cascades(NamedTuple):
    """Posts that were carried further; arrays of shape ``(items,)``, largest first."""

    item: Whole
    author: Whole
    size: Whole
    """Distinct accounts that reposted or quoted it, in this data."""
    figures: tuple[Figure, ...]
    """``cascade_median, cascade_largest, cascade_top_1_percent`` (their share).

    The largest has no interval: it is a record of this data, and how much larger the next may be
    no sample tells [1]_.

    .. [1] Bickel and Freedman (1981), doi:10.1214/aos/1176345637
    """


class FirstMover(NamedTuple):
    """An account that was among the first to carry posts that others carried too."""

    account: int
    first: int
    """Posts of at least three carriers that it carried first, or in the same second as that."""
    carried: int
    """All such posts it carried."""
    delay: Figure
    """Median seconds from a post to this account's first repost or quote of it."""


def cascades(rows: Interactions, *, draws: int = DRAWS, seed: int = 7) -> Cascades:
    """Return the size of each cascade.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones.
    draws, seed : int
        Of the bootstrap of the share of the largest, which draws authors with all their posts.

    Notes
    -----
    O(n log n + draws x posts). Platforms say of a repost which post it repeats, not from whom
    somebody had it, so a cascade has a size here but no depth [1]_. The interval of the median
    counts authors, not posts: what one author posts is carried by the same people.

    References
    ----------
    .. [1] Goel et al. (2016), doi:10.1287/mnsc.2015.2158
    """
    names = ("cascade_median", "cascade_largest", "cascade_top_1_percent")
    known = rows.where(rows.item != NONE)
    if not len(known):
        why = "no_items" if len(rows) else "no_reposts"
        empty = np.zeros(0, np.int64)
        return Cascades(empty, empty, empty, tuple(missing(name, why) for name in names))
    first = known.where(_first_each(known))
    item, at, size = np.unique(first.item, return_index=True, return_counts=True)
    order = np.argsort(-size, kind="stable")
    size, author = size[order], first.target[at[order]]
    middle = median(size, effective(np.unique(author, return_counts=True)[1]))
    told = (
        Figure(names[0], *middle, over=len(size)),
        Figure(names[1], float(size[0]), over=len(size)),
        _largest(size, author, draws, seed),
    )
    return Cascades(item[order], author, size, told)


def _largest(size: Whole, author: Whole, draws: int, seed: int) -> Figure:
    """Return the share of the largest hundredth; of few authors without an interval.

    Parameters
    ----------
    size : numpy.ndarray
        Falling.
    author : numpy.ndarray
        Whose post it is.
    """
    name, most = "cascade_top_1_percent", int(np.ceil(len(size) / 100))
    value = float(size[:most].sum() / size.sum())
    _, whose = np.unique(author, return_inverse=True)
    authors = int(whose.max()) + 1
    if authors < FEWEST_AUTHORS:
        return Figure(name, value, over=len(size))
    random = np.random.default_rng(seed)
    drawn = np.empty(draws)
    for draw in range(draws):
        times = np.bincount(random.integers(0, authors, authors), minlength=authors)[whose]
        wanted = np.ceil(times.sum() / 100)
        taken = np.clip(wanted - (np.cumsum(times) - times), 0, times)
        drawn[draw] = (size * taken).sum() / max((size * times).sum(), 1)
    low, high = centred(value, drawn)
    return Figure(name, value, max(low, 0.0), min(high, 1.0), len(size))


def first_movers(rows: Interactions, top: int = 10) -> tuple[list[FirstMover], Figure]:
    """Return who is most often first to carry what others then carry, and the median delay of all.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones.
    top : int

    Returns
    -------
    movers : list of FirstMover
        Most often first on top, then the lower share of posts carried, then by account; empty
        where times or items are missing.
    delay : Figure
        ``delay_median``, seconds from a post to a repost or quote of it; its interval counts
        accounts, not reposts.

    Notes
    -----
    O(n log n). An early account is no cause: it may read the same news, and who was really first
    may not be in the data. Clocks that are only exact to the minute make ties; all who tie count.
    """
    why = _why_no_movers(rows)
    if why:
        return [], missing("delay_median", why)
    known = rows.where((rows.item != NONE) & (rows.time != NO_TIME))
    once = known.where(_first_each(known))
    delays = _delays(once)
    code, size = np.unique(once.item, return_inverse=True, return_counts=True)[1:]
    earliest = np.full(len(size), np.iinfo(np.int64).max)
    np.minimum.at(earliest, code, once.time)
    wide = size[code] >= FEWEST
    first = wide & (once.time == earliest[code])
    firsts = np.bincount(once.source[first], minlength=len(rows.accounts))
    carried = np.bincount(once.source[wide], minlength=len(rows.accounts))
    movers = np.flatnonzero(firsts)
    best = movers[np.lexsort((movers, carried[movers], -firsts[movers]))][:top]
    found = [
        FirstMover(who, int(firsts[who]), int(carried[who]), _delay(delays[once.source == who]))
        for who in best.tolist()
    ]
    return found, _delay(delays, once.source)


def _why_no_movers(rows: Interactions) -> str:
    if not len(rows):
        return "no_reposts"
    if (rows.item == NONE).all():
        return "no_items"
    return "no_times" if ((rows.time == NO_TIME) | (rows.item == NONE)).all() else ""


def _first_each(rows: Interactions) -> Whole:
    """Return the place of each account's first row on each item; an unknown time comes last."""
    late = np.where(rows.time == NO_TIME, np.iinfo(np.int64).max, rows.time)
    both = joined(rows.item, rows.source)
    order: Whole = np.lexsort((late, both))
    first: Whole = order[np.diff(both[order], prepend=-1) != 0]
    return first


def _delays(rows: Interactions) -> Real:
    """Return seconds since the post; NaN where its time is not known, or lies later."""
    known = (rows.born != NO_TIME) & (rows.time >= rows.born)
    return np.where(known, rows.time - np.where(known, rows.born, 0), np.nan)


def _delay(delays: Real, who: Whole | None = None) -> Figure:
    """Return the median; of several accounts with its interval."""
    given = ~np.isnan(delays)
    known = delays[given]
    if not len(known):
        return missing("delay_median", "no_post_times", len(delays))
    if who is None:
        return Figure("delay_median", float(np.median(known)), over=len(known))
    accounts = effective(np.unique(who[given], return_counts=True)[1])
    return Figure("delay_median", *median(known, accounts), over=len(known))
