"""CrowdTangle's API, as its answers were saved until 2024; its CSV files are read as tables.

Posts are named by their address, as the tables name them; times are UTC.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, canonical, in_text, post_id_of
from monitor.collectors.values import (
    Record,
    account,
    counts,
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.records import Account, Media, Other, Post, Snapshot

__all__ = ["recognises", "split", "to_post"]

_POST = frozenset({"platformId", "postUrl", "statistics"})
_WORDS = ("message", "title", "description", "imageText")
_MEDIA: dict[str, Any] = {"photo": "image", "video": "video"}
_ELSEWHERE = {"instagram": "instagram", "twitter": "x"}


def recognises(record: Record) -> bool:
    """Tell an answer, or one of its posts, by the API's own names.

    Examples
    --------
    >>> recognises({"status": 200, "result": {"posts": [], "pagination": {}}})
    True
    """
    return _items(record) is not None or record.keys() >= _POST or bool(_kind_of_no_post(record))


def split(found: Found) -> Sequence[Found]:
    """Return the posts and accounts of an answer; one of them alone as it is."""
    items = _items(found.value)
    if items is None:
        return (found,)
    return [
        Found(found.line, mapping(item), json.dumps(item, ensure_ascii=False)) for item in items
    ]


def to_post(found: Found) -> Post | Other:
    """Map one post; accounts, lists and refusals are no posts.

    Raises
    ------
    KeyError
        It has neither an address nor an id.

    Examples
    --------
    >>> row = {"platform": "Facebook", "platformId": "77_88", "date": "2024-02-14 00:05:11"}
    >>> row |= {"message": "Ayo ke TPS", "account": {"handle": "Desa"}}
    >>> post = to_post(Found(1, row, ""))
    >>> post.id, post.account.id, post.created.hour
    ('facebook:88', 'facebook:desa', 0)
    """
    item: Record = found.value
    if kind := _kind_of_no_post(item):
        return Other(found.line, kind)
    platform, address = _platform(item), text(item.get("postUrl"))
    held = next((name for name in _WORDS if text(item.get(name)).strip()), "message")
    words = text(item.get(held))
    return Post(
        id=_post_id(item, platform, address),
        platform=platform,
        text=words,
        account=_account(mapping(item.get("account")), platform),
        created=_time(item.get("date")),
        url=address,
        lang=text(item.get("languageCode")),
        mentions=mentions_in(words, platform),
        hashtags=hashtags_in(words),
        links=as_links([*_shared(item, address), *in_text(words)]),
        media=tuple(_media(item)),
        metrics=Snapshot(_time(item.get("updated")), _counts(item)),
        is_ad="brandedContentSponsor" in item,
        source="crowdtangle",
        raw=found.raw,
        extra=_extra(item, held),
    )


def _items(record: Record) -> list[object] | None:
    result = mapping(record.get("result"))
    if "status" not in record:
        return None
    for name in ("posts", "accounts"):
        if isinstance(items := result.get(name), list):
            return items
    return None


def _kind_of_no_post(record: Record) -> str:
    if "accountType" in record and "subscriberCount" in record and "postUrl" not in record:
        return "account"
    refused = isinstance(record.get("status"), int) and "result" not in record
    return "error" if refused and record.keys() <= {"status", "message", "code", "url"} else ""


def _platform(item: Record) -> str:
    named = text(item.get("platform")) or text(mapping(item.get("account")).get("platform"))
    return _ELSEWHERE.get(named.lower(), "facebook")


def _post_id(item: Record, platform: str, address: str) -> str:
    """Return the id in a post's address, as tables name it; else the API's, ``page_post``."""
    found = post_id_of(address)
    native = found[1] if found and found[0] == platform else ""
    given = text(item.get("platformId"))
    native = native or (given.partition("_")[0] if platform != "facebook" else "")
    native = native or given.rpartition("_")[2]
    if not native:
        raise KeyError("platformId")
    return f"{platform}:{native}"


def _account(user: Record, platform: str) -> Account | None:
    return account(
        platform,
        handle=user.get("handle"),
        native_id=user.get("platformId"),
        name=user.get("name"),
        followers=user.get("subscriberCount"),
        verified=user.get("verified"),
    )


def _time(value: object) -> datetime | None:
    try:
        return datetime.strptime(text(value), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _shared(item: Record, address: str) -> Iterator[str]:
    """Yield what a post links to; its own address among them is none."""
    own = canonical(address)
    expanded = records(item.get("expandedLinks"))
    found = [text(link.get("expanded")) or text(link.get("original")) for link in expanded]
    for link in found or [text(item.get("link"))]:
        if link and canonical(link) != own:
            yield link


def _media(item: Record) -> Iterator[Media]:
    for medium in records(item.get("media")):
        yield Media(
            _MEDIA.get(text(medium.get("type")), "other"),
            text(medium.get("full")) or text(medium.get("url")),
        )


def _counts(item: Record) -> dict[str, int]:
    actual = mapping(mapping(item.get("statistics")).get("actual"))
    likes = actual.get("likeCount")
    return counts(
        likes=actual.get("favoriteCount") if likes is None else likes,
        reposts=actual.get("shareCount"),
        replies=actual.get("commentCount"),
        views=actual.get("viewCount"),
    )


def _extra(item: Record, held: str) -> dict[str, str]:
    """Return the words that are not the post's own, and what kind of post it is."""
    names = {"title": "title", "description": "description", "imageText": "picture", "type": "type"}
    found = {as_: text(item.get(name)) for name, as_ in names.items() if name != held}
    found["text_from"] = "" if held == "message" else names[held]
    return {name: value for name, value in found.items() if value}
