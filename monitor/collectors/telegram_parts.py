"""The parts of a Telegram message as its preview page draws them: media, poll, marks, counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborNode

from monitor.collectors.links import post_id_of
from monitor.collectors.telegram_text import Words
from monitor.collectors.values import distinct
from monitor.records import Media

__all__ = [
    "PLACE", "Drawn", "Poll", "attribute", "classes", "extra", "line", "media", "places", "rounded",
    "unsupported",
]  # fmt: skip

PLACE = re.compile(r"(\w{1,64})/(\d{1,15})")
"""A message's channel and number."""

_Kind = Literal["image", "video", "audio", "other"]
_ROUNDED = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)([KMB]?)")
_TIMES = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_BACKGROUND = re.compile(r"background-image:\s*url\(\s*['\"]?(https?://[^'\")]*)")
_KINDS: dict[str, _Kind] = {
    "tgme_widget_message_photo_wrap": "image",
    "tgme_widget_message_video_player": "video",
    "tgme_widget_message_roundvideo": "video",
    "tgme_widget_message_voice": "audio",
    "tgme_widget_message_sticker": "image",
    "tgme_widget_message_videosticker": "video",
    "tgme_widget_message_tgsticker": "image",
    "tgme_widget_message_document_wrap": "other",
}
_MEDIA = ", ".join(f".{name}" for name in _KINDS)
_STICKERS = ("sticker", "videosticker", "tgsticker")


class Drawn(NamedTuple):
    """A message on a page; a part whose name its HTML does not hold is not looked for."""

    node: LexborNode
    html: str

    def first(self, name: str) -> LexborNode | None:
        """Return the first element of a class, by its name without ``tgme_widget_message_``."""
        name = f"tgme_widget_message_{name}"
        return self.node.css_first(f".{name}") if name in self.html else None

    def line(self, name: str, separator: str = "") -> str:
        """Return the words of that element, on one line."""
        return line(self.first(name), separator)

    def has(self, name: str) -> bool:
        """Say whether there is such an element."""
        return self.first(name) is not None


class Poll(NamedTuple):
    """A poll's question and its options; both empty where there is none."""

    question: str = ""
    options: tuple[str, ...] = ()

    @classmethod
    def of(cls, message: Drawn) -> Poll:
        """Read the poll of a message."""
        if not message.has("poll"):
            return cls()
        options = message.node.css(".tgme_widget_message_poll_option_text")
        return cls(message.line("poll_question"), tuple(map(line, options)))


def rounded(shown: str) -> int | None:
    """Return the count that a page shows, such as ``1.2K``; None where it shows none.

    Examples
    --------
    >>> rounded("1.2K"), rounded("2.38M"), rounded("7"), rounded("banyak")
    (1200, 2380000, 7, None)
    """
    match = _ROUNDED.fullmatch(shown.strip().upper())
    return round(float(match[1]) * _TIMES[match[2]]) if match else None


def places(node: LexborNode) -> Iterator[re.Match[str]]:
    """Yield the places of a message and of the parts of its album: ``channel/123``."""
    own = PLACE.fullmatch(attribute(node, "data-post"))
    if not own:
        return
    yield own
    for part in node.css("a.grouped_media_wrap[href], .tgme_widget_message_grouped a[href]"):
        found = post_id_of(attribute(part, "href"))
        place = PLACE.fullmatch(found[1]) if found else None
        if place and place[1] == own[1].lower():
            yield place


def media(message: Drawn, home: str) -> Iterator[Media]:
    """Yield pictures, videos and sounds; where the page gives no address, that of the message."""
    for part in message.node.css(_MEDIA):
        name = next(name for name in classes(part) if name in _KINDS)
        sound = part.css_first(".tgme_widget_message_document_icon.audio") is not None
        kind: _Kind = "audio" if sound else _KINDS[name]
        yield Media(kind, _source(part, name) or attribute(part, "href") or home)


def _source(part: LexborNode, name: str) -> str:
    if name.endswith("photo_wrap"):
        found = _BACKGROUND.search(attribute(part, "style"))
        return found[1] if found else ""
    if name.endswith("sticker"):
        return attribute(part, "data-webp") or attribute(part.css_first("[src]"), "src")
    if name.endswith("video_player"):
        return attribute(part.css_first("video[src]"), "src")
    return attribute(part, "src")


def unsupported(message: Drawn) -> str:
    """Return what the page says instead of showing a message, where it shows nothing else."""
    if "message_media_not_supported_label" not in message.html:
        return ""
    if message.node.css_first(".media_supported_cont, video[src]") is not None:
        return ""
    return line(message.node.css_first(".message_media_not_supported_label"))


def extra(message: Drawn, words: Words, poll: Poll) -> dict[str, str]:
    """Return what a page shows and a post has no field for."""
    views, author = message.line("views"), message.line("from_author")
    grouped = places(message.node) if "grouped" in message.html else iter(())
    found = {
        "views": "" if views.isdecimal() else views,
        "author": author,
        "forwarded_from": message.line("forwarded_from_name"),
        "edited": "true" if "edited" in message.line("meta").replace(author, "", 1) else "",
        "album": " ".join(distinct(place[2] for place in grouped)),
        "poll": "\n".join(poll.options),
        "voters": message.line("voters"),
        "reactions": " ".join(_reactions(message)),
        "media": " ".join(_special(message)),
        "document": message.line("document", " "),
        "spoiler": "true" if words.spoiler else "",
        "unsupported": unsupported(message),
    }
    return {name: value for name, value in found.items() if value}


def _reactions(message: Drawn) -> Iterator[str]:
    """Yield each sign and its count; a paid one has a star that is only drawn."""
    for node in message.node.css(".tgme_reaction") if "tgme_reaction" in message.html else ():
        sign = line(node.css_first("b"))
        count = line(node).removeprefix(sign).strip()
        yield f"{'⭐' if 'tgme_reaction_paid' in classes(node) else sign} {count}".strip()


def _special(message: Drawn) -> Iterator[str]:
    """Yield what kinds of media a reader would miss in "image", "video" and "audio"."""
    if any(map(message.has, _STICKERS)):
        yield "sticker"
    if message.has("voice_player"):
        yield "voice"
    if message.has("location_wrap"):
        yield "location"


def line(node: LexborNode | None, separator: str = "") -> str:
    """Return the words of a small part of the page, on one line."""
    return " ".join(node.text(separator=separator).split()) if node is not None else ""


def classes(node: LexborNode) -> Collection[str]:
    """Return the classes of an element."""
    return attribute(node, "class").split()


def attribute(node: LexborNode | None, name: str) -> str:
    """Return an attribute's value; empty where there is none, or no element."""
    return (node.attributes.get(name) or "").strip() if node is not None else ""
