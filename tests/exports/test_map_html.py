"""The map as a file: what it carries, what it may run, and that names cannot leave their place."""

from __future__ import annotations

import json
import math
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor import words
from monitor.corpora.elections import election
from monitor.errors import BadInput
from monitor.exports.layout import Stamp
from monitor.exports.map_html import ASSETS, html, write
from monitor.exports.net import Edge, Net, Node, Part, Period

DAY = date(2024, 11, 20)
SEEN = datetime(2024, 11, 20, 3, tzinfo=UTC)
NET = Net(
    (
        Node("akun-1", "akun-1", community=2, got=3, x=0.5, y=-0.25, first=SEEN, last=SEEN),
        Node("x:kpu_id", "x:kpu_id", role="official", is_public=True, made=3, cluster=1),
        Node("tautan-9", "warta.invalid/a", is_link=True),
    ),
    (
        Edge(
            *("x:kpu_id", "akun-1", "repost", 3, SEEN, SEEN),
            parts=(Part(DAY, (0, 1), 1), Part(DAY, None, 1), Part(None, (), 1)),
        ),
        Edge("akun-1", "x:kpu_id", "coordination", 4, expected=0.01, p=1.23456e-7, q=math.nan),
    ),
    ("Ana Rekaan", "Bagus Rekaan"),
    (Period("tenang", "Masa tenang", DAY, DAY),),
    left_out=7,
)
STAMP = Stamp(["Yang dilihat: 2 unggahan (x 2)."], exported=datetime(2024, 11, 26, tzinfo=UTC))


class Parts(HTMLParser):
    """Collects tags, attributes, and the text within each kind of tag."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.within = [], {}, {}
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self.tags.append((tag, tuple(facts)))
        self.attributes.setdefault(tag, []).append(facts)
        self._tag = f"{tag} {facts['type']}" if tag == "script" and "type" in facts else tag

    def handle_endtag(self, tag):
        self._tag = ""

    def handle_data(self, data):
        self.within[self._tag] = self.within.get(self._tag, "") + data

    @property
    def data(self):
        return json.loads(self.within["script application/json"])


def digest(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_browser_may_run_our_script_and_nothing_else():
    """The policy names the hashes of what is there; whatever a name brought along has none."""
    page = Parts(html(NET, STAMP))
    [policy] = [meta["content"] for meta in page.attributes["meta"] if "http-equiv" in meta]
    assert policy == (
        f"default-src 'none'; script-src {digest(page.within['script'])}; "
        f"style-src {digest(page.within['style'])}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    attributes = [name for each in page.attributes.values() for facts in each for name in facts]
    assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_file_asks_for_nothing():
    """It can be opened beside confidential data, and mailed: one file, no request."""
    page = html(NET, STAMP)
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttp|WebSocket|sendBeacon", page)
    assert {link["href"] for link in Parts(page).attributes["link"]} == {"data:,"}
    assert "src" not in {name for facts in Parts(page).attributes["script"] for name in facts}


def test_no_asset_makes_markup_of_text_or_code_of_strings():
    """Names reach the page by textContent only, so that none is ever markup."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", scripts
    )


def test_the_picture_comes_back_as_it_was():
    """Nodes, edges, days and candidates are the net's; what is no number is unknown."""
    data = Parts(html(NET, STAMP)).data
    nodes, edges = data["nodes"], data["edges"]
    assert nodes["label"] == [node.label for node in NET.nodes]
    assert nodes["id"] == [None, None, "tautan-9"]
    assert (nodes["x"][0], nodes["y"][0], nodes["first"][0]) == (0.5, -0.25, SEEN.timestamp())
    assert (nodes["public"], nodes["link"], nodes["cluster"]) == ([0, 1, 0], [0, 0, 1], [-1, 1, -1])
    ends = zip(edges["source"], edges["target"], strict=True)
    assert [(NET.nodes[a].id, NET.nodes[b].id) for a, b in ends] == [
        (edge.source, edge.target) for edge in NET.edges
    ]
    assert [data["kinds"][kind] for kind in edges["kind"]] == ["repost", "coordination"]
    day = (DAY - date(1970, 1, 1)).days
    assert edges["parts"] == [[day, 0, 1, day, -1, 1, None, 1, 1], []]
    assert data["sets"] == [[0, 1], []]
    assert edges["chance"] == [None, [0.01, 1.235e-7, None]]
    assert data["periods"] == [["Masa tenang", day, day]]
    assert data["leftOut"] == 7


AROUND = Parts(html(NET, STAMP)).tags


@given(st.text(alphabet="<>&\"'/{}%!-\\scriptSCRIPT\u2028\u2029\u202e\x00\ud800", max_size=40))
@example("</script x><img src=x onerror=alert(1)>")
@example("</script/")
@example("<!--<script ")
def test_hostile_names_stay_text(name):
    """A name called like a tag, a comment or a template changes nothing of the page around it."""
    nodes = tuple(replace(node, label=name) for node in NET.nodes)
    hostile = replace(
        NET, nodes=nodes, entities=(name, name), periods=(Period("p", name, DAY, DAY),)
    )
    page = html(hostile, STAMP)
    assert Parts(page).tags == AROUND
    assert not set("<>&") & set(Parts(page).within["script application/json"])
    data = Parts(page).data
    assert data["nodes"]["label"] == [words.plain(name)] * 3
    assert data["entities"] == [words.plain(name)] * 2
    page.encode("utf-8")


def test_the_page_says_what_it_is_in_the_readers_language():
    """Which election, what was looked at, whose names are hidden, when it was made."""
    stamp = replace(STAMP, election=election("pilkada-2024"))
    page = html(NET, stamp)
    for said in ('lang="id"', "Peta penerusan ·", "bukan putusan", STAMP.coverage[0], "akun-...",
                 f"{stamp.version} pada 2024-11-26 07:00 WIB"):  # fmt: skip
        assert said in page
    words.use("en")
    page = html(NET, replace(stamp, identities=True))
    for said in ('lang="en"', "not verdicts", "CONTAINS IDENTITIES", '"kind_repost":"repost"'):
        assert said in page


def test_an_empty_picture_is_a_page_too():
    """A store without interactions gives a map that says so, not a crash."""
    assert Parts(html(Net((), ()), STAMP)).data["nodes"]["label"] == []


def test_a_file_that_exists_is_replaced_only_on_request(tmp_path):
    """Whole or not at all, as every export; the count is that of the points on the map."""
    path = tmp_path / "map.html"
    assert write(path, NET, STAMP) == 3
    with pytest.raises(BadInput, match="--overwrite"):
        write(path, NET, STAMP)
    assert write(path, NET, STAMP, overwrite=True) == 3
    assert [each.name for each in tmp_path.iterdir()] == ["map.html"]


def lab(rgb):
    """Return CIELAB of linear RGB under D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(xyz @ rgb / np.array([0.9505, 1, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


SEEING = {  # Machado et al. 2009, doi:10.1109/TVCG.2009.113, severity 1
    "all colours": np.eye(3),
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no blue": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


@pytest.mark.parametrize("seeing", SEEING)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_sees_fewer_colours_can_tell_communities_apart(scheme, seeing):
    """Any two colours differ by 15 or more (CIE76), many times the least that is noticed (2.3)."""
    found = re.findall(r"--c\d:#(\w{6})", (ASSETS / "map.css").read_text(encoding="utf-8"))
    palette = found[:9] if scheme == "light" else found[9:]
    colours = [
        np.array([int(each[i : i + 2], 16) / 255 for i in (0, 2, 4)]) ** 2.2 for each in palette
    ]
    seen = [lab(np.clip(SEEING[seeing] @ colour, 1e-4, 1)) for colour in colours]
    assert len(seen) == 9
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 15
