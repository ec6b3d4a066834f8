"""Mastodon live: timelines of one server, whatever it answers."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from monitor.collectors.live.mastodon import collect
from monitor.collectors.live.sources import parse
from monitor.errors import BadAnswer, Refused
from monitor.records import Post, Reject

TAG = "mastodon:#pemilu@desa.example"


def gather(fetcher, server, source=TAG, state=None, **asked):
    """Collect; return the records, the notes and the last state."""
    records, notes, state = [], [], state or {}
    asked.setdefault("since", server.NOON - timedelta(days=30))
    for step in collect(parse(source, **asked), fetcher(server), state):
        records += step.records
        notes += [note.kind for note in step.notes]
        state = dict(step.state)
    return records, notes, state


def test_a_hashtag_is_read_page_by_page_to_its_end(fetcher, mastodon):
    """All posts, once, newest first; and that one server is not all of Mastodon."""
    for minutes in range(95):
        mastodon.post(f"kabar {minutes}", minutes)
    records, notes, _ = gather(fetcher, mastodon)
    assert [post.text for post in records] == [f"kabar {n}" for n in range(95)]
    assert notes == ["one_server"]
    assert mastodon.asked[0] == "/api/v1/timelines/tag/pemilu?limit=40"
    assert records[0].metrics.as_of.date() == mastodon.NOON.date()


def test_an_account_is_looked_up_and_its_boosts_are_reposts(fetcher, mastodon):
    """The number of an account is the server's own."""
    original = mastodon.post("asli", 5)
    mastodon.post(
        "", 1, reblog=original, uri="https://desa.example/users/warga/statuses/9/activity"
    )
    records, notes, _ = gather(fetcher, mastodon, "mastodon:@warga@desa.example")
    assert mastodon.asked[:2] == [
        "/api/v1/accounts/lookup?acct=warga",
        "/api/v1/accounts/7/statuses?limit=40",
    ]
    assert records[0].repost_of.post == records[1].id
    assert notes == []
    with pytest.raises(Refused, match="'siapa'"):
        gather(fetcher, mastodon, "mastodon:@siapa@desa.example")


def test_until_goes_straight_to_its_moment(fetcher, mastodon):
    """A number carries its time once one was seen: weeks above are not read."""
    for minutes in range(400):
        mastodon.post("kabar", minutes)
    _, _, state = gather(fetcher, mastodon)
    mastodon.asked.clear()
    window = {
        "since": mastodon.NOON - timedelta(minutes=310),
        "until": mastodon.NOON - timedelta(minutes=300),
    }
    records, _, _ = gather(fetcher, mastodon, state=state, **window)
    assert len(records) == 10
    assert len(mastodon.asked) == 3  # one to learn how the server counts, one to see the end


def test_a_stale_number_is_replaced_by_a_time(fetcher, mastodon):
    """The server lost the place where a killed run stopped: nothing is missing."""
    for minutes in range(90):
        mastodon.post("kabar", minutes)
    query = parse(TAG, since=mastodon.NOON - timedelta(days=3))
    first = next(collect(query, fetcher(mastodon), {}))
    mastodon.faults = [httpx.Response(404, json={"error": "gone"})]
    steps = [first, *collect(query, fetcher(mastodon), first.state)]
    assert len({record.id for step in steps for record in step.records}) == 90
    assert "stale" in [note.kind for step in steps for note in step.notes]


@pytest.mark.parametrize("status", [401, 403, 422])
def test_a_closed_feed_is_said_and_a_wrong_token_too(fetcher, mastodon, monkeypatch, status):
    """Members only, or nobody: one sentence with the way out."""
    mastodon.faults = [httpx.Response(status, json={"error": "This method requires a token"})]
    with pytest.raises(Refused, match="anggotanya") as refused:
        gather(fetcher, mastodon)
    assert refused.value.status == status
    monkeypatch.setenv("MONITOR_MASTODON_TOKEN_DESA_EXAMPLE", "t0ken-desa")
    mastodon.faults = [httpx.Response(403, text="<html>")]
    with pytest.raises(Refused, match="keliru"):
        gather(fetcher, mastodon)


def test_a_token_goes_to_its_own_server_only(fetcher, mastodon, monkeypatch):
    """A token for desa.example is never shown to kota.example."""
    monkeypatch.setenv("MONITOR_MASTODON_TOKEN_DESA_EXAMPLE", "t0ken-desa")
    seen = []

    def answer(request):
        seen.append((request.url.host, request.headers.get("authorization")))
        return mastodon(request)

    list(collect(parse(TAG), fetcher(answer), {}))
    list(collect(parse("mastodon:#pemilu@kota.example"), fetcher(answer), {}))
    assert seen == [("desa.example", "Bearer t0ken-desa"), ("kota.example", None)]


def test_what_cannot_be_read_is_a_reject_among_posts(fetcher, mastodon):
    """A changed field, an item that is none: said, and the rest is there."""
    mastodon.post("baik", 1)
    broken = mastodon.post("rusak", 2)
    del broken["uri"]
    broken["content"] = None
    records, _, _ = gather(fetcher, mastodon)
    assert [type(record) for record in records] == [Post, Reject]


@pytest.mark.parametrize("answer", [{"statuses": []}, "teks", None, 7])
def test_an_answer_that_is_no_list_ends_with_a_sentence(fetcher, mastodon, answer):
    """JSON of another shape is no empty timeline."""
    mastodon.faults = [httpx.Response(200, json=answer)] * 9
    with pytest.raises(BadAnswer, match="tidak utuh"):
        gather(fetcher, mastodon)


def test_a_server_without_link_headers_is_gone_down_by_numbers(fetcher, mastodon):
    """And past a boost, whose number some servers do not know."""
    original = mastodon.post("asli", 500)
    for minutes in range(60):
        mastodon.post("kabar", minutes)
    mastodon.post("", 39.5, reblog=original, uri="https://desa.example/b/1")

    def bare(request):
        answer = mastodon(request)
        answer.headers.pop("link", None)
        return answer

    steps = list(collect(parse(TAG, since=mastodon.NOON - timedelta(days=3)), fetcher(bare), {}))
    found = {record.id for step in steps for record in step.records}
    assert len(found) == 62
    boost = next(one["id"] for one in mastodon.statuses if one["content"] == "<p></p>")
    assert not any(boost in path for path in mastodon.asked)


def test_numbers_that_are_no_times_are_not_taken_for_some(fetcher, mastodon):
    """Other software counts in its own way: a stale cursor there is a gap that is said."""
    for minutes in range(90):
        mastodon.post("kabar", minutes)["id"] = str(1000 - minutes)
    query = parse(TAG, since=mastodon.NOON - timedelta(days=3))
    first = next(collect(query, fetcher(mastodon), {}))
    mastodon.faults = [httpx.Response(404, json={"error": "gone"})]
    steps = list(collect(query, fetcher(mastodon), first.state))
    assert "gap" in [note.kind for step in steps for note in step.notes]
