"""What other columns know of the label: whether they are filled, when it was, where it is from."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.records import Finding, Found, Rows, Sample, Table
from monitor.analyses.audit.strength import (
    DRAWS,
    by_category,
    not_possible,
    out_of_fold,
    predicts,
    verdict,
)
from monitor.measures import interval

__all__ = ["dates", "drift", "half_year", "missing", "origins"]

LEAST = 20
"""Rows of a half-year or a source that is shown."""
SHOWN = 30
DRIFT, DRIFT_SURE = 0.20, 0.10
"""Least gap between the shares of label 1 in two half-years, and its lower end."""
DATE = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?")


def missing(sample: Sample) -> Found:
    """Ask whether a gap in some column gives the label away."""
    if not sample.learnable:
        return Found(not_possible("missing", "few_labels"), [])
    rows = sample.labelled
    flags = {
        name: filled[rows]
        for name, filled in sample.filled.items()
        if 0 < filled[rows].sum() < len(rows)
    }
    if not flags:
        return Found(not_possible("missing", "no_gaps"), [])
    label = sample.labels[rows]
    shares = [
        (name, float(filled[label == 1].mean()), float(filled[label == 0].mean()))
        for name, filled in flags.items()
    ]
    column, positive, negative = max(shares, key=lambda each: abs(each[1] - each[2]))
    features = np.array(list(flags.values()), float).T
    scores = out_of_fold(features, label, sample.groups[rows], sample.seed)
    facts = {"column": column, "positive": f"{1 - positive:.0%}", "negative": f"{1 - negative:.0%}"}
    table = Table(
        "missing",
        ("column", "positive", "negative"),
        [(name, round(1 - a, 3), round(1 - b, 3)) for name, a, b in shares],
    )
    return Found([predicts(sample, "missing", scores, rows, facts, about=column)], [table])


def half_year(date: str) -> str:
    """Return the half of the year a date lies in, the year where no more is known, or nothing.

    Examples
    --------
    >>> half_year("2019-03-05"), half_year("2019-11"), half_year("2019"), half_year("kemarin")
    ('2019-1', '2019-2', '2019', '')
    """
    found = DATE.match(date)
    if not found:
        return ""
    year, month = found.groups()
    return f"{year}-{1 if int(month) <= 6 else 2}" if month else year


def dates(sample: Sample) -> Found:
    """Ask whether the half-year alone tells the label, the share of each period beside it."""
    rows, halves = _dated(sample)
    if not len(rows):
        return Found(not_possible("date", "no_dates" if sample.learnable else "few_labels"), [])
    label, groups = sample.labels[rows], sample.groups[rows]
    scores = by_category(halves, label, groups, sample.seed)
    counted = _shares(halves, label)
    enough = [each for each in counted if each[1] >= LEAST] or counted
    low, high = min(enough, key=lambda each: each[2]), max(enough, key=lambda each: each[2])
    facts = {
        "lowest": f"{low[2]:.0%}", "when_lowest": low[0],
        "highest": f"{high[2]:.0%}", "when_highest": high[0],
    }  # fmt: skip
    shown: list[tuple[str | int | float, ...]] = [(a, b, round(c, 3)) for a, b, c in counted]
    table = Table("dates", ("period", "rows", "share"), shown)
    return Found([predicts(sample, "date", scores, rows, facts)], [table])


def drift(sample: Sample) -> Found:
    """Ask how far apart the label's shares of two half-years are.

    The two are chosen on one half of the groups and measured on the other, so that the widest gap
    of many is not believed.
    """
    rows, halves = _dated(sample)
    if not len(rows):
        return Found(not_possible("drift", "no_dates" if sample.learnable else "few_labels"), [])
    period, label = np.array(halves), sample.labels[rows]
    _, group = np.unique(sample.groups[rows], return_inverse=True)
    chosen = np.random.default_rng(sample.seed).random(group.max() + 1)[group] < 0.5
    known = [
        (float(label[chosen & (period == name)].mean()), str(name))
        for name in np.unique(period)
        if min((chosen & (period == name)).sum(), (~chosen & (period == name)).sum()) >= LEAST
    ]
    if len(known) < 2:
        return Found(not_possible("drift", "no_dates"), [])
    (_, lowest), (_, highest) = min(known), max(known)
    here = np.flatnonzero(~chosen & np.isin(period, (lowest, highest)))

    def gap(label: NDArray[np.int8], late: NDArray[np.bool_]) -> float:
        if not 0 < late.sum() < len(late):
            return float("nan")
        return float(label[late].mean() - label[~late].mean())

    late, tested = period[here] == highest, label[here]
    found = interval(
        gap, tested, late, groups=sample.groups[rows][here], draws=DRAWS, seed=sample.seed
    )
    facts = {
        "lowest": f"{tested[~late].mean():.0%}", "when_lowest": lowest,
        "highest": f"{tested[late].mean():.0%}", "when_highest": highest,
    }  # fmt: skip
    one = verdict("drift", found, "share", len(here), facts, threshold=DRIFT, sure=DRIFT_SURE)
    return Found([one], [])


def _dated(sample: Sample) -> tuple[Rows, list[str]]:
    """Return the labelled rows with a date and their half-years; none where that says nothing."""
    nothing: Rows = np.zeros(0, np.int64)
    if not (sample.learnable and any(sample.dates)):
        return nothing, []
    halves = np.array([half_year(date) for date in sample.dates])
    rows = sample.labelled[halves[sample.labelled] != ""]
    both = all((sample.labels[rows] == label).sum() >= LEAST for label in (0, 1))
    if not both or len(np.unique(halves[rows])) < 2:
        return nothing, []
    return rows, halves[rows].tolist()


def origins(sample: Sample) -> Found:
    """Ask whether the source, the account, the platform and the like tell the label."""
    known = {"source": sample.sources, "account": sample.accounts, **sample.others}
    found, tables = [], []
    for role, values in known.items():
        if not values:
            continue
        one, table = _origin(sample, role, values)
        found += one
        tables += table
    return Found(found or not_possible("source", "no_sources"), tables)


def _origin(sample: Sample, role: str, values: Sequence[str]) -> tuple[list[Finding], list[Table]]:
    check = "source" if role == "source" else "origin"
    rows: Rows = sample.labelled
    if not sample.learnable:
        return not_possible(check, "few_labels"), []
    chosen = [values[row] for row in rows]
    if len(set(chosen)) < 2:
        return not_possible(check, "one_value", column=role), []
    scores = by_category(chosen, sample.labels[rows], sample.groups[rows], sample.seed)
    counted = sorted(_shares(chosen, sample.labels[rows]), key=lambda each: -each[1])
    pure = sum(rows for _, rows, share in counted if share in (0.0, 1.0)) / len(chosen)
    facts = {"column": role, "values": str(len(counted)), "pure": f"{pure:.0%}"}
    large = [each for each in counted if each[1] >= LEAST][:SHOWN]
    shown: list[tuple[str | int | float, ...]] = [(a, b, round(c, 3)) for a, b, c in large]
    tables = [Table("sources", ("source", "rows", "share"), shown)] if role == "source" else []
    return [predicts(sample, check, scores, rows, facts, about=role)], tables


def _shares(values: Sequence[str], labels: NDArray[np.int8]) -> list[tuple[str, int, float]]:
    """Return each value with its rows and the share of them that are positive, in order."""
    names, place = np.unique(np.asarray(values, object).astype(str), return_inverse=True)
    size, hits = np.bincount(place), np.bincount(place, labels == 1)
    return [
        (str(name), int(rows), float(hit / rows))
        for name, rows, hit in zip(names, size, hits, strict=True)
    ]
