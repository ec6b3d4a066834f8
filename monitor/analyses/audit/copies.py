"""Copies: across splits and sources, under opposite labels, under several accounts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.records import Finding, Found, Rows, Sample
from monitor.analyses.audit.strength import not_possible, share_of, verdict

__all__ = ["accounts", "contradictions", "duplicates", "sources", "splits"]

REPEATED, REPEATED_SURE = 0.10, 0.05
"""Least share of texts with a near-copy, and lower end: a random split parts many of them."""
FEW, FEW_SURE = 0.02, 0.01
"""The same of copies on both sides of a split, under both labels, or of several accounts."""
BETWEEN, BETWEEN_SURE = 0.05, 0.03
"""The same of copies in two sources."""
SHORTEST = 40
"""Characters of a text that several accounts do not write by chance."""


def duplicates(sample: Sample) -> Found:
    """Ask how many texts have a near-copy: a split by chance would measure memory."""
    _, group = np.unique(sample.groups, return_inverse=True)
    size = np.bincount(group)
    repeated = size[group] > 1
    facts = {
        "rows": str(int(repeated.sum())),
        "groups": str(int((size > 1).sum())),
        "largest": str(int(size.max(initial=0))),
    }
    return _shared(sample, "duplicates", repeated, facts, REPEATED, REPEATED_SURE)


def splits(sample: Sample) -> Found:
    """Ask how many texts have a near-copy on the other side of a published split."""
    if not sample.splits:
        return Found(not_possible("splits", "no_split"), [])
    found: list[Finding] = []
    for column, sides in sample.splits.items():
        across = _several(sample.groups, sides)
        facts = {"column": column, "rows": str(int(across.sum()))}
        found += _shared(sample, "splits", across, facts, FEW, FEW_SURE, about=column).findings
    return Found(found, [])


def sources(sample: Sample) -> Found:
    """Ask how many texts stand in two sources: a split by source would leak."""
    if len(set(sample.sources)) < 2:
        return Found(not_possible("between", "one_source"), [])
    across = _several(sample.groups, sample.sources)
    facts = {"rows": str(int(across.sum()))}
    return _shared(sample, "between", across, facts, BETWEEN, BETWEEN_SURE)


def contradictions(sample: Sample) -> Found:
    """Ask how many labelled texts have a near-copy with the other label."""
    rows = sample.labelled
    if not len(rows):
        return Found(not_possible("contradictions", "few_labels"), [])
    groups = sample.groups[rows]
    both = _several(groups, sample.labels[rows].astype(str).tolist())
    share = share_of(both, groups, sample.seed)
    facts = {"rows": str(int(both.sum()))}
    found = verdict("contradictions", share, "share", len(rows), facts,
                    threshold=FEW, sure=FEW_SURE)  # fmt: skip
    return Found([found], [])


def accounts(sample: Sample) -> Found:
    """Ask how many texts several accounts posted, in the same words or nearly.

    That is copied text. Who copied from whom, and why, it does not say.
    """
    if not any(sample.accounts):
        return Found(not_possible("accounts", "no_accounts"), [])
    long = np.array([len(text) >= SHORTEST for text in sample.texts])
    named = np.array([bool(account) for account in sample.accounts])
    copied = np.zeros(len(sample.texts), bool)
    rows = np.flatnonzero(long & named).tolist()
    copied[rows] = _several(sample.groups[rows], [sample.accounts[row] for row in rows])
    exact: dict[str, set[str]] = {}
    for row in rows:
        exact.setdefault(" ".join(sample.texts[row].split()), set()).add(sample.accounts[row])
    facts = {
        "rows": str(int(copied.sum())),
        "groups": str(len(np.unique(sample.groups[copied]))),
        "exact": str(sum(len(who) > 1 for who in exact.values())),
    }
    return _shared(sample, "accounts", copied, facts, FEW, FEW_SURE)


def _several(groups: Rows, values: Sequence[str]) -> NDArray[np.bool_]:
    """Return which rows are in a group with more than one value; empty values do not count."""
    seen: dict[int, set[str]] = {}
    for group, value in zip(groups.tolist(), values, strict=True):
        if value:
            seen.setdefault(group, set()).add(value)
    return np.array(
        [bool(value) and len(seen[group]) > 1
         for group, value in zip(groups.tolist(), values, strict=True)], bool,
    )  # fmt: skip


def _shared(
    sample: Sample, check: str, flags: NDArray[np.bool_], facts: dict[str, str],
    threshold: float, sure: float, *, about: str = "",
) -> Found:  # fmt: skip
    share = share_of(flags, sample.groups, sample.seed)
    facts = facts | {"share": f"{share.value:.1%}"}
    found = verdict(check, share, "share", len(flags), facts, about=about,
                    threshold=threshold, sure=sure)  # fmt: skip
    return Found([found], [])
