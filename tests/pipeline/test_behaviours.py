"""From posts to shares: what counts as passing the same thing on, and what is left out, and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import pipeline
from monitor.analyses.base import Setting
from monitor.corpora.register import RegisteredAccount
from monitor.errors import UnknownName
from monitor.pipeline.behaviours import BEHAVIOURS, set_apart_of, shares_of, telling
from monitor.records import Account, Link, Media, Post, Reference
from monitor.store import Store

NOON = datetime(2024, 11, 20, 5, 30, 0, 250_000, tzinfo=UTC)
TEXT = "Jembatan gantung di kampung sebelah sudah dibuka kembali pagi ini"


def post(number: int, account: str = "x:a", text: str = "", **facts: object) -> Post:
    facts.setdefault("created", NOON + timedelta(minutes=number))
    return Post(
        f"x:{number}", "x", text, Account(account, "x") if account else None, **facts
    )  # fmt: skip


def link(name: str) -> Link:
    return Link(f"http://{name}.example/", f"https://{name}.example")


def stored(*posts: Post) -> Store:
    store = Store()
    store.add(posts)
    pipeline.analyse(store, Setting(), analyses={}, workers=0)
    pipeline.group(store)
    return store


def told(store: Store, *behaviours: str) -> list[tuple[int, str, str, str]]:
    """Return ``(post, account, behaviour, object)`` of each share."""
    found = shares_of(store, behaviours or None)
    shares = found.shares
    return [
        (seq, shares.account_names[account], *found.told(thing))
        for seq, account, thing in zip(
            found.posts.tolist(), shares.accounts.tolist(), shares.objects.tolist(), strict=True
        )
    ]


WAYS = {
    "link": ({"links": (link("kabar"),)}, "https://kabar.example"),
    "media": ({"media": (Media("image", "u", "9f86d0"),)}, "9f86d0"),
    "hashtags": ({"hashtags": ("Debat", "PILKADA", "tirtamaya")}, "#debat #pilkada #tirtamaya"),
    "repost": ({"repost_of": Reference("x:1", "x:asal")}, "x:1"),
    "reply": ({"reply_to": Reference("x:1", "x:asal")}, "x:1"),
    "text": ({"text": TEXT}, "k-1"),
}


@pytest.mark.parametrize("behaviour", WAYS)
def test_each_behaviour_makes_two_accounts_share_one_object(behaviour):
    """Every line of BEHAVIOURS is one way to pass the same thing on."""
    facts, thing = WAYS[behaviour]
    with stored(post(7, "x:a", **facts), post(8, "x:b", **facts)) as store:
        assert told(store) == [(1, "x:a", behaviour, thing), (2, "x:b", behaviour, thing)]
        assert told(store, behaviour) == told(store)
    assert set(WAYS) == set(BEHAVIOURS)


def test_times_are_kept_to_the_microsecond():
    """A window of a second is a second, not two."""
    with stored(post(1, text=TEXT)) as store:
        shares = shares_of(store).shares
        assert [shares.moment(time) for time in shares.times] == [NOON + timedelta(minutes=1)]


def test_a_post_counts_once():
    """A copied post holds the same text, link and tags: one coincidence, not three."""
    facts = {"text": TEXT, "links": (link("kabar"), link("lain")), "hashtags": ("a", "b", "c")}
    with stored(post(1, "x:a", **facts), post(2, "x:b", **facts)) as store:
        assert told(store) == [
            (1, "x:a", "link", "https://kabar.example"),
            (2, "x:b", "link", "https://kabar.example"),
        ]
        assert told(store, "hashtags")[0][2:] == ("hashtags", "#a #b #c")


def test_a_post_stands_for_what_others_share_too():
    """Where nobody else has its link, a copied text still meets its copy."""
    with stored(
        post(1, "x:a", TEXT, links=(link("satu"),)), post(2, "x:b", TEXT, links=(link("dua"),))
    ) as store:
        assert [each[2:] for each in told(store)] == [("text", "k-1")] * 2


def test_a_link_under_every_post_is_a_habit():
    """What accounts repeat comes after what their posts say: else four texts would be one thing."""
    texts = [
        "Jadwal kapal ke pulau berubah lagi mulai pekan depan",
        "Harga pupuk turun sedikit menurut pedagang di pasar lama",
        "Lapangan desa dipakai latihan gerak jalan sampai sore hari",
    ]
    made = [
        post(10 * n + m, account, text, links=(link("kami"),))
        for n, text in enumerate(texts)
        for m, account in enumerate(("x:a", "x:b"))
    ]
    with stored(*made) as store:
        assert {each[2] for each in told(store)} == {"text"}
        assert len({each[3] for each in told(store)}) == 3


def test_a_reposts_words_and_links_are_its_originals():
    """A repost is one thing its account did: it passed a post on."""
    original = post(1, "x:asal", TEXT, links=(link("kabar"),))
    again = [
        post(n, f"x:w{n}", TEXT, links=(link("kabar"),), repost_of=Reference("x:1", "x:asal"))
        for n in (2, 3)
    ]
    with stored(original, *again) as store:
        assert [each[2] for each in told(store)] == ["link", "repost", "repost"]
        assert [each[0] for each in told(store, "link", "text")] == [1]


def test_a_repost_of_nobody_knows_which_post_is_told_by_its_words():
    """Hand-kept tables name whom somebody repeated, seldom the post."""
    made = [post(n, f"x:w{n}", TEXT, repost_of=Reference("", "x:asal")) for n in (1, 2)]
    with stored(*made) as store:
        assert [each[2:] for each in told(store)] == [("text", "k-1")] * 2


def test_only_the_first_of_an_accounts_replies_to_a_post_counts():
    """A quarrel of two under one post is not two accounts in step, ten times over."""
    made = [post(n, f"x:{'ab'[n % 2]}", reply_to=Reference("x:99", "x:z")) for n in range(6)]
    with stored(*made) as store:
        assert [each[0] for each in told(store)] == [1, 2]
        assert shares_of(store).left_out == {"nothing": 4}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"account": ""}, "no_account"),
        ({"created": None}, "no_time"),
        ({"text": "RT", "repost_of": Reference("", "x:asal")}, "nothing"),
        ({"text": ""}, "nothing"),
        ({"text": "amin ya rabbal alamin"}, "nothing"),
        ({"text": "@satu @dua #tiga https://kabar.example mantap sekali"}, "nothing"),
        ({"text": "", "hashtags": ("a", "A", "b")}, "nothing"),
    ],
)
def test_what_is_no_share_is_counted_with_its_reason(facts, why):
    """Nothing is lost unseen: each post is a share or is counted; four words are no text."""
    given = {"text": TEXT, "account": "x:a"} | facts
    with stored(
        post(1, **given), post(2, **(given | {"account": given["account"] and "x:b"}))
    ) as store:
        found = shares_of(store)
        assert found.left_out == {why: 2}
        assert len(found.posts) == 0


def test_dates_without_hours_are_no_times():
    """Three posts of one file at midnight in Jakarta are not in step; one at midnight may be."""
    midnight = datetime(2024, 11, 19, 17, tzinfo=UTC)
    days = [post(n, f"x:w{n}", TEXT, created=midnight) for n in (1, 2, 3)]
    with Store() as store:
        store.add(days, run=1)
        store.add([post(n, f"x:w{n}", TEXT) for n in range(10, 40)], run=2)
        store.add([post(50, "x:w50", TEXT, created=midnight)], run=2)
        pipeline.analyse(store, Setting(), analyses={}, workers=0)
        pipeline.group(store)
        found = shares_of(store)
        assert found.left_out == {"date_only": 3}
        assert 34 in found.posts  # the 34th to come


def test_an_unknown_behaviour_is_refused_with_the_nearest():
    """A typo is one line with the remedy."""
    with Store() as store, pytest.raises(UnknownName, match="hashtags"):
        shares_of(store, ["hashtag"])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6), st.integers(0, 4)), max_size=40))
def test_one_object_per_post_and_one_that_others_share_where_there_is_one(entries):
    """For any posts: each keeps exactly one of its objects, and never a lone one over a shared."""
    who = {row: account for row, _, account in entries}
    rows, objects = (np.array([entry[place] for entry in entries], np.int64) for place in (0, 1))
    accounts = np.array([who[row] for row in rows.tolist()], np.int64)
    kept = telling(rows, objects, accounts)
    assert rows[kept].tolist() == sorted(who)
    sharers = {thing: len(set(accounts[objects == thing].tolist())) for thing in objects.tolist()}
    for row, thing in zip(rows[kept].tolist(), objects[kept].tolist(), strict=True):
        most = max(sharers[each] for each in objects[rows == row].tolist())
        assert sharers[thing] > 1 or most == 1


def test_media_sources_and_the_registers_media_are_set_apart():
    """Who is disclosed as media needs no excuse for being in step; a campaign does."""
    register = {
        "x:koran": RegisteredAccount("x:koran", "media"),
        "x:tim": RegisteredAccount("x:tim", "campaign_team"),
    }
    apart = set_apart_of(Setting(register=register))
    assert {"x:koran", "x:kompascom", "x:turnbackhoax"} <= apart
    assert "x:tim" not in apart
