"""A source is silent against its own rhythm only, and seldom by chance."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses.rhythm import LEVEL, rhythm_of, silence

START = datetime(2024, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def times_of(random, a_day, days, *, nights=False):
    """Invent the times of posts that come by chance, fewer at night where asked."""
    times = np.sort(random.uniform(0, days * 86_400, random.poisson(a_day * days)))
    if nights:
        times = times[
            random.uniform(size=len(times)) < 0.5 + 0.5 * np.sin(times / 86_400 * 2 * np.pi)
        ]
    return times + START.timestamp()


def test_chance_seldom_calls_a_source_silent():
    """Over 800 days of sources by day and night: no more false alarms than the stated level."""
    random = np.random.default_rng(7)
    alarms = 0
    for _ in range(40):
        times = times_of(random, 80, 30, nights=True)
        week = START + 10 * DAY
        known = rhythm_of(times[times < week.timestamp()], [(START, week)])
        later = times[times >= week.timestamp()]
        alarms += sum(known.expected(a, b) > known.threshold for a, b in itertools.pairwise(later))
    assert alarms <= LEVEL * 40 * 20


def test_a_silent_source_is_found_within_hours_and_a_night_is_no_silence():
    """Eighty posts a day, none at night: midnight is usual, noon without a post is not."""
    times = times_of(np.random.default_rng(7), 80, 7, nights=True)
    last = START + 7 * DAY
    quiet = silence(times, [(START, last + timedelta(hours=6))])
    assert quiet is not None
    assert quiet.since == datetime.fromtimestamp(times[-1], UTC)
    assert quiet.expected > 8
    night = times[times < (START + timedelta(days=6, hours=14)).timestamp()]
    assert silence(night, [(START, START + timedelta(days=6, hours=22))]) is None


def test_hours_that_nobody_saw_are_no_silence():
    """A laptop that was off for two days says nothing of the source."""
    times = times_of(np.random.default_rng(7), 80, 7)
    back = START + 9 * DAY
    seen = [(START, START + 7 * DAY), (back, back + timedelta(minutes=30))]
    assert silence(times, seen) is None
    assert silence(times, [(START, back)]) is not None


def test_little_known_is_nothing_said():
    """Twenty posts, or a day and a half, are no rhythm."""
    random = np.random.default_rng(7)
    assert rhythm_of(times_of(random, 3, 7), [(START, START + 7 * DAY)]) is None
    assert rhythm_of(times_of(random, 400, 1.5), [(START, START + 1.5 * DAY)]) is None
    assert silence([], []) is None


@given(
    st.lists(st.integers(0, 10 * 86_400), max_size=200),
    st.lists(st.integers(0, 10 * 86_400), max_size=6),
)
def test_any_times_in_any_stretches(times, ends):
    """Posts in the same second, outside of what was seen, or none: never an error."""
    edges = sorted(set(ends))
    seen = [
        (START + timedelta(seconds=a), START + timedelta(seconds=b))
        for a, b in zip(edges[::2], edges[1::2], strict=False)
    ]
    found = silence(np.sort(np.array(times, float)) + START.timestamp(), seen)
    assert found is None or found.expected > 0
