"""From pairs to p and q: what is asked, in which families, and where smoothing may speak.

Smoothing assumes something, so it does not decide whether there is anything to see. A community is
*anchored* if a test that assumes nothing finds it, of its pairs or of its gatherings; which of its
pairs are in step is then asked with smoothing. Of the other pairs only those are smoothed of which
one account has an edge without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.families import communities, count_tests, without_times
from monitor.analyses.coordination.gatherings import gathered
from monitor.analyses.coordination.levels import simes, within_families
from monitor.analyses.coordination.line import Line, Whole
from monitor.analyses.coordination.null import Chances, chances, configuration, shuffle
from monitor.analyses.coordination.pairs import Pairs

__all__ = ["Asked", "Told", "tried"]

Real = NDArray[np.float64]


class Asked(NamedTuple):
    """What is put on trial."""

    line: Line
    widths: Sequence[int]
    """Windows, ascending, in units of the line, of which ``ticks`` are a second."""
    ticks: int
    found: Pairs
    apart: NDArray[np.bool_]
    """By account."""
    reaction: float | None
    """Seconds."""
    anchored: bool


class Told(NamedTuple):
    """By pair, but for the last two."""

    weight: NDArray[np.int32]
    window: NDArray[np.int32]
    expected: Real
    p: Real
    p_exact: Real
    q: Real
    unanchored: Whole
    """The community of a pair that smoothing alone would find there; -1 of all others."""
    tests: Real
    accounts: int


class _Best(NamedTuple):
    """In the window that is the least likely."""

    window: NDArray[np.int32]
    expected: Real
    p: Real


class _Families(NamedTuple):
    """Which family each pair is in; the last two are all other pairs, and those set apart."""

    of: Whole
    community: Whole
    """By account."""
    tests: Real
    exact: Real
    """Tests, nothing smoothed."""


def tried(asked: Asked, q: float) -> Told:
    """Return the p and the q of each pair; ``q`` only tells which communities lack an anchor.

    Notes
    -----
    A community's exact p is ``min(1, 2 min(Simes, gatherings))``: the pairs' exact p, and
    :func:`~monitor.analyses.coordination.gatherings.gathered`.
    """
    line, found = asked.line, asked.found
    of = [
        chances(line, width, seconds=width / asked.ticks, reaction=asked.reaction)
        for width in asked.widths
    ]
    plain = [each._replace(ceiling=np.ones_like(each.ceiling)) for each in of]
    families, accounts = _families(asked, _least(of), _least(plain))
    exact = used = _best(asked, plain, np.arange(len(found.a)))
    unanchored = np.full(len(found.a), -1)
    if asked.reaction is None:
        level = _levels(exact.p, families.of, families.tests)
    elif not asked.anchored:
        used = _best(asked, of, np.arange(len(found.a)))
        level = _levels(used.p, families.of, families.tests)
    else:
        entry = _entry(asked, plain, families, exact.p)
        floor = _floor(asked, families, _levels(exact.p, families.of, families.exact, entry))
        rows = np.flatnonzero(floor < 1)
        used = _replaced(exact, rows, _best(asked, of, rows))
        level = np.maximum(_levels(used.p, families.of, families.tests, entry), floor)
        alone = _levels(used.p, families.of, families.tests) <= q
        alone &= families.of < len(families.tests) - 2
        alone &= ~np.isin(families.of, families.of[level <= q])
        unanchored[alone] = families.of[alone]
    weight = found.weights[np.arange(len(found.a)), used.window]
    return Told(weight, *used, exact.p, level, unanchored, families.tests[:-1], accounts)


def _families(asked: Asked, least: Real, least_exact: Real) -> tuple[_Families, int]:
    """Draw the families up; also return how many accounts there are."""
    found, apart = asked.found, asked.apart
    known = without_times(asked.line)
    community = communities(known, len(apart), apart)
    active = np.bincount(asked.line.accounts, minlength=len(apart)) > 0
    accounts, shown = int(active.sum()), int((active & ~apart).sum())
    possible, others = accounts * (accounts - 1) / 2, shown * (shown - 1) / 2
    tests, exact = (
        np.append(count_tests(known, community, each, others).tests, possible - others)
        for each in (least, least_exact)
    )
    family = np.full(len(found.a), len(tests) - 2)
    inside = (community[found.a] == community[found.b]) & (community[found.a] >= 0)
    family[inside] = community[found.a[inside]]
    if len(apart):
        family[apart[found.a] | apart[found.b]] = len(tests) - 1
    return _Families(family, community, tests, exact), accounts


def _levels(p: Real, family: Whole, tests: Real, entry: Real | None = None) -> Real:
    """Return q; pairs set apart are judged by themselves, so that outlets vouch for nobody."""
    q, out = np.ones(len(p)), family == len(tests) - 1
    q[~out] = within_families(
        p[~out], family[~out], tests[:-1], None if entry is None else entry[:-1]
    )
    q[out] = within_families(
        p[out], family[out] * 0, tests[-1:], None if entry is None else entry[-1:]
    )
    return q


def _entry(asked: Asked, plain: Sequence[Chances], families: _Families, p: Real) -> Real:
    """Return the p of each family that assumes nothing."""
    entry = simes(p, families.of, families.exact)[1]
    together = [
        gathered(asked.line, width, each, families.community)
        for width, each in zip(asked.widths, plain, strict=True)
    ]
    least = np.minimum(np.min(together, axis=0) * len(together), entry[:-2])
    entry[:-2] = np.minimum(2 * least, 1.0)
    return entry


def _floor(asked: Asked, families: _Families, exact: Real) -> Real:
    """Return the lowest q that smoothing may give: beside communities, that of an edge at hand."""
    floor = np.zeros(len(exact))
    for family in (len(families.tests) - 2, len(families.tests) - 1):
        rows = np.flatnonzero(families.of == family)
        a, b = asked.found.a[rows], asked.found.b[rows]
        anchor = np.ones(len(asked.apart))
        np.minimum.at(anchor, a, exact[rows])
        np.minimum.at(anchor, b, exact[rows])
        floor[rows] = np.minimum(anchor[a], anchor[b])
    return floor


def _best(asked: Asked, of: Sequence[Chances], rows: Whole) -> _Best:
    """Test some pairs in each window; several windows are paid for."""
    a, b = asked.found.a[rows], asked.found.b[rows]
    degrees = np.bincount(asked.line.accounts, minlength=len(asked.apart))
    best = _Best(np.zeros(len(a), np.int32), np.zeros(len(a)), np.full(len(a), np.inf))
    for place, (width, each) in enumerate(zip(asked.widths, of, strict=True)):
        weights = asked.found.weights[rows, place]
        by_shuffle = shuffle(asked.line, width, each, a, b, weights)
        by_activity = configuration(degrees, each.meetings, a, b, weights)
        p = np.minimum(np.maximum(by_shuffle.p, by_activity) * len(of), 1.0)
        lower = np.flatnonzero(p < best.p)
        window = np.full(len(lower), place, np.int32)
        best = _replaced(best, lower, _Best(window, by_shuffle.expected[lower], p[lower]))
    return best


def _replaced(best: _Best, rows: Whole, by: _Best) -> _Best:
    window, expected, p = best.window.copy(), best.expected.copy(), best.p.copy()
    window[rows], expected[rows], p[rows] = by
    return _Best(window, expected, p)


def _least(of: Sequence[Chances]) -> Real:
    """Return the least chance to meet, by object: that of the narrowest window."""
    return np.minimum(of[0].chance, of[0].ceiling)
