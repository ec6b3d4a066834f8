"""The words of denials keep their rules."""

import pytest

from monitor.corpora.clarifications import clarification_version, clarifications
from monitor.corpora.load import folder, parse
from monitor.language.normal import normalise


def test_only_what_decides_alone_has_a_value():
    """Proves that a word of refutation, which false claims use too, decides nothing by itself."""
    for phrase, role, value in clarifications():
        assert (value > 0) == (role in ("denial", "answer", "opening")), phrase


@pytest.mark.parametrize("role", sorted({denial.role for denial in clarifications()}))
def test_phrases_stand_as_normalised_texts_spell_them(role):
    """Proves that no phrase could never match, and that none plays one part twice."""
    phrases = [denial.phrase for denial in clarifications() if denial.role == role]

    assert [phrase for phrase in phrases if normalise(phrase)[0] != phrase] == []


def test_the_version_is_short_and_every_group_has_its_source():
    """Proves that stored signals name the words that made them, and each word its origin."""
    assert len(clarification_version()) == 8
    for group in parse(folder() / "clarifications.toml")["group"]:
        assert group["source"]
        assert group["note"]
