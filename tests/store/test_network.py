"""Who points at whom: counts, never sides."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.analyses import ANALYSES
from monitor.records import Account, Link, Post, Reference, Signal, Span
from monitor.store import UNDATED, Store, signal_rows


def post(number: int, account: str, **facts: object) -> Post:
    return Post(f"x:{number}", "x", "teks", Account(f"x:{account}", "x"), **facts)


def test_interactions_count_reposts_quotes_replies_and_mentions():
    """A repost that names only the post is resolved to its account; nobody amplifies oneself."""
    with Store() as store:
        store.add(
            [
                post(1, "asal"),
                post(2, "b", repost_of=Reference("x:1")),
                post(3, "b", repost_of=Reference("x:99", "x:luar")),
                post(4, "c", quote_of=Reference("x:1", "x:asal"), mentions=("x:kpu",)),
                post(5, "c", reply_to=Reference("x:2")),
                post(6, "asal", reply_to=Reference("x:1")),
                post(7, "d", repost_of=Reference("x:98")),
            ]
        )
        assert {tuple(each) for each in store.interactions()} == {
            ("repost", "x:b", "x:asal", 1),
            ("repost", "x:b", "x:luar", 1),
            ("quote", "x:c", "x:asal", 1),
            ("mention", "x:c", "x:kpu", 1),
            ("reply", "x:c", "x:b", 1),
        }


def test_a_stored_post_knows_its_account_better_than_who_points_at_it():
    """An answer may name the account by a number only: one person must not become two."""
    with Store() as store:
        store.add([post(1, "asal"), post(2, "b", reply_to=Reference("x:1", "x:did:plc:7"))])
        assert [each.target for each in store.interactions()] == ["x:asal"]


def test_amplified_accounts_are_counted_per_candidate_named():
    """Two words naming a candidate in one post count once, for the pair."""
    with Store() as store:
        store.add(
            [post(1, "asal"), *(post(n, f"b{n}", repost_of=Reference("x:1")) for n in (2, 3))]
        )
        facts = {"entity": "wira", "label": "Wira", "pair": "Wira-Sekar"}
        signals = [
            Signal(f"x:{n}", "figure", 1, "signals.figure", facts, Span(0, end), f"x:{n}")
            for n, end in ((2, 2), (2, 4), (3, 4))
        ]
        store.add_signals(
            signal_rows(ANALYSES["figures"], signals, {"x:2": 2, "x:3": 3}),
            done={"figures": "1"},
            after=0,
            upto=3,
        )
        assert store.amplified("figure") == {"Wira-Sekar": [("x:asal", 2, 0, 0, 0, 2)]}


def test_every_pointing_is_a_row_with_its_post_and_times():
    """Unknown ends and loops are there too, for who counts what is left out."""
    noon = datetime(2024, 11, 27, 5, tzinfo=UTC)
    link = Link("https://bit.example/1", "https://berita.example/a")
    with Store() as store:
        store.add(
            [
                post(1, "asal", created=noon, links=(link,), mentions=("x:kpu",)),
                post(2, "b", created=noon, repost_of=Reference("x:1"), mentions=("x:kpu",)),
                post(3, "c", quote_of=Reference("x:98")),
                post(4, "asal", reply_to=Reference("x:1")),
            ]
        )
        found = store.pointed()
        some = store.pointed(kinds=["link"], platform="x")
        assert len(store.pointed(platform="tiktok").kind) == 0
    columns = (found.kind, found.post, found.source, found.target, found.item, found.time)
    rows = [
        (found.kinds[kind], at, found.names[source], found.names[target], item, time)
        for kind, at, source, target, item, time in zip(*map(list, columns), strict=True)
    ]
    at = int(noon.timestamp())
    assert rows == [
        ("repost", 2, "x:b", "x:asal", 1, at),
        ("quote", 3, "x:c", "", -2, UNDATED),
        ("reply", 4, "x:asal", "x:asal", 1, UNDATED),
        ("mention", 1, "x:asal", "x:kpu", -1, at),
        ("link", 1, "x:asal", "https://berita.example/a", -1, at),
    ]
    assert found.born.tolist() == [at, UNDATED, at, UNDATED, UNDATED]
    assert (some.kinds, some.post.tolist()) == (("link",), [1])
