"""A journalist reads three sentences with their doubts; a program reads one record a line."""

from __future__ import annotations

import json

import pytest

from monitor.corpora.load import folder
from monitor.records import Account, Post, Reference
from monitor.store import Covered, Store


@pytest.fixture
def scanned(tmp_path, monitor):
    """Return the arguments for a database with a few posts, one of them of a hostile account."""
    rows = [
        {"id": f"{1_757_200_000_000_000_000 + n}", "platform": "x", "akun": who, "teks": text,
         "tanggal": day, "repost_of": of}
        for n, (who, text, day, of) in enumerate([
            ("warga", "Wira-Sekar janji apa saja?", "2024-10-01T09:00:00+07:00", ""),
            *[(f"akun{n}", "Wira-Sekar janji apa saja?", f"2024-10-01T09:0{n % 10}:30+07:00",
               "1757200000000000000") for n in range(12)],
            ("resmi", "Wira-Sekar janji apa saja?", "2024-11-25T09:00:00+07:00",
             "1757200000000000000"),
            ("jahat\x1b[31m", "=cmd() Marlina-Pram <b>", "2024-10-02T09:00:00+07:00",
             "1757200000000000000"),
        ])
    ]  # fmt: skip
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    said = monitor("scan", path, "--election", "pilbup-tirtamaya-2024", "--top", 1)
    assert said.code == 0
    return said


def test_sentences_come_first_with_their_doubts_and_no_side(scanned, monitor):
    """What is seen, how few made it, whether they are in step; then tables; then coverage."""
    said = monitor("network")
    flat = " ".join(said.out.split())
    assert "Unggahan yang menyebut Wira-Sekar diteruskan 13 kali (13 repost" in flat
    assert "Disebut bukan berarti didukung" in flat
    assert "tidak ada yang meneruskan unggahan ini" in flat
    places = ["Wira-Sekar\n", "Ukuran,", "Paling banyak diteruskan", "Yang dilihat:"]
    at = [said.out.index(place) for place in places]
    assert at == sorted(at)
    assert "\x1b[31m" not in said.out
    for word in ("bot", "buzzer", "pendukung"):
        assert word not in flat.lower().split()


def test_english_says_the_same(scanned, monitor):
    """--lang en."""
    flat = " ".join(monitor("network", "--lang", "en").out.split())
    assert "Posts that name Wira-Sekar were amplified 13 times" in flat
    assert "To be named is not to be supported" in flat


def test_json_is_a_record_a_line_and_nothing_else(scanned, monitor):
    """A program reads the kinds that docs/network.md promises."""
    said = monitor("network", "--json", "--candidate", "1", "--draws", 20)
    assert {row["kind"] for row in said.rows} >= {"network", "figure", "amplified", "amplifier"}
    assert said.rows[0]["about"] == "Wira-Sekar"
    assert {row["about"] for row in said.rows if row["kind"] == "figure"} == {"Wira-Sekar"}


def test_a_register_beside_the_database_is_used_and_two_are_refused(scanned, monitor, tmp_path):
    """YAML as well as CSV; which of two would be a guess."""
    (tmp_path / "register.yaml").write_text(
        "- account: x:resmi\n  role: official\n  candidate: wira-sekar-tirtamaya\n"
    )
    flat = " ".join(monitor("network").out.split())
    assert "x:resmi, terdaftar sebagai akun resmi Wira-Sekar, aktif dalam 1 unggahan" in flat
    (tmp_path / "register.csv").write_text("account\nx:a\n")
    said = monitor("network")
    assert said.code == 2
    assert "register.csv, register.yaml" in said.err
    assert monitor("network", "--register", tmp_path / "register.csv").code == 0


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--candidate", "Wira-Seka"], "Wira-Sekar"),
        (["--phase", "tenang"], "masa_tenang"),
        (["--draws", "3"], "--draws"),
        (["--db", "tidak-ada.db"], "tidak-ada.db"),
    ],
)
def test_what_cannot_be_shown_is_one_line_with_the_remedy(scanned, monitor, arguments, remedy):
    """Exit code 2, and nothing on stdout."""
    said = monitor("network", *arguments)
    assert (said.code, said.out) == (2, "")
    assert remedy in said.err


def test_an_empty_database_says_why_there_is_nothing(monitor, posts):
    """No reposts, no election, no register: each is said."""
    assert monitor("scan", posts("hujan di pasar")).code == 0
    flat = " ".join(monitor("network").out.split())
    assert "Tidak ada pasangan calon yang disebut" in flat
    assert "n/a: tidak ada repost atau kutipan" in flat
    assert "Aturan tidak diterapkan" in flat


def test_hostile_names_turn_no_terminal_and_no_markup(tmp_path, monitor):
    """Colours, right-to-left marks, rich's own markup, newlines: shown, never obeyed."""
    names = ["x:a\x1b[31mmerah", "x:b\u202egpj", "x:[bold]c[/bold]", "x:d\n\nPutusan: salah"]
    with Store(tmp_path / "monitor.db") as store:
        store.add(
            [
                Post(f"x:{n}", "x", "t", Account(name, "x"), repost_of=Reference("", name[::-1]))
                for n, name in enumerate(names)
            ]
        )
    said = monitor("network")
    assert said.code == 0
    for sign in ("\x1b", "\u202e", "\nPutusan"):
        assert sign not in said.out
    assert "x:[bold]c[/bold]" in said.out
    accounts = {row["account"] for row in monitor("network", "--json").rows if "account" in row}
    assert accounts == {*names, *(name[::-1] for name in names)}


@pytest.mark.slow
def test_the_sample_tells_a_whole_story(monitor):
    """From the sample to three pairs, phases, roles and what is worth checking."""
    assert monitor("scan", "--sample").code == 0
    register = folder() / "sample" / "register.csv"
    said = monitor("network", "--db", "contoh.db", "--register", register)
    for title in ("Wira-Sekar", "Marlina-Pram", "Bungaran-Laras", "Antarfase", "Layak dicek"):
        assert title in said.out


def test_json_says_which_hours_live_sources_did_not_see(scanned, monitor, tmp_path):
    """As queue and exports do: counts of amplification without it would be wrong counts."""
    with Store(tmp_path / "monitor.db") as store:
        run = store.start_run("collect")
        failed = Covered(
            "telegram:kanal", "telegram", started="2024-10-01T05:00:00+00:00", problem="x"
        )
        store.cover(failed, run=run)
    collecting = monitor("network", "--json").rows[0]["coverage"]["collecting"]
    assert collecting["asked"] == ["telegram"]
    [[first, last]] = collecting["unseen"]["telegram"][0]
    assert (first, last) == ("2024-09-24T05:00:00+00:00", "2024-10-01T05:00:00+00:00")
