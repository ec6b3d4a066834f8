"""Everything that names somebody or gives a checker away, and how to take it out of a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import cycle
from typing import Any

from monitor.corpora.actors import Pair, institutions
from monitor.corpora.elections import Election, elections
from monitor.corpora.masking import masking
from monitor.corpora.spelling import vocabulary
from monitor.language.names import names
from monitor.language.normal import normalise
from monitor.language.remembering import Remembered
from monitor.language.tokens import words_of_text

__all__ = ["GONE", "KEPT", "NAMED", "Lexicon", "lexicon"]

Phrase = tuple[str, ...]

KEPT, GONE, NAMED = range(3)
"""What becomes of a word."""

ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")
LONG = 6
"""Letters of a name that is a name inside a longer word too (#prabowomenang)."""
PUBLISHING = frozenset({"checker", "media"})
"""Kinds of institution that leave no trace; the others leave a mask."""
EVERYDAY = frozenset({("benar",), ("terbukti",)})
"""Words of verdicts that all people use: gone in phrases ("tidak benar") and tags, else kept."""
REACH = 24
"""Words within which a phrase of checkers must end, whatever was put into it."""
OWN = 4
"""Letters of one word of a candidate's name that stands for him."""


class Lexicon:
    """Phrases that are taken out: those of checkers, and names with what attaches to them.

    Parameters
    ----------
    checkers, names : iterables of phrases
        As words of normalised texts.
    affixes : iterable of str
        Words that go with a name beside them ("Pak Prabowo", "Partai Gerindra").
    """

    def __init__(
        self, checkers: Iterable[Phrase], names: Iterable[Phrase], affixes: Iterable[str]
    ) -> None:
        named = set(names)
        phrases = set(checkers)
        self._checkers = _tree(phrases)
        self._single = frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)
        self._names = _tree(named)
        self._affixes = frozenset(affixes) | _parts(named)
        self._long = frozenset(p[0] for p in named if len(p) == 1 and len(p[0]) >= LONG)
        self._longest = max(map(len, self._long), default=0)
        self._may_begin = Remembered(self._begins_name)

    def roles(self, forms: Sequence[str]) -> list[int]:
        """Return for each word whether it is :data:`KEPT`, :data:`GONE` or :data:`NAMED`.

        Parameters
        ----------
        forms : sequence of str
            Words of a normalised text, handles among them; empty ones are no words, and stay.
        """
        roles = [KEPT] * len(forms)
        words = [place for place, form in enumerate(forms) if form]
        if not self._checkers.keys().isdisjoint(forms):
            self._drop_checkers(forms, words, roles)
            words = [place for place in words if roles[place] != GONE]
        self._name(forms, words, roles)
        return roles

    def _drop_checkers(self, forms: Sequence[str], words: Sequence[int], roles: list[int]) -> None:
        """Drop words of checkers, then their phrases, then phrases that those stood within.

        So "berita HOAKS bohong" loses as much as "berita bohong", while "surat" beside "berita
        bohong" keeps its place: a word that one phrase has used makes no second one.
        """
        single = self._single
        usable = {place for place in words if forms[place] in single}
        for place in usable:
            roles[place] = GONE
        begins = [at for at, place in enumerate(words) if forms[place] in self._checkers]
        for reach in (0, REACH):
            for at in begins:
                if roles[words[at]] == GONE and words[at] not in usable:
                    continue
                found = self._reached(forms, words[at : at + REACH], roles, usable, reach)
                if len(found) > 1:
                    usable.difference_update(found)
                for place in found:
                    roles[place] = GONE

    def _reached(
        self,
        forms: Sequence[str],
        words: Sequence[int],
        roles: Sequence[int],
        usable: Collection[int],
        reach: int,
    ) -> list[int]:
        """Return the words of the longest phrase that begins here, past ``reach`` gone words."""
        branch = self._checkers
        passed: list[int] = []
        found: list[int] = []
        for place in words:
            is_free = roles[place] != GONE or place in usable
            following = branch.get(forms[place]) if is_free else None
            if following is not None:
                branch = following
                passed.append(place)
                if "" in branch:
                    found = list(passed)
            elif passed and reach and roles[place] == GONE:
                reach -= 1
            else:
                break
        return found

    def _name(self, forms: Sequence[str], words: list[int], roles: list[int]) -> None:
        may_begin, end = self._may_begin, 0
        ends: list[int] = []
        for at in [at for at, place in enumerate(words) if may_begin[forms[place]]]:
            if at < end:
                continue
            length = _longest(self._names, forms, words, at)
            if length or self._is_name(forms[words[at]]):
                end = at + (length or 1)
                ends += (at, end - 1)
                for named in words[at:end]:
                    roles[named] = NAMED
        for at, step in zip(ends, cycle((-1, 1)), strict=False):  # "Pak Prabowo", "Gerindra Jabar"
            self._attach(forms, words, roles, at + step, step)

    def _attach(
        self, forms: Sequence[str], words: Sequence[int], roles: list[int], at: int, step: int
    ) -> None:
        """Take what goes with a name for part of it, from its neighbour outwards."""
        while 0 <= at < len(words) and forms[words[at]] in self._affixes:
            if roles[words[at]] == NAMED:
                break
            roles[words[at]] = NAMED
            at += step

    def _begins_name(self, form: str) -> bool:
        return form in self._names or self._is_name(form)

    def _is_name(self, form: str) -> bool:
        """Say whether a word is a handle, a name with an ending, or holds one (in a tag)."""
        if form[0] == "@":
            return True
        for ending in ENDINGS:
            stem = form.removesuffix(ending)
            if len(stem) > 2 and stem != form and _ends(self._names.get(stem)):
                return True
        return (
            len(form) > LONG
            and form not in vocabulary()
            and any(
                form[:size] in self._long or form[-size:] in self._long
                for size in range(LONG, min(len(form), self._longest + 1))
            )
        )


def lexicon(election: Election | None = None) -> Lexicon:
    """Return what the corpora know, and the pairs of ``election`` besides."""
    return _of(tuple(election.pairs.values()) if election else (), election.id if election else "")


@lru_cache(maxsize=4)
def _of(own: tuple[Pair, ...], election: str) -> Lexicon:
    watched = [each for each in elections().values() if each.id != election]
    pairs = [*(pair for each in watched for pair in each.pairs.values()), *own]
    known = masking()
    found = names(pairs)
    named = {_words(phrase) for phrase, meanings in found.items() if _names_somebody(meanings)}
    for phrase, meanings in found.items():
        if any(name.kind == "candidate" for name in meanings):
            named |= {(w,) for w in phrase if len(w) >= OWN and w not in vocabulary()}
    named |= set(map(_phrase, (*known.figures, *known.bodies)))
    actors = {_phrase(body.name) for body in institutions() if body.kind not in PUBLISHING}
    actors |= {
        _phrase(alias.text)
        for body in institutions()
        for alias in body.aliases
        if body.kind not in PUBLISHING
    }
    checkers = set(map(_phrase, (*known.checkers, *known.outlets))) - actors - EVERYDAY - {()}
    return Lexicon(checkers, named - checkers - {()}, map(str.lower, known.affixes))


def _names_somebody(meanings: Iterable[Any]) -> bool:
    return any(
        name.kind != "slang" and not (name.kind == "number" and name.written.isdigit())
        for name in meanings
    )


def _phrase(written: str) -> Phrase:
    return _words(words_of_text(normalise(written)[0]))


def _words(words: Iterable[str]) -> Phrase:
    """Leave the signs out: they are no words of a masked text either."""
    return tuple(word for word in words if word[0].isalnum() or word[0] == "_")


def _tree(phrases: Iterable[Phrase]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for phrase in phrases:
        branch = root
        for word in phrase:
            branch = branch.setdefault(word, {})
        branch[""] = True
    return root


def _longest(tree: dict[str, Any], forms: Sequence[str], places: list[int], at: int) -> int:
    """Return how many words the longest phrase that begins here has."""
    branch, found, length = tree, 0, 0
    while at + length < len(places):
        following = branch.get(forms[places[at + length]])
        if following is None:
            break
        branch, length = following, length + 1
        if "" in branch:
            found = length
    return found


def _ends(branch: dict[str, Any] | None) -> bool:
    return branch is not None and "" in branch


def _parts(named: set[Phrase]) -> frozenset[str]:
    """Return words that make a longer name of a name ("Joko Widodo", "Jawa Barat").

    They go wherever they touch a name, so that no swap can set them free or swallow them.
    """
    parts: set[str] = set()
    for phrase in named:
        for cut in range(1, len(phrase)):
            if phrase[cut:] in named:
                parts.update(phrase[:cut])
            if phrase[:cut] in named:
                parts.update(phrase[cut:])
    return frozenset(parts)
