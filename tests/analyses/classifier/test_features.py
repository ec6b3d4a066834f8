"""Features are what scikit-learn's vectoriser counts, so that a model can be checked against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer

from monitor.analyses.classifier.features import (
    KINDS,
    SPACE,
    buckets_of,
    forms_of,
    pair_bucket,
    pairs,
    parts,
    scale,
    word_bucket,
)
from monitor.language.masking import NAME, masked

words = st.text(st.characters(categories=("Ll", "Lo", "Nd")), min_size=1, max_size=12)


def hashed(analyzer, forms: list[str]) -> list[int]:
    """Return the columns that scikit-learn counts, each as often as it does."""
    vectoriser = HashingVectorizer(
        analyzer=analyzer, n_features=SPACE, alternate_sign=False, norm=None
    )
    row = vectoriser.transform([forms]).tocoo()
    return sorted(
        column
        for column, times in zip(row.col.tolist(), row.data, strict=True)
        for _ in range(int(times))
    )


@given(st.lists(words, min_size=2, max_size=6))
def test_buckets_are_those_of_scikit_learn(forms):
    """Words, pairs and pieces of any letters fall where ``HashingVectorizer`` counts them."""
    assert sorted(map(word_bucket, forms)) == hashed(list, forms)
    found = [pair_bucket(*pair.split(" ")) - SPACE for pair in pairs(forms)]
    assert sorted(found) == hashed(pairs, forms)
    pieces = [bucket - 2 * SPACE for form in forms for bucket in buckets_of(form)[1:]]
    assert sorted(pieces) == hashed(parts, forms)


@given(words)
def test_each_kind_of_feature_has_a_room_of_its_own(word):
    """A piece of a word is never taken for a word, nor a pair."""
    first, *rest = buckets_of(word)
    assert first // SPACE == KINDS.index("word")
    assert pair_bucket(word, word) // SPACE == KINDS.index("pair")
    assert {bucket // SPACE for bucket in rest} <= {KINDS.index("piece")}


def test_lines_and_lone_signs_are_no_words():
    """Who puts a dash or an empty line between two words changes no feature."""
    assert forms_of(masked("Prabowo datang\n\n- siang")) == [NAME, "datang", "siang"]


@pytest.mark.parametrize(("count", "times"), [(0, 0.0), (1, 1.0), (4, 0.5)])
def test_a_wall_of_text_does_not_win_by_its_length(count, times):
    """Four times the words weigh twice as much in all."""
    assert scale(count) == times
