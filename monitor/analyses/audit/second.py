"""Two labels of the same texts: where they disagree, one of them is wrong."""

from __future__ import annotations

import numpy as np

from monitor.analyses.audit.records import Found, Sample, Table
from monitor.analyses.audit.strength import not_possible, share_of, verdict

__all__ = ["second_label"]

WRONG, WRONG_SURE = 0.05, 0.03
"""Least share of one value of the second label that the first contradicts, and its lower end."""


def second_label(sample: Sample) -> Found:
    """Ask how often the first label contradicts the second; the worst value of it counts."""
    if sample.second is None:
        return Found(not_possible("second", "no_second"), [])
    rows = np.flatnonzero((sample.labels >= 0) & (sample.second >= 0))
    if len(rows) < 30:
        return Found(not_possible("second", "no_second"), [])
    first, other = sample.labels[rows], sample.second[rows]
    counts = {
        (mine, theirs): int(((first == mine) & (other == theirs)).sum())
        for mine in (1, 0)
        for theirs in (1, 0)
    }
    table = Table(
        "agreement",
        ("second", "label_1", "label_0"),
        [(str(theirs), counts[1, theirs], counts[0, theirs]) for theirs in (1, 0)],
    )
    shares = {
        value: share_of((first != other)[other == value], sample.groups[rows][other == value],
                        sample.seed)
        for value in (0, 1)
        if (other == value).any()
    }  # fmt: skip
    worst = max(shares, key=lambda value: shares[value].value)
    facts = {
        "value": str(worst),
        "wrong": str(counts[1 - worst, worst]),
        "of": str(counts[1, worst] + counts[0, worst]),
        "share": f"{shares[worst].value:.0%}",
    }
    found = verdict("second", shares[worst], "share", len(rows), facts,
                    threshold=WRONG, sure=WRONG_SURE)  # fmt: skip
    return Found([found], [table])
