"""Characters to plain letters: styled, look-alike and invisible ones; and HTML entities.

Every function keeps, beside the new text, where each of its characters begins in the old one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from monitor.corpora.spelling import disguises

__all__ = ["plain_letters", "unescape"]

# Nested escapes (`&amp;lt;`) are one: pages of pages escape twice.
ENTITY = re.compile(r"&(?:amp;)*(#x?[0-9a-f]{1,7}|[a-z]{2,8});", re.IGNORECASE)
WORD = re.compile(r"\w+")
LATIN = re.compile(r"[A-Za-z]")
INVISIBLE = "\u115f\u1160\u2800\u3164\uffa0"  # fillers that count as letters, and the empty braille
ORNAMENTAL = (0x1F150, 0x1F170)  # white letters on black discs and squares, A to Z


def unescape(text: str) -> tuple[str, list[int]]:
    """Turn HTML entities into their characters.

    Examples
    --------
    >>> unescape("a&amp;b")
    ('a&b', [0, 1, 6])
    """
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for entity in ENTITY.finditer(text):
        character = html.unescape(f"&{entity[1]};")
        parts += text[done : entity.start()], character
        places += range(done, entity.start())
        places += [entity.start()] * len(character)
        done = entity.end()
    parts.append(text[done:])
    places += range(done, len(text))
    return "".join(parts), places


def plain_letters(text: str) -> tuple[str, Sequence[int]]:
    r"""Fold styled and look-alike letters to Latin ones, and drop what nobody sees; case stays.

    Compatibility forms are Unicode's (UAX 15); accents go where the letter under them is Latin.

    Examples
    --------
    >>> plain_letters("𝗞𝗣𝗨")[0], plain_letters("cur\u200bang"), plain_letters("Рrаbоwо")[0]
    ('KPU', ('curang', [0, 1, 2, 4, 5, 6]), 'Prabowo')
    """
    if text.isascii() and text.isprintable() and "`" not in text:
        return text, range(len(text))
    letters = [_letter(character) for character in text]
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return WORD.sub(_latin, "".join(letters)), places


@cache
def _lookalikes() -> dict[int, str]:
    return str.maketrans(disguises().lookalikes)


def _latin(word: re.Match[str]) -> str:
    """Read look-alikes as Latin only beside Latin letters: a Russian word stays Russian."""
    written = word[0]
    if written.isascii() or not LATIN.search(written):
        return written
    return written.translate(_lookalikes())


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    """Return what a character stands for; each character of it is one long when case-folded."""
    before, now = "", character
    while before != now:
        before, now = now, "".join(map(_simpler, now))
    return now


def _simpler(character: str) -> str:
    plain = disguises().styled.get(character)
    if plain is not None:
        return plain
    if _is_unseen(character):
        return ""
    for first in ORNAMENTAL:
        if first <= ord(character) < first + 26:
            return chr(ord("A") + ord(character) - first)
    folded = unicodedata.normalize("NFKC", character)
    if any(map(str.isspace, folded)):  # a spacing accent, a ligature of several words
        folded = character
    base = unicodedata.normalize("NFD", folded)
    if base[:1].isascii() and len(base) > 1:
        folded = "".join(each for each in base if not _is_unseen(each))
    changed = folded.casefold()
    return folded if len(changed) == len(folded) else changed


def _is_unseen(character: str) -> bool:
    """Say whether a character has no shape of its own: controls, joiners, directions, accents."""
    return (
        character in INVISIBLE
        or unicodedata.category(character) in ("Cc", "Cf")
        or unicodedata.name(character, "").startswith(("COMBINING ", "VARIATION SELECTOR"))
    )
