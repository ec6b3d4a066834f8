"""Against a real Bluesky network: everything written there is collected, field by field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
import stamina

from monitor.collectors.live.bluesky import collect as ask
from monitor.collectors.live.sources import parse
from monitor.errors import Busy, Refused
from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.records import Link, Post, Reference
from monitor.store import Store
from tests.servers.bluesky.network import PASSWORD, Network, named, network
from tests.servers.cutting import cutting

pytestmark = pytest.mark.server

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8"
    "cfc000000301010018dd8db00000000049454e44ae426082"
)
NOTES = 130
"""More than a page of posts."""


@pytest.fixture(scope="module")
def net():
    """Run a network on which four people of ours have written one of everything."""
    with network() as one:
        seed(one)
        yield one


@pytest.fixture
def fetcher():
    """Return a Fetcher that hurries: the server is our own."""
    with stamina.set_testing(False), Fetcher(Policy(pace=0.01, patience=5)) as one:
        yield one


@pytest.fixture
def login(net, monkeypatch):
    """Log in as one of the four."""
    monkeypatch.setenv("MONITOR_BLUESKY_SERVICE", net.pds)
    monkeypatch.setenv("MONITOR_BLUESKY_HANDLE", "lurah.test")
    monkeypatch.setenv("MONITOR_BLUESKY_PASSWORD", PASSWORD)


def seed(net: Network) -> None:
    """Write one of everything, and more than a page of notes."""
    for name in ("lurah", "warga", "panitia", "saksi"):
        net.join(name)
    root = net.post("lurah", "Logistik TPS 4 lengkap 🗳️ #logistik https://desa.contoh.test/tps4")
    for number in range(NOTES):
        net.post("warga", f"catatan {number}: antrean TPS 4 tertib 👍🏽 kata @lurah.test #antrean")
    pointing = {"root": named(root), "parent": named(root)}
    answer = net.post("panitia", "Benar, TPS 4 siap", reply=pointing)
    net.post("saksi", "Siap, TPS 4", reply={**pointing, "parent": named(answer)})
    quote = {"$type": "app.bsky.embed.record", "record": named(root)}
    net.post("saksi", "Lihat keterangan TPS 4 ini", embed=quote)
    picture = {
        "$type": "app.bsky.embed.images",
        "images": [{"image": net.upload("panitia", PIXEL, "image/png"), "alt": "papan TPS 4"}],
    }
    net.post("panitia", "Papan TPS 4", embed=picture)
    both = {"$type": "app.bsky.embed.recordWithMedia", "media": picture, "record": quote}
    net.post("panitia", "Foto TPS 4 lagi", embed=both)
    card = {"uri": "https://kabar.contoh.test/a", "title": "Kabar TPS 4", "description": "isi"}
    net.post(
        "saksi", "Baca kabar TPS 4", embed={"$type": "app.bsky.embed.external", "external": card}
    )
    net.post("saksi", "TPS 4 dari masa lalu", createdAt="2015-01-01T00:00:00.000Z")
    net.post("saksi", "TPS 4 berlabel", labels=labelled("spam"), tags=["sembunyi"])
    net.repost("warga", root)
    net.repost("saksi", root)
    net.write("warga", "app.bsky.feed.like", {"subject": named(root), "createdAt": now()})
    net.settle()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def labelled(value: str) -> dict:
    return {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": value}]}


def identity(uri: str) -> str:
    return "bluesky:" + uri.removeprefix("at://").replace("app.bsky.feed.", "")


def written(net: Network, *, by: str = "", kind: str = "post") -> list[dict]:
    """Return what people wrote of a kind."""
    return [
        one
        for one in net.written
        if f"/app.bsky.feed.{kind}/" in one["uri"] and by in ("", one["by"])
    ]


def gathered(source: str, fetcher: Fetcher, state: dict | None = None) -> dict[str, Post]:
    """Collect a source; return its posts by id: none may come twice."""
    query = parse(source, since=datetime.now(UTC) - timedelta(days=2))
    records = [one for step in ask(query, fetcher, state or {}) for one in step.records]
    posts = {one.id: one for one in records if isinstance(one, Post)}
    assert len(posts) == len(records)
    return posts


def test_an_account_is_read_whole_without_a_login(net, fetcher):
    """Every post, answer, quote and repost of everybody, and nothing else."""
    for name in net.people:
        posts = gathered(f"bluesky:@{name}.test@{net.appview}", fetcher)
        mine = written(net, by=name) + written(net, by=name, kind="repost")
        assert posts.keys() == {identity(one["uri"]) for one in mine}


def test_a_search_finds_every_post_with_the_words(net, fetcher, login):
    """Logged in at the account's own server, which asks the network."""
    posts = gathered("bluesky:TPS 4", fetcher)
    assert posts.keys() == {identity(one["uri"]) for one in written(net)}


def test_a_hashtag_is_searched_for(net, fetcher, login):
    """As everybody types it."""
    assert len(gathered("bluesky:#Antrean", fetcher)) == NOTES


def test_every_field_is_what_was_written(net, fetcher, login):
    """Texts to the letter, times to the millisecond, and who is meant."""
    posts = gathered("bluesky:TPS 4", fetcher)
    for one in written(net):
        value, post = one["value"], posts[identity(one["uri"])]
        assert post.text == value["text"]
        assert (post.lang, post.platform, post.source) == ("id", "bluesky", "bluesky-api")
        assert post.account.id == f"bluesky:{one['by']}.test"
        assert post.account.native_id == net.people[one["by"]]["did"]
        assert post.account.name == one["by"].title()
        key = one["uri"].rpartition("/")[2]
        assert post.url == f"https://bsky.app/profile/{one['by']}.test/post/{key}"
        claimed = datetime.fromisoformat(value["createdAt"])
        if claimed.year == 2015:
            assert post.extra["created"] == value["createdAt"]
            assert datetime.now(UTC) - post.created < timedelta(days=1)
        else:
            assert post.created == claimed
        assert post.metrics.as_of is not None


def the(net: Network, posts: dict[str, Post], text: str) -> Post:
    """Return the post that begins so."""
    [one] = [one for one in written(net) if one["value"]["text"].startswith(text)]
    return posts[identity(one["uri"])]


def test_what_posts_point_at_and_show(net, fetcher, login):
    """Mentions, tags, links, answers, quotes, pictures, cards, labels and counts."""
    posts = gathered("bluesky:TPS 4", fetcher)
    root = the(net, posts, "Logistik")
    assert root.hashtags == ("logistik",)
    assert root.links == (Link(*["https://desa.contoh.test/tps4"] * 2),)
    counts = {"likes": 1, "reposts": 2, "replies": 1, "quotes": 2, "saves": 0}
    assert root.metrics.counts == counts
    note = the(net, posts, "catatan 7:")
    assert (note.mentions, note.hashtags) == (("bluesky:lurah.test",), ("antrean",))
    answer = the(net, posts, "Benar")
    assert answer.reply_to == Reference(root.id, "bluesky:lurah.test")
    deeper = the(net, posts, "Siap")
    assert deeper.reply_to == Reference(answer.id, "bluesky:panitia.test")
    assert deeper.extra["root"] == root.id
    quote = the(net, posts, "Lihat")
    assert quote.quote_of == Reference(root.id, "bluesky:lurah.test")
    both = the(net, posts, "Foto")
    assert both.quote_of == quote.quote_of
    for post in (the(net, posts, "Papan"), both):
        [picture] = post.media
        assert (picture.type, picture.hash) == ("image", sha256(PIXEL).hexdigest())
        assert picture.url.startswith(net.appview)
        assert post.extra["picture"] == "papan TPS 4"
    card = the(net, posts, "Baca")
    assert card.links[0].url == "https://kabar.contoh.test/a"
    assert card.extra["card"] == "Kabar TPS 4"
    last = the(net, posts, "TPS 4 berlabel")
    assert (last.extra["labels"], last.hashtags) == ("spam", ("sembunyi",))


def test_a_repost_is_the_reposters_own(net, fetcher):
    """Its own id and time, with the words of the original and none of its counts."""
    [made] = written(net, by="saksi", kind="repost")
    repost = gathered(f"bluesky:@saksi.test@{net.appview}", fetcher)[identity(made["uri"])]
    [root] = written(net, by="lurah")
    assert repost.repost_of == Reference(identity(root["uri"]), "bluesky:lurah.test")
    assert (repost.account.id, repost.text) == ("bluesky:saksi.test", root["value"]["text"])
    assert abs(repost.created - datetime.fromisoformat(made["value"]["createdAt"])).seconds < 60
    assert repost.metrics is None


def test_a_second_run_stores_nothing_twice(net, fetcher, login):
    """Accounts and a search that overlap, twice: each post is there once."""
    sources = [f"bluesky:@{name}.test@{net.appview}" for name in net.people]
    since = datetime.now(UTC) - timedelta(days=2)
    with Store() as store:
        for stored in (len(written(net)) + len(written(net, kind="repost")), 0):
            done = collect(store, [*sources, "bluesky:TPS 4"], since=since, fetcher=fetcher)
            assert done.problems == []
            assert sum(one.stored for one in done.sources) == stored
            assert all(one.read == one.stored + one.known for one in done.sources)


@pytest.mark.parametrize("cursor", ["", "tidak-dikenal"])
def test_a_run_that_was_cut_short_goes_on(net, fetcher, cursor):
    """Also where the server no longer takes the cursor: it answers 500 to one, and time helps."""
    query = parse(f"bluesky:@warga.test@{net.appview}", since=datetime.now(UTC) - timedelta(days=2))
    first = next(ask(query, fetcher, {}))
    state = {**first.state, "cursor": cursor or first.state["cursor"]}
    rest = [one for step in ask(query, fetcher, state) for one in step.records]
    assert len({one.id for one in (*first.records, *rest)}) == NOTES + 1
    again = {one.id for one in first.records} & {one.id for one in rest}
    assert len(again) < NOTES or cursor  # where nothing was lost, little is read twice


def test_a_line_that_breaks_off_loses_nothing(net, fetcher):
    """Half answers are asked for again."""
    port = urlsplit(net.appview).port
    with cutting(port, short=2_000, long=30_000) as (broken, cuts):
        posts = gathered(f"bluesky:@warga.test@http://localhost:{broken}", fetcher)
    assert len(posts) == NOTES + 1
    assert cuts


def test_no_such_account_is_said(net, fetcher):
    """A typo is no empty account."""
    with pytest.raises(Refused, match=r"siapa\.test"):
        gathered(f"bluesky:@siapa.test@{net.appview}", fetcher)


def test_a_search_without_a_login_is_said(net, fetcher):
    """The accounts' server searches for nobody else."""
    with pytest.raises(Refused, match="MONITOR_BLUESKY_HANDLE"):
        gathered(f"bluesky:TPS 4@{net.pds}", fetcher)


def test_a_wrong_password_is_said_and_a_429_is_obeyed(net, fetcher, login, monkeypatch):
    """After thirty wrong ones the server asks for minutes of rest; no more is asked."""
    monkeypatch.setenv("MONITOR_BLUESKY_HANDLE", "saksi.test")
    monkeypatch.setenv("MONITOR_BLUESKY_PASSWORD", "sandi-keliru")
    with pytest.raises(Refused, match="MONITOR_BLUESKY_PASSWORD") as refused:
        gathered("bluesky:TPS 4", fetcher)
    assert "keliru" not in str(refused.value)
    for _ in range(40):
        with pytest.raises((Refused, Busy)) as last:
            gathered("bluesky:TPS 4", fetcher)
        if last.type is Busy:
            break
    assert last.value.status == 429
