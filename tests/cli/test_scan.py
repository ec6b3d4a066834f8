"""One command, from a pile of files to a queue."""

from __future__ import annotations

import sqlite3

import pytest

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
        with sqlite3.connect("monitor.db") as db:
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
