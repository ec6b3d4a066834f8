"""Who posts in step? Asked of a table of shares or of the project's database."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

HEADER = "object_id,account_id,content_id,timestamp_share"
GROUP = {f"serempak{member}" for member in range(5)}


def text_of(rows) -> str:
    return "\n".join([HEADER, *(",".join(map(str, row)) for row in rows)]) + "\n"


@pytest.fixture
def table(tmp_path, share_rows):
    """Return the path of an invented table of shares."""
    path = tmp_path / "shares.csv"
    path.write_text(text_of(share_rows), encoding="utf-8")
    return path


def test_edges_come_a_line_each_and_nothing_else_on_stdout(monitor, table):
    """A researcher pipes them on: names as in the file, only what passes q unless --all is said."""
    said = monitor("coordination", table, "--json")
    assert (said.code, said.err) == (0, "")
    assert all(row["q"] <= 0.05 for row in said.rows)
    assert {name for row in said.rows if row["cluster"] == 1 for name in (row["a"], row["b"])} == (
        GROUP
    )
    every = monitor("coordination", table, "--json", "--all", "--min-weight", 1).rows
    assert len(every) > len(said.rows)


def test_every_kind_of_file_gives_the_same_lines(monitor, table, tmp_path, share_rows, monkeypatch):
    """CSV, gzip, Parquet and standard input, told by content or by name."""
    lines = monitor("coordination", table, "--json").out
    packed, columns = tmp_path / "x.csv.gz", tmp_path / "x.parquet"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    names = HEADER.split(",")
    pq.write_table(pa.table(dict(zip(names, zip(*share_rows, strict=True), strict=True))), columns)
    assert monitor("coordination", packed, "--json").out == lines
    assert monitor("coordination", columns, "--json").out == lines
    assert monitor("coordination", columns, "--json", "--input-format", "parquet").out == lines
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table.read_bytes())))
    assert monitor("coordination", "-", "--json", "--input-format", "csv").out == lines


def test_a_person_reads_what_was_looked_at_then_clusters_with_their_excuses(monitor, table):
    """Counts first; each cluster with evidence for and against; the caveat; no accusing word."""
    with table.open("a", encoding="utf-8") as file:
        file.write("a,u1,p1,besok\n")
    said = monitor("coordination", table)
    assert said.code == 0
    order = [
        "846 kali berbagi oleh 68 akun atas 30 hal",
        "2.278 pasangan akun yang mungkin",
        "1 dari 847 baris ditolak",
        "baris 848: 'besok' bukan waktu",
        "1. Pola unggah serempak: 5 akun",
        "Akun, yang paling banyak pasangannya dulu: serempak0",
        "Mungkin alat yang sama",
        "Yang tidak mendukung",
        "2. Pola unggah serempak: 3 akun",
        "Ini petunjuk, bukan kesimpulan",
    ]
    flat = " ".join(said.out.split())
    places = [flat.index(each) for each in order]
    assert places == sorted(places)
    assert not {"buzzer", "bot", "robot", "bayaran"} & set(flat.casefold().split())
    english = " ".join(monitor("--lang", "en", "coordination", table).out.split())
    assert "1. Posting in step: 5 accounts" in english
    assert "846 shares; accounts: 68" in english


def test_what_is_not_shown_is_counted(monitor, table):
    """One cluster asked for, the other named with how to see it."""
    said = monitor("coordination", table, "--top", 1)
    assert "2. Pola" not in said.out
    assert "1 kelompok lagi: --top 2" in said.out


@pytest.mark.parametrize(
    ("language", "heads", "asks"),
    [
        ("id", "bukan temuan", "lihat dengan --unanchored"),
        ("en", "not a finding", "see them with --unanchored"),
    ],
)
def test_what_rests_on_an_assumption_is_shown_if_asked_and_says_so_on_every_line(
    monitor, tmp_path, brisk_rows, language, heads, asks
):
    """The head says how to see it; then who, and what, each line calling itself no finding."""
    path = tmp_path / "shares.csv"
    path.write_text(text_of(brisk_rows), encoding="utf-8")
    silent = monitor("--lang", language, "coordination", path)
    assert asks in " ".join(silent.out.split())
    assert "mawar0" not in silent.out
    said = monitor("--lang", language, "coordination", path, "--unanchored")
    lines = said.out.replace("\n      ", " ").splitlines()  # unwrapped
    told = [line for line in lines if "mawar" in line or heads in line]
    assert len(told) == 4
    assert all(heads in line for line in told)
    assert not {"1. Pola", "1. Posting"} & {line[:10].strip() for line in lines}
    pairs = monitor("--lang", language, "coordination", path, "--unanchored", "--json").rows
    assert len(pairs) == 15
    assert all(heads in pair["warning"] for pair in pairs)


def test_where_nothing_rests_on_an_assumption_that_is_said(monitor, table):
    """An answer; with --json, no line at all."""
    assert "Tidak ada komunitas" in monitor("coordination", table, "--unanchored").out
    assert monitor("coordination", table, "--unanchored", "--json").out == ""


def test_outlets_are_shown_apart(monitor, table, tmp_path):
    """In no cluster, in a list of their own, marked in JSON; a name that nobody has is told."""
    names = tmp_path / "media.txt"
    names.write_text("redaksi0\nredaksi1\nredaksi2\n", encoding="utf-8")
    said = monitor("coordination", table, "--set-apart", names, "--set-apart", "salah-eja")
    assert "Dipisahkan, tidak dimasukkan ke kelompok: 3 pasangan" in said.out
    assert "redaksi0 dan redaksi1: " in said.out
    assert "Tidak ada akun bernama: salah-eja" in said.out
    assert "2. Pola" not in said.out
    rows = monitor("coordination", table, "--set-apart", names, "--json").rows
    assert {row["cluster"] for row in rows if row["set_apart"]} == {None}


def test_hostile_names_are_tame_on_a_terminal_and_whole_in_json(monitor, tmp_path, share_rows):
    """What clears a screen, or turns a line round, is shown, not done."""
    path = tmp_path / "x.jsonl"
    keys = HEADER.split(",")
    rows = ((f"\x1b[2J{o}", f"\u202e\x9b{a}", c, t) for o, a, c, t in share_rows)
    path.write_text(
        "\n".join(json.dumps(dict(zip(keys, row, strict=True))) for row in rows), encoding="utf-8"
    )
    said = monitor("coordination", path, "--set-apart", "\u202e\x9bredaksi1")
    assert said.code == 0
    assert not {"\x1b", "\x9b", "\u202e"} & set(said.out + said.err)
    row = monitor("coordination", path, "--json").rows[0]
    assert row["a"] == "\u202e\x9bserempak0"


@pytest.mark.parametrize(
    ("arguments", "seconds"),
    [
        ([], {60}),
        (["--window", "30", "--window", "2m"], {30, 120}),
        (["--window", "1,5m"], {90}),
    ],
)
def test_windows_are_written_as_people_write_them(monitor, table, arguments, seconds):
    """Seconds, minutes; several in one pass."""
    said = monitor("coordination", table, "--json", "--all", "--min-weight", 1, *arguments)
    assert {row["window"] for row in said.rows} == seconds


def test_without_smoothing_p_is_the_exact_one(monitor, table):
    """--exact assumes nothing; the two p are one then."""
    rows = monitor("coordination", table, "--exact", "--json", "--all").rows
    assert rows
    assert all(row["p"] == row["p_exact"] for row in rows)


@pytest.mark.parametrize(
    ("content", "arguments", "told"),
    [
        (f"{HEADER}\na,u1,p,\nb,u2,p,\n", [], "timestamp_share"),
        (f"{HEADER}\na,u1,p,1707886800000\nb,u2,p,1707886800001\n", [], "--unit ms"),
        ("object_id,account_id\na,u1\n", [], "timestamp_share"),
        (f"{HEADER}\na,u1,p,5\n", ["--window", "-5"], "--window 60"),
        (f"{HEADER}\na,u1,p,5\n", ["--window", "sebentar"], "sebentar"),
        (f"{HEADER}\na,u1,p,5\n", ["--q", "2"], "--q 0.05"),
        (f"{HEADER}\na,u1,p,5\n", ["--min-weight", "0"], "--min-weight 2"),
        (f"{HEADER}\na,u1,p,5\n", ["--reaction", "-1"], "--exact"),
        (f"{HEADER}\na,u1,p,5\n", ["--reaction", "9", "--exact"], "--reaction"),
        (f"{HEADER}\na,u1,p,5\n", ["--unanchored", "--all"], "--unanchored"),
        (f"{HEADER}\na,u1,p,5\n", ["--unanchored", "--exact"], "--unanchored"),
        (f"{HEADER}\na,u1,p,5\n", ["--behaviour", "link"], "--db"),
        (f"{HEADER}\na,u1,p,5\n", ["--db", "monitor.db"], "--db"),
        (f"{HEADER}\na,u1,p,5\n", ["--input-format", "parquet"], "Parquet"),
        (f"{HEADER}\na,u1,p,5\n", ["--map", "a=b"], "object_id"),
        ("", [], "kosong"),
    ],
)
def test_bad_input_is_one_line_with_the_remedy(monitor, tmp_path, content, arguments, told):
    """Exit code 2 and nothing on stdout."""
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    said = monitor("coordination", path, "--json", *arguments)
    assert (said.code, said.out, said.err.count("Masalah:")) == (2, "", 1)
    assert told in said.err


@pytest.mark.parametrize("arguments", [["tidak-ada.csv"], ["--db", "tidak-ada.db"]])
def test_what_is_not_there_is_one_line(monitor, arguments):
    """A table or a database that does not exist."""
    said = monitor("coordination", *arguments)
    assert (said.code, said.out) == (2, "")
    assert "tidak-ada" in said.err


def test_one_account_or_only_itself_is_an_answer(monitor, tmp_path):
    """No pairs are possible: said, with exit code 0; times before any platform are told."""
    path = tmp_path / "x.csv"
    path.write_text(f"{HEADER}\na,u1,p1,5\na,u1,p2,6\na,u1,p2,6\n", encoding="utf-8")
    said = monitor("coordination", path)
    assert said.code == 0
    assert "Hanya ada satu akun" in said.out
    assert "1 kali berbagi tercatat lebih dari sekali" in said.out
    assert "sebelum 2004" in said.out
    assert monitor("coordination", path, "--json").out == ""


def test_with_json_what_was_rejected_is_said_on_stderr(monitor, table):
    """Nothing is lost in silence, and stdout stays clean."""
    with table.open("a", encoding="utf-8") as file:
        file.write("a,,p1,5\n,u1,p1,5\na,u1,p1,1707886800000\n")
    said = monitor("coordination", table, "--json")
    assert said.rows
    for told in ("3 dari 849 baris ditolak", "account_id", "object_id", "milidetik"):
        assert told in said.err


def test_a_database_is_looked_at_with_its_coverage(monitor, tmp_path, share_rows):
    """Import a table, ask: links by name, who was left out, what was not looked at."""
    path = tmp_path / "shares.csv"
    path.write_text(text_of(share_rows), encoding="utf-8")
    monitor("import", path)
    said = monitor("coordination", "--db", "monitor.db", "--behaviour", "link")
    assert said.code == 0
    assert "1. Pola unggah serempak: 5 akun" in said.out
    assert "https://kabar.example/" in said.out
    assert "Calon mana yang disebut belum dihitung" in " ".join(said.out.split())
    rows = monitor("coordination", "--db", "monitor.db", "--json").rows
    assert {name for row in rows if row["cluster"] == 1 for name in (row["a"], row["b"])} == {
        f"unknown:{name}" for name in GROUP
    }
    said = monitor("coordination", "--db", "monitor.db", "--unit", "ms")
    assert (said.code, "--unit" in said.err) == (2, True)


WITHOUT_ARROW = """
import sys
sys.modules["pyarrow"] = None
from monitor.cli import main
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_without_pyarrow_csv_is_read_and_parquet_says_what_it_needs(monitor, table, tmp_path):
    """The extra is one; a laptop without it reads the same from CSV."""

    def run(*arguments):
        command = [sys.executable, "-c", WITHOUT_ARROW, "coordination", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert run(table, "--json").stdout == monitor("coordination", table, "--json").out
    (tmp_path / "x.parquet").write_bytes(b"PAR1" + bytes(99))
    done = run("x.parquet")
    assert (done.returncode, "pemilu-monitor[parquet]" in done.stderr) == (2, True)
