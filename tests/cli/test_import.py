"""Files go in, every record accounted for."""

from __future__ import annotations

import io
import json
import sys


def test_the_counts_add_up_and_a_second_time_stores_nothing(monitor, posts):
    """read = stored + known + rejected, as JSON for the next program."""
    file = posts("TPS pindah", "hujan")
    with file.open("a") as lines:
        lines.write('{"id": "9", "teks": ""}\n{"id": "10", "te')
    first = monitor("import", file, "--json").rows
    counts = {"read": 4, "stored": 2, "known": 0, "rejected": 2, "other": 0}
    assert first == [{"file": str(file), "format": "table-jsonl", **counts}]
    [second] = monitor("import", file, "--json").rows
    assert (second["read"], second["stored"], second["known"], second["rejected"]) == (4, 0, 2, 2)
    assert len(monitor("rejects", "--json").rows) == 2
    assert len(monitor("runs", "--json").rows) == 2


def test_standard_input_is_a_dash(monitor, posts, monkeypatch):
    """`cat a.jsonl | monitor import -` reads once and names the source."""
    data = posts("TPS pindah").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [done] = monitor("import", "-", "--json").rows
    assert (done["file"], done["stored"]) == ("-", 1)


def test_columns_called_what_a_volunteer_likes(monitor, tmp_path):
    """--map says which column is the text; a wrong field name is refused with the near ones."""
    table = tmp_path / "pantauan.csv"
    table.write_text("Apa Katanya;Di Mana\nTPS pindah ke balai desa;facebook\n", encoding="utf-8")
    said = monitor(
        "import", table, "--map", "Apa Katanya=text", "--map", "Di Mana=platform", "--json"
    )
    assert said.rows[0]["stored"] == 1
    assert monitor("search", "balai").out.startswith("\nfacebook:")
    wrong = monitor("import", table, "--map", "Apa Katanya=teksnya")
    assert wrong.code == 2
    assert "text" in wrong.err


def test_a_map_without_an_equals_sign_is_explained(monitor, posts):
    """The shape is shown by example."""
    said = monitor("import", posts("a b c"), "--map", "isi")
    assert said.code == 2
    assert "KOLOM=MEDAN" in said.err


def test_the_log_says_what_was_run_on_what(monitor, posts):
    """A figure can be traced to the bytes it came from."""
    monitor("import", posts("TPS pindah"))
    [run] = monitor("runs", "--json").rows
    assert run["verb"] == "import"
    assert len(run["inputs"][0]["sha256"]) == 64
    assert run["versions"]["monitor"]
    assert run["result"]["stored"] == 1
    assert json.loads(json.dumps(run)) == run
    assert "import" in monitor("runs").out


def test_of_a_tip_line_nothing_is_stored_that_names_a_person(monitor, tmp_path):
    """Without --tipline a chat is refused, nothing is stored; with it, the bytes hold no name."""
    chat = tmp_path / "Obrolan WhatsApp dengan Siti.txt"
    chat.write_text(
        "14/02/24 07.01 - Siti membuat grup\n"
        "14/02/24 07.02 - Siti: surat suara habis, tanya 0811-0000-0003\n"
        "14/02/24 07.03 - +62 811-0000-0002: <Media tidak disertakan>\n",
        encoding="utf-8",
    )
    refused = monitor("import", chat)
    assert (refused.code, "--tipline" in refused.err) == (2, True)
    assert not monitor("runs", "--json").rows
    [done] = monitor("import", chat, "--tipline", "--json").rows
    assert (done["stored"], done["other"]) == (1, 2)
    assert monitor("search", "habis").out.count("surat suara habis") == 1
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("monitor.db*"))
    assert b"surat suara habis" in kept
    for secret in (b"Siti", b"0811", b"+62"):
        assert secret not in kept


def test_fact_checks_go_to_the_archive_and_it_is_said(monitor, tmp_path):
    """The sentence names the archive, the JSON marks it, and the archive has it."""
    feed = tmp_path / "umpan.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>Cek</title><item><title>[SALAH] Gudang Kosong</title>"
        "<link>https://wartadesa.example/cek-fakta/1</link></item></channel></rss>",
        encoding="utf-8",
    )
    assert "masuk arsip" in monitor("import", feed).out
    [again] = monitor("import", feed, "--json").rows
    assert (again["archive"], again["known"]) == (True, 1)
    assert "Gudang Kosong" in monitor("archive", "list").out
