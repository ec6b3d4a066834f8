"""One word to its standard spelling: disguised letters, stretched letters, chat short forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from monitor.corpora.spelling import disguises, spellings, vocabulary

__all__ = ["known_words", "standard"]

LONGEST = 40
"""Characters. No Indonesian word is longer, so a longer one is not looked into."""

SUBSTITUTE = re.compile(r"[0134570!@$]")
DIGITS = re.compile(r"\d\d")
INSIDE = re.compile(r"[a-z][0134570!@$]+[a-z]")
DOUBLED = re.compile(r"([^\W\d_])\1")
STRETCH = re.compile(r"([^\W\d_])\1{2,}")
SAME_LETTER = re.compile(r"(.)\1+")
ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
VOWEL = re.compile(r"[aeiou]")
CONSONANTS = re.compile(r"[^\Waeiou]{5}")
LONE_V = re.compile(r"(?<![aeiou])v(?![aeiou])")
LEAST_VOWELS = 0.25
"""Of a word's letters. Indonesian syllables have at most three consonants to a vowel."""


@lru_cache(maxsize=1 << 15)
def standard(word: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the word in standard spelling, lower-case, and where each character of it begins.

    Parameters
    ----------
    word : str
        Letters, digits and the signs that stand for letters; none that grows when case-folded.

    Returns
    -------
    form : str
    places : tuple of int, or None
        None where every character stayed in its place.

    Examples
    --------
    >>> standard("M3NGVNDURK4N"), standard("TPS05"), standard("yg")
    (('mengundurkan', None), ('tps05', None), ('yang', (0, 0, 1, 1)))
    >>> standard("bangettttt")
    ('banget', (0, 1, 2, 3, 4, 5))
    """
    plain = word.casefold()
    if len(plain) > LONGEST:
        return plain, None
    kept: Sequence[int] = range(len(plain))
    if SUBSTITUTE.search(plain):
        plain, kept = _shortened(plain, kept)
        plain = _undisguised(plain)
    plain, kept = _shortened(plain, kept)
    form = spellings().get(plain, plain)
    if form != plain:  # nothing says which letter became which: spread them evenly
        kept = [kept[place * len(plain) // len(form)] for place in range(len(form))]
    return form, None if len(kept) == len(word) and form == plain else tuple(kept)


@cache
def known_words() -> frozenset[str]:
    """Return the words that make sense by themselves: common ones, and their chat spellings."""
    return vocabulary() | spellings().keys() | set(" ".join(spellings().values()).split())


@cache
def _substitutes() -> dict[int, str]:
    return str.maketrans(disguises().substitutes)


def _undisguised(word: str) -> str:
    """Read digits and signs as letters where the word makes sense only so; same length."""
    letters = word.translate(_substitutes())
    if not letters.isalpha() or not any(map(str.isalpha, word)):
        return word  # a number without letters, or a digit that stands for none
    letters = LONE_V.sub("u", letters)
    spoken = "".join(letters[place] for place in _unstretched(letters))
    if len(spoken) >= 4 and spoken in known_words():
        return letters
    return letters if _hides_letters(word) and _can_be_spoken(letters) else word


def _hides_letters(word: str) -> bool:
    """Say whether the signs stand between letters (`pr4bowo`), not between words (`jam7pagi`)."""
    if len(word) < 5 or DIGITS.search(word) or not INSIDE.search(word):
        return False
    parts = SUBSTITUTE.split(word)
    if "!" in word or "@" in word:  # a missing blank is likelier than two hidden letters
        return not all(len(part) > 2 and VOWEL.search(part) for part in parts)
    return not all(part in known_words() for part in parts)


def _can_be_spoken(word: str) -> bool:
    """Say whether the word has the vowels of a word: `P3SRS` is an acronym, `pr4bowo` is not."""
    vowels = len(VOWEL.findall(word))
    return vowels >= LEAST_VOWELS * len(word) and not CONSONANTS.search(word)


def _shortened(word: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    if not DOUBLED.search(word):
        return word, places
    kept = _unstretched(word)
    return "".join([word[place] for place in kept]), [places[place] for place in kept]


def _unstretched(word: str) -> list[int]:
    """Return the places of the characters that stay when stretched letters are shortened.

    A letter written three times or more becomes one, or two where only that is a word (`saaaat`);
    a doubled last letter goes where the rest is a word (`bangett`).
    """
    every = list(range(len(word)))
    runs = [run.span() for run in STRETCH.finditer(word)]
    if SAME_LETTER.fullmatch(word):  # PPP, III, hhhhh
        return every[:3]
    if runs and not ROMAN.fullmatch(word):
        every = _shortest_word(word, runs)
    last = "".join(word[place] for place in every)
    if len(last) > 3 and last[-1] == last[-2] and last not in known_words():
        return every[:-1] if last[:-1] in known_words() else every
    return every


def _shortest_word(word: str, runs: list[tuple[int, int]]) -> list[int]:
    def keep(doubled: int | None) -> list[int]:
        cut = {
            place
            for number, (start, end) in enumerate(runs)
            for place in range(start + (2 if number == doubled else 1), end)
        }
        return [place for place in range(len(word)) if place not in cut]

    for doubled in (None, *range(len(runs))):
        kept = keep(doubled)
        if "".join(word[place] for place in kept) in known_words():
            return kept
    return keep(None)
