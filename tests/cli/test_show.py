"""One claim, whole."""

from __future__ import annotations

import json
import shutil


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


def test_the_classifier_shows_what_speaks_for_and_against(monitor, posts, tmp_path, toy_model):
    """Band, score and the lines that make it; it says where the queue is older than the model."""
    text = "Sebarkan! Surat suara di gudang sudah tercoblos tadi malam, kata orang dalam"
    [row] = monitor("scan", posts(text), "--json").rows
    for suffix in (".json", ".npz"):
        shutil.copyfile(toy_model.with_suffix(suffix), tmp_path / f"model{suffix}")
    said = monitor("show", row["claim_id"])
    assert "Penanda: tinggi (skor +" in said.out
    assert "menaikkan skornya: “" in said.out
    assert "menurunkan skornya" in said.out
    assert "Titik awal setiap teks" in said.out
    assert "Antrean ini memakai model" in said.out
    monitor("scan")
    assert "Antrean ini memakai model" not in monitor("show", row["claim_id"]).out


def test_a_denial_is_shown_as_one(monitor, posts):
    """What answers a claim is no claim, and the reader is told."""
    text = '"Informasi itu tidak benar," kata Kapolres Tirtamaya soal kotak suara yang dibuka'
    [row] = monitor("scan", posts(text), "--json").rows
    assert "Ini tampaknya klarifikasi" in monitor("show", row["claim_id"]).out


def test_both_texts_of_an_edited_post_are_shown(monitor, tmp_path):
    """What it said when it was first seen stays for whoever has to prove it."""
    row = {"id": "1757200000000000001", "author_id": "9", "public_metrics": {"like_count": 1}}
    for place, text in enumerate(("TPS 3 dibuka tadi malam", "Maaf, kabar tadi keliru")):
        file = tmp_path / f"{place}.jsonl"
        file.write_text(json.dumps({**row, "text": text}), encoding="utf-8")
        monitor("import", file)
    monitor("scan", "--json")
    said = monitor("show", "k-1").out
    assert "DISUNTING: diketahui 1 teks lain" in said
    assert "“TPS 3 dibuka tadi malam”" in said
