"""Who points at whom: counts, never sides."""

from __future__ import annotations

from monitor.analyses import ANALYSES
from monitor.records import Account, Post, Reference, Signal, Span
from monitor.store import Store, signal_rows


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
