"""The order is a sum anyone can check, and it is stable."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.corpora.weights import Weights, weights
from monitor.errors import BadCorpus
from monitor.queue.ranking import rank

FACTORS = ("a", "b")


def ranked(posts: list[int], strengths: dict[tuple[int, int], float], using: Weights):
    keys = sorted(strengths)
    table = (
        np.array([claim for claim, _ in keys], np.int64),
        np.array([factor for _, factor in keys], np.int32),
        np.array([strengths[key] for key in keys]),
        FACTORS,
    )
    return rank(np.arange(len(posts)), np.array(posts), table, using)


@given(st.data())
def test_no_claim_is_lost_and_scores_fall(data):
    """Every claim has one rank; scores never rise down the queue; each is its weighted sum."""
    posts = data.draw(st.lists(st.integers(1, 5), max_size=20))
    keys = st.tuples(st.integers(0, max(len(posts) - 1, 0)), st.integers(0, 1))
    strengths = data.draw(st.dictionaries(keys, st.floats(0, 1))) if posts else {}
    using = Weights(default=0.5, weights={"a": 2.0, "b": -1.0})
    claims, scores = ranked(posts, strengths, using)
    assert sorted(claims.tolist()) == list(range(len(posts)))
    assert all(np.diff(scores) <= 0)
    for claim, score in zip(claims.tolist(), scores.tolist(), strict=True):
        parts = (using.of(FACTORS[f]) * value for (c, f), value in strengths.items() if c == claim)
        assert score == pytest.approx(sum(parts), abs=1e-5)


def test_equal_scores_go_by_posts_then_by_arrival():
    """Two runs give the same order: a person can point at row 12."""
    claims, _ = ranked([1, 3, 3, 1], {}, Weights(default=1, weights={}))
    assert claims.tolist() == [1, 2, 0, 3]


def test_a_weights_file_of_ones_own_is_checked(tmp_path):
    """A typo in the file is one line that names the place."""
    path = tmp_path / "weights.toml"
    path.write_text('default = "besar"\n[weights]\n')
    with pytest.raises(BadCorpus, match="default"):
        weights(path)


def test_the_highest_harm_weighs_most():
    """Misleading a voter about how to vote comes before everything else."""
    using = weights()
    assert max(using.weights, key=using.weights.__getitem__) == "voting_procedure"
