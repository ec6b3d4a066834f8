"""What a column of labels says in two classes: found false, or not; and what it cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from monitor.collectors.columns import key
from monitor.corpora.labels import labels, normalise_verdict

__all__ = ["NEGATIVE", "NONE", "POSITIVE", "Meanings", "meanings", "stands_for"]

POSITIVE = 1
"""A checker found it false, misleading or a scam."""
NEGATIVE = 0
NONE = -1
"""No label: not given, not a verdict, or not readable."""

FOREIGN_SHARE = 0.05
"""Of the rows with a label: where more cannot be read, the column labels something else."""

# A clarification is what a checker writes about a claim that is not so: MAFINDO files it with them.
_OF_VERDICT = {
    "true": NEGATIVE,
    "mostly_true": NEGATIVE,
    "misleading": POSITIVE,
    "false": POSITIVE,
    "scam": POSITIVE,
    "satire": NONE,
    "unproven": NONE,
    "clarification": POSITIVE,
    "not_checkable": NONE,
    "not_a_verdict": NONE,
}
_FOUND_FALSE = (
    "hoax hoaks hoaxs fake palsu bohong salah keliru disinformasi misinformasi disinformation"
    " misinformation fitnah hasut penipuan"
)
_NOT = (
    "valid fakta fact benar real asli sahih bukanhoax bukanhoaks nonhoax nonhoaks tidakhoaks"
    " nothoax notfake"
)
_WORDS = {
    **dict.fromkeys(_FOUND_FALSE.split(), POSITIVE),
    **dict.fromkeys(_NOT.split(), NEGATIVE),
    **dict.fromkeys(("", "none", "null", "nan", "unknown", "belum"), NONE),
}
_NUMBERS = {"1": POSITIVE, "0": NEGATIVE, "-1": NONE}
_YES_NO = {"true": POSITIVE, "false": NEGATIVE, "ya": POSITIVE, "tidak": NEGATIVE}
_ASKS = re.compile(r"(?:hoa(?:x|ks)|fake|palsu|bohong|positive|positif)", re.IGNORECASE)
_JOINED = re.compile(r"\s*[+/,&;]\s*")


class Meanings(NamedTuple):
    """How a column's values were read."""

    known: Mapping[str, int]
    """Value, verbatim -> ``POSITIVE``, ``NEGATIVE`` or ``NONE``."""
    unknown: Mapping[str, int]
    """Values nobody knows -> in how many rows they stand."""
    foreign: bool
    """The column labels something else (topics, sentiment): nothing of it is a label here."""


def meanings(values: Iterable[str], column: str = "") -> Meanings:
    """Read a column of labels as a whole.

    Parameters
    ----------
    values : iterable of str
        Every cell of the column.
    column : str
        Its name: of ``is_hoax`` a *true* means found false, of ``verdict`` found true.

    Examples
    --------
    >>> meanings(["SALAH", "benar", "1", ""]).known
    {'SALAH': 1, 'benar': 0, '1': 1, '': -1}
    >>> meanings(["positif", "negatif", "netral"]).foreign
    True
    >>> meanings(["True", "False"], "is_hoax").known, meanings(["True", "False"], "verdict").known
    ({'True': 1, 'False': 0}, {'True': 0, 'False': 1})
    """
    counts = Counter(values)
    read = {value: stands_for(value, column) for value in counts}
    known = {value: label for value, label in read.items() if label is not None}
    unknown = {value: counts[value] for value in counts if value not in known}
    given = sum(count for value, count in counts.items() if value.strip())
    foreign = sum(unknown.values()) > FOREIGN_SHARE * given
    return Meanings(known, unknown, foreign)


def stands_for(value: str, column: str = "") -> int | None:
    """Return what one label stands for, None where nobody knows.

    Of a compound (``HOAX+HASUT``) one part found false is enough.
    """
    plain = key(value) if value.strip() != "-1" else "-1"
    if value.strip().endswith(".0"):  # pandas, of a column with gaps
        plain = key(value.strip()[:-2])
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    if plain in _YES_NO and _ASKS.search(column):
        return _YES_NO[plain]
    verdict = "_".join(value.casefold().split())
    if verdict in _OF_VERDICT and verdict in (*labels().verdicts, "not_a_verdict"):
        return _OF_VERDICT[verdict]
    if (named := normalise_verdict(value)) is not None:
        return _OF_VERDICT[named]
    if plain in _WORDS:
        return _WORDS[plain]
    parts = _JOINED.split(value)
    if len(parts) > 1:
        read = [each for part in parts if (each := stands_for(part, column)) is not None]
        return max(read, default=None)
    return None
