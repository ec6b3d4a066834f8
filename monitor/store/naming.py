"""By which words somebody is known in free text: in reasons, excerpts, addresses and the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

__all__ = ["Names"]

SHORTEST = 3
"""Letters of a name that are looked for: of a shorter one any text is full by chance."""
_WORD = re.compile(r"[\w.@/-]*\w")
_SCHEME = re.compile(r"@https?://")
_PART = re.compile(r"(?<=[@:/'])[\w.-]*\w(?:@(?:https?://)?[\w.-]+\w(?::\d+)?)?")


class Names(NamedTuple):
    """The words, in lower case, by which something is known in free text."""

    ids: frozenset[str] = frozenset()
    """Of posts: looked for as whole words, for there can be thousands."""
    names: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    @classmethod
    def of(cls, posts: Iterable[str], accounts: Iterable[str], called: Iterable[str] = ()) -> Names:
        """Gather the names that are long enough; ``called`` is what accounts call themselves."""
        ids, names = (
            frozenset(name.partition(":")[2].casefold() for name in some)
            for some in (posts, accounts)
        )
        return cls(*(_long(some) for some in (ids, names, (name.casefold() for name in called))))

    def __bool__(self) -> bool:
        return any(self)

    def are_in(self, said: str) -> bool:
        """Say whether a text names it."""
        words = said.casefold()
        return any(name in words for name in self.names | self.called) or not (
            self.ids.isdisjoint(_WORD.findall(words))
        )

    def lead_from(self, address: str) -> bool:
        """Say whether an address, or a source string, leads to it."""
        return any(self._is_one(found[0]) for found in _PART.finditer(address))

    def masked(self, said: str, alias: Callable[[str], str]) -> str:
        """Replace it in addresses and source strings, and where a sentence quotes it."""
        return _PART.sub(
            lambda found: (
                alias(f"log:{found[0].casefold()}")[4:] if self._is_one(found[0]) else found[0]
            ),
            said,
        )

    def _is_one(self, part: str) -> bool:
        folded = _SCHEME.sub("@", part.casefold())
        return not {folded, folded.partition("@")[0]}.isdisjoint(self.names | self.ids)


def _long(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if len(name) >= SHORTEST)
