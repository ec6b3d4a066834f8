"""What an audit is given, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.phrases import words_of

__all__ = ["Audit", "Bag", "Finding", "Found", "Rows", "Sample", "Status", "Table"]

Rows: TypeAlias = NDArray[np.int64]
Status: TypeAlias = Literal["leak", "clear", "note", "n/a"]
Cell: TypeAlias = str | int | float

_COMMON = 3
"""Rows a word stands in at least, to be looked at."""
_LONGEST = 20_000
"""Characters of a text that are looked at; no post and few articles are longer."""


class Bag(NamedTuple):
    """Which words stand in which texts."""

    counts: Any
    """scipy CSR of float64, shape ``(n, words)``: 1 where the word stands in the text."""
    words: list[str]


@dataclass(frozen=True)
class Sample:
    """Labelled texts with what else is known of them; every sequence has one entry a text."""

    texts: Sequence[str]
    labels: NDArray[np.int8]
    """1 found false by a checker, 0 not, -1 no label."""
    groups: Rows
    """Near-duplicate group of each text; no fold and no draw splits one."""
    dates: Sequence[str] = ()
    """``2019-03-05``, ``2019-03``, ``2019`` or empty."""
    sources: Sequence[str] = ()
    accounts: Sequence[str] = ()
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Other columns of few values that a model might be given: ``platform, candidate, party``."""
    splits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Columns that say which texts are learned from and which are measured on."""
    second: NDArray[np.int8] | None = None
    """Another label of the same texts."""
    filled: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Column -> where it is filled."""
    seed: int = 7

    @cached_property
    def labelled(self) -> Rows:
        """The rows that have a label."""
        return np.flatnonzero(self.labels >= 0)

    @cached_property
    def learnable(self) -> bool:
        """Whether there are enough texts of both labels, copies counted once."""
        return all(len(np.unique(self.groups[self.labels == label])) >= 30 for label in (0, 1))

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each text, as ``words_of`` cuts them."""
        return [words_of(text[:_LONGEST]) for text in self.texts]

    @cached_property
    def bag(self) -> Bag:
        """Every word that is not rare."""
        from sklearn.feature_extraction.text import CountVectorizer

        vectoriser = CountVectorizer(
            analyzer=_itself, binary=True, dtype=np.float64, min_df=min(_COMMON, len(self.texts))
        )
        try:
            counts = vectoriser.fit_transform(self.words)
        except ValueError:  # no word is left
            from scipy.sparse import csr_array

            return Bag(csr_array((len(self.texts), 0)), [])
        return Bag(counts.tocsr(), vectoriser.get_feature_names_out().tolist())


def _itself(words: list[str]) -> list[str]:
    return words


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one check: how strong, how sure, and what it means."""

    check: str
    status: Status
    """``leak``: above both thresholds; ``clear``: below; ``note``: only information."""
    reason: str
    """A key of ``words``: the sentence a person reads; of ``n/a``, why it cannot be said."""
    facts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    """The column or the label it is about, where a check looks at several."""
    measure: Literal["auroc", "share", ""] = ""
    strength: float | None = None
    low: float | None = None
    """95 % bootstrap interval, drawn by near-duplicate group."""
    high: float | None = None
    threshold: float | None = None
    """Least strength of a leak."""
    sure: float | None = None
    """Least lower end of the interval of a leak."""
    rows: int = 0


class Table(NamedTuple):
    """Counts behind a finding; cells are numbers, names of columns, sources, periods and words."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


class Found(NamedTuple):
    """What one check has to say."""

    findings: list[Finding]
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that was found, and what a score on this data would mean."""

    findings: tuple[Finding, ...]
    tables: tuple[Table, ...]
    meaning: tuple[tuple[str, Mapping[str, str]], ...]
    """Sentences of the last paragraph: keys of ``words`` and their facts."""
    texts: int
    groups: int
    positives: int
    negatives: int
    seed: int

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """The findings above their thresholds, the strongest first."""
        found = [each for each in self.findings if each.status == "leak"]
        return tuple(sorted(found, key=lambda each: -_out_of_one(each)))


def _out_of_one(finding: Finding) -> float:
    """Put an AUROC and a share on one scale: 0 says nothing, 1 everything."""
    strength = finding.strength or 0.0
    return 2 * strength - 1 if finding.measure == "auroc" else strength
