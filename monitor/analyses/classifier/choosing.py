"""Whether a model that was learned may take the place of the one in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.linear import Array
from monitor.analyses.classifier.model import Classifier
from monitor.analyses.classifier.prequential import Prequential, said, table, taken, windows_of
from monitor.measures import bootstrap, bounds
from monitor.measures.intervals import DRAWS, SEED

__all__ = ["Choice", "better"]


class Choice(NamedTuple):
    """Whether a new model may take the place of the one in use."""

    take: bool
    why: str
    """``better, equal, worse, unknown, none`` (there is no model in use)."""
    over: str
    """The version of the model compared with; empty where there is none."""
    stands_in: bool
    """It is the one that the model in use started from, which has learned these verdicts."""
    rows: int
    """Verdicts that neither had learned when it was asked."""
    new: float | None
    """Precision of the first 20 rows, mean of the windows."""
    old: float | None
    value: float | None
    """The difference of what decided: precision of the first 20, or average precision."""
    low: float | None
    high: float | None


def better(
    new: Prequential,
    old: Classifier | None,
    *,
    unseen: NDArray[np.bool_] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Choice:
    """Say whether what was learned may replace the model in use.

    Parameters
    ----------
    new : Prequential
    old : Classifier or None
        In use.
    unseen : array of bool, shape (n,), optional
        Verdicts that ``old`` has not learned; by default all. Where they are too few for one
        window, the start takes its place: a model that has seen the answers cannot be asked.
    draws, seed : int

    Returns
    -------
    Choice
        Refused where precision of the first 20 reviewed rows is lower, or, where it is equal,
        average precision is; and where neither can be had.

    Notes
    -----
    The higher figure wins, whatever its interval: with nothing else at stake, the empirical
    success rule loses least in the worst case [1]_. To ask for a lower bound above 0 would keep a
    useless model for hundreds of verdicts; to ask for an upper bound below 0 would let nearly
    every worse one pass. The interval is shown, so that a person may decide otherwise. Rows count
    as when they are learned: by what they stand for, one row drawn by lot would decide alone, and
    mostly for whoever had ranked the others (docs/learning.md).

    References
    ----------
    .. [1] Manski (2004), doi:10.1111/j.1468-0262.2004.00530.x; Stoye (2009),
       doi:10.1016/j.jeconom.2009.02.013
    """
    if old is None:
        return Choice(True, "none", "", False, 0, *[None] * 5)
    lessons = new.lessons
    rows = np.flatnonzero(np.ones(len(lessons), bool) if unseen is None else unseen)
    rows = rows[rows >= new.learner.rules.batch]
    windows = windows_of(len(rows), 0)
    start, stands_in = new.learner.start, False
    if start is not None and old.version == start.version:
        against = new.scores["start"][rows]
    elif windows.any():
        against = old.scores(taken(lessons, rows).texts)
    else:
        stands_in = True
        rows, windows, against = np.arange(len(lessons)), new.windows, new.scores["start"]
    kept, inside = rows[windows > 0], windows[windows > 0]
    some = taken(lessons, kept)
    scores = np.stack([new.scores["learned"][kept], against[windows > 0]], axis=1)
    measure = partial(table, count=int(inside.max(initial=0)))
    counts = some.counted(new.learner.rules.most)
    whole = measure(some.labels, scores, counts, inside)[0]
    column = 0 if whole[0, 0] != whole[1, 0] else 2
    value = whole[0, column] - whole[1, column]
    drawn = bootstrap(
        partial(_difference, measure, column),
        some.labels, scores, counts, inside,
        groups=some.groups, draws=draws if len(kept) else 0, seed=seed,
    )  # fmt: skip
    low, high = bounds(drawn) if len(drawn) else (np.nan, np.nan)
    why = "unknown" if np.isnan(value) else "worse" if value < 0 else "better" if value else "equal"
    over = old.version if not stands_in else start.version if start else ""
    new_, old_ = (said(each) for each in whole[:, 0])
    return Choice(
        why in ("better", "equal"), why, over, stands_in, len(kept),
        new_, old_, said(value), said(low), said(high),
    )  # fmt: skip


def _difference(measure: Callable[..., Array], column: int, *arrays: Any) -> float:  # noqa: ANN401 - drawn arrays
    found = measure(*arrays)[0, :, column]
    return float(found[0] - found[1])
