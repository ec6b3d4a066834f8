"""A verdict, typed by a person, and what everybody sees of it afterwards."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

WHY = "Arsip KPU menunjukkan hal lain, kata Melati Wangi."


@pytest.fixture
def claim(monitor, posts):
    """Scan three posts; return the id of the claim on top."""
    texts = ["Surat suara di gudang sudah tercoblos semua", "hujan di pasar", "harga cabai naik"]
    return monitor("scan", posts(*texts), "--json").rows[0]["claim_id"]


def test_a_checker_gives_a_verdict_and_corrects_it(monitor, claim):
    """Both stay visible in the history, in show and in JSON; the queue shows the one in force."""
    first = monitor(
        "review", claim, "--verdict", "Salah", "--reason", WHY, "--as", "melati",
        "--evidence", "https://a.example/1", "--evidence", "GFD-2024-1",
    )  # fmt: skip
    assert first.code == 0
    monitor("review", claim, "--verdict", "menyesatkan", "--reason", "Lama.", "--as", "kenanga")
    said = monitor("review", claim)
    assert "putusan salah" in said.out
    assert "menggantikan putusan nomor 1" in said.out
    assert "Belum sepakat: melati menilai salah; kenanga menilai menyesatkan" in said.out
    assert "https://a.example/1, GFD-2024-1" in said.out
    assert "menggantikan putusan nomor 1" in monitor("show", claim).out
    rows = monitor("review", claim, "--json").rows
    assert [(row["verdict"], row["corrects"]) for row in rows] == [
        ("false", None),
        ("misleading", 1),
    ]
    [row] = [row for row in monitor("queue", "--json").rows if row["claim_id"] == claim]
    assert (row["state"], row["verdict"], row["drawn"]) == ("putusan", "misleading", False)
    assert len(row["reviews"]) == 2


def test_a_claim_nobody_touched_says_how_to_begin(monitor, claim):
    """The first step, not a blank screen."""
    assert f"monitor review {claim} --state diambil" in monitor("review", claim).out
    assert monitor("review", claim, "--json").out == ""


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        (["--verdict", "salah", "--reason", "ya"], "--as"),
        (["--verdict", "salah", "--as", "melati"], "--reason"),
        (["--state", "terbit", "--as", "melati"], "--verdict"),
        (["--state", "ditutup", "--as", "melati"], "ditutup"),
        (["--reason", "ya"], "--as"),
    ],
)
def test_what_is_missing_is_said_in_one_line(monitor, claim, asked, remedy):
    """Exit code 2, the remedy, and nothing stored."""
    said = monitor("review", claim, *asked)
    assert said.code == 2
    assert remedy in said.err
    assert monitor("review", claim, "--json").out == ""


def test_a_judged_claim_leaves_the_view_and_is_counted(monitor, claim):
    """What is done makes room; how many are done is said, and --all shows them."""
    monitor("review", claim, "--verdict", "salah", "--reason", WHY, "--as", "melati")
    said = monitor("queue")
    assert f" {claim}\n" not in said.out
    assert "1 klaim yang sudah diputus" in said.out
    everything = monitor("queue", "--all")
    assert f" {claim}\n" in everything.out
    assert "putusan melati: salah" in everything.out
    assert "Semua 3 klaim" in everything.out


def test_the_share_drawn_by_lot_is_marked_in_the_row_and_in_json(monitor, claim):
    """One of two rows is a lot of 2; --json carries the same, then all the rest."""
    said = monitor("queue", "--top", 2, "--explore", 0.5)
    assert "Diambil acak, di luar peringkat" in said.out
    assert "50,00 %" in said.out
    rows = monitor("queue", "--top", 2, "--explore", 0.5, "--json").rows
    assert len(rows) == 3
    assert sorted((row["drawn"], row["probability"]) for row in rows[:2]) == [
        (False, None),
        (True, 0.5),
    ]
    assert monitor("queue", "--explore", 0.6).code == 2
    assert "0.5" in monitor("queue", "--explore", 0.6).err


@pytest.mark.parametrize("identities", [[], ["--identities"]])
def test_an_export_names_no_reviewer(monitor, claim, identities):
    """A pseudonym stands for the name, also inside reasons and with --identities; text stays."""
    for name, verdict in (("Melati Wangi", "salah"), ("dewi_k", "benar")):
        monitor("review", claim, "--verdict", verdict, "--reason", WHY, "--as", name)
    for suffix in ("jsonl", "csv"):
        monitor("export", f"keluar.{suffix}", *identities)
        text = Path(f"keluar.{suffix}").read_text("utf-8-sig")
        assert "melati wangi" not in text.lower()
        assert "dewi_k" not in text
        assert text.count("pemeriksa-") >= 3
        assert "Arsip KPU menunjukkan hal lain" in text
    lines = [json.loads(line) for line in Path("keluar.jsonl").read_text("utf-8").splitlines()]
    [row] = [line for line in lines if line["claim_id"] == claim]
    assert [each["verdict"] for each in row["reviews"]] == ["false", "true"]
    assert len({each["reviewer"] for each in row["reviews"]}) == 2
    with Path("keluar.csv").open(encoding="utf-8-sig", newline="") as file:
        [cells] = [each for each in csv.DictReader(file) if each["claim_id"] == claim]
    assert (cells["state"], cells["verdict"], cells["drawn"]) == ("putusan", "true", "False")


def test_a_hostile_name_and_reason_turn_no_terminal_round(monitor, claim):
    """Reviews travel between teams: their words are as strange as anybody's."""
    monitor("review", claim, "--verdict", "salah", "--reason", "a\x1b[31m", "--as", "m\u202ex")
    for said in (monitor("review", claim), monitor("show", claim), monitor("queue", "--all")):
        assert "\x1b[31m" not in said.out
        assert "\u202e" not in said.out
