"""What holds for every format of the network: it opens, keeps its figures, and names nobody."""

from __future__ import annotations

import csv
import math
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.corpora.elections import election
from monitor.errors import BadInput
from monitor.exports import NET_EXPORTERS, Stamp
from monitor.exports.gexf import OTHER, PALETTE, color
from monitor.exports.net import COORDINATION, Edge, Net, Node, Part, Period, masked
from monitor.privacy import Mask

FORMATS = sorted(NET_EXPORTERS)
GRAPHS = ["gexf", "graphml"]
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
NOON = datetime(2024, 11, 25, 5, tzinfo=UTC)
MASK = Mask(b"k" * 32, {"x:kpu_id", "kpu_id", "x:warta"})
STAMP = Stamp(["Yang dilihat: 9 unggahan (x 9)."], election("pilkada-2024"), exported=NOON)
NODES = [
    Node("x:kpu_id", "", "official", 0, -1, 9, 0, 0.5, 0.25, -0.5, NOON, NOON),
    Node("x:budi", "", "unknown", 12, 1, 0, 4, 0.25, -1.0, 1.0, NOON, NOON + timedelta(days=1)),
    Node("x:dewi", "", "unknown", -1, 1, 0, 5, 0.25, set_apart=True),
    Node("x:warta", "", "media"),
    Node("https://t.me/grupdewi/3", "", is_link=True),
]
EDGES = [
    Edge("x:budi", "x:kpu_id", "repost", 4, NOON, NOON + timedelta(days=1),
         (Part(date(2024, 11, 25), (0,), 3), Part(date(2024, 11, 26), (0, 1), 1))),
    Edge("x:warta", "x:kpu_id", "reply", 4, NOON, NOON,
         (Part(date(2024, 11, 25), (0,), 3), Part(date(2024, 11, 26), (0, 1), 1))),
    Edge("x:budi", "x:kpu_id", "mention", 1, NOON, NOON, (Part(date(2024, 11, 25), (), 1),)),
    Edge("x:dewi", "x:kpu_id", "quote", 5, NOON, NOON, (Part(date(2024, 11, 25), (), 5),)),
    Edge("x:dewi", "https://t.me/grupdewi/3", "link", 2, parts=(Part(None, (), 2),)),
    Edge("x:budi", "x:dewi", COORDINATION, 7, parts=(Part(None, (), 7),), expected=0.5, p=1e-300,
         q=0.001),
]  # fmt: skip
PERIODS = [Period("kampanye", "masa kampanye", date(2024, 9, 25), date(2024, 11, 23))]


@pytest.fixture
def net() -> Net:
    """Return a small masked network with every kind of edge."""
    return masked(NODES, EDGES, MASK, entities=["Ana", "Bagus"], periods=PERIODS, left_out=2)


@pytest.fixture
def export(net, tmp_path):
    """Write a network, by default the small one, and return the file."""

    def _export(suffix, what=net, *, stamp=STAMP, **options) -> Path:
        path = tmp_path / f"net.{suffix}"
        NET_EXPORTERS[suffix](path, what, stamp, **options)
        return path

    return _export


def read(path: Path) -> nx.Graph:
    """Read a file as networkx does."""
    return nx.read_gexf(path) if path.suffix == ".gexf" else nx.read_graphml(path)


def parsed(path: Path) -> ET.Element:
    """Return the root of an XML file of ours."""
    return ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - we wrote it


def content(path: Path) -> str:
    """Return all that is in a file and in the note beside it."""
    beside = path.with_name(f"{path.name}.README.txt")
    return path.read_text("utf-8") + (beside.read_text("utf-8") if beside.exists() else "")


def weights(net: Net) -> Counter:
    """Return each edge's weight by its ends and kind."""
    return Counter({(each.source, each.target, each.kind): each.weight for each in net.edges})


@pytest.mark.parametrize("suffix", GRAPHS)
def test_networkx_reads_back_what_was_written(export, net, suffix):
    """Accounts, weights, kinds, figures of chance, whom posts name: with their types."""
    graph = read(export(suffix))
    assert {name: graph.nodes[name]["got"] for name in graph} == {n.id: n.got for n in net.nodes}
    found = Counter({(a, b, of["kind"]): of["weight"] for a, b, of in graph.edges(data=True)})
    assert found == weights(net)
    [step] = [of for *_, of in graph.edges(data=True) if of["kind"] == COORDINATION]
    assert (step["p"], step["q"], step["expected"], step["directed"]) == (1e-300, 0.001, 0.5, False)
    [reply] = [of for *_, of in graph.edges(data=True) if of["kind"] == "reply"]
    assert (reply["about"], reply["directed"]) == ("Ana (4) | Bagus (1)", True)
    assert "p" not in reply
    [private] = [of for *_, of in graph.edges(data=True) if of["kind"] == "repost"]
    assert "about" not in private
    office = graph.nodes["x:kpu_id"]
    assert (office["role"], office["public"], office["set_apart"]) == ("official", True, False)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_private_person_is_in_a_file(export, suffix):
    """Neither as a node, nor at an edge's end, nor in an address."""
    written = content(export(suffix))
    assert [name for name in ("budi", "dewi", "t.me/grup") if name in written] == []
    assert "x:kpu_id" in written
    assert "akun-" in written


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_says_what_it_is_and_what_was_looked_at(export, suffix):
    """Leads, no sides; the coverage; what was left out; the version: passed on with the file."""
    written = content(export(suffix))
    assert "bukan putusan" in written
    assert "menyebut bukan mendukung" in written
    assert "Yang dilihat: 9 unggahan" in written
    assert "2 garis lain tidak ada di sini" in written
    assert "Pemilu Monitor 0." in written


@pytest.mark.parametrize("suffix", FORMATS)
def test_kept_identities_are_admitted(export, net, suffix):
    """The file says so itself."""
    assert "BERISI IDENTITAS" in content(export(suffix, stamp=Stamp(identities=True)))


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_is_never_replaced_unasked(export, suffix):
    """Yesterday's graph is evidence; on request it is replaced whole."""
    export(suffix)
    with pytest.raises(BadInput, match="--overwrite"):
        export(suffix)
    export(suffix, Net((), ()), overwrite=True)


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_network_is_a_file_too(export, suffix):
    """Nothing was found: that opens as well."""
    path = export(suffix, Net((), ()))
    if suffix == "csv":
        assert len(path.read_text("utf-8-sig").splitlines()) == 1
    else:
        assert len(read(path)) == 0


def test_gexf_keeps_the_structure_of_its_schema(export, net):
    """Elements in the order of GEXF 1.3, ids unique, attributes declared, ends known."""
    root = parsed(export("gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [each.tag for each in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    assert root[0].get("lastmodifieddate") == "2024-11-25"
    graph = root[1]
    parts = ["attributes", "attributes", "nodes", "edges"]
    assert [each.tag for each in graph] == [f"{GEXF}{part}" for part in parts]
    for of, declared in zip(("node", "edge"), graph[:2], strict=True):
        known = {each.get("id") for each in declared}
        every = list(graph.iter(f"{GEXF}{of}"))
        assert declared.get("class") == of
        assert (
            len({each.get("id") for each in every})
            == len(every)
            == int(graph.find(f"{GEXF}{of}s").get("count"))
        )
        assert {each.get("for") for one in every for each in one.iter(f"{GEXF}attvalue")} <= known
    ids = {node.get("id") for node in graph.iter(f"{GEXF}node")}
    assert all(
        {edge.get("source"), edge.get("target")} <= ids for edge in graph.iter(f"{GEXF}edge")
    )


def test_gephi_finds_places_colours_sizes_and_times(export, net):
    """Where an account stands, its community's colour, how much it got, when it was seen."""
    graph = parsed(export("gexf"))[1]
    assert (graph.get("mode"), graph.get("timezone")) == ("dynamic", "Asia/Jakarta")
    office = next(node for node in graph.iter(f"{GEXF}node") if node.get("id") == "x:kpu_id")
    assert office.find(f"{VIZ}position").attrib == {"x": "250.000", "y": "-500.000", "z": "0.0"}
    assert [int(office.find(f"{VIZ}color").get(of)) for of in "rgb"] == list(PALETTE[0])
    assert office.find(f"{VIZ}size").get("value") == "40.0"
    assert office.get("start") == office.get("end") == "2024-11-25T12:00:00+07:00"
    kinds = Counter(edge.get("kind") for edge in graph.iter(f"{GEXF}edge"))
    assert kinds == Counter(edge.kind for edge in net.edges)
    assert color(12) == color(-1) == OTHER


@pytest.mark.parametrize("suffix", GRAPHS)
def test_accounts_without_a_place_still_open(export, suffix):
    """Readers lay out by themselves who has none; no figure is NaN or infinite."""
    node = Node("x:budi", "", pagerank=math.nan, x=math.nan, y=math.inf)
    edge = Edge("x:budi", "x:budi", "repost", 1, expected=math.inf, p=math.nan)
    path = export(suffix, masked([node], [edge], MASK))
    figures = path.read_text("utf-8").rpartition("<graph ")[2].lower()
    assert "nan" not in figures
    assert "inf" not in figures
    graph = read(path)
    [account] = [graph.nodes[name] for name in graph]
    assert "x" not in account
    assert "position" not in account.get("viz", {})


def test_edges_as_csv_carry_both_ends(export, net):
    """A row is enough to read it: kinds, weights, chance, roles, clusters, version."""
    with export("csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["source"], row["target"], row["kind"]): int(row["weight"]) for row in rows} == (
        weights(net)
    )
    [step] = [row for row in rows if row["kind"] == COORDINATION]
    assert (step["directed"], step["q"], step["source_cluster"]) == ("False", "0.001", "1")
    [repost] = [row for row in rows if row["kind"] == "repost"]
    assert (repost["target_role"], repost["first_wib"]) == ("official", "2024-11-25T12:00:00+07:00")
    assert repost["exported_at"] == NOON.isoformat()


HOSTILE = st.one_of(
    st.text(st.characters(codec=None), min_size=1, max_size=12),
    st.sampled_from(
        [
            *("]]>", '"><script>alert(1)</script>', "=1+1", "@SUM(A1)", "&lt;&#0;", "a\x00b"),
            *("\u202etxt.exe", "\ud800", "'; DROP TABLE posts;--", "حساب", "a\r\nb", "-2+3"),
        ]
    ),
)


@settings(max_examples=40)
@given(st.lists(HOSTILE, min_size=2, max_size=6, unique=True), HOSTILE, st.integers(1, 10**6))
@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_names_break_no_file(suffix, names, candidate, weight):
    """Control signs, markup, formulas, marks that turn lines, halves of signs: it parses."""
    nodes = [Node(f"x:{name}", "") for name in names]
    parts = (Part(None, (0,), weight),)
    edges = [Edge(a.id, b.id, "repost", weight, parts=parts) for a, b in pairwise(nodes)]
    mask = Mask(b"k" * 32, (), identities=True)
    net = masked(nodes, edges, mask, entities=[candidate])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        NET_EXPORTERS[suffix](path, net, Stamp())
        if suffix == "csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
            found = Counter({(r["source"], r["target"], r["kind"]): int(r["weight"]) for r in rows})
            assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows
                           for cell in (row["source"], row["target"], row["about"]))  # fmt: skip
            assert sum(found.values()) == weight * len(edges)
        else:
            graph = read(path)
            assert set(graph) == {node.id for node in net.nodes}
            found = Counter({(a, b, d["kind"]): d["weight"] for a, b, d in graph.edges(data=True)})
            assert found == weights(net)


@settings(max_examples=25)
@given(st.from_regex(r"[a-z][a-z0-9_.]{7,18}[a-z0-9]", fullmatch=True))
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_private_handle_is_in_the_bytes(suffix, handle):
    """Whatever it is called, also in addresses, and on hosts that we do not know for people's."""
    addresses = [f"https://t.me/{handle}/5", f"https://contoh.id/@{handle}?a={handle}"]
    nodes = [Node(f"x:{handle}", ""), *(Node(each, "", is_link=True) for each in addresses)]
    net = masked(nodes, [Edge(nodes[0].id, node.id, "link", 1) for node in nodes[1:]], MASK)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        NET_EXPORTERS[suffix](path, net, Stamp())
        assert handle not in content(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_ten_thousand_edges_take_no_time(export, suffix):
    """Two seconds is ten times what it takes here."""
    nodes = [Node(f"x:a{place}", "", x=0.1, y=0.2) for place in range(2_000)]
    edges = [
        Edge(f"x:a{one % 2_000}", f"x:a{one * 7 % 2_000}", "repost", 1 + one % 5, NOON, NOON)
        for one in range(10_000)
    ]
    net = masked(nodes, edges, MASK)
    began = time.perf_counter()
    assert export(suffix, net).stat().st_size > 500_000
    assert time.perf_counter() - began < 2
