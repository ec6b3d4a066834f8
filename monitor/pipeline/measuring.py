"""Every measure of every system on the same rows, and what each has over another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from monitor.measures import (
    auroc,
    average_precision,
    base_rate,
    bootstrap,
    bounds,
    brier,
    calibration_error,
    false_positive_rate,
    flagged_share,
    macro_f1,
    precision_of_first,
    recall_at_precision,
    reliability,
)
from monitor.pipeline.figures import BinFigure, Figure
from monitor.pipeline.systems import Scored

__all__ = ["FIRST", "LEAST", "MEASURES", "Sample", "binned", "cell", "figure", "measured"]

FIRST = (20, 50, 100)
LEAST = 20
"""Rows of a slice, and probabilities of a system: fewer are not measured."""

Numbers = NDArray[np.float64]
RANKED: dict[str, Callable[..., float]] = {
    "auroc": auroc,
    "average_precision": average_precision,
    **{f"precision_{k}": partial(precision_of_first, k=k) for k in FIRST},
    "recall_90": partial(recall_at_precision, precision=0.9),
}
PROBABLE: dict[str, Callable[..., float]] = {
    "brier": brier,
    "ece": calibration_error,
    "ece_width": partial(calibration_error, equal="width"),
}
EQUAL: tuple[Literal["mass", "width"], ...] = ("mass", "width")
MEASURES = (*RANKED, "macro_f1", *PROBABLE)
"""In the order of the report: of an order, of flags, of probabilities (errors: less is better)."""


class Sample:
    """Rows measured on, with what every system made of them."""

    def __init__(
        self,
        split: str,
        rows: str,
        labels: NDArray[np.int8],
        groups: NDArray[np.int64],
        scored: Mapping[str, Scored],
    ) -> None:
        self.split, self.rows = split, rows
        self.labels, self.groups, self.scored = labels, groups, scored

    def part(self, rows: str, kept: NDArray[np.bool_]) -> Sample:
        """Return some of the rows as a sample of their own."""
        scored = {
            name: Scored(each.scores[kept], each.probabilities[kept], each.threshold)
            for name, each in self.scored.items()
        }
        return Sample(self.split, rows, self.labels[kept], self.groups[kept], scored)

    def draws(self, draws: int, seed: int) -> Numbers:
        """Return every measure of every system on each draw, shape ``(draws, systems, measures)``.

        All are taken on the same drawn rows, so that differences are paired.
        """
        arrays = [np.stack([s.scores for s in self.scored.values()], axis=1)]
        arrays.append(np.stack([s.probabilities for s in self.scored.values()], axis=1))
        return bootstrap(
            self._measures, self.labels, *arrays, groups=self.groups, draws=draws, seed=seed
        )

    def values(self) -> Numbers:
        """Return every measure of every system, shape ``(systems, measures)``."""
        scores = np.stack([s.scores for s in self.scored.values()], axis=1)
        said = np.stack([s.probabilities for s in self.scored.values()], axis=1)
        return np.array(self._measures(self.labels, scores, said))

    def _measures(self, labels: Any, scores: Any, said: Any) -> list[list[float]]:  # noqa: ANN401 - drawn arrays
        return [
            [
                *(measure(labels, scores[:, place]) for measure in RANKED.values()),
                macro_f1(labels, scores[:, place], threshold=system.threshold),
                *_probable(labels, said[:, place]),
            ]
            for place, system in enumerate(self.scored.values())
        ]


def _probable(labels: NDArray[np.int8], said: Numbers) -> list[float]:
    given = ~np.isnan(said)
    if given.sum() < LEAST:
        return [np.nan] * len(PROBABLE)
    return [measure(labels[given], said[given]) for measure in PROBABLE.values()]


def measured(
    sample: Sample, values: Numbers, drawn: Numbers, gains: Sequence[tuple[str, str]]
) -> Iterator[Figure]:
    """Yield what was measured: the base rate, each system, then the gains asked for.

    Parameters
    ----------
    sample : Sample
    values : numpy.ndarray
        From :meth:`Sample.values`.
    drawn : numpy.ndarray
        From :meth:`Sample.draws`.
    gains : sequence of pairs
        Names of systems: how much better the first is than the second, on the same draws.
    """
    names = list(sample.scored)
    rate = base_rate(sample.labels)
    yield figure(sample, "measure", "", "base_rate", rate, np.full(1, rate))
    for row, name in enumerate(names):
        for column, measure in enumerate(MEASURES):
            line = drawn[:, row, column]
            yield figure(sample, "measure", name, measure, values[row, column], line)
    for name, over in gains:
        a, b = names.index(name), names.index(over)
        for column, measure in enumerate(MEASURES):
            better = -1 if measure in PROBABLE else 1  # of errors, less is a gain
            value = better * (values[a, column] - values[b, column])
            line = better * (drawn[:, a, column] - drawn[:, b, column])
            yield figure(sample, "gain", name, measure, value, line, over)


def figure(
    sample: Sample,
    kind: str,
    system: str,
    measure: str,
    value: float,
    drawn: Numbers,
    over: str = "",
) -> Figure:
    """Return one measure of a sample, or why it cannot be had, from its value and its draws."""
    count, why = len(sample.labels), ""
    wanted = int(measure.removeprefix("precision_")) if measure.startswith("precision_") else 0
    if wanted > count:
        why = "few_rows"
    elif np.isnan(value):
        why = "no_probability" if measure in PROBABLE else "one_label"
    low, high = bounds(drawn)
    return Figure(
        kind=kind,
        split=sample.split,
        rows=sample.rows,
        system=system,
        measure=measure,
        value=None if why else float(value),
        low=None if why or np.isnan(low) else low,
        high=None if why or np.isnan(high) else high,
        count=count,
        positive=int(sample.labels.sum()),
        over=over,
        why=why,
    )


def binned(sample: Sample) -> Iterator[BinFigure]:
    """Yield the reliability table of each system that gives probabilities."""
    for name, scored in sample.scored.items():
        given = ~np.isnan(scored.probabilities)
        if given.sum() < LEAST or len(np.unique(scored.probabilities[given])) == 1:
            continue
        said = scored.probabilities[given]
        for equal in EQUAL:
            for each in reliability(sample.labels[given], said, equal=equal):
                low, high, rows, _, mean, so = each
                yield BinFigure(sample.split, name, equal, low, high, rows, mean, so)


def cell(
    sample: Sample, system: str, of: str, name: str, kept: NDArray[np.bool_], draws: int, seed: int
) -> Iterator[Figure]:
    """Yield how many rows of a slice are flagged, and how many of its negatives wrongly.

    A rate of fewer than ``LEAST`` rows is suppressed. ``count`` is the rows it is a share of.
    """
    part = sample.part("all", kept)
    scored = part.scored[system]
    for measure, of_rows in (
        (flagged_share, len(part.labels)),
        (false_positive_rate, int((part.labels == 0).sum())),
    ):
        value, low, high = None, None, None
        if of_rows >= LEAST:
            rate = partial(measure, threshold=scored.threshold)
            drawn = bootstrap(
                rate, part.labels, scored.scores, groups=part.groups, draws=draws, seed=seed
            )
            value, (low, high) = rate(part.labels, scored.scores), bounds(drawn)
        yield Figure(
            kind="slice",
            split=sample.split,
            rows="all",
            system=system,
            measure=measure.__name__,
            value=value,
            low=low,
            high=high,
            count=of_rows,
            positive=int(part.labels.sum()) if measure is flagged_share else 0,
            slice=of,
            cell=name,
            why="" if value is not None else "few_rows",
        )
