"""An Instagram post as the web app receives it, to a Post."""

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
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.records import Account, Media, Other, Post, Snapshot

__all__ = ["recognises", "shortcode", "to_post"]

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_AD_FLAGS = ("ad_id", "ad_action", "injected", "is_paid_partnership", "sponsor_tags")


def recognises(item: Record) -> bool:
    """Tell an Instagram item by its own keys, which no other platform uses together."""
    return "pk" in item and ("taken_at" in item or "code" in item or "media_type" in item)


def to_post(item: Record, found: Found, as_of: datetime | None) -> Post | Other:
    """Map one item; a live broadcast or a bare profile is no post.

    Raises
    ------
    KeyError
        It looks like a post but has no id, or no time and no picture.
    """
    if kind := _kind_of_no_post(item):
        return Other(found.line, kind)
    if "taken_at" not in item:
        raise KeyError("taken_at")
    code = text(item.get("code")) or shortcode(text(item["pk"]))
    words = _caption(item)
    owner = _owner(item)
    kind = "reel" if item.get("product_type") == "clips" else "p"
    return Post(
        id=f"instagram:{code}",
        platform="instagram",
        text=words,
        account=owner,
        created=from_seconds(item["taken_at"]),
        url=f"https://www.instagram.com/{kind}/{code}/",
        mentions=distinct((*mentions_in(words, "instagram"), *_tagged(item))),
        hashtags=hashtags_in(words),
        links=as_links(in_text(words)),
        media=tuple(_media(item)),
        metrics=Snapshot(as_of, _counts(item)),
        is_ad=item.get("product_type") == "ad" or any(item.get(flag) for flag in _AD_FLAGS),
        source="zeeschuimer:instagram",
        raw=found.raw,
        extra=_extra(item),
    )


def shortcode(pk: str) -> str:
    """Return the code in a post's address: its number written in base 64.

    Examples
    --------
    >>> shortcode("3513759156025241538")
    'DDDYVXxKS_C'
    """
    number, code = int(pk), ""
    while number > 0:
        number, digit = divmod(number, 64)
        code = _ALPHABET[digit] + code
    return code


def _kind_of_no_post(item: Record) -> str:
    if item.get("product_type") in ("live", "post_live"):
        return "live"
    return "account" if "username" in item and "media_type" not in item else ""


def _caption(item: Record) -> str:
    caption = item.get("caption")
    return text(mapping(caption).get("text")) or text(caption)


def _owner(item: Record) -> Account | None:
    user = mapping(item.get("user")) or mapping(item.get("owner"))
    return account(
        "instagram",
        handle=user.get("username"),
        native_id=user.get("pk") or user.get("id"),
        name=user.get("full_name"),
        followers=user.get("follower_count"),
        verified=user.get("is_verified"),
        description=user.get("biography"),
    )


def _tagged(item: Record) -> list[str]:
    """Return the accounts tagged in the picture and those who publish it together."""
    tags = records(mapping(item.get("usertags")).get("in"))
    people = [mapping(tag.get("user")) for tag in tags] + records(item.get("coauthor_producers"))
    return [account_id("instagram", text(person.get("username"))) for person in people]


def _media(item: Record) -> list[Media]:
    parts = records(item.get("carousel_media")) or [item]
    return [media for part in parts if (media := _one_medium(part)).url]


def _one_medium(part: Record) -> Media:
    if videos := records(part.get("video_versions")):
        return Media("video", text(videos[0].get("url")))
    pictures = records(mapping(part.get("image_versions2")).get("candidates"))
    return Media("image", text(pictures[0].get("url")) if pictures else "")


def _counts(item: Record) -> dict[str, int]:
    # Where the owner hides them, the count is of the likers the viewer knows: not the post's.
    hidden = item.get("like_and_view_counts_disabled") is True
    views = [item.get(name) for name in ("play_count", "ig_play_count", "view_count")]
    return counts(
        likes=None if hidden else item.get("like_count"),
        reposts=item.get("media_repost_count"),
        replies=item.get("comment_count"),
        views=None if hidden else next((seen for seen in views if seen), None),
    )


def _extra(item: Record) -> dict[str, str]:
    """Return what Instagram itself reads in the picture, and where it was taken."""
    found = {
        "picture": text(item.get("accessibility_caption")),
        "place": text(mapping(item.get("location")).get("name")),
    }
    return {name: value for name, value in found.items() if value}
