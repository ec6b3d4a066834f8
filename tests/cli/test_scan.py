"""One command, from a pile of files to a queue."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from monitor.corpora.weights import weights

CLAIM = "SEGERA sebarkan!! Surat suara di gudang KPU sudah tercoblos semua, kata orang dalam"


def test_she_types_one_command_and_reads_a_queue_in_indonesian(monitor, posts):
    """The story of the issue: one row per claim, why it is high, what was not looked at."""
    file = posts(CLAIM, CLAIM + " 😡", "pagi ini makan soto ayam di pasar")
    said = monitor("scan", file, "--election", "pilkada-2024")
    assert said.code == 0
    assert "Antrean klaim" in said.out
    assert "2 unggahan · 2 akun · x" in said.out
    assert "Tentang: KPU" in said.out
    assert "Yang tidak dilihat sama sekali: tiktok" in said.out
    assert said.out.index("tercoblos") < said.out.index("soto ayam")
    assert "3 dibaca = 3 baru + 0 sudah ada + 0 ditolak" in said.err


def test_every_reason_slices_to_the_words_it_quotes(monitor, posts):
    """The next program can check each reason against the raw text."""
    texts = [CLAIM, "Mantap 👍🏽 besok coblos paslon 2 ya", "Kapan PSU di TPS 07?"]
    rows = monitor("scan", posts(*texts), "--json").rows
    raw = {f"x:{1757200000000000001 + n}": text for n, text in enumerate(texts)}
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert {row["text"] for row in rows} == set(texts)
    quoted = 0
    for row in rows:
        assert row["score"] == pytest.approx(sum(reason["weight"] for reason in row["reasons"]))
        for reason in row["reasons"]:
            assert reason["text"] == raw[reason["post_id"]][reason["start"] : reason["end"]]
            quoted += bool(reason["text"])
    assert quoted > 3


def test_scanning_twice_changes_nothing_but_the_log(monitor, posts):
    """A second scan of the same file gives the same queue and adds only run lines."""
    file = posts(CLAIM, "pagi ini makan soto ayam")
    first = monitor("scan", file, "--json")

    def rows() -> dict[str, int]:
        with closing(sqlite3.connect("monitor.db")) as db:
            tables = [
                "posts",
                "claims",
                "snapshots",
                "signals",
                "rejects",
                "accounts",
                "raw",
                "merges",
            ]
            return {
                table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
            }

    before = rows()
    second = monitor("scan", file, "--json")
    assert second.out == first.out
    assert rows() == before


def test_new_posts_join_old_claims_whose_ids_stay(monitor, posts):
    """She scans again tomorrow: the claim she wrote down is still called that."""
    [old] = monitor("scan", posts(CLAIM), "--json").rows
    more = posts("Hari ini hujan deras di Tirtamaya sejak subuh", CLAIM + " !!", name="besok.jsonl")
    rows = monitor("scan", more, "--json").rows
    assert {row["claim_id"]: row["posts"] for row in rows} == {old["claim_id"]: 2, "k-2": 1}


def test_a_broken_file_stops_no_other_and_the_exit_code_tells(monitor, posts, tmp_path):
    """The queue of the good file is shown; the bad one is named with a remedy."""
    bad = tmp_path / "foto.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 100)
    said = monitor("scan", bad, posts(CLAIM), "--json")
    assert said.code == 2
    assert len(said.rows) == 1
    assert "foto.jpg" in said.err
    assert said.err.count("Masalah:") == 1


def test_nothing_to_read_is_one_line_with_the_remedy(monitor):
    """An empty command line is not a crash."""
    said = monitor("scan")
    assert said.code == 2
    assert "--sample" in said.err
    assert said.out == ""


def test_an_unknown_election_names_the_nearest(monitor, posts):
    """A typo costs one line, and no post is stored before it is mended."""
    said = monitor("scan", posts(CLAIM), "--election", "pemilu-2042")
    assert said.code == 2
    assert "Coba: pemilu-20" in said.err


def test_hostile_posts_reach_the_terminal_tamed(monitor, posts):
    """Escapes, direction marks and HTML are text, not commands."""
    said = monitor(
        "scan", posts("\x1b[2J\x1b]0;x\x07 TPS pindah \u202ekpu <script>alert(1)</script>")
    )
    assert said.code == 0
    assert "\x1b[2J" not in said.out
    assert "\u202e" not in said.out
    assert "<script>" in said.out


@pytest.mark.slow
def test_the_embedded_sample_shows_the_same(monitor):
    """`monitor scan --sample` needs nothing but the install, and says that it is invented."""
    said = monitor("scan", "--sample", "--lang", "en")
    assert said.code == 0
    assert "INVENTED" in said.err
    assert "Queue of claims" in said.out
    assert "To mention is not to support" in said.out


FLAGGED = "Sebarkan! Surat suara di gudang sudah tercoblos tadi malam, kata orang dalam"


@pytest.fixture
def own_model(tmp_path, toy_model):
    """Put a model of the team's own beside the database; return its version."""
    for suffix in (".json", ".npz"):
        shutil.copyfile(toy_model.with_suffix(suffix), tmp_path / f"model{suffix}")
    return json.loads(toy_model.read_text())["version"]


def test_the_teams_own_model_flags_and_is_named_in_the_log_and_in_exports(
    monitor, posts, tmp_path, own_model
):
    """A band with its weight and its passage among the reasons; who judged can be looked up."""
    calm = "warga di sekolah antre dengan tertib sejak subuh, begitu ceritanya"
    said = monitor("scan", posts(FLAGGED, calm), "--json")
    first, second = said.rows
    [band] = [each for each in first["reasons"] if each["factor"] == "resembles_checked"]
    assert band["text"] == FLAGGED[band["start"] : band["end"]]
    assert 0 < band["weight"] <= weights().of("resembles_checked")
    assert "resembles_checked" not in {each["factor"] for each in second["reasons"]}
    assert "Model penanda" not in said.err
    [run] = [run for run in monitor("runs", "--json").rows if run["verb"] == "scan"]
    assert run["options"]["model"] == own_model
    monitor("export", "antrean.jsonl")
    lines = (tmp_path / "antrean.jsonl").read_text(encoding="utf-8").splitlines()
    exported = [json.loads(line) for line in lines]
    assert {row["model_version"] for row in exported} == {own_model}


def test_another_model_says_everything_anew(monitor, posts, tmp_path, own_model):
    """The flags of the old model leave the queue with it."""
    monitor("scan", posts(FLAGGED))
    for suffix in (".json", ".npz"):
        (tmp_path / f"model{suffix}").unlink()
    [row] = monitor("scan", "--json").rows
    quoted = [each["sentence"] for each in row["reasons"] if each["factor"] == "resembles_checked"]
    model = monitor("runs", "--json").rows[0]["options"]["model"]
    assert model != own_model
    assert model or not quoted


def test_a_tampered_model_stops_a_scan_before_anything_is_read(monitor, posts, tmp_path, own_model):
    """One line with the remedy, exit code 2, and no post in the database."""
    changed = tmp_path / "model.json"
    changed.write_text(changed.read_text().replace(own_model, "f" * 12))
    said = monitor("scan", posts(FLAGGED), "--json")
    assert (said.code, said.out, said.err.count("Masalah:")) == (2, "", 1)
    assert "sidiknya" in said.err
    changed.unlink()
    assert monitor("queue", "--json").rows == []


def test_an_exported_quotation_of_the_model_is_masked_like_any_other(
    monitor, posts, tmp_path, own_model
):
    """A number inside a passage that raised the score does not leave."""
    text = "Sebarkan! Surat suara di gudang 081234567890 sudah tercoblos tadi malam"
    [row] = monitor("scan", posts(text), "--json").rows
    assert any(each["factor"].startswith("resembles") for each in row["reasons"])
    monitor("export", "antrean.jsonl")
    assert "0812" not in (tmp_path / "antrean.jsonl").read_text()
