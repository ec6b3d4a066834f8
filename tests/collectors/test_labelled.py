"""Labelled texts of anybody's research, read whatever their columns are called."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.binary import meanings, stands_for
from monitor.collectors.labelled import read_labelled
from monitor.errors import BadInput, UnknownName
from monitor.words import say


@pytest.fixture
def table(tmp_path):
    """Write a CSV and read it as labelled texts."""

    def read(content, **columns):
        path = tmp_path / "data.csv"
        path.write_text(content, encoding="utf-8")
        return read_labelled(path, columns=columns)

    return read


@pytest.fixture
def parquet(tmp_path):
    """Write columns as Parquet and read them as labelled texts."""
    arrow = pytest.importorskip("pyarrow")
    writer = pytest.importorskip("pyarrow.parquet")

    def read(**columns):
        path = tmp_path / "data.parquet"
        writer.write_table(arrow.table(columns), path)
        return read_labelled(path)

    return read


def test_an_indonesian_table_is_read_without_being_told_its_columns(table):
    """Semicolons, a title above the header, verdicts in words."""
    data = table(
        "Kumpulan hoaks;;;\nTanggal;Sumber;Isi;Hasil\n"
        "2019-01-02;a;surat suara tercoblos;SALAH\n2019-02-03;b;TPS dibuka jam tujuh;BENAR\n"
    )
    assert data.roles == {"text": "Isi", "label": "Hasil", "date": "Tanggal", "source": "Sumber"}
    assert data.labels.tolist() == [1, 0]
    assert data.readings == {"SALAH": 1, "BENAR": 0}
    assert not data.rejects


def test_a_named_column_wins_over_a_guess(table):
    """`--column text=isi` means just that, and the letters of a name are enough."""
    data = table("text,isi_asli,label\njudul,teks yang benar,1\n", text="Isi asli")
    assert data.texts == ["teks yang benar"]


def test_columns_without_a_telling_name_are_told_by_their_values(table):
    """The longest texts are the text; a column that says hoax and valid is the label."""
    data = table(
        "k1,k2\nkotak suara dibawa pulang oleh petugas,hoax\nTPS dibuka pukul tujuh pagi,valid\n",
        text="k1",
    )
    assert data.roles["label"] == "k2"
    assert data.labels.tolist() == [1, 0]


def test_numbers_under_an_unknown_name_are_no_label(table):
    """`panjang` 0 and 1 may count anything: a label is never guessed from numbers."""
    data = table("isi,suka\nsatu,1\ndua,0\n")
    assert "label" not in data.roles
    assert data.labels.tolist() == [-1, -1]
    assert [each.reason for each in data.rejects] == ["rejects.labelled_no_label"]


def test_labels_of_another_kind_are_kept_as_text_with_one_note(table):
    """Topics and sentiment in one column: one sentence, not a reject per row."""
    rows = "".join(f"teks nomor {n},{label}\n" for n, label in enumerate(["Politik", "2"] * 50))
    data = table(f"text,label\n{rows}")
    assert set(data.labels.tolist()) == {-1}
    [note] = data.rejects
    assert note.reason == "rejects.labelled_foreign"
    assert data.rows[0]["label"] == "Politik"
    assert "100" in say(note.reason, **note.facts)


def test_one_label_nobody_knows_costs_its_row_the_label_and_is_said(table):
    """The row stays, the reject names line, column and value."""
    rows = "".join(f"teks {n},{n % 2}\n" for n in range(40))
    data = table(f"text,label\nini aneh,Entahlah\n{rows}")
    assert data.labels[0] == -1
    [reject] = data.rejects
    assert (reject.line, reject.facts["value"], reject.facts["count"]) == (2, "Entahlah", "1")


def test_a_row_without_a_text_stays_without_a_label(table):
    """So that rows, texts and labels stay in step, and nothing is learned from nothing."""
    data = table("id,text,label\n1,,1\n2,ada,0\n")
    assert data.labels.tolist() == [-1, 0]
    assert len(data.rows) == len(data.texts) == 2
    assert data.rejects[0].reason == "rejects.labelled_no_text"


def test_a_second_label_is_the_next_column_that_could_be_one(table):
    """Published and mended labels side by side; asked for the old, the new is the second."""
    content = "text,label_orig,label\nsatu,0,1\ndua,1,1\n"
    data = table(content)
    assert (data.roles["label"], data.roles["second_label"]) == ("label", "label_orig")
    assert (data.labels.tolist(), data.second.tolist()) == ([1, 1], [0, 1])
    turned = table(content, label="label_orig")
    assert (turned.roles["second_label"], turned.labels.tolist()) == ("label", [0, 1])


def test_parquet_of_every_type_is_read_as_text(parquet):
    """Lists, times, gaps and columns that hold nothing at all."""
    data = parquet(
        query=["satu dua", "tiga empat"],
        label=[1, None],
        date=[None, None],
        created_at=["2019-01-01", None],
        tags=[["a"], []],
    )
    assert data.roles["text"] == "query"
    assert data.roles["date"] == "created_at"  # a column nobody fills has no role
    assert data.labels.tolist() == [1, -1]
    assert data.rows[0]["tags"] == '["a"]'


def test_json_lines_with_a_broken_line_lose_only_that_line(tmp_path):
    """The rest is read, the break is a reject with its line."""
    path = tmp_path / "data.jsonl"
    good = [json.dumps({"teks": f"teks {n}", "is_hoax": bool(n)}) for n in range(2)]
    path.write_text(f"{good[0]}\n{{rusak\n{good[1]}\n")
    data = read_labelled(path)
    assert data.labels.tolist() == [0, 1]
    assert [reject.line for reject in data.rejects] == [2]


def test_what_cannot_be_read_says_what_to_do(table, tmp_path):
    """One line with its remedy for each mistake a person makes."""
    with pytest.raises(BadInput, match="--column text="):
        read_labelled(_written(tmp_path / "a.jsonl", '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n'))
    with pytest.raises(UnknownName, match="label"):
        table("text,label\nsatu,1\n", lable="label")
    with pytest.raises(UnknownName, match="isi"):
        table("isi,label\nsatu,1\n", text="is")
    with pytest.raises(BadInput, match="tidak ditemukan"):
        read_labelled(tmp_path / "tidak-ada.csv")


def _written(path, content):
    path.write_text(content)
    return path


@pytest.mark.parametrize(
    ("value", "label"),
    [("1", 1), ("0.0", 0), ("-1", -1), ("HOAX+HASUT", 1), ("Bukan Hoax", 0), ("belum", -1),
     ("mostly_true", 0), ("scam", 1), ("[SALAH] Foto banjir", 1), ("netral", None)],
)  # fmt: skip
def test_what_labels_stand_for(value, label):
    """Numbers, verdicts of ours and of checkers, compounds."""
    assert stands_for(value) == label


@given(st.lists(st.text(max_size=12), max_size=30), st.text(max_size=8))
def test_every_value_is_either_known_or_named_as_unknown(values, column):
    """Nothing of a column of labels is dropped in silence."""
    read = meanings(values, column)
    assert set(values) == set(read.known) | set(read.unknown)
    assert sum(read.unknown.values()) <= len(values)
    assert set(read.known.values()) <= {1, 0, -1}
