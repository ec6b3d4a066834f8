"""Which language a text is in: Indonesian, Malay, Javanese, Sundanese, English or unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.corpora.spelling import languages

__all__ = ["language_of", "languages_of"]

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

UNCLEAR = ""
EVIDENT_WORDS = 2
"""Indonesian function words that spare py3langid its work; it agrees on 997 of 1,000."""

# Links, handles, marked-up placeholders and laughter belong to no language.
NO_LANGUAGE = re.compile(r"https?://\S+|[@#]\w+|<\w+>|\b(?:[wk]{3,}|(?:wk|ha|he|hi){2,}\w?)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


def language_of(text: str) -> str:
    """Return the language of one text: see :func:`languages_of`, much faster for many.

    Examples
    --------
    >>> language_of("Jangan lupa datang ke TPS besok pagi, ajak keluarga")
    'id'
    """
    return languages_of([text])[0]


def languages_of(texts: Sequence[str]) -> list[str]:
    """Return ``id, ms, jv, en, su`` of each, or ``unknown`` if too short or too mixed to tell.

    Normalised texts are told better than raw ones: ``gk`` is no language's word.

    Parameters
    ----------
    texts : sequence of str
        The first 400 characters of each count.

    Notes
    -----
    py3langid [1]_ restricted to four languages; Sundanese, which it does not know, by a list of
    words that are not everyday Indonesian. Texts with evident words are not asked about.

    References
    ----------
    .. [1] Lui and Baldwin (2012), langid.py, https://aclanthology.org/P12-3005

    Examples
    --------
    >>> languages_of(["Ojo lali teka nang TPS sesuk, rek", "Ieu mah teu bener, urang ulah percaya"])
    ['jv', 'su']
    >>> languages_of(["KPU 02"])
    ['unknown']
    """
    spoken = [NO_LANGUAGE.sub(" ", text[:ENOUGH].lower()) for text in texts]
    told = [_by_words(each) for each in spoken]
    unclear = [place for place, language in enumerate(told) if language == UNCLEAR]
    if unclear:
        from monitor.language.likelihood import chances  # imports numpy

        for place, chance in zip(unclear, chances([spoken[at] for at in unclear]), strict=True):
            told[place] = _likeliest(chance)
    return told


def _by_words(spoken: str) -> str:
    """Return the language if words are evidence enough, or too few to be any."""
    words = WORD.findall(spoken)
    if len(words) < FEWEST_WORDS or sum(map(len, words)) < FEWEST_LETTERS:
        return "unknown"
    known = languages()
    marked = known.sundanese.intersection(words)
    if len(marked) >= SUNDANESE_WORDS and len(marked) >= SUNDANESE_SHARE * len(words):
        return "su"
    evident = len(known.indonesian.intersection(words)) >= EVIDENT_WORDS
    return "id" if evident and known.malay.isdisjoint(words) else UNCLEAR


def _likeliest(chance: dict[str, float]) -> str:
    if chance["ms"] < SURE_OF_MALAY:
        chance["id"] += chance.pop("ms")
    likeliest = max(chance, key=chance.__getitem__)
    return likeliest if chance[likeliest] >= SURE else "unknown"
