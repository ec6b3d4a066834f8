"""Feeds and fact-checkers live, whatever is answered: it ends, and what goes wrong has a name."""

from __future__ import annotations

from itertools import islice

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collectors.live.sources import parse, source_of
from monitor.errors import FetchError, Refused
from monitor.records import FactCheck, Other, Post, Reject

RSS = b"<rss version='2.0'><channel><generator>wordpress</generator>%s</channel></rss>"
ITEM = b"<item><title>[SALAH] a</title><link>https://turnbackhoax.id/articles/%d-a</link></item>"
SOURCES = [
    "feed:https://warta.example/feed",
    "feed:https://warta.example/wp-json/wp/v2/posts",
    "factcheck:turnbackhoax",
    "factcheck:google:kotak",
    "factcheck:mafindo",
]
BODIES = [
    b"",
    b"[]",
    b"{}",
    b"null",
    b'[{"id": 1}]',
    b'[{"id": 1, "link": "https://warta.example/1", "title": {"rendered": "a"}}, 7]',
    b'{"claims": [{"claimReview": [{"title": "a"}]}, 7], "nextPageToken": "x"}',
    b'{"claims": {}, "nextPageToken": 7}',
    b'[{"id": "1", "title": "a", "fact": "b", "tanggal": "kemarin"}]',
    b"<html><a href='/articles/7-a'>a</a><a href='http://['>b</a></html>",
    RSS % b"",
    RSS % (ITEM % 7),
    RSS % (ITEM % 9 + b"<item/>"),
    RSS[:40],
]
ANSWERS = st.lists(
    st.tuples(st.sampled_from([200, 200, 200, 304, 404, 400]), st.sampled_from(BODIES)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SOURCES), ANSWERS)
def test_any_answers_end_the_run(fetcher, monkeypatch, source, answers):
    """Pages that repeat, that are of another shape, that are gone: records, or a FetchError."""
    monkeypatch.setenv("MONITOR_GOOGLE_FACTCHECK_KEY", "kunci-desa")
    monkeypatch.setenv("MONITOR_MAFINDO_KEY", "kunci-desa")
    asked = []

    def answer(request):
        asked.append(request)
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        status, body = answers[len(asked) % len(answers)]
        return httpx.Response(status, content=body)

    query = parse(source)
    state = {}
    for _ in range(2):  # and what one run leaves behind does the next one no harm
        try:
            for step in islice(source_of(query).collect(query, fetcher(answer), state), 50):
                assert all(isinstance(one, Post | FactCheck | Reject | Other) for one in step[0])
                assert all(isinstance(each, str) for each in step.state.values())
                state = step.state
        except FetchError as problem:
            assert "kunci-desa" not in str(problem)  # noqa: PT017 - either outcome is right
    assert len(asked) < 150


def test_a_feed_leads_to_no_other_site(fetcher):
    """An older page elsewhere is not asked for, and an article elsewhere is not read."""
    hosts = set()

    def answer(request):
        hosts.add(request.url.host)
        older = b"<link rel='next' href='https://lain.example/2'/>"
        item = ITEM.replace(b"turnbackhoax.id", b"lain.example") % 7
        return httpx.Response(200, content=RSS % (older + item))

    for source, host in ((SOURCES[0], "warta.example"), (SOURCES[2], "turnbackhoax.id")):
        hosts.clear()
        query = parse(source)
        try:
            list(source_of(query).collect(query, fetcher(answer), {}))
        except FetchError as problem:
            assert problem.key == "errors.feed_none"  # noqa: PT017 - no article of its own
        assert hosts == {host}


@pytest.mark.parametrize("source", SOURCES[3:])
def test_a_key_is_posted_or_asked_with_but_never_kept(fetcher, monkeypatch, source):
    """Not in the state, not in what is read."""
    monkeypatch.setenv("MONITOR_GOOGLE_FACTCHECK_KEY", "kunci-desa")
    monkeypatch.setenv("MONITOR_MAFINDO_KEY", "kunci-desa")
    sent = []

    def answer(request):
        sent.append(f"{request.url}{request.read().decode()}")
        return httpx.Response(200, content=BODIES[6] if "google" in source else BODIES[8])

    query = parse(source)
    steps = list(source_of(query).collect(query, fetcher(answer), {}))
    assert "kunci-desa" in sent[0]
    assert "kunci-desa" not in str(steps)


def test_a_feed_of_a_million_empty_items_is_not_read(fetcher):
    """A few megabytes of it would fill the memory of a laptop: refused before it is parsed."""
    asking = fetcher(lambda _: httpx.Response(200, content=RSS % (b"<Item/>" * 1_000_000)))
    query = parse("feed:https://warta.example/feed")
    with pytest.raises(Refused, match="10000 artikel"):
        list(source_of(query).collect(query, asking, {}))


@pytest.mark.parametrize(
    "older", ["https://warta.example:99999/x", "http://[", "javascript:1", "https://127.0.0.1/x"]
)
def test_an_older_page_that_leads_nowhere_spoils_no_feed(fetcher, older):
    """What a feed names is followed within its site or not at all; its articles are stored."""
    entry = "<entry><id>1</id><title>a</title><link href='https://warta.example/1'/></entry>"
    body = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='{older}'/>{entry}</feed>"
    )
    query = parse("feed:https://warta.example/feed")
    (step,) = source_of(query).collect(query, fetcher(lambda _: httpx.Response(200, text=body)), {})
    assert [type(record) for record in step.records] == [Post]


def test_a_first_visit_says_what_the_feed_no_longer_shows(fetcher):
    """Nobody said since when: the week that a first look is for began before its oldest article."""
    entry = (
        "<item><title>a</title><link>https://warta.example/1</link>"
        "<pubDate>Wed, 14 Feb 2024 11:30:00 GMT</pubDate></item>"
    )
    body = f"<rss version='2.0'><channel>{entry}</channel></rss>"
    query = parse("feed:https://warta.example/feed")
    (step,) = source_of(query).collect(query, fetcher(lambda _: httpx.Response(200, text=body)), {})
    (note,) = step.notes
    assert note.kind == "feed_hole"
    assert note.facts["first"] == "2024-02-07T12:00:00+00:00"
    assert note.facts["last"] == "2024-02-14T11:30:00+00:00"
    asking = fetcher(lambda _: httpx.Response(200, text=body))
    assert not [note for step in source_of(query).collect(query, asking, step.state)
                for note in step.notes]  # fmt: skip
