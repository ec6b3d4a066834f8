"""A team keeps what people wrote only as long as it promised."""

from __future__ import annotations


def test_what_is_older_than_a_day_goes(monitor, posts):
    """Midnight in Jakarta divides; verdicts can keep their posts."""
    monitor("scan", posts("satu kabar", "dua berita", "tiga cerita"), "--json")
    monitor("review", "k-1", "--verdict", "salah", "--reason", "dicek", "--as", "ani")
    before = ("purge", "--before", "2024-11-22")
    assert monitor(*before, "--dry-run", "--json").rows[0]["posts"] == 2
    kept = monitor(*before, "--keep-claims-with-verdict", "--yes", "--json").rows[0]
    assert kept["posts"] == 1
    assert "satu" in monitor("search", "kabar").out
    assert "Unggahan: 1." in monitor(*before, "--yes").out
    assert "satu" not in monitor("search", "kabar").out
    assert "lebih lama" in monitor("queue", "--all").out
    assert "salah" in monitor("review", "k-1").out.lower()


def test_a_day_that_is_none_is_one_clear_line(monitor, posts):
    """It says how days are written."""
    monitor("import", posts("hujan"))
    said = monitor("purge", "--before", "kemarin dulu", "--yes")
    assert (said.code, "2024-02-01" in said.err) == (2, True)
