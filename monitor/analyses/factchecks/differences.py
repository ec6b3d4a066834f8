"""What a post says otherwise than its fact-check: numbers, dates, places, names, denial.

A story told again is seldom told the same: that is what a person must look at before relying on
an old finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from monitor.analyses.factchecks.terms import Terms
from monitor.corpora.actors import pairs
from monitor.language.names import Name, names
from monitor.records import Span

__all__ = ["Difference", "differences"]

Kind = Literal["number", "date", "place", "name", "denial"]

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SPOKEN = {word: value for value, word in enumerate(DIGITS)}
SPOKEN |= {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1_000, "sejuta": 1_000_000}
TENS = {"puluh": 10, "ratus": 100}
SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9}
SCALES |= {"triliun": 10**12}
FIGURE = re.compile(r"(?:rp)?([0-9]{1,15})(rb|ribu|jt|juta)?")
MONTHS: tuple[str, ...] = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
)
MONTHS += ("oktober", "november", "desember")
YEARS = range(1900, 2100)
DENIALS = frozenset({"tidak", "bukan", "belum", "tak", "tiada", "bantah", "sangkal", "tepis"})
NAMED: dict[str, Kind] = {
    "place": "place",
    "candidate": "name",
    "pair": "name",
    "party": "name",
    "institution": "name",
}
READ = 200
"""Words of a post that are compared; what follows is seldom the claim."""
LONGEST = 8
"""Words of one spoken number."""
MOST = 3
"""Differences of one kind that are shown."""


class Difference(NamedTuple):
    """One thing that post and fact-check do not say alike; a side may have nothing there."""

    kind: Kind
    post: Span | None
    """In the post's raw text."""
    factcheck: Span | None
    """In the fact-check's title."""


class Said(NamedTuple):
    """Something a text says that can differ."""

    kind: Kind
    value: str
    of: str
    """What a number counts, as a stem."""
    span: Span


class _Read(NamedTuple):
    """The same, and after which word to read on."""

    kind: Kind
    value: str
    of: str
    last: int


Both = tuple[Said | None, Said | None]


def differences(here: Sequence[Said], there: Sequence[Said]) -> tuple[Difference, ...]:
    """Return what a post and a fact-check's title do not say alike, in the order of ``Kind``.

    Notes
    -----
    A number of the title is shown where the post has none of its value, beside the post's number
    of the same thing if there is one (``tujuh kontainer``, ``70 kontainer``). Dates, places and
    names differ where both sides have some and none in common. Negation differs where only one
    side has a word of it; whether it denies the claim itself is for a person to see.

    Examples
    --------
    >>> from monitor.analyses.factchecks.terms import terms_of
    >>> post, title = terms_of("Ada 70 kontainer di Medan"), terms_of("Tujuh kontainer di Jakarta")
    >>> [(each.kind, each.post, each.factcheck) for each in differences(said(post), said(title))][0]
    ('number', Span(start=4, end=6), Span(start=0, end=5))
    """
    found: list[Both] = [*_numbers(_of(here, "number"), _of(there, "number"))]
    apart: tuple[Kind, ...] = ("date", "place", "name")
    for kind in apart:
        ours, theirs = _of(here, kind), _of(there, kind)
        if ours and theirs and {each.value for each in ours}.isdisjoint(e.value for e in theirs):
            found.append((ours[0], theirs[0]))
    denied, told = next(iter(_of(here, "denial")), None), next(iter(_of(there, "denial")), None)
    if (denied is None) != (told is None):
        found.append((denied, told))
    return tuple(_difference(*both) for both in found)


def said(terms: Terms) -> tuple[Said, ...]:
    """Return the numbers, dates, names and negations of a text with spans, in its order.

    Examples
    --------
    >>> from monitor.analyses.factchecks.terms import terms_of
    >>> [(each.kind, each.value) for each in said(terms_of("Bukan tujuh puluh TPS pada Mei 2019"))]
    [('denial', ''), ('number', '70'), ('date', '2019')]
    """
    words = terms.words[:READ]
    found: list[Said] = []
    place = 0
    while place < len(words):
        read = _date(words, place) or _number(terms, place) or _name(words, place)
        if not read and not DENIALS.isdisjoint((words[place], terms.stems[place])):
            read = _Read("denial", "", "", place + 1)
        if read:
            span = Span(terms.spans[place].start, terms.spans[read.last - 1].end)
            found.append(Said(read.kind, read.value, read.of, span))
        place = read.last if read else place + 1
    return tuple(found)


def _difference(ours: Said | None, theirs: Said | None) -> Difference:
    kind = next(each.kind for each in (ours, theirs) if each)
    return Difference(kind, ours.span if ours else None, theirs.span if theirs else None)


def _of(said: Sequence[Said], kind: Kind) -> list[Said]:
    return [each for each in said if each.kind == kind]


def _numbers(ours: Sequence[Said], theirs: Sequence[Said]) -> Iterator[Both]:
    values = {each.value for each in ours}
    for number in [each for each in theirs if each.value not in values][:MOST]:
        counted = (each for each in ours if each.of and each.of == number.of)
        yield next(counted, None), number


def _date(words: Sequence[str], place: int) -> _Read | None:
    """Read ``2 januari 2019``, ``januari 2019``, ``2 januari`` or a year; as the year if any."""
    month = place + 1 if words[place].isdigit() and len(words[place]) <= 2 else place
    if month < len(words) and words[month] in MONTHS:
        dated = month + 1 < len(words) and _is_year(words[month + 1])
        if dated or month > place:
            value = words[month + 1] if dated else " ".join(words[place : month + 1])
            return _Read("date", value, "", month + 1 + dated)
    return _Read("date", words[place], "", place + 1) if _is_year(words[place]) else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and int(word) in YEARS


def _number(terms: Terms, place: int) -> _Read | None:
    """Read figures and spoken numbers: ``70``, ``rp5juta``, ``tujuh puluh ribu``."""
    words = terms.words
    figure = FIGURE.fullmatch(words[place])
    if not figure and words[place] not in SPOKEN:
        return None
    value = int(figure[1]) * SCALES.get(figure[2] or "", 1) if figure else SPOKEN[words[place]]
    last = place + 1
    while last < min(len(words), place + LONGEST) and (grown := _grown(value, words, last)):
        value, last = grown, last + 1
    if words[place] == "satu" and last == place + 1:
        return None  # more often an article than a number
    counted = terms.stems[last] if last < min(len(words), READ) else ""
    return _Read("number", str(value), counted, last)


def _grown(value: int, words: Sequence[str], place: int) -> int:
    """Return what a number becomes with the word at ``place``; 0 where that is none of it."""
    word = words[place]
    if word == "belas":
        return value + 10
    if word in TENS or word in SCALES:
        return value * (TENS.get(word) or SCALES[word])
    return value + SPOKEN[word] if words[place - 1] in TENS and word in SPOKEN else 0


def _name(words: Sequence[str], place: int) -> _Read | None:
    for phrase, name in _named().get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) == phrase:
            return _Read(NAMED[name.kind], name.entity, "", place + len(phrase))
    return None


@cache
def _named() -> dict[str, list[tuple[tuple[str, ...], Name]]]:
    """Return first word -> the names that begin with it, longest first, none of them ambiguous."""
    known: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for phrase, meanings in sorted(names(pairs()).items(), key=lambda item: -len(item[0])):
        meant = next((name for name in meanings if name.kind in NAMED and not name.ambiguous), None)
        spoken = tuple(word for word in phrase if word.isalnum())
        if meant and spoken:
            known.setdefault(spoken[0], []).append((spoken, meant))
    return known
