"""What is learned from and what is measured on."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.measures import random_split, source_split, time_split

rows = st.lists(
    st.tuples(
        st.booleans(),
        st.integers(0, 40),
        st.one_of(st.none(), st.integers(0, 300)),
        st.sampled_from(["", "a", "b", "c", "d", "e"]),
    ),
    min_size=50,
    max_size=70,
)


def columns(each):
    labels, groups, days, sources = zip(*each, strict=True)
    dates = np.array(
        [np.datetime64("NaT", "D") if day is None else np.datetime64(day, "D") for day in days],
        "datetime64[D]",
    )
    return np.array(labels, int), np.array(groups), dates, np.array(sources)


@settings(max_examples=40)
@given(rows, st.integers(0, 3))
def test_no_near_duplicate_stands_on_both_sides(each, seed):
    """Whatever the groups, dates and sources are, and no row is used twice."""
    labels, groups, dates, sources = columns(each)
    for split in (
        random_split(labels, groups, seed=seed),
        time_split(dates, labels, groups),
        source_split(sources, labels, groups, seed=seed),
    ):
        assert not set(groups[split.train]) & set(groups[split.test])
        assert not set(split.train) & set(split.test)
        assert bool(split.why) == (len(split.test) == 0)


@settings(max_examples=40)
@given(rows)
def test_what_is_measured_on_is_later(each):
    """A group lies where its latest row does, so a late copy takes early ones with it."""
    labels, groups, dates, _ = columns(each)
    split = time_split(dates, labels, groups)
    if split.why:
        return
    since = np.datetime64(split.facts["since"])
    known = dates[split.train]
    assert (known[~np.isnat(known)] < since).all()
    for group in set(groups[split.test]):
        of_group = dates[groups == group]
        assert of_group[~np.isnat(of_group)].max() >= since


@settings(max_examples=40)
@given(rows, st.integers(0, 3))
def test_no_source_stands_on_both_sides(each, seed):
    """And rows of no known source on neither."""
    labels, groups, _, sources = columns(each)
    split = source_split(sources, labels, groups, seed=seed)
    assert not set(sources[split.train]) & set(sources[split.test])
    assert "" not in set(sources[split.train]) | set(sources[split.test])


def test_a_split_by_chance_keeps_the_share_of_each_label_and_is_seeded():
    """Thirty of a hundred, as many positive as before; another seed takes others."""
    labels = np.array([1] * 50 + [0] * 150)
    split = random_split(labels, range(200))
    assert len(split.test) == 60
    assert labels[split.test].sum() == 15
    again, other = random_split(labels, range(200)), random_split(labels, range(200), seed=8)
    assert split.test.tolist() == again.test.tolist() != other.test.tolist()


def test_a_border_may_be_given():
    """A published split can be made again: from July on."""
    days = np.datetime64("2018-01-01") + np.arange(360)
    split = time_split(days, [1, 0] * 180, range(360), since="2018-07")
    assert days[split.test].min() == np.datetime64("2018-07-01")
    assert len(split.train) == 181


def test_a_source_that_is_the_label_is_split_so_that_both_sides_have_both():
    """Two crawls of each label: one of each is measured on."""
    sources = np.repeat(["hoaks-1", "hoaks-2", "biasa-1", "biasa-2"], 30)
    labels = np.repeat([1, 1, 0, 0], 30)
    split = source_split(sources, labels, range(120))
    assert labels[split.test].mean() == labels[split.train].mean() == 0.5


def test_a_copy_from_another_source_is_not_learned_from():
    """It would be the same text; how many were left out is told."""
    sources = np.repeat(["a", "b"], 40)
    groups = np.arange(80)
    groups[60:] = np.arange(20)  # twenty of b's are copies of a's
    split = source_split(sources, np.tile([1, 0], 40), groups)
    assert split.facts["left_out"] == "20"
    assert len(split.train) == 20


def test_data_that_cannot_be_split_says_why():
    """No dates, one date, no sources, one source, too few rows of a label."""
    labels, groups = np.tile([1, 0], 30), np.arange(60)
    never = np.full(60, np.datetime64("NaT", "D"))
    once = np.full(60, np.datetime64("2024-02-14"))
    assert time_split(never, labels, groups).why == "no_dates"
    assert time_split(once, labels, groups).why == "one_date"
    assert source_split([""] * 60, labels, groups).why == "no_sources"
    assert source_split(["a"] * 60, labels, groups).why == "one_source"
    assert random_split([1] + [0] * 59, groups).why == "too_few"
    assert random_split([], []).why == "too_few"
