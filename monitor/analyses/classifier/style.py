"""How a masked text is written: lengths, letters, signs, lines and function words, as numbers.

Shares, not counts, and of what is left after masking: neither a name's capitals nor a verdict's
exclamation mark is the post's. Which of them point where is for the training data to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from monitor.analyses.classifier.wording import WORDING, wording, words_of_kind
from monitor.language.masking import Piece

__all__ = ["FAMILIES", "MARKS", "QUOTES", "STYLE", "style"]

MARKS = {
    "exclamation": "!",
    "question": "?",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "dash": "-–—",
    "bracket": "()",
    "other_sign": "*/;+=_~|#%&<>^",
}
MARK_OF = {sign: place for place, signs in enumerate(MARKS.values()) for sign in signs}
QUOTES = '"“”„«»'
SHORT, MIDDLE, LONG = 6, 12, 60
"""Words of a headline, of a sentence, of a story."""
HEADLINE = 25
"""Words that a headline has at most."""
STOPS = ".!?…"
CLINGING = ",.!?"
"""Signs that stand right after a word, and before a blank."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "length": ("length", "length_squared", "is_short", "is_middling", "is_long"),
    "capitals": (
        "capitals", "titles", "lower", "all_capitals", "headline", "lower_start",
        "capital_inside", "first_in_capitals", "run_of_capitals", "mixed_case",
    ),
    "signs": (
        *MARKS, *(f"has_{mark}" for mark in MARKS), "signs", "many_exclamations", "dots",
        "starred", "loose_signs", "tight_signs", "tags",
    ),
    "quotes": (
        "quotes", "quoted_start", "quoted_end", "one_quote", "two_quotes", "many_quotes",
        "quote_reported", "quote_whole", "quote_left_open", "quote_then_more", "quote_of_ours",
    ),
    "ends": (
        "ends_with_word", "ends_with_stop", "ends_with_comma", "ends_with_exclamation",
        "ends_with_question", "ends_with_dots",
    ),
    "emoji": ("emoji", "has_emoji"),
    "numbers": ("numbers", "has_number", "many_numbers", "number_in_brackets"),
    "names": ("name_start", "name_after_comma"),
    "lines": ("lines", "has_lines", "many_lines", "words_a_line"),
    "sentences": ("sentence_length", "clause_length", "one_sentence"),
    "words": WORDING,
}  # fmt: skip
"""What a reader would call the shapes, and which of them belong together."""
STYLE = tuple(shape for shapes in FAMILIES.values() for shape in shapes)
"""What :func:`style` returns, in its order."""


class _Text(NamedTuple):
    """A masked text, and what several shapes are counted from."""

    pieces: Sequence[Piece]
    size: int
    """Of the words; what follows is theirs."""
    forms: Sequence[str]
    shapes: Sequence[str]
    befores: Sequence[str]
    afters: Sequence[str]
    glued: Sequence[bool]
    ended: Sequence[int]
    """Places of those that signs follow."""
    signs: str
    """All of them, in order, blanks where a word stands between: "a. b." has no dots in a row."""
    signed: int
    """How many they are."""
    lines: int
    """How often a line ends before the text does."""


def style(pieces: Sequence[Piece]) -> list[float]:
    """Return how a masked text is written, one number per name of :data:`STYLE`.

    Parameters
    ----------
    pieces : sequence of Piece
        From :func:`masked` or :func:`placed`: where pieces stand is not looked at.

    Notes
    -----
    O(n). Every number is 0 for a text without a word.

    Examples
    --------
    >>> from monitor.language.masking import masked
    >>> shapes = dict(zip(STYLE, style(masked("AWAS!! Beras itu beracun")), strict=True))
    >>> shapes["capitals"], shapes["many_exclamations"], shapes["one_sentence"]
    (0.25, True, False)
    """
    words = [piece for piece in pieces if piece.form]
    if not words:
        return [0.0] * len(STYLE)
    _, every, befores, afters, *_ = zip(*pieces, strict=True)
    signs = " ".join(filter(None, chain.from_iterable(zip(befores, afters, strict=True))))
    forms, shapes, befores, afters, _, _, chats, glued = zip(*words, strict=True)
    ended = [at for at, after in enumerate(afters) if after]
    text = _Text(
        pieces,
        len(words),
        forms,
        shapes,
        befores,
        afters,
        glued,
        ended,
        signs,
        len(signs) - signs.count(" "),
        every.count("break"),
    )
    return [
        *_length(text.size),
        *_capitals(text),
        *_signs(text),
        *_quotes(text),
        *_ends(pieces[-1]),
        *_emoji(text),
        *_numbers(text),
        *_names(text),
        *_lines(text),
        *_sentences(text),
        *wording(forms, chats),
    ]


def _length(count: int) -> tuple[float, ...]:
    length = math.log1p(count)
    return length, length * length, count <= SHORT, count <= MIDDLE, count > LONG


def _capitals(text: _Text) -> tuple[float, ...]:
    shapes, count = text.shapes, text.size
    upper, title, lower, mixed = map(shapes.count, ("upper", "title", "lower", "mixed"))
    letters = max(1, upper + title + lower + mixed)
    inside = [
        shape if len(form) > 2 else "" for form, shape in zip(text.forms, shapes, strict=True)
    ]
    inside[0] = ""
    for at in text.ended:
        if at + 1 < count and text.afters[at][-1] in STOPS:
            inside[at + 1] = ""
    titles = inside.count("title")
    longest = 0
    if upper:
        longest = max(len(list(run)) for shape, run in groupby(shapes) if shape == "upper")
    return (
        upper / letters,
        title / letters,
        lower / letters,
        letters > 2 and upper / letters > 0.7,
        letters > 2 and title / letters > 0.6 and count < HEADLINE,
        shapes[0] == "lower",
        titles / max(1, titles + inside.count("lower")),
        shapes[0] == "upper",
        math.log1p(longest),
        mixed / count,
    )


def _signs(text: _Text) -> tuple[float, ...]:
    signs, count = text.signs, text.size
    counts = [0] * len(MARKS)
    for sign in signs:
        if (mark := MARK_OF.get(sign)) is not None:
            counts[mark] += 1
    total = count + text.signed
    loose = 0
    if len(text.pieces) > count:
        loose = sum([piece.shape == "sign" and piece.after[0] in CLINGING for piece in text.pieces])
    starred = "*" in signs and any("*" in before for before in text.befores)
    return (
        *[each / total for each in counts],
        *[each > 0 for each in counts],
        text.signed / total,
        "!!" in signs,
        (signs.count("..") + signs.count("…")) / total,
        starred and any("*" in after for after in text.afters),
        loose / count,
        _tight(text) / count,
        text.shapes.count("tag") / count,
    )


def _tight(text: _Text) -> int:
    """Count one or two signs with a word right before and right after."""
    afters, glued, last = text.afters, text.glued, text.size - 1
    return sum(
        [
            at < last and glued[at + 1] and len(afters[at]) < 3 and afters[at][-1] in CLINGING
            for at in text.ended
        ]
    )


def _quotes(text: _Text) -> tuple[float, ...]:
    quotes = sum(map(text.signs.count, QUOTES)) if text.signs else 0
    if not quotes:
        return (0.0,) * len(FAMILIES["quotes"])
    pieces, last = text.pieces, len(text.pieces) - 1
    opens = [at for at, piece in enumerate(pieces) if _has_quote(piece.before)]
    closes = [at for at, piece in enumerate(pieces) if _has_quote(piece.after)]
    starts = opens[:1] == [0]
    reporting = words_of_kind("reporting")
    return (
        quotes / (text.size + text.signed),
        starts or (_has_quote(pieces[0].after) and not pieces[0].form),
        closes[-1:] == [last],
        quotes == 1,
        quotes == 2,
        quotes > 2,
        any(
            _has_quote(text.afters[at]) and text.forms[at + 1] in reporting
            for at in text.ended
            if at + 1 < text.size
        ),
        starts and closes[:1] == [last],
        bool(opens) and (not closes or opens[-1] > closes[-1]),
        starts and bool(closes) and closes[0] < last - 2,
        not words_of_kind("ours").isdisjoint(text.forms),
    )


def _has_quote(signs: str) -> bool:
    return signs != "" and any(map(signs.__contains__, QUOTES))


def _ends(last: Piece) -> tuple[float, ...]:
    end = last.after.rstrip(QUOTES + "'")
    dots = end.endswith(("..", "…"))
    sign = end[-1:]
    return not sign, sign == "." and not dots, sign == ",", sign == "!", sign == "?", dots


def _emoji(text: _Text) -> tuple[float, ...]:
    signs = text.signs
    emoji = 0 if signs.isascii() else sum(map(_is_emoji, signs))
    return emoji / (text.size + text.signed), emoji > 0


def _is_emoji(sign: str) -> bool:
    return "\U0001f000" <= sign <= "\U0001faff" or "\u2600" <= sign <= "\u27bf"


def _numbers(text: _Text) -> tuple[float, ...]:
    numbers = text.shapes.count("number")
    bracketed = numbers > 0 and any(
        shape == "number" and "(" in before and ")" in after
        for shape, before, after in zip(text.shapes, text.befores, text.afters, strict=True)
    )
    return numbers / text.size, numbers > 0, numbers > 2, bracketed


def _names(text: _Text) -> tuple[float, ...]:
    shapes, last = text.shapes, text.size - 1
    after_comma = "name" in shapes and any(
        shapes[at + 1] == "name" and text.afters[at][-1] in "," + QUOTES
        for at in text.ended
        if at < last
    )
    return shapes[0] == "name", after_comma


def _lines(text: _Text) -> tuple[float, ...]:
    lines, count = text.lines, text.size
    return min(1.0, lines / count), lines > 0, lines > 3, math.log1p(count / (lines + 1))


def _sentences(text: _Text) -> tuple[float, ...]:
    signs, count = text.signs, text.size
    stops = sum(map(signs.count, ".!?")) - 2 * signs.count("...") + signs.count("…") + text.lines
    clauses = stops + sum(map(signs.count, ",;:"))
    return math.log1p(count / (1 + stops)), math.log1p(count / (1 + clauses)), stops <= 1
