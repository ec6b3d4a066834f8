"""Fitting: what is found in too few places weighs nothing, and a seed gives the same again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from monitor.analyses.classifier.features import word_bucket
from monitor.analyses.classifier.training import Options, fit, folds

QUICK = Options(folds=2)


def weight_of(model, word: str) -> float | None:
    places = np.flatnonzero(model.worth.buckets == word_bucket(word))
    return float(model.worth.weights[places[0]]) if len(places) else None


def test_a_word_of_too_few_groups_carries_no_weight(lessons):
    """However often one text was copied, its words cannot be read back from the model."""
    told = [
        f"{text} rahasiaku" if row % 2 and row < 80 else text
        for row, text in enumerate(lessons.texts)
    ]
    apart = fit(told, lessons.labels, groups=lessons.groups, options=QUICK)
    copied = np.where(lessons.groups < 80, lessons.groups % 4, lessons.groups)
    once = fit(told, lessons.labels, groups=copied, options=QUICK)
    assert weight_of(apart, "rahasiaku") > 0
    assert weight_of(once, "rahasiaku") is None


def test_no_fold_splits_a_group_and_every_text_is_left_once():
    """A near-duplicate is never scored by a model that learned its twin."""
    random = np.random.default_rng(3)
    groups = random.integers(0, 30, 120)
    labels = (groups % 2).astype(np.int8)
    left = []
    for learned, held in folds(groups, 5, 7, labels):
        assert not set(groups[learned]) & set(groups[held])
        assert set(labels[learned]) == {0, 1}
        left += held.tolist()
    assert sorted(left) == list(range(120))


def test_the_same_seed_gives_the_same_model_another_one_another(lessons, fitted):
    """A figure can be printed again; the seed moves only the folds, hence what they measure."""
    again = fit(lessons.texts, lessons.labels, groups=lessons.groups, options=QUICK)
    other = fit(lessons.texts, lessons.labels, groups=lessons.groups, options=QUICK, seed=8)
    assert again.version == fitted.version != other.version
    assert other.worth.weights.tolist() == fitted.worth.weights.tolist()
    assert other.slope != fitted.slope


def test_a_text_that_counts_more_is_heard_more(lessons, fitted):
    """Weights are how one row stands for many; all alike, they change nothing."""
    same = fit(
        lessons.texts,
        lessons.labels,
        groups=lessons.groups,
        weights=np.full(len(lessons.texts), 3.0),
        options=QUICK,
    )
    np.testing.assert_allclose(
        same.scores(lessons.texts), fitted.scores(lessons.texts), rtol=0, atol=1e-3
    )
    heavy = np.where(["menukar" in text for text in lessons.texts], 1e-3, 1.0)
    deaf = fit(lessons.texts, lessons.labels, groups=lessons.groups, weights=heavy, options=QUICK)
    assert weight_of(deaf, "menukar") < weight_of(fitted, "menukar")


@pytest.mark.parametrize("labels", [[1] * 20, [0] * 20, [1] + [0] * 19])
def test_one_label_alone_teaches_nothing(labels):
    """Said in words, not in a traceback from within scikit-learn."""
    with pytest.raises(ValueError, match="two groups of each label are needed"):
        fit(["kotak suara rusak"] * 20, labels, groups=range(20), options=QUICK)


def test_copies_of_one_text_are_one_group():
    """Twenty rows of one near-duplicate group are one example, and one is not enough."""
    with pytest.raises(ValueError, match="two groups of each label"):
        fit(["kotak suara"] * 20, [1, 0] * 10, groups=[0] * 20, options=QUICK)


def test_limits_leave_as_many_outside_as_they_say(lessons):
    """A twentieth for each limit: at most a fifth in all of what it learned from."""
    model = fit(
        lessons.texts,
        lessons.labels,
        groups=lessons.groups,
        options=replace(QUICK, usual=0.05, headlines=True),
    )
    outside = [each.outside for each in model.judge(lessons.texts)]
    assert sum(why is not None for why in outside) <= len(outside) * 0.2
    assert "ordinary" not in outside


def test_probabilities_are_right_on_average(fitted, lessons):
    """Platt's numbers are fitted to scores that no fold had seen: their mean is the base rate."""
    chances = [fitted.probability(score) for score in fitted.scores(lessons.texts)]
    assert np.mean(chances) == pytest.approx(lessons.labels.mean(), abs=0.1)
    assert fitted.slope > 0


def test_ordinary_texts_move_the_border_and_no_score(fitted, fitted_with_contrast, lessons):
    """Telling crawls apart is no sign of anything: it decides only where there is silence."""
    scores = fitted_with_contrast.scores(lessons.texts)
    assert scores.tolist() == fitted.scores(lessons.texts).tolist()
    assert fitted.domain.contrast is None
    assert fitted_with_contrast.domain.contrast is not None
