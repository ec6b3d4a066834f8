"""Clusters are kept whole or not at all, and read back as they were found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.privacy import FEWEST
from monitor.records import Account, Post, Reference
from monitor.store import Basis, ClusterEdge, Passed, Store, StoredCluster, StoredExplanation
from monitor.store.clusters import OBJECTS

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)
BASIS = Basis("1/60", 9, 0, 60.0, 0.05, {"accounts": 7}, {"no_time": 2})
HOSTILE = "x:'); DROP TABLE clusters;--"
TOLD = StoredExplanation(
    "coordination.fan_club",
    (("coordination.median_gap", {"seconds": "31"}),),
    (("coordination.own_objects", {"share": "80%"}),),
)


def cluster(num: int, *accounts: str, objects: int = 2) -> StoredCluster:
    things = tuple(("link", f"https://kabar.example/{n}") for n in range(objects))
    return StoredCluster(
        num, accounts, 1, 1.0, things, NOON, NOON, 1e-9, 1e-5, 1e-7, 60.0, {"link": objects},
        (TOLD,),
    )  # fmt: skip


def edge(a: str, b: str, num: int | None, *, apart: bool = False) -> ClusterEdge:
    return ClusterEdge(a, b, 9, 0.25, 1e-9, 1e-7, 1e-8, num, apart)


def post(number: int, account: str, **facts: object) -> Post:
    return Post(f"x:{number}", "x", "teks", Account(account, "x"), **facts)


def test_what_is_kept_is_read_back():
    """Names as they came, edges of no cluster too, and what it all rests on."""
    edges = [
        edge("x:a", HOSTILE, 1),
        edge("x:a", "x:c", None),
        edge("x:c", "x:koran", None, apart=True),
    ]
    with Store() as store:
        assert store.clusters_rest_on() is None
        assert store.clusters() == []
        store.replace_clusters(
            [cluster(1, HOSTILE, "x:a"), cluster(2, "x:c", "x:d")], edges, [], BASIS
        )
        assert store.clusters() == [cluster(1, HOSTILE, "x:a"), cluster(2, "x:c", "x:d")]
        assert sorted(store.cluster_edges()) == sorted(edges)
        assert store.clusters_rest_on() == BASIS


def test_a_new_look_takes_the_place_of_the_old_one():
    """Nothing of an older look is left beside what is known now."""
    with Store() as store:
        store.replace_clusters([cluster(1, "x:a", "x:b")], [edge("x:a", "x:b", 1)], [(1, 1)], BASIS)
        store.replace_clusters([], [], [], BASIS._replace(seq=10))
        assert store.clusters() == []
        assert list(store.cluster_edges()) == []
        assert store.clusters_rest_on() == BASIS._replace(seq=10)


def test_a_look_that_breaks_off_leaves_the_old_one(tmp_path):
    """Killed in the middle of storing, the database holds what it held: one piece or nothing."""

    def broken():
        yield edge("x:c", "x:d", 1)
        raise KeyboardInterrupt

    path = tmp_path / "monitor.db"
    with Store(path) as store:
        store.replace_clusters([cluster(1, "x:a", "x:b")], [edge("x:a", "x:b", 1)], [], BASIS)
        with pytest.raises(KeyboardInterrupt):
            store.replace_clusters([cluster(1, "x:c", "x:d")], broken(), [], BASIS._replace(seq=10))
    with Store(path) as store:
        assert store.clusters() == [cluster(1, "x:a", "x:b")]
        assert list(store.cluster_edges()) == [edge("x:a", "x:b", 1)]
        assert store.clusters_rest_on() == BASIS


def test_of_very_many_objects_the_first_are_kept_and_all_are_counted():
    """A database does not grow by every address that a busy cluster shared."""
    with Store() as store:
        store.replace_clusters([cluster(1, "x:a", "x:b", objects=OBJECTS + 5)], [], [], BASIS)
        [kept] = store.clusters()
        assert len(kept.objects) == OBJECTS
        assert kept.counts == {"link": OBJECTS + 5}


def test_claims_are_carried_by_posts_reposts_and_quotes_of_two_accounts_or_more():
    """One member of a cluster in a claim is one person's remark."""
    with Store() as store:
        store.add(
            [
                post(1, "x:orang"),
                post(2, "x:a", repost_of=Reference("x:1")),
                post(3, "x:b", quote_of=Reference("x:1")),
                post(4, "x:c"),
                post(5, "x:a", quote_of=Reference("x:4")),
            ]
        )
        store.add_claims(founded=[1, 4], members=[(1, 1), (2, 1), (4, 4)], merges=[], aliases=[])
        store.replace_clusters([cluster(1, "x:a", "x:b")], [], [], BASIS)
        assert store.carried() == [(1, 1, 2, 2)]


def test_who_passes_on_what_names_a_pair_is_counted_by_account():
    """Own posts and replies are no amplification; in step are only the posts of the cluster."""
    facts = '{"pair": "Wira-Sekar"}'
    with Store() as store:
        store.add(
            [
                post(1, "x:orang"),
                *(post(n, "x:a", repost_of=Reference("x:1")) for n in (2, 3)),
                post(4, "x:lain", quote_of=Reference("x:1")),
                post(5, "x:b", reply_to=Reference("x:1")),
            ]
        )
        rows = [
            (seq, None, "figure", 1.0, "", facts, "wira", None, None, None, "figures", "1")
            for seq in (1, 2, 2, 3, 4, 5)
        ]
        store.add_signals(rows, done={"figures": "1"}, after=0, upto=5)
        store.replace_clusters([cluster(1, "x:a", "x:b", "x:c", "x:d", "x:e")], [], [(2, 1)], BASIS)
        assert list(store.passed_on()) == [
            Passed("Wira-Sekar", "x:a", 2, 1, 1),
            Passed("Wira-Sekar", "x:lain", 1, 0, None),
        ]
        [kept] = store.clusters()
        assert (kept.posts, kept.about) == (1, {"Wira-Sekar": 1})


@pytest.mark.parametrize(("size", "told"), [(FEWEST - 1, {}), (FEWEST, {"Wira-Sekar": 1})])
def test_whom_posts_name_is_told_of_five_accounts_or_more(size, told):
    """Of two or three accounts it would be said of persons, and nobody is given a side."""
    accounts = [f"x:{n}" for n in range(size)]
    row = (1, None, "figure", 1.0, "", '{"pair": "Wira-Sekar"}', "", None, None, None, "f", "1")
    with Store() as store:
        store.add([post(1, "x:0")])
        store.add_signals([row], done={"f": "1"}, after=0, upto=1)
        store.replace_clusters([cluster(1, *accounts)], [], [(1, 1)], BASIS)
        [kept] = store.clusters()
        assert (kept.posts, kept.about) == (1, told)
