"""The words no score may rest on: complete, spelled as texts are, and drawn from what is known."""

import pytest

from monitor.corpora.cues import words_that_judge
from monitor.corpora.labels import labels
from monitor.corpora.load import folder, parse
from monitor.corpora.masking import masking
from monitor.corpora.public import public_list
from monitor.corpora.sources import source_domains
from monitor.language.normal import normalise

GROUPS = parse(folder() / "masking.toml")["group"]


def test_a_cue_may_hold_no_word_that_is_not_masked_too():
    """Proves that the two lists of forbidden words cannot drift apart."""
    assert set(words_that_judge()) <= set(masking().checkers)


def test_every_verdict_label_is_masked():
    """Proves that no organisation's label, new ones in the file included, can carry a score."""
    judged = [label.label for label in labels().labels if label.verdict != "not_a_verdict"]

    assert {label.casefold() for label in judged if not label.isdigit()} <= set(masking().checkers)


def test_every_outlet_the_project_knows_is_masked_by_name_domain_and_account():
    """Proves that a medium added to the register is masked without a second entry."""
    outlets = set(masking().outlets)

    for domain, source in source_domains().items():
        if source.kind in ("checker", "media") and source.confidence != "invented":
            assert {domain, source.name.casefold()} <= outlets
    for account in public_list():
        if account.kind == "media" and account.confidence != "invented":
            assert account.handle.casefold() in outlets


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_words_stand_as_normalised_texts_spell_them(group):
    """Proves that no word could never match, nor become an everyday one ("jk" is read "jika")."""
    for word in group["words"]:
        assert normalise(word)[0] == word


def test_no_word_is_written_down_twice():
    """Proves that a word has one place to be argued about; what is derived is not copied."""
    derived = {*words_that_judge(), *source_domains()}
    for kind in masking()._fields:
        words = [word for group in GROUPS if group["kind"] == kind for word in group["words"]]
        assert len(words) == len(set(words))
        if kind in ("checkers", "outlets"):
            assert not derived & set(words)


def test_what_a_word_becomes_is_unambiguous():
    """Proves that a word is dropped or masked, not now this and now that."""
    known = masking()
    dropped, masked = {*known.checkers, *known.outlets}, {*known.figures, *known.bodies}

    assert not set(known.figures) & set(known.bodies)
    assert dropped & masked <= {"kominfo", "komdigi"}
