"""YouTube's Data API v3, as its answers are saved: videos, search results, comments, channels.

A channel is ``youtube:UC...``: that number is all a video says of it. What a search shows is an
excerpt (its title escaped as HTML, its description cut); a video asked for by its id is whole.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, in_text
from monitor.collectors.seen import seen
from monitor.collectors.values import (
    Record,
    counts,
    distinct,
    from_iso,
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.records import Account, Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post", "video_of"]

_KIND = "youtube#"
_LIST = "ListResponse"
_GONE = {"Deleted video": "deletion", "Private video": "private"}
_THUMBNAILS = ("maxres", "standard", "high", "medium", "default")


def recognises(record: Record) -> bool:
    """Tell by the kind that every object of the API names, and its errors by their reasons.

    Examples
    --------
    >>> recognises({"kind": "youtube#searchListResponse", "items": []})
    True
    >>> recognises({"kind": "youtube", "snippet": "teks"})
    False
    """
    return text(record.get("kind")).startswith(_KIND) or _is_error(record)


def split(found: Found) -> Sequence[Found]:
    """Return the items of a page, and of a thread its comments; one item as it is."""
    page: Record = found.value
    if not text(page.get("kind")).endswith(_LIST):
        return tuple(_comments(found))
    items = page.get("items")
    return [
        part
        for item in (items if isinstance(items, list) else [])
        for part in _comments(_found(found.line, item))
    ]


def to_post(found: Found) -> Post | Other:
    r"""Map a video, a search result or a comment; channels, playlists and errors are no posts.

    Raises
    ------
    KeyError
        It is one of these and has no id or no ``snippet``.

    Examples
    --------
    >>> snippet = {"title": "Hitung cepat", "description": "Simak #pemilu", "channelId": "UC7"}
    >>> video = {"kind": "youtube#video", "id": "dQw4w9WgXcQ", "snippet": snippet}
    >>> post = to_post(Found(1, video, ""))
    >>> post.id, post.account.id, post.text
    ('youtube:dQw4w9WgXcQ', 'youtube:UC7', 'Hitung cepat\n\nSimak #pemilu')
    """
    item: Record = found.value
    if kind := _kind_of_no_post(item):
        gone = video_of(item) if kind == "deletion" else ""
        return Other(found.line, kind, f"youtube:{gone}" if gone else "")
    snippet = item["snippet"]
    if not isinstance(snippet, dict):
        raise KeyError("snippet")
    return _comment(item, snippet, found) if _kind(item) == "comment" else _video(item, found)


def video_of(item: Record) -> str:
    """Return the id of the video that an item is or points at; empty where it is none.

    Examples
    --------
    >>> video_of({"id": {"kind": "youtube#video", "videoId": "dQw4w9WgXcQ"}})
    'dQw4w9WgXcQ'
    """
    snippet = mapping(item.get("snippet"))
    return (
        text(mapping(item.get("id")).get("videoId"))
        or text(mapping(snippet.get("resourceId")).get("videoId"))
        or (text(item.get("id")) if _kind(item) == "video" else "")
    )


def _found(line: int, item: object) -> Found:
    return Found(line, item if isinstance(item, dict) else {}, _raw(item))


def _raw(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def _is_error(record: Record) -> bool:
    error = mapping(record.get("error"))
    return isinstance(error.get("code"), int) and any(
        "reason" in each for each in records(error.get("errors"))
    )


def _kind(item: Record) -> str:
    return text(item.get("kind")).removeprefix(_KIND)


def _comments(found: Found) -> Iterator[Found]:
    """Yield the comments of a thread, and anything else as it is."""
    item: Record = found.value
    if _kind(item) != "commentThread":
        yield found
        return
    thread = mapping(item.get("snippet"))
    top = mapping(thread.get("topLevelComment"))
    if thread.get("isPublic") is False or not top:
        yield found
        return
    known = {"videoId": thread.get("videoId"), "channelId": thread.get("channelId")}
    yield Found(
        found.line,
        _with(top, **known, totalReplyCount=thread.get("totalReplyCount")),
        _raw(top),
    )
    replies = mapping(item.get("replies")).get("comments")
    for reply in replies if isinstance(replies, list) else []:
        yield Found(found.line, _with(mapping(reply), **known), _raw(reply))


def _with(comment: Record, **known: object) -> Record:
    """Add what its thread knows of a comment and it does not say itself."""
    own = mapping(comment.get("snippet"))
    told = {name: value for name, value in known.items() if value is not None}
    return {**comment, "snippet": {**told, **own}} if own else comment


def _kind_of_no_post(item: Record) -> str:
    if _is_error(item):
        return "error"
    kind = _kind(item)
    if kind == "searchResult":
        kind = text(mapping(item.get("id")).get("kind")).removeprefix(_KIND) or "video"
    snippet, status = mapping(item.get("snippet")), mapping(item.get("status"))
    if "private" in (status.get("privacyStatus"), snippet.get("privacyStatus")):
        return "private"
    if kind == "comment":
        held = text(snippet.get("moderationStatus")) not in ("", "published")
        return "private" if held else ""
    if kind == "commentThread":  # a whole one is split into its comments
        return "private"
    if kind == "playlistItem" and "videoOwnerChannelId" not in snippet:
        return _GONE.get(text(snippet.get("title")), "")
    if not kind:
        raise KeyError("kind")
    return {"video": "", "playlistItem": "", "channel": "account"}.get(kind, kind)


def _video(item: Record, found: Found) -> Post:
    snippet, excerpt = mapping(item.get("snippet")), _kind(item) == "searchResult"
    number = video_of(item)
    if not number:
        raise KeyError("videoId")
    title = text(snippet["title"])  # a video always has one
    words = _words(html.unescape(title) if excerpt else title, text(snippet.get("description")))
    owner = "videoOwner" if _kind(item) == "playlistItem" else ""
    statistics = mapping(item.get("statistics"))
    return Post(
        id=f"youtube:{number}",
        platform="youtube",
        text=words,
        account=_channel(snippet, owner),
        created=_published(item, snippet),
        url=f"https://www.youtube.com/watch?v={number}",
        lang=text(snippet.get("defaultLanguage")) or text(snippet.get("defaultAudioLanguage")),
        mentions=mentions_in(words, "youtube"),
        hashtags=hashtags_in(words),
        links=as_links(in_text(words)),
        media=(Media("video", _thumbnail(snippet)),),
        metrics=Snapshot(
            None,
            counts(
                likes=statistics.get("likeCount"),
                replies=statistics.get("commentCount"),
                views=statistics.get("viewCount"),
            ),
        ),
        source="youtube-api",
        raw=found.raw,
        extra=_extra(item, snippet, excerpt=excerpt),
    )


def _words(title: str, description: str) -> str:
    return f"{title}\n\n{description}" if description else title


def _channel(snippet: Record, owner: str) -> Account | None:
    """Return whose video it is; a playlist's own channel is not always that."""
    if owner:
        number, name = (
            text(snippet.get("videoOwnerChannelId")),
            snippet.get("videoOwnerChannelTitle"),
        )
    else:
        number, name = text(snippet.get("channelId")), snippet.get("channelTitle")
    if not number:
        return None
    return Account(f"youtube:{number}", "youtube", name=text(name), native_id=number)


def _published(item: Record, snippet: Record) -> datetime | None:
    """Return when a video came out; a playlist's own date is when it was put there."""
    if _kind(item) == "playlistItem":
        return from_iso(mapping(item.get("contentDetails")).get("videoPublishedAt"))
    return from_iso(snippet.get("publishedAt"))


def _thumbnail(snippet: Record) -> str:
    pictures = mapping(snippet.get("thumbnails"))
    found = (text(mapping(pictures.get(size)).get("url")) for size in _THUMBNAILS)
    return next(filter(None, found), "")


def _extra(item: Record, snippet: Record, *, excerpt: bool) -> dict[str, str]:
    tags = snippet.get("tags")
    live = text(snippet.get("liveBroadcastContent"))
    visible = text(mapping(item.get("status")).get("privacyStatus"))
    found = {
        "excerpt": "true" if excerpt else "",
        "keywords": "\n".join(distinct(map(text, tags))) if isinstance(tags, list) else "",
        "live": "" if live == "none" else live,
        "visibility": "" if visible == "public" else visible,
    }
    return {name: value for name, value in found.items() if value}


def _comment(item: Record, snippet: Record, found: Found) -> Post:
    number = text(item["id"])
    if not number:
        raise KeyError("id")
    words = _said(snippet)
    video, parent = text(snippet.get("videoId")), text(snippet.get("parentId"))
    published, updated = text(snippet.get("publishedAt")), text(snippet.get("updatedAt"))
    return Post(
        id=f"youtube:{number}",
        platform="youtube",
        text=words,
        account=_author(snippet),
        created=from_iso(published),
        url=f"https://www.youtube.com/watch?v={video}&lc={number}" if video else "",
        reply_to=_answered(snippet, video, parent),
        mentions=mentions_in(words, "youtube"),
        hashtags=hashtags_in(words),
        links=as_links(in_text(words)),
        metrics=Snapshot(
            None,
            counts(likes=snippet.get("likeCount"), replies=snippet.get("totalReplyCount")),
        ),
        source="youtube-api",
        raw=found.raw,
        extra={"edited": updated} if updated and updated != published else {},
    )


def _said(snippet: Record) -> str:
    """Return what was typed; who may not see that gets it as HTML."""
    typed = snippet.get("textOriginal")
    return typed if isinstance(typed, str) else seen(text(snippet["textDisplay"])).text


def _answered(snippet: Record, video: str, parent: str) -> Reference | None:
    if parent:
        return Reference(f"youtube:{parent}")
    channel = text(snippet.get("channelId"))
    whose = f"youtube:{channel}" if channel else ""
    return Reference(f"youtube:{video}" if video else "", whose) if video or whose else None


def _author(snippet: Record) -> Account | None:
    """Return who wrote a comment: since 2022 what it shows as the name is the handle."""
    number = text(mapping(snippet.get("authorChannelId")).get("value"))
    shown = text(snippet.get("authorDisplayName"))
    handle = shown[1:] if shown.startswith("@") else ""
    identity = number or handle.lower()
    if not identity:
        return None
    return Account(f"youtube:{identity}", "youtube", handle, "" if handle else shown, number)
