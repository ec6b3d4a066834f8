"""Which of a million claims are worth a closer look: a cheap test that forgives spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from math import log1p
from unicodedata import normalize

from monitor.analyses.factchecks.terms import stem, terms_of
from monitor.records import FactCheck

__all__ = ["Gate"]

READ = 1_500
"""Characters of a claim that are looked at."""
ENOUGH = 0.45
"""Share of a title's weight that a claim must have. Of ordinary political posts 4 % have it for
some title of the embedded archive, and of those that the matcher calls the same claim 5 in 6."""
WORDS_NEEDED = 2
FEW = 3
"""Titles that may share a stem which still counts; or one in twenty."""
LETTER = re.compile(r"[a-z0-9]+")
HIDDEN = str.maketrans("0134579$@!", "oieastgsai")
"""Digits and signs to the letters they stand in for; numbers become nonsense on both sides."""


class Gate:
    """Says which texts share enough rare stems with some fact-check of a small archive.

    Examples
    --------
    >>> gate = Gate([FactCheck("1", "A", "Tujuh kontainer surat suara tercoblos")])
    >>> gate.lets("K0NTA1NER isi SURAT SUARA"), gate.lets("Surat dari ibu sudah tiba")
    (True, False)
    """

    def __init__(self, factchecks: Sequence[FactCheck]) -> None:
        texts = {text for check in factchecks for text in (check.title, check.claim) if text}
        faces = [_stems(" ".join(terms_of(text).words)) for text in sorted(texts)]
        seen: defaultdict[str, int] = defaultdict(int)
        for face in faces:
            for each in face:
                seen[each] += 1
        weight = {each: log1p(len(faces) / count) for each, count in seen.items()}
        self._faces: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, face in enumerate(faces):
            whole = sum(weight[each] for each in face)
            for each in face:
                if seen[each] > max(FEW, len(faces) / 20):
                    continue  # what many titles have parts none of them from the others
                self._faces[each].append((place, weight[each] / whole))
        self._known = frozenset(self._faces)

    def lets(self, text: str) -> bool:
        """Say whether a text may be worth comparing; some tens of microseconds at most."""
        shared = _stems(text[:READ]) & self._known
        if len(shared) < WORDS_NEEDED:
            return False
        cover: defaultdict[int, float] = defaultdict(float)
        for each in shared:
            for place, share in self._faces[each]:
                cover[place] += share
        return max(cover.values()) >= ENOUGH


def _stems(text: str) -> frozenset[str]:
    plain = text if text.isascii() else normalize("NFKC", text)
    return frozenset(map(stem, LETTER.findall(plain.casefold().translate(HIDDEN))))
