"""Bluesky live: searches for who is logged in, accounts for everybody, whatever a server says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import takewhile

import httpx
import pytest

from monitor.collectors.live.bluesky import LAST_HIT, PUBLIC, SERVICE, collect
from monitor.collectors.live.sources import parse
from monitor.errors import BadAnswer, BadSource, FetchError, MissingSecret, Refused
from monitor.records import Other, Post, Reject

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
PASSWORD = "abcd-efgh-ijkl"  # noqa: S105 -- invented


class Bluesky:
    """A server with invented posts; its searches end where the real one's do."""

    def __init__(self) -> None:
        self.posts: list[dict] = []
        self.asked: list[httpx.Request] = []
        self.faults: list[httpx.Response] = []
        self.logins = 0
        self.dies = "quietly"
        """How a cursor ends near the last hit: without another, or with an error."""

    def post(self, text: str, minutes: float, **changes) -> dict:
        time = (NOON - timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
        author = {"did": "did:plc:warga", "handle": "warga.contoh.test"}
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": time}
        made = {
            "uri": f"at://did:plc:warga/app.bsky.feed.post/k{len(self.posts)}",
            "author": author,
            "record": record,
            "indexedAt": time,
            **changes,
        }
        self.posts.append(made)  # tests write the newest first
        return made

    def __call__(self, request):
        method = request.url.path.removeprefix("/xrpc/")
        if method == "com.atproto.server.createSession":
            self.logins += 1
            given = json.loads(request.content)
            if given["password"] != PASSWORD:
                wrong = {"error": "AuthenticationRequired", "message": "Invalid password"}
                return httpx.Response(401, json=wrong)
            return httpx.Response(200, json={"accessJwt": f"token-{self.logins}", "handle": "x"})
        self.asked.append(request)
        if self.faults:
            return self.faults.pop(0)
        params = request.url.params
        return self._search(params) if method.endswith("searchPosts") else self._feed(params)

    def _search(self, params):
        until = params.get("until", "9999")
        found = [one for one in self.posts if one["indexedAt"] < until.replace("Z", "+00:00")]
        place, limit = int(params.get("cursor", 0)), int(params["limit"])
        if place >= LAST_HIT:
            return httpx.Response(400, json={"error": "InvalidRequest", "message": "cursor"})
        below = place + limit
        more = below < len(found) and (below < LAST_HIT or self.dies == "loudly")
        page = {"posts": found[place:below], "hitsTotal": len(found)}
        return httpx.Response(200, json=page | ({"cursor": str(below)} if more else {}))

    def _feed(self, params):
        if params["actor"] != "warga.contoh.test":
            gone = {"error": "InvalidRequest", "message": "Profile not found"}
            return httpx.Response(400, json=gone)
        below = params.get("cursor", "9999").replace("Z", "+00:00")
        page = [one for one in self.posts if one["indexedAt"] < below][: int(params["limit"])]
        feed = {"feed": [{"post": one} for one in page]}
        return httpx.Response(200, json=feed | ({"cursor": page[-1]["indexedAt"]} if page else {}))


@pytest.fixture
def bluesky():
    return Bluesky()


@pytest.fixture
def login(monkeypatch):
    monkeypatch.delenv("MONITOR_BLUESKY_SERVICE", raising=False)
    monkeypatch.setenv("MONITOR_BLUESKY_HANDLE", "pemantau.contoh.test")
    monkeypatch.setenv("MONITOR_BLUESKY_PASSWORD", PASSWORD)


def gather(fetcher, server, source, state=None, **asked):
    """Collect; return the records, the notes and the last state."""
    records, notes, state = [], [], state or {}
    asked.setdefault("since", NOON - timedelta(days=30))
    for step in collect(parse(source, **asked), fetcher(server, largest=10**9), state):
        records += step.records
        notes += [note.kind for note in step.notes]
        state = dict(step.state)
    return records, notes, state


def test_a_search_logs_in_once_and_reads_to_the_end(fetcher, bluesky, login):
    """At the account's own server; the token is in no address and no state."""
    for minutes in range(250):
        bluesky.post(f"TPS {minutes}", minutes)
    records, notes, state = gather(fetcher, bluesky, "bluesky:surat suara")
    assert [one.text for one in records] == [f"TPS {n}" for n in range(250)]
    assert notes == ["bluesky_search"]
    assert bluesky.logins == 1
    first = bluesky.asked[0]
    assert str(first.url).startswith(f"{SERVICE}/xrpc/app.bsky.feed.searchPosts?q=surat+suara&")
    assert first.url.params["sort"] == "latest"
    assert first.headers["authorization"] == "Bearer token-1"
    assert "token" not in json.dumps(state)


def test_a_hashtag_is_searched_with_its_sign(fetcher, bluesky, login):
    """And a handle with @ in front is accepted as a login."""
    gather(fetcher, bluesky, "bluesky:#Pemilu")
    assert bluesky.asked[0].url.params["q"] == "#pemilu"


def test_an_accounts_posts_need_no_login(fetcher, bluesky, monkeypatch):
    """The public host is asked, and nothing of a login is sent there."""
    monkeypatch.delenv("MONITOR_BLUESKY_HANDLE", raising=False)
    for minutes in range(150):
        bluesky.post(f"kabar {minutes}", minutes)
    records, notes, _ = gather(fetcher, bluesky, "bluesky:@Warga.contoh.test")
    assert (len(records), notes, bluesky.logins) == (150, [], 0)
    assert {str(one.url)[: len(PUBLIC)] for one in bluesky.asked} == {PUBLIC}
    assert not any("authorization" in one.headers for one in bluesky.asked)


def test_until_goes_straight_to_its_moment(fetcher, bluesky, login):
    """By the search's own word, or by a cursor that is a time."""
    for minutes in range(400):
        bluesky.post("kabar", minutes)
    window = {"since": NOON - timedelta(minutes=310), "until": NOON - timedelta(minutes=300)}
    for source in ("bluesky:kabar", "bluesky:@warga.contoh.test"):
        bluesky.asked.clear()
        records, _, _ = gather(fetcher, bluesky, source, **window)
        assert len(records) == 10
        assert len(bluesky.asked) <= 4  # of an account, one to learn how cursors look


@pytest.mark.parametrize("dies", ["quietly", "loudly"])
def test_a_search_goes_on_where_its_cursor_dies(fetcher, bluesky, login, dies):
    """Near the ten thousandth result the window slides: all are there, few twice."""
    bluesky.dies = dies
    for second in range(LAST_HIT + 1_500):
        bluesky.post(f"kabar {second}", second / 60)
    query = parse("bluesky:kabar", since=NOON - timedelta(days=3))
    first = next(collect(query, fetcher(bluesky), {}))
    near = {**first.state, "cursor": f"|{LAST_HIT - 300}"}  # the run was cut short here
    on_its_way = collect(query, fetcher(bluesky), near)
    steps = list(takewhile(lambda step: "floor" in step.state, on_its_way))
    found = [one.text for step in steps for one in step.records]
    assert set(found) == {f"kabar {n}" for n in range(LAST_HIT - 300, LAST_HIT + 1_400)}
    assert len(found) < len(set(found)) + 200  # the last page brings the rest
    assert not [note for step in steps for note in step.notes if note.kind == "gap"]


@pytest.mark.slow
def test_more_posts_in_one_second_than_a_search_shows_are_a_gap(fetcher, bluesky, login):
    """Some of that second are lost, which is said; what is older is not."""
    for _ in range(LAST_HIT + 200):
        bluesky.post("banjir", 5)
    for minutes in range(6, 50):
        bluesky.post("lama", minutes)
    records, notes, _ = gather(fetcher, bluesky, "bluesky:kabar")
    found = Counter(text for text in {one.id: one.text for one in records}.values())
    assert found == {"banjir": LAST_HIT, "lama": 44}
    assert "gap" in notes


@pytest.mark.parametrize(
    "fault",
    [
        httpx.Response(400, json={"error": "InvalidRequest", "message": "bad cursor"}),
        *[httpx.Response(500, json={"error": "InternalServerError", "message": ""})],
    ],
)
def test_a_stale_cursor_is_replaced_by_a_time(fetcher, bluesky, login, fault):
    """What a killed run left is taken up by time where the server lost the place."""
    for minutes in range(250):
        bluesky.post("kabar", minutes)
    query = parse("bluesky:kabar", since=NOON - timedelta(days=3))
    first = next(collect(query, fetcher(bluesky), {}))
    bluesky.faults = [fault] * (5 if fault.status_code == 500 else 1)
    steps = [first, *collect(query, fetcher(bluesky), first.state)]
    assert len({record.id for step in steps for record in step.records}) == 250
    assert "stale" in [note.kind for step in steps for note in step.notes]


def test_a_token_that_ran_out_is_renewed(fetcher, bluesky, login):
    """After two hours, in the middle of a run; a second time at once it is a refusal."""
    for minutes in range(150):
        bluesky.post("kabar", minutes)
    expired = httpx.Response(400, json={"error": "ExpiredToken", "message": "Token has expired"})
    bluesky.faults = [expired]
    records, _, _ = gather(fetcher, bluesky, "bluesky:kabar")
    assert (len(records), bluesky.logins) == (150, 2)
    assert bluesky.asked[-1].headers["authorization"] == "Bearer token-2"
    bluesky.faults = [expired, expired]
    with pytest.raises(Refused):
        gather(fetcher, bluesky, "bluesky:kabar")


def test_a_search_without_a_login_says_what_to_set(fetcher, bluesky, login, monkeypatch):
    """And a wrong password is in no error."""
    monkeypatch.setenv("MONITOR_BLUESKY_PASSWORD", "sandi-keliru")
    with pytest.raises(Refused, match="App passwords") as refused:
        gather(fetcher, bluesky, "bluesky:kabar")
    assert "sandi-keliru" not in str(refused.value)
    monkeypatch.delenv("MONITOR_BLUESKY_PASSWORD")
    with pytest.raises(MissingSecret, match="MONITOR_BLUESKY_PASSWORD"):
        gather(fetcher, bluesky, "bluesky:kabar")
    assert bluesky.asked == []


def test_another_server_is_asked_where_it_is_named(fetcher, bluesky, login, monkeypatch):
    """An AppView without a login; the account's own server by its variable."""
    gather(fetcher, bluesky, "bluesky:surat suara@https://appview.contoh.id")
    gather(fetcher, bluesky, "bluesky:@warga.contoh.test@appview.contoh.id")
    assert bluesky.logins == 0
    monkeypatch.setenv("MONITOR_BLUESKY_SERVICE", "rumah.contoh.id/")
    gather(fetcher, bluesky, "bluesky:surat suara")
    hosts = [one.url.host for one in bluesky.asked]
    assert hosts == ["appview.contoh.id", "appview.contoh.id", "rumah.contoh.id"]
    bluesky.faults = [httpx.Response(401, json={"error": "AuthMissing", "message": ""})]
    with pytest.raises(Refused, match="MONITOR_BLUESKY_HANDLE"):
        gather(fetcher, bluesky, "bluesky:surat suara@https://appview.contoh.id")


@pytest.mark.parametrize(
    ("typed", "source", "kind", "site"),
    [
        ("#TPS@http://localhost:2584", "#tps@http://localhost:2584", "hashtag",
         "http://localhost:2584"),
        ("@a.b.id@c.id", "@a.b.id@c.id", "account", "https://c.id"),
        ("surat suara@https://c.id", "surat suara@https://c.id", "search", "https://c.id"),
        ("surat@c.id", "surat@c.id", "search", ""),
    ],
)  # fmt: skip
def test_a_server_is_named_behind_the_last_sign(typed, source, kind, site):
    """Words may hold an address of mail: there a server needs its https://."""
    query = parse(f"bluesky:{typed}")
    assert (query.source, query.kind, query.site) == (f"bluesky:{source}", kind, site)


@pytest.mark.parametrize("typed", ["#tps@tanpatitik", "@a.id@b.id@c.id", "kata@https://b.id/x"])
def test_a_server_that_is_none_is_said(typed):
    """A typo is no search for it."""
    with pytest.raises(BadSource):
        parse(f"bluesky:{typed}")


def test_an_account_that_is_none_is_said(fetcher, bluesky):
    """A typo is no empty account; nor is one that was suspended."""
    with pytest.raises(Refused, match=r"siapa\.contoh\.test"):
        gather(fetcher, bluesky, "bluesky:@siapa.contoh.test")
    bluesky.faults = [httpx.Response(400, json={"error": "AccountTakedown", "message": ""})]
    with pytest.raises(Refused, match=r"warga\.contoh\.test"):
        gather(fetcher, bluesky, "bluesky:@warga.contoh.test")


def test_what_cannot_be_read_is_a_reject_among_posts(fetcher, bluesky, login):
    """A changed field is said, and the rest is there."""
    bluesky.post("baik", 1)
    bluesky.post("rusak", 2, record={"text": None})
    bluesky.post("tanpa pengarang", 3, author=None, uri="di mana-mana")
    records, _, _ = gather(fetcher, bluesky, "bluesky:kabar")
    assert [type(record) for record in records] == [Post, Reject, Reject]


def test_members_only_posts_are_said_not_to_be_kept(fetcher, bluesky):
    """Once, their words are nowhere, and no more of them are asked for."""
    shy = {"did": "did:plc:warga", "handle": "warga.contoh.test"}
    for minutes in range(150):
        bluesky.post("rahasia", minutes, author=shy | {"labels": [{"val": "!no-unauthenticated"}]})
    records, notes, _ = gather(fetcher, bluesky, "bluesky:@warga.contoh.test")
    assert records == [Other(line, "private") for line in range(1, 101)]
    assert notes == ["bluesky_members"]


@pytest.mark.parametrize("answer", [{"cursor": "1"}, [], "teks", None, 7])
def test_an_answer_that_is_no_page_ends_with_a_sentence(fetcher, bluesky, login, answer):
    """JSON of another shape is no empty search."""
    bluesky.faults = [httpx.Response(200, json=answer)] * 9
    with pytest.raises(BadAnswer, match="tidak utuh"):
        gather(fetcher, bluesky, "bluesky:kabar")


def test_cursors_that_are_no_times_leave_a_gap(fetcher, bluesky):
    """An account's feed of a server that counts in its own way: what is not seen is said."""
    for minutes in range(150):
        bluesky.post("kabar", minutes)

    def opaque(request):
        answer = bluesky(request)
        if answer.status_code != 200:
            return answer
        return httpx.Response(200, json=json.loads(answer.content) | {"cursor": "halaman-2"})

    query = parse("bluesky:@warga.contoh.test", since=NOON - timedelta(days=3))
    first = next(collect(query, fetcher(opaque), {}))
    bluesky.faults = [httpx.Response(400, json={"error": "InvalidRequest", "message": "cursor"})]
    notes = [
        note.kind for step in collect(query, fetcher(opaque), first.state) for note in step.notes
    ]
    assert "gap" in notes


def test_a_busy_server_ends_the_source_with_when_to_come_back(fetcher, bluesky, login):
    """A wait of an hour is longer than we stay."""
    headers = {"ratelimit-limit": "3000", "ratelimit-remaining": "0", "ratelimit-reset": "3600"}
    bluesky.faults = [httpx.Response(429, headers=headers, json={"error": "RateLimitExceeded"})]
    with pytest.raises(FetchError, match="429"):
        gather(fetcher, bluesky, "bluesky:kabar")
