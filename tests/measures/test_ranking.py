"""How good an order is: the same as scikit-learn says, and fair where it says nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

from monitor.measures import (
    auroc,
    average_precision,
    base_rate,
    precision_of_first,
    recall_at_precision,
)

# Few scores, so that ties are the rule.
rows = st.lists(
    st.tuples(st.booleans(), st.integers(0, 6), st.sampled_from([0.5, 1.0, 2.0, 10.0])),
    min_size=2,
    max_size=40,
).filter(lambda each: 0 < sum(label for label, _, _ in each) < len(each))


def arrays(each):
    labels, scores, weights = zip(*each, strict=True)
    return np.array(labels, int), np.array(scores, float), np.array(weights)


@given(rows)
def test_order_is_measured_as_scikit_learn_does(each):
    """AUROC and average precision agree with the reference, with and without weights."""
    labels, scores, weights = arrays(each)
    for given_ in (None, weights):
        area = roc_auc_score(labels, scores, sample_weight=given_)
        assert auroc(labels, scores, given_) == pytest.approx(area)
        steps = average_precision_score(labels, scores, sample_weight=given_)
        assert average_precision(labels, scores, given_) == pytest.approx(steps)


@given(rows, st.sampled_from([0.5, 0.75, 0.9, 1.0]))
def test_recall_at_precision_is_the_best_point_of_the_curve(each, wanted):
    """It reads scikit-learn's own curve, and is 0 where no threshold is precise enough."""
    labels, scores, weights = arrays(each)
    precision, recall, _ = precision_recall_curve(labels, scores, sample_weight=weights)
    reached = recall[:-1][precision[:-1] >= wanted].max(initial=0.0)
    found = recall_at_precision(labels, scores, weights, precision=wanted)
    assert found == pytest.approx(reached)


@given(rows, st.integers(1, 50), st.randoms(use_true_random=False))
def test_the_order_of_rows_in_the_file_changes_nothing(each, k, random):
    """Ties are shared out, so no system gains by how a file happens to be sorted."""
    mixed = random.sample(each, len(each))
    for measure in (auroc, average_precision, recall_at_precision):
        assert measure(*arrays(mixed)) == pytest.approx(measure(*arrays(each)))
    first = precision_of_first(*arrays(each), k=k)
    assert precision_of_first(*arrays(mixed), k=k) == pytest.approx(first)


@given(rows)
def test_turning_the_scores_round_turns_the_area_round(each):
    """A model that is wrong about everything is as informative as one that is right."""
    labels, scores, weights = arrays(each)
    turned = auroc(labels, -scores, weights)
    assert turned == pytest.approx(1 - auroc(labels, scores, weights))


@given(rows)
def test_a_weight_of_two_is_the_row_twice(each):
    """What the learner needs: a row drawn with probability one half stands for two."""
    labels, scores, _ = arrays(each)
    weights = np.where(np.arange(len(labels)) % 2, 2, 1)
    labels_twice, scores_twice = np.repeat(labels, weights), np.repeat(scores, weights)
    for k in (1, 5, 100):
        weighted = precision_of_first(labels, scores, weights, k=k)
        # rows written twice tie with themselves, and those of one score tie anyhow
        assert weighted == pytest.approx(precision_of_first(labels_twice, scores_twice, k=k))
    assert auroc(labels, scores, weights) == pytest.approx(auroc(labels_twice, scores_twice))


def test_the_first_twenty_of_an_order_without_ties():
    """Plain counting, and all there are where there are fewer."""
    labels = [1] * 5 + [0] * 15 + [1] * 5
    scores = range(25, 0, -1)
    assert precision_of_first(labels, scores, k=20) == 0.25
    assert precision_of_first(labels, scores, k=50) == 0.4


def test_one_score_for_all_finds_the_base_rate():
    """A system that says nothing is not better than chance at any k, by any measure."""
    labels = [1, 0, 0, 0] * 10
    same = np.zeros(40)
    assert auroc(labels, same) == 0.5
    assert average_precision(labels, same) == base_rate(labels) == 0.25
    assert precision_of_first(labels, same, k=20) == pytest.approx(0.25)
    assert recall_at_precision(labels, same) == 0


def test_what_cannot_be_said_is_nan():
    """No positive row, no negative row, no row: nobody gets a friendly number."""
    assert np.isnan(auroc([1, 1], [0.1, 0.2]))
    assert np.isnan(average_precision([0, 0], [0.1, 0.2]))
    assert np.isnan(recall_at_precision([0], [1]))
    assert np.isnan(precision_of_first([], [], k=20))
    assert np.isnan(base_rate([]))


def test_what_is_no_score_or_weight_is_refused():
    """A NaN would be sorted somewhere and counted; a negative weight would buy a figure."""
    with pytest.raises(ValueError, match="NaN"):
        auroc([1, 0], [0.1, np.nan])
    with pytest.raises(ValueError, match="one length"):
        auroc([1, 0], [0.1])
    with pytest.raises(ValueError, match="negative"):
        auroc([1, 0], [0.1, 0.2], [1, -1])
