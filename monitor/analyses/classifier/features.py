"""What the classifier reads in a masked text: words, pairs of them, and pieces of words.

Every feature adds to the score by itself, so that a score can be taken apart again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import mmh3

from monitor.language.masking import Piece

__all__ = [
    "BUCKETS", "KINDS", "SPACE", "buckets_of", "forms_of", "pair_bucket", "pairs", "parts",
    "scale", "word_bucket",
]  # fmt: skip

KINDS = ("word", "pair", "piece")
SPACE = 1 << 18
"""Buckets of each kind."""
BUCKETS = len(KINDS) * SPACE
SHORTEST, LONGEST = 3, 5
"""Characters of a piece of a word."""


def forms_of(pieces: Sequence[Piece]) -> list[str]:
    """Return the words and masks of a masked text, without lines and signs that stand alone."""
    return [piece.form for piece in pieces if piece.form]


def pairs(forms: Sequence[str]) -> list[str]:
    """Return words that follow each other, as features.

    Examples
    --------
    >>> pairs(["surat", "suara", "rusak"])
    ['surat suara', 'suara rusak']
    """
    return [f"{first} {second}" for first, second in pairwise(forms)]


def parts(forms: Sequence[str]) -> list[str]:
    """Return the pieces of words, which know where a word begins and ends.

    Examples
    --------
    >>> parts(["ayo"])
    [' ay', 'ayo', 'yo ', ' ayo', 'ayo ', ' ayo ']
    """
    return [
        padded[start : start + size]
        for padded in (f" {form} " for form in forms)
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(padded) - size + 1)
    ]


def word_bucket(form: str) -> int:
    """Return where a word's weight lies: as scikit-learn's ``HashingVectorizer`` hashes it."""
    return abs(mmh3.hash(form)) % SPACE


def pair_bucket(first: str, second: str) -> int:
    """Return where the weight of two words that follow each other lies."""
    return SPACE + abs(mmh3.hash(f"{first} {second}")) % SPACE


def buckets_of(form: str) -> list[int]:
    """Return where the weights of a word and of its pieces lie."""
    return [
        word_bucket(form),
        *(2 * SPACE + abs(mmh3.hash(part)) % SPACE for part in parts([form])),
    ]


def scale(count: int) -> float:
    """Return what the words of a text of ``count`` words are multiplied with.

    A long text is not more of anything because it is long; the square root lies between counting
    (a wall of text wins) and averaging (two words say as much as two hundred).
    """
    return 1 / math.sqrt(count) if count else 0.0
