"""How sure a figure is."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from monitor.measures import auroc, bootstrap, bounds, interval, paired, precision_of_first


def test_an_interval_holds_the_truth_about_as_often_as_it_says():
    """100 samples of a known mean: 95 % intervals hold it in about 95."""
    random = np.random.default_rng(7)
    held = 0
    for _ in range(100):
        found = interval(np.mean, random.normal(3, 1, 80), draws=300)
        held += found.low <= 3 <= found.high
    assert 88 <= held <= 100


def test_copies_are_one_observation():
    """A text pasted nine times makes no figure surer: with groups the interval is as before."""
    once = np.random.default_rng(7).normal(size=60)
    copied, groups = np.repeat(once, 9), np.repeat(np.arange(60), 9)
    plain, naive = interval(np.mean, once), interval(np.mean, copied)
    grouped = interval(np.mean, copied, groups=groups)
    assert grouped.high - grouped.low == pytest.approx(plain.high - plain.low, rel=0.1)
    assert naive.high - naive.low < 0.5 * (plain.high - plain.low)


def test_a_group_is_drawn_whole_or_not_at_all():
    """Of groups a a a, b: never two a's without the third."""
    drawn = bootstrap(lambda rows: (rows == "a").sum(), ["a", "a", "b", "a"], groups=[1, 1, 2, 1])
    assert set(drawn.tolist()) == {0, 3, 6}


def test_a_pair_of_systems_is_told_apart_where_their_own_intervals_overlap():
    """The same hard rows trouble both; the difference is sure all the same."""
    random = np.random.default_rng(7)
    labels = random.integers(0, 2, 300)
    shared = labels + random.normal(0, 1.5, 300)
    better, worse = shared + 0.2 * labels, shared
    alone = [interval(auroc, labels, each) for each in (better, worse)]
    gain = paired(auroc, labels, better, worse)
    assert alone[0].low < alone[1].high
    assert 0 < gain.low <= gain.value <= gain.high
    assert gain.above == 1.0


def test_a_system_gains_nothing_over_itself():
    """And equal draws count half."""
    labels, scores = [1, 0] * 20, np.arange(40.0)
    assert paired(auroc, labels, scores, scores, draws=50) == (0, 0, 0, 0.5)


def test_weights_are_drawn_with_their_rows():
    """They follow labels and scores as one more array."""
    labels, scores, weights = [1, 0] * 30, np.arange(60.0), np.linspace(1, 5, 60)
    first = partial(precision_of_first, k=20)
    found = interval(first, labels, scores, weights)
    assert found.low <= found.value <= found.high
    gain = paired(first, labels, scores, -scores, weights)
    assert gain.value == pytest.approx(found.value - first(labels, -scores, weights))


def test_an_array_of_another_length_is_another_sample():
    """Two crawls compared: each is drawn on its own, and both differ from draw to draw."""
    drawn = bootstrap(lambda a, b: [a.mean(), b.mean()], np.arange(9.0), np.arange(30.0), draws=40)
    assert len(set(drawn[:, 0])) > 10
    assert len(set(drawn[:, 1])) > 10


def test_the_same_seed_says_the_same():
    """And another seed nearly the same."""
    rows = np.random.default_rng(1).normal(size=50)
    assert interval(np.mean, rows) == interval(np.mean, rows)
    other = interval(np.mean, rows, seed=8)
    assert other != interval(np.mean, rows)
    assert other.low == pytest.approx(interval(np.mean, rows).low, abs=0.05)


def test_draws_that_say_nothing_are_left_out():
    """One positive row is missing from a third of the draws; where it always is, all is NaN."""
    found = interval(auroc, [1, 0, 0, 0, 0], [5, 1, 2, 3, 4], draws=200)
    assert found == (1, 1, 1)
    never = interval(auroc, [0, 0], [1, 2], draws=20)
    assert all(np.isnan(never))
    low, _ = bounds(np.array([[np.nan, 1.0], [np.nan, 1.0]]))
    assert np.isnan(low[0])
    assert low[1] == 1


def test_groups_of_another_length_are_refused():
    """They would belong to other rows."""
    with pytest.raises(ValueError, match="groups"):
        interval(np.mean, [1, 2, 3], groups=[1, 2])
