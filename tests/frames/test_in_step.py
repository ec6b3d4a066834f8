"""A researcher's tables of accounts in step say what the store says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd

from monitor import frames
from monitor.records import Account, Link, Post
from monitor.store import Basis, ClusterEdge, Store, StoredCluster

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)
LINK = Link("https://kabar.example/a", "https://kabar.example/a")


def test_clusters_and_their_edges_are_tables():
    """One cluster a row, one pair a row; a pair of no cluster has none, not a number."""
    things = (("link", "https://kabar.example/a"),)
    kept = StoredCluster(
        1, ("x:a", "x:b"), 1, 1.0, things, NOON, NOON, 1e-9, 1e-5, 1e-7, 60.0, {"link": 1}
    )
    edges = [
        ClusterEdge("x:a", "x:b", 3, 0.1, 1e-9, 1e-7, 1e-8, 1, False),
        ClusterEdge("x:a", "x:koran", 2, 0.1, 1e-9, 1e-7, 1e-8, None, True),
    ]
    with Store() as store:
        store.replace_clusters([kept], edges, [], Basis("1", 0, 0, 60.0, 0.05))
        [row] = frames.clusters(store).itertuples()
        assert (row.cluster, row.size, row.shared, row.objects) == (1, 2, 1, things)
        assert row.first == NOON
        table = frames.coordination_edges(store)
        assert table["weight"].tolist() == [3, 2]
        assert table["cluster"].isna().tolist() == [False, True]
        assert table["set_apart"].tolist() == [False, True]


def test_what_crossed_platforms_is_a_table_with_delays():
    """One row per platform on the way."""
    with Store() as store:
        store.add(
            [
                Post(f"{name}:1", name, "", Account(f"{name}:a", name), NOON + late, links=(LINK,))
                for name, late in (("x", timedelta(0)), ("tiktok", timedelta(hours=2)))
            ]
        )
        table = frames.crossings(store)
    assert table["platform"].tolist() == ["x", "tiktok"]
    assert table["delay"].tolist() == [pd.Timedelta(0), pd.Timedelta(hours=2)]


def test_an_empty_store_gives_empty_tables_with_their_columns():
    """A notebook that is run before the first scan does not break."""
    with Store() as store:
        for made in (
            frames.clusters,
            frames.coordination_edges,
            frames.crossings,
            frames.clustered_shares,
        ):
            table = made(store)
            assert table.empty
            assert len(table.columns) > 6
