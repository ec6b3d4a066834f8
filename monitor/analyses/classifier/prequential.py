"""Whether learning from verdicts helps: every verdict is predicted before it is learned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.learning import Learner, Trust
from monitor.analyses.classifier.lessons import Lessons, Rules, batches
from monitor.analyses.classifier.linear import Array
from monitor.analyses.classifier.model import Classifier
from monitor.measures import auroc, average_precision, bootstrap, bounds, precision_of_first
from monitor.measures.intervals import DRAWS, SEED

__all__ = [
    "FIRST", "LEAST", "MEASURES", "SYSTEMS", "WINDOW", "Figure", "Prequential", "prequential",
    "said", "table", "taken", "windows_of",
]  # fmt: skip

FIRST = 20
"""Rows a team looks at."""
WINDOW = 100
"""Verdicts that are ordered together, as a queue would."""
DRAWN = 5
"""False claims drawn by lot that an AUROC of all claims needs: without any it would compare those
that the ranking had found already with the rest, and whoever ranked wins."""
LEAST = 40
"""Verdicts of a window: of fewer, the first 20 are nearly all of them, in whatever order."""
SYSTEMS = ("learned", "start", "style")
MEASURES: dict[str, Callable[..., float]] = {
    "precision_20": partial(precision_of_first, k=FIRST),
    "auroc": auroc,
    "average_precision": average_precision,
}


class Figure(NamedTuple):
    """One number; None where it cannot be had, and ``why`` says so."""

    of: str
    """``reviewed``: rows count as they are learned; ``claims``: as what they stand for."""
    window: int
    """From 1; 0: the mean of all windows."""
    system: str
    """``learned``; ``start``: the order of the model it started from; ``style``: shapes only."""
    over: str
    """The system whose figure was taken away; empty where none was."""
    measure: str
    value: float | None
    low: float | None
    high: float | None
    rows: int
    positive: int
    stand_for: float
    """How many claims the rows stand for."""
    why: str = ""
    """``few_rows, one_label, few_drawn``."""


@dataclass(frozen=True, slots=True)
class Prequential:
    """What was predicted of verdicts nobody had learned yet: n rows, in order of time.

    Parameters
    ----------
    lessons : Lessons
    scores : dict of arrays, shape (n,)
        By system.
    windows : array of int, shape (n,)
        From 1; 0 belongs to none: the first batch, which nobody could predict, and a rest that
        is too short.
    learner : Learner
        Which has learned all of it.
    """

    lessons: Lessons
    scores: dict[str, Array]
    windows: NDArray[np.int64]
    learner: Learner

    @property
    def trust(self) -> Trust:
        """Return how far the start is believed in the end."""
        return self.learner.trust

    def figures(self, *, draws: int = DRAWS, seed: int = SEED) -> list[Figure]:
        """Return the measures of every system, and what ``learned`` has over the others.

        Notes
        -----
        Of ``claims``, rows weigh what they stand for, so that ratios are Hajek's [1]_ and speak of
        all claims, not only of those a ranking chose; a few heavy rows make them uncertain. Of
        ``reviewed`` rows, they are steadier and say less. A figure of all windows is the mean of
        theirs: scores of one window are not compared with another's, whose model knew more.
        Intervals draw whole near-duplicate groups, the same for all systems.

        References
        ----------
        .. [1] Hajek (1971), in Foundations of Statistical Inference, 236; Sarndal, Swensson and
           Wretman (1992), doi:10.1007/978-1-4612-4378-6, section 5.7
        """
        kept = np.flatnonzero(self.windows)
        some, windows = taken(self.lessons, kept), self.windows[kept]
        scores = np.stack([self.scores[name][kept] for name in SYSTEMS], axis=1)
        count = int(windows.max(initial=0))
        measure = partial(table, count=count)
        most = self.learner.rules.most
        found: list[Figure] = []
        for of, weights in (("reviewed", some.counted(most)), ("claims", some.weights)):
            whole = measure(some.labels, scores, weights, windows)
            drawn = bootstrap(
                measure, some.labels, scores, weights, windows,
                groups=some.groups, draws=draws if count else 0, seed=seed,
            ).reshape(-1, *whole.shape)  # fmt: skip
            lots = some.weights > most if of == "claims" else np.zeros(len(kept), bool)
            for window in range(len(whole)):
                inside = windows == window if window else windows > 0
                place = _Place(of, window, some.labels[inside], weights[inside], lots[inside])
                found += place.figures(whole[window], drawn[:, window])
        return found


class _Place(NamedTuple):
    """The rows of one window, or of all."""

    of: str
    window: int
    labels: NDArray[np.int8]
    weights: Array
    lots: NDArray[np.bool_]
    """Those that stand for many."""

    def figures(self, whole: Array, drawn: Array) -> Iterator[Figure]:
        """Yield every figure; shapes (systems, measures) and (draws, systems, measures)."""
        for column, measure in enumerate(MEASURES):
            for row, system in enumerate(SYSTEMS):
                yield self._figure(system, "", measure, whole[row, column], drawn[:, row, column])
            for row, over in enumerate(SYSTEMS[1:], 1):
                value = whole[0, column] - whole[row, column]
                draws = drawn[:, 0, column] - drawn[:, row, column]
                yield self._figure("learned", over, measure, value, draws)

    def _figure(self, system: str, over: str, measure: str, value: float, draws: Array) -> Figure:
        why = self._why(measure, value)
        low, high = (np.nan, np.nan) if why or not len(draws) else bounds(draws)
        return Figure(
            self.of, self.window, system, over, measure,
            None if why else float(value), said(low), said(high),
            len(self.labels), int(self.labels.sum()), float(self.weights.sum()), why,
        )  # fmt: skip

    def _why(self, measure: str, value: float) -> str:
        if self.weights.sum() <= 0:
            return "few_rows"
        few = self.lots.any() and (self.lots & (self.labels > 0)).sum() < DRAWN
        if few and measure != "precision_20":
            return "few_drawn"
        return "one_label" if np.isnan(value) else ""


def prequential(
    start: Classifier | None, lessons: Lessons, *, rules: Rules | None = None
) -> Prequential:
    """Learn verdicts in the order in which they were given, each batch after predicting it.

    Parameters
    ----------
    start : Classifier or None
    lessons : Lessons
    rules : Rules, optional

    Notes
    -----
    After Dawid [1]_: what counts is what a model says of what comes next. No verdict is
    predicted by a model that has seen it or a later one; how far the start is trusted is chosen
    by earlier verdicts only.

    References
    ----------
    .. [1] Dawid (1984), doi:10.2307/2981683
    """
    learner = Learner(start, rules)
    parts = [learner.add(part) for part in batches(lessons, learner.rules.batch)]
    none = np.zeros(0)
    scores = {name: np.concatenate([none, *(part[name] for part in parts)]) for name in SYSTEMS}
    return Prequential(lessons, scores, windows_of(len(lessons), learner.rules.batch), learner)


def windows_of(count: int, first: int) -> NDArray[np.int64]:
    """Return the window of each verdict, from ``first`` on; a rest that is too short has none."""
    windows = np.zeros(count, np.int64)
    windows[first:] = np.arange(max(0, count - first)) // WINDOW + 1
    rest = max(0, count - first) % WINDOW
    if 0 < rest < LEAST:
        windows[-rest:] = 0
    return windows


def table(
    labels: Any,  # noqa: ANN401 - drawn arrays
    scores: Any,  # noqa: ANN401
    weights: Any,  # noqa: ANN401
    windows: Any,  # noqa: ANN401
    count: int,
) -> Array:
    """Return every measure of every column of scores; the mean of the windows, then each.

    Returns
    -------
    array, shape (1 + count, columns, measures)
    """
    measures = list(MEASURES.values())
    each = np.full((count, scores.shape[1], len(measures)), np.nan)
    for window in range(count):
        inside = windows == window + 1
        for column, measure in np.ndindex(each.shape[1:]):
            each[window, column, measure] = measures[measure](
                labels[inside], scores[inside, column], weights[inside]
            )
    known = ~np.isnan(each)
    sums = np.where(known, each, 0.0).sum(axis=0)
    mean = np.divide(sums, known.sum(axis=0), out=np.full_like(sums, np.nan), where=known.any(0))
    return np.concatenate([mean[None], each])


def said(value: float) -> float | None:
    """Return a number, or None for what cannot be had."""
    return None if np.isnan(value) else float(value)


def taken(lessons: Lessons, rows: NDArray[np.int64]) -> Lessons:
    """Return some of the verdicts."""
    texts = [lessons.texts[row] for row in rows.tolist()]
    return Lessons(texts, lessons.labels[rows], lessons.groups[rows], lessons.weights[rows])
