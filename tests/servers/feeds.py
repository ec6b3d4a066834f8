"""A site with feeds on loopback, of invented articles: RSS, WordPress, TurnBackHoax's pages, APIs.

It answers as the real ones do: ETag and 304, pages behind the last, lists, robots.txt, keys. What
goes wrong is put into ``faults``, a function of the request each, the first for the first request.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

__all__ = ["NOON", "FeedSite", "Handler", "serving"]

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
KEY = "kunci-desa"


@dataclass
class Article:
    number: int
    title: str
    body: str
    created: datetime


@dataclass
class FeedSite:
    """The site and what is on it; newest last."""

    articles: list[Article] = field(default_factory=list)
    shows: int = 10
    """Articles in a feed or on a page of a list."""
    generator: str = "https://wordpress.org/?v=6.4"
    """Of the feed; empty: a site that cannot be gone down."""
    dated: bool = True
    conditional: bool = True
    robots: str = ""
    faults: list[Callable[[Handler], None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def publish(self, count: int, *, hours: float = 1.0, title: str = "Kabar") -> None:
        """Add articles, each some hours after the one before; the last is of noon."""
        for article in self.articles:
            article.created -= timedelta(hours=hours * count)
        for place in range(count):
            number = self.articles[-1].number + 1 if self.articles else 1
            created = NOON - timedelta(hours=hours * (count - 1 - place))
            body = f"<p>Isi kabar {number}, <a href='https://desa.example/{number}'>baca</a>.</p>"
            self.articles.append(Article(number, f"{title} {number}", body, created))

    def url(self, article: Article) -> str:
        """Return an article's address."""
        return f"{self.address}/articles/{article.number}-kabar"

    def newest(self, page: int, size: int) -> list[Article]:
        """Return a page of the articles, newest first."""
        return self.articles[::-1][(page - 1) * size : page * size]

    def rss(self, page: int) -> str:
        """Return the feed, or an older page of it."""
        items = "".join(
            f"<item><title>{escape(each.title)}</title><link>{self.url(each)}?utm_source=rss</link>"
            f'<guid isPermaLink="false">{each.number}</guid>'
            + (f"<pubDate>{format_datetime(each.created)}</pubDate>" if self.dated else "")
            + f"<description>{escape(each.body)}</description></item>"
            for each in self.newest(page, self.shows)
        )
        made = f"<generator>{self.generator}</generator>" if self.generator else ""
        return (
            f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel>"
            f"<title>Warta Desa</title><link>{self.address}</link><language>id-ID</language>"
            f"{made}{items}</channel></rss>"
        )

    def post(self, article: Article) -> dict[str, object]:
        """Return an article as WordPress's interface does; ``date`` is the site's own time."""
        gmt = article.created.replace(tzinfo=None)
        return {
            "id": article.number,
            "date": (gmt + timedelta(hours=7)).isoformat(timespec="seconds"),
            "date_gmt": gmt.isoformat(timespec="seconds"),
            "guid": {"rendered": f"{self.address}/?p={article.number}"},
            "link": f"{self.url(article)}/",
            "type": "post",
            "title": {"rendered": article.title},
            "content": {"rendered": article.body, "protected": False},
        }

    def page(self, article: Article) -> str:
        """Return an article's own page, as TurnBackHoax builds them."""
        review = {
            "@type": "ClaimReview",
            "url": self.url(article),
            "claimReviewed": article.title,
            "author": {"name": "Mafindo"},
            "reviewRating": {"alternateName": "Salah"},
        }
        return (
            f'<html lang="id"><script type="application/ld+json">{json.dumps(review)}</script>'
            f'<h1>{escape(article.title)}</h1><time datetime="{article.created.date()}"></time>'
            f'<section class="article-explanation"><strong>Penjelasan</strong>{article.body}'
            f"</section></html>"
        )

    def listed(self, page: int) -> str:
        """Return a page of the list of articles."""
        links = "".join(
            f'<a href="/articles/{each.number}-kabar">{escape(each.title)}</a>'
            for each in self.newest(page, self.shows)
        )
        return f'<html><a href="/articles?category=all">semua</a>{links}</html>'

    def review(self, article: Article) -> dict[str, object]:
        """Return an article as Google's ``claims:search`` does."""
        made = {
            "publisher": {"name": "Warta Desa", "site": "desa.example"},
            "url": self.url(article),
            "title": article.title,
            "reviewDate": article.created.isoformat().replace("+00:00", "Z"),
            "textualRating": "Salah",
            "languageCode": "id",
        }
        return {"text": f"Klaim {article.number}", "claimReview": [made]}

    def item(self, article: Article) -> dict[str, object]:
        """Return an article as MAFINDO's interface does."""
        return {
            "id": str(article.number),
            "title": f"[SALAH] {article.title}",
            "content": f"Klaim {article.number}",
            "fact": article.body,
            "tanggal": str(article.created.date()),
        }

    def found(self, number: str) -> Article | None:
        """Return an article that is still there."""
        return next((each for each in self.articles if str(each.number) == number), None)


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body leave together, or each answer waits for an acknowledgement
    site: FeedSite

    def do_GET(self) -> None:
        """Answer, or fail as the next fault does."""
        self.site.asked.append(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):
            if self.site.faults:
                self.site.faults.pop(0)(self)
            else:
                self.answer()

    do_POST = do_GET  # noqa: N815 - named by http.server

    def answer(self) -> None:
        """Answer as a healthy site."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        site, size = self.site, self.site.shows
        match parts.path.strip("/").split("/"):
            case ["robots.txt"]:
                self.say(site.robots or "", "text/plain")
            case ["feed"]:
                page = int(asked.get("paged", 1))
                if page > 1 and not site.newest(page, size):
                    self.say("habis", "text/html", status=404)
                else:
                    self.say(site.rss(page), "application/rss+xml")
            case ["wp-json", *_]:
                self._posts(int(asked.get("page", 1)), int(asked.get("per_page", 10)))
            case ["articles"]:
                self.say(site.listed(int(asked.get("page", 1))), "text/html")
            case ["articles", name]:
                article = site.found(name.partition("-")[0])
                text = site.page(article) if article else "tidak ada"
                self.say(text, "text/html", status=200 if article else 404)
            case ["v1alpha1", "claims:search"]:
                self._claims(asked)
            case ["api", "antihoax", *_]:
                self._items()
            case _:
                self.say("tidak ada", "text/html", status=404)

    def _posts(self, page: int, size: int) -> None:
        posts = [self.site.post(each) for each in self.site.newest(page, size)]
        if page > 1 and not posts:
            self.say(json.dumps({"code": "rest_post_invalid_page_number"}), status=400)
        else:
            pages = -(-len(self.site.articles) // size)
            self.say(json.dumps(posts), headers={"X-WP-TotalPages": str(pages)})

    def _claims(self, asked: dict[str, str]) -> None:
        if asked.get("key") != KEY:
            self.say(json.dumps({"error": {"code": 403}}), status=403)
            return
        page = int(asked.get("pageToken", 1))
        claims = [self.site.review(each) for each in self.site.newest(page, self.site.shows)]
        more = self.site.newest(page + 1, self.site.shows)
        self.say(
            json.dumps({"claims": claims, **({"nextPageToken": str(page + 1)} if more else {})})
        )

    def _items(self) -> None:
        length = int(self.headers.get("content-length", 0))
        form = {name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()}
        if form.get("key") != KEY:
            self.say(json.dumps({"status": False, "error": "Invalid API key"}))
            return
        above, limit = int(form.get("offset", 0)), int(form["limit"])
        kept = [each for each in self.site.articles[::-1] if form.get("value", "") in each.title]
        self.say(json.dumps([self.site.item(each) for each in kept[above : above + limit]]))

    def say(
        self,
        text: str,
        kind: str = "application/json",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Send a body; a feed that has not changed is not sent again."""
        body = text.encode()
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        same = self.site.conditional and self.headers.get("if-none-match") == tag
        self.send_response(304 if same and status == 200 else status)
        if self.site.conditional:
            self.send_header("ETag", tag)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(0 if same else len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)

    def date_time_string(self, _timestamp: float | None = None) -> str:
        """Return the time that every test lives in."""
        return format_datetime(NOON, usegmt=True)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: FeedSite) -> Iterator[FeedSite]:
    """Serve a site on loopback; its address is in ``site.address``."""
    handler = type("Handling", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
