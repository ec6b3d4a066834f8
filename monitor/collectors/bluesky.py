"""Bluesky's API, as its servers answer: feeds, searches, threads, quotes, and bare records.

An item of a feed that somebody reposted is that person's repost, with the words of the original.
People can ask that only members see them (``!no-unauthenticated``): their posts are counted, and
none is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.collectors.bluesky_records import (
    POST,
    REPOST,
    Beside,
    kind_of,
    place_of,
    post_id,
    post_of,
    repost_of,
)
from monitor.collectors.lines import Found, context_of, in_context
from monitor.collectors.values import (
    Record,
    account,
    counts,
    distinct,
    from_iso,
    listed,
    mapping,
    records,
    text,
)
from monitor.records import Account, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post", "with_context"]

_LISTS = ("feed", "posts", "records", "actors", "profiles", "repostedBy", "likes")
_EMPTY = {"feed": {"feed", "cursor"}, "posts": {"posts", "cursor", "hitsTotal"}}
_MEMBERS_ONLY = "!no-unauthenticated"
_UNSEEN = {"NotFound": "not_found", "Blocked": "blocked", "NoUnauthenticated": "private"}
"""What stands in a thread where a post is not shown, by the end of its ``$type``."""


def recognises(record: Record) -> bool:
    """Tell an answer of the API, or a record of the protocol, from other JSON."""
    if _is_item(record) or _is_thread(record):
        return True
    if firsts := [item for name in _LISTS for item in records(record.get(name))[:1]]:
        return any(map(_is_item, firsts))
    return any(name in record and record.keys() <= keys for name, keys in _EMPTY.items())


def split(found: Found) -> Sequence[Found]:
    """Return the items of a page or a thread; an item as it is."""
    answer: Record = found.value
    if _is_item(answer):
        return (found,)
    items = [item for name in _LISTS for item in listed(answer.get(name))]
    return with_context([*items, *_in_thread(answer.get("thread"))], line=found.line)


def with_context(
    items: Iterable[object], *, at: datetime | None = None, line: int = 0
) -> list[Found]:
    """Return items with what only their page knows: when it was asked for, and who has which DID.

    Parameters
    ----------
    at : datetime, optional
        When the server answered: the counts were true then.
    line : int
        Where they stand; 0 numbers them from 1.
    """
    items = list(items)
    context = {"at": at.isoformat() if at else "", "people": _people(items)}
    return in_context(items, context, line=line)


def to_post(found: Found) -> Post | Other:
    """Map one item; accounts, likes, and posts that are not shown to everybody are no posts.

    Raises
    ------
    KeyError
        It is none of these and has no address, no author or no text.
    """
    item: Record = found.value
    view = mapping(item.get("post")) or mapping(mapping(item.get("value")).get("post")) or item
    if kind := _unseen(item) or _unseen(view) or _kind_of_no_post(view):
        return Other(found.line, kind)
    reason = mapping(item.get("reason"))
    context = context_of(item)
    post = _shown(view, mapping(context.get("people")) or _people([item]))
    if "by" in reason:
        post = _reposted(post, reason)
    else:
        counted = _counts(view)
        metrics = Snapshot(from_iso(context.get("at")), counted) if counted else None
        post = replace(post, metrics=metrics)
    return replace(post, source="bluesky-api", raw=found.raw)


def _is_item(record: Record) -> bool:
    """Tell one post, record, person or error from a page of them."""
    if _is_item_inside(record, "post") or _is_item_inside(record, "actor"):
        return True
    if text(record.get("uri")).startswith("at://"):
        return not {"record", "value", "notFound", "blocked"}.isdisjoint(record)
    if text(record.get("$type")).startswith(("app.bsky.", "com.atproto.")):
        return True
    if text(record.get("did")).startswith("did:") and "handle" in record:
        return True
    if record.keys() == {"error", "message"}:
        return all(isinstance(value, str) for value in record.values())
    return False


def _is_item_inside(record: Record, name: str) -> bool:
    return name in record and _is_item(mapping(record[name]))


def _is_thread(record: Record) -> bool:
    thread = record.get("thread")
    return any(map(_is_item, records(thread)[:1] or [mapping(thread)]))


def _in_thread(thread: object) -> Iterator[object]:
    """Yield the posts of a thread, without those around them, in whatever depth they stand."""
    waiting = list(reversed(thread)) if isinstance(thread, list) else [thread]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        if not isinstance(node, dict):
            yield node
            continue
        yield {name: value for name, value in node.items() if name not in ("parent", "replies")}
        waiting += [*reversed(listed(node.get("replies"))), node.get("parent")]


def _people(items: Iterable[object]) -> dict[str, str]:
    """Return the handles that items tell, by DID, wherever they stand."""
    found: dict[str, str] = {}
    waiting: list[Any] = list(items)
    while waiting:
        value = waiting.pop()
        inside = value
        if isinstance(value, dict):
            inside = value.values()
            if "did" in value and (handle := _handle(value)):
                found[text(value["did"])] = handle
        if isinstance(value, dict | list):
            waiting += [each for each in inside if isinstance(each, dict | list)]
    return found


def _handle(person: Record) -> str:
    """Return a handle; one that no longer leads to its owner is none."""
    handle = text(person.get("handle"))
    return "" if handle == "handle.invalid" else handle


def _unseen(node: Record) -> str:
    """Return why a post is not shown, as a kind of what is no post; empty where it is."""
    if node.get("notFound") is True or node.get("blocked") is True:
        return "not_found" if node.get("notFound") is True else "blocked"
    name = text(mapping(node.get("value")).get("$type")).partition("#threadItem")[2]
    if name in _UNSEEN:
        return _UNSEEN[name]
    people = (mapping(node.get("author")), mapping(mapping(node.get("reason")).get("by")))
    return "private" if any(_MEMBERS_ONLY in _labels(person) for person in people) else ""


def _kind_of_no_post(view: Record) -> str:
    if "uri" in view:
        place = place_of(view["uri"])
        return kind_of(place.collection) if place and not post_id(view["uri"]) else ""
    if "actor" in view:
        return "like"
    if "did" in view:
        return "account"
    if "error" in view:
        return "error"
    kind = text(view.get("$type"))
    return kind_of(kind) if kind and kind not in (POST, REPOST) else ""


def _shown(view: Record, people: Mapping[str, str]) -> Post:
    """Return the post that a view shows, or the bare record holds."""
    record = mapping(view.get("record")) or mapping(view.get("value"))
    place = place_of(view["uri"])
    author = _account(mapping(view.get("author")))
    if author is None and place:
        author = account("bluesky", handle=people.get(place.did, ""), native_id=place.did)
    if place is None or author is None:
        raise KeyError("uri")
    embeds = records(view.get("embeds"))  # of a quoted post
    embed = mapping(view.get("embed")) or (embeds[0] if embeds else {})
    seen = from_iso(view.get("indexedAt"))
    beside = Beside(text(view["uri"]), author, seen, embed, people)
    if place.collection == REPOST:
        return repost_of(record, beside)
    post = post_of(record, beside)
    labels = " ".join(distinct((*_labels(view), *_own_labels(record))))
    return replace(post, extra={**post.extra, "labels": labels}) if labels else post


def _reposted(post: Post, reason: Record) -> Post:
    """Return the repost of a post that stands in somebody's feed.

    Raises
    ------
    KeyError
        It does not say whose.
    """
    author = _account(mapping(reason["by"]))
    if author is None or post.account is None:
        raise KeyError("by")
    time = text(reason.get("indexedAt"))
    native = post.id.removeprefix("bluesky:")  # older servers do not give the repost's address
    return replace(
        post,
        id=post_id(reason.get("uri")) or f"bluesky:{author.native_id}/repost/{native}/{time}",
        account=author,
        created=from_iso(time),
        reply_to=None,
        quote_of=None,
        repost_of=Reference(post.id, post.account.id),
        extra={
            name: value for name, value in post.extra.items() if name not in ("created", "root")
        },
    )


def _account(person: Record) -> Account | None:
    checked = mapping(person.get("verification"))
    valid = "valid" in (checked.get("verifiedStatus"), checked.get("trustedVerifierStatus"))
    return account(
        "bluesky",
        handle=_handle(person),
        native_id=person.get("did"),
        name=person.get("displayName"),
        followers=person.get("followersCount"),
        verified=valid if checked else None,
        description=person.get("description"),
    )


def _labels(labelled: Record) -> tuple[str, ...]:
    """Return the labels that stand: one may be taken back by a later one."""
    labels = records(labelled.get("labels"))
    return distinct(text(label.get("val")) for label in labels if label.get("neg") is not True)


def _own_labels(record: Record) -> Iterator[str]:
    """Yield the labels that an author gave a post."""
    labels = records(mapping(record.get("labels")).get("values"))
    return (text(label.get("val")) for label in labels)


def _counts(view: Record) -> dict[str, int]:
    return counts(
        likes=view.get("likeCount"),
        reposts=view.get("repostCount"),
        replies=view.get("replyCount"),
        quotes=view.get("quoteCount"),
        saves=view.get("bookmarkCount"),
    )
