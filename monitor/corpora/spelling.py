"""How people type: chat spellings, disguised letters, the words that tell Indonesian from noise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field

from monitor.corpora.load import Fact, Sourced, read

__all__ = ["Disguises", "Politics", "disguises", "languages", "politics", "spellings", "vocabulary"]


class Spellings(Sourced):
    """The file of chat spellings: each standard form with the ways people type it."""

    version: int
    standard: dict[str, tuple[str, ...]]


def _split(written: object) -> object:
    return written.split() if isinstance(written, str) else written


Words = Annotated[frozenset[str], BeforeValidator(_split), Field(min_length=1)]


class WordList(Sourced):
    """A file that is a list of words, separated by white space."""

    version: int
    words: Words


class Languages(Sourced):
    """Words by which a text shows its language."""

    version: int
    indonesian: Words
    malay: Words
    sundanese: Words


class Politics(Sourced):
    """Words that decide whether a name or a number is meant politically."""

    version: int
    political: Words
    counts: Words
    """After one of them a number counts something else than pairs (``TPS 02``)."""
    counted: Words
    """Before one of them a number is a date or an amount."""
    prayer: Words


class Disguises(Fact):
    """Signs that stand for letters; each maps one character to one."""

    version: int
    substitutes: dict[str, str]
    """Digits and signs, in words that have letters too."""
    lookalikes: dict[str, str]
    """Letters of other alphabets, in words that have Latin letters too."""
    styled: dict[str, str]
    """Ornamental Latin letters, anywhere."""


@cache
def spellings() -> Mapping[str, str]:
    """Return chat spelling -> standard form, which may be two words.

    Examples
    --------
    >>> spellings()["gpp"]
    'tidak apa-apa'
    """
    standard = read("spellings.toml", Spellings).standard
    return MappingProxyType({typed: form for form, every in standard.items() for typed in every})


@cache
def vocabulary() -> frozenset[str]:
    """Return common Indonesian words and election words, in standard spelling."""
    return read("vocabulary.toml", WordList).words


@cache
def politics() -> Politics:
    """Return the words by which ambiguous names and numbers are judged."""
    return read("politics.toml", Politics)


@cache
def languages() -> Languages:
    """Return words by which a text shows its language."""
    return read("languages.toml", Languages)


@cache
def disguises() -> Disguises:
    """Return the signs and look-alike letters that words are hidden behind."""
    return read("disguises.toml", Disguises)
