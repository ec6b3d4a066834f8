"""A researcher's tables say what the queue says."""

from __future__ import annotations

from datetime import UTC, datetime
from math import fsum

import numpy as np
import pandas as pd
import pytest

from monitor import frames, pipeline
from monitor.analyses.base import Setting
from monitor.analyses.classifier.lessons import Lessons
from monitor.analyses.classifier.prequential import prequential
from monitor.analyses.classifier.training import fit
from monitor.pipeline.audit import audit_rows
from monitor.pipeline.explained import SILENT, explained
from monitor.pipeline.figures import BinFigure, Evaluation, Figure
from monitor.records import Account, Post, Reference
from monitor.store import Store

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)


@pytest.fixture
def store():
    text = "Sebarkan! TPS 3 dipindahkan ke balai desa kata KPU"
    a, b = Account("x:a", "x"), Account("x:b", "x")
    with Store() as store:
        store.add(
            [
                Post("x:1", "x", text, a, NOON),
                Post("x:2", "x", text, b, NOON, repost_of=Reference("x:1", "x:a")),
                Post("x:3", "x", "hujan", b, mentions=("x:a",)),
            ]
        )
        pipeline.analyse(store, Setting())
        pipeline.group(store)
        pipeline.summarise(store, Setting())
        yield store


def test_the_queue_is_a_table_whose_reasons_add_up(store):
    """Scores can be done again from the reasons; times are UTC, not text."""
    queue, reasons = frames.queue(store), frames.reasons(store)
    assert queue["rank"].tolist() == [1, 2]
    assert str(queue["first_seen"].dtype).endswith("UTC]")
    sums = reasons.groupby("claim_id")["weight"].sum()
    assert sums.to_dict() == pytest.approx(queue["score"].to_dict())
    texts = frames.posts(store)["text"]
    for reason in reasons.itertuples():
        assert texts[reason.post_id][reason.start : reason.end] == reason.text


def test_interactions_are_a_table_and_a_graph_with_the_same_counts(store):
    """An edge from who points to who is pointed at; counts, no sides."""
    table = frames.interactions(store)
    assert sorted(table["kind"]) == ["mention", "repost"]
    graph = frames.graph(store)
    assert graph["x:b"]["x:a"] == {"repost": 1, "quote": 0, "reply": 0, "mention": 1, "weight": 2}
    assert graph.size("weight") == table["times"].sum()


def test_an_empty_store_gives_empty_tables_with_their_columns():
    """A notebook that is run before the first import does not break."""
    with Store() as store:
        for table in (frames.queue(store), frames.reasons(store), frames.posts(store)):
            assert isinstance(table, pd.DataFrame)
            assert table.empty
            assert len(table.columns) > 3


def test_an_evaluation_is_a_table_with_one_figure_a_row():
    """What a notebook plots: values, intervals and reasons in columns, bins beside them."""
    figure = Figure("measure", "time", "all", "ours", "auroc", 0.7, 0.6, 0.8, 90, 30)
    missing = Figure("measure", "time", "all", "ours", "brier", None, None, None, 90, 30, why="x")
    line = BinFigure("time", "ours", "mass", 0.1, 0.2, 9, 0.15, 0.1)
    nothing = ("data.csv", "", 7, 9, {}, {}, 90, 90, 30, 90, {}, [])
    found = Evaluation(*nothing, figures=[figure, missing], bins=[line])
    table = frames.evaluation(found)
    assert table["value"].dropna().tolist() == [0.7]
    assert table.loc[table["value"].isna(), "why"].tolist() == ["x"]
    assert frames.evaluation(found, bins=True)["said"].tolist() == [0.15]


def test_an_audit_is_a_table_with_one_finding_a_row():
    """Leaks can be picked and plotted; what cannot be asked stands there with its reason."""
    rows = [{"text": f"kabar {n} dari desa" + "!" * (n % 2), "label": n % 2} for n in range(120)]
    found = audit_rows(rows)
    table = frames.audit(found)
    assert len(table) == len(found.audit.findings)
    leaks = table[table["status"] == "leak"].set_index("check")
    assert leaks.loc["punctuation", "strength"] == pytest.approx(1.0)
    impossible = table[table["status"] == "n/a"]
    assert "drift" in set(impossible["check"])  # there are no dates
    assert impossible["strength"].isna().all()
    assert table["sentence"].str.len().min() > 0


def test_an_explanation_is_a_table_that_adds_up_to_the_score():
    """Every passage is in the text where the table says."""
    texts = [f"{('kotak dibuka', 'hujan deras')[n % 2]} tadi malam di desa {n}" for n in range(60)]
    model = fit(texts, np.arange(60) % 2, groups=np.arange(60))
    text = "Katanya kotak dibuka tadi malam!"
    told = explained(model, text)
    table = frames.explanation(told, text)
    assert fsum(table["value"]) == pytest.approx(told.judgement.score, abs=1e-12)
    placed = table[table["start"].notna()]
    assert "words" in set(placed["what"])
    for line in placed.itertuples():
        assert text[line.start : line.end] == line.text
    assert frames.explanation(SILENT, text).empty


def test_learning_is_a_table_with_one_figure_a_row():
    """What was predicted before it was learned: the mean of the windows, then each of them."""
    texts = [f"{('kotak dibuka', 'hujan deras')[n % 3 > 0]} di desa {n}" for n in range(120)]
    labels = (np.arange(120) % 3 == 0).astype(np.int8)
    lessons = Lessons(texts, labels, np.arange(120), np.ones(120))
    figures = prequential(None, lessons).figures(draws=20)
    table = frames.learning(figures)
    assert len(table) == len(figures)
    assert set(table["system"]) == {"learned", "start", "style"}
    assert table.loc[table["window"] == 0, "value"].notna().any()
