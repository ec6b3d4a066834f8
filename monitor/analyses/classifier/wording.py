"""Which kinds of words a masked text is made of, as numbers, whatever the words mean."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from operator import eq
from typing import NamedTuple

from monitor.corpora.kinds import kinds
from monitor.language.masking import NAME, NUMBER
from monitor.language.remembering import Remembered

__all__ = ["WORDING", "wording", "words_of_kind"]

BEGINNINGS = {
    "me": re.compile(r"me(?:[nmlrwy]|ng|ny)?\w{4,}"),
    "di": re.compile(r"di[a-z]{4,}"),
    "ber": re.compile(r"ber\w{3,}"),
    "ter": re.compile(r"ter\w{3,}"),
    "pe": re.compile(r"pe[mnr]\w{4,}"),
    "ke_an": re.compile(r"ke\w{3,}an"),
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


def wording(forms: Sequence[str], chats: Sequence[bool]) -> list[float]:
    """Return one number per name of :data:`WORDING`.

    Parameters
    ----------
    forms : sequence of str, n at least 1
        Words and masks.
    chats : sequence of bool, n
        Which of them are spelt as in a chat.

    Notes
    -----
    Function words are counted by the square root of n, as :func:`~features.scale` counts words;
    their densities tell authors apart [1]_, and prose from talk.

    References
    ----------
    .. [1] Mosteller and Wallace (1963), doi:10.1080/01621459.1963.10500849

    Examples
    --------
    >>> found = dict(zip(WORDING, wording(["banget", "menurutku"], [True, False]), strict=True))
    >>> found["chat_spelling"], found["begins_me"], found["word_yang"]
    (0.5, 0.5, 0.0)
    """
    count, chat = len(forms), sum(chats)
    lengths, longs, shorts, vowelless, stretched, found = zip(
        *[_traits[form] for form in forms], strict=True
    )
    written = max(1, count - sum(map(forms.count, MASKS)))
    return [
        sum(lengths) / written,
        sum(longs) / written,
        sum(shorts) / written,
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
    begins = [at for at, shape in enumerate(BEGINNINGS.values()) if shape.fullmatch(form)]
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
    shares, numbers = [0.0] * COUNTED, dict[int, int]()
    times = 1 / math.sqrt(count)
    for place in chain.from_iterable(found):
        numbers[place] = numbers.get(place, 0) + 1
    for place, number in numbers.items():
        shares[place] = number / count if place < len(BEGINNINGS) else number * times
    return shares


def _is_ours_denied(forms: Sequence[str]) -> bool:
    """Say whether somebody denies in the first person plural ("kami tidak pernah")."""
    ours, negation = words_of_kind("ours"), words_of_kind("negation")
    return not ours.isdisjoint(forms) and any(
        first in ours and (second in negation or third in negation)
        for first, (second, third) in zip(forms, pairwise([*forms[1:], "", ""]), strict=False)
    )
