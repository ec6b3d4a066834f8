"""Pairs within a window: exactly those that a double loop finds, however hostile the shares."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses.coordination import pairs as sweep
from monitor.analyses.coordination.line import line_up, neighbours, thinned
from monitor.analyses.coordination.pairs import meeting_pairs

# Few objects, accounts and moments, so that repeats, ties and crowds all turn up.
tables = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 40)), max_size=60)
some_windows = st.lists(st.integers(0, 15), min_size=1, max_size=3, unique=True).map(sorted)


def columns(rows):
    return [np.array([row[place] for row in rows], np.int64) for place in range(3)]


def found_in(rows, windows, **options):
    found = meeting_pairs(line_up(*columns(rows), windows[-1]), windows, **options)
    pair = zip(found.a.tolist(), found.b.tolist(), strict=True)
    return dict(zip(pair, found.weights.tolist(), strict=True))


def by_hand(rows, windows, least):
    nearest = defaultdict(dict)
    for (thing, who, when), (other, whom, then) in combinations(rows, 2):
        if thing == other and who != whom:
            pair, gap = (min(who, whom), max(who, whom)), abs(when - then)
            nearest[pair][thing] = min(gap, nearest[pair].get(thing, gap))
    weights = {
        pair: [sum(gap <= window for gap in gaps.values()) for window in windows]
        for pair, gaps in nearest.items()
    }
    return {pair: each for pair, each in weights.items() if each[-1] >= least}


@given(tables, some_windows, st.integers(1, 3))
def test_the_sweep_finds_what_a_double_loop_finds(rows, windows, least):
    """Every pair, every weight, every window, with duplicates, self-pairs and equal times."""
    assert found_in(rows, windows, min_weight=least) == by_hand(rows, windows, least)


@given(tables, some_windows)
def test_small_blocks_and_turns_change_nothing(rows, windows):
    """However little memory there is, and wherever a block ends, the pairs are the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "_BLOCK", 3)
        patch.setattr(sweep, "_ROOM", 5)
        assert found_in(rows, windows) == by_hand(rows, windows, 2)


@given(tables, some_windows)
def test_crowded_objects_count_for_pairs_that_meet_elsewhere(rows, windows):
    """A pair that meets in one object that is not crowded has its whole weight."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "CROWDED", 8)
        found = found_in(rows, windows)
        line = thinned(line_up(*columns(rows), windows[-1]), windows[0])[0]
        meetings = np.bincount(line.objects, neighbours(line, windows[-1]), minlength=4)
    plain = [row for row in rows if meetings[row[0]] <= 8]
    met = by_hand(plain, windows, 1)
    whole = by_hand(rows, windows, 2)
    assert found == {pair: weights for pair, weights in whole.items() if pair in met}


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_the_shares_is_no_matter(rows, random):
    """Any order of the table gives the same arrays."""
    mixed = random.sample(rows, len(rows))
    assert found_in(rows, [5, 9]) == found_in(mixed, [5, 9])


def test_a_window_includes_its_own_length():
    """Sixty seconds apart is within sixty seconds; sixty-one is not."""
    rows = [(thing, who, who * 60) for thing in range(2) for who in range(2)]
    late = [(thing, who, who * 61) for thing in range(2) for who in range(2)]

    assert found_in(rows, [60]) == {(0, 1): [2]}
    assert found_in(late, [60]) == {}


def test_one_object_shared_a_million_times_by_one_account_meets_nobody():
    """A flood of one account costs linear time, not its square, and pairs nobody with itself."""
    rows = np.arange(1_000_000)
    flood = line_up(np.zeros_like(rows), np.zeros_like(rows), rows // 4, 60)

    assert len(meeting_pairs(flood, [60], min_weight=1).a) == 0
    assert len(thinned(flood, 60)[0].clock) < 10_000


def test_sixty_thousand_shares_of_one_object_do_not_explode():
    """A viral object is swept, and one too crowded is named, not enumerated."""
    count = 60_000
    who, one = np.arange(count), np.zeros(count, np.int64)
    hours = line_up(one, who, np.arange(count) * 3, 60)
    instant = line_up(one, who, one, 60)

    assert neighbours(hours, 60).sum() == 20 * count - 210
    found = meeting_pairs(instant, [60], min_weight=2)
    assert (len(found.a), found.crowded.tolist()) == (0, [0])


def test_times_of_any_size_do_not_overflow():
    """Microseconds over centuries and many objects: the clock is cut short where nobody shares."""
    far = 4_000_000_000_000_000
    rows = [
        (thing, who, who * 5 + thing * far) for thing in range(0, 3_000, 1_000) for who in (0, 1)
    ]

    assert found_in(rows, [5]) == {(0, 1): [3]}


def test_nothing_gives_nothing():
    """No shares, and shares of one account, are no pairs and no error."""
    assert found_in([], [60]) == {}
    assert found_in([(0, 0, 1), (0, 0, 1)], [60], min_weight=1) == {}
