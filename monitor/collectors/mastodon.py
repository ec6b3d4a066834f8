"""Mastodon's API, as its servers answer and its clients save: statuses, alone, listed or found.

Servers number the same post differently, so a post is named by its home: ``mastodon:1091@host``
where its address is Mastodon's own, else ``mastodon:host/path``, the address without its scheme.
An account is ``mastodon:name@host``; of one on the answering server, whose host the API leaves
out, it is that of the account's address. Only public and unlisted posts are mapped: of any other
not a word is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from monitor.collectors.lines import Found, context_of, in_context
from monitor.collectors.links import as_links
from monitor.collectors.seen import Seen, seen
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    counts,
    distinct,
    from_iso,
    listed,
    mapping,
    records,
    text,
)
from monitor.records import Account, Link, Media, Other, Post, Reference, Snapshot

__all__ = ["recognises", "split", "to_post", "with_context"]

PUBLIC = ("public", "unlisted")
_STATUS_KEYS = frozenset({"id", "uri", "visibility", "account"})
_LISTS = ("statuses", "ancestors", "descendants")
_OTHERS = {"accounts": "account", "hashtags": "hashtag", "collections": "collection"}
_HOME = re.compile(r"/(?:users/[^/]+|ap/users/\d+|@[^/]+)(?:/statuses)?/(\d+)(?:/activity)?")
_TAG_ON_SITE = re.compile(r"(https?://[^/]+)/tags/")
_MEDIA: dict[str, Any] = {"image": "image", "video": "video", "gifv": "video", "audio": "audio"}


def recognises(record: Record) -> bool:
    """Tell an answer of the API from other JSON."""
    if record.keys() >= _STATUS_KEYS or ("statuses" in record and "hashtags" in record):
        return True
    if record.keys() >= {"ancestors", "descendants"}:
        return True
    return _kind_of_no_post(record) in ("account", "edit", "source", "error", "server")


def split(found: Found) -> Sequence[Found]:
    """Return the statuses in an answer, and its accounts and hashtags; a status as it is."""
    answer: Record = found.value
    if "account" in answer or not any(name in answer for name in _LISTS):
        return (found,)
    statuses = [status for name in _LISTS for status in listed(answer.get(name))]
    others = [Found(found.line, item, "") for name in _OTHERS for item in records(answer.get(name))]
    return (*with_context(statuses, line=found.line), *others)


def with_context(
    statuses: Iterable[object], *, site: str = "", at: datetime | None = None, line: int = 0
) -> list[Found]:
    """Return statuses with what only their page knows: who answered, when, and their own ids.

    Parameters
    ----------
    site : str
        The address of the server that answered, where it is known.
    at : datetime, optional
        When it did: the counts were true then.
    line : int
        Where they stand; 0 numbers them from 1.
    """
    items = list(statuses)
    homes = {text(status.get("id")): _post_id(status) for status in records(items)}
    context = {"site": site, "at": at.isoformat() if at else "", "homes": homes}
    return in_context(items, context, line=line)


def to_post(found: Found) -> Post | Other:
    """Map one status; accounts, hashtags, edits and posts that are not public are no posts.

    Raises
    ------
    KeyError
        It is none of these and has no address, no author or no text.
    """
    status: Record = found.value
    if kind := _kind_of_no_post(status):
        return Other(found.line, kind, _post_id(status) if kind == "deletion" else "")
    identity, author = _post_id(status), _account(mapping(status["account"]))
    if not identity or author is None:
        raise KeyError("uri" if author else "account")
    boosted = mapping(status.get("reblog"))
    said = boosted or status  # whose words these are
    if boosted and _hidden(boosted):
        return Other(found.line, "private")
    if boosted and identity == _post_id(boosted):  # some servers give a boost no address
        identity = f"{identity}/boost/{author.handle.lower()}"
    words = _words(said)
    context = context_of(status)
    return Post(
        id=identity,
        platform="mastodon",
        text=_text(said, words),
        account=author,
        created=from_iso(status.get("created_at")),
        url=next(filter(_on_web, (text(status.get("url")), text(status.get("uri")))), ""),
        lang=text(said.get("language")),
        reply_to=None if boosted else _replied(status, author),
        repost_of=_reference(boosted) if boosted else None,
        quote_of=None if boosted else _reference(_quoted(status)),
        mentions=distinct(_mentioned(user) for user in records(said.get("mentions"))),
        hashtags=distinct(text(tag.get("name")) for tag in records(said.get("tags"))),
        links=_links(said, words),
        media=tuple(_media(said)),
        # a boost's own counts are always nought; those of what it boosts are not its
        metrics=None if boosted else Snapshot(from_iso(context.get("at")), _counts(status)),
        source="mastodon-api",
        raw=found.raw,
        extra=_extra(said),
    )


def _kind_of_no_post(record: Record) -> str:
    if record.keys() >= _STATUS_KEYS:
        # what its author deletes comes back once more, as it was typed
        return "private" if _hidden(record) else "" if "content" in record else "deletion"
    if "acct" in record and "username" in record:
        return "account"
    if "content" in record and "spoiler_text" in record and "created_at" in record:
        return "edit"  # of a post it does not name
    if record.keys() == {"id", "text", "spoiler_text"}:
        return "source"
    if isinstance(record.get("error"), str) and len(record) < 3:
        return "error"
    if "history" in record and "name" in record:
        return "hashtag"
    if "version" in record and "title" in record and not {"domain", "uri"}.isdisjoint(record):
        return "server"
    return "collection" if "item_count" in record and "tag" in record else ""


def _hidden(status: Record) -> bool:
    return status.get("visibility") not in PUBLIC


def _post_id(status: Record) -> str:
    """Return the id a post has everywhere: made of its ActivityPub address, which never changes."""
    address = text(status.get("uri"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not parts.netloc:
        return ""
    host = parts.netloc.lower().rpartition("@")[2]
    home = _HOME.fullmatch(parts.path)
    if home:
        return f"mastodon:{home[1]}@{host}"
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return f"mastodon:{host}{rest}" + (f"#{parts.fragment}" if parts.fragment else "")


def _on_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _host(address: object) -> str:
    try:
        return urlsplit(text(address)).netloc.lower().rpartition("@")[2]
    except ValueError:
        return ""


def _handle(user: Record) -> str:
    name = text(user.get("acct")).lstrip("@") or text(user.get("username"))
    host = _host(user.get("url")) or _host(user.get("uri"))
    return name if "@" in name or not host else f"{name}@{host}"


def _account(user: Record) -> Account | None:
    return account(
        "mastodon",
        handle=_handle(user),
        native_id=text(user.get("uri")) or text(user.get("url")),
        name=user.get("display_name"),
        followers=user.get("followers_count"),
        description=_described(text(user.get("note"))),
    )


def _mentioned(user: Record) -> str:
    return account_id("mastodon", _handle(user))


@lru_cache(maxsize=512)  # a page has many posts of few accounts
def _described(markup: str) -> str:
    return seen(markup).text


def _words(status: Record) -> Seen:
    content = status["content"]
    if not isinstance(content, str):
        raise KeyError("content")
    quoted = mapping(status.get("quote")).get("state") == "accepted"
    # beside the quoted post itself, its address is not shown a second time
    return seen(content, unseen=("invisible", "quote-inline") if quoted else ("invisible",))


def _text(status: Record, words: Seen) -> str:
    """Return the warning a reader sees first, and what is behind it."""
    return "\n\n".join(filter(None, (text(status.get("spoiler_text")).strip(), words.text)))


def _reference(status: Record) -> Reference | None:
    identity = _post_id(status)
    if not identity:
        return None
    author = _account(mapping(status.get("account")))
    return Reference(identity, author.id if author else "")


def _quoted(status: Record) -> Record:
    """Return the quoted post; one whose author has not agreed, or no longer, is not shown."""
    quote = mapping(status.get("quote"))
    return mapping(quote.get("quoted_status")) if quote.get("state") == "accepted" else {}


def _replied(status: Record, author: Account) -> Reference | None:
    """Return what a post answers; the API names it by the answering server's own number."""
    number = text(status.get("in_reply_to_id"))
    if not number:
        return None
    context = context_of(status)
    identity = text(mapping(context.get("homes")).get(number))
    if not identity and (site := _host(context.get("site")) or _site(status)):
        identity = f"mastodon:{number}@{site}"
    answered = _answered(status, author)
    return Reference(identity, answered) if identity or answered else None


def _answered(status: Record, author: Account) -> str:
    number = text(status.get("in_reply_to_account_id"))
    if number and number == text(mapping(status["account"]).get("id")):
        return author.id
    users = {text(user.get("id")): user for user in records(status.get("mentions"))}
    return _mentioned(users[number]) if number in users else ""


def _site(status: Record) -> str:
    """Return the host of the server that answered: local accounts and its tag pages name it."""
    user = mapping(status["account"])
    if text(user.get("acct")) and "@" not in text(user.get("acct")):
        return _host(user.get("url"))
    pages = (_TAG_ON_SITE.match(text(tag.get("url"))) for tag in records(status.get("tags")))
    return next((_host(page[1]) for page in pages if page), "")


def _links(status: Record, words: Seen) -> tuple[Link, ...]:
    shared = [
        anchor.url
        for anchor in words.anchors
        if not {"mention", "hashtag"}.intersection(anchor.classes) and _on_web(anchor.url)
    ]
    links = as_links([*shared, text(mapping(status.get("card")).get("url"))])
    return tuple({link.canonical: link for link in reversed(links)}.values())[::-1]


def _media(status: Record) -> list[Media]:
    return [
        Media(
            _MEDIA.get(text(item.get("type")), "other"),
            text(item.get("remote_url")) or text(item.get("url")),
        )
        for item in records(status.get("media_attachments"))
    ]


def _counts(status: Record) -> dict[str, int]:
    return counts(
        likes=status.get("favourites_count"),
        reposts=status.get("reblogs_count"),
        replies=status.get("replies_count"),
        quotes=status.get("quotes_count"),
    )


def _extra(status: Record) -> dict[str, str]:
    """Return what has no field: the warning, the poll, what pictures show, how a quote stands."""
    options = records(mapping(status.get("poll")).get("options"))
    pictures = records(status.get("media_attachments"))
    state = text(mapping(status.get("quote")).get("state"))
    found = {
        "warning": text(status.get("spoiler_text")),
        "sensitive": "true" if status.get("sensitive") is True else "",
        "edited": text(status.get("edited_at")),
        "poll": "\n".join(text(option.get("title")) for option in options),
        "picture": "\n".join(filter(None, (text(item.get("description")) for item in pictures))),
        "quote": "" if state == "accepted" else state,
    }
    return {name: value for name, value in found.items() if value}
