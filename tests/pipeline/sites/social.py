"""Invented platforms of short posts, each in the shape of its interface and with its cursors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import httpx

from tests.pipeline.sites.site import Site, said, stamp


class Mastodon(Site):
    """Numbers that carry their time; a Link header names the page below."""

    source = "mastodon:#pemilu@desa.example"

    def number(self, number):
        return (int(self.time(number).timestamp() * 1000) << 16) + number

    def answer(self, request, asked):
        place = asked.get("max_id", "")
        shown = self.shown(lambda n: self.number(n) < int(place or 2**63))
        headers = {}
        if shown and shown[-1] > 1:
            below = self.below(str(self.number(shown[-1])), asked=place)
            headers["link"] = f'<{request.url.copy_set_param("max_id", below)}>; rel="next"'
        return httpx.Response(200, json=[self.status(n) for n in shown], headers=headers)

    def status(self, number):
        home = "https://desa.example"
        author = {"id": "7", "username": "warga", "acct": "warga", "url": f"{home}/@warga"}
        return {
            "id": str(self.number(number)),
            "uri": f"{home}/users/warga/statuses/{number}",
            "created_at": stamp(self.time(number)),
            "account": author,
            "content": f"<p>{said(number)}</p>",
            "visibility": "public",
        }


class BlueskySearch(Site):
    """A login first; then results that are counted, within a window of time."""

    source = "bluesky:surat suara"
    secrets: ClassVar[Mapping[str, str]] = {
        "MONITOR_BLUESKY_HANDLE": "warga.test",
        "MONITOR_BLUESKY_PASSWORD": "sandi",
    }

    def answer(self, request, asked):
        if request.url.path.endswith("createSession"):
            return httpx.Response(200, json={"accessJwt": "t0ken"})
        place, until = asked.get("cursor", ""), asked.get("until", "9")
        shown = self.shown(lambda n: stamp(self.time(n)) < until, above=int(place or 0))
        body = {"posts": [post(self, n) for n in shown]}
        if shown and shown[-1] > 1:
            body["cursor"] = self.below(str(int(place or 0) + len(shown)), asked=place)
        return httpx.Response(200, json=body)


class BlueskyAccount(Site):
    """Without a login; cursors are times."""

    source = "bluesky:@warga.test"

    def answer(self, request, asked):
        place = asked.get("cursor", "")
        shown = self.shown(lambda n: stamp(self.time(n)) < (place or "9"))
        body = {"feed": [{"post": post(self, n)} for n in shown]}
        if shown and shown[-1] > 1:
            body["cursor"] = self.below(stamp(self.time(shown[-1])), asked=place)
        return httpx.Response(200, json=body)


def post(site, number):
    """Return a post as Bluesky's AppView shows it."""
    uri = f"at://did:plc:warga/app.bsky.feed.post/{number:013}"
    record = {"$type": "app.bsky.feed.post", "text": said(number)}
    return {
        "uri": uri,
        "cid": f"bafy{number}",
        "author": {"did": "did:plc:warga", "handle": "warga.test"},
        "record": {**record, "createdAt": stamp(site.time(number))},
        "indexedAt": stamp(site.time(number)),
        "likeCount": 1,
    }


class YouTube(Site):
    """A search whose results only name the videos, which are asked for apart."""

    source = "youtube:surat suara"
    secrets: ClassVar[Mapping[str, str]] = {"MONITOR_YOUTUBE_KEY": "kunci"}

    def answer(self, request, asked):
        if request.url.path.endswith("/videos"):
            items = [self.video(int(name.lstrip("v"))) for name in asked["id"].split(",")]
            return httpx.Response(200, json={"kind": "youtube#videoListResponse", "items": items})
        after, before = asked.get("publishedAfter", "0"), asked.get("publishedBefore", "9")
        place = asked.get("pageToken", "")
        shown = self.shown(lambda n: after <= stamp(self.time(n)) < before, above=int(place or 0))
        body = {"kind": "youtube#searchListResponse", "items": [self.found(n) for n in shown]}
        if len(shown) == self.page:
            body["nextPageToken"] = self.below(str(int(place or 0) + self.page), asked=place)
        return httpx.Response(200, json=body)

    def found(self, number):
        snippet = {"publishedAt": stamp(self.time(number)), "title": "potongan"}
        identity = {"kind": "youtube#video", "videoId": f"v{number:010}"}
        return {"kind": "youtube#searchResult", "id": identity, "snippet": snippet}

    def video(self, number):
        snippet = {"publishedAt": stamp(self.time(number)), "title": said(number)}
        about = {"channelId": "UC" + "d" * 22, "description": ""}
        return {
            "kind": "youtube#video",
            "id": f"v{number:010}",
            "snippet": snippet | about,
            "statistics": {"viewCount": "7"},
        }


class X(Site):
    """A count first; then a search within a window of time that takes money."""

    source = "x:#pemilu lang:id"
    secrets: ClassVar[Mapping[str, str]] = {"MONITOR_X_BEARER_TOKEN": "t0ken"}

    def answer(self, request, asked):
        start, end = asked.get("start_time", "0"), asked.get("end_time", "9")
        if "/counts/" in request.url.path:
            return httpx.Response(200, json={"data": [], "meta": {"total_tweet_count": 30}})
        place = asked.get("next_token", "")
        shown = self.shown(lambda n: start <= stamp(self.time(n)) < end, above=int(place or 0))
        meta = {"result_count": len(shown)}
        if len(shown) == self.page:
            meta["next_token"] = self.below(str(int(place or 0) + self.page), asked=place)
        users = [{"id": "11", "username": "Warga", "name": "Warga"}]
        body = {"data": [self.tweet(n) for n in shown], "includes": {"users": users}, "meta": meta}
        return httpx.Response(200, json=body)

    def tweet(self, number):
        return {
            "id": str(1757600000000000000 + number),
            "text": said(number),
            "author_id": "11",
            "created_at": stamp(self.time(number)),
        }


class Telegram(Site):
    """HTML with numbered messages, the newest at its end; robots.txt is asked first."""

    source = "telegram:kanalwarga"
    page = 20

    def __init__(self, count=100):
        super().__init__(count)

    def answer(self, request, asked):
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        place = asked.get("before", "")
        shown = self.shown(lambda n: n < int(place or 10**9))
        older = ""
        if shown and shown[-1] > 1:
            below = self.below(str(shown[-1]), asked=place)
            older = f'<link rel="prev" href="/s/kanalwarga?before={below}">'
        messages = "".join(self.message(n) for n in reversed(shown))
        page = f'<section class="tgme_channel_history">{messages}</section>'
        return httpx.Response(200, html=f"<html><head>{older}</head><body>{page}</body></html>\n")

    def message(self, number):
        return (
            f'<div class="tgme_widget_message" data-post="kanalwarga/{number}">'
            f'<div class="tgme_widget_message_text js-message_text">{said(number)}</div>'
            f'<a class="tgme_widget_message_date"><time datetime="{stamp(self.time(number))}">'
            "</time></a></div>"
        )


SOCIAL = (Mastodon, BlueskySearch, BlueskyAccount, YouTube, X, Telegram)
