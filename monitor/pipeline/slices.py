"""Whom and what texts are about: the slices in which false alarms are counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from monitor.corpora.actors import pairs
from monitor.language import prepare
from monitor.pipeline.labelled_rows import Rows
from monitor.records import Post

__all__ = ["SLICES", "slices"]

SLICES = ("candidate", "party", "platform", "period")


def slices(rows: Rows, places: NDArray[np.int64]) -> Iterator[tuple[str, str, NDArray[np.bool_]]]:
    """Yield each slice of the rows at ``places``: what it is of, its name, and which rows are in.

    Candidates and parties come from their columns, else from whom the texts name: a row may
    be in several. Periods are half-years.
    """
    named = _named(rows, places)
    for of in ("candidate", "party"):
        if of in rows.columns:
            yield from _by_value(of, rows.columns[of][places])
        else:
            for name in sorted({name for kind, name in named if kind == of}):
                yield of, name, named[of, name]
    if "platform" in rows.columns:
        yield from _by_value("platform", rows.columns["platform"][places])
    days = rows.dates[places]
    months = days.astype("datetime64[M]").astype(np.int64)
    years, halves = 1970 + months // 12, 1 + months % 12 // 6
    periods = np.array(
        [
            "" if np.isnat(day) else f"{year}-H{half}"
            for day, year, half in zip(days, years, halves, strict=True)
        ],
        str,
    )
    yield from _by_value("period", periods)


def _by_value(of: str, values: NDArray[np.str_]) -> Iterator[tuple[str, str, NDArray[np.bool_]]]:
    for name in np.unique(values):
        if name:
            yield of, str(name), values == name


def _named(rows: Rows, places: NDArray[np.int64]) -> dict[tuple[str, str], NDArray[np.bool_]]:
    """Return which rows name each candidate (by a name of the pair too) and each party."""
    if {"candidate", "party"} <= rows.columns.keys():
        return {}
    persons = {pair.id: [person.id for person in pair.persons] for pair in pairs()}
    found: dict[tuple[str, str], NDArray[np.bool_]] = {}
    posts = [Post(f"row:{place}", "unknown", text=rows.texts[place]) for place in places]
    for number, document in enumerate(prepare(posts)):
        for mention in document.mentions:
            ids = persons.get(mention.entity, []) if mention.kind == "pair" else [mention.entity]
            kind = "candidate" if mention.kind == "pair" else mention.kind
            if kind in ("candidate", "party"):
                for each in ids:
                    found.setdefault((kind, each), np.zeros(len(places), bool))[number] = True
    return found
