"""The embedded archive: election fact-checks that show real matches before any is imported.

What is fact in it (publisher, number, day, address, label, verdict) is copied from a documented
record; titles and claims are in our own words, so that nobody's text is shipped.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from monitor.corpora.labels import Verdict
from monitor.corpora.load import Fact, check, folder
from monitor.errors import BadCorpus
from monitor.records import FactCheck

__all__ = ["Entry", "archive", "entries"]

Text = Annotated[str, Field(min_length=1)]


class Entry(Fact):
    """One line of ``archive.jsonl``: a fact-check, the narrative it tells, and who records it."""

    id: Text
    """The publisher's or GFD's number where it is known, else that of the documented record."""
    publisher: Text
    title: Text
    claim: str = ""
    """Empty where the record says no more than the title."""
    verdict: Literal[Verdict, ""] = ""
    label: str = ""
    date: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    url: str = Field(default="", pattern=r"^(https?://.+)?$")
    lang: Literal["id", "en"] = "id"
    explanation: str = ""
    narrative: str = ""
    """Its id in ``narratives.toml``; empty where it tells none of them."""
    source: tuple[Text, ...] = Field(min_length=1)
    """Where the facts are documented: a public repository at a commit, or a corpus of ours."""


class _Archive(Fact):
    line: tuple[Entry, ...]


@cache
def entries(path: Path | None = None) -> tuple[Entry, ...]:
    """Return the lines of ``path``, by default of the embedded archive.

    Raises
    ------
    BadCorpus
        The file is no JSONL, a line breaks the format, or two have one id; says which.
    """
    path = path or folder() / "archive.jsonl"
    try:
        written = path.read_text(encoding="utf-8").splitlines()
        lines = [json.loads(line) for line in written]
    except (OSError, ValueError, RecursionError) as problem:
        raise BadCorpus("corpus_unreadable", path, problem=problem) from problem
    read = check(path, {"line": lines}, _Archive).line
    seen: set[str] = set()
    for number, entry in enumerate(read, 1):
        if entry.id in seen:
            raise BadCorpus("archive_twice", path, line=number, id=entry.id)
        seen.add(entry.id)
    return read


@cache
def archive() -> tuple[FactCheck, ...]:
    """Return the embedded fact-checks, oldest first, undated ones last.

    Examples
    --------
    >>> {check.verdict for check in archive()} >= {"false", "true", "unproven", "clarification"}
    True
    """
    return tuple(
        FactCheck(**entry.model_dump(exclude={"narrative", "source"})) for entry in entries()
    )
