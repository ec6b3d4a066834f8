"""The words no score may rest on: who judged or published a text, and whom it is about."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from monitor.corpora.cues import words_that_judge
from monitor.corpora.labels import labels
from monitor.corpora.load import Fact, read
from monitor.corpora.public import public_list
from monitor.corpora.publishers import publishers
from monitor.corpora.sources import sources

__all__ = ["Masking", "masking"]

Kind = Literal["checkers", "outlets", "figures", "bodies", "affixes"]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9'.-]+( [a-z0-9'.-]+)*$", max_length=60)]
OUTLETS = ("checker", "media")
"""Kinds of source and of account that publish: the others are actors."""


class MaskGroup(Fact):
    """Words to treat alike, and where they were found."""

    kind: Kind
    name: str = Field(min_length=1)
    source: str = Field(min_length=1)
    note: str = Field(min_length=1)
    words: tuple[Word, ...] = Field(min_length=1)


class _File(Fact):
    version: Literal[1]
    group: tuple[MaskGroup, ...]


class Masking(NamedTuple):
    """Words and phrases by what becomes of them, each in the order of its file, none twice.

    Lower-case, as written; spell them as the texts (:func:`monitor.language.normal.normalise`)
    before you look for them.
    """

    checkers: tuple[str, ...]
    """Of fact-checkers, verdicts and clarifications: dropped."""
    outlets: tuple[str, ...]
    """Of media, their accounts and domains, and of platforms: dropped."""
    figures: tuple[str, ...]
    """People in public roles beside the candidates of the election files: one mask."""
    bodies: tuple[str, ...]
    """Offices, bodies, countries, peoples beside ``institutions.toml``: one mask."""
    affixes: tuple[str, ...]
    """Titles and kinds of thing: part of the mask of the name beside them, else kept."""


@cache
def masking() -> Masking:
    """Return the words of ``masking.toml`` and those other corpora know.

    Raises
    ------
    BadCorpus
        A file is missing or breaks its model.

    Examples
    --------
    >>> known = masking()
    >>> "konten tiruan" in known.checkers, "tempo.co" in known.outlets, "jokowi" in known.figures
    (True, True, True)
    >>> "kpk" in known.bodies, "kiai" in known.affixes
    (True, True)
    """
    return Masking(
        checkers=_once(_listed("checkers"), words_that_judge(), _labels()),
        outlets=_once(_listed("outlets"), _outlets()),
        figures=_once(_listed("figures")),
        bodies=_once(_listed("bodies")),
        affixes=_once(_listed("affixes")),
    )


def _listed(kind: Kind) -> tuple[str, ...]:
    groups = read("masking.toml", _File).group
    return tuple(word for group in groups if group.kind == kind for word in group.words)


def _once(*words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in words for word in each))


def _labels() -> tuple[str, ...]:
    """Return how checkers label: verdicts in words, and kinds of content."""
    known = labels()
    written = [
        label.label
        for label in known.labels
        if label.verdict != "not_a_verdict" and not label.label.isdigit()
    ]
    for category in known.categories.values():
        written += [category.english, *category.terms]
    return tuple(word.casefold() for word in written)


def _outlets() -> tuple[str, ...]:
    """Return names, domains and handles of whoever publishes; without the sample's inventions."""
    words: list[str] = []
    for source in sources().values():
        if source.kind in OUTLETS and source.confidence != "invented":
            names = (source.name, *publishers().aliases.get(source.id, ()))
            handles = (account.partition(":")[2] for account in source.accounts)
            words += [*names, *source.domains, *handles]
    for account in public_list():
        if account.kind == "media" and account.confidence != "invented":
            words += [account.name, account.handle]
    return tuple(word.casefold() for word in words)
