"""Every way the corpora know to name somebody, as phrases to look for in normalised texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple

from monitor.corpora.actors import Alias, Institution, Pair, Party, institutions, parties
from monitor.corpora.places import places
from monitor.corpora.slang import slang
from monitor.language.normal import normalise
from monitor.language.tokens import words_of_text

__all__ = ["Name", "names"]

Kind = Literal["pair", "candidate", "party", "institution", "place", "slang", "number"]
Phrase = tuple[str, ...]

# What stands before a pair's number; after the first ones a number can hardly mean anything else.
HEADS = ("paslon", "capres", "cagub", "cabup", "cawali", "pasangan calon", "pasangan")
MIDDLES = ("", "nomor", "nomor urut", "no", "no.", "no urut", "no. urut", "nourut")
SPOKEN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


class Name(NamedTuple):
    """What a phrase may mean."""

    kind: Kind
    """``number``: of a pair, which one depends on election and date."""
    entity: str
    written: str
    """As in the corpus, capitals and all."""
    ambiguous: bool = False
    """Counts only with a political word nearby."""


def names(pairs: Sequence[Pair]) -> dict[Phrase, tuple[Name, ...]]:
    """Return phrase -> what it may mean: ``pairs``, and whatever else the corpora name.

    Phrases are words of normalised texts, so that text and name are spelled alike.
    """
    found: defaultdict[Phrase, dict[Name, None]] = defaultdict(dict)
    for name in _every_name(pairs):
        phrase = tuple(words_of_text(normalise(name.written)[0]))
        if phrase:
            found[phrase][name] = None
    return {phrase: tuple(meanings) for phrase, meanings in found.items()}


def _every_name(pairs: Sequence[Pair]) -> Iterator[Name]:
    for pair in pairs:
        yield from _of_pair(pair)
    yield from _numbers(pair.number for pair in pairs if pair.number is not None)
    for party in parties():
        yield from _of_body("party", party)
    for institution in institutions():
        yield from _of_body("institution", institution)
    for place in places():
        for written in (place.name, *place.aliases):
            yield Name("place", place.id, written, place.ambiguous)
    for term in slang():
        for written in term.forms:
            yield Name("slang", term.id, written, term.ambiguous)


def _of_pair(pair: Pair) -> Iterator[Name]:
    for alias in pair.aliases:
        if alias.text[-1].isdigit() or _is_vague(alias):
            continue  # numbers have rules of their own
        kind: Kind = "candidate" if alias.candidate else "pair"
        yield Name(kind, alias.candidate or pair.id, alias.text, alias.ambiguous)


def _is_vague(alias: Alias) -> bool:
    """Say whether it is a slogan of everyday words: Perubahan by itself names nobody."""
    return alias.ambiguous and alias.kind == "slogan"


def _of_body(kind: Literal["party", "institution"], body: Party | Institution) -> Iterator[Name]:
    yield Name(kind, body.id, body.name, body.ambiguous)
    for alias in body.aliases:
        yield Name(kind, body.id, alias.text, alias.ambiguous)


def _numbers(numbers: Iterable[int]) -> Iterator[Name]:
    for number in sorted({number for number in numbers if number < len(SPOKEN)}):
        entity = str(number)
        yield Name("number", entity, f"{number:02}", ambiguous=True)
        forms = (entity, f"{number:02}", SPOKEN[number])
        for middle, form in product(MIDDLES, forms):
            for head in HEADS:
                yield Name("number", entity, f"{head} {middle} {form}")
            if middle:
                yield Name("number", entity, f"{middle} {form}", ambiguous=True)
