"""The placebo test: harmless rows told apart from harmless rows, as if some were false.

What a system scores here it scores without anything to find but style, source and year. A gain is
a gain over this, as a drug's is over sugar [1]_.

References
----------
.. [1] Lipsitch, Tchetgen Tchetgen and Cohen (2010), Negative controls,
   doi:10.1097/EDE.0b013e3181d61eeb
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.measures import random_split
from monitor.pipeline.figures import Figure
from monitor.pipeline.labelled_rows import Rows
from monitor.pipeline.measuring import MEASURES, Sample, figure
from monitor.pipeline.steps import Tick
from monitor.pipeline.systems import SYSTEMS, lesson_of

__all__ = ["LEAST", "TRIED", "Control", "Placebo", "control_of", "placebo_of"]

TRIED = ("style", "words", "ours")
"""Systems that take the test."""

LEAST = 50
"""Harmless rows that each of the two sides must have."""


class Placebo(NamedTuple):
    """Harmless rows, some of them called positive; none where ``facts`` say why not."""

    rows: NDArray[np.int64]
    labels: NDArray[np.int8]
    facts: dict[str, str]
    """``kind`` (``source`` or ``half``), ``positive`` and ``negative``: which rows were called
    so; or ``why``: ``no_placebo``."""


def placebo_of(rows: Rows) -> Placebo:
    """Return the two largest harmless sources as a placebo, else the earlier and the later half.

    Where neither can be made there are no rows, and ``facts["why"]`` says so.
    """
    harmless = np.flatnonzero(rows.labels == 0)
    if "source" in rows.columns:
        names, counts = np.unique(rows.columns["source"][harmless], return_counts=True)
        known = [
            (int(count), str(name))
            for name, count in zip(names, counts, strict=True)
            if name and count >= LEAST
        ]
        if len(known) >= 2:
            (_, first), (_, second) = sorted(known, reverse=True)[:2]
            source = rows.columns["source"][harmless]
            kept = (source == first) | (source == second)
            labels = (source[kept] == second).astype(np.int8)
            facts = {"kind": "source", "positive": second, "negative": first}
            return Placebo(harmless[kept], labels, facts)
    day = rows.dates[harmless]
    dated = harmless[~np.isnat(day)]
    if len(dated) >= 2 * LEAST:
        numbers = rows.dates[dated].astype(np.int64)
        border = np.sort(numbers)[len(numbers) // 2]
        labels = (numbers >= border).astype(np.int8)
        if min(labels.sum(), len(labels) - labels.sum()) >= LEAST:
            since = str(np.datetime64(int(border), "D"))
            return Placebo(dated, labels, {"kind": "half", "positive": since, "negative": since})
    nothing = np.zeros(0, np.int64)
    return Placebo(nothing, nothing.astype(np.int8), {"why": "no_placebo"})


@dataclass(frozen=True, slots=True)
class Control:
    """What the placebo test found."""

    facts: dict[str, str]
    figures: list[Figure] = field(default_factory=list)
    values: dict[str, float] = field(default_factory=dict)
    """System -> AUROC."""
    drawn: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def gains(
        self, sample: Sample, values: NDArray[np.float64], drawn: NDArray[np.float64]
    ) -> Iterator[Figure]:
        """Yield what each system's AUROC has over its own placebo's.

        The rows are others, so each side is drawn by itself.
        """
        column = MEASURES.index("auroc")
        for row, name in enumerate(sample.scored):
            if name in self.values:
                value = values[row, column] - self.values[name]
                line = drawn[:, row, column] - self.drawn[name]
                yield figure(sample, "gain", name, "auroc", value, line, "placebo")


def control_of(rows: Rows, seed: int, draws: int, tick: Tick) -> Control:
    """Let the systems learn the placebo, and measure them on rows they did not see."""
    placebo = placebo_of(rows)
    if not len(placebo.rows):
        return Control(placebo.facts)
    split = random_split(placebo.labels, rows.groups[placebo.rows], seed=seed)
    if split.why:
        return Control({"why": "no_placebo"})
    lesson = lesson_of(rows, placebo.rows[split.train], placebo.labels[split.train], seed)
    tested = placebo.rows[split.test]
    texts, scored = [rows.texts[place] for place in tested], {}
    for name in TRIED:
        scored[name] = SYSTEMS[name](lesson)(texts)
        tick("evaluate_model", 1)
    sample = Sample("random", "all", placebo.labels[split.test], rows.groups[tested], scored)
    column = MEASURES.index("auroc")
    values, drawn = sample.values()[:, column], sample.draws(draws, seed + 1)[:, :, column]
    return Control(
        placebo.facts,
        [
            figure(sample, "placebo", name, "auroc", values[row], drawn[:, row])
            for row, name in enumerate(scored)
        ],
        {name: float(values[row]) for row, name in enumerate(scored)},
        {name: drawn[:, row] for row, name in enumerate(scored)},
    )
