"""How good flags are: the same as scikit-learn says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, f1_score

from monitor.measures import false_positive_rate, flagged_share, macro_f1

rows = st.lists(
    st.tuples(st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, 1.0, 4.0])),
    min_size=1,
    max_size=30,
)


@given(rows)
def test_flags_are_measured_as_scikit_learn_does(each):
    """Macro-F1, flagged share and false-positive rate, weighted, at a threshold that is a score."""
    labels, scores, weights = (np.array(column) for column in zip(*each, strict=True))
    said = scores >= 1
    f1 = f1_score(
        labels, said, average="macro", labels=[0, 1], sample_weight=weights, zero_division=0
    )
    assert macro_f1(labels, scores, weights, threshold=1) == pytest.approx(f1)
    table = confusion_matrix(labels, said, labels=[0, 1], sample_weight=weights)
    flagged = flagged_share(labels, scores, weights, threshold=1)
    assert flagged == pytest.approx(table[:, 1].sum() / table.sum())
    rate = false_positive_rate(labels, scores, weights, threshold=1)
    if labels.all():
        assert np.isnan(rate)
    else:
        assert rate == pytest.approx(table[0, 1] / table[0].sum())


def test_no_rows_say_nothing():
    """NaN, not 0: a slice without rows is not a slice without faults."""
    assert np.isnan(macro_f1([], []))
    assert np.isnan(flagged_share([], []))
    assert np.isnan(false_positive_rate([1], [1]))


def test_lengths_must_agree():
    """Half of a table against the whole of another is a mistake."""
    with pytest.raises(ValueError, match="one length"):
        macro_f1([1, 0], [1])
