"""Source strings, as people type them: ``mastodon:#pemilu@mastodon.social``, ``telegram:kanal``.

A platform's line in :data:`GRAMMARS` says how its strings are read, its line in :data:`SOURCES`
which module collects them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from importlib import import_module
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from monitor.collectors.live.base import Query, Source
from monitor.errors import BadSource, UnknownName

__all__ = ["GRAMMARS", "SOURCES", "is_source", "parse", "source_of"]

SOURCES = {
    "bluesky": "monitor.collectors.live.bluesky",
    "mastodon": "monitor.collectors.live.mastodon",
    "youtube": "monitor.collectors.live.youtube",
    "x": "monitor.collectors.live.x",
    "telegram": "monitor.collectors.live.telegram",
    "feed": "monitor.collectors.live.feed",
    "factcheck": "monitor.collectors.live.factcheck",
    "jetstream": "monitor.collectors.live.jetstream",
}
"""Platform -> the module that collects it, imported when it is asked."""


class Named(NamedTuple):
    """What a string names on its platform; ``text`` is its one form, without the platform."""

    kind: str
    term: str
    text: str
    site: str = ""


class Grammar(NamedTuple):
    """How a platform's strings are read, and examples that an error shows."""

    examples: tuple[str, ...]
    read: Callable[[str], Named | None]


_TAG = re.compile(r"#(\w{1,100})")
_ON_APPVIEW = re.compile(r"([#@][^@\s]+(?=@)|[^#@].*\S(?=@https?://))@([^@\s]+)")
_HANDLE = re.compile(r"@([\w.-]{1,253})")
_FEDIVERSE = re.compile(r"([#@])([\w.-]{1,100}(?:@[\w.-]{1,253}(?=@))?)@([^@\s]{1,262})")
_CHANNEL = re.compile(r"(?:(?:https?://)?t\.me/(?:s/)?|@)?([A-Za-z]\w{3,31})/?")
_YOUTUBE_CHANNEL = re.compile(
    r"(?:(?:https://)?(?:www\.)?youtube\.com/channel/)?(UC[A-Za-z0-9_-]{22})/?"
)
_YOUTUBE_VIDEO = re.compile(
    r"(?:https://)?(?:youtu\.be/|(?:www\.|m\.)?youtube\.com/(?:watch\?v=|shorts/|live/))"
    r"([A-Za-z0-9_-]{11})(?:[?&].*)?"
)
_SITE = re.compile(
    r"(https?://)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?/?"
)
_LONGEST = 500


def is_source(text: str) -> bool:
    """Say whether a text is meant as a source and not as a file: ``platform:...``.

    Examples
    --------
    >>> is_source("telegram:kanal"), is_source("telegram.csv"), is_source("C:/data/x.csv")
    (True, False, False)
    """
    platform, colon, _ = text.partition(":")
    return bool(colon) and platform.strip().lower() in GRAMMARS


def parse(
    text: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> Query:
    """Read a source string.

    Parameters
    ----------
    text : str
        ``platform:what`` or ``platform:what@site``.
    since, until : datetime, optional
    limit : int, optional

    Raises
    ------
    BadSource
        The platform is unknown, or what follows it names nothing there; the sentence shows how
        such a source is written.

    Examples
    --------
    >>> query = parse("Mastodon: #Pemilu@Mastodon.Social")
    >>> query.source, query.kind, query.term, query.site
    ('mastodon:#pemilu@mastodon.social', 'hashtag', 'pemilu', 'https://mastodon.social')
    >>> parse("telegram:https://t.me/s/KPU_RI").source
    'telegram:kpu_ri'
    """
    platform, colon, rest = text.partition(":")
    platform = platform.strip().lower()
    grammar = GRAMMARS.get(platform)
    if grammar is None or not colon:
        near = get_close_matches(platform, GRAMMARS, n=1)
        example = GRAMMARS[near[0] if near else "mastodon"].examples[0]
        raise BadSource(
            "source_unknown", source=_shown(text), example=example, known=", ".join(GRAMMARS)
        )
    rest = " ".join(rest.split())
    named = grammar.read(rest) if 0 < len(rest) <= _LONGEST and rest.isprintable() else None
    if named is None:
        raise BadSource("source_shape", source=_shown(text), example=" / ".join(grammar.examples))
    kind, term, form, site = named
    query = Query(f"{platform}:{form}", platform, kind, term, site)
    return replace(query, since=since, until=until, limit=limit)


def source_of(query: Query) -> Source:
    """Import the module that collects what a query asks for.

    Raises
    ------
    UnknownName
        No module collects this platform yet.
    """
    if query.platform not in SOURCES:
        raise UnknownName("platform", query.platform, SOURCES)
    return cast("Source", import_module(SOURCES[query.platform]))


def _shown(text: str) -> str:
    from monitor.fetch import redacted  # loads the web

    return redacted(text)[:_LONGEST]


def _site(text: str) -> tuple[str, str] | None:
    """Return a site's address and its short form; ``http://`` is only used where it is typed."""
    match = _SITE.fullmatch(text.lower())
    if not match:
        return None
    scheme, host, port = match.groups("")
    if not host.startswith("[") and "." not in host and host != "localhost":
        return None
    address = f"{scheme or 'https://'}{host}{port}"
    try:
        if urlsplit(address).port == 0:
            return None
    except ValueError:
        return None
    return address, address.removeprefix("https://")


def _mastodon(rest: str) -> Named | None:
    match = _FEDIVERSE.fullmatch(rest)
    site = _site(match[3]) if match else None
    if not match or not site or (match[1] == "#" and not _TAG.fullmatch(f"#{match[2]}")):
        return None
    kind = "hashtag" if match[1] == "#" else "account"
    term = match[2].lower()
    return Named(kind, term, f"{match[1]}{term}@{site[1]}", site[0])


def _bluesky(rest: str) -> Named | None:
    if match := _ON_APPVIEW.fullmatch(rest):
        named, site = _bluesky(match[1]), _site(match[2])
        if not named or not site or named.site:
            return None
        place = site[0] if named.kind == "search" else site[1]
        return named._replace(text=f"{named.text}@{place}", site=site[0])
    if match := _TAG.fullmatch(rest):
        return Named("hashtag", match[1].lower(), f"#{match[1].lower()}")
    if match := _HANDLE.fullmatch(rest):
        handle = match[1].lower()
        return Named("account", handle, f"@{handle}") if "." in handle.strip(".") else None
    return None if rest[0] in "#@" else Named("search", rest, rest)


def _telegram(rest: str) -> Named | None:
    match = _CHANNEL.fullmatch(rest)
    return Named("channel", match[1].lower(), match[1].lower()) if match else None


def _youtube(rest: str) -> Named | None:
    if match := _HANDLE.fullmatch(rest):
        return Named("account", match[1].lower(), f"@{match[1].lower()}")
    if match := _YOUTUBE_CHANNEL.fullmatch(rest):
        return Named("channel", match[1], match[1])
    if match := _YOUTUBE_VIDEO.fullmatch(rest):
        return Named("video", match[1], f"https://youtu.be/{match[1]}")
    return None if rest[0] == "@" else Named("search", rest, rest)


def _x(rest: str) -> Named | None:
    return Named("search", rest, rest)


def _feed(rest: str) -> Named | None:
    from monitor.fetch import redacted  # loads the web

    try:
        parts = urlsplit(rest)
        host = parts.hostname or ""
        sound = parts.scheme in ("http", "https") and host and parts.port != 0
    except ValueError:
        return None
    if not sound or " " in rest or redacted(rest) != rest:  # a password or key is no name
        return None
    return Named("feed", rest, rest, f"{parts.scheme}://{parts.netloc.lower()}")


_DID = re.compile(r"@(did:[a-z0-9]{1,20}:[\w.:%-]{1,230})")
_ON_STREAM = re.compile(r"([#@][^@\s]+(?=@)|.*\S(?=@(?:https?|wss?)://))@([^@\s]+)")
_WANTED = re.compile(r'(?:#\w{1,100}|"[^"\s][^"]*"|[^\s"#@]\S*)(?:\s+|$)')


def _jetstream(rest: str) -> Named | None:
    match = _ON_STREAM.fullmatch(rest)
    rest, at = match.groups() if match else (rest, "")
    site = _site(re.sub("^ws", "http", at)) if at else ("", "")
    named = _streamed_account(rest) if rest.startswith("@") else _streamed_words(rest)
    if named is None or site is None:
        return None
    place = f"@{site[0] if named.kind == 'search' else site[1]}" if at else ""
    return named._replace(text=f"{named.text}{place}", site=site[0])


def _streamed_account(rest: str) -> Named | None:
    if match := _DID.fullmatch(rest):
        return Named("account", match[1], rest)
    match = _HANDLE.fullmatch(rest)
    handle = match[1].lower() if match else ""
    return Named("account", handle, f"@{handle}") if "." in handle.strip(".") else None


def _streamed_words(rest: str) -> Named | None:
    """Read ``#tag OR words "as they stand"``: all of one side of an OR must be in a post."""
    sides = [each.strip().lower() for each in re.split(r"(?:^|\s+)OR(?:\s+|$)", rest)]
    for side in sides:
        parts = _WANTED.findall(side)
        sound = "".join(parts) == side and all(re.search(r"\w", part) for part in parts)
        if not (parts and sound):
            return None
    text = " OR ".join(dict.fromkeys(sides))
    if _TAG.fullmatch(text):
        return Named("hashtag", text[1:], text)
    return Named("search", text, text)


_ELSEWHERE = re.compile(r"(.+)@(https?://[^@\s]+)")
_CHECKERS = ("turnbackhoax", "google", "mafindo")


def _factcheck(rest: str) -> Named | None:
    match = _ELSEWHERE.fullmatch(rest)
    rest, at = match.groups() if match else (rest, "")
    site = _site(at) if at else ("", "")
    name, colon, term = rest.partition(":")
    name, term = name.strip().lower(), term.strip()
    if site is None or name not in _CHECKERS or bool(colon) != bool(term):
        return None
    if bool(term) != (name == "google") and name != "mafindo":
        return None
    form = f"{name}:{term}" if term else name
    return Named(name, term, f"{form}@{site[0]}" if at else form, site[0])


GRAMMARS: dict[str, Grammar] = {
    "mastodon": Grammar(
        ("mastodon:#pemilu@mastodon.social", "mastodon:@akun@mastodon.social"), _mastodon
    ),
    "bluesky": Grammar(
        ("bluesky:#pemilu", "bluesky:@akun.bsky.social", "bluesky:surat suara"), _bluesky
    ),
    "telegram": Grammar(("telegram:kanal",), _telegram),
    "youtube": Grammar(
        ("youtube:surat suara", "youtube:@kanal", "youtube:https://youtu.be/AbCdEfGhIjK"), _youtube
    ),
    "x": Grammar(("x:#pemilu lang:id",), _x),
    "feed": Grammar(("feed:https://contoh.id/feed",), _feed),
    "factcheck": Grammar(
        ("factcheck:turnbackhoax", "factcheck:google:surat suara", "factcheck:mafindo"), _factcheck
    ),
    "jetstream": Grammar(
        ("jetstream:#pemilu", "jetstream:#pemilu OR surat suara", "jetstream:@akun.bsky.social"),
        _jetstream,
    ),
}
"""Every platform by its name."""
