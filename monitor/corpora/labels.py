"""What fact-checkers call things: verdict labels, kinds of content, states of work."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator

from monitor.corpora.load import Fact, Sourced, read, with_ids

__all__ = ["Category", "Disarm", "Gfd", "Label", "Labels", "Tool", "labels", "normalise_verdict"]

Verdict = Literal[
    "true",
    "mostly_true",
    "misleading",
    "false",
    "scam",
    "satire",
    "unproven",
    "clarification",
    "not_checkable",
]

TAG = re.compile(r"\s*\[\s*([^\[\]]{1,40}?)\s*\]")
"""The label at the head of a title: ``[SALAH] ...``."""


class Label(Fact):
    """How one organisation writes one verdict."""

    label: str
    org: tuple[str, ...]
    verdict: Literal[Verdict, "not_a_verdict"]
    title: bool = False
    """It opens titles, before a comma: ``Keliru, ...``."""
    confidence: Literal["seen", "general"]
    note: str = ""


class Category(Fact):
    """A kind of misleading content (First Draft's seven)."""

    id: str
    english: str
    terms: tuple[str, ...]
    mediareview: str = ""
    """Our proposal for schema.org's MediaReview; general knowledge."""


class Tool(Sourced):
    """The states of work another tool knows."""

    id: str
    states: tuple[str, ...]
    flags: tuple[str, ...] = ()


class Gfd(Sourced):
    """MAFINDO's Global Fact-check Database: its numbers and its interface."""

    id_pattern: str
    about: str
    api: str
    method: str
    auth: str
    fields: tuple[str, ...]
    endpoints: tuple[str, ...]


class Disarm(Sourced):
    """Techniques of the DISARM framework: number -> what it is, in our words."""

    techniques: dict[str, str]


class Labels(Fact):
    """Everything in ``labels.toml``."""

    verdicts: tuple[Verdict, ...]
    workflow: tuple[str, ...]
    mafindo_layout: tuple[str, ...]
    sources: dict[str, str]
    categories: Annotated[dict[str, Category], BeforeValidator(with_ids)]
    labels: tuple[Label, ...]
    tools: Annotated[dict[str, Tool], BeforeValidator(with_ids)]
    gfd: Gfd
    disarm: Disarm


@cache
def labels() -> Labels:
    """Return the labels.

    Examples
    --------
    >>> labels().categories["imposter"].terms
    ('konten tiruan',)
    """
    return read("labels.toml", Labels)


def normalise_verdict(label: str, org: str = "") -> str | None:
    """Return the verdict that a label, or a title that opens with one, stands for.

    Parameters
    ----------
    label : str
        ``[SALAH]``, ``salah``, ``Keliru, Video ...``.
    org : str
        Whose label it is. Where it is not given, or writes no such label, all others are asked.

    Returns
    -------
    str or None
        One of ``labels().verdicts``, or ``not_a_verdict``; None where nobody is known to write
        this label, or where those who do mean different things. Nothing is guessed.

    Examples
    --------
    >>> normalise_verdict("[PENIPUAN] Tautan Bantuan"), normalise_verdict("2", "MAFINDO API")
    ('scam', 'false')
    >>> normalise_verdict("Benarkah kotak suara dibuka?") is None
    True
    """
    known = _meanings()
    for word, in_title in _words(label):
        meant = {
            who: verdict for who, opens, verdict in known.get(word, ()) if opens or not in_title
        }
        if org.casefold() in meant:
            return meant[org.casefold()]
        if len(set(meant.values())) == 1 and not word.isdigit():  # a number means its owner's
            return next(iter(meant.values()))
    return None


def _words(label: str) -> list[tuple[str, bool]]:
    """Return what may be the label: the tag, the whole, what stands before a title's comma."""
    tag = TAG.match(label)
    if tag:
        return [(_plain(tag[1]), False)]
    opening, comma, _ = label.partition(",")
    return [(_plain(label), False)] + ([(_plain(opening), True)] if comma else [])


@cache
def _meanings() -> dict[str, list[tuple[str, bool, str]]]:
    meanings: defaultdict[str, list[tuple[str, bool, str]]] = defaultdict(list)
    for each in labels().labels:
        for who in each.org:
            meanings[_plain(each.label)].append((who.casefold(), each.title, each.verdict))
    return dict(meanings)


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())
