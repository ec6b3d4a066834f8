"""Masking: whoever is named and whoever checked, the same words remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.invariance import CASES, CHECKERS, NAMES
from monitor.language.masking import Piece, masked, placed

SENTENCES = (
    "Warga diminta ikut memilih {} karena pasar akan tutup besok",
    "{} dikabarkan membagikan beras di alun-alun kepada ribuan warga!!",
    "Tolong sebarkan ke grup keluarga: surat suara itu milik {}",
    "Ini bukan soal {}, tapi soal harga cabai (katanya naik 5 kali).",
    "tanya {}?? aku pun tak tahu... #pilihdamai",
)
sentences = st.sampled_from(SENTENCES)
written = st.builds(lambda case, name: case(name), st.sampled_from(CASES), st.sampled_from(NAMES))


def seen(text: str) -> list[tuple[object, ...]]:
    """Return what is left of a text, without the places."""
    return [without_place(piece) for piece in masked(text)]


def without_place(piece: Piece) -> tuple[object, ...]:
    return tuple(piece._replace(start=0, end=0))


@given(sentences, written, written)
def test_swapping_a_name_changes_nothing(sentence, one, other):
    """A criticised candidate, party, body, place or figure may be any other: the words remain."""
    assert seen(sentence.format(one)) == seen(sentence.format(other))


@given(sentences, st.sampled_from(CHECKERS), st.sampled_from(CASES), st.integers(0, 12))
def test_a_word_of_checkers_or_newsrooms_leaves_no_trace(sentence, word, case, place):
    """Neither "hoaks" nor an outlet's name, wherever it is put, can move a score."""
    words = sentence.format("warga").split()
    inserted = [*words[:place], case(word), *words[place:]]
    assert seen(" ".join(inserted)) == seen(" ".join(words))


@pytest.mark.parametrize(
    "mark",
    ["[SALAH]", "[HOAKS]:", "(hoaks)", "HOAX!!", '"Hoaks"', "#hoaks", "kompas.com", "t.co/x"],
)
def test_signs_that_cling_to_a_checkers_word_go_with_it(mark):
    """Brackets, quotes and exclamation marks of a verdict are the checker's, not the post's."""
    assert seen(f"{mark} beras dibagikan gratis") == seen("beras dibagikan gratis")
    assert seen(f"beras dibagikan {mark} gratis") == seen("beras dibagikan gratis")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prabowo-Gibran", "Anies"),
        ("Pak Prabowo Subianto", "KPU"),
        ("@jokowi", "Partai Gerindra"),
        ("#Prabowo", "#KPU"),
        ("jokowinya", "Jokowi"),
    ],
)
def test_one_name_or_two_written_this_way_or_that_are_one_mask(one, other):
    """Hyphens, titles, handles, tags and endings of a name are part of it."""
    assert seen(f"katanya {one} menang besar") == seen(f"katanya {other} menang besar")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_may_be_any_other(one, other):
    """How many, or which year, changes nothing; that there is a number may."""
    assert seen(f"ada {one} kotak rusak") == seen(f"ada {other:,} kotak rusak")
    assert seen("ada kotak rusak") != seen("ada 7 kotak rusak")


@given(st.text(max_size=200))
def test_anything_can_be_masked_and_every_piece_lies_in_the_text(text):
    """Whatever people type, places lie within it and both ways of masking agree."""
    pieces = placed(text)
    assert [without_place(piece) for piece in pieces] == seen(text)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)


def test_words_keep_the_place_they_were_written_in():
    """An explanation quotes the raw text, whatever stood between."""
    text = "[SALAH] Viralkan &quot;BERAS&quot; gratis dr Prabowo"
    shown = {piece.form: text[piece.start : piece.end] for piece in placed(text)}
    assert shown == {"viralkan": "Viralkan", "beras": "BERAS", "gratis": "gratis", "dari": "dr"} | {
        "<n>": "Prabowo"
    }


def test_lines_are_seen_but_not_how_many_blank_ones():
    """A line of its own for a verdict tag leaves no empty line behind."""
    assert seen("satu baris\n\n[SALAH]\n\ndua baris") == seen("satu baris\ndua baris")
    assert seen("satu baris\ndua baris") != seen("satu baris dua baris")


def test_a_hostile_word_takes_no_more_than_its_length():
    """A word of a hundred thousand letters is looked at once, not once per letter."""
    assert [piece.form for piece in masked("a" * 100_000 + " b")][-1] == "b"


def test_a_name_that_hangs_between_words_is_one_piece_with_them():
    """Whether a blank stands before a word is seen; what a verdict left between is not."""
    assert [piece.is_glued for piece in masked("naik,turun lagi")] == [False, True, False]
    assert [piece.is_glued for piece in masked("naik,hoaks,turun lagi")] == [False] * 3
