"""Where the model may not speak it says so, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.analyses.classifier.domain import Domain, distance
from monitor.words import say

INSIDE = "petugas menukar kotak di gudang tadi malam!! sebarkan"
STRANGE_STYLE = "Petugas, MENUKAR; kotak: di? gudang/ tadi* malam! ... " * 2


@pytest.fixture(scope="module")
def asked(fitted_with_contrast):
    """Return what a model says of a text, some of its limits replaced."""

    def judge(text: str, **limits):
        domain = Domain(
            fewest=3, most=40, known=0.3, strange=1e9,
            contrast=fitted_with_contrast.domain.contrast, unlike=-1e9,
        )  # fmt: skip
        model = replace(fitted_with_contrast, domain=replace(domain, **limits))
        [judgement] = model.judge([text])
        return judgement

    return judge


@pytest.mark.parametrize(
    ("why", "text", "limits"),
    [
        ("short", "lucu sih", {}),
        ("long", INSIDE * 10, {}),
        ("headline", "Petugas Menukar Kotak Di Gudang", {"headlines": False}),
        ("strange_words", "the quick brown fox jumps over", {}),
        ("strange_style", STRANGE_STYLE, {"strange": 2.0}),
        ("ordinary", "makan bakso dulu di gudang hari ini", {"unlike": 1.0}),
    ],
)
def test_every_reason_not_to_speak_can_be_met(asked, why, text, limits):
    """Outside there is an order, no probability, and a sentence that says why."""
    judgement = asked(text, **limits)
    assert judgement.outside == why
    assert (judgement.probability, judgement.band) == (None, "unknown")
    assert isinstance(judgement.score, float)
    assert say(f"classifier.outside_{why}")


def test_inside_there_is_a_probability_and_a_band(asked):
    """With every limit in force at once."""
    judgement = asked(INSIDE, strange=2.0, unlike=1.0)
    assert judgement.outside is None
    assert 0 < judgement.probability < 1
    assert judgement.band in ("high", "medium", "low")


def test_the_first_broken_limit_is_the_reason(asked):
    """A short text in a foreign language is short: one reason, the plainest."""
    assert asked("quick fox").outside == "short"


def test_a_limit_itself_lies_inside(asked):
    """Three words are enough where three are the fewest, forty where forty are the most."""
    assert asked("petugas menukar kotak").outside is None
    assert asked("petugas " * 40).outside is None
    assert asked("petugas " * 41).outside == "long"


def test_distance_is_the_mean_square():
    """So that one odd shape among a hundred is no stranger."""
    assert distance([3.0, 0.0, 0.0]) == 3.0
    assert distance([]) == 0.0
