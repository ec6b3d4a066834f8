"""X API v2 as its clients (twarc and others) save it: pages with ``includes``, or flattened rows.

A page is split into rows that carry what they refer to, as ``twarc2 flatten`` does; so one
mapping serves both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, in_text
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    counts,
    distinct,
    from_iso,
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.collectors.x_posts import address, first_version, medium, reference
from monitor.records import Account, Link, Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post"]

_PAGE_KEYS = frozenset({"includes", "__twarc", "matching_rules"})
_PAGE_PARTS = frozenset({"data", "includes", "errors", "meta"})
_TWEET_KEYS = frozenset(
    {
        "author_id",
        "conversation_id",
        "edit_history_tweet_ids",
        "public_metrics",
        "referenced_tweets",
        "reply_settings",
        "__twarc",
    }
)
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_REPOST = re.compile(r"RT @(\w+): ")


def recognises(record: Record) -> bool:
    """Tell a page or a row of the API from other JSON."""
    if not _PAGE_KEYS.isdisjoint(record) and not _PAGE_PARTS.isdisjoint(record):
        return True
    data = record.get("data")
    rows = records([data]) or records(data) or records(record.get("errors"))
    return _is_row(rows[0] if rows else record) or "result_count" in mapping(record.get("meta"))


def split(found: Found) -> Sequence[Found]:
    """Return the rows of a page, what they refer to joined in; a flattened row as it is."""
    page: Record = found.value
    return (found,) if _PAGE_PARTS.isdisjoint(page) else tuple(_rows(page, found.line))


def to_post(found: Found) -> Post | Other:
    """Map one row with what it refers to; users, counts, deletions and errors are no posts.

    Raises
    ------
    KeyError
        It is none of these and has no ``id`` or no ``text``.
    """
    tweet: Record = found.value
    if kind := _kind_of_no_post(tweet):
        return Other(found.line, kind, *(_deleted(tweet) if kind == "deletion" else ()))
    native_id, own_text = text(tweet["id"]), tweet["text"]
    if not native_id or not isinstance(own_text, str):
        raise KeyError("text")
    author = _author(tweet)
    others = {text(other.get("type")): other for other in records(tweet.get("referenced_tweets"))}
    reposted = others.get("retweeted", {})
    said = reposted if "text" in reposted else tweet  # whose words these are
    words, entities = _text(said), _entities(said)
    return Post(
        id=f"x:{_first_version(tweet)}",
        platform="x",
        text=words,
        account=author,
        created=from_iso(tweet.get("created_at")) or _time_in(native_id),
        url=address(author, native_id),
        lang=text(tweet.get("lang")),
        reply_to=_replied(tweet, others.get("replied_to", {})),
        repost_of=_reposted(tweet, reposted),
        quote_of=None if reposted else _reference(others.get("quoted", {})),
        mentions=_mentions(entities, words),
        hashtags=_hashtags(entities, words),
        links=_links(entities, words),
        media=tuple(_media(said)),
        metrics=Snapshot(
            from_iso(mapping(tweet.get("__twarc")).get("retrieved_at")), _counts(tweet)
        ),
        source="x-api-v2",
        raw=found.raw,
        extra=_withheld(tweet),
    )


def _is_row(record: Record) -> bool:
    if "text" in record and "id" in record:
        bare = record.keys() <= {"id", "text"} and len(text(record["id"])) > 14
        return bare or not _TWEET_KEYS.isdisjoint(record)
    return bool(_kind_of_no_post(record))


def _kind_of_no_post(row: Record) -> str:
    if "text" in row:
        return ""
    if "id" in row and "action" in row and "created_at" in row:
        return "deletion"
    if "tweet_count" in row and "start" in row:
        return "count"
    if "id" in row and "username" in row and "name" in row:
        return "account"
    return "error" if "title" in row and "type" in row and "detail" in row else ""


def _deleted(row: Record) -> tuple[str, str]:
    """Return the post, or the account, that a compliance row says was deleted.

    Rows of both kinds look alike. The short numbers of before late 2010 are both posts' and
    accounts': one made later is an account's. A long one is only one of them.
    """
    if row.get("action") != "delete":  # a place was taken out
        return "", ""
    number, made = text(row["id"]), from_iso(row.get("created_at"))
    if _time_in(number):
        return f"x:{number}", f"x:{number}"
    return ("", f"x:{number}") if made and made > _EPOCH else (f"x:{number}", "")


def _rows(page: Record, line: int) -> Iterator[Found]:
    data = page.get("data")
    includes = mapping(page.get("includes"))
    users = _by(includes.get("users"), "id")
    tweets = _by(includes.get("tweets"), "id")
    media = _by(includes.get("media"), "media_key")
    client = {"__twarc": page["__twarc"]} if "__twarc" in page else {}
    for row in data if isinstance(data, list) else [data] if data else []:
        if isinstance(row, dict):
            joined = {**client, **_join(row, users, media)}
            joined["referenced_tweets"] = [
                {**_join(tweets.get(text(other.get("id")), {}), users, media), **other}
                for other in records(row.get("referenced_tweets"))
            ]
            yield Found(line, joined, json.dumps(row, ensure_ascii=False))
        else:
            yield Found(line, {}, json.dumps(row, ensure_ascii=False))
    for error in records(page.get("errors")):
        yield Found(line, error, "")


def _by(items: object, key: str) -> dict[str, Record]:
    return {text(item.get(key)): item for item in records(items)}


def _join(tweet: Record, users: dict[str, Record], media: dict[str, Record]) -> dict[str, object]:
    joined = dict(tweet)
    attachments = mapping(tweet.get("attachments"))
    for name, number in (("author", "author_id"), ("in_reply_to_user", "in_reply_to_user_id")):
        if user := users.get(text(tweet.get(number))):
            joined[name] = user
    keys = attachments.get("media_keys")
    if isinstance(keys, list):
        found = [media[text(key)] for key in keys if text(key) in media]
        joined["attachments"] = {**attachments, "media": found}
    return joined


def _author(tweet: Record) -> Account | None:
    user = mapping(tweet.get("author"))
    return account(
        "x",
        handle=user.get("username"),
        native_id=tweet.get("author_id") or user.get("id"),
        name=user.get("name"),
        followers=mapping(user.get("public_metrics")).get("followers_count"),
        verified=user.get("verified"),
        description=user.get("description"),
    )


def _first_version(tweet: Record) -> str:
    return first_version(tweet.get("edit_history_tweet_ids"), text(tweet.get("id")))


def _time_in(native_id: str) -> datetime | None:
    """Return when an id was made: since late 2010 ids hold milliseconds (Twitter's snowflake)."""
    if not native_id.isdecimal() or not 14 < len(native_id) < 20:
        return None
    return _EPOCH + timedelta(milliseconds=int(native_id) >> 22)


def _text(tweet: Record) -> str:
    return text(mapping(tweet.get("note_tweet")).get("text")) or text(tweet["text"])


def _entities(tweet: Record) -> Record:
    note = mapping(mapping(tweet.get("note_tweet")).get("entities"))
    return note or mapping(tweet.get("entities"))


def _reference(tweet: Record) -> Reference | None:
    return reference(_first_version(tweet), _author(tweet))


def _reposted(tweet: Record, reposted: Record) -> Reference | None:
    original = _reference(reposted)
    if original and not original.account and (named := _REPOST.match(text(tweet.get("text")))):
        return original._replace(account=account_id("x", named[1]))
    return original


def _replied(tweet: Record, answered: Record) -> Reference | None:
    original = _reference(answered)
    if not original:
        return None
    handle = text(mapping(tweet.get("in_reply_to_user")).get("username"))
    number = text(tweet.get("in_reply_to_user_id"))
    named = records(_entities(tweet).get("mentions"))  # a reply addresses whom it answers
    mentioned = {text(user.get("id")): text(user.get("username")) for user in named}
    author = (
        account_id("x", handle or mentioned.get(number, ""))
        or original.account
        or account_id("x", "", number)
    )
    return original._replace(account=author)


def _mentions(entities: Record, words: str) -> tuple[str, ...]:
    if not entities:  # the client did not ask for them
        return mentions_in(words, "x")
    named = records(entities.get("mentions"))
    return distinct(account_id("x", text(user.get("username"))) for user in named)


def _hashtags(entities: Record, words: str) -> tuple[str, ...]:
    if not entities:
        return hashtags_in(words)
    return distinct(text(tag.get("tag")) for tag in records(entities.get("hashtags")))


def _links(entities: Record, words: str) -> tuple[Link, ...]:
    if not entities:
        return as_links(in_text(words))
    names = ("unwound_url", "expanded_url", "url")
    return as_links(
        next((text(url[name]) for name in names if url.get(name)), "")
        for url in records(entities.get("urls"))
        # the post's own picture has an address too; nobody shared that
        if "media_key" not in url and not text(url.get("display_url")).startswith("pic.")
    )


def _media(tweet: Record) -> list[Media]:
    return [
        medium(found.get("type"), found.get("url") or found.get("preview_image_url"))
        for found in records(mapping(tweet.get("attachments")).get("media"))
    ]


def _counts(tweet: Record) -> dict[str, int]:
    metrics = mapping(tweet.get("public_metrics"))
    return counts(
        likes=metrics.get("like_count"),
        reposts=metrics.get("retweet_count"),
        replies=metrics.get("reply_count"),
        quotes=metrics.get("quote_count"),
        views=metrics.get("impression_count"),
        saves=metrics.get("bookmark_count"),
    )


def _withheld(tweet: Record) -> dict[str, str]:
    withheld = tweet.get("withheld")
    return {"withheld": json.dumps(withheld)} if withheld else {}
