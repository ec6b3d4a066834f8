"""Masking: whoever is named and whoever checked, the same words remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.corpora.actors import institutions
from monitor.corpora.elections import elections
from monitor.corpora.masking import masking
from monitor.language.lexicon import EVERYDAY, PUBLISHING
from monitor.language.masking import masked, placed
from monitor.language.names import names

SENTENCES = (
    "Warga diminta ikut memilih {} karena pasar akan tutup besok",
    "{} dikabarkan membagikan beras di alun-alun kepada ribuan warga!!",
    "Tolong sebarkan ke grup keluarga: surat suara itu milik {}",
    "Ini bukan soal {}, tapi soal harga cabai (katanya naik 5 kali).",
    "tanya {}?? aku pun tak tahu... #pilihdamai",
)


def _published() -> set[str]:
    bodies = [body for body in institutions() if body.kind in PUBLISHING]
    return {name for body in bodies for name in (body.name, *(a.text for a in body.aliases))}


def _names() -> list[str]:
    pairs = [pair for each in elections().values() for pair in each.pairs.values()]
    listed = {
        name.written
        for meanings in names(pairs).values()
        for name in meanings
        if name.kind not in ("slang", "number")
    }
    return sorted({*listed, *masking().figures, *masking().bodies} - _published())


def _checkers() -> list[str]:
    everyday = {words[0] for words in EVERYDAY}
    known = {*masking().checkers, *masking().outlets}
    ministry = ("kominfo", "komdigi")  # it also publishes checks; its name is a body's
    return sorted(word for word in known - everyday if not any(name in word for name in ministry))


NAMES = _names()
CASES = (str, str.upper, str.title, str.lower)
sentences = st.sampled_from(SENTENCES)
written = st.builds(lambda case, name: case(name), st.sampled_from(CASES), st.sampled_from(NAMES))


def seen(text: str) -> list[tuple[str, str, str, str]]:
    """Return what is left of a text, without the places."""
    return [piece[:4] for piece in masked(text)]


@given(sentences, written, written)
def test_swapping_a_name_changes_nothing(sentence, one, other):
    """A criticised candidate, party, body, place or figure may be any other: the words remain."""
    assert seen(sentence.format(one)) == seen(sentence.format(other))


@given(sentences, st.sampled_from(_checkers()), st.sampled_from(CASES), st.integers(0, 12))
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
    assert [piece[:4] for piece in pieces] == seen(text)
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
