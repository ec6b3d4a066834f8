"""Cells as people type them: counts, ids, platforms, addresses."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import cells


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234 567", 1_234_567),
        ("1,2 rb", 1200),
        ("1 ribu", 1000),
        ("3 jt", 3_000_000),
        ("2.38M", 2_380_000),
        ("12,5K", 12_500),
        ("10K+", 10_000),
        ("12.0", 12),
        ("0", 0),
        (1234.0, 1234),
        ("-", None),
        ("", None),
        ("1,2", None),
        (-5, None),
        ("-5", None),
        (math.nan, None),
        (math.inf, None),
        (True, None),
        ("9" * 30, None),
        ("3 lusin", None),
        (["1"], None),
    ],
)
def test_counts_are_read_as_people_and_platforms_write_them(cell, number):
    """Thousands marks, Indonesian and English units; what could be two numbers is none."""
    assert cells.count(cell) == number


@given(st.integers(0, 10**9), st.sampled_from(".,\u00a0"))
def test_a_grouped_count_is_the_count_it_groups(number, mark):
    """Whatever mark groups the thousands, the number comes back whole."""
    assert cells.count(f"{number:,}".replace(",", mark)) == number


@given(st.integers(0, 10**19))
def test_an_id_survives_unless_a_spreadsheet_got_it(number):
    """Digits come back as they are; the same number as a float is refused once it is inexact."""
    assert cells.identity(str(number)) == cells.identity(number) == str(number)
    expected = str(number) if number <= 2**53 else None
    assert cells.identity(float(number)) == expected


@pytest.mark.parametrize("cell", ["1,7572E+18", "1.7572e+18", "9E+14", 1.7572e18])
def test_an_id_in_scientific_notation_is_known_to_be_lost(cell):
    """Its last digits are gone: None, which is not the same as no id."""
    assert cells.identity(cell) is None


@pytest.mark.parametrize("cell", ["'1757200000000000001", '="1757200000000000001"'])
def test_the_tricks_people_use_to_save_an_id_are_undone(cell):
    """Excel's apostrophe and the formula that is a text both give the id they protect."""
    assert cells.identity(cell) == "1757200000000000001"


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("X / Twitter", "x"),
        ("twitter", "x"),
        (" WA ", "whatsapp"),
        ("IG", "instagram"),
        ("Grup Facebook", "facebook"),
        ("tt", "tiktok"),
        ("yt", "youtube"),
        ("bsky", "bluesky"),
        ("situs berita", "web"),
        ("TikTok, Facebook", ""),
        ("koran", ""),
        (7, ""),
    ],
)
def test_platforms_go_by_many_names(word, name):
    """Short forms and longer phrases; a phrase that names two platforms names none."""
    assert cells.platform(word) == name


def test_an_address_is_read_out_of_a_formula_and_nothing_is_computed():
    """A HYPERLINK cell gives its address, a command gives nothing."""
    assert cells.address('=HYPERLINK("https://contoh.id/a","lihat")') == "https://contoh.id/a"
    assert cells.address("=cmd|' /C calc'!A0") == ""


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.text(max_size=5),
        st.none() | st.floats() | st.text(max_size=20) | st.lists(st.floats(), max_size=3),
        max_size=4,
    )
)
def test_a_record_is_always_kept_as_json_others_can_read(record):
    """NaN, infinities and lone surrogates never reach the raw record."""

    def refuse(constant):
        raise AssertionError(constant)

    kept = cells.as_json({**record, "separuh": "a\ud800b"})
    kept.encode()
    assert json.loads(kept, parse_constant=refuse)["separuh"] == "a\ufffdb"


@settings(max_examples=100)
@given(
    st.text(max_size=60) | st.floats() | st.integers() | st.none() | st.lists(st.text(max_size=3))
)
def test_no_cell_is_too_strange(cell):
    """Every reader of a cell takes any cell and raises nothing."""
    readers = (cells.count, cells.identity, cells.platform, cells.address, cells.items, cells.yes)
    for read in (*readers, cells.as_text, cells.blank):
        read(cell)
