"""How well something alone predicts a label: cross-validated, with an interval by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from monitor.analyses.audit.records import Finding, Rows, Sample
from monitor.measures import Interval, auroc, interval

__all__ = [
    "AUROC",
    "DRAWS",
    "SURE",
    "binned",
    "by_category",
    "not_possible",
    "out_of_fold",
    "predicts",
    "share_of",
    "told_apart",
    "verdict",
]

AUROC = 0.60
"""Least AUROC of a leak: an effect worth a sentence, however many rows make it certain."""
SURE = 0.55
"""Least lower end of its interval: not a matter of luck, however large it looks."""
DRAWS = 200
"""Of the bootstrap; the ends of an interval move by some 0.003 between seeds."""
FOLDS = 5
BINS = 8
"""Of a number, by quantiles: so that also *middling* lengths can tell a label."""
SMOOTHING = 5.0
"""Rows of the average that every category is mixed with."""
CLASS = np.int8


def binned(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return columns of numbers as columns of quantile bins, 1 where a row lies in the bin.

    Parameters
    ----------
    numbers : numpy.ndarray
        Shape ``(n, k)``.

    Returns
    -------
    numpy.ndarray
        Shape ``(n, at most 8 k)``. A number that is nearly always 0 becomes *is it 0*.
    """
    columns = []
    for column in numbers.T:
        edges = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]))
        place = np.searchsorted(edges, column, "right")
        if len(edges) == 1 or np.ptp(place) == 0:  # mostly one value
            place = (column > np.median(column)).astype(int) + 2 * (column < np.median(column))
        columns += [place == each for each in np.unique(place)]
    return np.array(columns, float).T.reshape(len(numbers), -1)


def folds(groups: Rows, seed: int) -> Rows:
    """Return the fold of each row, 0 to 4; a group is in one fold."""
    _, group = np.unique(groups, return_inverse=True)
    count = int(group.max(initial=-1)) + 1
    return np.random.default_rng(seed).permutation(np.arange(count) % FOLDS)[group]


def out_of_fold(features: Any, labels: ArrayLike, groups: Rows, seed: int) -> NDArray[np.float64]:  # noqa: ANN401 - dense or sparse
    """Return log-odds of a logistic regression for each row, fitted without its fold."""
    from sklearn.linear_model import LogisticRegression

    positive, fold = np.asarray(labels) == 1, folds(groups, seed)
    scores = np.zeros(len(positive))
    if hasattr(features, "indptr"):  # liblinear wants 32 bits, which scipy gives up when it joins
        features = features.tocsr()
        features.indices = features.indices.astype(np.int32)
        features.indptr = features.indptr.astype(np.int32)
    for each in range(FOLDS):
        train, test = np.flatnonzero(fold != each), np.flatnonzero(fold == each)
        if not len(test) or len(np.unique(positive[train])) < 2:
            continue
        model = LogisticRegression(solver="liblinear", tol=0.01, random_state=seed)
        model.fit(features[train], positive[train])
        scores[test] = model.decision_function(features[test])
    return scores


def by_category(
    values: Sequence[str], labels: ArrayLike, groups: Rows, seed: int
) -> NDArray[np.float64]:
    """Return the share of positive rows that have the same value, in the other folds."""
    _, place = np.unique(np.asarray(values, object).astype(str), return_inverse=True)
    positive, fold = np.asarray(labels) == 1, folds(groups, seed)
    scores = np.zeros(len(positive))
    for each in range(FOLDS):
        train, test = fold != each, fold == each
        average = positive[train].mean() if train.any() else 0.5
        size = np.bincount(place[train], minlength=place.max() + 1)
        hits = np.bincount(place[train], positive[train], minlength=place.max() + 1)
        scores[test] = ((hits + SMOOTHING * average) / (size + SMOOTHING))[place[test]]
    return scores


def told_apart(labels: ArrayLike, scores: ArrayLike, groups: Rows, seed: int) -> Interval:
    """Return the AUROC of scores with its interval, groups drawn whole."""
    return interval(auroc, labels, scores, groups=groups, draws=DRAWS, seed=seed)


def share_of(flags: NDArray[np.bool_], groups: Rows, seed: int) -> Interval:
    """Return the share of rows that are so, with its interval, groups drawn whole."""
    return interval(np.mean, flags.astype(float), groups=groups, draws=DRAWS, seed=seed)


def predicts(
    sample: Sample,
    check: str,
    scores: NDArray[np.float64],
    rows: Rows,
    facts: Mapping[str, str] | None = None,
    *,
    about: str = "",
) -> Finding:
    """Say how well out-of-fold scores of labelled rows tell the label."""
    found = told_apart(sample.labels[rows], scores, sample.groups[rows], sample.seed)
    return verdict(check, found, "auroc", len(rows), facts or {}, about=about)


def verdict(
    check: str,
    found: Interval,
    measure: Literal["auroc", "share"],
    rows: int,
    facts: Mapping[str, str],
    *,
    about: str = "",
    threshold: float = AUROC,
    sure: float = SURE,
) -> Finding:
    """Hold a strength against both thresholds."""
    leak = found.value >= threshold and found.low >= sure
    return Finding(
        check=check,
        status="leak" if leak else "clear",
        reason=f"audit.{check}_{'leak' if leak else 'clear'}",
        facts=facts,
        about=about,
        measure=measure,
        strength=found.value,
        low=found.low,
        high=found.high,
        threshold=threshold,
        sure=sure,
        rows=rows,
    )


def not_possible(check: str, why: str, **facts: str) -> list[Finding]:
    """Say why a check cannot be made on this data."""
    return [Finding(check, "n/a", f"audit.{why}", facts)]
