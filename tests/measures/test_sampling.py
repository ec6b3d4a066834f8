"""Claims that were looked at stand for those that were not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.measures.sampling import stands_for


@given(
    st.integers(0, 6).flatmap(
        lambda draws: st.tuples(
            st.lists(st.floats(0.01, 1), min_size=draws, max_size=draws),
            st.lists(
                st.tuples(st.integers(0, draws), st.integers(0, draws), st.booleans()), max_size=20
            ),
        )
    )
)
def test_no_claim_counts_less_than_nothing(case):
    """Weights are finite and at least 0; a claim younger than every draw counts once."""
    chances, claims = case
    known = [(a, max(a, e), lot and max(a, e) < len(chances)) for a, e, lot in claims]
    arrived, entered, drawn = map(list, zip(*known, strict=True)) if known else ([], [], [])
    weights = stands_for(arrived, entered, drawn, chances)
    assert np.isfinite(weights).all()
    assert (weights >= 0).all()
    assert (weights[np.array(arrived, int) == len(chances)] == 1).all()


def test_without_lots_every_claim_counts_once():
    """A team that never explores gets plain counts, as if nobody had weighed anything."""
    assert stands_for([0, 0], [0, 0], [False, False], []).tolist() == [1.0, 1.0]
