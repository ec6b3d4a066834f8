"""What is wanted of a stream that tells everything: words and hashtags, or one account.

A frame is first looked at as the text it came as: one that cannot hold what is wanted is not worth
being read as JSON, and nearly all are of that kind.
"""

from __future__ import annotations

import re
from typing import Protocol

from monitor.collectors.values import hashtags_in
from monitor.records import Post

__all__ = ["OfAccount", "Wanted", "Words"]

_PART = re.compile(r'#\w+|"[^"]*"|\S+')
_ESCAPED = "\\u"
"""Any letter may be written so: such a frame has to be read."""


class Wanted(Protocol):
    """Chooses among frames."""

    def may_hold(self, raw: str, /) -> bool:
        """Say whether a frame may hold it; False is certain."""

    def wants(self, post: Post, /) -> bool:
        """Say whether a post is it."""


class Words:
    """Posts with all the words of one side of an ``OR``.

    ``#tag`` is a hashtag; ``"surat suara"`` stands in a post as it is; ``surat*`` begins a word;
    anything else is a whole word. Upper and lower case are one.

    Examples
    --------
    >>> words = Words('#pemilu OR "surat suara" tps* OR kpu')
    >>> for said in ("Surat suara TPS4", "surat, suara, TPS 4", "#Pemilu", "KPUD", "kata KPU"):
    ...     print(words.wants(Post("bluesky:1", "bluesky", said)), said)
    True Surat suara TPS4
    False surat, suara, TPS 4
    True #Pemilu
    False KPUD
    True kata KPU
    """

    def __init__(self, text: str) -> None:
        self._sides = [_Side(side) for side in text.split(" OR ")]
        self._needles = tuple(side.needle for side in self._sides)

    def may_hold(self, raw: str) -> bool:
        """Say whether a frame may hold the words: one of each side stands somewhere in it."""
        folded = raw.casefold()
        return any(needle in folded for needle in self._needles) or _ESCAPED in raw

    def wants(self, post: Post) -> bool:
        """Look for them in text, hashtags, descriptions of pictures and the title of a link."""
        shown = (post.text, post.extra.get("picture", ""), post.extra.get("card", ""))
        words = "\n".join((*shown, *post.hashtags)).casefold()
        tags = {tag.casefold() for tag in (*post.hashtags, *hashtags_in(post.text))}
        return any(side.is_in(words, tags) for side in self._sides)


class _Side:
    """Words that must all be there."""

    def __init__(self, text: str) -> None:
        parts = [part.casefold() for part in _PART.findall(text)]
        self._tags = {part[1:] for part in parts if part.startswith("#")}
        self._patterns = [_pattern(part) for part in parts if not part.startswith("#")]
        self.needle = max((run for part in parts for run in re.findall(r"\w+", part)), key=len)
        """What no frame can be without."""

    def is_in(self, words: str, tags: set[str]) -> bool:
        return self._tags <= tags and all(pattern.search(words) for pattern in self._patterns)


def _pattern(part: str) -> re.Pattern[str]:
    whole = part.strip('"') if part.startswith('"') else part.removesuffix("*")
    words = r"\s+".join(re.escape(word) for word in whole.split())
    return re.compile(rf"(?<!\w){words}" + ("" if part.endswith("*") else r"(?!\w)"))


class OfAccount:
    """All that one account posts."""

    def __init__(self, did: str) -> None:
        self._did = did

    def may_hold(self, raw: str) -> bool:
        """Say whether the account is named."""
        return self._did in raw or _ESCAPED in raw

    def wants(self, post: Post) -> bool:
        """Say whether it is the author."""
        return post.account is not None and post.account.native_id == self._did
