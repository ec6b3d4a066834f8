"""What checks say of data that cannot carry them, always in whole sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import words
from monitor.analyses.audit import CHECKS, Sample, audit
from monitor.analyses.audit.columns import half_year
from monitor.analyses.audit.strength import binned, by_category, folds, out_of_fold
from monitor.words import say

LABELS = np.array([1, 0] * 60, np.int8)


def sample(texts, labels=LABELS, **more):
    return Sample(texts, np.array(labels, np.int8), np.arange(len(texts)), **more)


def said(findings):
    """Say every finding in both languages; a missing fact fails the test."""
    for code in ("id", "en"):
        words.use(code)
        for each in findings:
            assert say(each.reason, **each.facts)
            assert say(f"audit.name_{each.check}")


def test_without_labels_only_collecting_is_judged():
    """Every check of labels says why it cannot be made; RT at the head of a crawl is still seen."""
    texts = [f"RT kabar nomor {n}" if n % 2 else f"kabar {n} dari desa" for n in range(120)]
    found = audit(sample(texts, [-1] * 120, sources=["a" if n % 2 else "b" for n in range(120)]))
    status = {each.check: each.status for each in found.findings}
    assert status["length"] == status["date"] == status["bag"] == "n/a"
    assert status["openings"] == "leak"
    assert found.meaning[0][0] == "audit.means_no_labels"
    said(found.findings)


def test_thirty_copies_of_one_text_are_one_text():
    """A class that consists of copies is too small to learn, however many rows it has."""
    texts = ["sama"] * 60 + [f"lain {n}" for n in range(60)]
    groups = np.array([0] * 60 + list(range(1, 61)))
    found = audit(Sample(texts, np.array([1] * 60 + [0] * 60, np.int8), groups))
    assert {each.check for each in found.findings if each.reason == "audit.few_labels"} >= {"bag"}


def test_the_same_data_gives_the_same_audit():
    """Folds, draws and samples come from the seed."""
    texts = [f"kabar {n % 17} {n % 5} desa {n}" for n in range(120)]
    assert audit(sample(texts)) == audit(sample(texts))


def test_no_fold_splits_a_group_and_every_row_is_in_one():
    """Otherwise a copy in training answers for its twin in the test."""
    groups = np.array([n // 3 for n in range(90)])
    fold = folds(groups, 7)
    assert set(fold) == set(range(5))
    assert all(len(set(fold[groups == each])) == 1 for each in range(30))


def test_a_row_is_never_scored_by_a_model_that_saw_its_group():
    """Labels by chance with every text twice: a leak between folds would read them off the copy."""
    random = np.random.default_rng(0)
    label = np.repeat(random.integers(0, 2, 100), 2)
    group = np.repeat(np.arange(100), 2)
    own = np.eye(100)[group]  # each pair has a feature of its own
    scores = out_of_fold(own, label, group, 7)
    assert all(scores[0::2] == scores[1::2])
    for fold in range(5):  # where the feature was never seen, all are alike
        assert len(np.unique(scores[folds(group, 7) == fold].round(6))) == 1
    shares = by_category(group.astype(str).tolist(), label, group, 7)
    for fold in range(5):
        assert len(np.unique(shares[folds(group, 7) == fold].round(6))) == 1


def test_middling_lengths_can_tell_a_label_too():
    """Numbers are cut into bins, so that not only more-is-more is found."""
    numbers = np.arange(80.0).reshape(-1, 1)
    bins = binned(numbers)
    assert bins.shape == (80, 8)
    assert (bins.sum(axis=1) == 1).all()
    assert binned(np.zeros((9, 1))).shape == (9, 1)


def test_accounts_and_long_numbers_are_not_shown_as_words():
    """A table of words must not name whom somebody mentioned, nor print a phone number."""
    texts = [
        f"{'@warga_rahasia 081234567890' if n % 2 else ''} kabar desa {n % 7}" for n in range(120)
    ]
    tables = audit(sample(texts)).tables
    shown = {row[0] for table in tables if table.name == "words" for row in table.rows}
    assert "@" in shown
    assert not {"warga", "rahasia", "warga_rahasia", "081234567890"} & shown


@pytest.mark.parametrize(
    ("date", "half"), [("2019-06-30", "2019-1"), ("2019-07", "2019-2"), ("2019", "2019"), ("", "")]
)
def test_a_date_lies_in_a_half_year(date, half):
    """A year alone is its own period."""
    assert half_year(date) == half


TEXTS = st.lists(st.text(max_size=30), min_size=70, max_size=90)


@given(TEXTS, st.integers(0, 99), st.sampled_from(["", "2019", "2019-05", "2020-11-01"]))
@settings(max_examples=8)
def test_any_data_is_answered_in_whole_sentences(texts, seed, date):
    """Whatever stands in the texts: no check breaks, intervals are in order, sentences complete."""
    random = np.random.default_rng(seed)
    size = len(texts)
    found = audit(
        sample(
            texts,
            random.integers(-1, 2, size),
            dates=[date if n % 3 else "2021-01" for n in range(size)],
            sources=random.choice(["a", "b", ""], size).tolist(),
            accounts=random.choice(["x:a", "x:b", ""], size).tolist(),
            splits={"split": random.choice(["train", "test"], size).tolist()},
            second=random.integers(-1, 2, size).astype(np.int8),
            filled={"url": random.random(size) < 0.5, "kosong": np.zeros(size, bool)},
        )
    )
    assert {each.check for each in found.findings} >= set(CHECKS) - {"source"}
    for each in found.findings:
        assert each.strength is None or each.low <= each.high
    said(found.findings)
    for key, facts in found.meaning:
        assert say(key, **facts)
