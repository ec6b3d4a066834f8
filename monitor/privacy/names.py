"""Find handles, account ids and addresses that name somebody who is not public.

Texts are folded before they come here; the patterns are linear, as those of ``numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote

from monitor.corpora.handles import PLATFORMS, account_id
from monitor.privacy.numbers import numbers

__all__ = ["Address", "Public", "names"]

_MENTION = re.compile(r"(?<!\w)@([.·-]{0,3}\w(?:\w|[.·-](?=\w))*+)")
_CALLED = re.compile(
    r"(?<!\w)(?:(?:akun|username|user|ig|insta|instagram|tiktok|twitter|fb|facebook|tele|telegram"
    r"|youtube|threads)(?:\s?:\s?|\s)|@\s)@?(?=[a-z]++(?:[\d_]|\.\w))([a-z][\w.]{2,63}\w)"
)
"""A word with a digit, dot or underscore in it, after one that says it is an account."""
_JOINED = re.compile(r"(?<![\w.#@])([^\W_][\w.]*_[^\W_](?:\w|\.(?=\w))*+)")
"""A word joined by an underscore, such as ``budi_santoso``: in a post hardly ever but a name."""
_ACCOUNT_ID = re.compile(
    rf"(?<![\w/])({'|'.join(PLATFORMS)}|ig|fb|wa|yt):@?(?!https?:)([\w.@/-]*\w)"
)
_SHORTEST_OWN = 3
"""A handle of two letters without its ``@`` would blot out half the text."""

_HOST = r"(?<![\w.-])((?:[\w-]++\.)++[a-z]{2,24}+)"
_ADDRESS = re.compile(
    r"(?:https?:/{1,3}([^\s/@]{1,64}@)?|(?<!@))"
    rf"{_HOST}(?:(?::\d{{1,5}})?[/?#\\]([^\s<>\"\u2026]*+))?"
)
_HOST_ONLY = re.compile(_HOST)
_AFTER_ADDRESS = ".,;:!?)]}'*\u201d\u2019"
_HOME = re.compile(r"(?:^|/)(?:@|~|users?/|u/|profiles?/)")
# On these hosts an address names a person, or a post that does. On every other one it is the page
# of a newspaper, an office, a shop: what a fact-checker must be able to open.
_PEOPLE = re.compile(
    r"(?:.+\.)?(?:(?:x|twitter|fxtwitter|vxtwitter|fixupx|tiktok|instagram|facebook|fb|messenger"
    r"|youtube|whatsapp|threads|snackvideo|linkedin|reddit|discord|pinterest|snapchat|medium"
    r"|kompasiana|quora|sociabuzz)\.com|(?:t|m|ig|fb|wa|line|telegram)\.me|threads\.net|bsky\.app"
    r"|nitter\.net|t\.co|instagr\.am|youtu\.be|fb\.watch|telegram\.dog|lnkd\.in|redd\.it|pin\.it"
    r"|discord\.gg|lin\.ee|linktr\.ee|likee\.video|kaskus\.co\.id|lynk\.id|saweria\.co|trakteer\.id)"
)
_NAMED_BEFORE = re.compile(
    r".+\.(?:(?:blogspot|wordpress|tumblr|substack|wixsite|medium)\.com|blogspot\.co\.id"
    r"|bsky\.social|carrd\.co|github\.io)"
)
"""Hosts where the name stands before the first dot."""


class Public:
    """The accounts that may be named.

    Parameters
    ----------
    accounts : collection of str
        Ids (``x:kpu_id``) and bare handles (``kpu_id``).
    """

    def __init__(self, accounts: Collection[str]) -> None:
        self._names = frozenset(name.lower().removeprefix("@") for name in accounts)
        self._elsewhere = frozenset(name.partition(":")[2] for name in self._names if ":" in name)

    def has(self, account: str) -> bool:
        """Say whether an account is public; a public handle on another platform is anybody's."""
        platform, _, handle = account.lower().rpartition(":")
        if platform in ("", "unknown"):
            return handle in self._names
        return f"{platform}:{handle}" in self._names or (
            handle in self._names and handle not in self._elsewhere
        )

    def has_handle(self, handle: str, platform: str) -> bool:
        """Say whether a handle in a text may stay: people also name accounts of other platforms."""
        return handle in self._names or f"{platform}:{handle}" in self._names


class Address(NamedTuple):
    """A web address in a folded text, and where its parts are."""

    host: str
    host_start: int
    path: str
    """What follows the first slash after the host, and the query; without closing punctuation."""
    path_start: int

    @classmethod
    def of(cls, found: re.Match[str]) -> Address:
        """Take apart what the pattern found."""
        path_start = found.end(2) if found[3] is None else found.start(3)
        path = (found[3] or "").rstrip(_AFTER_ADDRESS)
        return cls(found[2], found.start(2), path, path_start)

    @classmethod
    def read(cls, folded: str) -> Address | None:
        """Read the address that a text begins with; None where it does not begin with one."""
        found = _ADDRESS.match(folded)
        return found and cls.of(found)

    def names_only(self, public: Public) -> bool:
        """Say whether nobody can be read from the address but public accounts."""
        account = self._account
        return (not account or public.has(account)) and not _hides_somebody(
            self.path.partition("?")[2]
        )

    def personal(self, public: Public) -> Iterator[tuple[int, int]]:
        """Yield the ranges of it that lead to somebody not public."""
        end = self.path_start + len(self.path)
        if _NAMED_BEFORE.fullmatch(self.host):
            yield self.host_start, max(end, self.host_start + len(self.host))
        elif _PEOPLE.fullmatch(self.host):
            account = self._account
            if not account or not public.has(account):
                yield self.path_start, end
            elif "?" in self.path:  # what follows tells who shared it
                yield self.path_start + self.path.index("?"), end
        elif _HOME.search(self.path) or _hides_somebody(self.path):
            yield self.path_start, end

    @property
    def _account(self) -> str:
        try:
            account = account_id(f"{self.host}/{self.path}")
        except ValueError:
            return ""
        return "" if account.endswith(".php") else account


def names(
    folded: str, platform: str, public: Public, own: Iterable[str] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the ranges that name somebody not public; ``own`` are handles masked wherever seen."""
    addresses: list[re.Match[str]] = []
    words = _ADDRESS.sub(partial(_blank, addresses), folded) if "." in folded else folded
    yield from _in_words(words, platform, public)
    for found in addresses:
        yield from Address.of(found).personal(public)
        if found[1]:  # user:password@
            yield found.span(1)
    for handle in map(str.lower, own):
        if len(handle) >= _SHORTEST_OWN and not public.has_handle(handle, platform):
            yield from _whole_words(folded, handle)


def _in_words(text: str, platform: str, public: Public) -> Iterator[tuple[int, int]]:
    for sign, pattern in (("@", _MENTION), ("", _CALLED), ("_", _JOINED)):
        if sign in text:
            for found in pattern.finditer(text):
                if not public.has_handle(found[1], platform):
                    yield found.span(1)
    if ":" in text:
        for found in _ACCOUNT_ID.finditer(text):
            if not public.has(f"{found[1]}:{found[2]}"):
                yield found.span(2)


def _blank(seen: list[re.Match[str]], address: re.Match[str]) -> str:
    """Note an address, and leave nothing of it to be read as words."""
    seen.append(address)
    return address[0] if address[3] is None else " " * len(address[0])


def _hides_somebody(path: str) -> bool:
    """Look for an address carried by another one (``?u=https%3A%2F%2Fx.com%2F...``)."""
    plain = unquote(unquote(path)).lower()
    return (
        "@" in plain
        or ("%" in path and ("%" in plain or any(numbers(plain))))
        or any(
            _PEOPLE.fullmatch(found[1]) or _NAMED_BEFORE.fullmatch(found[1])
            for found in _HOST_ONLY.finditer(plain)
        )
    )


def _whole_words(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        around = text[start - 1 : start] + text[end : end + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            yield start, end
        start = text.find(word, end)
