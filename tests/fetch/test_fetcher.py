"""Asking the web: politely, patiently up to a limit, and always with an end."""

from __future__ import annotations

import time

import httpx
import pytest

from monitor.errors import BadAnswer, Busy, FetchError, Refused, Unreachable
from monitor.fetch import Fetcher, as_json

URL = "https://contoh.id/api"


def in_turn(*answers):
    """Answer with each of them in turn, the last for ever; an exception is raised."""
    left = list(answers)

    def answer(request):
        one = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(one, Exception):
            raise one
        return one

    return answer


def test_a_request_says_who_asks(fetcher):
    """A server's keeper can see what reads there, and that it is public work."""
    seen = []
    fetcher(lambda request: seen.append(request) or httpx.Response(200)).get(URL)
    assert seen[0].headers["user-agent"].startswith("pemilu-monitor/")


def test_a_host_is_asked_once_a_second_whoever_asks(fetcher, clock):
    """Sources on one host share its pace; another host does not wait for it."""
    asking = fetcher(lambda _: httpx.Response(200))
    for url in (URL, URL + "/2", "https://lain.id/", URL):
        asking.get(url)
    assert clock.waits == [1.0, 1.0]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Wed, 14 Feb 2024 12:01:00 GMT"}, 60),
        ({"X-RateLimit-Reset": "2024-02-14T12:02:00.000Z"}, 120),
        ({"RateLimit-Reset": "30"}, 30),
        ({"X-Rate-Limit-Reset": "1707912010"}, 10),
    ],
)
def test_the_wait_that_a_site_asks_for_is_kept(fetcher, clock, headers, seconds):
    """429 with any platform's way to say when: one wait, then the answer."""
    limited = httpx.Response(429, headers=headers)
    found, _ = fetcher(in_turn(limited, httpx.Response(200, json=[1]))).json(URL)
    assert (found, clock.waits) == ([1], [seconds])


def test_a_long_wait_is_said_before_it_begins(clock):
    """Minutes of silence look like a crash."""
    told = []
    limited = httpx.Response(429, headers={"Retry-After": "200"})
    transport = httpx.MockTransport(in_turn(limited, httpx.Response(200)))
    with Fetcher(
        transport=transport,
        clock=clock,
        sleep=clock.sleep,
        waiting=lambda host, seconds: told.append((host, seconds)),
    ) as asking:
        asking.get(URL)
    assert told == [("contoh.id", 200)]


def test_a_wait_longer_than_our_patience_ends_with_a_sentence(fetcher, clock):
    """A source that wants an hour does not hang the run; it says when to come back."""
    asking = fetcher(lambda _: httpx.Response(429, headers={"Retry-After": "3600"}))
    with pytest.raises(Busy, match="60 menit"):
        asking.get(URL)
    with pytest.raises(Busy, match="429"):  # nor is the host asked again meanwhile
        asking.get(URL)
    assert clock.waits == []


def test_no_site_closes_itself_for_ever(fetcher, clock):
    """A slip of a server, milliseconds for seconds: a watch asks again the day after."""
    asking = fetcher(
        in_turn(
            httpx.Response(429, headers={"retry-after": "99999999999"}),
            httpx.Response(200, text="ok"),
        )
    )
    with pytest.raises(Busy):
        asking.get(URL)
    clock.seconds += 24 * 3600
    assert asking.get(URL).text == "ok"


def test_a_site_that_is_ill_is_asked_again_without_its_budgets_wait(fetcher, clock):
    """Some tell on every answer when the budget is full again: a 503 does not wait for that."""
    ill = httpx.Response(503, headers={"X-RateLimit-Reset": "2024-02-14T12:04:00Z"})
    fetcher(in_turn(ill, httpx.Response(200))).get(URL)
    assert clock.waits == [1.0]


def test_the_last_answer_before_a_limit_is_noticed(fetcher, clock):
    """Remaining 0 with a reset: the next request waits before it is refused."""
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2024-02-14T12:00:40Z"}
    asking = fetcher(lambda _: httpx.Response(200, headers=headers))
    asking.get(URL)
    asking.get(URL)
    assert clock.waits == [40]


@pytest.mark.parametrize(
    "fault",
    [
        httpx.Response(500),
        httpx.Response(503),
        httpx.ConnectError("reset"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.Response(200, text="<html>Selamat datang di kafe</html>"),
        httpx.Response(200, text='[{"id": 1'),
        httpx.Response(429),
    ],
)
def test_a_fault_that_passes_is_not_seen(fetcher, fault):
    """One fault of any kind, then the answer: the caller gets the answer."""
    found, _ = fetcher(in_turn(fault, httpx.Response(200, json=["baik"]))).json(URL)
    assert found == ["baik"]


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        (httpx.Response(500), Busy, "status 500"),
        (httpx.ConnectError("menolak"), Unreachable, "menolak"),
        (httpx.ReadTimeout("x"), Unreachable, "30 detik"),
        (httpx.ConnectTimeout("x"), Unreachable, "10 detik"),
        (httpx.RemoteProtocolError("x"), Unreachable, "putus"),
        (httpx.Response(200, text="<p>masuk</p>"), BadAnswer, "halaman web"),
        (httpx.Response(200, text="[1,"), BadAnswer, "tidak utuh"),
        (httpx.Response(200, text="[" * 100_000), BadAnswer, "tidak utuh"),
    ],
)
def test_a_fault_that_stays_is_one_sentence_after_five_tries(fetcher, fault, kind, said):
    """It ends by itself, names the host and the remedy."""
    asked = []

    def answer(request):
        asked.append(1)
        return in_turn(fault)(request)

    with pytest.raises(kind, match=said) as ended:
        fetcher(answer).json(URL)
    assert "contoh.id" in str(ended.value)
    assert len(asked) == 5


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "token"), (403, "token"), (404, "ejaan"), (410, "ejaan"), (422, "422")],
)
def test_a_refusal_is_not_asked_again(fetcher, status, said):
    """Asking again changes nothing, and annoys."""
    asked = []
    with pytest.raises(Refused, match=said) as ended:
        fetcher(lambda _: asked.append(1) or httpx.Response(status)).get(URL)
    assert (len(asked), ended.value.status) == (1, status)


def test_statuses_that_a_source_can_read_are_its_own(fetcher):
    """304, or a 403 with its reasons, is an answer where the caller says so."""
    asking = fetcher(lambda _: httpx.Response(403, text="<html>"))
    found, answer = asking.json(URL, allow={403})
    assert (found, answer.status) == (None, 403)


def test_every_error_tells_a_person_what_to_do(fetcher):
    """No error of the web is a bare code."""
    for status in (400, 401, 403, 404, 410, 418, 422, 429, 500, 502):
        with pytest.raises(FetchError) as ended:
            fetcher(lambda _, status=status: httpx.Response(status)).get(URL)
        assert str(ended.value).count(". ") >= 1


def test_a_bom_and_a_wrong_charset_are_read(fetcher):
    """What is no text becomes U+FFFD and stops nothing."""
    page = {"headers": {"content-type": "text/html; charset=x-unknown"}, "content": b"a\xff"}
    assert fetcher(lambda _: httpx.Response(200, **page)).get(URL).text == "a\ufffd"
    marked = fetcher(lambda _: httpx.Response(200, content=b"\xef\xbb\xbf[1]")).get(URL)
    assert as_json(marked) == [1]


def test_clocks_that_differ_are_noticed_once(fetcher):
    """The Date header against ours; whoever asks takes it away."""
    late = {"date": "Wed, 14 Feb 2024 13:00:00 GMT"}
    asking = fetcher(lambda _: httpx.Response(200, headers=late))
    asking.get(URL)
    assert asking.take_skews()["contoh.id"].total_seconds() == 3600
    assert asking.take_skews() == {}


def test_a_slow_drip_ends(fetcher, site):
    """Bytes that come often enough for any timeout, and never end: in the body, in the headers."""

    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.02)

    def drip_headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        while True:
            handler.wfile.write(b"a")
            time.sleep(0.02)

    home = site({"/isi": drip, "/kepala": drip_headers})
    asking = fetcher(None, total=0.2, tries=1)
    for path in ("/isi", "/kepala"):
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="utuh dalam"):
            asking.get(home + path)
        assert time.monotonic() - begun < 2


def test_an_answer_too_large_is_left_at_its_limit(fetcher, site):
    """Whatever its length says; what is packed counts unpacked."""
    import gzip

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65536)

    def packed(handler):
        body = gzip.compress(b" " * 3_000_000)
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    home = site({"/a": endless, "/b": packed})
    asking = fetcher(None, largest=1024 * 1024)
    for path in ("/a", "/b"):
        with pytest.raises(Refused, match="1 MB"):
            asking.get(home + path)


def test_no_cookie_is_kept(fetcher):
    """A site that knows us again shows us what it thinks we want: that is no sample."""
    asked = []

    def answer(request):
        asked.append(request.headers.get("cookie"))
        return httpx.Response(200, headers={"set-cookie": "siapa=kita; Path=/"})

    asking = fetcher(answer)
    asking.get(URL)
    asking.get(URL)
    assert asked == [None, None]


def test_half_an_answer_is_asked_for_again(fetcher, site, answer):
    """A connection cut in the body: the next try has it whole."""
    calls = []

    def cut(handler):
        calls.append(1)
        if len(calls) > 1:
            return answer(b'["utuh"]')(handler)
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b'["ut')
        handler.close_connection = True
        return None

    found, _ = fetcher(None).json(site({"/": cut}) + "/")
    assert found == ["utuh"]


def test_redirects_within_a_site_are_followed_without_its_secrets(fetcher):
    """To www and to a path, yes; the token stays with the host it was for."""
    seen = []

    def answer(request):
        seen.append((str(request.url), request.headers.get("authorization")))
        if request.url.host == "contoh.id":
            return httpx.Response(301, headers={"location": "https://www.contoh.id/baru?a=1"})
        return httpx.Response(200, text="ok")

    fetcher(answer).get(URL, headers={"authorization": "Bearer x"})
    assert seen == [(URL, "Bearer x"), ("https://www.contoh.id/baru?a=1", None)]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://jahat.net/", "situs lain"),
        ("http://contoh.id/", "kurang aman"),
        ("https://contoh.id.jahat.net/", "situs lain"),
        ("http://127.0.0.1/latest", "situs lain"),
        ("file:///etc/passwd", "bukan alamat web"),
        ("https://[", "bukan alamat web"),
        ("/putar", "berputar"),
    ],
)
def test_a_redirect_that_leads_away_is_refused(fetcher, target, said):
    """Another site, no encryption, our own network, a circle."""
    answer = httpx.Response(302, headers={"location": target})
    with pytest.raises(Refused, match=said):
        fetcher(lambda _: answer).get(URL)


def test_a_link_does_not_lead_into_the_private_network(fetcher, site, answer):
    """Unless it stays where the user went: the same host, the same port."""
    home, other = site({"/": answer(b"ok")}), site({"/": answer(b"rahasia")})
    asking = fetcher(None)
    assert asking.get(home + "/").body == b"ok"
    assert asking.get(home + "/", home=home).body == b"ok"
    for link in (other, other.replace("127.0.0.1", "localhost"), "http://2130706433:1"):
        with pytest.raises(Refused, match="jaringan pribadi"):
            asking.get(f"{link}/", home=home)
        with pytest.raises(Refused, match="jaringan pribadi"):
            asking.get(f"{link}/", home="https://contoh.id")


def test_a_name_that_turns_out_to_be_private_is_left_before_anything_is_sent(
    fetcher, site, answer, monkeypatch
):
    """The address connected to decides, not the one looked up before: nothing to win a race for."""
    import socket

    asked = []
    home = site({"/": lambda handler: asked.append(1) or answer()(handler)})
    port = int(home.rpartition(":")[2])
    real = socket.getaddrinfo

    def lying(host, *rest, **more):
        return real("127.0.0.1" if host == "contoh.id" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lying)
    with pytest.raises(Refused, match="jaringan pribadi"):
        fetcher(None).get(f"http://contoh.id:{port}/", home="https://berita.id/feed")
    assert asked == []


def test_a_site_nobody_has_is_said_to_be_not_found(fetcher):
    """The commonest slip: a typo in the host."""
    with pytest.raises(Unreachable, match=r"tidak ditemukan|tidak bisa dihubungi"):
        fetcher(None, tries=1).get("https://tidak-ada.invalid/")


def test_the_proxy_of_the_environment_is_used(fetcher, site, answer, monkeypatch):
    """It looks names up itself, so its own address says nothing about where a link leads."""
    asked = []
    proxy = site(lambda handler: asked.append(handler.path) or answer(b"ok")(handler))
    monkeypatch.setenv("HTTP_PROXY", proxy)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    asking = fetcher(None)
    assert asking.get("http://contoh.id/a", home="http://berita.id").body == b"ok"
    assert asked == ["http://contoh.id/a"]
    with pytest.raises(Refused, match="jaringan pribadi"):
        asking.get("http://127.0.0.1:1/", home="http://berita.id")
