"""Invented sites of the press and of fact-checkers: feeds, articles, databases."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import format_datetime
from typing import ClassVar
from urllib.parse import parse_qs

import httpx

from tests.pipeline.sites.site import Site, said, stamp


class WordPress(Site):
    """The interface of a blog: numbered pages, and an error behind the last."""

    source = "feed:https://kabar.example/wp-json/wp/v2/posts"

    def answer(self, request, asked):
        place = int(asked.get("page", 1))
        shown = self.shown(above=(place - 1) * self.page)
        if not shown:
            return httpx.Response(400, json={"code": "rest_post_invalid_page_number"})
        headers = {"x-wp-totalpages": str(-(-self.count // self.page))}
        return httpx.Response(200, json=[self.article(n) for n in shown], headers=headers)

    def article(self, number):
        address = f"https://kabar.example/{number}"
        return {
            "id": number,
            "date_gmt": stamp(self.time(number)).removesuffix("Z"),
            "link": address,
            "guid": {"rendered": address},
            "title": {"rendered": said(number)},
            "content": {"rendered": f"<p>{said(number)}</p>"},
        }


class Feed(Site):
    """The RSS of a blog, whose older pages can be asked for."""

    source = "feed:https://kabar.example/feed"

    def answer(self, request, asked):
        shown = self.shown(above=(int(asked.get("paged", 1)) - 1) * self.page)
        if not shown:
            return httpx.Response(404)
        return rss("https://kabar.example", "".join(map(self.item, shown)))

    def item(self, number):
        return (
            f"<item><title>{said(number)}</title><link>https://kabar.example/{number}</link>"
            f"<guid>https://kabar.example/{number}</guid><description>{said(number)}</description>"
            f"<pubDate>{format_datetime(self.time(number))}</pubDate></item>"
        )


def rss(home, items):
    """Return a feed as WordPress writes it."""
    channel = (
        f"<title>Kabar</title><link>{home}</link>"
        f"<generator>https://wordpress.org/?v=6.5</generator>{items}"
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'
    return httpx.Response(200, text=body, headers={"content-type": "application/rss+xml"})


class TurnBackHoax(Site):
    """A feed of the newest, lists that lead back, and an article for each fact-check."""

    source = "factcheck:turnbackhoax"
    home = "https://turnbackhoax.id"

    def answer(self, request, asked):
        path = request.url.path
        if path == "/robots.txt":
            return httpx.Response(404)
        if path == "/feed":
            return rss(self.home, "".join(map(self.item, self.shown())))
        if path == "/articles":
            shown = self.shown(above=(int(asked.get("page", 1)) - 1) * self.page)
            links = "".join(f'<a href="/articles/{n}-cek">{said(n)}</a>' for n in shown)
            return httpx.Response(200, html=f"<html><body>{links}</body></html>")
        return httpx.Response(200, html=self.article(int(path.split("/")[2].partition("-")[0])))

    def item(self, number):
        address = f"{self.home}/articles/{number}-cek"
        return f"<item><title>[SALAH] {said(number)}</title><link>{address}</link></item>"

    def article(self, number):
        return (
            f'<html lang="id"><head><link rel="canonical" href="{self.home}/articles/{number}-cek">'
            f'<meta property="article:published_time" content="{stamp(self.time(number))}"></head>'
            f"<body><h1>[SALAH] {said(number)}</h1><section class='article-x'><h2>Narasi</h2>"
            f"<p>{said(number)}</p></section><section class='article-x'><h2>Penjelasan</h2>"
            f"<p>Keliru: {said(number)}</p></section></body></html>"
        )


class Google(Site):
    """Claims in an order of its own, with tokens."""

    source = "factcheck:google:surat suara"
    secrets: ClassVar[Mapping[str, str]] = {"MONITOR_GOOGLE_FACTCHECK_KEY": "kunci"}

    def answer(self, request, asked):
        place = asked.get("pageToken", "")
        shown = self.shown(above=int(place or 0))
        body = {"claims": [self.claim(n) for n in shown]}
        if len(shown) == self.page:
            body["nextPageToken"] = self.below(str(int(place or 0) + self.page), asked=place)
        return httpx.Response(200, json=body)

    def claim(self, number):
        review = {
            "publisher": {"name": "Periksa", "site": "periksa.example"},
            "url": f"https://periksa.example/{number}",
            "title": said(number),
            "reviewDate": stamp(self.time(number)),
            "textualRating": "Salah",
            "languageCode": "id",
        }
        return {"text": said(number), "claimReview": [review]}


class Mafindo(Site):
    """A database that is asked for so many items below so many."""

    source = "factcheck:mafindo"
    secrets: ClassVar[Mapping[str, str]] = {"MONITOR_MAFINDO_KEY": "kunci"}
    page = 100

    def __init__(self, count=330):
        super().__init__(count)

    def answer(self, request, asked):
        form = parse_qs(request.content.decode())
        shown = self.shown(above=int(form.get("offset", ["0"])[0]))
        return httpx.Response(200, json=[self.item(n) for n in shown])

    def item(self, number):
        return {
            "id": str(number),
            "title": f"[SALAH] {said(number)}",
            "content": said(number),
            "fact": f"Keliru: {said(number)}",
            "tanggal": self.time(number).date().isoformat(),
        }


PRESS = (WordPress, Feed, TurnBackHoax, Google, Mafindo)
