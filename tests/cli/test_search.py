"""Posts by their words."""

from __future__ import annotations


def test_she_finds_posts_by_words_and_beginnings(monitor, posts):
    """All words must be there; a star is a beginning."""
    monitor("import", posts("Pencoblosan di TPS 3", "TPS 3 banjir"))
    said = monitor("search", "tps", "pencoblos*")
    assert "1 unggahan ditemukan" in said.out
    assert "Pencoblosan" in said.out
