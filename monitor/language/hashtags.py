"""Hashtags are sentences without blanks: find the words again."""

from __future__ import annotations

import re

from monitor.language.spelling import known_words

__all__ = ["words_of"]

LONGEST_TAG = 80
LONGEST_WORD = 20
RARE_IF_SHORT = 3
"""Letters. Long tags fall apart into two- and three-letter words by accident."""

# G20, 5G, then ABBRWord, Word, ABBR, 2024, and whatever other letters there are.
CAMEL = re.compile(
    r"(?<![a-z])[A-Z]\d+(?!\d|[a-z])|(?<!\d)\d[A-Z](?![A-Za-z])"
    r"|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_A-Za-z]+"
)


def words_of(tag: str) -> list[tuple[int, int]]:
    """Cut a hashtag, without its ``#``, into words; returns where each begins and ends.

    Capitals and digits decide; a tag they leave whole is cut by known words, and only where those
    cover all of it.

    Examples
    --------
    >>> [("2019GantiPresiden"[a:b]) for a, b in words_of("2019GantiPresiden")]
    ['2019', 'Ganti', 'Presiden']
    >>> [("selamatkansuararakyat"[a:b]) for a, b in words_of("selamatkansuararakyat")]
    ['selamatkan', 'suara', 'rakyat']
    """
    pieces = [piece.span() for piece in CAMEL.finditer(tag)]
    if len(tag) > LONGEST_TAG or all(_is_known(tag[start:end]) for start, end in pieces):
        return pieces
    if tag.isalpha() and (cut := _cut_by_words(tag.lower())):
        return cut
    return [part for start, end in pieces for part in _cut_piece(tag, start, end)]


def _is_known(piece: str) -> bool:
    return not piece.isalpha() or piece.lower() in known_words()


def _cut_piece(tag: str, start: int, end: int) -> list[tuple[int, int]]:
    cut = [] if _is_known(tag[start:end]) else _cut_by_words(tag[start:end].lower())
    return [(start + first, start + last) for first, last in cut] or [(start, end)]


def _cut_by_words(letters: str) -> list[tuple[int, int]]:
    """Cut into the fewest known words, short ones counting double; empty if that fails."""
    known = known_words()
    best: list[tuple[int, int]] = [(0, 0)]  # cost of the first i letters, start of the last word
    nowhere = (len(letters) * 2 + 1, 0)
    for end in range(1, len(letters) + 1):
        best.append(nowhere)
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            if letters[start:end] in known and best[start] != nowhere:
                cost = best[start][0] + (2 if end - start <= RARE_IF_SHORT else 1)
                best[end] = min(best[end], (cost, start))
    cut: list[tuple[int, int]] = []
    end = len(letters)
    while end and best[end] != nowhere:
        cut.insert(0, (best[end][1], end))
        end = best[end][1]
    return cut
