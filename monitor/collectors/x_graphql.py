"""A tweet as X's web app receives it (GraphQL ``tweet_results.result``), to a Post.

X moved fields over the years; each is looked for where it is now, then where it was.
"""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.collectors.lines import Found
from monitor.collectors.links import account_of, as_links
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    counts,
    distinct,
    mapping,
    records,
    text,
)
from monitor.collectors.x_posts import address, first_version, medium, not_shown, reference
from monitor.records import Account, Media, Other, Post, Reference, Snapshot

__all__ = ["from_twitter", "recognises", "to_post"]

_UNSEEN = ("TweetTombstone", "TweetUnavailable")
_NO_POSTS = {
    "User": "account",
    "UserUnavailable": "account",
    "TimelineUser": "account",
    "TimelineTimelineCursor": "cursor",
}
_MONTHS = "-Jan-Feb-Mar-Apr-May-Jun-Jul-Aug-Sep-Oct-Nov-Dec-"


def recognises(item: Record) -> bool:
    """Tell a tweet result by its type name, or by the two keys every one has."""
    name = text(item.get("__typename"))
    return (
        name in _NO_POSTS
        or name in _UNSEEN
        or name in ("Tweet", "TweetWithVisibilityResults")
        or ("legacy" in item and ("rest_id" in item or item.get("type") == "adaptive"))
    )


def to_post(item: Record, found: Found, as_of: datetime | None) -> Post | Other:
    """Map one result; a tombstone or a user is no post.

    Raises
    ------
    KeyError
        It looks like a tweet but has no ``legacy`` part, no id or no text.
    """
    tweet = _unwrap(item)
    name = text(tweet.get("__typename"))
    if name in _NO_POSTS:
        return Other(found.line, _NO_POSTS[name])
    if name in _UNSEEN or "tombstone" in tweet:
        return not_shown(found.line, _notice(tweet), _number(tweet))
    legacy = tweet["legacy"]
    author = _author(tweet)
    native_id = _number(tweet)
    if not native_id:
        raise KeyError("id_str")
    reposted = _unwrap(_result(legacy.get("retweeted_status_result")))
    said = reposted if "legacy" in reposted else tweet  # whose words these are
    entities = _entities(said)
    return Post(
        id=f"x:{_first_version(tweet)}",
        platform="x",
        text=_text(said),
        account=author,
        created=from_twitter(text(legacy.get("created_at"))),
        url=address(author, native_id),
        lang=text(legacy.get("lang")),
        reply_to=_replied(legacy),
        repost_of=_reference(reposted),
        quote_of=None if reposted else _quoted(tweet),
        mentions=distinct(
            account_id("x", text(user.get("screen_name")), text(user.get("id_str")))
            for user in records(entities.get("user_mentions"))
        ),
        hashtags=distinct(text(tag.get("text")) for tag in records(entities.get("hashtags"))),
        links=as_links(
            text(url.get("expanded_url")) or text(url.get("url"))
            for url in records(entities.get("urls"))
        ),
        media=tuple(_media(said)),
        metrics=Snapshot(as_of, _counts(tweet)),
        is_ad=bool(item.get("promoted") or item.get("promotedMetadata")),
        source="zeeschuimer:x",
        raw=found.raw,
    )


def from_twitter(value: str) -> datetime | None:
    """Return the UTC time of ``Wed Feb 14 04:30:00 +0000 2024``, whatever the computer's locale.

    Examples
    --------
    >>> from_twitter("Wed Feb 14 04:30:00 +0000 2024").isoformat()
    '2024-02-14T04:30:00+00:00'
    """
    try:
        _day, month, day, clock, _zone, year = value.split()
        hour, minute, second = map(int, clock.split(":"))
        date = (int(year), _MONTHS.index(f"-{month}-") // 4 + 1, int(day))
        return datetime(*date, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _notice(tweet: Record) -> str:
    """Return what is shown in a post's place; nothing where only a code says why."""
    said = mapping(tweet.get("tombstone")).get("text")
    return text(mapping(said).get("text")) or text(said)


def _result(holder: object) -> Record:
    return mapping(mapping(holder).get("result"))


def _unwrap(item: Record) -> Record:
    return mapping(item.get("tweet")) or item


def _author(tweet: Record) -> Account | None:
    user = _result(mapping(tweet.get("core")).get("user_results"))
    new, old = mapping(user.get("core")), mapping(user.get("legacy") or tweet.get("user"))
    relations, bio = mapping(user.get("relationship_counts")), mapping(user.get("profile_bio"))
    return account(
        "x",
        handle=new.get("screen_name") or old.get("screen_name"),
        native_id=user.get("rest_id") or mapping(tweet.get("legacy")).get("user_id_str"),
        name=new.get("name") or old.get("name"),
        followers=relations.get("followers", old.get("followers_count")),
        verified=user.get("is_blue_verified", old.get("verified")),
        description=bio.get("description") or old.get("description"),
    )


def _note(tweet: Record) -> Record:
    """Return the whole of a long post, of which ``legacy`` holds the beginning."""
    return _result(mapping(tweet.get("note_tweet")).get("note_tweet_results"))


def _text(tweet: Record) -> str:
    legacy: Record = tweet["legacy"]
    return text(_note(tweet).get("text")) or text(legacy["full_text"])


def _entities(tweet: Record) -> Record:
    return mapping(_note(tweet).get("entity_set")) or mapping(tweet["legacy"].get("entities"))


def _first_version(tweet: Record) -> str:
    control = mapping(tweet.get("edit_control"))
    known = text(control.get("initial_tweet_id")) or _number(tweet)
    return first_version(control.get("edit_tweet_ids"), known)


def _number(tweet: Record) -> str:
    return text(tweet.get("rest_id")) or text(mapping(tweet.get("legacy")).get("id_str"))


def _reference(tweet: Record) -> Reference | None:
    tweet = _unwrap(tweet)
    return reference(_first_version(tweet), _author(tweet))


def _quoted(tweet: Record) -> Reference | None:
    known = _reference(_result(tweet.get("quoted_status_result")))
    if known:
        return known
    legacy = tweet["legacy"]  # the quoted post is gone or hidden; its number and address stay
    native_id = text(legacy.get("quoted_status_id_str"))
    address = text(mapping(legacy.get("quoted_status_permalink")).get("expanded"))
    return Reference(f"x:{native_id}", account_of(address)) if native_id else None


def _replied(legacy: Record) -> Reference | None:
    native_id = text(legacy.get("in_reply_to_status_id_str"))
    if not native_id:
        return None
    handle = text(legacy.get("in_reply_to_screen_name"))
    number = text(legacy.get("in_reply_to_user_id_str"))
    return Reference(f"x:{native_id}", account_id("x", handle, number))


def _media(tweet: Record) -> list[Media]:
    legacy = tweet["legacy"]
    entities = mapping(legacy.get("extended_entities")) or mapping(legacy.get("entities"))
    return [
        medium(found.get("type"), found.get("media_url_https"))
        for found in records(entities.get("media"))
    ]


def _counts(tweet: Record) -> dict[str, int]:
    legacy = tweet["legacy"]
    return counts(
        likes=legacy.get("favorite_count"),
        reposts=legacy.get("retweet_count"),
        replies=legacy.get("reply_count"),
        quotes=legacy.get("quote_count"),
        views=mapping(tweet.get("views")).get("count"),
        saves=legacy.get("bookmark_count"),
    )
