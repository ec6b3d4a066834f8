"""How people type: chat spellings, disguised letters, the words that tell Indonesian from noise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import Field, field_validator

from monitor.corpora.load import Fact, Sourced, read

__all__ = ["Disguises", "disguises", "spellings", "sundanese", "vocabulary"]


class Spellings(Sourced):
    """The file of chat spellings: each standard form with the ways people type it."""

    version: int
    standard: dict[str, tuple[str, ...]]


class WordList(Sourced):
    """A file that is a list of words, separated by white space."""

    version: int
    words: frozenset[str] = Field(min_length=1)

    @field_validator("words", mode="before")
    @classmethod
    def _split(cls, written: object) -> object:
        return written.split() if isinstance(written, str) else written


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
def sundanese() -> frozenset[str]:
    """Return words that are everyday Sundanese and not everyday Indonesian."""
    return read("sundanese.toml", WordList).words


@cache
def disguises() -> Disguises:
    """Return the signs and look-alike letters that words are hidden behind."""
    return read("disguises.toml", Disguises)
