"""A score is what scikit-learn would say, to the ninth digit, though scikit-learn is not asked."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from monitor.analyses.classifier import Classifier
from monitor.analyses.classifier.features import BUCKETS, SPACE, forms_of, pairs, parts
from monitor.analyses.classifier.linear import Linear, Styled
from monitor.analyses.classifier.style import style
from monitor.language.masking import masked

CHUNKS = ("petugas", "menukar", "kotak", "di", "gudang!!", "KPU", "Prabowo,", "12", "[SALAH]", '"')


def counted(analyzer) -> HashingVectorizer:
    return HashingVectorizer(
        analyzer=analyzer, n_features=SPACE, alternate_sign=False, norm=None, dtype=np.float64
    )


def by_length(counts):
    """Divide each row by the square root of its words, which are its first SPACE columns."""
    lengths = np.asarray(counts[:, :SPACE].sum(axis=1)).ravel()
    return sparse.diags_array(1 / np.sqrt(np.maximum(lengths, 1))) @ counts


def reference(model: Classifier) -> Pipeline:
    """Return the same model as a scikit-learn pipeline, from raw texts to log-odds."""
    mean, spread = np.array(model.styled.mean), np.array(model.styled.spread)

    def standard(texts):
        shapes = np.array([style(masked(text)) for text in texts], float)
        return np.clip((shapes - mean) / spread, -model.styled.far, model.styled.far)

    worded = FeatureUnion(
        [("word", counted(list)), ("pair", counted(pairs)), ("piece", counted(parts))]
    )
    read = FunctionTransformer(lambda texts: [forms_of(masked(text)) for text in texts])
    seen = FeatureUnion(
        [
            ("words", make_pipeline(read, worded, FunctionTransformer(by_length))),
            ("shapes", FunctionTransformer(standard)),
        ]
    )
    regression = LogisticRegression()
    weights = np.zeros(BUCKETS)
    weights[model.worth.buckets] = model.worth.weights
    regression.coef_ = np.append(weights, model.worth.shapes)[None]
    regression.intercept_ = np.array([model.worth.base])
    regression.classes_ = np.array([0, 1])
    return make_pipeline(seen, regression)


def test_scores_are_those_of_scikit_learn(fitted, lessons):
    """On the texts it learned from: hashing, scaling, measuring and summing agree."""
    expected = reference(fitted).decision_function(lessons.texts)
    np.testing.assert_allclose(fitted.scores(lessons.texts), expected, rtol=0, atol=1e-9)
    assert expected.std() > 0.1


@settings(max_examples=40)
@given(
    st.lists(
        st.text(max_size=80) | st.lists(st.sampled_from(CHUNKS)).map(" ".join),
        min_size=1,
        max_size=5,
    )
)
def test_scores_are_those_of_scikit_learn_for_any_text(fitted, texts):
    """Emoji, foreign letters, walls of signs, nothing at all: both say the same."""
    expected = reference(fitted).decision_function(texts)
    np.testing.assert_allclose(fitted.scores(texts), expected, rtol=0, atol=1e-9)


def test_parts_come_in_their_order_and_add_up_exactly():
    """Words, pairs, shapes, base; whoever sums them without rounding gets the score."""
    linear = Linear(np.zeros(0, np.int32), np.zeros(0), (0.1, 0.2), 0.3)
    parts_of = linear.parts(["kotak", "suara"], [1.0, 1.0])
    assert parts_of == [0.0, 0.0, 0.0, 0.1, 0.2, 0.3]
    assert linear.score(["kotak", "suara"], [1.0, 1.0]) == math.fsum(parts_of)
    assert linear.scores([["kotak", "suara"], []], np.ones((2, 2))) == [math.fsum(parts_of)] * 2


@pytest.mark.parametrize("shape", [1e9, -1e9])
def test_nobody_shouts_a_score_up(shape):
    """A shape counts no more than eight standard deviations, one text or many."""
    styled = Styled((0.0,), (1.0,))
    assert abs(styled.standard([shape])[0]) == styled.far
    assert abs(styled.standard([[shape], [shape]])).tolist() == [[styled.far]] * 2
