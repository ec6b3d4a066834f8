"""The rows of a labelled file that can be learned from and measured on, and why the rest cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.clarification import is_clarification
from monitor.collectors.dates import when
from monitor.collectors.labelled import Labelled
from monitor.corpora.elections import wib_day
from monitor.pipeline.audit import near_duplicates

__all__ = ["Rows", "usable"]

_PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_DENIAL = "clarification_like"


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled rows with a text; every array has shape ``(n,)``."""

    texts: list[str]
    labels: NDArray[np.int8]
    """1 found false by a checker, 0 not."""
    groups: NDArray[np.int64]
    """Near-duplicates share a number."""
    dates: NDArray[np.datetime64]
    """Days in Jakarta; NaT where unknown."""
    columns: dict[str, NDArray[np.str_]]
    """Role -> cells: those of ``source, platform, candidate, party`` the file has."""
    denials: NDArray[np.bool_]
    """Rows that deny or clarify."""
    left_out: dict[str, int]
    """Why rows are not used -> how many: ``no_text``, ``no_label``."""


def usable(labelled: Labelled) -> Rows:
    """Return the rows that have a text and a label that can be read.

    A column ``clarification_like`` says which rows are denials; without one our own wording does.
    """
    blank = np.array([not text.strip() for text in labelled.texts])
    kept = np.flatnonzero(~blank & (labelled.labels >= 0))
    texts = [labelled.texts[place] for place in kept]

    def cells(column: str) -> NDArray[np.str_]:
        return np.array([labelled.rows[place][column].strip() for place in kept], str)

    roles = labelled.roles
    days = list(map(_day, cells(roles["date"]))) if "date" in roles else [""] * len(kept)
    return Rows(
        texts=texts,
        labels=labelled.labels[kept],
        groups=near_duplicates(texts, cells(roles["group"]).tolist() if "group" in roles else ()),
        dates=np.array(days, "datetime64[D]"),
        columns={
            role: cells(roles[role])
            for role in ("source", "platform", "candidate", "party")
            if role in roles
        },
        denials=_denials(texts, cells(_DENIAL) if _DENIAL in labelled.names else None),
        left_out={
            reason: int(count)
            for reason, count in (
                ("no_text", blank.sum()),
                ("no_label", (~blank & (labelled.labels < 0)).sum()),
            )
            if count
        },
    )


def _day(cell: str) -> str:
    """Return the day in Jakarta that a cell names, the first of a month or year; else ``NaT``."""
    if _PARTIAL.fullmatch(cell):
        return cell
    moment = when(cell)
    return str(wib_day(moment)) if moment else "NaT"


def _denials(texts: Sequence[str], given: NDArray[np.str_] | None) -> NDArray[np.bool_]:
    if given is not None:
        return np.isin(np.char.lower(given), ("true", "1", "ya", "yes"))
    return np.fromiter(map(is_clarification, texts), bool, len(texts))
