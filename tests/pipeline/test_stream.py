"""Collecting from a stream: faults, kills and damage, as elsewhere of pages.

The sites of ``test_faults`` answer over ``httpx.MockTransport``, which has no WebSocket: here is a
real one on loopback.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial

import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.live import jetstream
from monitor.errors import StoreError
from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.pipeline.coverage import coverage
from monitor.store import Store
from tests.pipeline.sites.site import NOON, said
from tests.pipeline.sites.stream import LURAH, Instance, account, frame, posts, refused
from tests.pipeline.test_damage import ODD
from tests.pipeline.test_kills import contents, survives
from tests.places import places

COUNT = 30
EARLIER = NOON - timedelta(days=1)


@pytest.fixture
def instance(clock):
    one = Instance()
    one.frames = posts(COUNT)
    one.now = lambda: clock.now() - clock.ahead
    with one.open():
        yield one


@pytest.fixture
def run(clock, store, instance):
    """Return a function that collects once, a little over an hour after the last time."""

    def once(term="#pemilu", since=EARLIER, **asked):
        policy = Policy(silence=0.2, connect=0.2)
        with (
            stamina.set_testing(True, attempts=5, cap=True),
            Fetcher(policy, clock=clock, sleep=clock.sleep, now=clock.now) as fetcher,
        ):
            source = f"jetstream:{term}@{instance.url}"
            try:
                done = collect(store, [source], since=since, fetcher=fetcher, **asked)
            finally:
                clock.seconds += 4000
        return done.sources[0]

    return once


def middle(act):
    """Make a fault of a connection: half of its frames, then what ``act`` does."""

    def tell(ws, frames):
        for each in frames[: len(frames) // 2]:
            ws.send(each)
        act(ws, frames[len(frames) // 2 :])

    return lambda instance, _clock: instance.tells.append(tell)


def handshake(*answer, **headers):
    return lambda instance, _clock: instance.answers.append(refused(*answer, **headers))


def reset(ws, _frames):
    ws.socket.shutdown(socket.SHUT_RDWR)


def drips(ws, frames):
    data = frames[0].encode()
    head = bytes([0x81, 126]) + len(data).to_bytes(2)
    with suppress(OSError):
        for byte in head + data[:30]:
            ws.socket.sendall(bytes([byte]))
            time.sleep(0.02)


def truncated(ws, frames):
    for each in (frames[0][: len(frames[0]) // 2], *frames):
        ws.send(each)


def twice(ws, frames):
    for each in (*frames, *frames):
        ws.send(each)


def from_the_start(instance, _clock):
    instance.tells.append(lambda ws, _: [ws.send(each) for each in instance.frames])


def silent(ws, _frames):
    ws.recv()


def jumps(hours):
    def jump(_instance, clock):
        clock.ahead += timedelta(hours=hours)

    return jump


FAULTS = {
    "429": handshake(429, retry_after="3"),
    "429 for an hour": handshake(429, retry_after="3600"),
    "500": handshake(500),
    "reset": middle(reset),
    "slow drip": middle(drips),
    "truncated": middle(truncated),
    "HTML": handshake(200, "<html><body>masuk dulu</body></html>"),
    "duplicate frames": middle(twice),
    "cursor loop": from_the_start,
    "falls silent": middle(silent),
    "clock jumps ahead": jumps(+26),
    "clock jumps back": jumps(-26),
    "disk full": None,
}


def texts(store):
    return sorted(post.text for _, post in store.posts())


def expected(*numbers):
    return sorted(f"{said(number)} #pemilu" for number in numbers)


@pytest.mark.parametrize("when", [0, 1])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_single_fault_loses_or_doubles_a_post(run, store, instance, clock, fault, when):
    """In the first run or in a later one: a few runs later everything is there, once."""
    for _ in range(when):
        run()
        late = clock.now() - timedelta(minutes=30)
        instance.frames += [frame(late, f"q{n}", f"{said(90 + n)} #pemilu") for n in range(10)]
    if fault == "disk full":
        store._one("PRAGMA max_page_count = 1")  # as full as it is now
        with pytest.raises(StoreError, match="penuh"):
            run()
        store._one(f"PRAGMA max_page_count = {2**30}")
    else:
        FAULTS[fault](instance, clock)
        run()
    clock.ahead = timedelta()
    now = clock.now() - timedelta(minutes=1)
    instance.frames.append(frame(now, "akhir", f"{said(80)} #pemilu"))  # meanwhile somebody writes
    run()
    last = run()
    assert (last.stored, last.problem) == (0, "")
    later = range(90, 100) if when else ()
    assert texts(store) == expected(*range(COUNT), 80, *later)
    assert len(instance.asked) < 20


def test_a_deletion_takes_the_text_of_what_is_stored(run, store, instance, clock):
    """Whoever else deletes on the network leaves no trace here; and what is gone stays gone."""
    run()
    late = clock.now() - timedelta(minutes=20)
    instance.frames += [
        frame(late, "p3"),
        *(frame(late, f"lain{n}", did=LURAH) for n in range(50)),
        account(late, "deleted", did=LURAH),
    ]
    done = run()
    assert texts(store) == sorted(["", *expected(*range(3), *range(4, COUNT))])
    assert {"kind": "deleted", "facts": {"count": "1"}} in done.notes
    assert not store._one("SELECT count(*) FROM tombstones")
    run(since=EARLIER - timedelta(days=1))  # the stream still has the post
    assert "" in texts(store)
    instance.frames.append(account(clock.now() - timedelta(minutes=1), "deleted"))
    run()
    assert set(texts(store)) == {""}


def test_a_post_deleted_in_the_same_batch_is_not_kept(run, store, instance):
    """Within seconds, as many are."""
    soon = NOON - timedelta(minutes=1)
    instance.frames[-1:-1] = [frame(soon, "salah", "salah ketik #pemilu"), frame(soon, "salah")]
    run()
    assert texts(store) == sorted(["", *expected(*range(COUNT))])


def test_a_policy_that_keeps_texts_keeps_them(run, store, instance, clock, monkeypatch):
    """A team that documents what was deleted says so in its policy."""
    run()
    kept = type("Kept", (), {"deletions": "keep"})
    monkeypatch.setattr("monitor.pipeline.collect.policy", lambda _path: kept)
    instance.frames.append(frame(clock.now() - timedelta(minutes=20), "p3"))
    run()
    assert texts(store) == expected(*range(COUNT))


def test_coverage_says_which_hours_the_stream_showed(run, store, instance, clock):
    """A day without a run is a hole; a run that stopped early has seen what it has read."""
    since = NOON - timedelta(hours=8)
    run(since=since)
    [one] = coverage(store).sources
    assert [(each.first, each.last) for each in one.seen] == [(since, NOON)]
    clock.seconds += 48 * 3600
    begins = clock.now() - timedelta(hours=20)
    hours = [begins + timedelta(minutes=30 * n) for n in range(40)]
    instance.frames = [frame(hour, f"z{n}", "#pemilu") for n, hour in enumerate(hours)]
    asked = clock.now()
    run(since=None)
    [one] = coverage(store).sources
    assert [(each.first, each.last) for each in one.unseen] == [(NOON, begins)]
    assert one.seen[-1].last == asked
    middle(silent)(instance, clock)
    stopped = clock.now() - timedelta(minutes=30)
    instance.frames += [
        frame(stopped + timedelta(minutes=n), f"y{n}", "#pemilu") for n in range(-30, 30)
    ]
    run(since=None)
    [one] = coverage(store).sources
    assert asked < one.seen[-1].last < clock.now() - timedelta(hours=1)
    assert (one.runs, one.failed) == (3, 1)
    assert [note["kind"] for note in one.caveats] == ["jetstream"]


def test_one_changed_value_never_breaks_a_run(clock):
    """What can be read is, what cannot is counted with its reason, and the sum is right."""
    instance = Instance()
    instance.now = lambda: NOON
    whole = [
        *posts(6),
        frame(NOON, "p2"),
        account(NOON, "deleted", did=LURAH),
        account(NOON, did=LURAH),
    ]

    @settings(max_examples=60)
    @given(st.data())
    def holds(data):
        at = data.draw(st.integers(0, len(whole) - 1))
        value = json.loads(whole[at])
        inside, key = data.draw(st.sampled_from(places(value)))
        inside[key] = data.draw(ODD)
        instance.frames = [*whole[:at], json.dumps(value), *whole[at + 1 :]]
        told = list(instance.frames)
        instance.tells = [lambda ws, _: [ws.send(each) for each in (*told, account(NOON))]]
        with (
            stamina.set_testing(True, attempts=5, cap=True),
            Store() as store,
            Fetcher(Policy(silence=0.2), clock=clock, sleep=clock.sleep, now=lambda: NOON)
            as fetcher,
        ):  # fmt: skip
            source = f"jetstream:#pemilu@{instance.url}"
            [one] = collect(store, [source], since=EARLIER, fetcher=fetcher).sources
            assert one.read == one.stored + one.known + one.rejected
            assert store.last_seq() == one.stored
            assert one.stored >= 5

    with instance.open():
        holds()


@contextmanager
def elsewhere(count):
    """Run an instance in a process of its own."""
    server = [sys.executable, "-m", "tests.pipeline.sites.stream", str(count)]
    with subprocess.Popen(server, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def collected(path, url):
    """Collect all that the instance has, at a moment that never passes."""
    with (
        Store(path) as store,
        Fetcher(Policy(pace=0, silence=2), sleep=lambda _: None, now=lambda: NOON) as fetcher,
    ):
        done = collect(store, [f"jetstream:#pemilu@{url}"], since=EARLIER, fetcher=fetcher)
    assert done.problems == []
    return path


def whole(path):
    """Return every row, but for how the text index is cut up: as its batches were."""
    tables = contents(path)
    return {name: tables[name] for name in tables if not name.startswith("posts_fts_")}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked copy of itself")
def test_a_run_killed_at_any_moment_loses_and_repeats_nothing(tmp_path, monkeypatch):
    """Killed at random again and again, then let run: row for row what a run in peace makes."""
    monkeypatch.setattr(jetstream, "RECORDS", 5)
    with elsewhere(60) as url:
        peace = survives(tmp_path, partial(collected, url=url), "aliran", whole)
    assert len(peace["posts"]) == 60
