"""A row of the queue is read in ten seconds, by somebody who has many to read."""

from __future__ import annotations

import json

LONG = "Nama.Akun.Yang.Panjang.Sekali.Dari.Sebuah.Grup.Warga.Kecamatan"


def test_a_reason_is_a_sentence_with_the_words_it_saw(monitor, posts):
    """The clause is quoted, not the one word that gave it away, and no full stop stands inside."""
    said = monitor("scan", posts("Astaga. Surat suara di TPS 3 dibakar 20 lembar, warga marah"))
    assert "Memuat pernyataan yang dapat diperiksa: “Surat suara di TPS 3 dibakar" in said.out
    assert "yang berubah, dilarang, rusak, atau" in said.out
    assert ".:" not in said.out


def test_one_day_is_written_once_and_what_is_left_out_is_counted(monitor, posts):
    """A claim of one morning shows its date once; the sixth reason is a command away."""
    text = "SEGERA sebarkan!! Surat suara di gudang KPU sudah tercoblos semua, kata orang dalam"
    said = monitor("scan", posts(text), "--election", "pilkada-2024")
    assert "· 20-11-2024 07.05 WIB\n" in said.out
    assert "alasan lain: monitor show k-1" in said.out


def test_a_candidate_and_her_pair_are_one_line_and_long_accounts_are_whole(monitor, tmp_path):
    """The table names each pair once, and folds an account where it does not fit."""
    rows = [
        {"id": "1", "platform": "facebook", "akun": LONG, "teks": "Bu Marlina hadir di pasar"},
        *(
            {"id": str(n), "platform": "facebook", "akun": f"a{n}", "teks": text, "repost_of": "1"}
            for n, text in ((2, "Bu Marlina hadir di pasar"), (3, "Marlina-Pram hadir di pasar"))
        ),
    ]
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    said = monitor("scan", file, "--election", "pilbup-tirtamaya-2024")

    table = said.out[said.out.index("Akun yang paling sering") :]
    assert table.count("Marlina") == 1
    folded = "".join(line.split("│")[2].strip() for line in table.splitlines() if "│" in line)
    assert LONG.lower() in folded
    assert "…" not in table


def test_show_says_counts_in_the_readers_language(monitor, tmp_path):
    """Likes are "suka" in Indonesian; what a repost points at is named without empty brackets."""
    rows = [
        {"id": "1", "platform": "x", "akun": "a", "teks": "hujan deras di pasar lama", "suka": 7},
        {
            "id": "2",
            "platform": "x",
            "akun": "b",
            "teks": "hujan deras di pasar lama",
            "repost_of": "1",
        },
    ]
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [row] = monitor("scan", file, "--json").rows

    said = monitor("show", row["claim_id"])

    assert "suka 7" in said.out
    assert "Repost dari x:1\n" in said.out
