"""A report as Markdown, for a repository's README or a paper's appendix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from monitor.exports.report import Report, Section
from monitor.exports.saving import replacing

__all__ = ["markdown", "write"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!@])")


def markdown(report: Report) -> str:
    """Return the report as GitHub Markdown; marks in what the data holds are escaped."""
    return "\n".join(_lines(report)) + "\n"


def write(path: Path, report: Report, *, overwrite: bool = False) -> None:
    """Write it whole or not at all.

    Raises
    ------
    BadInput
        ``path`` exists and ``overwrite`` is not said, or it cannot be written.
    """
    with replacing(path, overwrite=overwrite) as draft:
        draft.write_text(markdown(report), encoding="utf-8")


def _lines(report: Report) -> Iterator[str]:
    yield f"# {_plain(report.title)}\n"
    yield f"{_plain(report.lead)}\n"
    yield f"## {_plain(report.meaning_title)}\n"
    yield f"{_plain(' '.join(report.meaning))}\n"
    for name, value in report.facts:
        yield f"- **{_plain(name)}**: {_plain(value)}"
    yield ""
    for section in report.sections:
        yield from _section(section)
    if report.tables:
        yield f"## {_plain(report.tables_title)}\n"
    for table in report.tables:
        yield f"### {_plain(table.title)}\n"
        yield from _table(table.heads, table.rows, table.numbers)
    if report.notes:
        yield f"## {_plain(report.notes_title)}\n"
        yield from (f"- {_plain(note)}" for note in report.notes)
        yield ""
    yield _plain(report.foot)


def _section(section: Section) -> Iterator[str]:
    if not (section.findings or section.empty):
        return
    yield f"## {_plain(section.title)}\n"
    if not section.findings:
        yield f"{_plain(section.empty)}\n"
        return
    rows = [
        (each.name, each.strength, each.least, each.sentence)
        if len(section.heads) > 2
        else (each.name, each.sentence)
        for each in section.findings
    ]
    yield from _table(section.heads, rows)


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()
) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---:" if place in numbers else "---" for place in range(len(heads))], plain=False)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str], *, plain: bool = True) -> str:
    return f"| {' | '.join(_plain(cell) if plain else cell for cell in cells)} |"


def _plain(text: str) -> str:
    """Escape what Markdown, or the HTML inside it, would obey."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
