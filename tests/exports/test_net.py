"""A network leaves masked, whatever its accounts are called."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.exports.net import COORDINATION, Edge, Net, Node, Part, Period, in_wib, masked
from monitor.privacy import Mask

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
    assert (shown.weight, shown.first, shown.parts) == (3, seen, parts)


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
