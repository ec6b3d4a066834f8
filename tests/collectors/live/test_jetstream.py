"""Bluesky's stream live: from where the last run ended up to now, and what was not seen."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta

import httpx
import pytest

from monitor.collectors.live import jetstream
from monitor.collectors.live.jetstream import collect
from monitor.collectors.live.sources import parse
from monitor.errors import BadAnswer, FetchError, Refused
from monitor.records import Other, Post, Reject
from tests.pipeline.sites.site import NOON
from tests.pipeline.sites.stream import LURAH, WARGA, Instance, account, frame, micros, refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
def instance(clock):
    one = Instance()
    one.now = lambda: clock.now() - clock.ahead
    with one.open():
        yield one


@pytest.fixture
def run(fetcher, instance):
    """Return a function that collects once and gives what came, the state, and notes by kind."""

    def once(term="#pemilu", state=None, site="", **asked):
        asking = fetcher(None, silence=0.2, tries=3)
        query = parse(f"jetstream:{term}@{site or instance.url}", **asked)
        steps = list(collect(query, asking, state or {}))
        records = [record for step in steps for record in step.records]
        notes = {note.kind: dict(note.facts) for step in steps for note in step.notes}
        return records, dict(steps[-1].state), notes

    return once


def words(records):
    return [record.text for record in records if isinstance(record, Post)]


def at(minutes):
    return NOON - minutes * MINUTE


def test_a_run_reads_up_to_now_and_the_next_one_goes_on(run, instance, clock):
    """A cursor is inclusive: what was there at its moment comes again, and nothing else."""
    instance.frames = [
        frame(at(30), "a", "TPS dibuka #pemilu"),
        frame(at(20), "b", "sarapan dulu"),
        frame(at(10), "c", "antre di #Pemilu2024 #PEMILU"),
    ]
    first, state, notes = run(since=at(60))
    assert words(first) == ["TPS dibuka #pemilu", "antre di #Pemilu2024 #PEMILU"]
    assert state["complete"] == NOON.isoformat()
    assert notes["jetstream_frames"] == {"frames": "4", "posts": "2"}
    assert "jetstream" in notes  # what such a stream does not tell
    clock.seconds += 600
    instance.frames.append(frame(at(-5), "d", "selesai #pemilu"))
    again, state, notes = run(state=state)
    assert words(again) == ["selesai #pemilu"]
    assert state["complete"] == (NOON + 10 * MINUTE).isoformat()
    assert "jetstream_gap" not in notes
    asked = instance.asked[-1]
    assert asked["wantedCollections"] == ["app.bsky.feed.post"]
    assert int(asked["cursor"][0]) == micros(NOON - jetstream.OVERLAP)


def test_frames_out_of_order_by_a_little_are_not_lost(run, instance, clock):
    """An instance's times are not quite in the order of its frames."""
    late = NOON - timedelta(seconds=2)
    instance.frames = [frame(at(1), "a", "satu #pemilu")]
    _, state, _ = run(since=at(60))
    clock.seconds += 60
    instance.frames += [frame(at(-0.5), "c", "tiga #pemilu"), frame(late, "b", "dua #pemilu")]
    assert words(run(state=state)[0]) == ["tiga #pemilu", "dua #pemilu"]


def test_words_may_stand_for_each_other(run, instance):
    """One connection reads the network once for all of them."""
    texts = ["surat dan suara", "kertas suara", "KPU buka", "apa saja"]
    instance.frames = [frame(at(9 - n), f"k{n}", text) for n, text in enumerate(texts)]
    found, _, _ = run("surat suara OR kpu", since=at(60))
    assert words(found) == ["surat dan suara", "KPU buka"]
    assert len(instance.asked) == 1


def test_a_cut_connection_goes_on_where_it_was(run, instance):
    """The frames around the cut come again; the store knows them."""

    def cut(ws, frames):
        for each in frames[:2]:
            ws.send(each)
        ws.socket.shutdown(socket.SHUT_RDWR)

    instance.frames = [frame(at(30 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(5)]
    instance.tells = [cut]
    found, _, notes = run(since=at(30))
    assert {post.id for post in found} == {f"bluesky:{WARGA}/post/k{n}" for n in range(5)}
    second = int(instance.asked[1]["cursor"][0])
    assert second == micros(at(29) - jetstream.OVERLAP)
    assert "jetstream_gap" not in notes


def test_what_was_got_before_the_end_is_given(fetcher, instance):
    """An instance that goes away: its frames are stored, and the place behind them."""

    def cut(ws, frames):
        ws.send(frames[0])
        ws.socket.shutdown(socket.SHUT_RDWR)

    instance.frames = [frame(at(30), "a", "satu #pemilu"), frame(at(20), "b", "dua #pemilu")]
    instance.tells = [cut] * 9
    query = parse(f"jetstream:#pemilu@{instance.url}", since=at(60))
    steps = collect(query, fetcher(None, silence=0.2, tries=2), {})
    step = next(steps)
    with pytest.raises(FetchError, match="putus"):
        next(steps)
    assert set(words(step.records)) == {"satu #pemilu"}
    assert step.state["complete"] == at(30).isoformat()


def test_a_cursor_older_than_what_is_kept_is_a_gap(run, instance):
    """The instance begins at its oldest frame and says nothing; the run says which hours."""
    _, state, _ = run(since=at(60))
    state["complete"] = at(3000).isoformat()
    instance.frames = [frame(at(1440), "a", "satu #pemilu"), frame(at(1439), "b", "dua #pemilu")]
    found, _, notes = run(state=state)
    assert len(found) == 2
    gap = {"first": at(3000).isoformat(), "last": at(1440).isoformat()}
    assert notes["jetstream_gap"] == gap


def test_a_first_run_goes_back_as_far_as_the_stream(run, instance):
    """A week is asked for, as of every source; about a day is there, and that is said."""
    instance.frames = [frame(at(1440), "a", "satu #pemilu"), frame(at(1439), "b", "dua #pemilu")]
    found, state, notes = run()
    assert len(found) == 2
    week = (NOON - timedelta(days=7)).isoformat()
    assert notes["jetstream_gap"] == {"first": week, "last": at(1440).isoformat()}
    assert state["reached"] == week


def test_a_stream_that_falls_silent_is_not_through(run, instance, clock):
    """Nobody can tell a stalled instance from a silent one: the next run goes on there."""
    instance.now = None
    instance.frames = [frame(at(30), "a", "satu #pemilu")]
    found, state, notes = run(since=at(31))
    assert len(found) == 1
    assert notes["jetstream_behind"] == {"first": at(30).isoformat()}
    instance.now = clock.now
    instance.frames.append(frame(at(9), "b", "dua #pemilu"))
    found, _, notes = run(state=state)
    assert "dua #pemilu" in words(found)
    assert "jetstream_behind" not in notes


def test_another_instance_has_another_clock(fetcher, instance, monkeypatch):
    """Where the first cannot be asked the second is, from a minute earlier on."""
    ill = Instance()
    ill.answers = [refused(503)] * 9
    instance.frames = [frame(at(9), "a", "satu #pemilu")]
    with ill.open():
        monkeypatch.setattr(jetstream, "INSTANCES", (ill.url, instance.url))
        state = {
            "instance": ill.url.removeprefix("http://"),
            "reached": at(60).isoformat(),
            "complete": at(10).isoformat(),
        }
        [step] = collect(parse("jetstream:#pemilu"), fetcher(None, silence=0.2, tries=2), state)
        assert words(step.records) == ["satu #pemilu"]
        assert int(instance.asked[0]["cursor"][0]) == micros(at(11))
        asking = fetcher(None, silence=0.2, tries=2)
        list(collect(parse("jetstream:#pemilu"), asking, step.state))
    assert step.state["instance"] == instance.url.removeprefix("http://")
    assert len(ill.agents) == 2  # the next run asks first whom the last one reached


@pytest.mark.parametrize(
    ("junk", "reason"),
    [
        ("bukan json", "rejects.no_json"),
        ('{"did":"did:plc:w', "rejects.no_json"),
        ("[1]", "rejects.no_object"),
        ('{"halo": "pemilu"}', "rejects.unmapped"),
        (b"\xff\xfe\x00", "rejects.no_json"),
        ("[" * 5000, "rejects.no_json"),
    ],
)
def test_junk_is_rejected_with_its_reason(run, instance, junk, reason):
    """And nothing before or behind it is lost."""

    def tell(ws, frames):
        for each in (frames[0], junk, *frames[1:]):
            ws.send(each)

    instance.frames = [frame(at(9), "a", "satu #pemilu"), frame(at(8), "b", "dua #pemilu")]
    instance.tells = [tell]
    found, _, _ = run(since=at(60))
    assert words(found) == ["satu #pemilu", "dua #pemilu"]
    [reject] = [record for record in found if isinstance(record, Reject)]
    assert reject.reason == reason


def test_who_sends_only_junk_is_no_jetstream(run, instance):
    """A run does not fill the database with it."""
    instance.tells = [lambda ws, _: [ws.send(f"sampah {n}") for n in range(500)]] * 9
    with pytest.raises(BadAnswer, match="bukan Jetstream"):
        run(since=at(60))


def test_a_wanted_post_that_cannot_be_read_is_a_reject(run, instance):
    """It may have been wanted: it is not passed over."""
    instance.frames = [frame(at(9), "a", "#pemilu", record={"text": ["#pemilu"]})]
    [reject], _, _ = run(since=at(60))
    assert (reject.reason, reject.facts) == ("rejects.unmapped", {"key": "text"})


def test_deletions_are_passed_on_whoever_is_meant(run, instance):
    """Which of them are of stored posts only the store knows."""
    instance.frames = [
        frame(at(9), "a", "satu #pemilu"),
        frame(at(8), "a"),
        frame(at(7), "z", did=LURAH),
        account(at(6), "deleted", did=LURAH),
        account(at(5), "deactivated"),
    ]
    found, _, _ = run(since=at(60))
    gone = [record for record in found if isinstance(record, Other)]
    assert [each.post or each.account for each in gone] == [
        f"bluesky:{WARGA}/post/a",
        f"bluesky:{LURAH}/post/z",
        f"bluesky:{LURAH}",
    ]


def test_an_account_is_followed_by_its_did(run, instance):
    """The instance sends only its frames; its reposts and deletions are among them."""
    subject = {"uri": f"at://{LURAH}/app.bsky.feed.post/3ka", "cid": "b"}
    shared = {"subject": subject, "createdAt": at(8).isoformat()}
    repost = "app.bsky.feed.repost"
    instance.frames = [
        frame(at(9), "a", "apa saja"),
        frame(at(8), "b", "-", collection=repost, record=shared),
        frame(at(7), "c", f"halo {WARGA}", did=LURAH),
        frame(at(6), "a"),
    ]
    found, state, notes = run(f"@{WARGA}", since=at(60))
    assert [getattr(each, "id", "") or each.post for each in found] == [
        f"bluesky:{WARGA}/post/a",
        f"bluesky:{WARGA}/repost/b",
        f"bluesky:{WARGA}/post/a",
    ]
    assert instance.asked[0]["wantedDids"] == [WARGA]
    assert "jetstream_behind" not in notes
    assert state["complete"] == at(6).isoformat()


def test_an_account_that_posts_nothing_does_not_grow_old(run, instance, clock):
    """Its place moves on, or a day later the stream would have forgotten it."""
    instance.frames = [frame(at(9), "a", "apa saja")]
    _, state, _ = run(f"@{WARGA}", since=at(60))
    clock.seconds += 11 * 3600
    _, state, notes = run(f"@{WARGA}", state)
    assert state["complete"] == (clock.now() - jetstream.QUIET).isoformat()
    assert "jetstream_gap" not in notes


def test_an_account_asked_for_too_late_is_a_gap(run, instance):
    """What everybody says tells how far back the stream goes."""
    instance.frames = [frame(at(1440), "z", "kata orang", did=LURAH)]
    _, _, notes = run(f"@{WARGA}", since=at(2880))
    gap = {"first": at(2880).isoformat(), "last": at(1440).isoformat()}
    assert notes["jetstream_gap"] == gap


class Both(httpx.BaseTransport):
    """The AppView is invented, the stream is on loopback."""

    def __init__(self, answer):
        self.answer, self.wire = answer, httpx.HTTPTransport()

    def handle_request(self, request):
        inside = request.url.host == "127.0.0.1"
        return self.wire.handle_request(request) if inside else self.answer(request)

    def close(self):
        self.wire.close()


def test_a_handle_is_looked_up(instance, clock):
    """The stream knows DIDs only."""
    from monitor.fetch import Fetcher, Policy

    def answer(request):
        known = request.url.params["handle"] == "warga.test"
        found = {"did": WARGA} if known else {"error": "InvalidRequest"}
        return httpx.Response(200 if known else 400, json=found)

    instance.frames = [frame(at(9), "a", "apa saja")]
    policy = Policy(silence=0.2)
    with Fetcher(
        policy, transport=Both(answer), clock=clock, sleep=clock.sleep, now=clock.now
    ) as asking:
        query = parse(f"jetstream:@Warga.test@{instance.url}", since=at(60))
        [step] = collect(query, asking, {})
        assert words(step.records) == ["apa saja"]
        with pytest.raises(Refused, match=r"siapa\.test"):
            list(collect(parse("jetstream:@siapa.test"), asking, {}))


def test_only_the_time_asked_is_stored(run, instance):
    """The rest is counted, and the stream is read no further than needed."""
    instance.frames = [frame(at(40 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(0, 40, 10)]
    found, state, _ = run(since=at(35), until=at(15))
    assert words(found) == ["kabar 10 #pemilu", "kabar 20 #pemilu"]
    assert datetime.fromisoformat(state["complete"]) == at(10)


def test_older_posts_are_asked_for_again(run, instance):
    """A later run with an earlier --since, as long as the stream goes back."""
    instance.frames = [frame(at(40 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(0, 40, 10)]
    first, state, _ = run(since=at(15))
    assert words(first) == ["kabar 30 #pemilu"]
    found, later, _ = run(state=state, since=at(60))
    assert len(words(found)) == 4
    assert later == {**state, "reached": at(60).isoformat()}


def test_a_look_back_does_not_move_the_place(run, instance):
    """Nor is what is known asked for again."""
    instance.frames = [frame(at(40 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(0, 40, 10)]
    _, state, _ = run(since=at(35))
    asked = len(instance.asked)
    found, same, _ = run(state=state, since=at(30), until=at(20))
    assert (found, same, len(instance.asked)) == ([], state, asked)
    found, same, _ = run(state=state, since=at(60), until=at(35))
    assert (words(found), same) == (["kabar 0 #pemilu"], state)


def test_a_limit_stops_and_says_so(run, instance):
    """The next run goes on behind it: of a stream nothing has to be skipped."""
    instance.frames = [frame(at(40 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(0, 40, 10)]
    found, state, notes = run(since=at(60), limit=2)
    assert words(found) == ["kabar 0 #pemilu", "kabar 10 #pemilu"]
    limit = {"first": at(30).isoformat(), "last": NOON.isoformat(), "limit": "2"}
    assert notes["limit"] == limit
    again, _, _ = run(state=state)
    assert {"kabar 20 #pemilu", "kabar 30 #pemilu"} <= set(words(again))


def test_a_frame_from_the_future_is_no_place_to_go_on_from(run, instance, clock):
    """One wrong time would leave out everything before it."""
    far = frame(NOON + timedelta(days=9000), "f", "besok #pemilu")
    instance.frames = [frame(at(9), "a", "satu #pemilu"), far, frame(at(8), "b", "dua #pemilu")]
    found, state, _ = run(since=at(60))
    assert len(words(found)) == 3
    assert state["complete"] == NOON.isoformat()


def test_a_stream_with_hours_between_two_posts_is_followed_too(run, instance):
    """A small network of one's own; a leap in time is believed when the next frame confirms it."""
    hours = range(40, 0, -5)
    instance.frames = [frame(at(60 * n), f"k{n}", f"jam {n} #pemilu") for n in hours]
    found, state, _ = run(since=at(60 * 41))
    assert len(words(found)) == len(hours)
    again, _, _ = run(state=state)
    assert len(words(again)) <= 1


@pytest.mark.parametrize("hours", [-26, 26])
def test_a_wrong_clock_of_ours_loses_nothing(run, instance, clock, hours):
    """Where the instance tells the time, its time goes; a clock that is late is said."""
    instance.frames = [frame(at(30), "a", "satu #pemilu"), frame(at(20), "b", "dua #pemilu")]
    clock.ahead = timedelta(hours=hours)
    for date in ("", "Wed, 14 Feb 2024 12:00:00 GMT"):
        instance.date = date
        found, state, notes = run(since=at(60))
        assert words(found) == ["satu #pemilu", "dua #pemilu"]
        assert datetime.fromisoformat(state["complete"]) in (NOON, at(20))
        assert ("clock" in notes) == (hours < 0 and not date)


def test_a_batch_is_a_transaction(fetcher, instance, monkeypatch):
    """Each with its place: a run that is killed has lost nothing."""
    monkeypatch.setattr(jetstream, "RECORDS", 2)
    instance.frames = [frame(at(40 - n), f"k{n}", f"kabar {n} #pemilu") for n in range(5)]
    query = parse(f"jetstream:#pemilu@{instance.url}", since=at(60))
    steps = list(collect(query, fetcher(None, silence=0.2), {}))
    assert [len(step.records) for step in steps] == [2, 2, 1]
    places = [datetime.fromisoformat(step.state["complete"]) for step in steps]
    assert places == [at(39), at(37), NOON]
