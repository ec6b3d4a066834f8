"""Invented posts as the pages that platforms answer with, for ``benchmarks.collecting``."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any, NamedTuple

from benchmarks.posts import generate

__all__ = ["KINDS", "START", "Kind", "Said", "said"]

START = datetime(2024, 2, 1, tzinfo=UTC)
TEXTS = 20_000
ACCOUNTS = 997
HOME = "https://desa.example"


class Said(NamedTuple):
    """One post of somebody's, told by its number; numbers go with time."""

    number: int
    text: str
    time: datetime
    who: str

    @property
    def stamp(self) -> str:
        """Return its time as most interfaces write it."""
        return self.time.isoformat(timespec="seconds").replace("+00:00", "Z")


class Kind(NamedTuple):
    """How a platform shows posts: so many a page, as a document that names the page below."""

    size: int
    page: Callable[[Sequence[Said], str], bytes]


@cache
def _texts() -> list[str]:
    return [str(row["teks"]) for row in generate(TEXTS, seed=1)]


def said(number: int) -> Said:
    """Return the post of a number: a second after the one before, its text unlike any other."""
    text = f"{_texts()[number % TEXTS]} {number} #pemilu https://kabar.example/{number % 5000}"
    return Said(
        number, text, START + timedelta(seconds=number), f"warga_{number * 7919 % ACCOUNTS}"
    )


def _json(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False).encode()


def _status(one: Said) -> dict[str, Any]:
    user = f"{HOME}/@{one.who}"
    words = one.text.split()
    shown = f'<a href="{words[-1]}" rel="nofollow noopener" target="_blank">{words[-1][8:]}</a>'
    tag = f'<a href="{HOME}/tags/pemilu" class="mention hashtag" rel="tag">#<span>pemilu</span></a>'
    return {
        "id": str(one.number),
        "created_at": one.stamp,
        "visibility": "public",
        "language": "id",
        "uri": f"{HOME}/users/{one.who}/statuses/{one.number}",
        "url": f"{user}/{one.number}",
        "replies_count": 0,
        "reblogs_count": one.number % 7,
        "favourites_count": one.number % 31,
        "content": f"<p>{escape(' '.join(words[:-2]))} {tag} {shown}</p>",
        "account": {"id": one.who, "username": one.who, "acct": one.who, "url": user, "note": ""},
        "media_attachments": [],
        "mentions": [],
        "tags": [{"name": "pemilu", "url": f"{HOME}/tags/pemilu"}],
    }


def _feed_item(one: Said) -> dict[str, Any]:
    did = f"did:plc:{one.who}"
    record = {"$type": "app.bsky.feed.post", "text": one.text, "createdAt": one.stamp}
    post = {
        "uri": f"at://{did}/app.bsky.feed.post/{one.number}",
        "cid": f"bafy{one.number}",
        "author": {"did": did, "handle": f"{one.who.replace('_', '-')}.test", "displayName": "W"},
        "record": {**record, "langs": ["id"]},
        "indexedAt": one.stamp,
        "likeCount": one.number % 31,
        "repostCount": 0,
        "replyCount": 0,
        "quoteCount": 0,
    }
    return {"post": post}


def _message(one: Said) -> str:
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class='
        f'"tgme_widget_message text_not_supported_wrap js-widget_message" data-post='
        f'"kanal/{one.number}"><div class="tgme_widget_message_bubble"><div class='
        f'"tgme_widget_message_text js-message_text" dir="auto">{escape(one.text)}</div><div '
        f'class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span>'
        f'<a class="tgme_widget_message_date" href="https://t.me/kanal/{one.number}"><time '
        f'datetime="{one.stamp}" class="time">07:00</time></a></div></div></div></div>'
    )


def _preview(posts: Sequence[Said], below: str) -> bytes:
    older = f'<link rel="prev" href="/s/kanal?before={below}">' if below else ""
    body = "".join(map(_message, reversed(posts)))
    history = f'<section class="tgme_channel_history">{body}</section>'
    return f"<!DOCTYPE html><html><head>{older}</head><body>{history}</body></html>".encode()


def _article(one: Said) -> dict[str, Any]:
    address = f"https://kabar.example/{one.number}"
    return {
        "id": one.number,
        "date_gmt": one.stamp.removesuffix("Z"),
        "guid": {"rendered": address},
        "link": address,
        "type": "post",
        "title": {"rendered": escape(one.text[:60])},
        "content": {"rendered": f"<p>{escape(one.text)}</p>" * 5, "protected": False},
    }


def _item(one: Said) -> str:
    address = f"https://kabar.example/{one.number}"
    return (
        f"<item><title>{escape(one.text[:60])}</title><link>{address}</link><guid>{address}</guid>"
        f"<pubDate>{format_datetime(one.time)}</pubDate>"
        f"<description>{escape(f'<p>{one.text}</p>' * 5)}</description></item>"
    )


def _rss(posts: Sequence[Said], _below: str) -> bytes:
    channel = f"<title>Kabar</title><link>https://kabar.example</link>{''.join(map(_item, posts))}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def _tweet(one: Said) -> dict[str, Any]:
    return {
        "id": str(1_757_600_000_000_000_000 + one.number),
        "text": one.text,
        "author_id": str(one.number * 7919 % ACCOUNTS),
        "created_at": one.stamp,
        "lang": "in",
        "public_metrics": {"like_count": one.number % 31, "retweet_count": 0},
    }


def _search(posts: Sequence[Said], below: str) -> bytes:
    users = {one.number * 7919 % ACCOUNTS: one.who for one in posts}
    return _json(
        {
            "data": [_tweet(one) for one in posts],
            "includes": {
                "users": [{"id": str(n), "username": who, "name": who} for n, who in users.items()]
            },
            "meta": {"result_count": len(posts), **({"next_token": below} if below else {})},
        }
    )


def _video(one: Said) -> dict[str, Any]:
    return {
        "kind": "youtube#video",
        "id": f"v{one.number:010}",
        "snippet": {
            "publishedAt": one.stamp,
            "channelId": f"UC{one.who:_<22}",
            "channelTitle": one.who,
            "title": one.text[:100],
            "description": one.text,
        },
        "statistics": {"viewCount": str(one.number % 997), "likeCount": "3"},
    }


def _listed(name: str, item: Callable[[Said], object], **more: str) -> Callable[..., bytes]:
    """Make pages that list their posts under a name, with a cursor before them."""
    return lambda posts, below: _json(
        {**more, **({"cursor": below} if below else {}), name: [item(one) for one in posts]}
    )


KINDS = {
    "mastodon-api": Kind(40, _listed("statuses", _status, hashtags="")),
    "bluesky-api": Kind(100, _listed("feed", _feed_item)),
    "telegram-page": Kind(20, _preview),
    "youtube-api": Kind(50, _listed("items", _video, kind="youtube#videoListResponse")),
    "x-api-v2": Kind(100, _search),
    "wordpress": Kind(100, lambda posts, _below: _json([_article(one) for one in posts])),
    "feed": Kind(40, _rss),
}
"""By the name of their format."""
