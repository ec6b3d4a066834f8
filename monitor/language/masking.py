"""Take out of a text what may carry no score: who is named, who checked it, how many.

The words of checkers and of newsrooms leave no trace, so that adding or dropping one changes
nothing. Names and numbers leave a mask, so that swapping one changes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from monitor.language.letters import ENTITY, unescape
from monitor.language.lexicon import GONE, NAMED, Lexicon, lexicon
from monitor.language.normal import LONGEST_CACHED, normal_chunk, remembered_chunk
from monitor.language.tokens import TOKEN

__all__ = ["NAME", "NUMBER", "Piece", "masked", "placed"]

NAME = "<n>"
"""What stands for names in a row."""
NUMBER = "<0>"
"""What stands for numbers in a row, in digits or in words."""
MASKS = {"name": NAME, "number": NUMBER, "break": ""}
"""Shapes of which several in a row are one."""
MOST = 5_000
"""Chunks between blanks that are looked at; a longer text is a wall made to keep machines busy."""

ADDRESS = re.compile(
    r"https?:|www\.|\w@\w|(?:\w[.-]|\w{2,63}[.-])(?:[\w-]{1,63}\.){0,4}?"
    r"(?:com|id|net|org|co|me|tv|info|site|link|online|xyz|ly|gl|gle)(?![\w-])",
    re.IGNORECASE,
)
VERDICT = re.compile(r"\W*\[[^\W\d_]{4,20}\]\W*")
"""A tag as checkers put before a title: ``[SALAH]``."""
SPOKEN = frozenset([
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
    "sebelas", "belas", "puluh", "seratus", "ratus", "seribu", "ribu", "sejuta", "juta", "miliar",
    "milyar", "triliun", "ribuan", "jutaan", "miliaran", "rp", "rupiah",
])  # fmt: skip
"""Numbers in words."""


class Piece(NamedTuple):
    """A word: its normal form or mask, how it is written, and the signs around it."""

    form: str
    """Empty where signs stand alone, and where a line ends."""
    shape: str
    """``lower, title, upper, mixed, tag``; ``name, number``: masks; ``sign, break``: no words."""
    before: str
    after: str
    start: int
    end: int
    """Where it stands: within its chunk of the text; in the raw text from :func:`placed`."""
    is_chat: bool = False
    """Whether people would spell it otherwise in a letter ("bgt", "anak2")."""
    is_glued: bool = False
    """Whether a word that is left stands right before it, with signs between but no blank."""


BREAK = Piece("", "break", "", "", 0, 0)


def masked(text: str, names: Lexicon | None = None) -> list[Piece]:
    """Return the words of ``text`` that may carry a score, in its order.

    The vocabulary of fact-checkers, media and links are left out, with the signs that cling to
    them. Names of candidates, parties, institutions, places and public figures, handles, and what
    attaches to a name ("Pak", "partai") become one :data:`NAME`, numbers one :data:`NUMBER`.

    Parameters
    ----------
    text : str
        Raw; of anything.
    names : Lexicon, optional
        What is a name; by default everything the corpora know.

    Notes
    -----
    O(n). What a chunk between blanks becomes is remembered.

    Examples
    --------
    >>> [piece.form for piece in masked("[SALAH] Pak Prabowo KIRIM 3 juta ke Jakarta!! kompas.com")]
    ['<n>', 'kirim', '<0>', 'ke', '<n>']
    >>> [p.form for p in masked("Pak Prabowo datang")] == [p.form for p in masked("KPU datang")]
    True
    """
    if "&" in text and ENTITY.search(text):
        text, _ = unescape(text)
    pieces: list[Piece] = []
    for line in text.split("\n"):
        for chunk in line.split()[:MOST]:
            pieces += _read(chunk) if len(chunk) > LONGEST_CACHED else _remembered(chunk)
        pieces.append(BREAK)
        if len(pieces) > MOST:
            break
    return _joined(pieces, names or lexicon())


def placed(text: str, names: Lexicon | None = None) -> list[Piece]:
    """Return the same pieces with where they stand in the raw text, signs and all.

    Examples
    --------
    >>> [(piece.form, piece.start, piece.end) for piece in placed("Prabowo bgt  3 juta!")]
    [('<n>', 0, 7), ('banget', 8, 11), ('<0>', 13, 19)]
    """
    places: list[int] | None = None
    plain = text
    if "&" in text and ENTITY.search(text):
        plain, places = unescape(text)
        places.append(len(text))
    pieces: list[Piece] = []
    done = 0
    for line in plain.split("\n"):
        for chunk in line.split()[:MOST]:
            done = plain.index(chunk, done)
            pieces += [
                piece._replace(start=done + piece.start, end=done + piece.end)
                for piece in _read(chunk)
            ]
            done += len(chunk)
        pieces.append(BREAK)
        if len(pieces) > MOST:
            break
    joined = _joined(pieces, names or lexicon())
    if places is None:
        return joined
    return [piece._replace(start=places[piece.start], end=places[piece.end]) for piece in joined]


def _joined(pieces: list[Piece], names: Lexicon) -> list[Piece]:
    """Drop what leaves no trace, make one of names and of numbers in a row, end with no break."""
    roles = names.roles([piece.form for piece in pieces])
    joined: list[Piece] = []
    last, gone = BREAK, False
    for piece, role in zip(pieces, roles, strict=True):
        if role == GONE:
            gone = True
            continue
        mask = "name" if role == NAMED else piece.shape
        if mask not in MASKS:
            last = piece if not (gone and piece.is_glued) else piece._replace(is_glued=False)
        elif mask != last.shape:
            last = _mask(mask, piece, piece.end, piece.after, piece.is_glued and not gone)
        elif mask == "break":
            continue
        else:
            last = _mask(mask, joined.pop(), piece.end, piece.after, last.is_glued)
        gone = False
        joined.append(last)
    if joined and joined[-1].shape == "break":
        joined.pop()
    return joined


def _mask(shape: str, first: Piece, end: int, after: str, is_glued: bool) -> Piece:
    """Make one mask of what stands from ``first`` to ``end``."""
    return Piece(MASKS[shape], shape, first.before, after, first.start, end, False, is_glued)


def _read(chunk: str) -> tuple[Piece, ...]:
    """Return the words of a chunk between blanks, none of them judged yet."""
    if not chunk.isalnum() and (VERDICT.fullmatch(chunk) or ADDRESS.search(chunk)):
        return ()
    cut = remembered_chunk if len(chunk) <= LONGEST_CACHED else normal_chunk
    normal, places = cut(chunk)
    places = range(len(chunk)) if places is None else places
    if normal.isalnum():
        return (_word(normal, chunk, places[0], len(chunk)),)
    words = [m for m in TOKEN.finditer(normal) if m[0][0].isalnum() or m[0][0] in "@_"]
    if not words:
        return (Piece("", "sign", "", normal, 0, len(chunk)),) if normal else ()
    pieces = []
    for number, word in enumerate(words):
        form, start = word[0], places[word.start()]
        stop = word.end()
        end = places[stop] if stop < len(places) else len(chunk)
        before = normal[: word.start()] if number == 0 else ""
        after = normal[stop : words[number + 1].start() if number + 1 < len(words) else None]
        pieces.append(_word(form, chunk, start, end, before, after.strip(), is_glued=number > 0))
    return tuple(pieces)


def _word(
    form: str,
    chunk: str,
    start: int,
    end: int,
    before: str = "",
    after: str = "",
    *,
    is_glued: bool = False,
) -> Piece:
    raw = chunk[start:end].rstrip()
    shape = _shape(form, raw, is_tag=chunk[0] == "#" or before.endswith("#"))
    is_chat = form != raw.lower() and shape != "number"
    end = start + len(raw)
    return Piece(intern(form), shape, intern(before), intern(after), start, end, is_chat, is_glued)


_remembered = lru_cache(maxsize=1 << 16)(_read)


def _shape(form: str, raw: str, *, is_tag: bool) -> str:
    if form in SPOKEN or (not form.isalpha() and any(map(str.isdigit, form))):
        return "number"
    if is_tag:
        return "tag"
    letters = "".join(filter(str.isalpha, raw))
    if letters.islower() or not letters:
        return "lower"
    if letters.isupper():
        return "upper" if len(letters) > 1 else "title"
    return "title" if letters[0].isupper() and letters[1:].islower() else "mixed"
