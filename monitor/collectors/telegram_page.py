"""Preview pages of public Telegram channels, ``t.me/s/CHANNEL``, as a browser saves them.

A message is ``telegram:channel/123``, as links to it are read; an album is one post under the
number of its first part. Views are rounded by the page (``1.2K``): the count is what that stands
for, and ``extra.views`` keeps what was shown.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from datetime import datetime
from itertools import count as count_up
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.collectors.factchecks.markup import parsed
from monitor.collectors.lines import CONTEXT, Found, context_of
from monitor.collectors.links import account_of, as_links, post_id_of
from monitor.collectors.telegram_parts import (
    PLACE,
    Drawn,
    Poll,
    attribute,
    classes,
    extra,
    line,
    media,
    places,
    rounded,
    unsupported,
)
from monitor.collectors.telegram_text import Words, words_of
from monitor.collectors.values import (
    Record,
    account,
    counts,
    from_iso,
    hashtags_in,
    mapping,
    mentions_in,
    text,
)
from monitor.records import Account, Link, Other, Post, Reference, Reject, Snapshot

__all__ = ["PAGE", "Page", "page_of", "recognises", "split", "to_post"]

PAGE = "html"
"""The member of a record that holds a page, or one message of it."""

_MESSAGE = ".tgme_widget_message[data-post]"
_BEFORE = re.compile(r"[?&]before=(\d{1,15})")
_DECORATION = (".tgme_widget_message_bubble_tail", ".tgme_widget_message_user")
"""The bubble's drawn tail and the channel's picture, in every message: most of its bytes."""


class Page(NamedTuple):
    """What a preview page shows."""

    messages: Sequence[Found]
    """Oldest first."""
    numbers: tuple[int, ...]
    """Of all messages and parts of albums on it."""
    before: str
    """The number that the link to older messages names; empty where there is none."""
    is_preview: bool
    """Whether it is a channel's preview at all, be it empty."""


def recognises(record: Record) -> bool:
    """Tell a page of t.me, or a message of one."""
    page = record.get(PAGE)
    return isinstance(page, str) and ("tgme_widget_message" in page or "tgme_page" in page)


def split(found: Found) -> Sequence[Found]:
    """Return the messages on a page; a page without any as it is."""
    return page_of(found.value[PAGE], first=found.line).messages or (found,)


def page_of(html: str, *, at: datetime | None = None, first: int = 1) -> Page:
    """Take a page apart.

    Parameters
    ----------
    html : str
    at : datetime, optional
        When it was asked for: its counts were true then.
    first : int
        The number of its first message in a file.

    Raises
    ------
    ValueError
        Its elements lie in each other more deeply than any page's that people read.
    """
    page = parsed(html)
    for decoration in _DECORATION:
        for node in page.css(decoration):
            node.decompose()
    context = {"at": at.isoformat() if at else "", **_header(page)}
    messages, numbers = [], set()
    for number, node in zip(count_up(first), page.css(_MESSAGE), strict=False):
        raw = node.html or ""
        value = {PAGE: raw, CONTEXT: context}
        messages.append(Found(number, value, json.dumps({PAGE: raw}, ensure_ascii=False)))
        numbers |= {int(place[2]) for place in places(node)}
    older = page.css_first('link[rel="prev"], a.tme_messages_more[data-before]')
    before = _BEFORE.search(attribute(older, "href")) if older is not None else None
    history = page.css_first(".tgme_channel_history") is not None
    return Page(
        messages, tuple(sorted(numbers)), before[1] if before else "", bool(messages) or history
    )


def to_post(found: Found) -> Post | Other | Reject:
    """Map one message; service messages are no posts.

    Raises
    ------
    KeyError
        It does not say which message it is.
    """
    html = found.value[PAGE]
    if not isinstance(html, str):
        raise KeyError(PAGE)
    page = parsed(html)
    node = page.css_first(_MESSAGE)
    if node is None:
        return _without_messages(found.line, page)
    place = PLACE.fullmatch(attribute(node, "data-post"))
    if not place:
        raise KeyError("data-post")
    message = Drawn(node, html)
    if "service_message" in classes(node) or unsupported(message) == "Service message":
        return Other(found.line, "service")
    said = node.css_first(".tgme_widget_message_text.js-message_text")
    words = words_of(said) if said is not None else Words("")
    poll = Poll.of(message)
    context = context_of(found.value)
    whole = "\n\n".join(filter(None, (words.text, poll.question)))
    return Post(
        id=f"telegram:{place[0].lower()}",
        platform="telegram",
        text=whole,
        account=_account(node, place[1], context),
        created=from_iso(attribute(node.css_first("time[datetime]"), "datetime")),
        url=f"https://t.me/{place[0]}",
        reply_to=_reference(attribute(message.first("reply"), "href")),
        repost_of=_reference(attribute(message.first("forwarded_from_name"), "href")),
        mentions=mentions_in(whole, "telegram"),
        hashtags=hashtags_in(whole),
        links=_links(message, words),
        media=tuple(media(message, f"https://t.me/{place[0]}")),
        metrics=Snapshot(from_iso(context.get("at")), counts(views=rounded(message.line("views")))),
        source="telegram:page",
        raw=found.raw,
        extra=extra(message, words, poll),
    )


def _without_messages(number: int, page: LexborHTMLParser) -> Other | Reject:
    if page.css_first(".tgme_channel_history, .tgme_channel_info") is not None:
        return Other(number, "page")
    return Reject(number, "rejects.telegram_no_preview")


def _header(page: LexborHTMLParser) -> dict[str, object]:
    """Return what the head of a page says of its channel."""
    handle = account_of(
        attribute(page.css_first(".tgme_channel_info_header_username a"), "href")
    ).partition(":")[2]
    if not handle:
        return {}
    followers = None
    for counter in page.css(".tgme_channel_info_counter"):
        if line(counter.css_first(".counter_type")).startswith("subscriber"):
            followers = rounded(line(counter.css_first(".counter_value")))
    described = page.css_first(".tgme_channel_info_description")
    return {
        "handle": handle,
        "followers": followers,
        "verified": page.css_first(".tgme_channel_info .verified-icon") is not None,
        "description": words_of(described).text if described is not None else "",
    }


def _account(node: LexborNode, channel: str, context: Record) -> Account | None:
    """Return who says it: the channel, or in a group's message the person whose name links."""
    owner = node.css_first("a.tgme_widget_message_owner_name")
    handle = account_of(attribute(owner, "href")).partition(":")[2] or channel.lower()
    known = context if context.get("handle") == handle else {}
    own = handle == channel.lower()
    return account(
        "telegram",
        handle=channel if own else handle,
        native_id=_number_of(attribute(node, "data-view")) if own else "",
        name=line(owner),
        followers=known.get("followers"),
        verified=known.get("verified"),
        description=known.get("description", ""),
    )


def _number_of(view: str) -> str:
    """Return the channel's own number, which the page carries to count who looks."""
    try:
        told = json.loads(urlsafe_b64decode(view + "=" * (-len(view) % 4)))
    except (ValueError, RecursionError):
        return ""
    return text(mapping(told).get("c")).lstrip("-")


def _reference(address: str) -> Reference | None:
    """Return the post that an address leads to, or at least whose it is."""
    post, whose = post_id_of(address), account_of(address)
    if not whose.startswith("telegram:") and not (post and post[0] == "telegram"):
        return None
    return Reference(f"telegram:{post[1]}" if post else "", whose)


def _links(message: Drawn, words: Words) -> tuple[Link, ...]:
    preview = attribute(message.first("link_preview"), "href")
    place = attribute(message.first("location_wrap"), "href")
    links = as_links([*words.links, *filter(_on_web, (preview, place))])
    return tuple({link.canonical: link for link in reversed(links)}.values())[::-1]


def _on_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
