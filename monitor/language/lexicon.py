"""Everything that names somebody or gives a checker away, and how to take it out of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from monitor.corpora.actors import Pair, institutions
from monitor.corpora.elections import Election, elections
from monitor.corpora.masking import masking
from monitor.corpora.spelling import vocabulary
from monitor.language.names import names
from monitor.language.normal import normalise
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
        self._checkers = _tree(checkers)
        self._names = _tree(named)
        self._affixes = frozenset(affixes) | _parts(named)
        self._long = frozenset(p[0] for p in named if len(p) == 1 and len(p[0]) >= LONG)
        self._alone = lru_cache(maxsize=1 << 16)(self._is_name)

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
            size = 0
            while size != len(words):  # taking one phrase out may bring another together
                size = len(words)
                words = self._without_checkers(forms, words, roles)
        self._name(forms, words, roles)
        return roles

    def _without_checkers(
        self, forms: Sequence[str], words: list[int], roles: list[int]
    ) -> list[int]:
        first, end = self._checkers, 0
        for at, place in enumerate(words):
            if (
                at >= end
                and forms[place] in first
                and (length := _longest(first, forms, words, at))
            ):
                end = at + length
                for gone in words[at:end]:
                    roles[gone] = GONE
        return words if not end else [place for place in words if roles[place] != GONE]

    def _name(self, forms: Sequence[str], words: list[int], roles: list[int]) -> None:
        names, alone, end = self._names, self._alone, 0
        for at, place in enumerate(words):
            form = forms[place]
            if at < end or not (form in names or alone(form)):
                continue
            length = _longest(names, forms, words, at)
            if length or alone(form):
                end = at + (length or 1)
                for named in words[at:end]:
                    roles[named] = NAMED
        if not end:
            return
        for order in (words, words[::-1]):  # "Pak Prabowo", "Gerindra Jabar"
            for place, beside in pairwise(order):
                if roles[place] == NAMED and forms[beside] in self._affixes:
                    roles[beside] = NAMED

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
                for size in range(LONG, len(form))
            )
        )


@lru_cache(maxsize=4)
def lexicon(election: Election | None = None) -> Lexicon:
    """Return what the corpora know, and the pairs of ``election`` besides."""
    watched = list(elections().values())
    if election is not None:
        watched = [each for each in watched if each.id != election.id] + [election]
    pairs: list[Pair] = [pair for each in watched for pair in each.pairs.values()]
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
