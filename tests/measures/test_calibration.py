"""Whether probabilities can be believed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from monitor.measures import brier, calibration_error, reliability

rows = st.lists(
    st.tuples(
        st.booleans(), st.floats(0, 1, allow_subnormal=False), st.sampled_from([0.5, 1.0, 3.0])
    ),
    min_size=1,
    max_size=60,
)


def arrays(each):
    labels, said, weights = zip(*each, strict=True)
    return np.array(labels, int), np.array(said), np.array(weights)


@given(rows)
def test_the_brier_score_is_scikit_learns(each):
    """With weights, also where all labels are alike."""
    labels, said, weights = arrays(each)
    theirs = brier_score_loss(labels, said, sample_weight=weights, pos_label=1, labels=[0, 1])
    assert brier(labels, said, weights) == pytest.approx(theirs)


def test_bins_of_equal_width_are_scikit_learns():
    """Said and so of each bin agree with the reference, and so does the error made of them."""
    random = np.random.default_rng(7)
    said = random.random(500)
    labels = random.random(500) < said**2
    so, mean = calibration_curve(labels, said, n_bins=10, strategy="uniform")
    table = reliability(labels, said, equal="width")
    assert [each.so for each in table] == pytest.approx(so)
    assert [each.said for each in table] == pytest.approx(mean)
    share = np.array([each.rows for each in table]) / 500
    error = calibration_error(labels, said, equal="width")
    assert error == pytest.approx((share * np.abs(so - mean)).sum())


def test_bins_of_equal_mass_hold_equally_many_rows():
    """Where most rows are said to lie near 0, equal width would hide how those near 0 differ."""
    said = np.random.default_rng(7).random(500) ** 6
    assert [each.rows for each in reliability(said > 0.5, said)] == [50] * 10


@given(rows, st.sampled_from(["mass", "width"]))
def test_the_table_and_the_error_tell_the_same(each, equal):
    """The error is the mean gap over the printed bins; every row is in one bin."""
    labels, said, weights = arrays(each)
    table = reliability(labels, said, weights, equal=equal)
    assert sum(line.rows for line in table) == len(labels)
    gap = sum(line.weight * abs(line.so - line.said) for line in table) / weights.sum()
    assert calibration_error(labels, said, weights, equal=equal) == pytest.approx(gap)
    assert all(line.low - 1e-9 <= line.said <= line.high + 1e-9 for line in table)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(each, random):
    """Equal probabilities share a bin, so no shuffle moves a row."""
    mixed = random.sample(each, len(each))
    for measure in (brier, calibration_error):
        assert measure(*arrays(mixed)) == pytest.approx(measure(*arrays(each)))


def test_honest_probabilities_have_a_small_error_and_boasts_a_large_one():
    """What the 0.07 of the project means."""
    random = np.random.default_rng(7)
    said = random.random(5_000)
    labels = random.random(5_000) < said
    assert calibration_error(labels, said) < 0.03
    assert calibration_error(labels, np.where(said > 0.5, 0.99, 0.01)) > 0.2


def test_edges_may_be_given():
    """The end belongs to the last bin; a bin without rows is left out."""
    table = reliability([1, 0, 1], [0.0, 0.2, 1.0], bins=[0, 0.1, 0.5, 0.9, 1])
    assert [(each.low, each.rows) for each in table] == [(0, 1), (0.1, 1), (0.9, 1)]


def test_what_is_no_probability_is_refused():
    """A log-odds given by mistake would look like a terrible model."""
    for measure in (brier, calibration_error, reliability):
        with pytest.raises(ValueError, match="outside 0 to 1"):
            measure([1, 0], [0.5, 1.5])
        with pytest.raises(ValueError, match="one length"):
            measure([1, 0], [0.5])


def test_no_rows_say_nothing():
    """NaN, and an empty table."""
    assert np.isnan(brier([], []))
    assert np.isnan(calibration_error([], []))
    assert reliability([], []) == []
