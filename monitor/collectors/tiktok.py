"""A TikTok video as the web app receives it, to a Post."""

from __future__ import annotations

from datetime import datetime

from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, in_text
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    counts,
    distinct,
    from_seconds,
    mapping,
    records,
    text,
)
from monitor.records import Account, Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "to_post"]

_AD_FLAGS = ("isAd", "is_ad", "is_ads", "adInfo", "ad_info", "isPaidPartnership")


def recognises(item: Record) -> bool:
    """Tell a TikTok item by its own keys, which no other platform uses together."""
    return "author" in item and "createTime" in item and ("stats" in item or "video" in item)


def to_post(item: Record, found: Found, as_of: datetime | None) -> Post | Other:
    """Map one item; live rooms, user cards and advertisements without a video are no posts.

    Raises
    ------
    KeyError
        It looks like a video but has no id or no text field.
    """
    if kind := _kind_of_no_post(item):
        return Other(found.line, kind)
    native_id, words = text(item["id"]), _text(item)
    if not native_id:
        raise KeyError("id")
    author = _author(item)
    tags = [tag for part in (item, *records(item.get("contents"))) for tag in _tags(part)]
    return Post(
        id=f"tiktok:{native_id}",
        platform="tiktok",
        text=words,
        account=author,
        created=from_seconds(item.get("createTime")),
        url=_url(author, native_id, "photo" if "imagePost" in item else "video"),
        lang="" if item.get("textLanguage") == "un" else text(item.get("textLanguage")),
        quote_of=_quoted(item, tags),
        mentions=distinct(account_id("tiktok", text(tag.get("userUniqueId"))) for tag in tags),
        hashtags=distinct(
            [text(tag.get("hashtagName")) for tag in tags]
            + [text(challenge.get("title")) for challenge in records(item.get("challenges"))]
        ),
        links=as_links(in_text(words)),
        media=tuple(_media(item)),
        metrics=Snapshot(as_of, _counts(item)),
        is_ad=any(item.get(flag) for flag in _AD_FLAGS),
        source="zeeschuimer:tiktok",
        raw=found.raw,
        extra=_on_screen(item),
    )


def _kind_of_no_post(item: Record) -> str:
    if "createTime" in item or "desc" in item or "contents" in item:
        return ""
    if "liveRoom" in item or "roomId" in item or "room_id" in item or "live_info" in item:
        return "live"
    if any(item.get(flag) for flag in _AD_FLAGS):
        return "ad"
    return "account" if "uniqueId" in item or "user_info" in item or "userInfo" in item else ""


def _text(item: Record) -> str:
    if "desc" not in item and "contents" not in item:
        raise KeyError("desc")
    parts = (text(part.get("desc")) for part in records(item.get("contents")))
    return text(item.get("desc")) or " ".join(parts)


def _author(item: Record) -> Account | None:
    found = item.get("author")
    if isinstance(found, str):  # items embedded in a page name their author only
        found = {"uniqueId": found, "nickname": item.get("nickname"), "id": item.get("authorId")}
    author = mapping(found)
    stats = mapping(item.get("authorStatsV2")) or mapping(item.get("authorStats"))
    return account(
        "tiktok",
        handle=author.get("uniqueId"),
        native_id=author.get("id"),
        name=author.get("nickname"),
        followers=stats.get("followerCount"),
        verified=author.get("verified"),
        description=author.get("signature"),
    )


def _url(author: Account | None, native_id: str, kind: str) -> str:
    return f"https://www.tiktok.com/@{author.handle if author else ''}/{kind}/{native_id}"


def _tags(part: Record) -> list[Record]:
    return records(part.get("textExtra"))


def _quoted(item: Record, tags: list[Record]) -> Reference | None:
    """Return the video that a duet or a stitch was made from."""
    duet, stitch = mapping(item.get("duetInfo")), mapping(item.get("stitchInfo"))
    tagged = next((tag for tag in tags if text(tag.get("awemeId")) not in ("", "0")), {})
    for origin in (duet.get("duetFromId"), stitch.get("stitchFromId"), tagged.get("awemeId")):
        if text(origin) not in ("", "0"):
            handle = text(tagged.get("userUniqueId"))
            return Reference(f"tiktok:{text(origin)}", account_id("tiktok", handle))
    return None


def _media(item: Record) -> list[Media]:
    pictures = [
        Media("image", text(next(iter(mapping(picture.get("imageURL")).get("urlList", ())), "")))
        for picture in records(mapping(item.get("imagePost")).get("images"))
    ]
    cover = text(mapping(item.get("video")).get("cover"))
    return pictures or ([Media("video", cover)] if cover else [])


def _counts(item: Record) -> dict[str, int]:
    exact = mapping(item.get("statsV2"))  # counts as text; the older form rounds large ones
    stats = exact or mapping(item.get("stats"))
    return counts(
        likes=stats.get("diggCount"),
        reposts=stats.get("shareCount"),
        replies=stats.get("commentCount"),
        views=stats.get("playCount"),
        saves=stats.get("collectCount"),
    )


def _on_screen(item: Record) -> dict[str, str]:
    """Return the text laid over the video: part of what it says, but not of its caption."""
    lines = [
        text(line)
        for sticker in records(item.get("stickersOnItem"))
        for line in sticker.get("stickerText") or ()
    ]
    return {"on_screen": "\n".join(lines)} if lines else {}
