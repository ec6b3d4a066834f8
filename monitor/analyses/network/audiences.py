"""Who amplifies posts about two candidates, or about one in two phases."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from monitor.analyses.network.concentration import DRAWS, FEWEST, shift
from monitor.analyses.network.data import NONE, Figure, Interactions, Whole, missing
from monitor.measures.proportions import wilson

__all__ = ["Overlap", "PhaseChange", "between_phases", "jaccard", "overlaps"]


class Overlap(NamedTuple):
    """How many accounts amplify posts about both of two entities."""

    a: int
    b: int
    only_a: int
    only_b: int
    both: int
    share: Figure
    """``jaccard``: of the accounts that amplify posts about either."""


class PhaseChange(NamedTuple):
    """What changed from one phase to the next in which there is anything."""

    before: int
    after: int
    amplifications: tuple[int, int]
    amplifiers: tuple[int, int]
    kept: Figure
    """``jaccard`` of the amplifiers of both phases."""
    gini: Figure
    """``gini_change`` over amplifiers."""


def jaccard(only_a: int, only_b: int, both: int) -> Figure:
    """Return the share of accounts in both groups among those in either, with its interval.

    Jaccard's coefficient [1]_. Each account of either group is in both or not, so the interval is
    that of a share [2]_: it has a width where none or all are common, too.

    References
    ----------
    .. [1] Jaccard (1901), doi:10.5169/seals-266450
    .. [2] Wilson (1927), doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> found = jaccard(40, 40, 20)
    >>> found.value, found.low < 0.2 < found.high
    (0.2, True)
    >>> jaccard(10, 10, 0).high > 0.1
    True
    """
    either = only_a + only_b + both
    if min(only_a, only_b) + both < FEWEST:
        return missing("jaccard", "few_accounts", either)
    return Figure("jaccard", *wilson(both / either, either), over=either)


def overlaps(rows: Interactions) -> list[Overlap]:
    """Return, for each two entities, how many accounts amplify posts about both.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones.

    Notes
    -----
    O(n log n + entities^2 x accounts). It is said *about* whom a post speaks, never for whom: a
    high overlap may be people who compare the two.
    """
    held = [np.unique(rows.source[rows.entity == each]) for each in range(len(rows.entities))]
    found = []
    for a, b in combinations(range(len(held)), 2):
        both = len(np.intersect1d(held[a], held[b], assume_unique=True))
        only_a, only_b = len(held[a]) - both, len(held[b]) - both
        share = jaccard(only_a, only_b, both)
        found.append(Overlap(a, b, only_a, only_b, both, share))
    return found


def between_phases(rows: Interactions, *, draws: int = DRAWS, seed: int = 7) -> list[PhaseChange]:
    """Return the changes between phases, in the order of the calendar.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones of one entity.

    Notes
    -----
    Counts of two phases are compared as they are: phases differ in length, and a crawl may have
    seen one better than the other.
    """
    phases = [each for each in range(len(rows.phases)) if (rows.phase == each).any()]
    changes = []
    for before, after in pairwise(phases):
        one, two = rows.in_phase(before), rows.in_phase(after)
        changes.append(
            PhaseChange(
                before,
                after,
                (len(one), len(two)),
                (len(np.unique(one.source)), len(np.unique(two.source))),
                _kept(one.source, two.source),
                shift(one, two, draws=draws, seed=seed),
            )
        )
    return changes


def why_no_phases(rows: Interactions) -> str:
    """Return why there is nothing to compare, or nothing."""
    known = np.unique(rows.phase[rows.phase != NONE])
    return "network.one_phase" if len(known) == 1 else "" if len(known) else "network.no_phases"


def _kept(one: Whole, two: Whole) -> Figure:
    before, after = np.unique(one), np.unique(two)
    both = len(np.intersect1d(before, after, assume_unique=True))
    return jaccard(len(before) - both, len(after) - both, both)
