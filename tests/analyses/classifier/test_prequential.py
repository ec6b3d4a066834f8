"""Every verdict is predicted before it is learned, and a worse model is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stream_posts import PLAIN, Stream
from monitor.analyses.classifier.choosing import better
from monitor.analyses.classifier.learning import Learner
from monitor.analyses.classifier.lessons import Lessons
from monitor.analyses.classifier.prequential import (
    LEAST,
    WINDOW,
    Figure,
    Prequential,
    prequential,
    windows_of,
)
from monitor.analyses.classifier.training import fit

WORLD = replace(PLAIN, a_day=200, base=0.3, noise=0.0)


def lessons_of(claims, weights=None) -> Lessons:
    count = len(claims)
    return Lessons(
        [claim.text for claim in claims],
        np.array([claim.false for claim in claims], np.int8),
        np.arange(count),
        np.ones(count) if weights is None else np.asarray(weights, float),
    )


@pytest.fixture(scope="module")
def claims():
    return Stream(WORLD, 3).day(0)


@pytest.fixture(scope="module")
def start():
    texts, labels = Stream(WORLD, 3).archive(200)
    return fit(texts, labels, groups=np.arange(len(texts)))


@pytest.fixture(scope="module")
def found(claims, start):
    return prequential(start, lessons_of(claims))


def told(labels, learned, start, weights=None, batch: int = 0) -> Prequential:
    """Predictions made up for a test, all in the first window."""
    count = len(labels)
    learner = Learner()
    learner.rules = replace(learner.rules, batch=batch)
    lessons = Lessons(
        [f"teks {number}" for number in range(count)],
        np.asarray(labels, np.int8),
        np.arange(count),
        np.ones(count) if weights is None else np.asarray(weights, float),
    )
    scores = {"learned": learned, "start": start, "style": np.zeros(count)}
    scores = {name: np.asarray(each, float) for name, each in scores.items()}
    return Prequential(lessons, scores, windows_of(count, batch), learner)


def only(figures: list[Figure], **wanted: object) -> Figure:
    [found] = [each for each in figures if all(getattr(each, key) == wanted[key] for key in wanted)]
    return found


def test_no_prediction_knows_a_later_verdict(claims, start, found):
    """Turn every verdict from the 121st on: what was said of the first 140 stays as it was."""
    lessons = lessons_of(claims)
    turned = lessons.labels.copy()
    turned[120:] = 1 - turned[120:]
    other = prequential(start, replace(lessons, labels=turned))
    for name in ("learned", "style"):
        assert np.array_equal(other.scores[name][:140], found.scores[name][:140])
        assert not np.array_equal(other.scores[name][140:], found.scores[name][140:])


def test_learning_is_seen_to_beat_the_untrained_order_and_style(found):
    """The figures say by how much, with intervals above nothing."""
    figures = found.figures(draws=200)
    for over in ("start", "style"):
        lift = only(figures, of="claims", window=0, over=over, measure="auroc")
        assert lift.value is not None
        assert lift.low is not None
        assert lift.low > 0


def test_the_first_batch_and_a_short_rest_are_in_no_window():
    """Nobody can predict the first verdicts; the first 20 of a few are nearly all of them."""
    windows = windows_of(20 + WINDOW + LEAST - 1, 20)
    assert windows[:20].max() == 0
    assert set(windows[20 : 20 + WINDOW].tolist()) == {1}
    assert windows[20 + WINDOW :].max() == 0
    assert windows_of(20 + WINDOW + LEAST, 20)[-1] == 2


@given(st.integers(0, 500), st.integers(0, 50))
def test_every_window_is_large_enough(count, first):
    """Whatever the number of verdicts, no window has fewer than it needs, none is skipped."""
    windows = windows_of(count, first)
    sizes = np.bincount(windows)[1:]
    assert len(windows) == count
    assert ((sizes >= LEAST) & (sizes <= WINDOW)).all()


def test_a_row_drawn_by_lot_speaks_for_those_not_shown():
    """Of claims, the first 20 are those the rows stand for; of reviewed rows, it counts thrice."""
    labels = [1] * 10 + [0] + [1] * 29
    scores = np.arange(40.0, 0.0, -1.0)
    plain = told(labels, scores, np.zeros(40)).figures(draws=20)
    weights = [1.0] * 10 + [100.0] + [1.0] * 29
    drawn = told(labels, scores, np.zeros(40), weights).figures(draws=20)
    ask = {"window": 0, "system": "learned", "over": "", "measure": "precision_20"}
    assert only(plain, of="claims", **ask).value == pytest.approx(19 / 20)
    assert only(drawn, of="claims", **ask).value == pytest.approx(10 / 20)
    assert only(drawn, of="claims", **ask).stand_for == 139
    assert only(drawn, of="reviewed", **ask).value == pytest.approx(17 / 20)


def test_an_order_of_all_claims_needs_false_ones_that_nobody_ranked():
    """Else those that the ranking had found are compared with the rest, and whoever ranked wins."""
    labels = [1] * 10 + [0] * 30 + [1] * 4 + [0] * 16
    lots = [1.0] * 40 + [50.0] * 20
    ask = {"window": 0, "system": "learned", "over": "", "measure": "auroc"}
    few = told(labels, np.arange(60.0), np.zeros(60), lots).figures(draws=5)
    assert only(few, of="claims", **ask).why == "few_drawn"
    assert only(few, of="reviewed", **ask).value is not None
    labels[-1] = 1
    enough = told(labels, np.arange(60.0), np.zeros(60), lots).figures(draws=5)
    assert only(enough, of="claims", **ask).value is not None


def test_what_cannot_be_said_is_not_said():
    """Of too few verdicts, of verdicts of one kind, of weights that are all 0."""
    few = told([1, 0] * 10, np.zeros(20), np.zeros(20)).figures(draws=5)
    assert {figure.value for figure in few} == {None}
    assert {figure.why for figure in few} == {"few_rows"}
    alike = told([0] * 50, np.zeros(50), np.zeros(50)).figures(draws=5)
    area = only(alike, of="claims", window=0, system="learned", over="", measure="auroc")
    assert (area.value, area.low, area.why) == (None, None, "one_label")
    nothing = told([1, 0] * 25, np.zeros(50), np.zeros(50), [0.0] * 50).figures(draws=5)
    assert {figure.why for figure in nothing if figure.of == "claims"} == {"few_rows"}


def test_a_figure_of_all_windows_is_the_mean_of_theirs(found):
    """So that scores of a beginner are not compared with those of one who knows more."""
    figures = [each for each in found.figures(draws=5) if each.of == "claims"]
    each = [f.value for f in figures if f.window and f.system == "style" and not f.over]
    whole = [f.value for f in figures if not f.window and f.system == "style" and not f.over]
    assert whole == pytest.approx(np.reshape(each, (-1, len(whole))).mean(0).tolist())


def test_a_worse_model_is_refused():
    """The figures it lost by are told."""
    labels = [1, 0] * 40
    good, bad = np.array(labels, float), -np.array(labels, float)
    for learned, before, take, why in ((good, bad, True, "better"), (bad, good, False, "worse")):
        found = told(labels, learned, before)
        choice = better(found, Says(before), draws=50)
        assert (choice.take, choice.why, choice.rows) == (take, why, 80)
        assert choice.low is not None
        assert choice.value == (choice.new or 0) - (choice.old or 0)


class Says:
    """A model in use whose scores are given."""

    version = "lama"

    def __init__(self, scores):
        self._scores = scores

    def scores(self, texts):
        return np.array([self._scores[int(text.split()[1])] for text in texts])


def test_equal_first_rows_are_decided_by_all_the_others():
    """Both put 20 false ones on top; the one that orders the rest better wins."""
    labels = [1] * 30 + [0] * 30
    whole = np.arange(60.0, 0.0, -1.0)
    half = np.where(np.arange(60) < 20, whole, whole[::-1] - 100)
    assert better(told(labels, whole, half), Says(half), draws=50).why == "better"
    choice = better(told(labels, half, whole), Says(whole), draws=50)
    assert (choice.new, choice.old, choice.why) == (1.0, 1.0, "worse")
    assert better(told(labels, whole, whole), Says(whole), draws=50).why == "equal"


def test_verdicts_that_cannot_tell_leave_the_model_in_use():
    """Doubt is no reason to change; where nothing is in use, anything is."""
    nothing = told([1, 0] * 10, np.zeros(20), np.zeros(20))
    choice = better(nothing, Says(np.zeros(20)), draws=5)
    assert (choice.take, choice.why, choice.value) == (False, "unknown", None)
    assert better(nothing, None).take


def test_a_model_is_not_asked_what_it_has_seen():
    """Only later verdicts compare; where there are few, the start stands in."""
    labels = [1, 0] * 60
    good = np.array(labels, float)
    cheat = Says(good)
    late = np.arange(120) >= 60
    assert better(told(labels, good, -good), cheat, unseen=late, draws=5).rows == 60
    choice = better(told(labels, good, -good), cheat, unseen=np.arange(120) >= 100, draws=5)
    assert (choice.rows, choice.why) == (100, "better")


@settings(max_examples=20)
@given(st.lists(st.booleans(), min_size=40, max_size=100), st.integers(0, 2**16))
def test_two_models_never_both_win(labels, seed):
    """What is better one way is worse the other way round."""
    random = np.random.default_rng(seed)
    a, b = random.integers(0, 5, (2, len(labels))).astype(float)
    one = better(told(labels, a, b), Says(b), draws=2)
    other = better(told(labels, b, a), Says(a), draws=2)
    turned = {"better": "worse", "worse": "better", "equal": "equal", "unknown": "unknown"}
    assert other.why == turned[one.why]
