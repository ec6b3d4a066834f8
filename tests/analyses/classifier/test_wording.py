"""Kinds of words are counted, whatever the words are about."""

from __future__ import annotations

import pytest

from monitor.analyses.classifier.wording import WORDING, wording, words_of_kind
from monitor.language.masking import NAME, masked


def kinds_of(text: str) -> dict[str, float]:
    pieces = [piece for piece in masked(text) if piece.form]
    forms, chats = [piece.form for piece in pieces], [piece.is_chat for piece in pieces]
    return dict(zip(WORDING, wording(forms, chats), strict=True))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("word_length", "beras dan Prabowo", 4.0),
        ("word_length", "Prabowo", 0.0),
        ("long_words", "pembangunan itu", 0.5),
        ("short_words", "ayo ke pasar pagi", 0.5),
        ("distinct", "naik naik", 1 / 2**0.9),
        ("no_vowel", "hmm lapar", 0.5),
        ("repeated", "naik naik turun", 1 / 3),
        ("ours_denied", "kami belum pernah datang", True),
        ("ours_denied", "kami sama sekali tidak datang", False),
        ("ours_denied", "tidak ada kami", False),
        ("chat_spelling", "yg lapar", 0.5),
        ("has_chat_spelling", "yang lapar", False),
        ("begins_me", "menanam padi", 0.5),
        ("begins_di", "ditanam padi", 0.5),
        ("begins_ke_an", "keadilan sosial", 0.5),
        ("word_yang", "yang lapar makan bubur", 0.5),
        ("word_dan", "yang lapar makan bubur", 0.0),
    ],
)
def test_a_kind_is_what_its_name_says(kind, text, value):
    """A reader of the model can look at a text and see the number."""
    assert kinds_of(text)[kind] == pytest.approx(value)


def test_a_mask_has_no_length_and_is_no_short_word():
    """Else a longer name would move what a shorter one does not."""
    kinds = dict(zip(WORDING, wording([NAME, "beras"], [False, False]), strict=True))
    assert (kinds["word_length"], kinds["short_words"]) == (5.0, 0.0)


def test_stretched_letters_are_seen_where_the_spelling_keeps_them():
    """Words are spelt as in a letter first, so only what is no word stays stretched."""
    assert wording(["hahaaa"], [False])[WORDING.index("stretched")]


def test_no_word_of_checkers_is_a_kind():
    """What judges a text is taken out before anything is counted."""
    assert not {"hoaks", "klarifikasi", "fakta"} & words_of_kind("reporting")
