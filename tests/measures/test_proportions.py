"""A share of counts with its interval."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from monitor.measures.proportions import wilson


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_it_is_what_scipy_says(counts):
    """The formula against another's, for any counts, none and all among them."""
    part, whole = counts
    theirs = binomtest(part, whole).proportion_ci(method="wilson")
    ours = wilson(part / whole, whole)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_of_nothing_nothing_can_be_said():
    """NaN, never a friendly number."""
    assert all(isnan(end) for end in wilson(0.0, 0))
