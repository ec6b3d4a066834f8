"""A text as the terms it is matched by: words, stems, pieces of words; and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from monitor.language import normalise
from monitor.records import Span

__all__ = ["Terms", "has_digit", "pieces", "prose_terms", "stem", "terms_of"]

LONGEST = 6_000
"""Characters that are read: a post makes its claim early, and walls of text cost time."""
MOST = 1_000
"""Words that are kept, for the same reason."""

# What tells that somebody checked, not what was claimed. Posts that quote a fact-check have it,
# titles have it as a tag: matching on it would find whatever says "hoaks", so nobody sees it.
LEAK = (
    r"hoa?x\w*|hoak\w*|cek\s+fakta|turn\s?back\s?hoax|mafindo|fakta|faktanya|salah|benar|keliru"
    r"|(?:dis|mis|mal)-?informasi|klarifikasi|penipuan|fitnah|hasut|sesat|menyesatkan|satire"
    r"|parodi|false|fake|misleading|debunk\w*"
)
# Addresses, handles and marks of redaction say where a text came from.
NOISE = (
    r"https?://\S+|www\.\S+|@\w+|<[^<>]{1,12}>|(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){1,4}"
    r"(?:com|id|net|org|co|md|me|ly|info|xyz)\b(?:/\S*)?"
)
DROPPED = re.compile(rf"{NOISE}|\b(?:{LEAK})\b")
WORD = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"\d")
VOWELS = "aiueo"


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one text in order, in standard spelling, and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    """Of each word, in the raw text; empty for prose, of which nothing is quoted."""


def terms_of(raw: str) -> Terms:
    """Return the terms of a post, title or claim, without what would give the answer away.

    Examples
    --------
    >>> terms_of("[SALAH] Surat suara sdh dicoblos, kata @akun").words
    ('surat', 'suara', 'sudah', 'dicoblos', 'kata')
    >>> terms_of("Hoaks! 7 kontainer").spans
    (Span(start=7, end=8), Span(start=9, end=18))
    """
    raw = raw[:LONGEST]
    normal, offsets = normalise(raw)
    found = list(_words(normal))
    words = tuple(word[0] for word in found)
    spans = (_span(raw, offsets[word.start()], offsets[word.end()]) for word in found)
    return Terms(words, tuple(map(stem, words)), tuple(spans))


def prose_terms(raw: str) -> Terms:
    """Return the terms of a checker's explanation: edited prose, which needs no normalising.

    Examples
    --------
    >>> prose_terms("Faktanya, KPU membantah.").stems
    ('kpu', 'bantah')
    """
    words = tuple(word[0] for word in _words(raw[:LONGEST].casefold()))
    return Terms(words, tuple(map(stem, words)))


def _words(text: str) -> Iterable[re.Match[str]]:
    blanked = DROPPED.sub(lambda found: " " * len(found[0]), text)
    for place, word in enumerate(WORD.finditer(blanked)):
        if place == MOST:
            return
        yield word


def _span(raw: str, start: int, end: int) -> Span:
    return Span(start, start + max(1, len(raw[start:end].rstrip())))  # of "½" both digits are it


def has_digit(word: str) -> bool:
    """Say whether a word counts or numbers something."""
    return DIGIT.search(word) is not None


@lru_cache(maxsize=1 << 16)
def pieces(word: str) -> tuple[str, ...]:
    """Return runs of three to five characters of a word, its ends marked by blanks.

    They agree where spelling or affixes differ.

    Examples
    --------
    >>> pieces("kpu")
    (' kp', 'kpu', 'pu ', ' kpu', 'kpu ', ' kpu ')
    """
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(3, min(5, len(padded)) + 1)
        for start in range(len(padded) - size + 1)
    )


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Strip Indonesian affixes by rule, no word list needed; alike words fall together.

    Notes
    -----
    The order of particle, possessive, suffix, two prefixes is that of Tala (2003), "A Study of
    Stemming Effects on Information Retrieval in Bahasa Indonesia"; where ``men-`` or ``mem-``
    may have swallowed a letter, ``t`` and ``p`` are put back.

    Examples
    --------
    >>> [stem(word) for word in ("dicoblos", "mencoblosnya", "pencoblosan", "penangkapan")]
    ['coblos', 'coblos', 'coblos', 'tangkap']
    """
    if len(word) < 5 or not word.isalpha():
        return word
    for endings in (("nya", "lah", "kah", "pun"), ("ku", "mu"), ("kan", "an", "i")):
        ending = next((end for end in endings if word.endswith(end)), "")
        if len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
    return _without_prefix(_without_prefix(word))


def _without_prefix(word: str) -> str:
    """Strip one prefix where three letters with a vowel among them stay."""
    for prefix, swallowed in (("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", "")):
        if word.startswith(prefix) and _is_root(word[4:]):
            return swallowed + word[4:]
    for prefix, swallowed in (("men", "t"), ("pen", "t"), ("mem", "p"), ("pem", "p")):
        if len(word) > 5 and word.startswith(prefix) and _is_root(word[3:]):
            return (swallowed if word[3] in VOWELS else "") + word[3:]
    if len(word) > 5 and word.startswith(("di", "ke", "se")) and _is_root(word[2:]):
        return word[2:]
    if len(word) > 6 and word.startswith(("ter", "ber", "per")) and _is_root(word[3:]):
        return word[3:]
    is_short = len(word) > 5 and word.startswith(("me", "pe", "be")) and word[2] in "lrwymn"
    return word[2:] if is_short and _is_root(word[2:]) else word


def _is_root(rest: str) -> bool:
    return len(rest) >= 3 and any(vowel in rest for vowel in VOWELS)
