"""Which kinds of words a masked text is made of, as numbers, whatever the words mean."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from operator import eq
from typing import NamedTuple

from monitor.analyses.classifier.remembering import Remembered
from monitor.corpora.kinds import kinds
from monitor.language.masking import NAME, NUMBER, Piece

__all__ = ["WORDING", "wording", "words_of_kind"]

BEGINNINGS = {
    "me": r"me(?:[nmlrwy]|ng|ny)?\w{4,}",
    "di": r"di[a-z]{4,}",
    "ber": r"ber\w{3,}",
    "ter": r"ter\w{3,}",
    "pe": r"pe[mnr]\w{4,}",
    "ke_an": r"ke\w{3,}an",
}
"""Affixes that tell prose from talk."""
LETTERS_LONG, LETTERS_SHORT = 9, 4
VOWELS = frozenset("aeiou")
MASKS = frozenset({NAME, NUMBER})

WORDING = (
    "word_length", "long_words", "short_words", "distinct", "stretched", "no_vowel",
    "repeated", "ours_denied", "chat_spelling", "has_chat_spelling",
    *(f"begins_{name}" for name in BEGINNINGS),
    *(f"word_{word}" for word in kinds()["function"]),
)  # fmt: skip
"""What :func:`wording` returns, in its order."""
COUNTED = len(BEGINNINGS) + len(kinds()["function"])
"""How many of these, the last ones, count words of a kind."""


class _Traits(NamedTuple):
    """What is true of a word wherever it stands."""

    length: int
    """Of masks 0: they have none."""
    is_long: bool
    is_short: bool
    no_vowel: bool
    stretched: bool
    kinds: tuple[int, ...]
    """Places among the :data:`COUNTED`."""


def wording(words: Sequence[Piece], forms: Sequence[str]) -> list[float]:
    """Return one number per name of :data:`WORDING`.

    Parameters
    ----------
    words : sequence of Piece, n at least 1
    forms : sequence of str, n
        Theirs.

    Notes
    -----
    Function words are counted by the square root of n, as :func:`~features.scale` counts words;
    their densities tell authors apart [1]_, and prose from talk.

    References
    ----------
    .. [1] Mosteller and Wallace (1963), doi:10.1080/01621459.1963.10500849

    Examples
    --------
    >>> from monitor.language.masking import masked
    >>> words = masked("bgt parahhh menurutku")
    >>> found = dict(zip(WORDING, wording(words, [word.form for word in words]), strict=True))
    >>> found["has_chat_spelling"], round(found["begins_me"], 2), found["word_yang"]
    (True, 0.33, 0.0)
    """
    count = len(words)
    lengths, longs, shorts, vowelless, stretched, found = zip(
        *[_traits[form] for form in forms], strict=True
    )
    letters = max(1, count - sum(map(MASKS.__contains__, forms)))
    chat = sum([word.is_chat for word in words])
    return [
        sum(lengths) / letters,
        sum(longs) / letters,
        sum(shorts) / letters,
        len(set(forms)) / count**0.9,
        any(stretched),
        sum(vowelless) / count,
        sum(map(eq, forms[1:], forms)) / count,
        _is_ours_denied(forms),
        chat / count,
        chat > 0,
        *_counted(found, count),
    ]


def words_of_kind(kind: str) -> frozenset[str]:
    """Return the words of a kind of ``corpora/kinds.toml``."""
    return _sets()[kind]


@cache
def _sets() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in kinds().items()}


@cache
def _functions() -> Mapping[str, int]:
    return {word: place for place, word in enumerate(kinds()["function"], len(BEGINNINGS))}


def _traits_of(form: str) -> _Traits:
    begins = [at for at, shape in enumerate(BEGINNINGS.values()) if re.fullmatch(shape, form)]
    function = _functions().get(form)
    is_word = form not in MASKS
    return _Traits(
        len(form) if is_word else 0,
        is_word and len(form) > LETTERS_LONG,
        is_word and len(form) < LETTERS_SHORT,
        form.isalpha() and VOWELS.isdisjoint(form),
        any(form[at] == form[at + 1] == form[at + 2] for at in range(len(form) - 2)),
        tuple(begins if function is None else [*begins, function]),
    )


_traits = Remembered(_traits_of)


def _counted(found: Sequence[tuple[int, ...]], count: int) -> list[float]:
    """Return the share of words with each affix, and how dense each function word is."""
    shares = [0.0] * COUNTED
    times = 1 / math.sqrt(count)
    for place, number in Counter(chain.from_iterable(found)).items():
        shares[place] = number / count if place < len(BEGINNINGS) else number * times
    return shares


def _is_ours_denied(forms: Sequence[str]) -> bool:
    """Say whether somebody denies in the first person plural ("kami tidak pernah")."""
    ours, negation = words_of_kind("ours"), words_of_kind("negation")
    return not ours.isdisjoint(forms) and any(
        first in ours and (second in negation or third in negation)
        for first, (second, third) in zip(forms, pairwise([*forms[1:], "", ""]), strict=False)
    )
