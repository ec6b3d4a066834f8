"""The chance models: exact where they say so, and honest under simulation."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from monitor.analyses.coordination import null
from monitor.analyses.coordination.line import line_up
from monitor.analyses.coordination.null import at_least, chances, configuration, shuffle
from monitor.analyses.coordination.pairs import meeting_pairs
from monitor.analyses.coordination.repeats import Repeated, meets

probabilities = st.floats(0, 1, allow_subnormal=False)


def counted(clock, window, few, many):
    """Try every way of dealing the times out."""
    rows = range(len(clock))
    ways = [
        any(abs(clock[i] - clock[j]) <= window for i in mine for j in theirs)
        for mine in combinations(rows, few)
        for theirs in combinations([row for row in rows if row not in mine], many)
    ]
    return sum(ways) / len(ways) if ways else 0.0


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=7).map(sorted),
    st.integers(0, 6),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_the_chance_to_meet_is_that_of_all_ways_to_deal_times_out(clock, window, one, other):
    """Exact for any numbers of shares of two accounts, against trying every way."""
    few, many = sorted((one, other))
    assert meets(np.array(clock), window, few, many) == pytest.approx(
        counted(clock, window, few, many), abs=1e-12
    )


@given(st.lists(probabilities, max_size=8), st.integers(0, 9))
def test_the_tail_is_that_of_all_outcomes(chance, weight):
    """The Poisson-binomial tail against the sum over every outcome."""
    outcomes = product((0, 1), repeat=len(chance))
    exact = sum(
        np.prod([p if won else 1 - p for p, won in zip(chance, each, strict=True)])
        for each in outcomes
        if sum(each) >= weight
    )
    told = at_least(np.array([0, len(chance)]), np.array(chance), np.array([weight]))
    assert told[0] == pytest.approx(exact, abs=1e-12)


def test_a_tail_of_tiny_chances_keeps_its_digits():
    """Far below what one minus a sum could tell: 30 of 30 at 1e-9 is 1e-270, to many digits."""
    told = at_least(np.array([0, 30]), np.full(30, 1e-9), np.array([30]))
    assert told[0] == pytest.approx(1e-270, rel=1e-9)


def test_a_long_sum_is_bounded_from_above(monkeypatch):
    """Where the exact sum would take too long, p may only be larger, and is not useless."""
    random = np.random.default_rng(5)
    chance, starts = random.random(200) * 0.2, np.array([0, 200])
    for weight in (25, 40, 60):
        exact = at_least(starts, chance, np.array([weight]))[0]
        monkeypatch.setattr(null, "_STEPS", 10)
        bound = at_least(starts, chance, np.array([weight]))[0]
        monkeypatch.undo()
        assert exact <= bound <= 3 * exact + 1e-3 * exact**0.5


def table(random, *, accounts=6, objects=4):
    """Make some objects, each shared by some accounts, one of them twice, at random times."""
    rows = []
    for thing in range(objects):
        who = random.permutation(accounts)[: random.integers(3, accounts + 1)]
        who = np.append(who, who[0])
        times = random.integers(0, 200, len(who))
        rows += [(thing, *each) for each in zip(who.tolist(), times.tolist(), strict=True)]
    return [np.array(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_the_unsmoothed_p_is_that_of_a_permutation_test(seed):
    """Deal the times of each object out 2,000 times; p is how often the weight is reached."""
    random = np.random.default_rng(seed)
    objects, accounts, times = table(random)
    line = line_up(objects, accounts, times, 30)
    of = chances(line, 30, seconds=30, reaction=None)
    found = meeting_pairs(line, [30], min_weight=1)
    told = shuffle(line, 30, of, found.a, found.b, found.weights[:, 0])

    rounds, reached = 2_000, np.zeros(len(found.a))
    met = np.zeros(len(found.a))
    for _ in range(rounds):
        dealt = times.copy()
        for thing in range(4):
            rows = np.flatnonzero(objects == thing)
            dealt[rows] = random.permutation(times[rows])
        close = np.abs(dealt[:, None] - dealt) <= 30
        close &= objects[:, None] == objects
        for place, (a, b) in enumerate(zip(found.a, found.b, strict=True)):
            together = close[accounts == a][:, accounts == b]
            weight = len(np.unique(objects[accounts == a][together.any(axis=1)]))
            reached[place] += weight >= found.weights[place, 0]
            met[place] += weight
    error = 4.5 * np.sqrt(told.p * (1 - told.p) / rounds) + 1e-9
    assert (np.abs(reached / rounds - told.p) <= error).all()
    assert met / rounds == pytest.approx(told.expected, abs=0.08)


def test_smoothing_is_right_for_any_crowd_that_is_no_brisker_than_said():
    """Simulated: crowds that alone share an object, reacting as briskly as allowed, or slower.

    Of the pairs with a p of at most 1 %, 5 %, ..., no larger a share may turn up.
    """
    random = np.random.default_rng(11)
    for delay in (180, 600):
        below = []
        for _ in range(60):
            shared = [
                (thing, who) for thing in range(12) for who in range(30) if random.random() < 0.5
            ]
            objects, accounts = np.array(shared).T
            times = random.exponential(delay, len(shared)).astype(int) + objects * 100_000
            line = line_up(objects, accounts, times, 60)
            of = chances(line, 60, seconds=60, reaction=180.0)
            found = meeting_pairs(line, [60], min_weight=1)
            p = shuffle(line, 60, of, found.a, found.b, found.weights[:, 0]).p
            below.append([(p <= level).sum() / (30 * 29 / 2) for level in (0.01, 0.05, 0.2)])
        assert (np.mean(below, axis=0) <= [0.012, 0.055, 0.21]).all()


def test_a_group_that_shares_alone_within_seconds_is_seen_only_by_smoothing():
    """All its shares lie in the window, so any shuffle excuses it; a brisk crowd would not."""
    objects, accounts = (each.ravel() for each in np.indices((10, 6)))
    rest = np.array([[10 + i // 9, 6 + i % 9, i * 5_000] for i in range(900)]).T
    times = objects * 50_000 + accounts * 3
    line = line_up(
        *(np.append(*each) for each in zip((objects, accounts, times), rest, strict=True)), 60
    )
    found = meeting_pairs(line, [60], min_weight=2)
    weights = found.weights[:, 0]

    alone = shuffle(
        line, 60, chances(line, 60, seconds=60, reaction=None), found.a, found.b, weights
    )
    smoothed = shuffle(
        line, 60, chances(line, 60, seconds=60, reaction=180.0), found.a, found.b, weights
    )

    assert (alone.p == 1).all()
    assert (smoothed.p < 1e-5).all()


@pytest.mark.parametrize("day", [1, 86_400])
def test_clocks_without_hours_are_no_evidence(day):
    """Where every share has the same time, or only a date, smoothing finds no rhythm rare."""
    random = np.random.default_rng(2)
    objects, accounts = random.integers(40, size=600), random.integers(30, size=600)
    times = random.integers(2, size=600) * (day - 1)
    line = line_up(objects, accounts, times, 60)

    assert chances(line, 60, seconds=60, reaction=180.0).ceiling.min() == 1


@pytest.mark.parametrize("viral", [0, 250])
def test_the_configuration_model_expects_what_activity_gives(viral):
    """Against the simulated placing of shares: never too small a p, and near it in the tail.

    So too where one object has nearly all the meetings, which otherwise would excuse everything.
    """
    random = np.random.default_rng(4)
    times = np.where(np.arange(400) < viral, 0, random.integers(0, 3_000, 400))
    objects = np.where(np.arange(400) < viral, 8, random.integers(8, size=400))
    line = line_up(objects, random.permutation(400) % 20, times, 60)
    of = chances(line, 60, seconds=60, reaction=None)
    weight = 4 if viral else 7
    pair = np.array([0]), np.array([1]), np.array([weight])
    p = configuration(np.full(20, 20), of.meetings, *pair)

    reached = 0
    for _ in range(600):
        dealt = line._replace(accounts=random.permutation(line.accounts))
        found = meeting_pairs(dealt, [60], min_weight=1)
        first = (found.a == 0) & (found.b == 1)
        reached += bool(found.weights[first].sum() >= weight)
    assert reached / 600 <= p[0] + 3 * np.sqrt(p[0] / 600)
    assert p[0] < 0.1


def test_cases_beyond_the_work_allowed_get_no_smaller_a_chance(monkeypatch):
    """The bound for many repeats is never below the exact chance."""
    line = line_up(np.zeros(30, int), np.arange(30), np.arange(30) ** 2, 20)
    chance = chances(line, 20, seconds=20, reaction=None).chance
    some = np.zeros(3, int), np.array([1, 2, 3]), np.array([3, 2, 4])
    exact = Repeated(line, 20, chance).chances(*some)
    monkeypatch.setattr("monitor.analyses.coordination.repeats._CASES", 0)

    assert (Repeated(line, 20, chance).chances(*some) >= exact).all()


def test_the_work_allowed_is_that_of_all_calls_together(monkeypatch):
    """Pairs come some at a time; what is known already is not paid for again."""
    line = line_up(np.zeros(30, int), np.arange(30), np.arange(30) ** 2, 20)
    chance = chances(line, 20, seconds=20, reaction=None).chance
    first, second = ((np.zeros(1, int), np.array([n]), np.array([4])) for n in (2, 3))
    exact = [float(Repeated(line, 20, chance).chances(*case)[0]) for case in (first, second)]
    monkeypatch.setattr("monitor.analyses.coordination.repeats._CASES", 1)
    some = Repeated(line, 20, chance)

    assert [float(some.chances(*case)[0]) for case in (first, first)] == [exact[0]] * 2
    assert some.chances(*second)[0] > exact[1]


def test_equal_chances_are_the_binomial():
    """A sum of tries with one chance is what scipy says."""
    told = at_least(np.array([0, 9]), np.full(9, 0.3), np.array([4]))
    assert told[0] == pytest.approx(binom.sf(3, 9, 0.3))
