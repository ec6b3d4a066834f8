"""How a text is written, in numbers that say what their names say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses.classifier.style import FAMILIES, STYLE, style
from monitor.language.masking import masked, placed

LONG = "beras " * 70
CHUNKS = ("kata,", '"saja', "(b)", "5,", "!", "#Itu\n", "(KPU)", "..", "hoaks,", "a,b")


def shapes(text: str) -> dict[str, float]:
    return dict(zip(STYLE, style(masked(text)), strict=True))


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        ("length", "beras naik", math.log(3)),
        ("is_short", "beras naik lagi", True),
        ("is_middling", "beras naik lagi", True),
        ("is_long", LONG, True),
        ("capitals", "AWAS beras", 0.5),
        ("titles", "Beras Naik lagi terus", 0.5),
        ("all_capitals", "AWAS BERAS BERACUN", True),
        ("headline", "Harga Beras Naik Lagi", True),
        ("headline", f"Harga Beras Naik Lagi {LONG}", False),
        ("lower_start", "beras naik", True),
        ("capital_inside", "Harga beras Naik terus", 1 / 3),
        ("capital_inside", "Harga naik. Beras langka", 0.0),
        ("first_in_capitals", "AWAS beras", True),
        ("run_of_capitals", "AWAS BERAS beracun AWAS", math.log(3)),
        ("mixed_case", "beRAs naik", 0.5),
        ("exclamation", "naik!!", 2 / 3),
        ("has_question", "naik?", True),
        ("has_other_sign", "naik/turun", True),
        ("many_exclamations", "naik! turun!", False),
        ("many_exclamations", "naik!!", True),
        ("dots", "naik...", 1 / 4),
        ("dots", "naik. turun.", 0.0),
        ("starred", "*penting* dibaca", True),
        ("loose_signs", "naik , turun", 0.5),
        ("loose_signs", "naik, turun", 0.0),
        ("tight_signs", "naik,turun", 0.5),
        ("tight_signs", "naik, turun", 0.0),
        ("tags", "#naik lagi", 0.5),
        ("quoted_start", '"beras naik" kata warga', True),
        ("quoted_end", 'kata warga "beras naik"', True),
        ("quote_reported", '"beras naik" kata warga', True),
        ("quote_reported", '"beras naik" menurut warga', False),
        ("quote_whole", '"beras naik"', True),
        ("quote_left_open", 'katanya "beras naik', True),
        ("quote_then_more", '"beras naik" kata warga itu', True),
        ("quote_of_ours", '"kami lapar"', True),
        ("one_quote", 'beras 5" naik', True),
        ("ends_with_word", "beras naik", True),
        ("ends_with_stop", "beras naik.", True),
        ("ends_with_dots", "beras naik...", True),
        ("ends_with_stop", "beras naik...", False),
        ("ends_with_question", 'beras naik?"', True),
        ("emoji", "naik 🙏", 0.5),
        ("has_emoji", "naik ☀", True),
        ("numbers", "naik 5 ribu", 0.5),
        ("many_numbers", "naik 5 lalu 6 lalu 7", True),
        ("number_in_brackets", "warga (60) lapar", True),
        ("name_start", "Prabowo datang", True),
        ("name_after_comma", "kemarin, Prabowo datang", True),
        ("lines", "naik\nturun", 0.5),
        ("many_lines", "a\nb\nc\nd\ne", True),
        ("words_a_line", "naik\nturun", math.log(2)),
        ("one_sentence", "naik. turun.", False),
        ("sentence_length", "naik. turun", math.log(2)),
        ("sentence_length", "naik. turun. naik.", math.log1p(3 / 4)),
    ],
)  # fmt: skip
def test_a_shape_is_what_its_name_says(shape, text, value):
    """A reader of the model can look at a text and see the number."""
    assert shapes(text)[shape] == pytest.approx(value)


@given(st.text(max_size=120) | st.lists(st.sampled_from(CHUNKS)).map(" ".join))
def test_any_text_has_every_shape_and_placing_it_changes_none(text):
    """Explaining sees the same numbers as scoring, whatever people type."""
    found = style(masked(text))
    assert len(found) == len(STYLE)
    assert all(map(math.isfinite, found))
    assert found == style(placed(text))


def test_a_text_without_words_has_no_style():
    """Signs alone say nothing about how somebody writes."""
    assert not any(style(masked("?!?!")))
    assert not any(style(masked("")))


def test_every_shape_has_one_family():
    """So an explanation can say in one word what moved a score."""
    assert len(set(STYLE)) == len(STYLE) == sum(map(len, FAMILIES.values()))


def test_a_leak_word_glued_between_two_words_is_not_seen():
    """A verdict that hangs between words by commas leaves no trace in the punctuation."""
    assert shapes("naik,hoaks,turun")["tight_signs"] == 0
