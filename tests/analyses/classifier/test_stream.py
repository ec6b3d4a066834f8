"""The invented stream is what it says: content tells, style does not, and a team learns from it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.stream import simulate
from benchmarks.stream_posts import PLAIN, Stream, reviewed, shouted
from monitor.measures import auroc


def day_of(seed: int, **world: float) -> list:
    return Stream(replace(PLAIN, a_day=3_000, **world), seed).day(3)


def test_the_same_seed_makes_the_same_stream():
    """A figure can be printed again."""
    assert day_of(1) == day_of(1)
    assert day_of(1) != day_of(2)


def test_style_says_nothing_of_truth_in_the_stream():
    """Neither shouting nor length tells a false claim from another."""
    claims = day_of(1, base=0.3)
    false = [claim.false for claim in claims]
    assert abs(auroc(false, [claim.shouts for claim in claims]) - 0.5) < 0.03
    assert abs(auroc(false, [len(claim.text.split()) for claim in claims]) - 0.5) < 0.03


def test_style_says_much_where_the_cold_start_learns():
    """Most false texts of the archive shout, few others do."""
    texts, labels = Stream(PLAIN, 1).archive()
    assert auroc(labels, [text == text.upper() for text in texts]) > 0.8


def test_false_claims_are_as_rare_as_told_and_narratives_end():
    """One in fifty; those of the first days are not those of the last."""
    assert 0.015 < np.mean([claim.false for claim in day_of(1)]) < 0.025
    stream = Stream(replace(PLAIN, base=1.0, a_day=300, shout=0.0), 1)
    early, late = (
        {word for claim in stream.day(day) for word in claim.text.split()} for day in (0, 40)
    )
    assert len(early ^ late) > 20


def test_a_team_looks_at_the_first_and_at_some_by_lot():
    """Those drawn stand for all that were not shown."""
    stream = Stream(replace(PLAIN, a_day=100), 1)
    claims = stream.day(0)
    rows = list(reviewed(stream, claims, np.arange(100.0)))
    assert [claim for claim, _, _ in rows[:18]] == claims[:81:-1]
    assert [weight for _, _, weight in rows] == [1.0] * 18 + [82 / 2] * 2
    assert sum(weight for _, _, weight in rows) == 100


def test_shouting_changes_no_word():
    """Only how it is written."""
    assert shouted("kotak dibuka").lower().rstrip("!") == "kotak dibuka"


@pytest.mark.slow
def test_after_200_verdicts_a_team_finds_more_than_it_did():
    """One small stream through; ``python -m benchmarks.stream`` prints the table."""
    told = simulate(replace(PLAIN, a_day=300, base=0.04), 2, checked=(0, 200))
    cold, learned, _, _ = told.precision[200]
    assert told.precision[0][0] == told.precision[0][1]
    assert learned > cold
    shouting, content, area = told.style["learned"]
    assert content > 0
    assert abs(shouting) < told.style["cold start"][0] / 4
    assert 0.35 < area < 0.65
