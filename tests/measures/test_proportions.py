"""A share of counts, and a median, with their intervals."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from monitor.measures.proportions import effective, median, wilson


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_it_is_what_scipy_says(counts):
    """The formula against another's, for any counts, none and all among them."""
    part, whole = counts
    theirs = binomtest(part, whole).proportion_ci(method="wilson")
    ours = wilson(part / whole, whole)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(st.floats(0, 1), st.floats(1e-3, 1e12))
@example(0.0, 20)
@example(1.0, 7)
def test_the_share_lies_in_its_interval_and_both_between_none_and_all(share, count):
    """To the last digit: of none the low end is 0, not 5.6e-17, and of all the high end 1."""
    value, low, high = wilson(share, count)
    assert 0 <= low <= value <= high <= 1


def test_of_nothing_nothing_can_be_said():
    """NaN, never a friendly number."""
    assert all(isnan(end) for end in (*wilson(0.0, 0), *median([], 0), *median([1.0], 0)))


SIZES = st.lists(st.integers(1, 1_000), min_size=1, max_size=60)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.floats(1, 60), st.floats(1, 60))
def test_a_median_lies_in_its_interval_which_fewer_observations_only_widen(values, one, other):
    """Its ends are values that were seen, never beyond the least and the largest."""
    narrow, wide = median(values, max(one, other)), median(values, min(one, other))
    assert narrow.low <= narrow.value <= narrow.high
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high
    assert {narrow.low, narrow.high} <= set(values)


@pytest.mark.parametrize("alike", [1, 10], ids=["each its own", "ten alike"])
def test_of_a_hundred_intervals_95_hold_the_median(alike):
    """Of exponential values, also where groups of ten say the same: counted as groups."""
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        values = np.repeat(random.exponential(size=40), alike)
        _, low, high = median(values, effective(np.full(40, alike)))
        hits += low <= np.log(2) <= high
    assert 0.93 <= hits / 400 <= 0.99


@given(SIZES)
def test_groups_tell_no_more_than_there_are_and_no_less_than_one(sizes):
    """Of one size they are as many as there are; a large one makes the others count less."""
    assert 1 - 1e-9 <= effective(sizes) <= len(sizes) + 1e-9
    assert effective([sizes[0]] * len(sizes)) == pytest.approx(len(sizes))
    assert effective([*sizes, 10**9]) == pytest.approx(1, abs=0.01)
