"""What leaves the project is masked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

PRIVATE = "Hubungi @ibu_rina di 0812-0000-0001, TPS pindah ke balai desa kata KPU"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("what", ["queue", "posts"])
def test_no_private_handle_or_number_leaves_by_default(monitor, posts, tmp_path, suffix, what):
    """Neither the author, nor who is mentioned, nor a phone number is in the file's bytes."""
    monitor("scan", posts(PRIVATE, PRIVATE))
    said = monitor("export", f"keluar.{suffix}", "--what", what)
    assert said.code == 0, said.err
    made = [path for path in tmp_path.iterdir() if path.name.startswith("keluar")]
    for path in made:
        for secret in (b"akun0", b"ibu_rina", b"0812-0000-0001", b"1757200000000000001"):
            assert secret not in path.read_bytes()


def test_identities_are_a_choice_that_the_log_keeps(monitor, posts):
    """Names leave only when somebody asked for it, and that is written down."""
    monitor("scan", posts(PRIVATE))
    monitor("export", "keluar.jsonl", "--what", "posts", "--identities")
    rows = [json.loads(line) for line in Path("keluar.jsonl").read_text("utf-8").splitlines()]
    assert any("akun0" in json.dumps(row) for row in rows)
    assert "0812-0000-0001" not in json.dumps(rows)
    last = monitor("runs", "--json").rows[0]
    assert (last["verb"], last["options"]["identities"]) == ("export", True)


def test_the_exported_queue_has_no_verdict(monitor, posts):
    """The column is there for people; nothing of ours fills it."""
    monitor("scan", posts(PRIVATE, "sebarkan! surat suara tercoblos"))
    monitor("export", "antrean.csv")
    with Path("antrean.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert {row["verdict"] for row in rows} == {""}


def test_a_file_is_never_replaced_unasked(monitor, posts):
    """Yesterday's export is evidence."""
    monitor("scan", posts(PRIVATE))
    monitor("export", "antrean.csv")
    again = monitor("export", "antrean.csv")
    assert again.code == 2
    assert "antrean.csv" in again.err
    assert monitor("export", "antrean.csv", "--overwrite").code == 0


def test_an_unknown_suffix_names_the_known_ones(monitor, posts):
    """The remedy is in the line."""
    monitor("scan", posts(PRIVATE))
    said = monitor("export", "antrean.pdf")
    assert said.code == 2
    assert "csv" in said.err


@pytest.fixture
def network(monitor, tmp_path):
    """Scan posts of accounts that repost and mention each other, one of them public."""
    lines = [
        {
            "id": str(1757200000000000001 + number),
            "platform": "x",
            "akun": f"warga_biasa{number % 4}",
            "tanggal": f"2024-11-2{number % 6}T07:05:00+07:00",
            "teks": f"RT lagi nomor {number} soal TPS di balai desa",
            "repost_dari": "@kpu_id" if number % 2 else "",
            "mentions": ["tetangga_sebelah"],
            "tautan": "https://forum.example/warga_biasa1/berita",
        }
        for number in range(8)
    ]
    path = tmp_path / "jaringan.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert monitor("scan", path).code == 0


@pytest.mark.parametrize("target", ["net.gexf", "net.graphml", "edges.csv", "map.html"])
def test_the_network_leaves_masked_too(monitor, network, tmp_path, target):
    """As a graph, as a table, as a map: public accounts by name, nobody else, and the log knows."""
    what = ["--what", "network"] if target == "edges.csv" else []
    said = monitor("export", target, *what)
    assert said.code == 0, said.err
    written = (tmp_path / target).read_text("utf-8")
    assert "x:kpu_id" in written
    assert "akun-" in written
    assert [name for name in ("warga_biasa", "tetangga_sebelah") if name in written] == []
    last = monitor("runs", "--json").rows[0]
    assert last["options"]["kind"] == ("map" if target == "map.html" else "network")


def test_a_brief_is_written_by_its_name(monitor, network, tmp_path):
    """``ringkasan.html`` is a brief, any other ``.html`` a map; ``--what`` settles it."""
    assert monitor("export", "ringkasan.html").code == 0
    assert "Ringkasan dengan" in monitor("export", "a.html", "--what", "brief").err
    assert "Peta" in monitor("export", "b.html").err
    assert "warga_biasa" not in (tmp_path / "ringkasan.html").read_text("utf-8")


def test_a_brief_says_where_to_send_corrections(monitor, network):
    """A team that publishes a brief can be told of a mistake in it."""
    monitor("export", "brief.html", "--corrections", "koreksi@contoh.example")
    assert "koreksi@contoh.example" in Path("brief.html").read_text("utf-8")


def test_a_graph_is_of_everybody_a_map_of_whom_a_browser_draws(monitor, network, tmp_path):
    """networkx opens the graph; its edges are as many as were announced."""
    said = monitor("export", "net.gexf")
    graph = nx.read_gexf(tmp_path / "net.gexf")
    assert f"{graph.number_of_edges()} garis" in said.err
    assert {of["kind"] for *_, of in graph.edges(data=True)} >= {"repost", "mention"}


def test_what_has_no_such_form_names_those_it_has(monitor, network):
    """A queue is no graph, and a graph no spreadsheet of two sheets."""
    for target, what, remedy in [
        ("antrean.gexf", "queue", "csv"),
        ("net.xlsx", "network", "gexf"),
        ("peta.png", "map", "html"),
    ]:
        said = monitor("export", target, "--what", what)
        assert said.code == 2
        assert remedy in said.err


def test_posts_that_point_at_nobody_make_an_empty_network(monitor, posts, tmp_path):
    """Nothing is no error: the file says what was looked at, and opens."""
    monitor("scan", posts("TPS pindah ke balai desa"))
    for target in ("net.gexf", "map.html"):
        assert monitor("export", target).code == 0
    assert len(nx.read_gexf(tmp_path / "net.gexf")) == 0
