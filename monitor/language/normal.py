"""Normalising: one spelling for what people type in many, with the way back to the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.language.hashtags import words_of
from monitor.language.letters import ENTITY, plain_letters, unescape
from monitor.language.spelling import standard

__all__ = ["normal_chunk", "normalise", "remembered_chunk"]

PLAIN = re.compile(r"([A-Za-z]+)([.,:;?!)\"']*)")
SIGN_AND_LETTER = re.compile(r"[!@$]\w")
OPENING = "([{\"'"
LONGEST_CACHED = 40
"""Characters. Longer chunks are links and walls of text: seldom twice the same."""
LOOKED_INTO = 100_000
"""Characters. No platform lets a post be as long; a text made to keep a machine busy may be."""

# Every repetition is bounded or consumes what it has read, so hostile text costs linear time.
PIECE = re.compile(
    r"""
    (?P<address> (?:https?://|www\.)\S+
      | (?:[a-z0-9-]{1,63}\.){1,5}(?:com|id|net|org|co|me|ly|gle|info|xyz|site|online|link|tv|io|cc)
        (?:/\S*|(?![\w.-]))
      | [\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}\w{2,24}
      | @\w+(?:\.\w+)* )
    | (?<!\#)\#+(?P<tag>\w+)
    | (?P<word>\$?[^\W_]+(?:[!@$][^\W_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def normalise(raw: str) -> tuple[str, tuple[int, ...]]:
    """Return ``raw`` in one spelling, and where each character of that begins in ``raw``.

    Styled, look-alike and invisible characters, HTML entities, letter case, white space, hashtags,
    disguised and stretched letters and chat spellings are made one; numbers, links and handles
    keep their characters.

    Parameters
    ----------
    raw : str
        n code points of anything.

    Returns
    -------
    normal : str
        Lower-case, single blanks, none at the ends. Normalising it again changes nothing, save
        where an entity hides another in odd ways (``&am&#112;;``), or beyond the first 100,000
        characters, where only letter case and blanks are made one.
    offsets : tuple of int
        ``len(normal) + 1`` of them, never falling; the last is n.

    Notes
    -----
    O(n). What a chunk between blanks becomes depends on nothing outside it and is remembered.

    Examples
    --------
    >>> normalise("B4!K  bgt #SuaraRakyat")
    ('baik banget suara rakyat', (0, 1, 2, 3, 4, 6, 6, 7, 7, 8, 8, 9, 11, 12, 13, 14, 15, 16, 16, \
17, 18, 19, 20, 21, 22))
    """
    if "&" in raw and ENTITY.search(raw):
        text, places = unescape(raw)
        normal, offsets = _normalise(text)
        places.append(len(raw))
        return normal, tuple([places[offset] for offset in offsets])
    normal, made = _normalise(raw)
    return normal, tuple(made)


def _normalise(raw: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    offsets: list[int] = []
    run = stop = end = 0  # what stands in raw[run:stop] moves as one piece
    for written in raw.split():
        start = raw.index(written, end)
        end = start + len(written)
        if end > LOOKED_INTO:
            normal, places = _lower(written), None
        elif len(written) > LONGEST_CACHED:
            normal, places = normal_chunk(written)
        else:
            normal, places = remembered_chunk(written)
        if not normal:
            continue
        parts.append(normal)
        if places is None and start == stop:
            stop = end + 1
            continue
        offsets += range(run, stop)
        run = stop = end + 1
        if places is None:
            run = start
        else:
            offsets += [start + place for place in places]
            offsets.append(end)
    offsets += range(run, stop)
    if offsets:
        offsets.pop()  # the blank after the last chunk
    offsets.append(len(raw))
    return " ".join(parts), offsets


def _lower(chunk: str) -> str:
    lower = chunk.lower()
    return lower if len(lower) == len(chunk) else chunk  # the dotted capital I grows


def normal_chunk(chunk: str) -> tuple[str, Sequence[int] | None]:
    """Normalise what stands between two blanks; places are None where nothing moved."""
    if plain := PLAIN.fullmatch(chunk):  # nine chunks in ten
        word, kept = standard(plain[1])
        if kept is None:
            return word + plain[2], None
        return word + plain[2], (*kept, *range(plain.end(1), len(chunk)))
    letters, origin = plain_letters(chunk)
    parts: list[str] = []
    places: list[int] = []
    for text, taken in _pieces(letters):
        parts.append(text)
        places += [origin[place] for place in taken]
    normal = "".join(parts)
    return normal, None if places == list(range(len(chunk))) else tuple(places)


remembered_chunk = lru_cache(maxsize=1 << 16)(normal_chunk)


def _pieces(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the normal form of each piece of a chunk, with the places its characters come from."""
    done = 0
    for piece in PIECE.finditer(text):
        start, end = piece.span()
        if start > done:
            yield text[done:start].casefold(), range(done, start)
        if piece["tag"]:
            yield from _tag(text, piece)
        elif piece["word"]:
            yield _word(piece[0], start)
        else:
            yield piece[0].casefold(), range(start, end)
        done = end
    yield text[done:].casefold(), range(done, len(text))


def _tag(text: str, tag: re.Match[str]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the words of a hashtag with blanks around them, so that they join no neighbour."""
    start, end = tag.span("tag")
    blank = bool(tag.start()) and text[tag.start() - 1] not in OPENING
    for first, last in words_of(tag["tag"]):
        if blank:
            yield " ", (start + first,)
        yield _word(text[start + first : start + last], start + first)
        blank = True
    if SIGN_AND_LETTER.match(text, end):
        yield " ", (end,)


def _word(word: str, start: int) -> tuple[str, Sequence[int]]:
    form, kept = standard(word)
    if kept is None:
        return form, range(start, start + len(form))
    return form, [start + place for place in kept]
