"""Claims keep their ids as they grow and meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import NotFound
from monitor.records import Account, Merge, Post, Reference

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)


def post(number: int, account: str = "a", **facts: object) -> Post:
    time = NOON + timedelta(hours=number)
    return Post(f"x:{number}", "x", f"teks {number}", Account(f"x:{account}", "x"), time, **facts)


def test_a_claim_counts_its_posts_accounts_and_days(store):
    """The counts of a row are those of its members, growth measured from the newest post."""
    store.add([post(0), post(1, "b"), post(50, "a")])
    store.add_claims(founded=[1], members=[(1, 1), (2, 1), (3, 1)], merges=[], aliases=[])
    [(num, claim)] = store.claims()
    assert (num, claim.posts, claim.accounts, claim.last_day) == (1, 3, 2, 1)
    assert (claim.first_seen, claim.last_seen) == (NOON, NOON + timedelta(hours=50))
    assert (claim.text_post, claim.text) == ("x:0", "teks 0")


def test_reposts_quotes_and_replies_are_counted_with_who_did_it(store):
    """A repost is a member; a quote or a reply is another post that points at one."""
    store.add(
        [
            post(0),
            post(1, "b", repost_of=Reference("x:0", "x:a")),
            post(2, "b", quote_of=Reference("x:0", "x:a")),
            post(3, "c", reply_to=Reference("x:1", "x:b")),
        ]
    )
    store.add_claims(
        founded=[1, 3, 4],
        members=[(1, 1), (2, 1), (3, 3), (4, 4)],
        merges=[(2, 1, 1.0)],
        aliases=[],
    )
    claim = dict(store.claims([1]))[1]
    assert (claim.reposts, claim.quotes, claim.replies) == (1, 1, 1)
    assert claim.amplifiers == (("x:b", 2),)
    assert store.merges(1) == [Merge("x:1", "x:0", 1.0)]


def test_claims_that_met_answer_to_both_ids(store):
    """A link somebody wrote down last week still opens the claim; the older id is its name."""
    store.add([post(0), post(1), post(2)])
    store.add_claims(
        founded=[1, 2, 3], members=[(1, 1), (2, 2), (3, 3)],
        merges=[], aliases=[],
    )  # fmt: skip
    store.add_claims(founded=[], members=[], merges=[], aliases=[(3, 2)])
    store.add_claims(founded=[], members=[], merges=[], aliases=[(2, 1)])
    assert store.claim_num("k-3") == store.claim_num("k-2") == store.claim_num("k-1") == 1
    assert sorted(store.aliases(1)) == ["k-2", "k-3"]
    assert [claim.id for _, claim in store.claims()] == ["k-1"]
    assert store.claim_sizes()[1].tolist() == [3]


def test_an_unknown_claim_is_one_clear_line(store):
    """The remedy is the list of claims."""
    with pytest.raises(NotFound, match="monitor queue --all"):
        store.claim_num("k-9")


def test_claims_come_in_the_order_asked_for(store):
    """The queue's order is the ranking's, not the database's."""
    store.add([post(i) for i in range(3)])
    store.add_claims(
        founded=[1, 2, 3], members=[(i, i) for i in (1, 2, 3)],
        merges=[], aliases=[],
    )  # fmt: skip
    assert [num for num, _ in store.claims([3, 1, 2])] == [3, 1, 2]
