"""Find who and what is named, and refuse what only looks like a name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from monitor.corpora.actors import Pair
from monitor.corpora.spelling import politics
from monitor.language.names import Name, names
from monitor.language.tokens import words_of_text
from monitor.records import Mention, Span

__all__ = ["Finder"]

NEAR = 8
"""Words to either side in which a political word makes an ambiguous name political."""
BESIDE = 3
"""Words to either side in which a prayer makes AMIN an amen."""
MOST_WORDS = 50_000
"""Words looked at; no platform lets a post have as many."""
DATE_SIGNS = frozenset("/.:-,")
POLITICAL_KINDS = frozenset({"pair", "candidate", "party", "institution"})

PairOfNumber = Callable[[int, datetime | None], str | None]


class Hit(NamedTuple):
    """A phrase in a text: words ``first`` to ``last``, exclusive."""

    first: int
    last: int
    meanings: tuple[Name, ...]
    is_sure: bool
    """It speaks for itself, and for ambiguous names nearby."""


class Found(NamedTuple):
    """A phrase that does name something."""

    first: int
    last: int
    kind: str
    entity: str


class Finder:
    """Looks for every name of the corpora in normalised texts, by spaCy's PhraseMatcher.

    Parameters
    ----------
    pairs : sequence of Pair
        The pairs to look for; parties, institutions, places and slang are always looked for.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        from spacy.matcher import PhraseMatcher  # seconds to import, wanted only here
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        phrases = names(pairs)
        self._vocabulary = frozenset(word for phrase in phrases for word in phrase)
        self._first_words = frozenset(phrase[0] for phrase in phrases)
        self._vocab = Vocab()  # no words of a language: only spellings are compared
        self._doc = Doc
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._keys: dict[int, tuple[tuple[Name, ...], bool]] = {}
        for number, (phrase, meanings) in enumerate(phrases.items()):
            key = f"phrase-{number}"
            self._matcher.add(key, [Doc(self._vocab, words=list(phrase))])
            self._keys[self._vocab.strings[key]] = meanings, any(map(_speaks_for_itself, meanings))

    def find(
        self,
        raw: str,
        normal: str,
        offsets: Sequence[int],
        created: datetime | None,
        pair_of: PairOfNumber,
    ) -> tuple[Mention, ...]:
        """Return the mentions in a text, in its order; where one contains another, the longer."""
        words = words_of_text(normal)[:MOST_WORDS]
        if self._first_words.isdisjoint(words):
            return ()
        hits = self._hits(words)
        if not hits:
            return ()
        text = _Text(raw, normal, offsets, words, hits)
        found: list[Found] = []
        for hit in hits:
            for name in hit.meanings:
                if text.means(name, hit):
                    kind, entity = name.kind, name.entity
                    if kind == "number":
                        kind, entity = "pair", pair_of(int(entity), created) or ""
                    if entity:
                        found.append(Found(hit.first, hit.last, kind, entity))
        return tuple(
            [
                Mention(kind, entity, text.span(first, last))
                for first, last, kind, entity in _longest(found)
            ]
        )

    def _hits(self, words: list[str]) -> list[Hit]:
        # Words of no name become one blank word, so hostile texts cannot fill spaCy's string store.
        known = [word if word in self._vocabulary else "_" for word in words]
        doc = self._doc(self._vocab, words=known)
        return [Hit(first, last, *self._keys[key]) for key, first, last in self._matcher(doc)]


def _speaks_for_itself(name: Name) -> bool:
    return not name.ambiguous and name.kind in POLITICAL_KINDS


class _Text:
    """What a name is judged by: the words around it, and how it is written."""

    def __init__(
        self, raw: str, normal: str, offsets: Sequence[int], words: list[str], hits: list[Hit]
    ) -> None:
        self.raw, self.normal, self.offsets = raw, normal, offsets
        self.words, self.hits = words, hits

    def span(self, first: int, last: int) -> Span:
        """Return where words stand in the raw text."""
        start = self.offsets[self._places[first]]
        end = self.offsets[self._places[last - 1] + len(self.words[last - 1])]
        return Span(start, start + len(self.raw[start:end].rstrip()))

    def means(self, name: Name, hit: Hit) -> bool:
        """Say whether the phrase is meant as this name here."""
        if name.kind == "number" and self._counts_something_else(hit):
            return False
        if not name.ambiguous:
            return True
        if name.written.isupper() and not self._is_written_in_capitals(name, hit):
            return False
        return self._is_political(hit)

    def _is_political(self, hit: Hit) -> bool:
        if not politics().political.isdisjoint(self._around(hit, NEAR)):
            return True
        starts, ends = self._sure_places
        before, after = bisect_right(ends, hit.first), bisect_left(starts, hit.last)
        return (before > 0 and ends[before - 1] > hit.first - NEAR) or (
            after < len(starts) and starts[after] < hit.last + NEAR
        )

    def _is_written_in_capitals(self, name: Name, hit: Hit) -> bool:
        """AMIN is a pair where the text is not all shouting, and no prayer is near."""
        written = self.raw[slice(*self.span(hit.first, hit.last))]
        return (
            written.isupper()
            and len(written) == len(name.written)
            and not self._is_shouted
            and politics().prayer.isdisjoint(self._around(hit, BESIDE))
        )

    @cached_property
    def _is_shouted(self) -> bool:
        return self.raw.isupper()

    @cached_property
    def _sure_places(self) -> tuple[list[int], list[int]]:
        """Where names that speak for themselves begin, and where they end."""
        sure = [hit for hit in self.hits if hit.is_sure]
        return sorted(hit.first for hit in sure), sorted(hit.last for hit in sure)

    @cached_property
    def _places(self) -> list[int]:
        """Where words begin in the normalised text, up to the last name."""
        index, places, done = self.normal.index, [], 0
        for word in self.words[: max(hit.last for hit in self.hits)]:
            place = index(word, done)
            places.append(place)
            done = place + len(word)
        return places

    def _around(self, hit: Hit, width: int) -> list[str]:
        return (
            self.words[max(0, hit.first - width) : hit.first]
            + self.words[hit.last : hit.last + width]
        )

    def _counts_something_else(self, hit: Hit) -> bool:
        """Say whether the number is a polling station, a date, a sum, a party's number."""
        before = [*reversed(self.words[max(0, hit.first - 2) : hit.first]), "", ""]
        after = [*self.words[hit.last : hit.last + 2], "", ""]
        return (
            before[0] in politics().counts
            or after[0] in politics().counted
            or (before[0] in DATE_SIGNS and before[1].isdigit())
            or (after[0] in DATE_SIGNS and after[1].isdigit())
        )


def _longest(found: list[Found]) -> Iterable[Found]:
    """Return what no longer name covers; slang beside the rest, as it names in its own way."""
    if all(one[:2] == other[:2] or one.last <= other.first for one, other in pairwise(found)):
        return dict.fromkeys(found)
    taken: dict[bool, set[int]] = {True: set(), False: set()}
    kept: list[Found] = []
    places: set[tuple[bool, int, int]] = set()
    for name in sorted(found, key=lambda each: (each.first - each.last, each.first)):
        slang, words = name.kind == "slang", range(name.first, name.last)
        place = (slang, name.first, name.last)
        if place in places or taken[slang].isdisjoint(words):
            taken[slang].update(words)
            places.add(place)
            kept.append(name)
    return dict.fromkeys(sorted(kept, key=attrgetter("first")))
