"""Which of these texts to check first? Asked of a file, without a database."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CLAIM = "Sebarkan! Surat suara di gudang sudah tercoblos tadi malam, kata orang dalam"
CALM = "warga di sekolah antre dengan tertib sejak subuh, begitu ceritanya"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def rows(tmp_path):
    """Return a function that writes rows as JSON Lines."""

    def write(*rows):
        path = tmp_path / "x.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_one_line_per_row_in_its_order_with_its_own_id(monitor, rows, toy_model):
    """The contract of the next program: id, score, probability, band, reasons."""
    file = rows({"id": 7, "text": CALM}, {"id": "b", "text": CLAIM}, {"id": "c", "text": ""})
    said = monitor("flag", file, "--model", toy_model, "--json")
    assert said.code == 0
    assert [row["id"] for row in said.rows] == [7, "b", "c"]
    assert all(isinstance(row["score"], float) for row in said.rows)
    assert [row["band"] for row in said.rows] == ["low", "high", "unknown"]
    assert said.rows[2]["probability"] is None
    assert "1 baris tidak terbaca" in said.err


def test_standard_input_is_read(monitor, monkeypatch, toy_model):
    """`... | monitor flag - --json` is how another program asks."""
    text = json.dumps({"text": CLAIM}) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    [row] = monitor("flag", "-", "--model", toy_model, "--json").rows
    assert (row["id"], row["band"]) == (None, "high")


def test_a_person_reads_bands_words_and_reasons(monitor, rows, toy_model):
    """In the order of the file; a row without an id goes by its number; hostile texts are tamed."""
    file = rows({"text": CALM}, {"id": "b\x1b[2J", "text": f"{CLAIM} \x1b[2J\u202e"})
    said = monitor("flag", file, "--model", toy_model)
    assert said.code == 0
    assert said.out.index("baris 1: rendah (skor") < said.out.index(": tinggi (skor")
    assert "menaikkan skornya: “" in said.out
    assert "Menyebut cara memilih" in said.out
    assert "Putusan hanya diberikan manusia" in said.out
    assert "\x1b[2J" not in said.out
    assert "\u202e" not in said.out
    english = monitor("--lang", "en", "flag", file, "--model", toy_model)
    assert "row 1: low (score" in english.out


def test_top_shows_the_highest_first(monitor, rows, toy_model):
    """Of three rows the one with the highest score, whatever its place."""
    file = rows({"id": 1, "text": CALM}, {"id": 2, "text": CLAIM}, {"id": 3, "text": CALM})
    found = monitor("flag", file, "--model", toy_model, "--top", 2, "--json").rows
    assert [row["id"] for row in found] == [2, 1]


def test_columns_nobody_knows_are_named_with_map(monitor, tmp_path, toy_model):
    """A table of her own making, without renaming its columns."""
    file = tmp_path / "x.csv"
    file.write_text(f'kunci;wicara\nk1;"{CLAIM}"\n', encoding="utf-8")
    found = monitor(
        "flag", file, "--map", "wicara=text", "--map", "kunci=id", "--model", toy_model, "--json"
    )
    assert [(row["id"], row["band"]) for row in found.rows] == [("k1", "high")]


@pytest.mark.parametrize("name", ["foto.jpg", "tidak-ada.csv"])
def test_a_file_that_is_none_is_one_clear_line(monitor, tmp_path, toy_model, name):
    """Exit code 2, the file's name, nothing on stdout."""
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 50)
    said = monitor("flag", name, "--model", toy_model, "--json")
    assert (said.code, said.out, said.err.count("Masalah:")) == (2, "", 1)
    assert name in said.err


def test_a_model_that_was_tampered_with_is_refused(monitor, rows, tmp_path, toy_model):
    """One weight changed by hand, and nothing is read; the remedy is named."""
    for suffix in (".json", ".npz"):
        shutil.copyfile(toy_model.with_suffix(suffix), tmp_path / f"ubah{suffix}")
    changed = tmp_path / "ubah.json"
    kept = json.loads(changed.read_text())
    changed.write_text(json.dumps(kept | {"base": kept["base"] + 1}))
    said = monitor("flag", rows({"text": CLAIM}), "--model", changed, "--json")
    assert (said.code, said.out) == (2, "")
    assert "Jangan dipakai" in said.err


@pytest.mark.slow
def test_many_rows_are_shared_among_processes_and_stay_in_order(
    monitor, monkeypatch, rows, toy_model
):
    """A file of more than four parts comes back as it went in, the same whoever answered it."""
    monkeypatch.setattr("monitor.pipeline.rowwise.PART", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)  # each process takes seconds to prepare itself
    file = rows(*({"id": n, "text": (CLAIM, CALM)[n % 2]} for n in range(130)))
    found = monitor("flag", file, "--model", toy_model, "--json").rows
    assert [row["id"] for row in found] == list(range(130))
    assert {(row["id"] % 2, row["score"]) for row in found} == {
        (n, found[n]["score"]) for n in (0, 1)
    }


IN_A_ROW = """
import json, sys
from monitor.cli import main
for number, arguments in enumerate(json.loads(sys.argv[1])):
    for stream in (sys.stdout, sys.stderr) if number else ():
        print("===", file=stream, flush=True)
    try:
        main(arguments)
    except SystemExit as end:
        assert not end.code, end.code
"""
"""Verbs one after the other in one process: spaCy takes seconds to import."""


@pytest.fixture
def bare(tmp_path):
    """Return a function that runs a copy of monitor in which no classifier is installed."""
    folder = tmp_path / "bare"
    for part in ("monitor", "corpora", "models"):
        shutil.copytree(ROOT / part, folder / part)
    for file in (folder / "models").glob("flag.*"):
        file.unlink()

    def run(*verbs):
        return subprocess.run(
            [sys.executable, "-c", IN_A_ROW, json.dumps([[*map(str, each)] for each in verbs])],
            cwd=folder, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": str(folder)},
        )  # fmt: skip

    return run


@pytest.mark.slow
def test_without_a_model_everything_else_works_and_it_is_said_once(bare, posts):
    """Flag and scan say on stderr that the classifier is missing, and go on."""
    file = posts(CLAIM, CALM)
    said = bare(["flag", file, "--json"], ["scan", file, "--json"])
    flagged, scanned = said.stdout.split("===\n")
    assert [json.loads(line)["score"] for line in flagged.splitlines()] == [0.0, 0.0]
    assert len(scanned.splitlines()) == 2
    for told in said.stderr.split("===\n"):
        assert told.count("Model penanda tidak terpasang") == 1
