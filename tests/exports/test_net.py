"""A network leaves masked, whatever its accounts are called."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.exports.net import COORDINATION, Edge, Net, Node, Part, Period, masked
from monitor.exports.net_cells import in_wib
from monitor.privacy import FEWEST, Mask

KEY = b"k" * 32
MASK = Mask(KEY, {"x:kpu_id", "kpu_id"})


def made(*names: str, edges=(), mask=MASK) -> Net:
    """Return a masked network of some accounts."""
    return masked([Node(name, name) for name in names], edges, mask)


def test_only_public_accounts_keep_their_names():
    """In the id and in the label; who is public is marked."""
    net = made("x:kpu_id", "x:budi")
    hidden, office = net.nodes
    assert (office.id, office.label, office.is_public) == ("x:kpu_id", "x:kpu_id", True)
    assert hidden.id == hidden.label == MASK.account("x:budi")
    assert not hidden.is_public


def test_identities_are_kept_on_request():
    """As in every export; a number that is a phone's stays masked."""
    mask = Mask(KEY, (), identities=True)
    assert [node.id for node in made("x:budi", mask=mask).nodes] == ["x:budi"]
    assert "6281" not in made("whatsapp:6281234567890", mask=mask).nodes[0].id


def test_edges_lead_to_the_pseudonyms():
    """Not to the raw names; their weights and times are as they were."""
    seen = datetime(2024, 11, 25, 3, tzinfo=UTC)
    parts = (Part(date(2024, 11, 25), (0,), 3),)
    edge = Edge("x:budi", "x:kpu_id", "repost", 3, seen, seen, parts)
    [shown] = made("x:kpu_id", "x:budi", edges=[edge]).edges
    assert (shown.source, shown.target) == (MASK.account("x:budi"), "x:kpu_id")
    assert (shown.weight, shown.first) == (3, seen)
    assert [(part.day, part.weight) for part in shown.parts] == [(parts[0].day, 3)]


DAY = date(2024, 11, 25)


def pointing(source: str, *named: tuple[int, ...], target: str = "x:dewi") -> Edge:
    """Return reposts, one post for each set of candidates that a post names."""
    parts = tuple(Part(DAY, each, 1) for each in named)
    return Edge(source, target, "repost", len(named), parts=parts)


def told(edges: list[Edge], mask: Mask = MASK) -> dict[str, tuple[Part, ...]]:
    """Return the parts of edges, by source as it is shown."""
    names = {name for edge in edges for name in (edge.source, edge.target)}
    return {each.source: each.parts for each in made(*names, edges=edges, mask=mask).edges}


def test_whom_posts_name_is_told_of_five_accounts_not_of_four():
    """Else a line between two private accounts would say what one person's posts are about."""
    four = [pointing(f"x:warga{each}", (0,)) for each in range(4)]
    assert set(told(four).values()) == {(Part(DAY, None, 1),)}
    five = [*four, pointing("x:warga4", (0,), (1,), (0, 1), ())]
    shown = told(five)
    assert shown[MASK.account("x:warga0")] == (Part(DAY, (0,), 1),)
    assert shown[MASK.account("x:warga4")] == (Part(DAY, (0,), 1), Part(DAY, None, 3))
    elsewhere = [*four, pointing("x:warga4", (0,), target="x:lain")]
    assert {part.entities for parts in told(elsewhere).values() for part in parts} == {None}


def test_between_public_accounts_it_is_told_and_identities_change_nothing():
    """An office that reposts an office is no private person; a named person still is one."""
    office = [pointing("x:kpu_kota", (0, 1), (), target="x:kpu_id")]
    public = {"x:kpu_id", "x:kpu_kota"}
    assert told(office, Mask(KEY, public)) == {"x:kpu_kota": office[0].parts}
    kept = told([pointing("x:budi", (0,), target="x:kpu_id")], Mask(KEY, public, identities=True))
    assert kept == {"x:budi": (Part(DAY, None, 1),)}


ACTS = st.tuples(
    st.sampled_from([f"x:warga{each}" for each in range(8)]),
    st.sampled_from(["x:dewi", "x:kpu_id", "https://warta.example/a"]),
    st.lists(st.sampled_from([(), (0,), (1,), (0, 1)]), min_size=1, max_size=4),
)


@given(st.lists(ACTS, max_size=20, unique_by=lambda act: act[:2]))
def test_nothing_is_told_of_fewer_than_five_and_no_weight_is_lost(acts):
    """Whatever points at whom: each candidate told on a private line is shared by five accounts."""
    edges = [pointing(source, *named, target=target) for source, target, named in acts]
    ends = {name for edge in edges for name in (edge.source, edge.target)}
    nodes = [Node(name, name, is_link="://" in name) for name in sorted(ends)]
    net = masked(nodes, edges, MASK)
    shown = {(edge.source, edge.target): edge for edge in net.edges}
    for raw in edges:
        target = raw.target if raw.target != "x:dewi" else MASK.account(raw.target)
        edge = shown[MASK.account(raw.source), target]
        assert sum(part.weight for part in edge.parts) == raw.weight
        assert len({part[:2] for part in edge.parts}) == len(edge.parts)
        for part in edge.parts:
            for entity in () if part.entities is None else part.entities or (None,):
                pointers = {
                    source
                    for source, whom, named in acts
                    if whom == raw.target and any(entity in (each or (None,)) for each in named)
                }
                assert len(pointers) >= FEWEST


def test_two_masked_addresses_stay_two():
    """Covered alike they look alike; their pseudonyms tell them apart, news stays readable."""
    urls = ["https://t.me/grup_a/3", "https://t.me/grup_b/3", "https://www.contoh.id/berita/1"]
    net = masked([Node(url, url, is_link=True) for url in urls], [], MASK)
    news, *private = net.nodes
    assert (news.id, news.label) == (urls[2], "contoh.id/berita/1")
    assert len({node.id for node in private}) == 2
    assert all(node.id.startswith("tautan-") and "grup" not in node.label for node in private)


def test_an_address_that_holds_a_private_handle_is_masked():
    """On any host, also of accounts that are not drawn; a public handle may stand there."""
    urls = [f"https://forum.example/{name}/status/1" for name in ("budi_s", "dewi.k", "kpu_id")]
    nodes = [Node("x:budi_s", ""), *(Node(url, "", is_link=True) for url in urls)]
    net = masked(nodes, [], MASK, known=["x:dewi.k", "x:kpu_id"])
    assert [node.id for node in net.nodes if node.id.startswith("https")] == [urls[2]]
    assert not any(name in repr(net) for name in ("budi_s", "dewi.k"))
    kept = masked(nodes, [], Mask(KEY, (), identities=True))
    assert {node.id for node in kept.nodes} == {"x:budi_s", *urls}


def test_long_addresses_are_cut_in_labels_only():
    """A label must fit a picture."""
    url = f"https://contoh.id/{'panjang-' * 30}"
    [node] = masked([Node(url, url, is_link=True)], [], MASK).nodes
    assert (node.id, len(node.label), node.label[-1]) == (url, 60, "…")


def test_the_order_says_nothing_of_the_names():
    """Sorted by what is shown: alphabetical neighbours would give a handle away."""
    names = [f"x:akun{number}" for number in range(40)]
    ids = [node.id for node in made(*names).nodes]
    assert ids == sorted(ids)
    assert ids == [node.id for node in made(*reversed(names)).nodes]


def test_an_edge_without_direction_has_one_order():
    """Whichever account came first when it was found."""
    one = made("x:a", "x:b", edges=[Edge("x:a", "x:b", COORDINATION, 2)])
    other = made("x:a", "x:b", edges=[Edge("x:b", "x:a", COORDINATION, 2)])
    assert one.edges == other.edges


def test_names_of_candidates_and_phases_are_cleaned_too():
    """They come from a file that a team edits."""
    period = Period("kampanye", "masa\x1bkampanye", date(2024, 9, 25), date(2024, 11, 23))
    net = masked([], [], MASK, entities=["A\u202eB"], periods=[period], left_out=3)
    assert (net.entities, net.periods[0].name) == (("A\ufffdB",), "masa\ufffdkampanye")
    assert net.left_out == 3


def test_a_time_at_the_end_of_time_is_written():
    """Year 9999 has no next day in WIB."""
    assert in_wib(datetime(2024, 11, 24, 20, tzinfo=UTC)) == "2024-11-25T03:00:00+07:00"
    assert in_wib(datetime.max.replace(tzinfo=UTC)) == "9999-12-31T23:59:59+00:00"


@settings(max_examples=60)
@given(
    st.lists(st.text(st.characters(codec=None), min_size=1, max_size=8), unique=True, max_size=12)
)
def test_ids_stay_apart_and_readable(names):
    """Also where cleaning makes two names one, and with surrogates and marks that turn lines."""
    net = made(*(f"x:{name}" for name in names), mask=Mask(KEY, (), identities=True))
    ids = [node.id for node in net.nodes]
    assert len(set(ids)) == len(names)
    for one in ids:
        one.encode("utf-8")
        assert not set(one) & set("\x00\x1b\n\r\t\u202e\u2028\ufffe")
