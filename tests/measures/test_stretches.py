"""Stretches of time behave as the sets of their minutes do."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.measures.stretches import Stretch, joined, length, within, without

START = datetime(2024, 2, 14)  # noqa: DTZ001 - any clock
stretches = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
        lambda ends: Stretch(*(START + timedelta(minutes=end) for end in ends))
    ),
    max_size=8,
)


def minutes(found):
    """Return the minutes that stretches hold."""
    return {m for m in range(41) for a, b in found if a <= START + timedelta(minutes=m) < b}


@given(stretches, stretches)
def test_joining_and_taking_away_are_those_of_sets(one, other):
    """Whatever overlaps, touches or is turned round."""
    assert minutes(joined(one)) == minutes(one)
    assert minutes(without(one, other)) == minutes(one) - minutes(other)
    assert length(joined(one)) == timedelta(minutes=len(minutes(one)))
    bounds = Stretch(START + timedelta(minutes=5), START + timedelta(minutes=30))
    assert minutes(within(one, bounds)) == minutes(one) & minutes([bounds])


@given(stretches)
def test_joined_stretches_are_apart_and_in_order(one):
    """As few as can be."""
    found = joined(one)
    assert all(a.last < b.first for a, b in itertools.pairwise(found))
