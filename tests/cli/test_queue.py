"""The queue, read again without reading files."""

from __future__ import annotations


def test_nothing_is_hidden(monitor, posts):
    """What is below the fold is counted; --all and --json show it."""
    texts = [
        f"kabar nomor {word} tentang hal yang lain sama sekali {word * 3}"
        for word in ("satu", "dua", "tiga")
    ]
    monitor("scan", posts(*texts))
    few = monitor("queue", "--top", 1)
    assert "1 klaim ditampilkan, 2 lagi di bawahnya" in few.out
    assert "Semua 3 klaim ditampilkan" in monitor("queue", "--all").out
    assert [row["rank"] for row in monitor("queue", "--json").rows] == [1, 2, 3]


def test_a_team_changes_the_weights_beside_its_database(monitor, posts, tmp_path):
    """Copy the file, change a number, and the order follows."""
    monitor("scan", posts("Sebarkan! Viralkan!", "Surat suara di TPS 3 sudah tercoblos 20 lembar"))
    first = monitor("queue", "--json").rows
    (tmp_path / "weights.toml").write_text("default = 0.0\n[weights]\nshare_call = 5.0\n")
    second = monitor("queue", "--json").rows
    assert [row["claim_id"] for row in first] == [row["claim_id"] for row in reversed(second)]


def test_an_empty_database_says_how_to_fill_it(monitor, tmp_path):
    """The remedy, not a blank screen."""
    empty = tmp_path / "kosong.jsonl"
    empty.write_text("")
    monitor("import", empty)
    assert "monitor scan" in monitor("queue").out


def test_a_missing_database_is_one_clear_line(monitor):
    """No database is made by looking at one."""
    said = monitor("queue")
    assert said.code == 2
    assert "monitor.db" in said.err
