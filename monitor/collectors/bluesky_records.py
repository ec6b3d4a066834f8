"""What a person writes on Bluesky: records of the AT protocol, before any server adds to them.

A record is named by its address, ``at://did/collection/key``, which never changes: a post is
``bluesky:did/post/key``, a repost ``bluesky:did/repost/key``, the form of their web addresses. A
person is ``bluesky:handle`` where an answer tells the handle, else ``bluesky:did``.

Everything in a record is its author's client's word: the time, and the byte ranges of its facets,
which may lie outside the text or in the middle of a letter. Such ranges are as if they were not.
"""

from __future__ import annotations

import re
from base64 import b32decode
from binascii import Error as NotBase32
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from monitor.collectors.dates import LAST
from monitor.collectors.links import as_links, in_text
from monitor.collectors.values import (
    Record,
    account_id,
    distinct,
    from_iso,
    hashtags_in,
    listed,
    mapping,
    records,
    text,
)
from monitor.records import Account, Media, Post, Reference

__all__ = ["POST", "REPOST", "Beside", "kind_of", "place_of", "post_id", "post_of", "repost_of"]

POST = "app.bsky.feed.post"
REPOST = "app.bsky.feed.repost"
_NAMES = {POST: "post", REPOST: "repost"}
_KINDS = {
    "app.bsky.feed.like": "like",
    "app.bsky.graph.follow": "follow",
    "app.bsky.graph.block": "block",
    "app.bsky.actor.profile": "account",
}
_PLACE = re.compile(r"at://(did:[a-z0-9]+:[\w.:%-]{1,2000})/([\w.-]{1,300})/([\w.:~-]{1,512})")
_HANDLE = re.compile(r"@([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+)", re.IGNORECASE)

_BORN = datetime(2022, 11, 1, tzinfo=UTC)
"""No post is older: the network's first public ones are of that month."""
_AHEAD, _BEHIND = timedelta(minutes=10), timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(rf"[{_DIGITS[:16]}][{_DIGITS}]{{12}}")
_SHA256 = b"\x01\x55\x12\x20"  # CID version 1, raw bytes, SHA-256, 32 bytes of it


class Place(NamedTuple):
    """The parts of a record's address."""

    did: str
    collection: str
    key: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a record and not in it."""

    uri: str
    account: Account
    seen: datetime | None = None
    """When a server first saw it: what the client's word is held against."""
    embed: Record = field(default_factory=dict)
    """Its embed as a server shows it."""
    people: Mapping[str, str] = field(default_factory=dict)
    """DID -> handle, of whom the same answer names."""

    def account_of(self, did: str) -> str:
        """Return the account id of a person: by handle where the answer tells it."""
        return account_id("bluesky", self.people.get(did, ""), did)


def place_of(uri: object) -> Place | None:
    """Return the parts of a record's address, or None where it is none.

    Examples
    --------
    >>> place_of("at://did:plc:abc/app.bsky.feed.post/3k2y").key
    '3k2y'
    """
    return _place(text(uri))


@lru_cache(maxsize=1024)  # one post is asked for several of its addresses, several times
def _place(uri: str) -> Place | None:
    match = _PLACE.fullmatch(uri)
    return Place(*match.groups()) if match else None


def post_id(uri: object) -> str:
    """Return the id of the post or repost at an address; empty for any other record.

    Examples
    --------
    >>> post_id("at://did:plc:abc/app.bsky.feed.post/3k2y")
    'bluesky:did:plc:abc/post/3k2y'
    >>> post_id("at://did:plc:abc/app.bsky.feed.like/3k2y")
    ''
    """
    place = place_of(uri)
    name = _NAMES.get(place.collection, "") if place else ""
    return f"bluesky:{place.did}/{name}/{place.key}" if place and name else ""


def kind_of(collection: str) -> str:
    """Return what a record is that is no post: ``like, follow, block, account`` or ``record``."""
    return _KINDS.get(collection, "record")


def post_of(record: Record, beside: Beside) -> Post:
    """Map a post's record.

    Raises
    ------
    KeyError
        It has no text, or is at no address.
    """
    place, words = place_of(beside.uri), record["text"]
    if place is None or not isinstance(words, str):
        raise KeyError("uri" if place is None else "text")
    facets = _Facets.of(words, record, beside)
    embed = _Embed.of(record, beside.embed)
    created, claimed = _created(record.get("createdAt"), beside.seen, place.key)
    langs = [text(lang) for lang in listed(record.get("langs")) if text(lang)]
    return Post(
        id=post_id(beside.uri),
        platform="bluesky",
        text=words,
        account=beside.account,
        created=created,
        url=_url(beside.account.handle or place.did, place.key),
        lang=langs[0] if langs else "",
        reply_to=_pointed(_inside(record, "reply", "parent").get("uri"), beside),
        quote_of=None if embed.state == "detached" else _pointed(embed.quoted, beside),
        mentions=facets.mentions,
        hashtags=facets.hashtags,
        links=as_links((*facets.links, text(embed.card.get("uri")))),
        media=embed.media(place.did),
        extra=_extra(record, embed, {"created": claimed, "langs": " ".join(langs[1:] and langs)}),
    )


def repost_of(record: Record, beside: Beside) -> Post:
    """Map a repost's record: who and when; the words are the original's, which it does not hold.

    Raises
    ------
    KeyError
        It is at no address, or reposts no post.
    """
    place, subject = place_of(beside.uri), text(mapping(record.get("subject")).get("uri"))
    original = place_of(subject)
    if place is None or original is None or original.collection != POST:
        raise KeyError("uri" if place is None else "subject")
    created, claimed = _created(record.get("createdAt"), beside.seen, place.key)
    return Post(
        id=post_id(beside.uri),
        platform="bluesky",
        account=beside.account,
        created=created,
        url=_url(beside.people.get(original.did) or original.did, original.key),
        repost_of=_pointed(subject, beside),
        extra={"created": claimed} if claimed else {},
    )


def _url(person: str, key: str) -> str:
    return f"https://bsky.app/profile/{person}/post/{key}"


def _pointed(uri: object, beside: Beside) -> Reference | None:
    place = place_of(uri)
    if place is None or place.collection != POST:  # lists, feeds and starter packs are quoted too
        return None
    return Reference(post_id(uri), beside.account_of(place.did))


def _created(claimed: object, seen: datetime | None, key: str) -> tuple[datetime | None, str]:
    """Return when a record was made, and what its client said instead where that cannot be.

    A server indexes some posts days late: the client is believed against it where the record's
    key, which the author's own server makes of the time, agrees with the client. Of posts that
    claim to be old, servers repeat the client's word as if they had seen them then: that tells
    nothing, and the key alone is left.
    """
    said, made = _moment(claimed), _time_of_key(key)
    known = made if seen is None or seen == said or seen < _BORN else seen
    if said is None or known is None:
        sound = said is not None and _BORN <= said < LAST
        return (said, "") if sound else (known, text(claimed))
    early = known - said > _BEHIND and (made is None or abs(said - made) > _BEHIND)
    if said < _BORN or said - known > _AHEAD or early:
        return known, text(claimed)
    return said, ""


def _moment(value: object) -> datetime | None:
    # records of 2023 leave the zone out, and servers take them as UTC
    return from_iso(value) or from_iso(f"{text(value)}+00:00")


def _time_of_key(key: str) -> datetime | None:
    """Return the time in a key: microseconds in 53 bits, above ten bits of who made it."""
    if not _TID.fullmatch(key):
        return None
    number = 0
    for digit in key:
        number = number * 32 + _DIGITS.index(digit)
    time = _EPOCH + timedelta(microseconds=number >> 10)
    return time if _BORN <= time < LAST else None


class _Facets(NamedTuple):
    """What stretches of a text are; without facets, what a reader sees in it."""

    mentions: tuple[str, ...]
    hashtags: tuple[str, ...]
    links: tuple[str, ...]

    @classmethod
    def of(cls, words: str, record: Record, beside: Beside) -> _Facets:
        found: dict[str, list[str]] = {"mention": [], "tag": [], "link": []}
        for part, feature in _features(words, record):
            kind = text(feature.get("$type")).rpartition("#")[2]
            if kind == "mention":
                found[kind].append(_mentioned(part, text(feature.get("did")), beside))
            elif kind in found:
                found[kind].append(text(feature.get("tag" if kind == "tag" else "uri")))
        tags = (*found["tag"], *(text(tag) for tag in listed(record.get("tags"))))
        return cls(
            distinct(found["mention"]),
            distinct(tag.lstrip("#") for tag in tags) or hashtags_in(words),
            distinct(found["link"]) or in_text(words),
        )


def _features(words: str, record: Record) -> Iterator[tuple[str, Record]]:
    """Yield every feature of a facet with the part of the text that it is about."""
    facets = records(record.get("facets"))
    data = words.encode("utf-8", "surrogatepass") if facets else b""
    for facet in facets:
        index = mapping(facet.get("index"))
        start, end = index.get("byteStart"), index.get("byteEnd")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(data):
            continue
        try:
            part = data[start:end].decode()
        except UnicodeDecodeError:  # in the middle of a letter
            continue
        for feature in records(facet.get("features")):
            yield part, feature


def _mentioned(part: str, did: str, beside: Beside) -> str:
    """Return whom a mention notifies; his handle stands in the text, as it was then."""
    if not did.startswith("did:"):
        return ""
    shown = _HANDLE.fullmatch(part)
    return beside.account_of(did) if did in beside.people or not shown else f"bluesky:{shown[1]}"


class _Embed(NamedTuple):
    """What a post shows below its text: media or a card, and a quoted record."""

    held: Record
    """Pictures, a video or a card, as recorded."""
    shown: Record
    """The same as a server shows it."""
    quoted: str
    state: str
    """Why the quoted post is not shown: ``not_found, blocked, detached``; else empty."""

    @classmethod
    def of(cls, record: Record, view: Record) -> _Embed:
        held = mapping(record.get("embed"))
        both = "media" in held
        quote = _inside(held, "record", "record") if both else mapping(held.get("record"))
        quoted = _inside(view, "record", "record") if both else mapping(view.get("record"))
        shown = text(quoted.get("$type")).rpartition("#view")[2]
        state = {"NotFound": "not_found", "Blocked": "blocked", "Detached": "detached"}.get(shown)
        return cls(
            mapping(held.get("media")) if both else held,
            mapping(view.get("media")) if both else view,
            text(quote.get("uri")),
            state or "",
        )

    @property
    def card(self) -> Record:
        return mapping(self.held.get("external"))

    @property
    def items(self) -> list[Record]:
        """The pictures, or the video, as recorded."""
        video = [self.held] if "video" in self.held else []
        return records(self.held.get("images")) or records(self.held.get("items")) or video

    def media(self, did: str) -> tuple[Media, ...]:
        """Return the media at the addresses that a server shows them at."""
        shown = records(self.shown.get("images")) or records(self.shown.get("items"))
        return tuple(
            _video(item, self.shown, did)
            if "video" in item
            else _picture(item, shown[place] if place < len(shown) else {}, did)
            for place, item in enumerate(self.items)
        )


def _picture(item: Record, shown: Record, did: str) -> Media:
    cid = _cid(item.get("image"))
    url = f"https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{cid}@jpeg" if cid else ""
    return Media("image", text(shown.get("fullsize")) or url, _digest(cid))


def _video(item: Record, shown: Record, did: str) -> Media:
    cid = _cid(item.get("video"))
    url = f"https://video.bsky.app/watch/{did}/{cid}/playlist.m3u8" if cid else ""
    return Media("video", text(shown.get("playlist")) or url, _digest(cid))


def _cid(blob: object) -> str:
    """Return the content id of a blob; records of 2023 write it in an older way."""
    return text(_inside(blob, "ref").get("$link")) or text(mapping(blob).get("cid"))


def _digest(cid: str) -> str:
    """Return the SHA-256, in hex, that a content id is made of: equal files are equal."""
    if not cid.startswith("b") or len(cid) != 59:
        return ""
    try:
        data = b32decode(cid[1:].upper() + "======")
    except (NotBase32, ValueError):
        return ""
    return data[4:].hex() if data.startswith(_SHA256) else ""


def _extra(record: Record, embed: _Embed, more: Mapping[str, str]) -> dict[str, str]:
    """Return what has no field; the root of a conversation only where it is not the parent."""
    reply = mapping(record.get("reply"))
    root, parent = (post_id(_inside(reply, end).get("uri")) for end in ("root", "parent"))
    found = {
        "root": "" if root == parent else root,
        "card": text(embed.card.get("title")),
        "picture": "\n".join(filter(None, (text(item.get("alt")) for item in embed.items))),
        "quote": embed.state,
        **more,
    }
    return {name: value for name, value in found.items() if value}


def _inside(value: object, *names: str) -> Record:
    for name in names:
        value = mapping(value).get(name)
    return mapping(value)
