"""One claim, whole."""

from __future__ import annotations


def test_she_sees_why_posts_were_put_together(monitor, posts):
    """Each post after the first names the one it resembles, how closely, and the shared words."""
    text = "Surat suara di gudang kecamatan sudah tercoblos semua, tolong dicek"
    [row] = monitor("scan", posts(text, text + " 🙏"), "--json").rows
    said = monitor("show", row["claim_id"])
    assert said.code == 0
    assert "Disatukan karena mirip" in said.out
    assert "Sama: “" in said.out
    assert "x:1757200000000000001" in said.out


def test_a_wrong_claim_id_is_one_clear_line(monitor, posts):
    """It says where the ids are listed."""
    monitor("scan", posts("hujan"))
    said = monitor("show", "k-salah")
    assert said.code == 2
    assert "monitor queue --all" in said.err


def test_a_story_that_went_round_before_shows_each_time_with_its_own_finding(monitor, posts):
    """Dated instances in the reader's words, true ones among them; none is about this claim."""
    text = "Surat suara di gudang kecamatan sudah tercoblos semua sejak semalam"
    [row] = monitor("scan", posts(text), "--json").rows
    said = monitor("show", row["claim_id"])
    assert "Narasi yang pernah muncul" in said.out
    assert "(dinilai salah)" in said.out
    assert "(dinilai benar)" in said.out
