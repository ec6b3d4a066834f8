"""A report as its writers need it: sentences said, numbers written, nothing left to decide.

The pipeline fills it; :mod:`~monitor.exports.report_html` and :mod:`~monitor.exports.report_md`
write it. They know nothing of what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bar", "Finding", "Report", "Section", "Table"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A strength on its scale, with its interval and the least that counts."""

    value: float
    low: float
    high: float
    least: float | None
    start: float
    """Where the scale begins: 0.5 of an AUROC, 0 of a share; it ends at 1."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a section."""

    name: str
    sentence: str
    strength: str = ""
    """The number with its interval, as people read it."""
    least: str = ""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Findings under one heading."""

    id: str
    title: str
    heads: tuple[str, ...]
    """Of the columns: the name, the strength, the least, what it means; or the name and why."""
    findings: tuple[Finding, ...]
    empty: str = ""
    """What is said where there are none; a section without one is left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts, every cell written out."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """Columns to align to the right."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page, in its order."""

    lang: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    meaning_title: str
    meaning: tuple[str, ...]
    sections: tuple[Section, ...]
    tables_title: str
    tables: tuple[Table, ...]
    notes_title: str
    notes: tuple[str, ...]
    foot: str
