"""X as twscrape and snscrape write it: one post a line, in the names of snscrape's classes.

snscrape called the text ``content`` up to 0.4 and ``rawContent`` since; twscrape took the latter.
Neither says when it looked: counts are of an unknown moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.collectors.lines import Found
from monitor.collectors.links import as_links
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    counts,
    distinct,
    from_iso,
    hashtags_in,
    listed,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.collectors.x_posts import address, first_version, medium, not_shown, reference
from monitor.records import Account, Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post"]

_KIND = "snscrape.modules.twitter."
_MEDIA = {"photos": "photo", "videos": "video", "animated": "animated_gif"}


def recognises(record: Record) -> bool:
    """Tell by the class that both write beside each record, else by snscrape's own names.

    Examples
    --------
    >>> recognises({"_type": "snscrape.modules.twitter.Tweet"}), recognises({"text": "halo"})
    (True, False)
    """
    if text(record.get("_type")).startswith(_KIND):
        return True
    return "conversationId" in record and _words(record) is not None


def split(found: Found) -> Sequence[Found]:
    """Return the post itself."""
    return (found,)


def to_post(found: Found) -> Post | Other:
    """Map one post; accounts, and posts that were not shown, are no posts.

    Raises
    ------
    KeyError
        It has no ``id`` or no text.

    Examples
    --------
    >>> row = {"id": 17, "date": "2024-02-14 02:00:00+00:00", "rawContent": "Ayo ke TPS"}
    >>> post = to_post(Found(1, {**row, "user": {"username": "Warga"}}, ""))
    >>> post.id, post.account.id, post.created.hour
    ('x:17', 'x:warga', 2)
    """
    tweet: Record = found.value
    kind = text(tweet.get("_type"))
    if kind.startswith(_KIND) and kind != f"{_KIND}Tweet":
        if kind.startswith(f"{_KIND}User"):
            return Other(found.line, "account")
        return not_shown(found.line, text(tweet.get("text")), _id(tweet))
    native_id = _id(tweet)
    if not native_id:
        raise KeyError("id")
    reposted = mapping(tweet.get("retweetedTweet"))
    said = reposted if _words(reposted) is not None else tweet  # whose words these are
    words = _words(said)
    if words is None:
        raise KeyError("rawContent")
    author = _author(tweet)
    return Post(
        id=f"x:{_first_version(tweet)}",
        platform="x",
        text=words,
        account=author,
        created=_time(tweet.get("date")),
        url=address(author, native_id),
        lang=text(tweet.get("lang")),
        reply_to=_replied(tweet),
        repost_of=_reference(reposted),
        quote_of=None if reposted else _reference(mapping(tweet.get("quotedTweet"))),
        mentions=_mentions(said, words),
        hashtags=_hashtags(said, words),
        links=as_links(_links(said)),
        media=tuple(_media(said)),
        metrics=Snapshot(None, _counts(tweet)),
        source="x-scraped",
        raw=found.raw,
    )


def _words(tweet: Record) -> str | None:
    said = tweet.get("rawContent", tweet.get("content"))
    return said if isinstance(said, str) else None


def _id(tweet: Record) -> str:
    return text(tweet.get("id_str")) or text(tweet.get("id"))


def _first_version(tweet: Record) -> str:
    return first_version(mapping(tweet.get("editControl")).get("edit_tweet_ids"), _id(tweet))


def _time(value: object) -> datetime | None:
    return from_iso(value.replace(" ", "T", 1)) if isinstance(value, str) else None


def _author(tweet: Record) -> Account | None:
    user = mapping(tweet.get("user"))
    return account(
        "x",
        handle=user.get("username"),
        native_id=text(user.get("id_str")) or user.get("id"),
        name=user.get("displayname"),
        followers=user.get("followersCount"),
        verified=user.get("verified"),
        description=user.get("rawDescription"),
    )


def _reference(tweet: Record) -> Reference | None:
    return reference(_first_version(tweet), _author(tweet))


def _replied(tweet: Record) -> Reference | None:
    answered = text(tweet.get("inReplyToTweetIdStr")) or text(tweet.get("inReplyToTweetId"))
    user = mapping(tweet.get("inReplyToUser"))
    handle = text(user.get("username")) or text(tweet.get("inReplyToScreenName"))
    whose = account_id("x", handle, text(user.get("id")))
    return Reference(f"x:{answered}" if answered else "", whose) if answered or whose else None


def _mentions(tweet: Record, words: str) -> tuple[str, ...]:
    """Return whom X links in the text: a name of nobody is no mention; null says there is none."""
    if "mentionedUsers" not in tweet:
        return mentions_in(words, "x")
    named = records(tweet["mentionedUsers"])
    return distinct(account_id("x", text(user.get("username"))) for user in named)


def _hashtags(tweet: Record, words: str) -> tuple[str, ...]:
    if "hashtags" not in tweet:
        return hashtags_in(words)
    return distinct(map(text, listed(tweet["hashtags"])))


def _links(tweet: Record) -> Iterator[str]:
    """Yield where links lead: objects since 0.5, bare addresses in ``outlinks`` before."""
    found = records(tweet.get("links"))
    yield from (text(link.get("url")) for link in found)
    if not found:
        yield from (text(link) for link in listed(tweet.get("outlinks")))


def _media(tweet: Record) -> Iterator[Media]:
    media = tweet.get("media")
    for name, kind in _MEDIA.items():  # twscrape
        for each in records(mapping(media).get(name)):
            yield medium(kind, text(each.get("url")) or text(each.get("thumbnailUrl")))
    for each in records(media):  # snscrape
        kind = {"Photo": "photo", "Gif": "animated_gif"}.get(
            text(each.get("_type")).rpartition(".")[2], "video"
        )
        yield medium(kind, text(each.get("fullUrl")) or text(each.get("thumbnailUrl")))


def _counts(tweet: Record) -> dict[str, int]:
    return counts(
        likes=tweet.get("likeCount"),
        reposts=tweet.get("retweetCount"),
        replies=tweet.get("replyCount"),
        quotes=tweet.get("quoteCount"),
        views=tweet.get("viewCount"),
        saves=tweet.get("bookmarkedCount"),
    )
