"""JSON lines out of files that were cut, padded, mixed or made to hurt."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import lines
from monitor.records import Reject


def read(text):
    return list(lines.json_lines(io.StringIO(text, newline="\n")))


def test_lines_end_at_a_newline_and_nowhere_else():
    """U+2028, U+0085 and a lone carriage return stand inside posts; they cut nothing."""
    text = "a\u2028b\u0085c\u2029d"
    found = read(json.dumps({"isi": text}, ensure_ascii=False) + "\r\n\n  \n" + '{"isi":\r"x"}')

    assert [(item.line, item.value["isi"]) for item in found] == [(1, text), (4, "x")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{'isi': 'kutip tunggal'}", "rejects.no_json"),
        ('{"isi": "nul \0"}', "rejects.no_json"),
        ("[" * 100_000, "rejects.no_json"),
        ('{"suka": ' + "9" * 5_000 + "}", "rejects.no_json"),
        ("[1, 2]", "rejects.no_object"),
        ("null", "rejects.no_object"),
    ],
)
def test_a_broken_line_is_refused_with_its_reason_and_the_next_one_is_read(line, reason):
    """One bad line never costs the file."""
    refused, kept = read(line + '\n{"isi": "utuh"}\n')

    assert (refused.line, refused.reason) == (1, reason)
    assert refused.excerpt == line[:200]
    assert (kept.line, kept.value) == (2, {"isi": "utuh"})


def test_a_cut_last_line_is_one_reject_that_says_so():
    """An export that broke off keeps its whole lines and says where it ends."""
    kept, refused = read('{"isi": "utuh"}\n{"isi": "terpo')

    assert kept.value == {"isi": "utuh"}
    assert (refused.line, refused.reason) == (2, "rejects.line_cut")


def test_an_endless_line_is_counted_and_never_held(monkeypatch):
    """A line past the limit becomes a Reject with its start; the next line is read."""
    monkeypatch.setattr(lines, "LONGEST_LINE", 1_000)
    refused, kept = read('{"isi": "' + "a" * 3_000_000 + '"}\n{"isi": "utuh"}\n')

    assert (refused.line, refused.reason, len(refused.excerpt)) == (1, "rejects.line_too_long", 200)
    assert (kept.line, kept.value) == (2, {"isi": "utuh"})


def test_half_a_surrogate_pair_becomes_one_replacement_character():
    """Offsets stay: whole pairs are one code point, and a lost half is one code point too."""
    (found,) = read(r'{"isi": "\ud83d\ude00 a\ud83d b\ude00", "sebut": "\\ud83d"}')

    assert found.value == {"isi": "\U0001f600 a\ufffd b\ufffd", "sebut": r"\ud83d"}
    assert json.loads(found.raw) == found.value


def test_numbers_that_json_does_not_know_are_nothing():
    """Python writes NaN for an empty cell; the row is still a row."""
    (found,) = read('{"isi": "a", "suka": NaN, "komentar": -Infinity}')

    assert found.value == {"isi": "a", "suka": None, "komentar": None}


@settings(max_examples=150)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), max_size=5))
def test_whatever_json_writes_comes_back(rows):
    """Every object written one a line is read again, equal but for lone surrogates."""
    written = "".join(json.dumps(row) + "\n" for row in rows)

    assert [found.value for found in read(written)] == rows


@settings(max_examples=150)
@given(st.text(alphabet='{}[]":,\\u0d8 \n\0atrue', max_size=80))
def test_no_text_breaks_the_reader(text):
    """Any text is objects and refusals, one at most for each line."""
    found = read(text)

    assert len(found) <= text.count("\n") + 1
    assert all(isinstance(item, Reject) or isinstance(item.value, dict) for item in found)
