"""Telegram live: a public channel's preview pages, whatever t.me answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.collectors.live.sources import parse, source_of
from monitor.collectors.live.telegram import collect
from monitor.errors import BadAnswer, Refused
from monitor.pipeline.collect import collect as run
from monitor.store import Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
SOURCE = "telegram:KanalWarga"


class Channel:
    """A channel on t.me with a message a minute, the newest at noon; 20 to a page."""

    def __init__(self, count=50):
        self.numbers = list(range(1, count + 1))
        self.newest = count
        self.asked: list[str] = []
        self.faults: list = []

    def add(self, count):
        """Publish so many messages more, the last of them at noon."""
        self.numbers += range(self.newest + 1, self.newest + count + 1)
        self.newest += count

    def time(self, number):
        return NOON - timedelta(minutes=self.newest - number)

    def html(self, numbers, *, older):
        messages = "".join(
            f'<div class="tgme_widget_message js-widget_message" data-post="KanalWarga/{number}">'
            f'<div class="tgme_widget_message_text js-message_text">kabar {number}</div>'
            f'<span class="tgme_widget_message_views">1.2K</span>'
            f'<a class="tgme_widget_message_date"><time datetime="{self.time(number).isoformat()}">'
            "</time></a></div>"
            for number in numbers
        )
        return (
            f"<!DOCTYPE html><html><head>{older}</head><body><section "
            f'class="tgme_channel_history">{messages}</section></body></html>\n<!-- 35.5ms -->'
        )

    def __call__(self, request):
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        self.asked.append(request.url.raw_path.decode())
        if self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            return fault
        below = int(request.url.params.get("before", 10**16))
        page = [number for number in self.numbers if number < below][-20:]
        more = page and page[0] > self.numbers[0]
        older = f'<link rel="prev" href="/s/KanalWarga?before={page[0]}">' if more else ""
        return httpx.Response(200, html=self.html(page, older=older))


@pytest.fixture
def channel():
    return Channel()


def gather(fetcher, channel, state=None, **asked):
    """Collect; return the numbers of the posts, the notes and the last state."""
    found, notes, state = [], [], state or {}
    asked.setdefault("since", NOON - timedelta(days=30))
    for step in collect(parse(SOURCE, **asked), fetcher(channel), state):
        found += [int(post.id.rpartition("/")[2]) for post in step.records]
        notes += [(note.kind, dict(note.facts)) for note in step.notes]
        state = dict(step.state)
    return found, notes, state


def test_a_channel_is_read_page_by_page_to_its_first_message(fetcher, channel):
    """All messages, once, newest first, with their text, views and the moment they were read."""
    posts = [
        post
        for step in collect(parse(SOURCE, since=NOON - timedelta(days=1)), fetcher(channel), {})
        for post in step.records
    ]
    assert [post.text for post in posts] == [f"kabar {n}" for n in range(50, 0, -1)]
    assert posts[0].id == "telegram:kanalwarga/50"
    assert (posts[0].metrics.counts, posts[0].metrics.as_of.date()) == (
        {"views": 1200},
        NOON.date(),
    )
    assert channel.asked == [
        *("/s/kanalwarga", "/s/kanalwarga?before=31", "/s/kanalwarga?before=11")
    ]
    assert source_of(parse(SOURCE)).collect is collect


def test_it_stops_at_since(fetcher, channel):
    """What came along below is counted outside, and nothing below that is asked for."""
    found, _, _ = gather(fetcher, channel, since=NOON - timedelta(minutes=25))
    assert (found, len(channel.asked)) == (list(range(50, 24, -1)), 3)


def test_a_run_goes_on_behind_every_page_that_was_stored(fetcher, channel):
    """Killed after any page: with what the next run brings nothing is missing."""
    query = parse(SOURCE, since=NOON - timedelta(days=1))
    steps = list(collect(query, fetcher(channel), {}))
    for pages in range(1, len(steps) + 1):
        ids = {post.id for step in steps[:pages] for post in step.records}
        later = collect(query, fetcher(channel), dict(steps[pages - 1].state))
        ids |= {post.id for step in later for post in step.records}
        assert len(ids) == 50


def test_the_next_run_asks_for_what_is_new(fetcher, channel):
    """And for a little that is known, whose views have grown."""
    _, _, state = gather(fetcher, channel)
    channel.asked.clear()
    channel.add(3)
    found, _, _ = gather(fetcher, channel, state, since=None)
    assert set(range(51, 54)) <= set(found)
    assert len(channel.asked) <= 3


def test_a_moment_long_ago_is_found_by_halving(fetcher):
    """Numbers go with time: a week above is not read page by page."""
    channel = Channel(5000)
    window = {"since": NOON - timedelta(minutes=4010), "until": NOON - timedelta(minutes=4000)}
    found, _, _ = gather(fetcher, channel, **window)
    assert found == list(range(999, 989, -1))
    assert len(channel.asked) < 20  # of 250 pages


def test_numbers_without_a_message_are_said(fetcher, channel):
    """Deleted, or of a kind that the page does not show: nobody can tell, so it is said once."""
    for number in (48, 29, 30, 31, 5):
        channel.numbers.remove(number)
    found, notes, _ = gather(fetcher, channel)
    assert len(found) == 45
    assert notes == [("telegram_numbers", {"count": "5"})]


@pytest.mark.parametrize("exists", [True, False])
def test_a_channel_without_a_preview_is_said(fetcher, channel, exists):
    """t.me leads on to the channel's page for the app, which shows no message."""
    title = '<div class="tgme_page_title">Warga</div>' if exists else "If you have Telegram"
    app = httpx.Response(200, html=f'<html><div class="tgme_page">{title}</div></html>')
    channel.faults = [httpx.Response(302, headers={"location": "https://t.me/kanalwarga"}), app]
    with pytest.raises(Refused, match="kanalwarga tidak menampilkan pesan"):
        gather(fetcher, channel)


def test_robots_are_respected(fetcher):
    """A page for people that the site asks programs not to read is not read."""

    def answer(request):
        assert request.url.path == "/robots.txt"
        return httpx.Response(200, text="User-agent: *\nDisallow: /s/")

    with pytest.raises(Refused, match=r"robots\.txt"):
        gather(fetcher, answer)


def test_a_page_that_came_cut_off_is_asked_for_again(fetcher, channel):
    """Half a page would be a hole that nobody sees."""
    whole = channel.html(range(31, 51), older="")
    channel.faults = [httpx.Response(200, html=whole[: len(whole) // 2])]
    assert len(gather(fetcher, channel)[0]) == 50
    channel.faults = [
        httpx.Response(200, html="<html><body>Selamat datang di kafe</body></html>")
    ] * 3
    with pytest.raises(BadAnswer, match=r"t\.me"):
        gather(fetcher, channel)


def test_a_page_that_repeats_itself_ends_and_says_what_is_missing(fetcher, channel):
    """Whatever is asked for, the same page comes: a gap, and an end."""
    same = channel.html(range(31, 51), older='<link rel="prev" href="/s/KanalWarga?before=31">')

    def answer(request):
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        channel.asked.append(request.url.raw_path.decode())
        return httpx.Response(200, html=same)

    found, notes, _ = gather(fetcher, answer)
    assert set(found) == set(range(31, 51))
    assert "gap" in [kind for kind, _ in notes]
    assert len(channel.asked) < 20


def test_an_empty_channel_is_no_fault(fetcher):
    """It shows a page without messages."""
    assert gather(fetcher, Channel(0))[:2] == ([], [])


def test_a_hostile_number_does_not_fill_the_memory(fetcher, channel):
    """Between 1 and 999999999999999 lies a count, not a list."""
    channel.numbers = [1, 999_999_999_999_999]
    channel.time = lambda number: NOON
    assert gather(fetcher, channel)[1] == [("telegram_numbers", {"count": "999999999999997"})]


def test_a_link_that_drops_loses_nothing(fetcher, channel, tmp_path):
    """Through the store: what was got before is stored, and the next run brings the rest, once."""
    with Store(tmp_path / "monitor.db") as store:
        since = NOON - timedelta(days=1)
        answers = iter([channel, channel])

        def dropping(request):
            if request.url.path == "/robots.txt":
                return httpx.Response(404)
            answer = next(answers, None)
            if answer is None:
                raise httpx.ConnectError("putus")
            return answer(request)

        broken = run(store, [SOURCE], since=since, fetcher=fetcher(dropping))
        assert len(broken.problems) == 1
        assert broken.sources[0].stored == 40
        whole = run(store, [SOURCE], since=since, fetcher=fetcher(channel))
        assert whole.sources[0].stored == 10
        assert not whole.problems
