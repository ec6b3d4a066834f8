"""The archive at the command line."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def table(tmp_path):
    """Write a table of two fact-checks."""
    path = tmp_path / "arsip.csv"
    path.write_text(
        "id,judul,putusan,penerbit,tanggal\n"
        "W-1,[SALAH] Kotak suara Tirtamaya dibuka,SALAH,Warta Desa,2024-11-20\n"
        "W-2,Tinta habis,Bintang Satu,Warta Desa,\n",
        encoding="utf-8",
    )
    return path


def test_she_adds_lists_and_shows(monitor, table):
    """From a table to one fact-check with its verdict and its publisher's own word."""
    added = monitor("archive", "add", table)
    assert "2 dibaca = 2 baru + 0 sudah ada" in added.out
    assert "2 pemeriksaan fakta" in added.err
    listed = monitor("archive", "list").out
    assert listed.index("W-1") < listed.index("W-2")
    assert "dinilai salah (SALAH) · Warta Desa" in listed
    assert "W-2" not in monitor("archive", "list", "--top", 1).out
    shown = monitor("archive", "show", "W-1").out
    assert "Judul aslinya: [SALAH] Kotak suara Tirtamaya dibuka" in shown


def test_a_correction_shows_both_verdicts(monitor, table):
    """What a publisher said first stays on the page."""
    monitor("archive", "add", table)
    table.write_text(table.read_text(encoding="utf-8").replace("SALAH", "SESAT"), encoding="utf-8")
    monitor("archive", "add", table)
    shown = monitor("archive", "show", "W-1").out
    assert shown.index("dinilai menyesatkan (SESAT), terbaca") < shown.index(
        "dinilai salah (SALAH)"
    )
    [row] = monitor("archive", "show", "W-1", "--json").rows
    assert row["verdict"] == "misleading"
    assert [each["verdict"] for each in row["versions"]] == ["misleading", "false"]


def test_json_for_the_next_program(monitor, table):
    """One record a line and nothing else on stdout."""
    [filed] = monitor("archive", "add", table, "--json").rows
    assert filed["read"] == filed["stored"] + filed["known"] + filed["rejected"] == 2
    rows = monitor("archive", "list", "--json").rows
    assert [row["id"] for row in rows] == ["W-1", "W-2"]
    assert json.loads(json.dumps(rows)) == rows


def test_what_goes_wrong_is_one_line(monitor, table, tmp_path):
    """A file of posts, a missing file, an unknown id, an empty archive: each with its remedy."""
    posts = tmp_path / "posts.csv"
    posts.write_text("akun,isi\nbudi,halo\n", encoding="utf-8")
    said = monitor("archive", "add", posts, table, "--lang", "en")
    assert (said.code, said.out.count("\n"), said.err.count("Problem")) == (2, 1, 1)
    assert "not recognised as fact-checks" in said.err
    assert monitor("archive", "add", tmp_path / "tiada.csv").code == 2
    unknown = monitor("archive", "show", "X-9")
    assert unknown.code == 2
    assert "monitor archive list" in unknown.err
    monitor("archive", "add", tmp_path / "tiada.csv", "--db", "lain.db")
    assert "masih kosong" in monitor("archive", "list", "--db", "lain.db").err


def test_nothing_hostile_reaches_the_terminal(monitor, tmp_path):
    """Titles are other people's words."""
    file = tmp_path / "a.json"
    rows = [{"id": "1\x1b[2J", "title": "kotak\x1b]0;x\x07 suara", "verdict": "\x1b[31mSALAH"}]
    file.write_text(json.dumps(rows), encoding="utf-8")
    monitor("archive", "add", file)
    assert "\x1b" not in monitor("archive", "list").out
    assert "\x1b" not in monitor("archive", "show", "1\x1b[2J").out
