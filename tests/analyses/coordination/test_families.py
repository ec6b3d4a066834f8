"""Which questions are asked together is settled without a look at times."""

from __future__ import annotations

import numpy as np

from monitor.analyses.coordination import families
from monitor.analyses.coordination.families import communities, count_tests, without_times
from monitor.analyses.coordination.line import line_up


def crowd(random, *, groups=3, size=8, things=12):
    """Make some hundred accounts that share anything, and groups with objects of their own."""
    rows = [(thing, who) for thing in range(400) for who in random.permutation(600)[:6]]
    for group in range(groups):
        for thing in range(things):
            members = 600 + group * size + np.flatnonzero(random.random(size) < 0.8)
            rows += [(400 + group * things + thing, who) for who in members.tolist()]
    objects, accounts = np.array(rows).T
    return objects, accounts, 600 + groups * size


def test_groups_with_objects_of_their_own_are_communities():
    """Whoever shares rare objects together is one community, the crowd is in none."""
    objects, accounts, count = crowd(np.random.default_rng(1))
    known = without_times(line_up(objects, accounts, np.zeros(len(objects), int), 60))
    found = communities(known, count, np.zeros(count, bool))

    assert (found[:600] >= 0).mean() < 0.05
    assert [len(set(found[600 + start : 608 + start])) for start in (0, 8, 16)] == [1, 1, 1]
    assert len(set(found[600:])) == 3


def test_times_do_not_matter():
    """Dealing the times of the whole table out anew leaves every community as it was."""
    random = np.random.default_rng(2)
    objects, accounts, count = crowd(random)
    times = random.integers(0, 10_000, len(objects))
    first, second = (
        communities(
            without_times(line_up(objects, accounts, dealt, 60)), count, np.zeros(count, bool)
        )
        for dealt in (times, random.permutation(times))
    )
    assert first.tolist() == second.tolist()


def test_who_is_set_apart_is_in_no_community():
    """Outlets do not draw others into a family of theirs."""
    objects, accounts, count = crowd(np.random.default_rng(1), groups=1)
    known = without_times(line_up(objects, accounts, np.zeros(len(objects), int), 60))
    apart = np.arange(count) >= 604

    assert (communities(known, count, apart)[apart] == -1).all()


def test_a_community_that_is_too_large_is_cut_finer(monkeypatch):
    """Two groups held together by one weaker link fall apart where the limit asks for it."""
    a, b = np.array([0, 0, 1, 3, 3, 4, 2]), np.array([1, 2, 2, 4, 5, 5, 3])
    q = np.array([1e-20] * 6 + [1e-4])

    assert families._cut(a, b, q, 7).tolist() == [0, 0, 0, 0, 0, 0, -1]
    monkeypatch.setattr(families, "LARGEST", 3)
    assert families._cut(a, b, q, 7).tolist() == [0, 0, 0, 1, 1, 1, -1]


def test_all_possible_pairs_are_counted():
    """A pair that could never be significant is no test; the rest are counted, not enumerated."""
    objects = np.repeat(np.arange(3), 3)
    accounts = np.tile(np.arange(3), 3)
    known = without_times(line_up(objects, accounts, np.zeros(9, int), 60))
    community = np.array([0, 0, 0])

    able = count_tests(known, community, np.full(3, 0.1), 1e6)
    never = count_tests(known, community, np.full(3, 0.9), 1e6)
    assert able.tests.tolist() == [3, 1e6 - 3]
    assert never.tests.tolist() == [1, 1e6 - 3]
