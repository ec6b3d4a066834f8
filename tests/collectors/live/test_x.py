"""X live: no cent without a sum, every cent said, nothing bought twice without need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import httpx
import pytest

from monitor.collectors.live.base import Purse
from monitor.collectors.live.sources import parse
from monitor.collectors.live.x import COUNTING, DEAREST, POST, USER, collect
from monitor.errors import BadAnswer, Busy, MissingSecret, Refused
from monitor.records import Post, Reference

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WARGA = {"id": "11", "username": "Warga", "name": "Warga"}


def stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class X:
    """An invented X: recent search with tokens, counts, and a bill for every object."""

    def __init__(self):
        self.posts = []
        self.asked = []
        self.faults = []
        self.bill = 0
        self.counts = True

    def post(self, minutes, **more):
        """Add a post so many minutes before noon."""
        number = str(1757600000000000000 - len(self.posts))
        self.posts.append(
            {"id": number, "text": f"kabar {number}", "author_id": "11",
             "created_at": stamp(NOON - minutes * MINUTE), "public_metrics": {"like_count": 3}}
            | more
        )  # fmt: skip
        return f"x:{number}"

    def __call__(self, request):
        asked = dict(request.url.params)
        self.asked.append((request.url.path, asked))
        assert request.headers["authorization"] == "Bearer t0ken-uji"
        if self.faults:
            return self.faults.pop(0)
        found = [
            one
            for one in self.posts
            if asked["start_time"][:19] <= one["created_at"][:19] < asked.get("end_time", "9")
        ]
        if "counts" in request.url.path:
            self.bill += COUNTING
            meta = {"total_tweet_count": len(found)}
            return httpx.Response(200 if self.counts else 403, json={"data": [], "meta": meta})
        start = int(asked.get("next_token", 0))
        end = start + int(asked["max_results"])
        assert 10 <= int(asked["max_results"]) <= 100
        more = {"next_token": str(end)} if end < len(found) else {}
        page = found[start:end]
        self.bill += len(page) * POST + bool(page) * USER
        if not page:
            return httpx.Response(200, json={"meta": {"result_count": 0}})
        body = {"data": page, "includes": {"users": [WARGA]}, "meta": {"result_count": 1} | more}
        return httpx.Response(200, json=body)


@pytest.fixture
def x(monkeypatch):
    """Return an invented X, and a token for it."""
    monkeypatch.setenv("MONITOR_X_BEARER_TOKEN", "t0ken-uji")
    return X()


def query(dollars=10.0, **asked):
    from dataclasses import replace

    purse = None if dollars is None else Purse(round(dollars * 1000))
    return replace(parse("x:#pemilu lang:id", **asked), purse=purse)


def gather(fetcher, x, dollars=10.0, state=None, pages=None, **asked):
    """Collect; return the ids, the notes by kind and the state behind the last page."""
    found, notes, state = [], {}, state or {}
    for number, step in enumerate(collect(query(dollars, **asked), fetcher(x), state)):
        found += [record.id for record in step.records if isinstance(record, Post)]
        notes |= {note.kind: dict(note.facts) for note in step.notes}
        state = dict(step.state)
        assert all(isinstance(word, str) for pair in state.items() for word in pair)
        if number == pages:
            break
    return found, notes, state


def test_without_a_sum_nothing_is_asked_and_the_price_is_said(fetcher, x):
    """One line: what a post costs, and how to name a sum."""
    with pytest.raises(Refused, match=r"0\.005 sampai 0\.045 dolar.*--spend 1\.50"):
        gather(fetcher, x, None)
    assert x.asked == []


def test_a_search_is_read_page_by_page_and_its_cost_is_said(fetcher, x):
    """First how many there are and what they could cost, at the end what they did."""
    names = [x.post(minutes) for minutes in range(250)]
    found, notes, state = gather(fetcher, x)
    assert found == names
    assert notes["x_estimate"] == {"posts": "250", "least": "1.250", "most": "11.250"}
    assert notes["x_spent"] == {"dollars": f"{x.bill / 1000:.3f}", "ever": f"{x.bill / 1000:.3f}"}
    assert state["spent"] == str(x.bill) == "1285"
    paths = [path.rpartition("/tweets/")[2] for path, _ in x.asked]
    assert paths == ["counts/recent"] + ["search/recent"] * 3
    first = x.asked[1][1]
    assert (first["query"], first["start_time"]) == ("#pemilu lang:id", "2024-02-07T12:01:00Z")
    assert "attachments" not in first["expansions"]  # pictures cost money


def test_times_of_another_zone_are_asked_for_in_utc(fetcher, x):
    """A `since` of watch.toml is a moment in Jakarta; X takes only UTC."""
    wib = timezone(timedelta(hours=7))
    since = datetime(2024, 2, 14, 7, tzinfo=wib)
    gather(fetcher, x, since=since, until=since + timedelta(hours=2))
    asked = x.asked[-1][1]
    assert (asked["start_time"], asked["end_time"]) == (
        "2024-02-14T00:00:00Z", "2024-02-14T02:00:01Z",
    )  # fmt: skip


def test_the_bill_never_passes_the_sum(fetcher, x):
    """A page that could cost more than is left is not asked for, however cheap it would be."""
    for minutes in range(400):
        x.post(minutes)
    for dollars in (0, 0.01, 0.44, 0.46, 1, 1.5):
        x.bill = 0
        found, notes, _ = gather(fetcher, x, dollars)
        assert x.bill <= dollars * 1000
        assert len(found) >= 10 or dollars < 0.46
        assert "x_purse" in notes
        assert float(notes["x_spent"]["dollars"]) * 1000 == x.bill


def test_a_cent_only_counts(fetcher, x):
    """How many there are, before anything is bought."""
    x.post(1)
    found, notes, _ = gather(fetcher, x, 0.01)
    assert (found, notes["x_estimate"]["posts"], x.bill) == ([], "1", COUNTING)


def test_sources_of_one_run_share_its_sum(fetcher, x):
    """Two searches with one purse cost no more than it held."""
    for minutes in range(100):
        x.post(minutes)
    one = query(0.6)
    for _ in range(2):
        list(collect(one, fetcher(x), {}))
    assert x.bill <= 600
    assert one.purse.spent == x.bill


def test_every_page_can_be_the_last_of_a_run(fetcher, x):
    """The rest is bought, and what was bought is not bought again but for an overlap."""
    for minutes in range(0, 5000, 20):
        x.post(minutes)
    for pages in range(1, 3):
        x.bill = 0
        first, _, state = gather(fetcher, x, pages=pages)
        rest, notes, after = gather(fetcher, x, state=state)
        assert len(set(first + rest)) == 250
        assert len(first + rest) == 251  # the newest is looked at once more
        assert "x_estimate" not in notes
        assert after["spent"] == str(x.bill)


def test_the_next_run_buys_what_is_new(fetcher, x):
    """No sweep over six hours: every look costs."""
    for minutes in range(0, 600, 5):
        x.post(minutes)
    _, _, state = gather(fetcher, x)
    x.posts.insert(0, {**x.posts[0], "id": "1757600000000000009", "created_at": stamp(NOON)})
    x.asked.clear()
    found, _, _ = gather(fetcher, x, state=state)
    assert len(found) == 4  # ten minutes are read again
    assert found[0] == "x:1757600000000000009"
    assert len(x.asked) == 1


def test_a_limit_asks_for_no_larger_page_than_it_needs(fetcher, x):
    """Twenty posts are not bought as a hundred."""
    for minutes in range(100):
        x.post(minutes)
    found, notes, _ = gather(fetcher, x, limit=20)
    assert len(found) == 20
    assert x.asked[1][1]["max_results"] == "20"
    assert "limit" in notes


def test_what_is_older_than_seven_days_is_a_gap_that_is_said(fetcher, x):
    """Asked for, or missed while nobody collected."""
    x.post(1)
    _, notes, state = gather(fetcher, x, since=NOON - timedelta(days=30))
    assert notes["x_window"] == {"first": "2024-01-15T12:00:00+00:00",
                                 "last": "2024-02-07T12:00:00+00:00"}  # fmt: skip
    old = state | {"complete": "2024-02-01T00:00:00+00:00", "reached": "2024-02-01T00:00:00+00:00"}
    _, notes, _ = gather(fetcher, x, state=old)
    assert notes["x_window"]["first"] == "2024-02-01T00:00:00+00:00"


def test_until_is_asked_for_and_the_future_is_not(fetcher, x):
    """The API refuses an end that is too near."""
    for minutes in range(100):
        x.post(minutes)
    found, _, _ = gather(fetcher, x, until=NOON - 90 * MINUTE)
    assert len(found) == 9
    assert x.asked[1][1]["end_time"] == "2024-02-14T10:30:01Z"
    x.asked.clear()
    gather(fetcher, x, until=NOON + 90 * MINUTE)
    assert all("end_time" not in asked for _, asked in x.asked)


def test_a_token_that_is_no_longer_known_is_replaced_by_a_time(fetcher, x):
    """Nothing is missing for it."""
    for minutes in range(250):
        x.post(minutes)
    first, _, state = gather(fetcher, x, pages=1)
    x.faults = [httpx.Response(400, json={"title": "Invalid Request"})]
    rest, notes, _ = gather(fetcher, x, state=state)
    assert len(set(first + rest)) == 250
    assert "stale" in notes


def test_a_wait_that_x_asks_for_is_kept_or_said(fetcher, x, clock):
    """Its reset is a moment; a quarter of an hour is longer than we wait."""
    x.post(1)
    reset = {"x-rate-limit-reset": str(int(clock.now().timestamp()) + 60)}
    x.faults = [httpx.Response(429, headers=reset)]
    found, _, _ = gather(fetcher, x)
    assert len(found) == 1
    assert clock.waits[0] == pytest.approx(60, abs=2)
    reset = {"x-rate-limit-reset": str(int(clock.now().timestamp()) + 900)}
    x.faults = [httpx.Response(429, headers=reset)]
    steps = collect(query(), fetcher(x), {"complete": NOON.isoformat()})
    kinds = [note.kind for step in (next(steps), next(steps)) for note in step.notes]
    assert kinds == ["x_spent"]  # said although it breaks off
    with pytest.raises(Busy, match="15 menit"):
        next(steps)


def test_a_plan_that_may_not_count_may_still_search(fetcher, x):
    """Then the price is only known afterwards."""
    x.counts = False
    x.post(1)
    found, notes, _ = gather(fetcher, x)
    assert (len(found), "x_estimate" in notes) == (1, False)


def test_spent_credit_and_a_missing_token_are_said(fetcher, x, monkeypatch):
    """Each with what to do."""
    x.faults = [httpx.Response(402, json={"title": "CreditsDepleted"})] * 2
    with pytest.raises(Refused, match=r"developer\.x\.com") as refused:
        gather(fetcher, x)
    assert "t0ken-uji" not in str(refused.value)
    monkeypatch.delenv("MONITOR_X_BEARER_TOKEN")
    with pytest.raises(MissingSecret, match="MONITOR_X_BEARER_TOKEN"):
        gather(fetcher, x)


def test_an_answer_of_another_shape_ends_with_a_sentence(fetcher, x):
    """JSON that is no page is no empty page."""
    x.faults = [httpx.Response(200, json=[])] * 9
    with pytest.raises(BadAnswer):
        gather(fetcher, x, state={"complete": NOON.isoformat()})


def test_whom_a_reply_answers_is_read_from_its_mentions(fetcher, x):
    """Asking for that account would cost twice as much as the post."""
    x.post(
        1,
        in_reply_to_user_id="12",
        referenced_tweets=[{"type": "replied_to", "id": "77"}],
        entities={"mentions": [{"username": "Asal", "id": "12"}]},
    )
    (_, step, *_) = collect(query(), fetcher(x), {})
    assert step.records[0].reply_to == Reference("x:77", "x:asal")
    assert step.records[0].account.id == "x:warga"
    assert step.records[0].metrics.as_of.date() == NOON.date()


def test_the_dearest_post_is_one_that_answers_and_quotes():
    """What a page is held to cost before it is asked for."""
    assert DEAREST == 45
