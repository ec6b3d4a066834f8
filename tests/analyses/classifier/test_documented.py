"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

from monitor.analyses.classifier.domain import Domain
from monitor.words import say

DOCS = Path(__file__).parents[3] / "docs" / "classifier.md"
REASONS = ("short", "long", "headline", "strange_words", "strange_style", "ordinary")


def test_the_example_runs_as_it_is_shown():
    """A reader who copies it gets what stands there."""
    failed, tried = doctest.testfile(str(DOCS), module_relative=False)
    assert tried > 5
    assert not failed


def test_every_reason_not_to_speak_is_documented_and_said():
    """Whoever reads `strange_words` in a file can look it up."""
    text = DOCS.read_text(encoding="utf-8")
    for reason in REASONS:
        assert f"`{reason}`" in text
        assert say(f"classifier.outside_{reason}")
        assert reason in (Domain.outside.__doc__ or "")
