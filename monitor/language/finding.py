"""Find who and what is named, and refuse what only looks like a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.corpora.actors import Pair
from monitor.corpora.spelling import politics
from monitor.language.names import Name, names
from monitor.language.tokens import TOKEN, words_of_text
from monitor.records import Mention, Span

__all__ = ["Finder"]

NEAR = 8
"""Words to either side in which a political word makes an ambiguous name political."""
BESIDE = 3
"""Words to either side in which a prayer makes AMIN an amen."""
DATE_SIGNS = frozenset("/.:-,")
POLITICAL_KINDS = frozenset({"pair", "candidate", "party", "institution"})

PairOfNumber = Callable[[int, datetime | None], str | None]


class Hit(NamedTuple):
    """A phrase in a text: words ``first`` to ``last``, exclusive."""

    first: int
    last: int
    meanings: tuple[Name, ...]


class Finder:
    """Looks for every name of the corpora in normalised texts, by spaCy's PhraseMatcher.

    Parameters
    ----------
    pairs : sequence of Pair
        The pairs to look for; parties, institutions, places and slang are always looked for.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        import spacy  # seconds to import, wanted only here
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        phrases = names(pairs)
        self._vocabulary = frozenset(word for phrase in phrases for word in phrase)
        self._first_words = frozenset(phrase[0] for phrase in phrases)
        self._vocab = spacy.blank("id").vocab
        self._doc = Doc
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._keys: dict[int, tuple[Name, ...]] = {}
        for number, (phrase, meanings) in enumerate(phrases.items()):
            key = f"phrase-{number}"
            self._matcher.add(key, [Doc(self._vocab, words=list(phrase))])
            self._keys[self._vocab.strings[key]] = meanings

    def find(
        self,
        raw: str,
        normal: str,
        offsets: Sequence[int],
        created: datetime | None,
        pair_of: PairOfNumber,
    ) -> tuple[Mention, ...]:
        """Return the mentions in a text, in its order; where one contains another, the longer."""
        words = words_of_text(normal)
        if self._first_words.isdisjoint(words):
            return ()
        hits = self._hits(words)
        if not hits:
            return ()
        places = [token.span() for token in TOKEN.finditer(normal)]
        sure = [hit for hit in hits if any(map(_speaks_for_itself, hit.meanings))]
        found: list[tuple[int, int, Mention]] = []
        for hit in hits:
            start = offsets[places[hit.first][0]]
            end = offsets[places[hit.last - 1][1]]
            span = Span(start, start + len(raw[start:end].rstrip()))
            text = _Text(raw, words, sure, span)
            for name in hit.meanings:
                entity = name.entity if text.means(name, hit) else None
                if entity and name.kind == "number":
                    entity = pair_of(int(entity), created)
                if entity:
                    kind = "pair" if name.kind == "number" else name.kind
                    found.append((hit.first, hit.last, Mention(kind, entity, span)))
        return tuple(_longest(found))

    def _hits(self, words: list[str]) -> list[Hit]:
        # Words of no name become one blank word, so hostile texts cannot fill spaCy's string store.
        known = [word if word in self._vocabulary else "_" for word in words]
        doc = self._doc(self._vocab, words=known)
        return [Hit(first, last, self._keys[key]) for key, first, last in self._matcher(doc)]


def _speaks_for_itself(name: Name) -> bool:
    return not name.ambiguous and name.kind in POLITICAL_KINDS


class _Text(NamedTuple):
    """What a name is judged by: the words around it, and how it is written."""

    raw: str
    words: list[str]
    sure: list[Hit]
    span: Span

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
        near = self._around(hit, NEAR)
        if not politics().political.isdisjoint(near):
            return True
        return any(
            other.first < hit.last + NEAR and other.last > hit.first - NEAR
            for other in self.sure
            if other.last <= hit.first or other.first >= hit.last
        )

    def _is_written_in_capitals(self, name: Name, hit: Hit) -> bool:
        """AMIN is a pair where the text is not all shouting, and no prayer is near."""
        written = self.raw[slice(*self.span)]
        return (
            written.isupper()
            and len(written) == len(name.written)
            and not self.raw.isupper()
            and politics().prayer.isdisjoint(self._around(hit, BESIDE))
        )

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


def _longest(found: list[tuple[int, int, Mention]]) -> Iterator[Mention]:
    """Yield what no longer mention covers; slang beside the rest, as it names in its own way."""
    taken: dict[bool, set[int]] = {True: set(), False: set()}
    kept: list[tuple[int, int, Mention]] = []
    spans: set[tuple[bool, int, int]] = set()
    for first, last, mention in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
        slang = mention.kind == "slang"
        same = (slang, first, last) in spans
        if same or taken[slang].isdisjoint(range(first, last)):
            taken[slang].update(range(first, last))
            spans.add((slang, first, last))
            kept.append((first, last, mention))
    seen: set[Mention] = set()
    for _, _, mention in sorted(kept, key=lambda each: each[0]):
        if mention not in seen:
            seen.add(mention)
            yield mention
