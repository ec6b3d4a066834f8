"""Texts cut into words, and which of some known phrases stand in which texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from monitor.corpora.masking import masking

__all__ = ["HANDLE", "cut", "occurrences", "words_of"]

HANDLE = "@"
"""Stands for an account that is no outlet: who was named is nobody's business here."""

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"(?<!\w)@\w+|[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, lower-case; accounts that are no outlets become one word.

    Examples
    --------
    >>> words_of("RT @warga_desa: TPS 3 dibuka! cc @detikcom")
    ['rt', '@', 'tps', '3', 'dibuka', 'cc', 'detikcom']
    """
    return [
        piece if piece[0] != "@" else piece[1:] if piece[1:] in _outlets() else HANDLE
        for piece in _PIECE.findall(text.lower())
    ]


@cache
def _outlets() -> frozenset[str]:
    return frozenset(masking().outlets)


def cut(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as those of texts are cut.

    Examples
    --------
    >>> cut("Kompas.com")
    ('kompas', 'com')
    """
    return tuple(_WORD.findall(phrase.lower()))


def occurrences(words: Sequence[Sequence[str]], phrases: Iterable[str]) -> Any:  # noqa: ANN401 - scipy has no types
    """Return which phrases stand in which texts: CSR of float64, shape ``(texts, phrases)``.

    Examples
    --------
    >>> occurrences([["kabar", "itu", "tidak", "benar"]], ["benar", "tidak benar"]).toarray()
    array([[1., 1.]])
    """
    from scipy.sparse import csr_array

    beginning: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    count = 0
    for place, phrase in enumerate(phrases):
        count = place + 1
        if parts := cut(phrase):
            beginning.setdefault(parts[0], []).append((parts, place))
    rows, columns = [], []
    for row, text in enumerate(words):
        found = {
            place
            for start, word in enumerate(text)
            if word in beginning
            for parts, place in beginning[word]
            if len(parts) == 1 or tuple(text[start : start + len(parts)]) == parts
        }
        rows += [row] * len(found)
        columns += sorted(found)
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(words), count))
