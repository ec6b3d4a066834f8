"""A score can be taken apart: the parts add up to it, and each is shown in the raw text."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.classifier.explaining import LONGEST, Part, Passage, explain, passages
from monitor.analyses.classifier.style import STYLE
from monitor.records import Span

CHUNKS = ("petugas", "menukar", "kotak,", '"di', "gudang!!", "KPU", "a,b", "12", "[SALAH]", "&amp;")
texts = st.text(max_size=120) | st.lists(st.sampled_from(CHUNKS)).map(" ".join)
TEXT = 'Sebarkan!! "surat suara" di gudang sudah tercoblos 3 kali, kata Prabowo'


@settings(max_examples=150)
@given(texts)
def test_parts_add_up_exactly_and_lie_in_the_raw_text(model, text):
    """Nothing of a score stays unexplained, not even its last digit, whatever the text."""
    parts = explain(model, text)
    assert fsum(part.value for part in parts) == model.scores([text])[0]
    for part in parts:
        assert part.span is None or 0 <= part.span.start < part.span.end <= len(text)


def test_every_word_every_pair_every_shape_and_the_base_are_parts(model):
    """In this order, so that a reader can count them."""
    parts = explain(model, "surat suara tercoblos")
    assert [part.kind for part in parts] == (
        ["word"] * 3 + ["pair"] * 2 + ["shape"] * len(STYLE) + ["base"]
    )
    assert [part.name for part in parts if part.kind == "shape"] == list(STYLE)


def test_words_are_quoted_as_they_were_written(model):
    """A span slices what people typed, also where it is spelt otherwise for the model."""
    text = "Srt suara &quot;dr&quot; PRABOWO subianto, 3 juta"
    words = [part.span for part in explain(model, text) if part.kind == "word"]
    assert [text[slice(*span)] for span in words] == [
        "Srt",
        "suara",
        "dr",
        "PRABOWO subianto",
        "3 juta",
    ]


@pytest.mark.parametrize(
    ("shape", "quoted"),
    [
        ("exclamation", "!"),
        ("many_exclamations", "!"),
        ("has_comma", ","),
        ("quotes", '"'),
        ("titles", "Sebarkan"),
        ("numbers", "3 kali"[:1]),
        ("name_start", "Prabowo"),
        ("word_sudah", "sudah"),
        ("length", None),
        ("starred", None),
    ],
)
def test_a_shape_is_shown_where_it_is_first_seen(model, shape, quoted):
    """Signs, capitals, numbers and function words have a place; length has none."""
    [span] = [part.span for part in explain(model, TEXT) if part.name == shape]
    assert (span and TEXT[slice(*span)]) == quoted


def word(value: float, start: int, end: int) -> Part:
    return Part("word", "", value, Span(start, end))


def test_passages_are_neighbours_that_point_the_same_way_the_strongest_first():
    """A pair counts half for either of its words."""
    parts = [
        word(0.1, 0, 3),
        word(-0.5, 4, 7),
        word(0.2, 8, 11),
        word(0.2, 12, 15),
        Part("pair", "", 0.0, Span(0, 7)),
        Part("pair", "", 0.0, Span(4, 11)),
        Part("pair", "", 0.4, Span(8, 15)),
        Part("shape", "length", 9.0, None),
    ]
    [first, second] = passages(parts)
    assert (first.span, second.span) == (Span(8, 15), Span(0, 3))
    assert (first.value, second.value) == (pytest.approx(0.8), pytest.approx(0.1))
    assert passages(parts, against=True) == [Passage(-0.5, Span(4, 7))]


def test_a_wall_of_words_is_quoted_in_pieces():
    """A quotation stays short enough to read, and none of its value is lost."""
    parts = [word(0.1, 10 * place, 10 * place + 9) for place in range(40)]
    found = passages(parts)
    assert all(each.span.end - each.span.start <= LONGEST for each in found)
    assert fsum(each.value for each in found) == pytest.approx(4.0)
    assert [abs(each.value) for each in found] == sorted(
        (abs(each.value) for each in found), reverse=True
    )


def test_nothing_is_no_passage():
    """An empty text raises nothing and lowers nothing."""
    assert passages([]) == []


@given(texts)
def test_passages_are_ordered_and_quote_the_raw_text(model, text):
    """For any text, for and against."""
    for against in (False, True):
        found = passages(explain(model, text), against=against)
        strengths = [abs(each.value) for each in found]
        assert strengths == sorted(strengths, reverse=True)
        for each in found:
            assert (each.value < 0) == against
            assert 0 <= each.span.start < each.span.end <= len(text)
