"""CSV: a spreadsheet opens it and runs nothing, a program reads it back."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.exports.csv import safe
from monitor.records import Post


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_spreadsheet_sees_utf8_and_a_program_the_same_rows(export):
    """With a BOM for Excel, one line per row for everybody."""
    path = export("csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfclaim_id,rank,")
    first, second = read(path)
    assert first["claim_id"] == "c-1"
    assert first["reasons"].startswith("Ajakan menyebarkan. «SEBARKAN» | Nomor kontak. «•••••••»")
    assert second["url"] == "https://x.com/kpu_id/status/20"
    assert (float(second["score"]), int(second["posts"])) == (1.25, 1)
    assert second["verdict"] == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+62", "'+62"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t'=1"),
        ("\n=1", "'\n'=1"),
        ("aman;=1", "aman;'=1"),
        ("aman\n@x", "aman\n'@x"),
        ("1=1 dan a@b", "1=1 dan a@b"),
        ("", ""),
    ],
)
def test_no_cell_runs_as_a_formula(text, shown):
    """Also behind blanks, in full-width signs, and where Indonesian Excel cuts at semicolons."""
    assert safe(text) == shown


def test_numbers_stay_numbers():
    """An apostrophe before -1.5 would make it a text."""
    assert [safe(cell) for cell in (-1.5, 3, None, True)] == [-1.5, 3, None, True]


@settings(max_examples=100)
@given(st.text(st.sampled_from("=+-@\t\n; a'\"＝\u200b,")))
def test_wherever_a_cell_may_begin_no_formula_does(text):
    """Cut the cell at any separator Excel knows: no piece begins with what it would run."""
    made = safe(text)
    assert made.replace("'", "") == text.replace("'", "")
    for piece in made.replace("\t", ";").replace("\n", ";").split(";"):
        assert not piece.strip(" \u200b").startswith(tuple("=+-@＝"))


def test_line_breaks_and_quotes_in_a_text_break_no_row(export):
    """A post of many lines is one row."""
    text = 'satu,\r\n"dua";\rtiga\x0b\n\nempat'
    [row] = read(export("csv", "posts", [("c-1", Post("x:1", "x", text))]))
    assert row["text"] == 'satu,\n"dua";\ntiga\ufffd\n\nempat'
