"""What a search in shares of her own found comes to a researcher as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor import frames, words
from monitor.analyses.coordination import Shares, coordination
from monitor.pipeline.coordination import Found
from monitor.records import Share

NOON = datetime(2024, 10, 5, 5, tzinfo=UTC)
CROWD = [(f"x:{n}", timedelta(hours=n + 1)) for n in range(20)]
STEP = [("x:tiga", timedelta(0)), ("x:dua", timedelta(seconds=5)), ("x:koran", timedelta(0))]


@pytest.fixture
def found():
    shares = Shares.of(
        Share(thing, who, "", NOON + timedelta(days=day) + late)
        for day, thing in enumerate("abcdefgh")
        for who, late in CROWD + STEP
    )
    return Found(coordination(shares, set_apart=frozenset({"x:koran"})), shares)


def test_edges_and_clusters_become_tables(found):
    """Clusters count from 1 as on the command line; an account set apart is in none."""
    table = frames.edges_in_step(found)
    first = table.iloc[0]
    assert {first.a, first.b} == {"x:tiga", "x:dua"}
    assert (first.weight, first.cluster, first.window) == (8, 1, 60.0)
    assert table["cluster"].isna().tolist() == [False, True, True]
    assert table["set_apart"].tolist() == [False, True, True]
    assert len(frames.edges_in_step(found, every=True)) >= len(table)
    [cluster] = frames.clusters_in_step(found).itertuples()
    assert (cluster.size, cluster.edges, cluster.shared) == (2, 1, 8)
    assert set(cluster.objects) == set("abcdefgh")
    assert cluster.first == NOON


def test_a_cluster_says_what_else_could_explain_it(found):
    """Evidence for and against, each a sentence; a pair may be one person with two accounts."""
    words.use("en")
    table = frames.explanations(found)
    one = table[table["explanation"] == "one_person"]
    assert one["speaks_for"].tolist() == [True, True]
    assert "the same account comes first in 100% of the meetings" in set(one["evidence"])
    assert set(table["cluster"]) == {1}


def test_nothing_found_gives_empty_tables_with_their_columns():
    """A notebook goes on where nobody posts in step."""
    shares = Shares.of([])
    nothing = Found(coordination(shares), shares)
    for made in (frames.edges_in_step, frames.clusters_in_step, frames.explanations):
        table = made(nothing)
        assert table.empty
        assert "cluster" in table.columns
    told = frames.explanations(nothing)
    assert told[told["speaks_for"]].empty
