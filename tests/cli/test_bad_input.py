"""The hostile world, typed at the command line: one clear line, nothing lost, nothing raw."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

CLAIM = "SEGERA sebarkan!! TPS 07 dipindah ke balai desa, kata KPU"
ESCAPES = "\x1b[31m\x1b]0;judul\x07\x9b2J\u202egnp.exe\u2066\u200f\x7f\x85\u2028\u2029\x00"
TABLES = [
    "posts", "accounts", "raw", "snapshots", "rejects", "claims", "merges", "sketches", "signals",
    "progress",
]  # fmt: skip


def raw_signs(text: str) -> set[str]:
    """Return what would move a terminal's cursor, its colours or its reading direction."""
    return {sign for sign in text if not sign.isprintable()} - set("\n\u200d")


def counts(path: str = "monitor.db") -> dict[str, int]:
    """Return how many rows each table holds."""
    with closing(sqlite3.connect(path)) as db:
        found = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES}
    return {table: rows for table, (rows,) in found.items()}


@pytest.fixture
def hostile(tmp_path):
    """Return a file whose name and every cell carry escapes, with a record that cannot be read."""
    name = "jahat.jsonl" if sys.platform == "win32" else f"jahat{ESCAPES[:-1]}\n😀.jsonl"
    path = tmp_path / name
    record = {
        "id": f"1{ESCAPES}",
        "platform": "x",
        "akun": f"@akun{ESCAPES}",
        "teks": f"{CLAIM} {ESCAPES}",
        "url": f"https://x.com/a/status/1{ESCAPES}",
        "reply_to": f"@lain{ESCAPES[:4]}",
        f"kolom{ESCAPES}": "isi",
        "suka": 5,
    }
    broken = f'{{"id": {ESCAPES}'
    path.write_text(f"{json.dumps(record)}\n{broken}\n", encoding="utf-8")
    return path


def test_no_escape_reaches_a_terminal_through_any_verb(monitor, hostile):
    """Names of files, columns, accounts and texts may clear a screen or turn it round; not here."""
    assert monitor("scan", hostile).code == 0
    commands = [
        ["scan", hostile],
        ["scan", hostile, "--json"],
        ["import", hostile],
        ["import", hostile, "--json"],
        ["queue"],
        ["queue", "--json"],
        ["show", "k-1"],
        ["search", "TPS"],
        ["rejects"],
        ["rejects", "--json"],
        ["runs"],
        ["runs", "--json"],
        ["election", "list"],
        ["show", f"k{ESCAPES}"],
        ["search", ESCAPES],
        ["import", f"tak-ada{ESCAPES[:-1]}"],
        ["import", hostile, "--format", ESCAPES],
        ["import", hostile, "--map", f"kolom{ESCAPES}=teksnya"],
        ["import", hostile, "--map", f"kolom{ESCAPES}"],
        ["scan", "--election", ESCAPES],
        ["scan", hostile, "--register", hostile],
        ["queue", "--weights", hostile],
        ["queue", "--top", ESCAPES],
        [f"--pilihan{ESCAPES}"],
        [f"perintah{ESCAPES}"],
        ["queue", ESCAPES],
    ]
    for command in commands:
        said = monitor(*command)
        assert said.code in {0, 2}, command
        assert not raw_signs(said.out), command
        assert not raw_signs(said.err), command
        if "--json" in command:
            assert said.rows


def test_json_holds_the_very_text_though_it_is_escaped(monitor, hostile):
    """The next program reads back what was posted, character by character."""
    [row] = monitor("scan", hostile, "--json").rows
    assert row["text"] == f"{CLAIM} {ESCAPES}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"\n  \n", "kosong"),
        (bytes(5000), "kosong"),
        (b"PK\x03\x04 bukan zip", "arsip"),
        (b"a.csv".ljust(257, b"\0") + b"ustar" + b"\0 id,teks\n" * 40, "arsip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "gambar"),
        (b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
        (bytes(range(32)) * 100, "bukan teks"),
        (b"<!doctype html><p>halo", "halaman web"),
        (b"tanggal kejadian,sumber uang\n1,2\n", "--map 3=text"),
    ],
)
def test_a_file_that_holds_no_posts_is_one_line_with_the_remedy(monitor, tmp_path, content, said):
    """Exit 2, one line on stderr, nothing on stdout, nothing stored."""
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    for verb in ("import", "scan"):
        answer = monitor(verb, path)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("Masalah: ")
        assert answer.err.count("\n") == 1
        assert said in answer.err
    assert counts()["posts"] == 0


def test_what_a_power_cut_left_costs_one_record(monitor, posts):
    """Zeros where the disk was not written yet hide none of the records around them."""
    file = posts("TPS pindah ke balai desa", "KPU menunda penghitungan")
    file.write_bytes(file.read_bytes() + bytes(4096) + b'\n{"id": "9", "teks": "sesudahnya"}\n')
    [done] = monitor("import", file, "--json").rows
    assert (done["read"], done["stored"], done["rejected"]) == (4, 3, 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_without_a_mark_may_hold_emoji(monitor, tmp_path, encoding):
    """Half of an emoji ends in a zero byte, as every Latin letter begins with one."""
    table = tmp_path / "pantauan.csv"
    table.write_bytes("id;teks\n1;TPS pindah 😀 ke balai desa 😀\n".encode(encoding))
    monitor("import", table)
    assert "TPS pindah 😀" in monitor("search", "balai").out


def test_a_word_without_end_is_shown_in_part(monitor, posts):
    """A text without spaces is not an empty excerpt."""
    said = monitor("scan", posts("x" * 100_000))
    assert "xxxxxxxx" in said.out
    assert len(said.out) < 3_000


def test_a_second_time_adds_a_run_and_nothing_else(monitor, hostile, posts):
    """Rejects, snapshots and duplicates too are known by then, and the counts add up."""
    files = [hostile, posts(CLAIM, CLAIM, "hujan"), posts(CLAIM, name="lagi.jsonl")]
    monitor("scan", *files, files[0])
    before = counts()
    for done in monitor("import", *files, "--json").rows:
        assert done["read"] == done["stored"] + done["known"] + done["rejected"]
        assert done["stored"] == 0
    monitor("scan", *files)
    assert counts() == before


def test_a_dash_twice_is_read_once(monitor, posts, monkeypatch):
    """The second reading does not empty the first."""
    data = posts(CLAIM).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    first, second = monitor("import", "-", "-", "--json").rows
    assert (first["stored"], second["known"]) == (1, 1)


def test_a_closed_standard_input_is_an_empty_one(monitor, monkeypatch):
    """A scheduler that starts us without one gets a sentence."""
    monkeypatch.setattr(sys, "stdin", None)
    said = monitor("import", "-")
    assert said.code == 2
    assert "kosong" in said.err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_file_name_that_is_no_text_is_read_all_the_same(monitor, posts, tmp_path):
    """Linux allows any byte; the log keeps what can be written of it."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/kiriman\xff.jsonl"))
    posts(CLAIM).rename(odd)
    assert monitor("scan", odd).code == 0
    assert monitor("runs", "--json").rows[0]["inputs"][0]["file"].endswith("kiriman\ufffd.jsonl")
    assert "UTF-8" in monitor("search", os.fsdecode(b"\xff")).err


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_an_export_never_replaces_the_project_itself(monitor, posts, suffix):
    """Neither the database nor its key, by its name or through a link, even when told to."""
    database = f"proyek.{suffix}"
    monitor("scan", posts(CLAIM), "--db", database)
    before = counts(database)
    said = monitor("export", database, "--overwrite", "--db", database)
    assert said.code == 2
    assert "bagian dari proyek" in said.err
    if sys.platform != "win32":
        Path(f"tautan.{suffix}").symlink_to(database)
        assert monitor("export", f"tautan.{suffix}", "--overwrite", "--db", database).code == 2
    assert counts(database) == before


@pytest.mark.parametrize("table", ["posts", "catatan"])
def test_a_database_of_another_program_stays_as_it_was(monitor, posts, table):
    """--db with a typo must not put our tables among somebody else's."""
    with sqlite3.connect("lain.db") as db:
        db.execute(f"CREATE TABLE {table} (isi)")
    db.close()
    before = Path("lain.db").read_bytes()
    for command in (["queue"], ["scan", posts(CLAIM)]):
        said = monitor(*command, "--db", "lain.db")
        assert said.code == 2
        assert "bukan basis data" in said.err
    assert Path("lain.db").read_bytes() == before


def test_a_database_that_is_no_file_or_not_there_says_so(monitor, posts):
    """A folder, and a name nobody has used yet."""
    Path("folder").mkdir()
    assert "bukan basis data" in monitor("scan", posts(CLAIM), "--db", "folder").err
    assert "monitor scan BERKAS --db tak-ada.db" in monitor("queue", "--db", "tak-ada.db").err
    assert not Path("tak-ada.db").exists()


@pytest.mark.parametrize(
    ("command", "id_", "en"),
    [
        ("queue --top -1", "bilangan bulat", "whole number"),
        ("search TPS --top 99999999999999999999", "bilangan bulat", "whole number"),
        ("--lang su queue", "pilih salah satu: id, en", "choose one of: id, en"),
        ("antrean", "Yang ada: election, import", "There are: election, import"),
        ("queue semua", "Tidak dimengerti: semua", "Not understood: semua"),
        ("queue --db", "Pilihan --db", "The option --db"),
        ("scan --register tak-ada.csv", "tak-ada.csv tidak ditemukan", "tak-ada.csv not found"),
        ("scan --weights .", "bukan berkas", "is no file"),
        ("queue --weights rusak.toml", "bukan TOML yang benar", "is no correct TOML"),
        ("election check rusak.toml", "bukan TOML yang benar", "is no correct TOML"),
        ("scan --register rusak.csv", "tanda kutip", "quotation mark"),
    ],
)
def test_a_slip_at_the_keyboard_is_explained_in_the_readers_language(
    monitor, posts, monkeypatch, command, id_, en
):
    """One line, what to do about it, and not a word of another language's."""
    monitor("scan", posts(CLAIM))
    Path("rusak.toml").write_text("bobot = \x1b", encoding="utf-8")
    Path("rusak.csv").write_text('account\n"x:kpu\n', encoding="utf-8")
    for language, sentence in (("id", id_), ("en", en)):
        monkeypatch.setenv("MONITOR_LANG", language)
        said = monitor(*command.split())
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert sentence in said.err


def test_an_unknown_language_in_the_environment_is_indonesian(monitor, monkeypatch):
    """A wrong MONITOR_LANG stops nobody."""
    monkeypatch.setenv("MONITOR_LANG", "xx")
    assert "Cara pakai" in monitor("--help").out


def piped(*command: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command with pipes of its own: what a fixture cannot close."""
    arguments = [sys.executable, "-W", "error", "-m", "monitor", *command]
    return subprocess.run(arguments, stderr=subprocess.PIPE, check=False, timeout=60, **streams)  # type: ignore[call-overload]  # streams are subprocess's own


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another error there")
def test_who_has_read_enough_is_no_problem(monitor, posts):
    """`monitor queue | head -1` ends well and in silence."""
    monitor("scan", posts(CLAIM))
    reading, writing = os.pipe()
    os.close(reading)
    said = piped("queue", stdout=writing)
    os.close(writing)
    assert (said.returncode, said.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_under_the_output_is_one_line(monitor, posts):
    """`monitor queue > file` on a full disk."""
    monitor("scan", posts(CLAIM))
    with Path("/dev/full").open("wb") as full:
        said = piped("queue", "--json", stdout=full)
    assert said.returncode == 2
    assert said.stderr.count(b"\n") == 1
    assert b"ruang disk" in said.stderr
