"""The habits an audit looks for can be found as they are written."""

from __future__ import annotations

import pytest

from monitor.analyses.audit.phrases import words_of
from monitor.corpora.audit import habits


@pytest.mark.parametrize("name", ["denials", "newsroom", "openings", "style"])
def test_every_phrase_is_cut_as_texts_are(name):
    """A phrase that the cutting of texts tears apart would never be found; none is twice."""
    phrases = getattr(habits(), name)
    assert [" ".join(words_of(phrase)) for phrase in phrases] == list(phrases)
    assert len(set(phrases)) == len(phrases)
