"""`monitor evaluate model` at the command line."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from monitor.pipeline.figures import Figure

DAILY = "warga pasar jalan sekolah balai panggung antre hujan listrik padam jadwal malam pagi"


@pytest.fixture
def table(tmp_path):
    """Write 120 invented rows, a third of them positive, with hostile column names and no dates."""
    path = tmp_path / "data\x1b[31m.csv"
    words, random = DAILY.split(), np.random.default_rng(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["isi berita", "putusan", "platform"])
        for row in range(120):
            positive = row % 3 == 0
            text = list(random.choice(words, 8))
            text.insert(row % 4, "tercoblos" if positive and row % 2 else f"kampung{row}")
            writer.writerow([" ".join(text), "salah" if positive else "benar", "x"])
    return path


@pytest.mark.slow
def test_she_reads_which_rows_which_systems_and_how_sure(monitor, few_draws, table):
    """The report names data, splits that cannot be made, systems, intervals; no escape gets out."""
    said = monitor("evaluate", "model", table, "--column", "text=isi berita", "--plot", "a.svg")
    assert said.code == 0
    assert "120 baris dibaca, 120 dipakai: 40 dinyatakan salah" in said.out.replace("\n", " ")
    assert "Pembagian waktu: tidak bisa" in said.out
    assert "--column date=KOLOM" in said.out.replace("\n", " ")
    for system in ("terbanyak", "gaya saja", "kata", "terdekat", "model ini"):
        assert f"\n{system} " in said.out
    assert "tingkat dasar 0.33" in said.out
    assert "Uji plasebo tidak bisa" in said.out
    assert "Tanda adalah petunjuk" in said.out
    assert "\x1b" not in said.out
    assert "a.svg" in said.err
    again = monitor("evaluate", "model", table, "--plot", "a.svg")
    assert again.code == 2
    assert "--overwrite" in again.err


@pytest.mark.slow
def test_json_is_one_figure_a_line(monitor, few_draws, table):
    """First the data with its digest, then splits, figures and bins; notes go to stderr."""
    said = monitor("evaluate", "model", table, "--column", "text=isi berita", "--json", "--seed", 3)
    data, *rows = said.rows
    assert data["kind"] == "data"
    assert (data["seed"], data["used"], data["roles"]["text"]) == (3, 120, "isi berita")
    assert [row["why"] for row in rows if row["kind"] == "split"] == ["", "no_dates", "no_sources"]
    figures = [row for row in rows if row["kind"] in ("measure", "gain", "slice")]
    assert all(Figure(**row) for row in figures)
    [ours] = [
        row
        for row in figures
        if (row["kind"], row["system"], row["measure"]) == ("measure", "ours", "auroc")
    ]
    assert 0 <= ours["low"] <= ours["value"] <= ours["high"] <= 1
    assert {row["kind"] for row in rows} >= {"bin", "slice"}


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--column", "text"], "PERAN=KOLOM"),
        (["--column", "teks=isi berita"], "text"),
        (["--column", "text=isi"], "isi berita"),
        (["--since", "kemarin"], "2018-07"),
        (["--model", "tidak-ada.json"], "tidak-ada.json"),
    ],
)
def test_a_wrong_wish_is_one_line_with_the_remedy(monitor, table, arguments, remedy):
    """Exit code 2, before minutes of work."""
    said = monitor("evaluate", "model", table, *arguments)
    assert said.code == 2
    assert remedy in said.err
    assert said.err.count("Masalah:") == 1
    assert said.out == ""


def test_data_that_measures_nothing_says_so(monitor, tmp_path):
    """Three rows: one line, and what to do."""
    path = tmp_path / "tiga.jsonl"
    rows = ({"teks": f"kabar dari pasar {n}", "label": n % 2} for n in range(3))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = monitor("evaluate", "model", path)
    assert said.code == 2
    assert "kurang dari 10 kelompok" in said.err
    missing = monitor("evaluate", "model", tmp_path / "tidak-ada.csv")
    assert missing.code == 2
    assert "tidak-ada.csv" in missing.err
