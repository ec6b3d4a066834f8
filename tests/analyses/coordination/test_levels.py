"""Many tests at once: no more false finds than the level says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses.coordination.levels import adjusted, within_families

some_p = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def by_hand(p, family, tests, level):
    """Benjamini and Bogomolov, as written: families by Simes, then members at level R / F."""
    simes = np.ones(len(tests))
    for each, count in enumerate(tests):
        mine = np.sort(p[family == each])
        if len(mine):
            simes[each] = min(1, (mine * count / np.arange(1, len(mine) + 1)).min())
    chosen = adjusted(simes, len(tests)) <= level
    inside = level * chosen.sum() / len(tests)
    return np.array(
        [
            chosen[each] and adjusted(p[family == each], tests[each])[
                np.flatnonzero(family == each).tolist().index(row)
            ] <= inside
            for row, each in enumerate(family)
        ]
    )  # fmt: skip


@given(some_p, st.integers(1, 4), st.floats(0.001, 0.5), st.randoms(use_true_random=False))
def test_q_is_the_lowest_level_at_which_a_test_is_found(p, families, level, random):
    """Found at a level exactly where the two steps, done by hand at that level, find it."""
    p = np.array(p)
    family = np.array([random.randrange(families) for _ in p])
    tests = np.bincount(family, minlength=families) + float(random.randrange(3))
    q = within_families(p, family, np.maximum(tests, 1))
    # Not on the line itself, where the last bit decides.
    off = np.abs(q - level) > 1e-9
    found = by_hand(p, family, np.maximum(tests, 1), level)
    assert ((q <= level) == found)[off].all()


def test_members_are_found_only_where_their_family_is():
    """With a p of its own a family keeps its members' q at its own q or above."""
    p, family = np.array([1e-9, 0.02, 1e-9]), np.array([0, 0, 1])
    q = within_families(p, family, np.array([2.0, 1.0]), np.array([1e-4, 0.7]))

    assert q.tolist() == pytest.approx([2e-4, 0.04, 0.7])


def test_where_nothing_is_true_little_is_found():
    """Anything at all is found in at most 5 % of the worlds without a truth, families or not."""
    random = np.random.default_rng(8)
    family = np.repeat(np.arange(10), 30)
    worlds = [
        (within_families(random.random(300), family, np.full(10, 30.0)) <= 0.05).any()
        for _ in range(600)
    ]
    assert np.mean(worlds) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 600)


def test_tests_that_were_not_computed_count():
    """One p of 0.01 is nothing among a million tests."""
    assert adjusted(np.array([0.01]), 1e6).tolist() == [1.0]
    assert adjusted(np.array([1e-9]), 1e6)[0] == pytest.approx(1e-3)
