"""Has this been checked before? Asked of a file, without a database."""

from __future__ import annotations

import json

import pytest

ARCHIVE = [
    {
        "fc_id": "GFD-2019-0001",
        "title": "Tujuh kontainer surat suara tercoblos di Tanjung Priok",
        "verdict": "SALAH",
        "date": "2019-01-03",
        "url": "https://contoh.example/1",
        "org": "MAFINDO",
    },
    {
        "fc_id": "7",
        "title": "Gempa besar akan mengguncang Selat Sunda malam ini",
        "verdict": "SALAH",
        "date": "2020-05-05",
        "url": "https://contoh.example/2",
        "org": "MAFINDO",
    },
]
BACK = "70 kontainer surat suara sudah tercoblos di Tanjung Priok"


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_one_answer_per_row_in_its_order_with_its_own_id(monitor, tmp_path):
    """Ids come back verbatim, numbers too; a row without text or that is broken is answered."""
    posts = written(tmp_path / "x.jsonl", [{"id": 12, "text": BACK}, {"id": "b", "text": ""}])
    with posts.open("a") as file:
        file.write('{"id": "c", "te\n{"text": "makan soto"}\n')
    archive = written(tmp_path / "arsip.jsonl", ARCHIVE)
    rows = monitor("match", posts, "--archive", archive, "--json", "-k", 2).rows
    assert [row["id"] for row in rows][:2] == [12, "b"]
    assert [len(row["matches"]) for row in rows] == [2, 2, 2, 2]
    assert rows[0]["matches"][0]["factcheck_id"] == "GFD-2019-0001"
    assert {row["answer"] for row in rows[1:]} == {"none"}


def test_what_agrees_and_what_differs_is_quoted_from_both_sides(monitor, tmp_path):
    """Seventy here, seven then: the words can be found in the post and in the title."""
    posts = written(tmp_path / "x.jsonl", [{"id": "a", "text": BACK}])
    archive = written(tmp_path / "arsip.jsonl", ARCHIVE)
    [row] = monitor("match", posts, "--archive", archive, "--json").rows
    best = row["matches"][0]
    for span in best["spans"]:
        assert BACK[span["start"] : span["end"]] == span["text"]
    [number] = [each for each in best["differences"] if each["kind"] == "number"]
    assert number["post"]["text"] == "70"
    assert number["factcheck"]["text"] == "Tujuh"
    said = monitor("match", posts, "--archive", archive)
    assert "beda angka: di sini 70, dulu Tujuh" in said.out


def test_a_check_that_came_later_is_not_known_yet(monitor, tmp_path):
    """A post of 2018 cannot have been checked in 2019: it is shown as checked later."""
    early = [{"id": "a", "text": BACK, "tanggal": "2018-12-31T09:00:00+07:00"}]
    archive = written(tmp_path / "arsip.jsonl", ARCHIVE)
    [row] = monitor(
        "match", written(tmp_path / "x.jsonl", early), "--archive", archive, "--json"
    ).rows
    assert row["matches"][0]["later"]
    assert row["answer"] != "same"


def test_without_an_archive_the_embedded_one_answers(monitor, tmp_path):
    """Nothing needs to be downloaded to try it."""
    posts = written(tmp_path / "x.jsonl", [{"id": "a", "text": BACK}])
    [row] = monitor("match", posts, "--json").rows
    assert len(row["matches"]) == 5


@pytest.mark.slow
def test_many_rows_are_shared_among_processes_and_stay_in_order(monitor, monkeypatch, tmp_path):
    """A file of more than four parts comes back as it went in, whoever answered it."""
    monkeypatch.setattr("monitor.pipeline.rowwise.PART", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)  # each process takes seconds to prepare itself
    rows = [{"id": n, "text": f"{BACK} nomor {n}"} for n in range(130)]
    archive = written(tmp_path / "arsip.jsonl", ARCHIVE)
    posts = written(tmp_path / "x.jsonl", rows)
    answers = monitor("match", posts, "--archive", archive, "--json", "-k", 1).rows
    assert [row["id"] for row in answers] == list(range(130))


def test_an_archive_that_is_none_is_one_clear_line(monitor, tmp_path):
    """A photo is no archive."""
    posts = written(tmp_path / "x.jsonl", [{"id": "a", "text": BACK}])
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 50)
    said = monitor("match", posts, "--archive", photo)
    assert said.code == 2
    assert "foto.jpg" in said.err
    assert said.err.count("Masalah:") == 1
