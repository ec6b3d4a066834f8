"""WhatsApp's exported chats (``.txt``), for tip lines: what was said, and nothing of who said it.

A chat is private, so it is read only where somebody says that it is a tip line's
(``--tipline``). Senders are dropped, not even hashed; numbers, e-mail addresses and addressed
names are masked; all that before a record leaves this file. Times are the exporting phone's, read
as Jakarta's. A post is named by its minute and its words: the same words in the same minute are
one post.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from monitor.collectors.dates import WIB
from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, in_text
from monitor.collectors.values import Record, from_iso, hashtags_in, text
from monitor.privacy import BLOT, Mask
from monitor.records import Other, Post, Reject

__all__ = ["begins_chat", "messages", "recognises", "split", "to_post"]

LONGEST = 1_000_000
"""Code points of one message; WhatsApp allows 65,536."""
_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_SPACE = "[ \u00a0\u202f]"
_DATE = r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})"
_TIME = rf"(\d{{1,2}})[.:](\d{{2}})(?:[.:](\d{{2}}))?(?:{_SPACE}?([ap])\.?{_SPACE}?m\.?)?"
_STAMP = rf"{_DATE},?{_SPACE}(?:pukul{_SPACE})?{_TIME}"
_HEAD = re.compile(
    rf"[{_MARKS}]*(?:\[{_STAMP}\]{_SPACE}?|{_STAMP}{_SPACE}-{_SPACE})", re.IGNORECASE
)
_SENDER = re.compile(r"([^:\n\"\u201c\u201d\u00ab]{1,120}):(?: |$)")
_INVISIBLE = re.compile(f"[{_MARKS}]")
_ADDRESSED = re.compile("@\u2068[^\u2069\n]{1,200}\u2069")
_OMITTED = re.compile(
    r"<(?:media|berkas|file) (?:tidak disertakan|omitted)>|null"
    r"|(?:[^\n]{1,200} )?(?:gambar|foto|video|audio|stiker|sticker|dokumen|document|gif|image|photo"
    r"|pesan video|video note|kartu kontak|contact card|media) (?:tidak disertakan|omitted)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"[^\n]{0,200}?(?:\.(\w{1,5}) \((?:file terlampir|file attached|berkas terlampir)\)"
    r"|<(?:terlampir|attached): [^\n>]{0,200}?\.(\w{1,5})>)(?:\n|$)",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"(?:pesan ini (?:telah )?dihapus(?: oleh [^\n]*)?|anda menghapus pesan ini"
    r"|this message was deleted(?: by [^\n]*)?|you deleted this message)\.?",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<(?:pesan ini diedit|this message was edited)>\s*$", re.IGNORECASE)
_NOTICE = re.compile(
    r"pesan dan panggilan terenkripsi|messages and calls are end-to-end|pesan yang dikirim ke grup"
    r" ini|messages to this (?:chat|group)",
    re.IGNORECASE,
)
_POLL = re.compile(r"(?:poll|polling|jajak pendapat):", re.IGNORECASE)
_MASK = Mask(b"", (), identities=True)  # personal numbers only; handles name no account here


class _Line(NamedTuple):
    """The head of a message: its date in parts, its time, and what follows."""

    date: tuple[int, int, int]
    hour: int
    minute: int
    second: int
    rest: str


class _Order(NamedTuple):
    """How a chat writes its dates, and who speaks in it."""

    day_first: bool
    senders: frozenset[str]


def begins_chat(start: str) -> bool:
    """Tell a chat by its first line.

    Examples
    --------
    >>> begins_chat("24/09/26 16.20 - Siti: halo"), begins_chat("[9/24/26, 4:20:05 PM] Siti: hi")
    (True, True)
    >>> begins_chat("24/09/26;halo"), begins_chat("tanggal,teks")
    (False, False)
    """
    return _HEAD.match(start) is not None


def recognises(_record: Record) -> bool:
    """Take no record of any other file for one of a chat: a chat is told by its first line."""
    return False


def split(found: Found) -> Sequence[Found]:
    """Return the message itself."""
    return (found,)


def to_post(found: Found) -> Post | Other | Reject:
    """Map one masked message; notices, deleted messages and bare media are no posts."""
    message: Record = found.value
    kind = text(message["kind"])
    if kind == "long":
        return Reject(found.line, "rejects.line_too_long", {"megabytes": str(LONGEST // 10**6)})
    if kind != "message":
        return Other(found.line, kind)
    words, time = text(message["text"]), text(message["time"])
    name = blake2b(f"{time}\n{words}".encode("utf-8", "replace"), digest_size=10).hexdigest()
    extra = {key: text(message.get(key)) for key in ("attachment", "edited")}
    return Post(
        id=f"whatsapp:{name}",
        platform="whatsapp",
        text=words,
        created=from_iso(time),
        hashtags=hashtags_in(words),
        links=as_links(in_text(words)),
        source="whatsapp:tipline",
        raw=found.raw,
        extra={key: value for key, value in extra.items() if value},
    )


def messages(path: Path, encoding: str) -> Callable[[], Iterator[Found]]:
    """Return a way to read a chat's messages anew, masked, without their senders."""

    def read() -> Iterator[Found]:
        with path.open(encoding=encoding, errors="replace") as file:
            order = _order(file)
        with path.open(encoding=encoding, errors="replace") as file:
            addressed = _addressed(order.senders)
            for number, head, words in _cut(file):
                value = _message(head, words, order, addressed)
                yield Found(number, value, json.dumps(value, ensure_ascii=False))

    return read


def _cut(lines: Iterable[str]) -> Iterator[tuple[int, _Line | None, str | None]]:
    """Yield each message: the number of its line, its head, and its words; None: too long."""
    start, head, words, size = 1, None, [], 0
    for number, line in enumerate(lines, start=1):
        begun = _head(line)
        if begun is None:
            size += len(line)
            if size <= LONGEST:
                words.append(line)
            continue
        if words or head:
            yield start, head, "".join(words) if size <= LONGEST else None
        start, head, words, size = number, begun, [begun.rest], len(begun.rest)
    if words or head:
        yield start, head, "".join(words) if size <= LONGEST else None


def _head(line: str) -> _Line | None:
    match = _HEAD.match(line[:200])
    if not match:
        return None
    day, month, year, hour, minute, second, half = (
        one or other for one, other in zip(match.groups("")[:7], match.groups("")[7:], strict=True)
    )
    hours = int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour)
    date = (int(day), int(month), int(year))
    return _Line(date, hours, int(minute), int(second or 0), line[match.end() :])


def _order(lines: Iterable[str]) -> _Order:
    """Tell how dates are written: in the order in which they exist and time does not run back."""
    faults = {True: 0, False: 0}
    last: dict[bool, datetime | None] = {True: None, False: None}
    senders: set[str] = set()
    for line in lines:
        if (head := _head(line)) is None:
            continue
        for day_first in faults:
            moment, before = _moment(head, day_first=day_first), last[day_first]
            faults[day_first] += moment is None or (before is not None and moment < before)
            last[day_first] = moment or before
        if len(senders) < 5000 and (sender := _SENDER.match(head.rest)):
            senders.add(_INVISIBLE.sub("", sender[1]).strip("~ \u00a0\u202f"))
    return _Order(faults[True] <= faults[False], frozenset(senders - {""}))


def _moment(head: _Line, *, day_first: bool) -> datetime | None:
    first, second, third = head.date
    if first > 31:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if day_first else (second, first)
        year = third
    try:
        return datetime(
            year + 2000 * (year < 100), month, day, head.hour, head.minute, head.second, tzinfo=WIB
        )
    except ValueError:
        return None


def _addressed(senders: Iterable[str]) -> re.Pattern[str] | None:
    names = sorted((name for name in senders if len(name) > 1), key=len, reverse=True)
    return re.compile("@(?:" + "|".join(map(re.escape, names)) + ")") if names else None


def _message(
    head: _Line | None, words: str | None, order: _Order, addressed: re.Pattern[str] | None
) -> dict[str, str]:
    """Return what is kept of a message: no name, no number."""
    if words is None:
        return {"kind": "long"}
    if head is None:  # before the first message
        return {"kind": "notice"}
    sender = _sender_of(words, order)
    if sender is None:
        return {"kind": "notice"}
    said = words[sender:].rstrip("\n")
    marked = said.startswith("\u200e")
    said = _ADDRESSED.sub("@" + BLOT * 4, said)
    said = _INVISIBLE.sub("", said)
    edited = _EDITED.search(said)
    said = said[: edited.start()] if edited else said
    attached = _ATTACHED.match(said)
    said = said[attached.end() :] if attached else said
    if kind := _no_words(said, marked=marked and not attached, attached=bool(attached)):
        return {"kind": kind}
    if addressed:
        said = addressed.sub("@" + BLOT * 4, said)
    moment = _moment(head, day_first=order.day_first)
    return {
        "kind": "message",
        "time": moment.astimezone(UTC).isoformat() if moment else "",
        "text": _MASK.text(said.strip()),
        "attachment": next(filter(None, attached.groups()), "").lower() if attached else "",
        "edited": "true" if edited else "",
    }


def _sender_of(words: str, order: _Order) -> int | None:
    """Return where a message's words begin; None where nobody says it."""
    if match := _SENDER.match(words):
        return match.end()
    name, colon, _ = words.partition(":")
    known = colon and _INVISIBLE.sub("", name).strip("~ \u00a0\u202f") in order.senders
    return len(name) + 1 if known else None


def _no_words(said: str, *, marked: bool, attached: bool) -> str:
    """Say what a message is that holds no words of a person's; nothing where it holds some."""
    said = said.strip()
    if _DELETED.fullmatch(said):
        return "deleted"
    if _OMITTED.fullmatch(said) or (attached and not said):
        return "media"
    if _NOTICE.match(said) or (marked and not _POLL.match(said)) or not said:
        return "notice"
    return ""
