"""Collecting: nothing lost, nothing doubled, nothing in silence, and one source stops no other."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from monitor.errors import StoreError
from monitor.pipeline.collect import collect
from monitor.pipeline.forget import forget
from monitor.records import Account, Post
from monitor.store import Store

TAG = "mastodon:#pemilu@desa.example"


def run(store, fetcher, server, *sources, **asked):
    asked.setdefault("since", server.NOON - timedelta(days=30))
    return collect(store, sources or [TAG], fetcher=fetcher(server), **asked)


def test_the_counts_add_up_and_a_second_run_stores_nothing_new(store, fetcher, mastodon):
    """read = stored + known + rejected; what is no post is counted beside."""
    for minutes in range(50):
        mastodon.post(f"kabar {minutes}", minutes)
    del mastodon.post("rusak", 51)["uri"]
    mastodon.post("rahasia", 52, visibility="private")
    [done] = run(store, fetcher, mastodon).sources
    counts = (done.read, done.stored, done.known, done.rejected, done.other)
    assert counts == (51, 50, 0, 1, 1)
    assert (done.first[:16], done.last[:16]) == ("2024-02-14T11:11", "2024-02-14T12:00")
    [again] = run(store, fetcher, mastodon).sources
    assert (again.stored, again.known, again.rejected) == (0, 50, 1)
    assert len(list(store.rejects())) == 1
    assert not store.search("rahasia")


def test_collecting_again_keeps_the_newer_counts(store, fetcher, clock, mastodon):
    """A post known before gains a snapshot; the older one stays."""
    status = mastodon.post("kabar", 1)
    run(store, fetcher, mastodon)
    clock.seconds += 600
    status["favourites_count"] = 7
    run(store, fetcher, mastodon)
    [post] = store.posts_named(["mastodon:" + status["id"] + "@desa.example"]).values()
    assert post.metrics.counts["likes"] == 7
    assert store._one("SELECT count(*) FROM snapshots") == 2


def test_one_source_stops_no_other(store, fetcher, mastodon):
    """A typo, a platform not there yet, a site that is down: said, each; the rest is collected."""
    mastodon.post("kabar", 1)

    def answer(request):
        if request.url.host == "mati.example":
            raise httpx.ConnectError("menolak")
        return mastodon(request)

    sources = ["mastdon:x", "mastodon:#a@mati.example", TAG, TAG.upper()]
    done = collect(store, sources, fetcher=fetcher(answer))
    assert [(one.stored, one.problem != "") for one in done.sources] == [(0, True), (1, False)]
    assert [type(problem).__name__ for problem in done.problems] == ["BadSource", "Unreachable"]
    [note] = done.sources[0].notes
    assert note["kind"] == "interrupted"
    assert "mati.example" in note["facts"]["problem"]


@pytest.mark.parametrize("lost", [(404, {"error": "Record not found"}), (200, [])])
@pytest.mark.parametrize("at", [2, 4])
def test_a_cursor_that_leads_nowhere_once_loses_no_post(store, fetcher, clock, mastodon, lost, at):
    """Refused, or answered with an empty page: it is replaced by a time, or asked for again."""
    for number in range(300):
        mastodon.post("kabar", number * 10)  # two days: more than any run reads twice

    def losing(request):
        answer = mastodon(request)
        return httpx.Response(lost[0], json=lost[1]) if len(mastodon.asked) == at else answer

    for _ in range(2):
        run(store, fetcher, failing_at(mastodon, losing))
        clock.seconds += 4000
    assert store.last_seq() == 300
    assert len(mastodon.asked) < 40


def test_what_came_before_a_failure_is_kept_and_the_next_run_goes_on(store, fetcher, mastodon):
    """The site breaks off for good in the middle: no post is lost or asked for twice."""
    for minutes in range(120):
        mastodon.post("kabar", minutes)
    answers = iter(range(1000))

    def failing(request):
        return mastodon(request) if next(answers) < 2 else httpx.Response(503)

    broken = run(store, fetcher, failing_at(mastodon, failing))
    assert broken.sources[0].stored == 80
    mastodon.asked.clear()
    [done] = run(store, fetcher, mastodon).sources
    assert store.last_seq() == 120
    assert "max_id" in mastodon.asked[0]
    assert done.problem == ""


def failing_at(server, handler):
    """Give a handler the server's noon, which ``run`` counts from."""
    handler.NOON = server.NOON
    return handler


def test_a_shape_nobody_has_seen_ends_its_source_with_a_sentence(store, fetcher, mastodon):
    """A platform changes its answers overnight: one line, and the others go on."""
    mastodon.faults = [httpx.Response(200, json=[], headers={"link": "<http://[>; rel=next"})]
    done = run(store, fetcher, mastodon)
    assert [one.problem for one in done.sources] == [""]
    mastodon.faults = [httpx.Response(200, json={"x": 1})] * 5
    done = run(store, fetcher, mastodon)
    assert "desa.example" in str(done.problems[0])


def test_no_token_is_in_the_database(tmp_path, fetcher, mastodon, monkeypatch):
    """Not in states, coverage, the run log or raw records: the bytes of the file are searched."""
    monkeypatch.setenv("MONITOR_MASTODON_TOKEN_DESA_EXAMPLE", "t0ken-r4hasia")
    mastodon.post("kabar", 1)
    path = tmp_path / "m.db"
    with Store(path) as store:
        run(store, fetcher, mastodon)
        mastodon.faults = [httpx.Response(403, text="t0ken-r4hasia")]
        assert "t0ken" not in str(run(store, fetcher, mastodon))
    assert all(b"t0ken" not in file.read_bytes() for file in tmp_path.iterdir())


def test_clocks_that_differ_are_in_the_coverage(store, fetcher, mastodon):
    """Times are the platform's: an hour of difference must be known."""
    late = {"date": "Wed, 14 Feb 2024 13:00:00 GMT"}
    mastodon.faults = [httpx.Response(200, json=[], headers=late)]
    [done] = run(store, fetcher, mastodon).sources
    assert {"kind": "clock", "facts": {"host": "desa.example", "seconds": "3600"}} in done.notes


def test_a_disk_that_is_full_ends_the_run_and_loses_nothing(store, fetcher, mastodon):
    """A page that could not be stored is asked for again by the next run."""
    for minutes in range(90):
        mastodon.post("kabar " * 50, minutes)
    pages = store._one("PRAGMA page_count")
    store._rows(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StoreError, match="penuh"):
        run(store, fetcher, mastodon)
    store._rows("PRAGMA max_page_count = 1000000")
    run(store, fetcher, mastodon)
    assert store.last_seq() == 90
    assert [one.finished != "" for one in store.covered()] == [True, False]


CHANNEL = "UC" + "d" * 22


@pytest.mark.parametrize(
    ("source", "account"),
    [
        ("telegram:kanal", Account("telegram:kanal", "telegram", "kanal")),
        ("bluesky:@warga.test", Account("bluesky:warga.test", "bluesky", "warga.test")),
        (
            "bluesky:@warga.test@api.contoh.id",
            Account("bluesky:did:plc:w", "bluesky", "warga.test"),
        ),
        (
            "jetstream:@did:plc:w",
            Account("bluesky:warga.test", "bluesky", "", native_id="did:plc:w"),
        ),
        ("youtube:@kanal", Account(f"youtube:{CHANNEL}", "youtube", "kanal", "", CHANNEL)),
        (f"youtube:{CHANNEL}", Account(f"youtube:{CHANNEL}", "youtube", "", "", CHANNEL)),
        ("feed:https://www.kabar.example/feed", Account("web:kabar.example", "web")),
        (TAG.replace("#pemilu", "@warga"), Account("mastodon:warga@desa.example", "mastodon")),
    ],
)
def test_who_was_forgotten_is_not_collected_again(store, fetcher, mastodon, source, account):
    """Nor asked, nor named in the log; others are, and so is a hashtag of the same name."""
    store.add([Post(f"{account.platform}:1", account.platform, "kabar", account)])
    forget(store, account.id)
    before = len(store.runs())
    asking = fetcher(lambda request: pytest.fail(str(request.url)))
    done = collect(store, [source], fetcher=asking)
    assert (done.sources, len(store.runs())) == ([], before)
    assert "monitor forget" in str(done.problems[0])
    other = collect(store, ["mastodon:#kanal@desa.example"], fetcher=fetcher(mastodon))
    assert other.problems == []
