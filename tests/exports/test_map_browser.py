"""The map in a real browser, driven as a person drives it and asked only for what a person sees."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.exports.layout import Stamp
from monitor.exports.map_html import write
from monitor.exports.net import COORDINATION, Edge, Net, Node, Part, Period
from tests.exports.browser import browser, found

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not found(), reason="no Chromium or Chrome here to open the map in"),
]
NODES, EDGES = 2000, 10_000
FIRST = date(2024, 10, 18)
DAYS = 40
EPOCH = date(1970, 1, 1)
KINDS = ("repost", "quote", "reply", "mention", "link")
LIGHTHOUSE = "akun-mercusuar"
"""The most amplified, alone in a corner of the picture."""
QUIET = Period("tenang", "Masa tenang", FIRST + timedelta(35), FIRST + timedelta(37))
STAMP = Stamp(["Yang dilihat: 2 unggahan (x 2)."], exported=datetime(2024, 11, 26, tzinfo=UTC))


def crowd() -> Net:
    """Return an invented network of the size that a map must carry."""
    draw = random.Random(7)
    edges = [
        Edge(f"n{a}", f"n{b}", COORDINATION, 5 + a, expected=0.02, p=1e-6, q=1e-4)
        for a in range(1, 7)
        for b in range(1, a)
    ]
    edges += [between(draw, f"n{node}", "n0", "repost") for node in range(7, 47)]
    while len(edges) < EDGES:
        a, b = draw.sample(range(1, NODES), 2)
        edges.append(between(draw, f"n{a}", f"n{b}", draw.choice(KINDS)))
    got = Counter[str]()
    for edge in edges:
        got[edge.target] += edge.weight if edge.kind in ("repost", "quote") else 0
    got["n0"] += 10_000
    places = [(math.sqrt(i / NODES) * 0.7, i * 2.4) for i in range(NODES)]
    nodes = [
        Node(
            *(f"n{i}", f"akun-{i:04}" if i else LIGHTHOUSE),
            community=i % 11,
            cluster=3 if 1 <= i < 7 else -1,
            got=got[f"n{i}"],
            x=radius * math.cos(angle) if i else 1,
            y=radius * math.sin(angle) if i else 1,
            first=datetime(2024, 11, 20, 20, 30, tzinfo=UTC),
        )
        for i, (radius, angle) in enumerate(places)
    ]
    return Net(tuple(nodes), tuple(edges), ("Ana Rekaan", "Bagus Rekaan"), (QUIET,))


def between(draw: random.Random, source: str, target: str, kind: str) -> Edge:
    weight = min(int(draw.paretovariate(1.2)), 40)
    parts = tuple(
        Part(FIRST + timedelta(draw.randrange(DAYS)), draw.choice([(), (0,), (1,), (0, 1)]), 1)
        for _ in range(weight)
    )
    return Edge(source, target, kind, weight, parts=parts)


def through(net, *, least=1, first=date.min, last=date.max, entity=None, without=(), steps=False):
    """Count accounts, edges and posts that pass filters, straight from the net."""
    cluster = {node.id for node in net.nodes if node.cluster >= 0}
    open_ = first == date.min and last == date.max and entity is None
    accounts, edges, posts = set(), 0, 0
    for edge in net.edges:
        weight = sum(
            part.weight
            for part in edge.parts
            if first <= part.day <= last and (entity is None or entity in part.entities)
        )
        if not edge.parts and open_:
            weight = edge.weight
        ends = {edge.source, edge.target}
        if weight < least or edge.kind in without or (steps and not ends & cluster):
            continue
        accounts |= ends
        edges += 1
        posts += weight if edge.kind != COORDINATION else 0
    return [len(accounts), edges, posts]


NET = crowd()


@pytest.fixture(scope="module")
def chromium():
    with browser() as page:
        yield page


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    write(path, NET, STAMP)
    return path


@pytest.fixture
def page(chromium, large):
    """Open the large map; whatever a test does with it, nothing may go wrong or be fetched."""
    yield from watched(chromium, large)


def watched(page, path):
    page.problems.clear()
    page.requests.clear()
    page.open(path)
    yield page
    assert page.problems == []
    assert page.requests == [path.resolve().as_uri()]


def counts(page) -> list[int]:
    """Return how many accounts, edges and posts the page says it shows."""
    lines = page.text("#counts").splitlines()
    return [int(re.match(r"[\d.]+", line)[0].replace(".", "")) for line in lines if line]


def middle(page):
    return page.middle("#map")


def day(date_: date) -> int:
    return (date_ - EPOCH).days


def test_every_filter_shows_what_it_says(page):
    """Weight, phase, candidate, kind, clusters, days: the counts are those of the data itself."""
    assert counts(page) == through(NET)
    page.choose("#least", 2)
    assert page.text("#least-said") == "≥ 3"
    assert counts(page) == through(NET, least=3)
    page.choose("#phase", 0)
    assert counts(page) == through(NET, least=3, first=QUIET.first, last=QUIET.last)
    assert page.text("#days") == "22 Nov 2024 – 24 Nov 2024"
    page.choose("#least", 0)
    page.choose("#entity", 1)
    assert counts(page) == through(NET, first=QUIET.first, last=QUIET.last, entity=1)
    assert "Bagus Rekaan" in page.text("#chosen")
    page.press("#clear")
    assert counts(page) == through(NET)
    page.choose("#kinds label:first-child input", False)
    assert counts(page) == through(NET, without=("repost",))
    page.choose("#kinds label:first-child input", True)
    page.choose("#clusters", True)
    assert counts(page) == through(NET, steps=True)
    page.choose("#least", 22)
    assert page.text("#empty").startswith("Tidak ada sambungan")


def test_time_is_a_range_that_keys_move(page):
    """The two ends of the range are sliders: arrows move a day, and the phase becomes one's own."""
    page.evaluate("document.querySelector('#to').focus()")
    page.key("ArrowLeft", times=3)
    last = FIRST + timedelta(DAYS - 4)
    assert counts(page) == through(NET, first=FIRST, last=last)
    assert page.evaluate("document.querySelector('#phase').value") == "own"
    page.evaluate("document.querySelector('#from').focus()")
    page.key("End")
    assert page.evaluate("document.querySelector('#to').value") == str(day(FIRST) + DAYS - 1)
    page.choose("#to", day(FIRST))
    page.press("#play")
    first = counts(page)
    page.evaluate("new Promise(done => setTimeout(done, 600))")
    assert counts(page)[1] > first[1]
    page.press("#play")
    assert page.text("#play") == "Putar"


def test_an_account_is_found_shown_and_let_go_with_keys_alone(page):
    """Slash, a piece of a name, Enter: its figures; Page Down: the next; Escape: none."""
    page.key("/")
    page.type("MERCU")
    assert page.text("#found") == LIGHTHOUSE
    page.key("Enter")
    told = page.text("#details")
    named = sum(
        part.weight
        for edge in NET.edges
        if edge.target == "n0"
        for part in edge.parts
        if 0 in part.entities
    )
    for words in (LIGHTHOUSE, "Komunitas 0", "40 akun", "21 Nov 2024, 03.30",
                  f"Ana Rekaan\n{named}x", "Menyebut bukan mendukung"):  # fmt: skip
        assert words in told
    assert LIGHTHOUSE in page.text("#said")
    page.key("PageDown")
    second = page.text("#details h3")
    assert second != LIGHTHOUSE
    page.key("PageUp")
    assert page.text("#details h3") == LIGHTHOUSE
    page.key("Escape")
    assert page.text("#details").startswith("PALING BANYAK DITERUSKAN")
    page.key("/")
    page.type("tidak-ada")
    assert page.text("#said") == "Tidak ada akun yang cocok"


def test_the_picture_goes_where_hands_take_it(page):
    """What lay under the pointer lies where a drag, a key or the wheel should have brought it."""
    page.prefer(prefers_reduced_motion="reduce")
    page.key("/")
    page.type(LIGHTHOUSE)
    page.key("Enter")
    page.key("Escape")
    x, y = middle(page)

    def under(at_x, at_y):
        page.mouse("mouseMoved", at_x + 1, at_y)
        page.mouse("mouseMoved", at_x, at_y)
        page.settle()
        title = page.evaluate("document.querySelector('#details h3')?.textContent")
        page.mouse("mouseMoved", 5, 5)
        return title

    assert under(x, y) == LIGHTHOUSE
    page.key("ArrowRight")
    assert under(x - 60, y) == LIGHTHOUSE
    page.mouse("mousePressed", x, y + 150, button="left", clickCount=1)
    page.mouse("mouseMoved", x + 50, y + 140, button="left", buttons=1)
    page.mouse("mouseReleased", x + 50, y + 140, button="left", clickCount=1)
    page.settle()
    assert under(x - 10, y - 10) == LIGHTHOUSE
    page.mouse("mouseWheel", x - 10, y - 10, deltaX=0, deltaY=-300)
    page.settle()
    assert under(x - 10, y - 10) == LIGHTHOUSE
    page.click(x - 10, y - 10)
    assert page.text("#details .row button") == "Lepas"
    page.key("0")
    assert under(x - 10, y - 10) != LIGHTHOUSE


def test_posting_in_step_comes_with_its_chance_and_its_doubt(page):
    """The cluster, its pairs, how likely chance is, and that it says nothing of anybody."""
    page.key("/")
    page.type("akun-0006")
    page.key("Enter")
    told = page.text("#details .step")
    for words in ("Kelompok 3, 6 akun", "5 pasangan", "< 0,001", "11 hal yang sama",
                  "bukan kesimpulan tentang siapa pun"):  # fmt: skip
        assert words in told


def test_the_table_holds_the_same_and_can_be_sorted(page):
    """Who cannot see the map reads the rows: the most amplified first, any column on request."""
    page.press("#as-table")
    assert page.text("#caption").endswith("50 dari 2.000")
    passed_on = Counter[str]()
    for edge in NET.edges:
        passed_on[edge.target] += edge.weight if edge.kind in ("repost", "quote") else 0
    most = max(passed_on.values())
    assert page.text("#rows tr:first-child td:nth-child(3)") == str(most)
    page.press("#heads th:nth-child(4) button")
    assert page.text("#rows tr:first-child th") == LIGHTHOUSE
    page.press("#heads th:nth-child(1) button")
    sort = "document.querySelector('#heads th').getAttribute('aria-sort')"
    assert page.evaluate(sort) == "ascending"
    assert page.text("#rows tr:first-child th") == "akun-0001"
    page.choose("#clusters", True)
    shown = through(NET, steps=True)[0]
    assert page.text("#caption").endswith(f"dari {shown}")
    page.press("#rows tr:first-child button")
    assert page.text("#details h3") == "akun-0001"


def test_nothing_moves_while_nobody_moves_it(page):
    """No loop eats the battery of a laptop on which the map is left open."""
    page.evaluate(
        "window.frames_ = 0; const ask = requestAnimationFrame;"
        "window.requestAnimationFrame = (f) => { window.frames_ += 1; return ask(f); }; 1"
    )
    page.evaluate("new Promise(done => setTimeout(done, 400))")
    assert page.evaluate("window.frames_") == 0
    assert page.evaluate("document.querySelector('#zoom-in').click(), window.frames_") == 1


def test_hostile_names_do_nothing(chromium, tmp_path):
    """Tags, turned lines, endless and odd names: shown as they are, obeyed by nothing."""
    names = ["</script x><img src=x onerror=alert(1)>", "<!--<script>alert(2)", "\u202etxt.exe",
             "__proto__", "constructor", "toString", "n" * 10_000, "{{7*7}}", "' onload='alert(3)",
             "\ud800", "<svg/onload=alert(4)>"]  # fmt: skip
    nodes = [
        Node(name, name, role=name, community=i, cluster=0, got=i + 1, x=i / 11, y=-i / 11)
        for i, name in enumerate(names)
    ]
    edges = [Edge(name, names[0], "repost", 2, parts=(Part(FIRST, (0,), 2),)) for name in names[1:]]
    edges += [Edge(names[3], names[4], COORDINATION, 3, p=math.nan)]
    net = Net(tuple(nodes), tuple(edges), (names[0],), (Period("p", names[0], FIRST, FIRST),))
    path = tmp_path / "map.html"
    write(path, net, STAMP)
    for page in watched(chromium, path):
        assert counts(page) == [11, 11, 20]
        page.evaluate("document.querySelector('#map').focus()")
        seen = set()
        for _ in names:
            page.key("PageDown")
            seen.add(page.text("#details h3"))
        assert {names[0], names[3], names[4], names[6]} <= seen
        assert len(seen) == len(names)
        page.key("/")
        page.type("onerror")
        page.key("Enter")
        page.press("#as-table")
        assert page.evaluate("document.querySelectorAll('#rows tr').length") == len(names)
        assert page.evaluate("document.images.length + document.scripts.length") == 2


def test_without_reposts_nothing_is_called_amplified(chromium, tmp_path):
    """Mentions do not stand in: sizes are connections and say so, amplification is n/a."""
    path = tmp_path / "map.html"
    nodes = (Node("a", "akun-a"), Node("b", "akun-b", x=1), Node("c", "akun-c", y=1))
    write(path, Net(nodes, (Edge("a", "b", "mention", 3), Edge("c", "b", "reply", 1))), STAMP)
    for page in watched(chromium, path):
        assert page.text("#details").startswith("PALING BANYAK TERSAMBUNG\nakun-b\n2")
        assert "tidak memuat repost" in page.text("#size-said")
        assert page.text("#undated") == "Waktu tidak diketahui dalam data ini."
        page.press("#details button")
        assert "Diteruskan\nn/a" in page.text("#details")


def test_what_is_smuggled_into_the_file_does_not_run(chromium, tmp_path):
    """The policy holds in a browser: a script with another hash is refused, a request is too."""
    path = tmp_path / "map.html"
    write(path, Net((), ()), STAMP)
    smuggled = "<script>document.title = 'ran'</script><img src='http://warta.invalid/a.png'>"
    path.write_text(path.read_text(encoding="utf-8").replace("<noscript>", f"{smuggled}<noscript>"))
    chromium.problems.clear()
    chromium.open(path)
    assert chromium.evaluate("document.title") == "Peta penerusan"
    assert len(chromium.problems) == 2
    assert all("Content Security Policy" in problem for problem in chromium.problems)
