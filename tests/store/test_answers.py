"""Who of a set of sources spoke where a claim went round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.records import Account, Link, Post, Reference

DAWN = datetime(2024, 11, 20, tzinfo=UTC)
ACCOUNTS = {"x:cek"}
DOMAINS = {"cek.example"}


def post(number: int, account: str = "warga", *, link: str = "", **facts: object) -> Post:
    links = (Link(link, link.removeprefix("https://")),) if link else ()
    time = DAWN + timedelta(hours=number)
    return Post(
        f"x:{number}", "x", "teks", Account(f"x:{account}", "x"), time, links=links, **facts
    )


def claim_of(store, posts, members):
    """Store posts, the first few of them one claim, every other one alone."""
    store.add(posts)
    store.add_claims(
        founded=[1, *range(members + 1, len(posts) + 1)],
        members=[(seq, 1 if seq <= members else seq) for seq in range(1, len(posts) + 1)],
        merges=[],
        aliases=[],
    )


def ways(store, num=None):
    return {(a.claim, a.post, a.way, a.domain) for a in store.answers(ACCOUNTS, DOMAINS, num)}


def test_sources_answer_by_posting_quoting_replying_and_being_linked(store):
    """Proves that each of the four ways is seen, with the claim it answers."""
    answered = [
        post(0),
        post(1, "cek"),
        post(2, link="https://www.cek.example/truk"),
        post(3, "cek", quote_of=Reference("x:0")),
        post(4, reply_to=Reference("x:0"), link="https://cek.example/truk?x=1"),
    ]
    claim_of(store, answered, 3)

    assert ways(store, 1) == {
        (1, "x:1", "posted", ""),
        (1, "x:2", "posted", "cek.example"),
        (1, "x:3", "quoted", ""),
        (1, "x:4", "replied", "cek.example"),
    }
    own = {(4, "x:3", "posted", ""), (5, "x:4", "posted", "cek.example")}
    assert ways(store) == ways(store, 1) | own


@pytest.mark.parametrize(
    "link",
    [
        "https://jahat.example/?u=cek.example/truk",
        "https://cek.example@jahat.example/",
        "https://tidakcek.example/",
        "https://cek.example.jahat.example/",
        "cek.example.",
    ],
)
def test_a_link_that_only_looks_like_a_source_is_none(store, link):
    """Proves that the host decides, not letters somewhere in the address."""
    claim_of(store, [post(0), post(1, link=link)], 2)

    assert ways(store) == set()


def test_others_and_undated_posts_answer_nothing(store):
    """Proves that a source's post without a time is left out, since no delay can be told."""
    undated = Post("x:9", "x", "teks", Account("x:cek", "x"))
    claim_of(store, [post(0), post(1), undated], 3)

    assert ways(store) == set()
    assert store.newest() == DAWN + timedelta(hours=1)


def test_an_empty_register_finds_nobody(store):
    """Proves that no source at all is no error."""
    claim_of(store, [post(0, "cek", link="https://cek.example/")], 1)

    assert list(store.answers(set(), set())) == []
