"""Whether a community gathers more than chance: honest under every shuffle, and not blind."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses.coordination.gatherings import _log_p, gathered
from monitor.analyses.coordination.line import line_up
from monitor.analyses.coordination.null import chances, shuffle
from monitor.analyses.coordination.pairs import meeting_pairs


def plain(line, window):
    return chances(line, window, seconds=window, reaction=None)


def most_at_once(times, window):
    times = sorted(times)
    return max(sum(0 <= other - each <= window for other in times) for each in times)


@given(
    st.lists(st.integers(0, 30), min_size=3, max_size=8).map(sorted),
    st.integers(0, 8),
    st.integers(2, 4),
)
def test_the_p_of_an_object_is_never_below_that_of_all_ways_to_deal_times_out(clock, window, size):
    """Against every choice of times for the members, and how often so many gather."""
    size = min(size, len(clock))
    line = line_up(np.zeros(len(clock), int), np.arange(len(clock)), np.array(clock), window)
    gatherings = [most_at_once(times, window) for times in combinations(clock, size)]
    for most in range(1, max(gatherings) + 1):
        told = _log_p(line, window, plain(line, window), *np.array([[0], [size], [most]]))
        exact = np.mean([each >= most for each in gatherings])
        assert np.exp(told[0]) >= exact - 1e-9


def test_dealt_out_anew_a_community_is_found_no_more_often_than_p_says():
    """Of 400 shuffles with a tight group in small objects and large, few p are low."""
    random = np.random.default_rng(4)
    rows = [(thing, who) for thing in range(30) for who in range(10) if random.random() < 0.6]
    rows += [(thing, who) for thing in range(30) for who in range(10, 14 + thing * 2)]
    objects, accounts = np.array(rows).T
    times = random.exponential(2_000, len(rows)).astype(int)
    times[accounts < 10] = random.integers(0, 40, int((accounts < 10).sum()))
    community = np.where(np.arange(accounts.max() + 1) < 10, 0, -1)
    line = line_up(objects, accounts, times, 60)
    assert gathered(line, 60, plain(line, 60), community)[0] < 1e-12

    told = []
    for _ in range(400):
        order = np.lexsort((random.random(len(rows)), line.objects))  # within each object
        dealt = line._replace(accounts=line.accounts[order])
        told.append(gathered(dealt, 60, plain(dealt, 60), community)[0])
    for level in (0.01, 0.05, 0.2):
        assert np.mean(np.array(told) <= level) <= level


def test_a_large_group_is_seen_though_no_pair_of_it_is():
    """Thirty accounts, each in two of eight objects: pairs meet once or twice, too little."""
    random = np.random.default_rng(2)
    rows = [(thing, who, 9_000 + who) for who in range(30) for thing in random.permutation(8)[:2]]
    rows += [(thing, 30 + who, who * 500) for thing in range(8) for who in range(30)]
    objects, accounts, times = np.array(rows).T
    line = line_up(objects, accounts, times, 60)
    pairs = meeting_pairs(line, [60], min_weight=1)
    alone = shuffle(line, 60, plain(line, 60), pairs.a, pairs.b, pairs.weights[:, 0]).p

    community = np.where(np.arange(60) < 30, 0, -1)
    assert alone.min() * 30 * 29 / 2 > 0.05
    assert gathered(line, 60, plain(line, 60), community)[0] < 1e-9


@pytest.mark.parametrize("others", [0, 1])
def test_what_a_group_shares_alone_is_no_evidence(others):
    """Whoever has which of its times, the same number of members gathers."""
    rows = [(thing, who, who) for thing in range(40) for who in range(8 + others)]
    objects, accounts, times = np.array(rows).T
    line = line_up(objects, accounts, times, 60)

    assert gathered(line, 60, plain(line, 60), np.zeros(8 + others, int)).tolist() == [1.0]


def test_one_account_that_repeats_itself_is_no_gathering():
    """Two shares of one member within a second are not two members."""
    rows = [(thing, who, who * 1_000) for thing in range(40) for who in range(20)]
    rows += [(thing, 0, 1) for thing in range(40)]
    objects, accounts, times = np.array(rows).T
    line = line_up(objects, accounts, times, 60)

    community = np.where(np.arange(20) < 2, 0, -1)
    assert gathered(line, 60, plain(line, 60), community).tolist() == [1.0]


def test_no_communities_are_no_tests():
    """Where there is no community, or no share, there is nothing to tell."""
    none = np.zeros(0, int)
    for line in (line_up(none, none, none, 60), line_up(none + 1, none, none, 60)):
        assert len(gathered(line, 60, plain(line, 60), none)) == 0
    one = line_up(np.zeros(1, int), np.zeros(1, int), np.zeros(1, int), 60)
    assert len(gathered(one, 60, plain(one, 60), np.array([-1]))) == 0
