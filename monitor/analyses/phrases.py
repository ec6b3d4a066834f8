"""Find many phrases in a text in one pass; what every analysis of words stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from monitor.corpora.cues import cues

__all__ = ["Hit", "Meaning", "finder", "phrases_of", "tree"]


class Hit(NamedTuple):
    """A phrase found: what it is a cue for, how strong, and where in the text searched."""

    kind: str
    value: float
    start: int
    end: int


Meaning = tuple[str, float]
"""A kind and a value."""


def finder(meanings: Mapping[str, Iterable[Meaning]]) -> Callable[[str], list[Hit]]:
    """Compile phrases into a function that finds them at word boundaries, in order of place.

    Of phrases of one kind that overlap, the first and longest counts; kinds do not hide each
    other. Any white space stands for the blank of a phrase.

    Notes
    -----
    The phrases become one prefix tree written as a regular expression, tried once at each word:
    O(length of text x depth of the tree), whatever the text.

    Examples
    --------
    >>> find = finder({"sebelum dihapus": [("urgency", 1.0)], "hapus": [("other", 1.0)]})
    >>> find("sebarkan sebelum  dihapus!")
    [Hit(kind='urgency', value=1.0, start=9, end=25)]
    """
    known = {phrase: tuple(meaning) for phrase, meaning in meanings.items()}
    finditer = re.compile(rf"\b(?=({tree(known)})(?!\w))").finditer

    def find(text: str) -> list[Hit]:
        hits: list[Hit] = []
        ends: dict[str, int] = {}
        for match in finditer(text):
            start, end = match.span(1)
            phrase = match[1]
            for kind, value in known.get(phrase) or known[" ".join(phrase.split())]:
                if start >= ends.get(kind, 0):
                    hits.append(Hit(kind, value, start, end))
                    ends[kind] = end
        return hits

    return find


@cache
def phrases_of(kinds: Collection[str], extra: Path | None = None) -> Callable[[str], list[Hit]]:
    """Return the finder of all cue phrases of these kinds; of two values the larger counts."""
    meanings: dict[str, dict[str, float]] = {}
    for group in cues(extra):
        if group.kind in kinds:
            for phrase in group.phrases:
                values = meanings.setdefault(phrase, {})
                values[group.kind] = max(group.value, values.get(group.kind, 0))
    return finder({phrase: values.items() for phrase, values in meanings.items()})


def tree(phrases: Iterable[str]) -> str:
    """Write phrases as one regular expression that shares their beginnings, longest first."""
    root: dict[str, Any] = {}
    for phrase in phrases:
        branch = root
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch(root)


def _branch(tree: dict[str, Any]) -> str:
    ends = "" in tree
    ways = [
        (r"\s++" if letter == " " else re.escape(letter)) + _branch(below)
        for letter, below in sorted(tree.items(), key=itemgetter(0))
        if letter
    ]
    if not ways:
        return ""
    alternatives = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return f"{alternatives}?" if ends else alternatives
