"""TikTok's Research API, as its answers are saved: pages of videos or comments.

Ids are numbers above 2**53 and come as JSON integers; only Python's own reader keeps them whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from monitor.collectors.lines import Found
from monitor.collectors.values import (
    Record,
    account,
    counts,
    distinct,
    from_seconds,
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.records import Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post"]

_LISTS = ("videos", "comments")
_VIDEO = frozenset({"video_id", "video_description", "region_code", "hashtag_names"})
_COMMENT = frozenset({"video_id", "parent_comment_id"})
_PROFILE = frozenset({"follower_count", "bio_description"})
_LOGIC = ("and", "or", "not")


def recognises(record: Record) -> bool:
    """Tell an answer, or one of its videos and comments, by the API's own names.

    Examples
    --------
    >>> recognises({"data": {"videos": [], "search_id": "7"}, "error": {"code": "ok"}})
    True
    """
    data = mapping(record.get("data"))
    if "error" in record and (not data.keys().isdisjoint(_LISTS) or _is_profile(data)):
        return True
    if record.keys() >= _COMMENT or len(record.keys() & _VIDEO) >= 2:
        return True
    return bool(_kind_of_no_post(record))


def split(found: Found) -> Sequence[Found]:
    """Return the videos or comments of an answer; one of them alone as it is."""
    data = mapping(found.value.get("data"))
    return tuple(_items(data, found.line)) if data else (found,)


def to_post(found: Found) -> Post | Other:
    """Map a video or a comment; profiles, errors and the questions asked are no posts.

    Raises
    ------
    KeyError
        It has no ``video_id``, or a comment no ``id``.

    Examples
    --------
    >>> row = {"video_id": 7594065677491744189, "username": "warga", "region_code": "ID"}
    >>> post = to_post(Found(1, {**row, "video_description": "Ayo ke TPS #pemilu"}, ""))
    >>> post.id, post.hashtags, post.url
    ('tiktok:7594065677491744189', ('pemilu',), 'https://www.tiktok.com/@warga/video/7594065677491744189')
    """
    item: Record = found.value
    if kind := _kind_of_no_post(item):
        return Other(found.line, kind)
    return _comment(item, found) if "text" in item else _video(item, found)


def _kind_of_no_post(record: Record) -> str:
    if _is_profile(record):
        return "account"
    error = mapping(record.get("error"))
    if "log_id" in error and error.get("code") != "ok" and not record.get("data"):
        return "error"
    asked = mapping(record.get("query")) or record
    conditions = (condition for name in _LOGIC for condition in records(asked.get(name)))
    return "query" if any("field_name" in condition for condition in conditions) else ""


def _video(item: Record, found: Found) -> Post:
    video = text(item.get("video_id")) or text(item.get("id"))
    if not video:
        raise KeyError("video_id")
    words, handle = text(item.get("video_description")), text(item.get("username"))
    tags = item.get("hashtag_names")
    named = distinct(map(text, tags)) if isinstance(tags, list) else ()
    spoken = text(item.get("voice_to_text"))
    return Post(
        id=f"tiktok:{video}",
        platform="tiktok",
        text=words,
        account=account("tiktok", handle=handle, native_id=""),
        created=from_seconds(item.get("create_time")),
        url=f"https://www.tiktok.com/@{handle}/video/{video}",
        mentions=mentions_in(words, "tiktok"),
        hashtags=named or hashtags_in(words),
        media=(Media("video", ""),),
        metrics=Snapshot(
            None,
            counts(
                likes=item.get("like_count"),
                reposts=item.get("share_count"),
                replies=item.get("comment_count"),
                views=item.get("view_count"),
                saves=item.get("favorites_count"),
            ),
        ),
        source="tiktok-research",
        raw=found.raw,
        extra={"voice_to_text": spoken} if spoken else {},
    )


def _comment(item: Record, found: Found) -> Post:
    """Map a comment. The API names nobody who wrote one; what answers a video names it twice."""
    words, number = text(item["text"]), text(item["id"])
    if not number:
        raise KeyError("id")
    answered = text(item.get("parent_comment_id")) or text(item.get("video_id"))
    return Post(
        id=f"tiktok:{number}",
        platform="tiktok",
        text=words,
        created=from_seconds(item.get("create_time")),
        reply_to=Reference(f"tiktok:{answered}") if answered else None,
        mentions=mentions_in(words, "tiktok"),
        hashtags=hashtags_in(words),
        metrics=Snapshot(
            None, counts(likes=item.get("like_count"), replies=item.get("reply_count"))
        ),
        source="tiktok-research",
        raw=found.raw,
    )


def _items(data: Record, line: int) -> Iterator[Found]:
    for name in _LISTS:
        items = data.get(name)
        for item in items if isinstance(items, list) else []:
            yield Found(line, mapping(item), json.dumps(item, ensure_ascii=False))
    if _is_profile(data):
        yield Found(line, data, "")


def _is_profile(record: Record) -> bool:
    return record.keys() >= _PROFILE
