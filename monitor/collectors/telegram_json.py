"""Telegram Desktop's ``result.json``: one chat, or everything an account has been in.

Only public channels and public groups are read. Of any other chat nothing is kept, not its name:
a Reject says what kind it was and how many messages were passed over. The export knows no
channel's address, only its number, so a post is ``telegram:c/1591537674/12``, as ``t.me/c/...``
links are read, and is not the same post as one collected from the preview page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from monitor.collectors.dates import FIRST, when
from monitor.collectors.lines import Found
from monitor.collectors.links import as_links
from monitor.collectors.values import (
    Record,
    account,
    account_id,
    count,
    from_seconds,
    hashtags_in,
    mapping,
    mentions_in,
    records,
    text,
)
from monitor.records import Account, Media, Other, Post, Reference, Reject

__all__ = ["recognises", "split", "to_post"]

PUBLIC = ("public_channel", "public_supergroup")
_CHAT = "_monitor"
"""Where :func:`split` puts the chat of a message; never in its raw record."""
_CHATS = ("chats", "left_chats")
_PRIVATE = "private"
_OLD_CHANNEL = 2**33
"""What exports added to a channel's number until 2021, when they gave no Unix times either."""
_MEDIA: dict[str, Literal["image", "video", "audio", "other"]] = {
    "sticker": "image",
    "animation": "video",
    "video_file": "video",
    "video_message": "video",
    "audio_file": "audio",
    "voice_message": "audio",
}
_ABSENT = "(File "
"""How the export begins what it writes in place of a file that was not saved."""


def recognises(record: Record) -> bool:
    """Tell a chat, or an account's chats."""
    if any(_chats(record, name) for name in _CHATS):
        return True
    messages = records(record.get("messages"))
    return bool(messages) and any(
        message.get("type") in ("message", "service") for message in messages[:20]
    )


def split(found: Found) -> Sequence[Found]:
    """Return the messages of public chats, and of every other chat only that there were some."""
    chats = [chat for name in _CHATS for chat in _chats(found.value, name)] or [found.value]
    return [
        part for place, chat in enumerate(chats, start=found.line) for part in _parts(chat, place)
    ]


def to_post(found: Found) -> Post | Other | Reject:
    """Map one message of a public chat.

    Raises
    ------
    KeyError
        It has no number, or its chat has none.
    """
    message: Record = found.value
    chat = mapping(message.get(_CHAT))
    if kind := text(chat.get(_PRIVATE)):
        if "count" not in chat:
            return Other(found.line, "private")
        facts = {"kind": kind, "count": text(chat["count"])}
        return Reject(found.line, "rejects.telegram_private", facts)
    if message.get("type") != "message":
        return Other(found.line, "service")
    number, home = text(message["id"]), text(chat["id"])
    if not number or not home:
        raise KeyError("id")
    words, addresses = _words(message)
    poll = mapping(message.get("poll"))
    words = "\n\n".join(filter(None, (words, _plain(poll.get("question")))))
    return Post(
        id=f"telegram:c/{home}/{number}",
        platform="telegram",
        text=words,
        account=_account(message, chat),
        created=_time(message),
        url=f"https://t.me/c/{home}/{number}",
        reply_to=_replied(message, home),
        repost_of=_forwarded(message),
        mentions=mentions_in(words, "telegram"),
        hashtags=hashtags_in(words),
        links=as_links(addresses),
        media=tuple(_media(message)),
        source="telegram:export",
        raw=found.raw,
        extra=_extra(message, poll),
    )


def _chats(record: Record, name: str) -> list[Record]:
    return [
        chat
        for chat in records(mapping(record.get(name)).get("list"))
        if isinstance(chat.get("messages"), list)
    ]


def _parts(chat: Record, line: int) -> Iterator[Found]:
    messages = chat["messages"] if isinstance(chat.get("messages"), list) else []
    kind = text(chat.get("type"))
    if kind not in PUBLIC:
        told = {_PRIVATE: kind or "?"}
        yield Found(line, {_CHAT: {**told, "count": str(len(messages))}}, "")
        yield from (Found(line, {_CHAT: told}, "") for _ in messages)
        return
    told = {"id": _number(chat, messages), "name": text(chat.get("name")), "type": kind}
    for place, message in enumerate(messages, start=1):
        if not isinstance(message, dict):
            yield Found(place, {_CHAT: told, "type": "message"}, json.dumps(message)[:200])
            continue
        raw = json.dumps(_without_reactors(message), ensure_ascii=False)
        yield Found(place, {**message, _CHAT: told}, raw)


def _number(chat: Record, messages: Sequence[object]) -> str:
    number = count(chat.get("id")) or 0
    old = not any("date_unixtime" in message for message in records(messages[:20]))
    return str(number - _OLD_CHANNEL if old and number > _OLD_CHANNEL else number or "")


def _without_reactors(message: Record) -> Record:
    """Return a message without the names of who pressed an emoji below it: nobody needs them."""
    if "reactions" not in message:
        return message
    kept = [
        {key: value for key, value in reaction.items() if key != "recent"}
        for reaction in records(message["reactions"])
    ]
    return {**message, "reactions": kept}


def _account(message: Record, chat: Record) -> Account | None:
    """Return the channel, or in a group whoever wrote the message."""
    if chat.get("type") == PUBLIC[0]:
        return account("telegram", handle="", native_id=chat["id"], name=chat.get("name"))
    return account(
        "telegram", handle="", native_id=_bare(message.get("from_id")), name=message.get("from")
    )


def _bare(peer: object) -> str:
    """Return the number of ``channel123``, ``user123`` or, as it was until 2021, 123."""
    return text(peer).removeprefix("channel").removeprefix("user")


def _time(message: Record) -> datetime | None:
    """Return when it was written; without a Unix time, the exporting computer's as Jakarta's."""
    return from_seconds(message.get("date_unixtime")) or when(text(message.get("date")))


def _words(message: Record) -> tuple[str, list[str]]:
    """Return the text, whole, and the addresses that its links lead to."""
    parts = message.get("text")
    if isinstance(parts, str):
        parts = message.get("text_entities") or [parts]
    pieces: list[str] = []
    addresses: list[str] = []
    for part in parts if isinstance(parts, list) else ():
        piece = text(part) or text(mapping(part).get("text"))
        pieces.append(piece)
        kind = mapping(part).get("type")
        if kind == "text_link":
            addresses.append(text(mapping(part).get("href")))
        elif kind == "link":
            addresses.append(piece if "://" in piece else f"https://{piece}")
    return "".join(pieces), addresses


def _plain(value: object) -> str:
    """Return a text that newer exports give in pieces."""
    return _words({"text": value})[0] if isinstance(value, list) else text(value)


def _replied(message: Record, home: str) -> Reference | None:
    number = text(message.get("reply_to_message_id"))
    if not number:
        return None
    peer = text(message.get("reply_to_peer_id"))
    where = _bare(peer) if peer.startswith("channel") else home
    return Reference(f"telegram:c/{where}/{number}")


def _forwarded(message: Record) -> Reference | None:
    """Return whose words these are, where the export says it by number; of which post, never."""
    peer = text(message.get("forwarded_from_id"))
    whose = account_id("telegram", "", _bare(peer)) if peer.startswith("channel") else ""
    return Reference("", whose) if whose else None


def _media(message: Record) -> Iterator[Media]:
    for name in ("photo", "file"):
        if path := text(message.get(name)):
            kind = "image" if name == "photo" else _MEDIA.get(text(message.get("media_type")), "")
            kind = kind or text(message.get("mime_type")).partition("/")[0]
            known = kind if kind in ("image", "video", "audio") else "other"
            yield Media(known, "" if path.startswith(_ABSENT) else path)  # type: ignore[arg-type]


def _extra(message: Record, poll: Record) -> dict[str, str]:
    timed = bool(from_seconds(message.get("date_unixtime")))
    reactions = records(message.get("reactions"))
    edited = from_seconds(message.get("edited_unixtime")) or when(text(message.get("edited")))
    spoken = records(message.get("text_entities")) or records(message.get("text"))
    found = {
        "author": text(message.get("author")),
        "forwarded_from": text(message.get("forwarded_from")),
        "edited": edited.isoformat() if edited and edited > FIRST else "",
        "local_time": "" if timed else text(message.get("date")),
        "poll": "\n".join(_plain(answer.get("text")) for answer in records(poll.get("answers"))),
        "voters": text(poll.get("total_voters")),
        "reactions": " ".join(
            f"{text(one.get('emoji')) or text(one.get('type'))} {text(one.get('count'))}"
            for one in reactions
        ),
        "media": _special(message),
        "document": text(message.get("file_name")),
        "spoiler": "true" if any(one.get("type") == "spoiler" for one in spoken) else "",
    }
    return {name: value for name, value in found.items() if value}


def _special(message: Record) -> str:
    kinds = {"sticker": "sticker", "voice_message": "voice"}
    kind = kinds.get(text(message.get("media_type")), "")
    return kind or ("location" if "location_information" in message else "")
