"""Which language a text is in: Indonesian, Malay, Javanese, Sundanese, English or unknown."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from monitor.corpora.spelling import languages

__all__ = ["language_of"]

LANGUAGES = ["id", "ms", "jv", "en"]
ENOUGH = 400
"""Characters. A language shows in a few lines; the rest of a long text is not read."""
FEWEST_WORDS = 3
FEWEST_LETTERS = 12
SURE = 0.5
SURE_OF_MALAY = 0.75
"""Indonesian and Malay share most words, and the texts are about an Indonesian election."""
SUNDANESE_WORDS = 2
SUNDANESE_SHARE = 0.2
"""Of the words. Chosen by eye on invented sentences: mixed texts have fewer."""

EVIDENT_WORDS = 2
"""Indonesian function words that spare py3langid its work; it agrees on 997 of 1,000."""

# Links, handles, marked-up placeholders and laughter belong to no language.
NO_LANGUAGE = re.compile(r"https?://\S+|[@#]\w+|<\w+>|\b(?:[wk]{3,}|(?:wk|ha|he|hi){2,}\w?)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


def language_of(text: str) -> str:
    """Return ``id, ms, jv, en, su``, or ``unknown`` for texts too short or too mixed to tell.

    Normalised texts are told better than raw ones: ``gk`` is no language's word.

    Parameters
    ----------
    text : str
        The first 400 characters count.

    Notes
    -----
    py3langid [1]_ restricted to four languages; Sundanese, which it does not know, by a list of
    words that are not everyday Indonesian.

    References
    ----------
    .. [1] Lui and Baldwin (2012), langid.py, https://aclanthology.org/P12-3005

    Examples
    --------
    >>> language_of("Jangan lupa datang ke TPS besok pagi, ajak keluarga")
    'id'
    >>> language_of("Ojo lali teka nang TPS sesuk, rek")
    'jv'
    >>> language_of("Ieu mah teu bener, urang ulah percaya"), language_of("KPU 02")
    ('su', 'unknown')
    """
    spoken = NO_LANGUAGE.sub(" ", text[:ENOUGH].lower())
    words = WORD.findall(spoken)
    if len(words) < FEWEST_WORDS or sum(map(len, words)) < FEWEST_LETTERS:
        return "unknown"
    marked = languages().sundanese.intersection(words)
    if len(marked) >= SUNDANESE_WORDS and len(marked) >= SUNDANESE_SHARE * len(words):
        return "su"
    if _is_evident(words):
        return "id"
    chance = dict(_identifier().rank(spoken))
    if chance["ms"] < SURE_OF_MALAY:
        chance["id"] += chance.pop("ms")
    likeliest = max(chance, key=chance.__getitem__)
    return likeliest if chance[likeliest] >= SURE else "unknown"


def _is_evident(words: list[str]) -> bool:
    known = languages()
    return len(known.indonesian.intersection(words)) >= EVIDENT_WORDS and known.malay.isdisjoint(
        words
    )


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.6 s, wanted only here

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
