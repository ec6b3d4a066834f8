"""Against a site on loopback that behaves as feeds do: nothing lost, nothing twice, holes said."""

from __future__ import annotations

import socket

import httpx
import pytest
import stamina

from monitor.collectors.live.sources import parse, source_of
from monitor.fetch import Fetcher
from monitor.pipeline.collect import collect
from tests.servers.feeds import KEY, NOON, FeedSite, serving

LONG_AGO = NOON.replace(year=2023)


@pytest.fixture
def feeds():
    with serving(FeedSite()) as one:
        yield one


@pytest.fixture
def asking(clock):
    """Return one Fetcher for all runs of a test; without certificates, which take long to load."""
    plain = httpx.HTTPTransport(verify=False)
    with (
        stamina.set_testing(True, attempts=5, cap=True),
        Fetcher(transport=plain, clock=clock, sleep=clock.sleep, now=clock.now) as one,
    ):
        yield one


@pytest.fixture
def run(store, asking):
    """Return a function that collects one source and gives what became of it."""

    def collected(source, **asked):
        [covered] = collect(store, [source], fetcher=asking, **asked).sources
        return covered

    return collected


def kinds(covered):
    return [note["kind"] for note in covered.notes]


def refuse(status, **headers):
    return lambda handler: handler.say("nanti", "text/html", status=status, headers=headers)


def cut(handler):
    """Break off in the middle of what was promised."""
    handler.send_response(200)
    handler.send_header("Content-Length", "9999")
    handler.end_headers()
    handler.wfile.write(b"<rss version='2.0'><channel><item><title>Kabar")
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


@pytest.mark.parametrize("path", ["feed", "wp-json/wp/v2/posts?per_page=10"])
def test_wordpress_is_gone_down_to_its_beginning(run, store, feeds, path):
    """Page by page, every article once, through an overload and a cut connection."""
    feeds.publish(47)
    feeds.faults = [refuse(429, **{"Retry-After": "2"}), cut, refuse(503)]
    done = run(f"feed:{feeds.address}/{path}", since=LONG_AGO)
    assert (done.read, done.stored, kinds(done)) == (47, 47, [])
    assert len(store.posts()) == 47
    [post] = [post for _, post in store.posts() if post.text.startswith("Kabar 47\n")]
    assert post.text == "Kabar 47\n\nIsi kabar 47, baca."
    assert (post.created, post.platform, post.account.id) == (NOON, "web", f"web:{host(feeds)}")
    assert [link.url for link in post.links] == ["https://desa.example/47"]


def host(feeds):
    return feeds.address.removeprefix("http://")


def test_what_has_not_changed_is_not_sent_again(run, feeds):
    """ETag and 304; and what is new afterwards comes."""
    feeds.publish(12)
    source = f"feed:{feeds.address}/feed"
    run(source, since=LONG_AGO)
    again = run(source)
    assert (again.read, kinds(again)) == (0, ["feed_unchanged"])
    feeds.publish(1)
    assert run(source).stored == 1


def test_an_unchanged_top_does_not_hide_what_is_older(run, feeds):
    """Older posts are asked for all the same when somebody wants them."""
    feeds.publish(40)
    source = f"feed:{feeds.address}/feed"
    first = run(source, since=feeds.articles[-5].created)
    assert first.stored == 5
    assert run(source, since=LONG_AGO).stored == 35
    assert kinds(run(source, since=LONG_AGO)) == ["feed_unchanged"]


@pytest.mark.parametrize("dated", [True, False])
def test_a_feed_that_ran_on_between_two_visits_has_a_hole(run, feeds, dated):
    """Twenty articles came, ten are shown: the hole is said, with dates where there are any."""
    feeds.generator, feeds.dated = "", dated
    feeds.publish(10)
    source = f"feed:{feeds.address}/feed"
    first = ["feed_hole"] if dated else []  # what it no longer shows of the week before
    assert kinds(run(source)) == first
    feeds.publish(6)
    assert kinds(run(source)) == []
    feeds.publish(20)
    done = run(source)
    assert (done.stored, kinds(done)) == (10, ["feed_hole"])
    [note] = done.notes
    assert bool(note["facts"]["last"]) is dated


def test_a_cut_feed_is_asked_for_again_at_the_next_visit(run, feeds):
    """Without its end a feed gives what it has, and is no reason to be told "nothing new"."""
    feeds.publish(8)
    half = feeds.rss(1)
    half = half[: half.index("<item><title>Kabar 3<")]
    feeds.faults = [lambda handler: handler.say(half, "application/rss+xml")] * 3
    source = f"feed:{feeds.address}/feed"
    first = run(source)
    assert (first.stored, kinds(first)) == (5, ["feed_cut"])
    assert run(source).stored == 3


@pytest.mark.parametrize(
    "kind", ["feed:{}/feed", "feed:{}/wp-json/wp/v2/posts", "factcheck:turnbackhoax@{}"]
)
@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_run_that_dies_between_two_pages_goes_on(store, run, asking, feeds, kind, steps):
    """The state behind each stored page is where the next run begins: the end is the same."""
    feeds.shows = 5
    feeds.publish(23)
    source = kind.format(feeds.address)
    query, state = parse(source, since=LONG_AGO), {}
    for number, step in enumerate(source_of(query).collect(query, asking, state)):
        checks = source.startswith("factcheck")
        (store.add_factchecks if checks else store.add)(step.records, run=1)
        state = step.state
        if number == steps:
            break
    store.keep_source_state(query.source, state, at=NOON, run=1)
    feeds.publish(4)
    run(source)
    assert (store.factcheck_count() if checks else len(store.posts())) == 27


def test_a_gone_page_and_no_feed_say_so(feeds, store, asking):
    """A page of HTML, or none, is no empty feed."""
    sources = [f"feed:{feeds.address}/tiada", f"feed:{feeds.address}/articles"]
    done = collect(store, sources, fetcher=asking)
    assert [problem.status for problem in done.problems] == [404, 200]
    assert "umpan" in str(done.problems[1])


def test_a_fact_checkers_feed_fills_the_archive(run, store, feeds):
    """By its tags; with the archive's own rules."""
    feeds.publish(3, title="[SALAH] Kabar")
    done = run(f"feed:{feeds.address}/feed")
    assert (done.stored, store.factcheck_count(), len(store.posts())) == (3, 3, 0)


def test_turnbackhoax_is_read_on_its_articles_pages(run, store, feeds):
    """Feed, lists, pages; one deleted, one that fails, and nothing twice the next time."""
    feeds.publish(30, hours=12, title="[SALAH] Kabar")
    del feeds.articles[-3]
    source = f"factcheck:turnbackhoax@{feeds.address}"
    done = run(source)
    assert done.read == done.stored + done.known + done.rejected
    [check] = [check for check in store.factchecks() if check.title == "Kabar 30"]
    assert (check.verdict, check.date, check.publisher) == (
        "false",
        "2024-02-14",
        "MAFINDO (TurnBackHoax)",
    )
    assert check.explanation == "Isi kabar 30, baca ."
    assert {check.date for check in store.factchecks()} >= {"2024-02-08"}
    feeds.asked.clear()
    assert kinds(run(source)) == ["feed_unchanged"]
    assert feeds.asked == ["/feed"]
    feeds.publish(1, title="[SALAH] Kabar")
    feeds.asked.clear()
    assert run(source).stored == 1
    assert feeds.asked == ["/feed", "/articles/31-kabar"]


def test_turnbackhoax_after_a_long_absence_is_read_without_a_hole(run, store, feeds):
    """What the feed no longer shows is found on the lists."""
    feeds.publish(12, hours=24)
    source = f"factcheck:turnbackhoax@{feeds.address}"
    run(source, since=LONG_AGO)
    feeds.publish(35)
    done = run(source)
    assert (done.stored, kinds(done), store.factcheck_count()) == (35, [], 47)


def test_turnbackhoax_since_is_kept_to_and_can_be_moved_back(run, store, feeds):
    """What came with a page and is older is not kept, but found when it is wanted."""
    feeds.publish(40, hours=24)
    source = f"factcheck:turnbackhoax@{feeds.address}"
    first = run(source, since=feeds.articles[-14].created)
    assert (first.stored, first.outside) == (13, 7)
    second = run(source, since=feeds.articles[-33].created)
    assert (second.stored, store.factcheck_count()) == (19, 32)
    assert run(source, since=LONG_AGO).stored == 8
    assert kinds(run(source, since=LONG_AGO)) == ["feed_unchanged"]


def test_turnbackhoax_with_lists_that_lead_in_a_circle_or_pages_that_say_nothing(run, feeds):
    """A list that repeats itself is a hole; a page without a fact-check is refused, and said."""
    feeds.publish(25, hours=12)
    listed, page = feeds.listed, feeds.page
    feeds.listed = lambda _: listed(2)
    feeds.page = lambda article: "<p>login</p>" if article.number == 10 else page(article)
    done = run(f"factcheck:turnbackhoax@{feeds.address}", since=LONG_AGO)
    assert (kinds(done), done.rejected) == (["feed_hole"], 1)


def test_where_robots_forbid_articles_the_feed_is_what_is_known(run, store, feeds):
    """Nobody is read who does not want to be; the feed is made for programs."""
    feeds.publish(25, title="[SALAH] Kabar")
    feeds.robots = "User-agent: *\nDisallow: /articles"
    done = run(f"factcheck:turnbackhoax@{feeds.address}")
    assert (done.stored, sorted(kinds(done))) == (10, ["feed_hole", "feed_only"])
    assert not any(path.startswith("/articles") for path in feeds.asked)


@pytest.mark.parametrize("name", ["google:kabar", "mafindo"])
def test_interfaces_need_a_key_of_their_own(run, store, feeds, monkeypatch, name):
    """Without one, or with a wrong one, a sentence; with it every page, and nothing twice."""
    feeds.publish(23)
    source = f"factcheck:{name}@{feeds.address}"
    missing = run(source)
    assert missing.problem == "errors.secret_missing"
    variable = f"{name.partition(':')[0]}{'_factcheck' * name.startswith('g')}_key".upper()
    port = feeds.address.rpartition(":")[2]
    monkeypatch.setenv(f"MONITOR_{variable}_127_0_0_1_{port}", "salah-sekali")
    assert run(source).problem == "errors.fetch_denied"
    monkeypatch.setenv(f"MONITOR_{variable}_127_0_0_1_{port}", KEY)
    assert run(source, since=LONG_AGO).stored == 23
    feeds.publish(2)
    again = run(source)
    assert (again.stored, again.rejected) == (2, 0)
