"""What a site asks of machines is kept, for pages that are made for people."""

from __future__ import annotations

import httpx
import pytest

from monitor.errors import Refused


def test_a_page_is_read_only_where_robots_txt_lets_us(fetcher):
    """The rules are asked for once; the pace they want is kept from then on."""
    asked = []

    def answer(request):
        asked.append(request.url.path)
        rules = "User-agent: *\nDisallow: /rahasia\nCrawl-delay: 5"
        return httpx.Response(200, text=rules if request.url.path == "/robots.txt" else "ok")

    asking = fetcher(answer)
    assert asking.page("https://contoh.id/cek/1").text == "ok"
    with pytest.raises(Refused, match=r"robots\.txt"):
        asking.page("https://contoh.id/rahasia/1")
    asking.page("https://contoh.id/cek/2")
    assert asked == ["/robots.txt", "/cek/1", "/cek/2"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False)])
def test_a_robots_txt_that_cannot_be_read(fetcher, status, allowed):
    """None there: everything may be read; one that fails: nothing (RFC 9309)."""

    def answer(request):
        return httpx.Response(status if request.url.path == "/robots.txt" else 200)

    asking = fetcher(answer)
    if allowed:
        assert asking.page("https://contoh.id/a").status == 200
    else:
        with pytest.raises(Refused, match=r"robots\.txt"):
            asking.page("https://contoh.id/a")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /*?before=", "/s/kanal?before=7", False),
        ("Disallow: /\nAllow: /s/", "/s/kanal", True),
        ("Disallow: /s$", "/s", False),
        ("Disallow: /s$", "/s/kanal", True),
        ("Crawl-delay: nan\nCrawl-delay: lama\n\x00", "/s/kanal", True),
        ("Disallow: /" + "*a" * 30 + "b", "/" + "a" * 90, True),
    ],
)
def test_rules_are_read_as_the_standard_says(fetcher, rules, path, allowed):
    """Wildcards, an end, the longest rule first (RFC 9309); and rules made to hang a reader."""

    def answer(request):
        text = f"User-agent: *\n{rules}" if request.url.path == "/robots.txt" else "ok"
        return httpx.Response(200, text=text)

    try:
        assert fetcher(answer).page(f"https://contoh.id{path}").text == "ok"
    except Refused:
        assert not allowed
    else:
        assert allowed


def test_rules_are_asked_for_again_after_a_while(fetcher, clock):
    """A watch runs for weeks: one bad minute of a site must not close it, nor old rules open it."""
    rules = [httpx.Response(503)] * 5 + [httpx.Response(404)]
    rules.append(httpx.Response(200, text="User-agent: *\nDisallow: /"))

    def answer(request):
        return rules.pop(0) if request.url.path == "/robots.txt" else httpx.Response(200)

    asking = fetcher(answer)
    with pytest.raises(Refused, match=r"robots\.txt"):
        asking.page("https://contoh.id/a")
    clock.seconds += 3600
    assert asking.page("https://contoh.id/a").status == 200
    clock.seconds += 3600
    assert asking.page("https://contoh.id/b").status == 200
    clock.seconds += 24 * 3600
    with pytest.raises(Refused, match=r"robots\.txt"):
        asking.page("https://contoh.id/a")


def test_a_redirect_does_not_lead_around_robots_txt(fetcher):
    """From a page that may be read to one that may not."""
    asked = []

    def answer(request):
        asked.append(request.url.path)
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow: /rahasia")
        return httpx.Response(302, headers={"location": "/rahasia/1"})

    with pytest.raises(Refused, match=r"robots\.txt"):
        fetcher(answer).page("https://contoh.id/cek")
    assert asked == ["/robots.txt", "/cek"]
