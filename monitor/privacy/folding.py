"""The many ways to write one sign, made one, so that a disguise hides no number and no name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Folded", "fold"]


class Folded(NamedTuple):
    """A text as the patterns see it: lower case, plain digits, nothing invisible."""

    text: str
    places: Sequence[int]
    """Where each of its signs stands in the raw text."""

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Turn a range of ``text`` into the range of the raw text it came from."""
        return self.places[start], self.places[end - 1] + 1


def fold(raw: str) -> Folded:
    r"""Fold a text; one sign of it never becomes two.

    Examples
    --------
    >>> fold("WA\u200b ０8①２").text
    'wa 0812'
    """
    if raw.isascii() and not _INVISIBLE_ASCII.search(raw):
        return Folded(raw.lower(), range(len(raw)))
    text = raw.translate(_SIGNS)
    if len(text) == len(raw):
        return Folded(text, range(len(raw)))
    return Folded(text, [place for place, sign in enumerate(raw) if _SIGNS[ord(sign)] is not None])


class _Signs(dict[int, str | None]):
    """A code point to the plain one it looks like; None for one that nobody sees."""

    def __missing__(self, code: int) -> str | None:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(sign: str) -> str | None:
    if sign in "\t\n\r":
        return sign
    if unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me") or sign in _BLANK_LETTERS:
        return None
    digit = unicodedata.digit(sign, None)  # also of ٣, ³, ③
    if digit is not None:
        return str(digit)
    forms = (unicodedata.normalize("NFKC", sign).lower(), sign.lower())
    return next((form for form in forms if len(form) == 1), sign)


_SIGNS = _Signs()
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Hangul fillers: letters by their class, invisible on every screen."""
_INVISIBLE_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
