"""What live sources saw and what they did not, from what every run noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.cli.coverage import first_line
from monitor.pipeline.collect import collect
from monitor.pipeline.coverage import coverage, seen
from monitor.pipeline.steps import came_through
from monitor.queue.coverage import statement
from monitor.records import Post
from monitor.store import Covered, Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TAG = "mastodon:#pemilu@desa.example"


def ran(store, run, started, *, source="telegram:kanal", notes=(), problem="", **asked):
    """Note a run that began so many hours after noon."""
    begun = NOON + started * HOUR
    times = {name: (NOON + hours * HOUR).isoformat() for name, hours in asked.items()}
    store.cover(
        Covered(
            source,
            source.partition(":")[0],
            started=begun.isoformat(),
            finished=(begun + HOUR / 60).isoformat(),
            notes=[{"kind": kind, "facts": facts} for kind, facts in notes],
            problem=problem,
            **times,
        ),
        run=run,
    )


def gap(kind, first, last):
    ends = {"first": NOON + first * HOUR, "last": NOON + last * HOUR}
    return kind, {name: end.isoformat() for name, end in ends.items()}


def missing(found):
    """Return the hours after noon that were not seen, source by source."""
    return [[((a - NOON) / HOUR, (b - NOON) / HOUR) for a, b in s.unseen] for s in found.sources]


def test_a_run_sees_from_where_the_last_ended(store):
    """One that failed sees nothing; the next that comes through sees its hours too."""
    ran(store, 1, 0, asked_since=-24)
    ran(store, 2, 1)
    ran(store, 3, 2, problem="errors.fetch_cut")
    assert missing(coverage(store, until=NOON + 4 * HOUR)) == [[(1, 4)]]
    ran(store, 4, 3)
    assert missing(coverage(store, until=NOON + 3.5 * HOUR)) == [[]]
    assert missing(coverage(store, until=NOON + 4 * HOUR)) == [[(3, 4)]]
    assert [each.failed for each in coverage(store).sources] == [1]


def test_gaps_are_not_seen_for_good_and_limits_until_asked_again(store):
    """What the platform no longer shows stays missing; what a limit cut off can be fetched."""
    ran(store, 1, 0, asked_since=-24, notes=[gap("gap", -20, -18)])
    ran(store, 2, 10, notes=[gap("limit", 0, 6)], first=6)
    assert missing(coverage(store)) == [[(-20, -18), (0, 6)]]
    ran(store, 3, 11, asked_since=-24)
    assert missing(coverage(store)) == [[(-20, -18)]]
    assert [each.limits for each in coverage(store).sources] == [1]


def test_a_run_that_ends_by_itself_has_not_come_through(store):
    """A day's quota is no answer."""
    ran(store, 1, 0, asked_since=-5, notes=[("youtube_quota", {"again": ""})])
    assert missing(coverage(store, until=NOON)) == [[(-5, 0)]]


def test_a_time_that_nobody_asked_for_is_not_seen(store):
    """--since before the first look, and a look that begins after the last one ended."""
    ran(store, 1, 0, asked_since=-5)
    ran(store, 2, 9, asked_since=6)
    assert missing(coverage(store)) == [[(0, 6)]]
    assert missing(coverage(store, since=NOON - 7 * HOUR)) == [[(-7, -5), (0, 6)]]


def test_a_way_down_that_was_cut_short_has_seen_what_it_read(store, fetcher, mastodon):
    """The upper part is seen, the lower is not; the next run ends it."""
    import httpx

    for minute in range(0, 400, 4):
        mastodon.post(f"kabar {minute}", minute)

    def answer(request):
        if len(mastodon.asked) == 2:
            return httpx.Response(403)
        return mastodon(request)

    collect(store, [TAG], fetcher=fetcher(answer), since=NOON - 8 * HOUR)
    [[(first, last), *_]] = missing(coverage(store))
    assert (first, round(last, 1)) == (-8, -5.3)
    collect(store, [TAG], fetcher=fetcher(mastodon), since=NOON - 8 * HOUR)
    assert missing(coverage(store)) == [[]]


def renamed(mastodon, after=NOON - 99 * HOUR):
    """Answer as a server that calls a field something else, in posts after a moment."""
    import httpx

    def answer(request):
        told = mastodon(request)
        for status in (statuses := told.json()):
            if datetime.fromisoformat(status["created_at"]) > after:
                status["uri_baru"] = status.pop("uri")
        return httpx.Response(200, json=statuses, headers=told.headers)

    return answer


def test_a_platform_that_changed_its_shape_is_not_seen(store, fetcher, mastodon, clock):
    """It answers, and nothing of it can be read: its hours are not seen, until they can be."""
    asked = {"since": NOON - 8 * HOUR}
    mastodon.post("kabar pagi", 300)
    collect(store, [TAG], fetcher=fetcher(mastodon), **asked)
    clock.seconds = 3600.0
    mastodon.post("kabar siang", -30)
    collect(store, [TAG], fetcher=fetcher(renamed(mastodon)), **asked)
    found = coverage(store)
    assert missing(found) == [[(0, 1)]]
    assert "2 dari 2 catatan tidak terbaca" in found.sources[0].problem
    assert "mastodon 14-02-2024 19.00–20.00 (1 dari 1 sumber)" in first_line(found)
    collect(store, [TAG], fetcher=fetcher(mastodon), **asked)
    assert missing(coverage(store)) == [[]]
    assert len(store.posts()) == 2


def test_hours_of_which_half_could_be_read_are_not_seen(store, fetcher, mastodon, clock):
    """The source goes on behind them: only who asks for them again sees them."""
    collect(store, [TAG], fetcher=fetcher(mastodon), since=NOON - 8 * HOUR)
    clock.seconds += 10 * 3600
    mastodon.post("kabar sore", -8 * 60)
    mastodon.post("kabar malam", -9 * 60)
    answer = renamed(mastodon, NOON + 8.5 * HOUR)
    mastodon.post("kabar siang", -1 * 60)
    mastodon.post("kabar larut", -9.5 * 60)
    collect(store, [TAG], fetcher=fetcher(answer))
    clock.seconds += 3600
    collect(store, [TAG], fetcher=fetcher(mastodon))
    assert missing(coverage(store)) == [[(0, 8)]]
    collect(store, [TAG], fetcher=fetcher(mastodon), since=NOON - 8 * HOUR)
    assert missing(coverage(store)) == [[]]


RUNS = st.lists(
    st.tuples(
        st.floats(0.1, 6),  # hours after the run before
        st.sampled_from([*[""] * 4, "errors.fetch_cut"]),
        st.sampled_from([*[None] * 6, -30]),  # since
        st.sampled_from([*[()] * 8, ("one_server",), ("gap",), ("limit",), ("youtube_quota",)]),
        st.sampled_from([*[(5, 0)] * 6, (5, 1), (2, 2), (0, 0)]),  # read, rejected
        st.sampled_from([*[False] * 9, True]),  # asked until an hour ago
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=200)
@given(RUNS, st.integers(1, 99))
def test_folded_runs_tell_the_same(runs, half):
    """Old runs are a row a day and source: hours, counts and doubts stay what they were."""
    with Store() as store:
        hour = 0.0
        for run, (wait, problem, since, kinds, (read, rejected), is_past) in enumerate(runs, 1):
            hour += wait
            begun = NOON + hour * HOUR
            notes = [gap(kind, hour - 2, hour - 1) for kind in kinds if kind in ("gap", "limit")]
            notes += [(kind, {"site": str(run)}) for kind in kinds if not notes]
            store.cover(
                Covered(
                    "telegram:kanal",
                    "telegram",
                    asked_since=(NOON + since * HOUR).isoformat() if since else "",
                    asked_until=(begun - HOUR).isoformat() if is_past else "",
                    started=begun.isoformat(),
                    finished=(begun + HOUR / 60).isoformat(),
                    first=(begun - HOUR / 2).isoformat() if read else "",
                    last=(begun - HOUR / 4).isoformat() if read else "",
                    read=read,
                    known=read - rejected,
                    rejected=rejected,
                    notes=[{"kind": kind, "facts": facts} for kind, facts in notes],
                    problem=problem,
                ),
                run=run,
            )
        before = coverage(store, until=NOON + 400 * HOUR)
        for part in (half / 100, 1.1):  # and what is folded can be folded again
            store.fold_coverage(NOON + hour * part * HOUR, came_through)
        after = coverage(store, until=NOON + 400 * HOUR)
    [was], [is_] = before.sources, after.sources
    assert after.window == before.window
    assert {str(note) for note in is_.caveats} == {str(note) for note in was.caveats}
    assert replace(is_, caveats=()) == replace(was, caveats=())


def test_a_watch_of_months_stays_small(store, fetcher, mastodon, clock):
    """What is older than three days is a row a day; the youngest runs stay one by one."""
    for _ in range(12 * 24):
        clock.seconds += 3600
        collect(store, [TAG], fetcher=fetcher(mastodon))
    rows = store.covered()
    assert 72 <= len(rows) <= 72 + 12
    [source] = coverage(store).sources
    assert (source.runs, source.failed, source.unseen) == (12 * 24, 0, ())


def test_the_first_line_names_hours_and_platforms(store):
    """By platform, of how many sources, and what was never looked at."""
    ran(store, 1, 0, source="telegram:satu", asked_since=-5)
    ran(store, 1, 0, source="telegram:dua", asked_since=-5, notes=[gap("gap", -4, -2)])
    ran(store, 1, 0, source="bluesky:#pemilu", asked_since=-5)
    line = first_line(coverage(store))
    assert "telegram 14-02-2024 15.00–17.00 (1 dari 2 sumber)" in line
    assert "bluesky" not in line
    assert "Tidak dilihat sama sekali: x, tiktok" in line


def test_every_head_carries_it(store):
    """Queue, exports and the brief say the hours, few of them, and count silent sources."""
    notes = [gap("gap", hour, hour + 0.5) for hour in range(-20, -10)]
    ran(store, 1, 0, asked_since=-24, notes=notes)
    said = "\n".join(statement(seen(store)))
    assert "14-02-2024 02.00" not in said
    assert "dan 7 rentang lain (4 jam)" in said
    assert "TIDAK TERLIHAT" not in "\n".join(statement(store.coverage()))


def test_a_source_that_fell_silent_is_said(store):
    """Thirty posts a day for a week, then a day of nothing, wholly seen."""
    times = [NOON - timedelta(hours=24 + 0.8 * post) for post in range(200)]
    posts = [Post(f"telegram:kanal/{at:%d%H%M}", "telegram", created=at) for at in times]
    store.add(posts)
    store.arrive("telegram:kanal", posts)
    store.arrive("telegram:kanal", posts)
    ran(store, 1, 0, asked_since=-7 * 24)
    ran(store, 1, 0, source="telegram:lain", asked_since=-7 * 24)
    [source, other] = coverage(store).sources
    assert source.silence.since == times[0]
    assert 25 < source.silence.expected < 35
    assert other.silence is None
    assert any("telegram 1" in line for line in statement(seen(store)))


def test_nothing_live_is_nothing_said(store):
    """A store of imported files has no hours."""
    assert coverage(store).window is None
    assert "Belum ada" in first_line(coverage(store))
