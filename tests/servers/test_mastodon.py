"""Against a real Mastodon-compatible server: everything shown there is collected, whole."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import datetime, timedelta

import httpx
import pytest
import stamina

from monitor.errors import Refused
from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.records import Link, Media, Post, Reference
from monitor.store import Store
from tests.servers.cutting import cutting
from tests.servers.fediverse.server import NOON, Fediverse

pytestmark = pytest.mark.server

NOTES = 130
"""More than three pages."""
SINCE = NOON - timedelta(days=2)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Run a server on which three people of ours have posted one of everything."""
    one = Fediverse(tmp_path_factory.mktemp("fediverse"))
    for number in range(NOTES):
        name = ("lurah", "warga", "saksi")[number % 3]
        one.post(name, f"catatan {number}: TPS 4 tertib 👍🏽 #Antrean", 60 + number)
    seed(one)
    one.start()
    yield one
    one.stop()


def seed(server: Fediverse) -> None:
    """Post one of everything."""
    shown = '<p>Logistik <a href="https://kabar.contoh.test/tps4">kabar.…</a><br>lengkap #tps4</p>'
    root = server.post("lurah", "#tps4", 50, content={"html": shown})
    server.post("saksi", "Benar #tps4", 49, inReplyTo=root["uid"])
    server.post("warga", "Halo #tps4", 48, mentions=[{"name": "@lurah@lurah.contoh.test"}])
    picture = {"url": "https://warga.contoh.test/papan.png", "alt": "papan TPS 4"}
    server.post("warga", "Papan #tps4", 47, photo=[picture])
    card = {"url": "https://kabar.contoh.test/a?utm_source=x", "title": "Kabar"}
    server.post("saksi", "Baca #tps4", 46, linkPreviews=[card])
    server.post("saksi", "Awas #tps4", 45, summary="isu", sensitive=True)
    server.post("saksi", "Benahi #tps4", 44, updated="2024-02-14T11:30:00.000Z")
    server.post("lurah", "Pilih #tps4", 43, pollOptions=[{"name": "ya"}, {"name": "tidak"}])
    server.post("lurah", "Daftar #tps4", 42, visibility="unlisted")
    server.post("lurah", "Rahasia #tps4", 41, visibility="private")
    server.boost("warga", root, 40)


@pytest.fixture
def fetcher():
    """Return a Fetcher that hurries: the server is our own."""
    with stamina.set_testing(False), Fetcher(Policy(pace=0.25, patience=20)) as one:
        yield one


@contextmanager
def stored(fetcher, *sources, **more):
    """Collect into a new store; give it and what became of the run."""
    with Store() as store:
        yield store, collect(store, sources, since=SINCE, fetcher=fetcher, **more)


def tag(server, name="antrean", port=0):
    return f"mastodon:#{name}@http://127.0.0.1:{port or server.port}"


def identity(document) -> str:
    return f"mastodon:{document['uid'].rpartition('/')[2]}@{document['uid'].split('/')[2]}"


def written(server, name):
    """Return what the server shows of a tag: no answers, nothing private, no boosts."""
    return [
        one
        for one in server.posts
        if name in [word.lower() for word in one["category"]]
        and "inReplyTo" not in one
        and one["visibility"] != "private"
        and one["type"] != "boost"
    ]


def test_every_field_is_what_was_posted(server, fetcher):
    """Texts to the letter, times to the millisecond, who, where and how often."""
    with stored(fetcher, tag(server)) as (store, done):
        assert done.problems == []
        found = store.posts_named([post.id for _, post in store.posts()])
    assert found.keys() == {identity(one) for one in written(server, "antrean")}
    assert len(found) == NOTES
    for one in written(server, "antrean"):
        post, name = found[identity(one)], one["author"]["name"].lower()
        assert post.text == one["content"]["html"].removeprefix("<p>").removesuffix("</p>")
        assert (post.lang, post.platform, post.source) == ("id", "mastodon", "mastodon-api")
        assert post.created == datetime.fromisoformat(one["published"])
        assert post.url == one["url"]
        assert post.account.id == f"mastodon:{name}@{name}.contoh.test"
        assert post.account.name == one["author"]["name"]
        assert (post.hashtags, post.mentions, post.links) == (("Antrean",), (), ())
        counts = one["counts"]
        assert post.metrics.counts == {
            "likes": counts["likes"],
            "reposts": counts["boosts"],
            "replies": counts["replies"],
        }


def the(posts, text: str) -> Post:
    """Return the post that begins so."""
    [one] = [post for post in posts if post.text.startswith(text) and not post.repost_of]
    return one


def test_what_posts_point_at_and_show(server, fetcher):
    """Links whole, mentions, pictures, cards, warnings, polls, edits; nothing that is private."""
    with stored(fetcher, tag(server, "tps4")) as (store, done):
        posts = store.posts_named([post.id for _, post in store.posts()]).values()
        assert store.search("rahasia") == []
    [covered] = done.sources
    assert (len(posts), covered.other, covered.rejected) == (9, 0, 0)
    root = the(posts, "Logistik")
    assert root.text == "Logistik kabar.…\nlengkap #tps4"
    assert root.links == (Link(*["https://kabar.contoh.test/tps4"] * 2),)
    assert the(posts, "Halo").mentions == ("mastodon:lurah@lurah.contoh.test",)
    picture = the(posts, "Papan")
    assert picture.media == (Media("image", "https://warga.contoh.test/papan.png"),)
    assert picture.extra == {"picture": "papan TPS 4"}
    assert the(posts, "Baca").links[0].canonical == "https://kabar.contoh.test/a"
    assert the(posts, "isu").text == "isu\n\nAwas #tps4"
    assert the(posts, "isu").extra == {"warning": "isu", "sensitive": "true"}
    assert the(posts, "Benahi").extra == {"edited": "2024-02-14T11:30:00.000Z"}
    assert the(posts, "Pilih").extra == {"poll": "ya\ntidak"}
    [boost] = [post for post in posts if post.repost_of]
    assert boost.repost_of == Reference(root.id, root.account.id)
    assert (boost.account.id, boost.text) == ("mastodon:warga@warga.contoh.test", root.text)
    assert (boost.created, boost.metrics) == (NOON - timedelta(minutes=40), None)


def test_an_account_is_read_with_its_answers(server, fetcher):
    """Found by its name, whatever number the server gives it."""
    source = f"mastodon:@saksi@saksi.contoh.test@{server.site}"
    with stored(fetcher, source) as (store, done):
        posts = [post for _, post in store.posts()]
    assert done.problems == []
    mine = [one for one in server.posts if one["author"]["name"] == "Saksi"]
    assert {post.id for post in posts} == {identity(one) for one in mine}
    assert the(posts, "Benar").reply_to is None  # this server does not say whom it answers
    with stored(fetcher, f"mastodon:@siapa@{server.site}") as (_, done):
        assert isinstance(done.problems[0], Refused)


def test_a_second_run_stores_nothing_twice(server, fetcher):
    """Tags and an account that overlap, twice: each post is there once."""
    sources = [tag(server), tag(server, "tps4"), f"mastodon:@lurah@lurah.contoh.test@{server.site}"]
    with stored(fetcher, *sources) as (store, done):
        again = collect(store, sources, since=SINCE, fetcher=fetcher)
        posts = [post.id for _, post in store.posts()]
    assert len(posts) == len(set(posts)) == NOTES + 9
    assert sum(one.stored for one in done.sources) == len(posts)
    assert [one.stored for one in again.sources] == [0, 0, 0]
    assert all(one.read == one.stored + one.known for one in (*done.sources, *again.sources))


def test_a_line_that_breaks_off_loses_nothing(server, fetcher):
    """Half answers are asked for again."""
    with (
        cutting(server.port, short=2_000, long=90_000) as (broken, cuts),
        stored(fetcher, tag(server, port=broken)) as (store, done),
    ):
        assert (store.last_seq(), done.problems) == (NOTES, [])
    assert cuts


def test_a_server_that_starts_again_in_the_middle_loses_nothing(server, fetcher):
    """It is away for a moment between two pages: the run waits and goes on."""
    comes_back = threading.Timer(0.5, server.start)

    def away(_stage, _count):
        if not comes_back.is_alive() and comes_back.ident is None:
            server.stop()
            comes_back.start()

    with stored(fetcher, tag(server), tick=away) as (store, done):
        comes_back.join()
        assert (store.last_seq(), done.problems) == (NOTES, [])


def test_what_a_server_refuses_for_minutes_is_got_by_the_next_run(server, fetcher):
    """Others used up what it answers: the source ends with the reason, and goes on later."""

    def use_up(_stage, _count):
        with httpx.Client(base_url=server.site) as other:
            while other.get("/api/v1/instance").status_code != 429:
                pass

    with stored(fetcher, tag(server), tick=use_up) as (store, done):
        assert 0 < store.last_seq() < NOTES
        [problem] = done.problems
        assert (problem.key, problem.status) == ("errors.fetch_busy", 429)
        server.stop()
        server.post("warga", "sementara itu #Antrean", 1)
        server.start()
        with Fetcher(Policy(pace=0.25)) as later:
            [rest] = collect(store, [tag(server)], since=SINCE, fetcher=later).sources
        assert store.last_seq() == NOTES + 1
        assert rest.problem == ""
    server.posts.pop()
