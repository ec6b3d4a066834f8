"""What moved from one platform to another, as far as this store saw it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor import pipeline
from monitor.analyses.base import Setting
from monitor.pipeline.crossing import crossings
from monitor.records import Account, Link, Post
from monitor.store import Store

DAWN = datetime(2024, 11, 20, tzinfo=UTC)
STORY = "Jembatan gantung di kampung sebelah sudah dibuka kembali pagi ini"


def post(name: str, hours: float | None, text: str = "", *links: str) -> Post:
    platform, _, number = name.partition(":")
    time = None if hours is None else DAWN + timedelta(hours=hours)
    return Post(
        name, platform, text, Account(f"{platform}:w{number}", platform), time,
        links=tuple(Link(each, each) for each in links),
    )  # fmt: skip


def seen(*posts: Post, top: int | None = None):
    with Store() as store:
        store.add(posts)
        pipeline.analyse(store, Setting(), analyses={}, workers=0)
        pipeline.group(store)
        return crossings(store, top=top)


def test_a_claim_is_followed_from_platform_to_platform():
    """First time, delay, posts and accounts on each, in order of time."""
    found = seen(
        post("tiktok:1", 5, STORY),
        post("x:1", 2, STORY),
        post("x:2", 3, STORY + "!"),
        post("facebook:1", None, STORY),
        post("x:9", 1, "Harga pupuk turun sedikit menurut pedagang di pasar"),
    )
    [crossing] = found.found
    assert (crossing.kind, crossing.thing, crossing.text, crossing.posts) == (
        "claim",
        "k-1",
        STORY,
        4,
    )
    assert [
        (stop.arrival.platform, stop.delay, stop.arrival.posts, stop.arrival.accounts)
        for stop in crossing.stops
    ] == [
        ("x", timedelta(0), 2, 2),
        ("tiktok", timedelta(hours=3), 1, 1),
        ("facebook", None, 1, 1),
    ]
    assert (found.total, found.why) == (1, "")


def test_a_link_is_followed_by_its_one_form_and_two_in_one_post_count_once():
    """The address is what moves, whatever is said of it; hostile ones are text."""
    bad = "https://kabar.example/');DROP TABLE posts;--"
    found = seen(
        post("x:1", 1, "", bad, "https://kabar.example/x"),
        post("telegram:1", 4, "", bad),
        post("telegram:2", 3, "", bad, bad),
    )
    [crossing] = found.found
    assert (crossing.kind, crossing.thing, crossing.posts) == ("link", bad, 3)
    assert [(stop.arrival.platform, stop.delay) for stop in crossing.stops] == [
        ("x", timedelta(0)),
        ("telegram", timedelta(hours=2)),
    ]


def test_what_everybody_writes_anyway_does_not_move():
    """Four words are no claim that crossed; the reason is said instead."""
    found = seen(post("x:1", 1, "selamat pagi semua"), post("tiktok:1", 2, "selamat pagi semua"))
    assert found == ((), 0, "signals.crossing_none")


def test_one_platform_is_not_applicable_and_says_so():
    """With one platform nothing can cross: a reason, not an empty table."""
    assert seen(post("x:1", 1, STORY), post("x:2", 2, STORY)).why == "signals.crossing_one_platform"


def test_nobody_knows_where_is_no_platform():
    """A table without a platform may be any of them: nothing was seen to move."""
    made = [post("unknown:1", 1, STORY), post("x:1", 2, STORY)]
    assert seen(*made).why == "signals.crossing_one_platform"
    [crossing] = seen(*made, post("tiktok:1", 3, STORY)).found
    assert [stop.arrival.platform for stop in crossing.stops] == ["x", "tiktok"]


def test_the_widest_come_first_and_all_are_counted():
    """Two platforms before none, more posts before fewer."""
    made = [
        post(f"{platform}:{link}{n}", n, "", f"https://kabar.example/{link}")
        for link, count in ((1, 1), (2, 3), (3, 2))
        for n in range(count)
        for platform in ("x", "tiktok")
    ]
    found = seen(*made, top=2)
    assert [each.thing[-1] for each in found.found] == ["2", "3"]
    assert found.total == 3
