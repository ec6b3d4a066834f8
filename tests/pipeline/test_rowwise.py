"""A file answered row by row: as many answers as rows, in their order, under their own ids."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import BadInput
from monitor.pipeline.rowwise import rowwise, text_of
from monitor.records import Reject


def lengths(records):
    return [len(text_of(record)) for record in records]


def problems(records):
    return [each.reason if isinstance(each, Reject) else "" for each in records]


def written(path, *rows):
    path.write_text(
        "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows),
        encoding="utf-8",
    )
    return path


def ids(path, **options):
    return [row.id for row in rowwise(path, lengths, step="match", **options)]


def test_ids_come_back_as_they_were_written(tmp_path):
    """Numbers stay numbers, texts texts, and an id that two rows share comes back twice."""
    rows = [{"id": own, "text": "kotak suara"} for own in (12, "12", "a/b c", "a/b c", 2**60)]
    assert ids(written(tmp_path / "x.jsonl", *rows)) == [12, "12", "a/b c", "a/b c", 2**60]


def test_a_row_without_an_id_gets_none_of_ours(tmp_path):
    """Only the text is needed; who has no ids counts rows."""
    path = written(tmp_path / "x.jsonl", {"text": "satu"}, {"text": "dua", "id": "b"})
    rows = list(rowwise(path, lengths, step="match"))
    assert [(row.number, row.id, row.text) for row in rows] == [(1, None, "satu"), (2, "b", "dua")]


def test_a_row_that_holds_nothing_is_answered_too(tmp_path):
    """Input and output can be laid side by side: an empty object, an empty text, a broken line."""
    path = written(
        tmp_path / "x.jsonl",
        {"id": 1, "text": "ada"}, {"id": 2, "text": ""}, {"text": ""}, {}, '{"id": 5, "te', "[6]",
    )  # fmt: skip
    rows = list(rowwise(path, problems, step="match"))
    assert [row.id for row in rows] == [1, 2, None, None, None, None]
    assert [bool(row.said) for row in rows] == [False, True, True, True, True, True]


def test_an_id_that_a_spreadsheet_destroyed_costs_no_answer(tmp_path):
    """Nothing is stored under it, so the text is read and the id comes back as it stands."""
    path = tmp_path / "x.csv"
    path.write_text("id,isi\n1.75E+18,surat suara rusak\n1.75E+18,kotak\n", encoding="utf-8")
    rows = list(rowwise(path, lengths, step="match"))
    assert [(row.id, row.said) for row in rows] == [("1.75E+18", 17), ("1.75E+18", 5)]


def test_a_long_row_without_text_keeps_its_id(tmp_path):
    """What a row carries besides does not push its id out of sight."""
    path = written(tmp_path / "x.jsonl", {"catatan": "x" * 5_000, "id": "z", "text": ""})
    assert ids(path) == ["z"]


def test_columns_nobody_knows_can_be_named(tmp_path):
    """``--map`` names the text and the id."""
    path = written(tmp_path / "x.jsonl", {"kunci": "k1", "wicara": "kotak suara"})
    [row] = rowwise(path, lengths, step="match", columns={"wicara": "text", "kunci": "id"})
    assert (row.id, row.text, row.said) == ("k1", "kotak suara", 11)


def test_a_post_of_a_platform_goes_by_its_own_number(tmp_path):
    """A flat post of the X API has an id of its own: it is the row's."""
    tweet = {
        "id": "17", "text": "kotak suara", "author_id": "3", "edit_history_tweet_ids": ["17"],
        "created_at": "2024-02-14T01:00:00.000Z",
    }  # fmt: skip
    assert ids(written(tmp_path / "x.jsonl", tweet)) == ["17"]


def test_a_file_that_is_none_is_refused_whole(tmp_path):
    """A picture has no rows."""
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 50)
    with pytest.raises(BadInput, match=r"foto\.jpg"):
        list(rowwise(photo, lengths, step="match"))


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "text", "url", "n"]), CELLS), max_size=20))
def test_any_json_gives_as_many_answers_as_objects(tmp_path_factory, rows):
    """Whatever the cells hold, there are as many answers, and every id can be written as JSON."""
    path = written(tmp_path_factory.mktemp("rows") / "x.jsonl", {"text": "awal"}, *rows)
    found = list(rowwise(path, lengths, step="match"))
    assert len(found) == len(rows) + 1
    json.dumps([row.id for row in found], allow_nan=False)
