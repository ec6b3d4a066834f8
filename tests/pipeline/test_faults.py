"""Whatever goes wrong once while collecting: nothing lost, nothing doubled, and an end to it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
import stamina

from monitor.collectors.live.sources import SOURCES
from monitor.errors import StoreError
from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.store import Store
from tests.pipeline.sites.press import PRESS
from tests.pipeline.sites.site import Site, said
from tests.pipeline.sites.social import SOCIAL

SITES = SOCIAL + PRESS
PATIENCE = 0.2
"""Seconds for one answer as a whole."""
MOST = 150
"""Requests in two runs: a run that goes round in circles asks more."""
NO_LIMIT = 2**30


@dataclass
class World:
    """A site on a bad day: its answer number ``at`` is what ``fault`` makes of it."""

    site: Site
    store: Store
    clock: object
    fault: object
    at: int
    before: dict = field(default_factory=dict)

    def __call__(self, request):
        now = self.site.asked + 1 == self.at
        if now and self.fault is cursor_loop:
            self.site.leads_back = True
        answer = self.site(request)
        answer.request = request
        if now:
            answer = self.fault(self, answer)
        self.before[request.url.path] = answer
        return answer


class Breaking(httpx.SyncByteStream):
    """A body that breaks off in the middle."""

    def __init__(self, body):
        self.body = body

    def __iter__(self):
        yield self.body[: len(self.body) // 2]
        raise httpx.ReadError("reset")


class Dripping(httpx.SyncByteStream):
    """A body that never ends, a byte at a time: each in time, the whole never."""

    def __iter__(self):
        while True:
            time.sleep(PATIENCE / 10)
            yield b" "


def instead(status, content=b"", **headers):
    """Make a fault that answers something else."""
    return lambda _world, _answer: httpx.Response(status, content=content, headers=headers)


def whole(answer):
    """Return the headers of an answer, but for its length."""
    return {name: value for name, value in answer.headers.items() if name != "content-length"}


def duplicate_page(world, answer):
    before = world.before.get(answer.request.url.path, answer)
    return httpx.Response(200, content=before.content, headers=before.headers)


def cursor_loop(_world, answer):
    return answer


def clock_jumps(hours):
    def jump(world, answer):
        world.clock.ahead += timedelta(hours=hours)
        return answer

    return jump


def disk_full(world, answer):
    world.store._one("PRAGMA max_page_count = 1")  # as full as it is now
    return answer


PAGE = 3
"""The answer that goes wrong."""
FAULTS = {
    "429": instead(429, **{"retry-after": "3"}),
    "429 for an hour": instead(429, **{"retry-after": "3600"}),
    "500": instead(500),
    "reset": lambda _world, answer: httpx.Response(200, stream=Breaking(answer.content)),
    "slow drip": lambda _world, _answer: httpx.Response(200, stream=Dripping()),
    "truncated": lambda _world, answer: httpx.Response(
        200, content=answer.content[: len(answer.content) // 2], headers=whole(answer)
    ),
    "HTML": instead(200, b"<html><body>masuk dulu</body></html>", **{"content-type": "text/html"}),
    "duplicate page": duplicate_page,
    "cursor loop": cursor_loop,
    "clock jumps ahead": clock_jumps(+26),
    "clock jumps back": clock_jumps(-26),
    "disk full": disk_full,
}


@pytest.fixture
def run(clock, store, monkeypatch):
    """Return a function that collects a site once, a little over an hour after the last time."""

    def once(site, answer):
        for name, value in site.secrets.items():
            monkeypatch.setenv(name, value)
        policy = Policy(total=PATIENCE)
        transport = httpx.MockTransport(answer)
        with (
            stamina.set_testing(True, attempts=5, cap=True),
            Fetcher(policy, transport=transport, clock=clock, sleep=clock.sleep, now=clock.now)
            as fetcher,
        ):  # fmt: skip
            since = site.first - timedelta(days=1)
            done = collect(store, [site.source], since=since, spend=100.0, fetcher=fetcher)
        clock.seconds += 4000
        return done.sources[0]

    return once


def kept(store):
    """Return everything that is stored: what it is called, its words and its time."""
    posts = [(post.id, post.text, post.created) for _, post in store.posts()]
    return sorted(posts, key=str) + sorted(
        (check.id, check.title, check.date) for check in store.factchecks()
    )


def test_every_live_collector_has_a_site():
    """Who adds a collector adds its bad days."""
    asked = SOURCES.keys() - {"jetstream"}  # a WebSocket has no answers: test_stream.py has its own
    assert {site.source.partition(":")[0] for site in SITES} == asked


@pytest.mark.parametrize("platform", SITES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_single_fault_loses_or_doubles_a_post(run, store, clock, platform, fault):
    """On any platform, in the midst of its pages: a few runs later everything is there, once."""
    site = platform()
    world = World(site, store, clock, FAULTS[fault], PAGE)
    if fault == "disk full":
        with pytest.raises(StoreError, match="penuh"):
            run(site, world)
        store._one(f"PRAGMA max_page_count = {NO_LIMIT}")
    else:
        run(site, world)
    assert site.asked >= PAGE
    site.count += 1  # meanwhile somebody writes
    for _ in range(2):  # the first may end a way down that was cut short
        run(site, site)
    last = run(site, site)
    assert site.asked < MOST
    assert (last.stored, last.rejected, last.problem) == (0, 0, "")
    assert last.read == last.known
    found = kept(store)
    assert len(found) == site.count
    assert {words for _, words, _ in found} == {said(number) for number in range(1, site.count + 1)}
