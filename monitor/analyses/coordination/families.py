"""Families of tests, drawn up without a look at when anybody shared anything.

Accounts that share the same rare objects, at whatever times, form a community. Each community's
pairs are one family of tests, all other possible pairs another. Whoever asks whether two accounts
of a community act at once asks hundreds of questions, not billions; and since times had no part in
it, chance cannot have chosen the questions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.levels import adjusted
from monitor.analyses.coordination.line import Line, Whole, line_up
from monitor.analyses.coordination.pairs import meeting_pairs

__all__ = ["Families", "communities", "count_tests", "without_times"]

LARGEST = 300
"""Accounts above which a community is cut finer, as long as that helps."""
ATTAINABLE = 0.05
"""A pair whose p could not be this low, had it met in every object, is no test at all."""

_TIERS = (30, 100)  # sharers of an object up to which it counts as rare
_CUTS = (1e-3, 1e-6, 1e-9, 1e-12, 1e-18)
_JOINS = 0.3
_MEETINGS = 60_000_000  # pairs of sharers of rare objects that are looked at

Real = NDArray[np.float64]


class Families(NamedTuple):
    """Which community each account is in, and how many tests each family has."""

    community: Whole
    """By account; -1: none."""
    tests: Real
    """By community, then of all other pairs: the last."""


class _Known(NamedTuple):
    """Who shared what, once each."""

    objects: Whole
    accounts: Whole


def without_times(line: Line) -> _Known:
    """Return each pair of object and account once."""
    width = np.int64(line.accounts.max(initial=0)) + 1
    both = np.sort(line.objects * width + line.accounts)
    both = both[np.diff(both, prepend=-1) != 0]
    return _Known(both // width, both % width)


def communities(known: _Known, accounts: int, apart: NDArray[np.bool_]) -> Whole:
    """Put accounts that share surprisingly many of the same rare objects into one community.

    Parameters
    ----------
    known : _Known
        From :func:`without_times`.
    accounts : int
        How many there are.
    apart : numpy.ndarray
        By account: True for those that are in no community.

    Returns
    -------
    numpy.ndarray
        By account: its community, numbered by first member, or -1.

    Notes
    -----
    Two accounts are linked if they have at least two objects of at most 30, or of at most 100,
    sharers in common and the Poisson tail of that, given how much each shares and how popular
    objects are [1]_, passes Benjamini-Hochberg over all pairs at 0.001. Connected accounts are a
    community; one of more than 300 is cut again at 1e-6, 1e-9, ... It only says which
    questions are asked together, so a poor choice costs power, not truth.

    References
    ----------
    .. [1] Neal (2014), doi:10.1016/j.socnet.2014.06.001

    Examples
    --------
    >>> known = _Known(np.repeat(np.arange(9), 2), np.tile([0, 4], 9))
    >>> communities(known, 5, np.zeros(5, bool)).tolist()
    [-1, -1, -1, -1, -1]
    """
    a, b, q = _links(known, accounts, apart)
    return _joined(_cut(a, b, q, accounts), a, b, q)


def _links(known: _Known, accounts: int, apart: NDArray[np.bool_]) -> tuple[Whole, Whole, Real]:
    from scipy.special import gammainc

    popular = np.bincount(known.objects)
    degree = np.bincount(known.accounts, minlength=accounts).astype(float)
    total, everybody = max(len(known.objects), 1), float((degree > 0).sum())
    found: list[tuple[Whole, Whole, Real]] = []
    for tier in _rare(popular):
        rows = (popular[known.objects] <= tier) & ~apart[known.accounts]
        here = known.objects[rows], known.accounts[rows], np.zeros(int(rows.sum()), np.int64)
        common = meeting_pairs(line_up(*here, window=0), [0], min_weight=2)
        mean = (popular[popular <= tier].astype(float) ** 2).sum() / total / total
        mean = degree[common.a] * degree[common.b] * mean
        found.append((common.a, common.b, gammainc(common.weights[:, 0], mean) * len(_TIERS)))
    a, b, p = (np.concatenate(column) for column in zip(*found, strict=True))
    return a, b, adjusted(p, everybody * (everybody - 1) / 2)


def _rare(popular: Whole) -> list[int]:
    """Return the tiers, lowered where there are too many rare objects to look at all pairs."""
    by_size = np.bincount(popular, minlength=_TIERS[-1] + 1)[: _TIERS[-1] + 1].astype(float)
    sizes = np.arange(len(by_size))
    room = (
        int(np.searchsorted(np.cumsum(by_size * sizes * (sizes - 1) / 2), _MEETINGS, "right")) - 1
    )
    return sorted({max(min(tier, room), 2) for tier in _TIERS})


def _cut(a: Whole, b: Whole, q: Real, accounts: int) -> Whole:
    """Connect accounts by their links; cut what is too large by keeping surer links."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    community, named = np.full(accounts, -1), 0
    open_ = np.ones(accounts, bool)
    for cut in _CUTS:
        use = (q <= cut) & open_[a] & open_[b]
        if not use.any():
            break
        graph = coo_array(
            (np.ones(int(use.sum()), np.int8), (a[use], b[use])), shape=(accounts,) * 2
        )
        label = connected_components(graph.tocsr(), directed=False)[1]
        size = np.bincount(label)[label]
        last = cut == _CUTS[-1]
        done = open_ & (size > 1) & ((size <= LARGEST) | last)
        _, first, which = np.unique(label[done], return_index=True, return_inverse=True)
        community[done] = named + np.argsort(np.argsort(first))[which]
        named += len(first)
        open_ &= (size > LARGEST) & ~done
    return community


def _joined(community: Whole, a: Whole, b: Whole, q: Real) -> Whole:
    """Let accounts without a community join that of their surest link, if it is sure enough."""
    near = (q <= _JOINS) & ((community[a] < 0) != (community[b] < 0))
    lone = np.where(community[a] < 0, a, b)[near]
    there = np.maximum(community[a], community[b])[near]
    order = np.lexsort((there, q[near], lone))
    lone, there = lone[order], there[order]
    first = np.flatnonzero(np.diff(lone, prepend=-1))
    community = community.copy()
    community[lone[first]] = there[first]
    return community


def count_tests(known: _Known, community: Whole, chance: Real, others: float) -> Families:
    """Count the tests of each family.

    Parameters
    ----------
    known : _Known
        From :func:`without_times`.
    community : numpy.ndarray
        From :func:`communities`.
    chance : numpy.ndarray
        By object: the least chance to meet there that any pair is given.
    others : float
        How many pairs are possible in all.

    Notes
    -----
    In a community of at most 300 a pair counts if the product of its common objects' chances is
    at most ``ATTAINABLE``: it could have been significant [1]_. Objects' times enter, but not who
    shared when, which is all that a shuffle leaves to chance.

    References
    ----------
    .. [1] Tarone (1990), doi:10.2307/2531456
    """
    from scipy.sparse import coo_array

    count = int(community.max(initial=-1)) + 1
    tests = np.zeros(count + 1)
    size = np.bincount(community[community >= 0], minlength=count).astype(float)
    tests[:-1] = size * (size - 1) / 2
    tests[-1] = max(others - tests[:-1].sum(), 1)
    member = community[known.accounts] >= 0
    objects, people = known.objects[member], known.accounts[member]
    order = np.argsort(community[people], kind="stable")
    objects, people = objects[order], people[order]
    ends = np.searchsorted(community[people], np.arange(count + 1))
    surprise = -np.log(np.clip(chance, 1e-12, 1.0))
    for each in np.flatnonzero(size <= LARGEST):
        rows = slice(ends[each], ends[each + 1])
        _, who = np.unique(people[rows], return_inverse=True)
        _, what = np.unique(objects[rows], return_inverse=True)
        shared = coo_array((np.ones(len(who)), (who, what))).tocsr()
        worth = coo_array((surprise[objects[rows]], (who, what))).tocsr()
        best = (worth @ shared.T).toarray()
        able = int((best[np.triu_indices(len(best), 1)] >= -np.log(ATTAINABLE)).sum())
        tests[each] = max(able, 1)
    return Families(community, tests)
