"""A notebook gets the figures of `monitor network` as tables, and a graph to go on with."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from monitor import frames, pipeline
from monitor.analyses.base import Setting
from monitor.corpora.elections import elections
from monitor.corpora.register import RegisteredAccount
from monitor.records import Account, Link, Post, Reference
from monitor.store import Store

SETTING = Setting(
    elections()["pilbup-tirtamaya-2024"], {"x:a": RegisteredAccount("x:a", "media", level=2)}
)
TEXT = "Marlina-Pram berdebat malam ini"
NOON = datetime(2024, 10, 5, 5, tzinfo=UTC)


@pytest.fixture
def store():
    with Store() as store:
        store.add(
            [
                Post("x:0", "x", TEXT, Account("x:a", "x"), NOON),
                *[
                    Post(f"x:{n}", "x", TEXT, Account(f"x:b{n}", "x"), NOON,
                         repost_of=Reference("x:0"))
                    for n in range(1, 13)
                ],
                Post("x:13", "x", "hujan", Account("x:c", "x"), mentions=("x:a",),
                     links=(Link("https://t.example/1", "https://t.example/1"),)),
            ]
        )  # fmt: skip
        pipeline.analyse(store, SETTING)
        yield store


def test_a_report_becomes_tables(store):
    """Values are numbers, missing ones NaN with a reason; accounts have their role."""
    report = frames.network(store, SETTING, draws=20)
    figures = frames.amplification(report).set_index(["about", "measure"])
    assert figures.loc[("Marlina-Pram", "amplifiers"), "value"] == 12
    missing = figures.loc[("Wira-Sekar", "gini_made")]
    assert pd.isna(missing["value"])
    assert missing["why"] == "no_reposts"
    assert figures["value"].dtype == float
    table = frames.amplified(report)
    [row] = table[table["about"] == "Marlina-Pram"].itertuples()
    assert (row.account, row.role, row.strength) == ("x:a", "media", 12)
    assert frames.amplifiers(report)["strength"].max() == 1
    assert frames.first_movers(report)["first"].max() == 1
    assert len(frames.overlaps(report)) == 3
    assert frames.roles(report)["share"].between(0, 1).all()


def test_a_graph_carries_what_was_measured(store):
    """Reposts and quotes by default; mentions and links only when asked for."""
    graph = frames.network_graph(store, SETTING)
    assert graph.number_of_nodes() == 13
    assert graph.nodes["x:a"]["role"] == "media"
    assert graph.nodes["x:a"]["pagerank"] == pytest.approx(0.46, abs=0.05)
    assert sum(rank for _, rank in graph.nodes(data="pagerank")) == pytest.approx(1)
    assert graph["x:b1"]["x:a"]["repost"] == 1
    attention = frames.network_graph(store, SETTING, kinds=["mention", "link"])
    assert set(attention) == {"x:c", "x:a", "https://t.example/1"}
    assert frames.network_graph(store, SETTING, entity="Wira-Sekar").number_of_nodes() == 0


def test_an_empty_store_gives_tables_with_their_columns():
    """A notebook that is run before the first import does not break."""
    with Store() as store:
        report = frames.network(store, Setting())
    for table in (frames.amplified(report), frames.phase_changes(report), frames.roles(report)):
        assert table.empty
        assert "about" in table.columns


def test_attention_is_counted_by_pair_phase_and_kind(store):
    """Each post once a kind; a post that names nobody counts as that, and nobody gets a side."""
    table = frames.attention(store, SETTING).set_index(["about", "phase", "kind"])
    [named] = table.xs("repost", level="kind").itertuples()
    assert (named.Index, named.posts, named.accounts, named.targets) == (
        ("Marlina-Pram", "kampanye"), 12, 12, 1,
    )  # fmt: skip
    silent = table[table.index.get_level_values("about").isna()]
    assert silent["posts"].tolist() == [1, 1]
    assert set(silent.index.get_level_values("kind")) == {"mention", "link"}
