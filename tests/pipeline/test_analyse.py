"""Analyses come and go; the store, the queue and the exports do not notice."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from monitor import pipeline
from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.corpora.elections import election
from monitor.pipeline.analyse import Work, annotate
from monitor.records import Claim, Document, Post, Signal, Span
from monitor.store import Store


def find_soto(documents: Sequence[Document], _setting: Setting) -> Iterator[Signal]:
    """Notice soup: the smallest analysis there can be."""
    for document in documents:
        start = document.text.find("soto")
        if start >= 0:
            span = Span(start, start + 4)
            yield Signal(document.post, "soup", 1.0, "Menyebut soto.", {}, span, document.post)


def find_crowds(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Notice claims of two posts or more."""
    for claim in claims:
        if claim.posts > 1:
            yield Signal(claim.id, "crowd", 0.5, "Ramai.", {})


SOUP = Analysis("soup", "1", "post", find_soto)
CROWD = Analysis("crowd", "1", "claim", find_crowds)


@pytest.fixture
def store():
    with Store() as store:
        store.add([Post(f"x:{n}", "x", "makan soto ayam di pasar pagi ini") for n in (1, 2)])
        yield store


def brought_up_to_date(store: Store, analyses: dict[str, Analysis], setting: Setting) -> int:
    count = pipeline.analyse(store, setting, analyses=analyses)
    pipeline.group(store)
    pipeline.summarise(store, setting, analyses=analyses)
    return count


def test_a_new_analysis_plugs_in_without_touching_anything_else(store, tmp_path):
    """A toy analysis of posts and one of claims reach the row, with spans, weights and export."""
    analyses = {**ANALYSES, "soup": SOUP, "crowd": CROWD}
    brought_up_to_date(store, analyses, Setting())
    [row] = pipeline.queue(store).rows()
    reasons = {reason.factor: reason for reason in row.reasons}
    assert (reasons["soup"].text, reasons["soup"].weight) == ("soto", 0.5)
    assert reasons["crowd"].sentence == "Ramai."
    pipeline.export(store, tmp_path / "monitor.db", tmp_path / "keluar.csv")
    assert "Menyebut soto." in (tmp_path / "keluar.csv").read_text(encoding="utf-8-sig")


def test_each_post_is_analysed_once(store):
    """A second run finds nothing to do; a new post is the only one looked at."""
    assert brought_up_to_date(store, ANALYSES, Setting()) == 2
    assert brought_up_to_date(store, ANALYSES, Setting()) == 0
    store.add([Post("x:3", "x", "hujan")])
    assert brought_up_to_date(store, ANALYSES, Setting()) == 1


def test_an_analysis_that_comes_later_sees_the_old_posts_too(store):
    """Upgrading the tool gives old posts the new reasons, and no reason twice."""
    brought_up_to_date(store, ANALYSES, Setting())
    store.add([Post("x:3", "x", "soto lagi")])
    brought_up_to_date(store, {**ANALYSES, "soup": SOUP}, Setting())
    signals = [s for found in store.signals_of([1, 3]).values() for s in found]
    assert sorted(s.subject for s in signals if s.factor == "soup") == ["x:1", "x:2", "x:3"]


def test_a_changed_version_says_everything_anew(store):
    """No signal of the old words stays."""
    brought_up_to_date(store, {"soup": SOUP}, Setting())
    newer = replace(SOUP, version="2")
    brought_up_to_date(store, {"soup": newer}, Setting())
    versions = [signal.version for signal in store.signals_of([1])[1]]
    assert versions == ["2", "2"]


def test_another_election_says_everything_anew(store):
    """A number code found for one election must not survive under another."""
    brought_up_to_date(store, {"soup": SOUP}, Setting())
    there = Setting(election("pilkada-2024"))
    assert brought_up_to_date(store, {"soup": SOUP}, there) == 2


def test_a_batch_gives_the_same_anywhere():
    """Preparing and analysing is pure: another process, or another day, finds the same."""
    posts = [(1, Post("x:1", "x", "SEGERA sebarkan! KPU pindahkan TPS 3")), (2, Post("x:2", "x"))]
    work = Work(0, 2, tuple(a for a in ANALYSES.values() if a.of == "post"), True, Setting())
    first, second = annotate(posts, work), annotate(posts, work)
    assert first == second
    assert [seq for seq, _ in first.sketches] == [1, 2]


@pytest.mark.slow
def test_many_processes_find_what_one_finds(tmp_path, monkeypatch):
    """Cores change the time, not the result."""
    monkeypatch.setattr(sys.modules[Work.__module__], "BATCH", 20)
    posts = [Post(f"x:{n}", "x", f"Sebarkan! TPS {n} pindah") for n in range(210)]
    found = []
    for workers in (0, 2):
        with Store(tmp_path / f"{workers}.db") as store:
            store.add(posts)
            pipeline.analyse(store, Setting(), workers=workers)
            found.append(list(store._rows("SELECT * FROM signals ORDER BY post, factor, start")))
    assert found[0] == found[1]
    assert len(found[0]) > 210
