"""Signals are kept with where they were seen, and replaced when an analysis changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.analyses.base import Analysis
from monitor.records import Post, Signal, Span
from monitor.store import SignalRow, Store, signal_rows

CUES = Analysis("cues", "1", "post", lambda _documents, _setting: ())
SPREAD = Analysis("spread", "1", "claim", lambda _claims, _setting: ())


@pytest.fixture
def store():
    with Store() as store:
        store.add([Post("x:1", "x", "segera sebarkan"), Post("x:2", "x", "segera")])
        store.add_claims(founded=[1], members=[(1, 1), (2, 1)], merges=[], aliases=[])
        yield store


def signal(post: str, value: float, end: int) -> Signal:
    return Signal(post, "urgency", value, "signals.urgency", {}, Span(0, end), post, "cues", "1")


def rows(*signals: Signal) -> Iterator[SignalRow]:
    return signal_rows(CUES, signals, {"x:1": 1, "x:2": 2})


def test_a_claim_is_as_urgent_as_its_most_urgent_post(store):
    """Strengths take the strongest value per factor; the signals themselves stay, in order."""
    both = [signal("x:1", 0.2, 6), signal("x:2", 0.9, 6)]
    store.add_signals(rows(*both), done={"cues": "1"}, after=0, upto=2)
    strengths = store.strengths()
    assert strengths.values.tolist() == [0.9]
    assert strengths.names == ("urgency",)
    assert store.signals_of([1]) == {1: both}


def test_a_new_version_of_an_analysis_replaces_what_the_old_one_said(store):
    """No stale signal survives the words that made it."""
    store.add_signals(rows(signal("x:1", 1, 6)), done={"cues": "1"}, after=0, upto=2)
    assert store.progress() == {"cues": ("1", 2)}
    store.restart("cues")
    assert store.progress() == {}
    assert store.signals_of([1]) == {}


def test_two_scans_of_one_database_say_nothing_twice(store):
    """The slower of the two finds that the other has come further, and keeps silent."""
    for _ in range(2):
        store.add_signals(rows(signal("x:1", 1, 6)), done={"cues": "1"}, after=0, upto=2)
    assert len(store.signals_of([1])[1]) == 1


def test_claim_signals_are_said_anew_each_time(store):
    """Counts change with every post, so what was said about a claim is replaced, not added to."""
    for value in (0.1, 0.4):
        spread = Signal("k-1", "spread", value, "signals.spread", analysis="spread", version="1")
        found = signal_rows(SPREAD, [spread], {"x:1": 1}, {"k-1": 1})
        store.replace_claim_signals(["spread"], found)
    assert store.signals_of([1]) == {1: [spread]}


def test_a_batch_that_fails_leaves_no_half(store):
    """Signals and progress are stored together: a crash between them is impossible."""
    with pytest.raises(KeyError, match="x:9"):
        store.add_signals(
            rows(signal("x:1", 1, 6), signal("x:9", 1, 6)),
            done={"cues": "1"},
            after=0,
            upto=2,
        )
    assert store.progress() == {}
    assert store.signals_of([1]) == {}
