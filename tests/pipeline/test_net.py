"""The picture of a network: each post once, figures of the whole, room for the heaviest."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.base import Setting
from monitor.analyses.network import KINDS, NO_TIME, interactions
from monitor.corpora.elections import election
from monitor.corpora.register import RegisteredAccount
from monitor.exports.net import Part
from monitor.pipeline.net import drawn
from monitor.privacy import Mask
from monitor.store.clusters import ClusterEdge

PLAIN = Mask(b"k" * 32, (), identities=True)
MASK = Mask(b"k" * 32, ())
EVENING = int(datetime(2024, 11, 25, 18, tzinfo=UTC).timestamp())  # 01.00 of the 26th in Jakarta
NOBODY = Setting()


def rows(*told):
    """Make interactions of (source, target, kind, post, candidate, time)."""
    columns = [list(column) for column in zip(*told, strict=True)] or [[]] * 6
    source, target, kind, post, entity, time = columns
    return interactions(source, target, kind, post=post, entity=entity, time=time)


def pair(a, b, weight=3, cluster=1, *, apart=False) -> ClusterEdge:
    """Return two accounts in step."""
    return ClusterEdge(a, b, weight, 0.25, 1e-6, 0.001, 1e-6, cluster, apart)


def test_a_post_that_names_two_candidates_is_one_act():
    """It weighs 1, and both are in its part, on its day in Jakarta."""
    told = [("x:a", "x:b", "repost", "p1", one, EVENING) for one in ("ana", "bagus")]
    mask = Mask(b"k" * 32, {"x:a", "x:b"})
    net = drawn(rows(*told, ("x:a", "x:b", "repost", "p2", "ana", NO_TIME)), (), NOBODY, mask)
    [edge] = net.edges
    assert net.entities == ("ana", "bagus")
    assert edge.weight == 2
    assert sorted(edge.parts, key=str) == sorted(
        [Part(date(2024, 11, 26), (0, 1), 1), Part(None, (0,), 1)], key=str
    )
    assert edge.first == edge.last == datetime(2024, 11, 25, 18, tzinfo=UTC)


def test_kinds_are_edges_of_their_own():
    """A repost and a mention between the same two accounts stay two; only reposts are got."""
    told = [("x:a", "x:b", kind, f"p{kind}", "", NO_TIME) for kind in ("repost", "mention")]
    net = drawn(rows(*told), (), NOBODY, PLAIN)
    assert sorted(edge.kind for edge in net.edges) == ["mention", "repost"]
    assert [(node.id, node.got, node.made) for node in net.nodes] == [("x:a", 0, 1), ("x:b", 1, 0)]
    [only] = drawn(rows(*told), (), NOBODY, PLAIN, kinds=["mention"]).edges
    assert only.kind == "mention"


def test_accounts_in_step_are_edges_with_their_chance():
    """Also those that nobody reposts; who is set apart is in no cluster."""
    steps = [pair("x:c", "x:d"), pair("x:c", "x:tv", 2, None, apart=True)]
    net = drawn(rows(("x:a", "x:b", "repost", "p", "", EVENING)), steps, NOBODY, PLAIN)
    of = {node.id: node.cluster for node in net.nodes}
    assert of == {"x:a": -1, "x:b": -1, "x:c": 1, "x:d": 1, "x:tv": -1}
    edge = next(edge for edge in net.edges if edge.target == "x:d")
    assert (edge.kind, edge.weight, edge.expected, edge.q) == ("coordination", 3, 0.25, 0.001)
    assert edge.parts == (Part(None, (), 3),)
    assert edge.first is None


def test_the_register_and_the_calendar_are_told():
    """Roles, who is set apart as media, phases by name."""
    team = {"x:tv": RegisteredAccount("x:tv", "media"), "x:a": RegisteredAccount("x:a", "official")}
    told = rows(("x:a", "x:tv", "quote", "p", "", EVENING), ("x:b", "x:a", "quote", "q", "", 0))
    net = drawn(told, (), Setting(election("pilkada-2024"), team), PLAIN)
    assert {node.id: (node.role, node.set_apart) for node in net.nodes} == {
        "x:a": ("official", False),
        "x:b": ("unknown", False),
        "x:tv": ("media", True),
    }
    assert "masa tenang" in {period.name for period in net.periods}


def test_a_link_is_no_account():
    """It is marked, and in no community; whoever shared it is."""
    told = rows(
        ("x:a", "https://contoh.id/1", "link", "p", "", EVENING),
        ("x:a", "x:b", "repost", "q", "", EVENING),
    )
    nodes = {node.id: node for node in drawn(told, (), NOBODY, PLAIN).nodes}
    assert nodes["https://contoh.id/1"].is_link
    assert nodes["https://contoh.id/1"].community == -1
    assert nodes["x:a"].community == nodes["x:b"].community == 0


def test_room_goes_to_the_heaviest_and_half_of_it_to_clusters():
    """What is left out is counted, and figures stay those of the whole."""
    told = [
        (f"x:a{one}", "x:star", "repost", f"p{one}-{time}", "", EVENING)
        for one in range(6)
        for time in range(one + 1)
    ]
    net = drawn(rows(*told), [pair("x:m", "x:n", 2)], NOBODY, PLAIN, top_nodes=4, top_edges=2)
    assert {node.id for node in net.nodes} == {"x:m", "x:n", "x:star", "x:a5"}
    assert net.left_out == 5
    assert next(node for node in net.nodes if node.id == "x:star").got == 21


def test_nothing_private_is_in_it():
    """The gate is the same as for rows of the queue."""
    told = rows(("x:budi", "x:dewi", "repost", "p", "", EVENING))
    net = drawn(told, [pair("x:budi", "x:eka")], NOBODY, MASK)
    assert not any(name in repr(net) for name in ("budi", "dewi", "eka"))


def test_an_empty_store_gives_an_empty_picture():
    """Nothing to draw is no error."""
    net = drawn(rows(), (), NOBODY, PLAIN)
    assert (net.nodes, net.edges, net.left_out) == ((), (), 0)


CELLS = st.tuples(
    st.sampled_from(["x:a", "x:b", "x:c", "x:d"]),
    st.sampled_from(["x:a", "x:b", "x:c", "x:d"]),
    st.sampled_from(KINDS),
    st.sampled_from(["", "p1", "p2", "p3"]),
    st.sampled_from(["", "ana", "bagus", "citra"]),
    st.sampled_from([NO_TIME, 0, EVENING, EVENING + 86_400]),
)


@settings(max_examples=20)
@given(st.lists(CELLS, max_size=30))
def test_parts_add_up_and_nothing_is_lost(told):
    """However rows fall: each act in one edge, each edge's parts make its weight."""
    made = rows(*told)
    net = drawn(made, (), NOBODY, PLAIN, seed=1)
    once = made.about(None)
    acts = Counter(
        (made.accounts[a], made.accounts[b], KINDS[kind])
        for a, b, kind in zip(once.source, once.target, once.kind, strict=True)
    )
    assert {(edge.source, edge.target, edge.kind): edge.weight for edge in net.edges} == acts
    for edge in net.edges:
        assert sum(part.weight for part in edge.parts) == edge.weight
        assert len({part[:2] for part in edge.parts}) == len(edge.parts)


def test_the_same_seed_draws_the_same_picture():
    """Places and communities too."""
    random = np.random.default_rng(1)
    ends = random.integers(0, 50, (300, 2))
    told = rows(*((f"x:{a}", f"x:{b}", "quote", f"p{n}", "", NO_TIME)
                  for n, (a, b) in enumerate(ends)))  # fmt: skip
    assert drawn(told, (), NOBODY, PLAIN) == drawn(told, (), NOBODY, PLAIN)


@pytest.mark.slow
def test_twenty_thousand_edges_take_seconds():
    """A season's network, from arrays to a masked picture with places."""
    random = np.random.default_rng(1)
    source, target = (
        random.integers(0, 10_000, 20_000),
        (random.pareto(1.2, 20_000) * 20) % 10_000,
    )
    told = interactions(
        [f"x:{a}" for a in source.tolist()], [f"x:{int(b)}" for b in target.tolist()],
        ["repost"] * 20_000, post=[str(n) for n in range(20_000)],
    )  # fmt: skip
    net = drawn(told, (), NOBODY, MASK)
    assert len(net.edges) > 10_000
