"""What is learned from and what is measured on: by chance, by time, by source.

Near-duplicates never stand on both sides. A split by chance lets a model learn the year and the
source; the other two ask what it is worth next year, and elsewhere [1]_.

References
----------
.. [1] Roberts et al. (2017), Cross-validation strategies for data with temporal, spatial,
   hierarchical, or phylogenetic structure, doi:10.1111/ecog.02881
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["LEAST", "SHARE", "Split", "random_split", "source_split", "time_split"]

SHARE = 0.3
"""Of the rows, to measure on."""
LEAST = 10
"""Near-duplicate groups of each label that both sides must have; fewer say nothing."""
TRIES = 2_000
"""Sets of sources that are looked at."""

Rows: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Split:
    """Rows to learn from and rows to measure on; none of either where ``why`` says why not."""

    name: str
    """``random``, ``time`` or ``source``."""
    train: Rows
    test: Rows
    why: str = ""
    """Empty, or why this data cannot be split so: ``no_dates``, ``no_sources``, ``one_source``,
    ``one_date`` or ``too_few``."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What fills a sentence about it: where the border lies, how many rows are left out."""


def random_split(
    labels: ArrayLike, groups: ArrayLike, *, share: float = SHARE, seed: int = 7
) -> Split:
    """Return a split by chance: whole groups, the same share of each label.

    Parameters
    ----------
    labels : array_like
        1 or 0, shape ``(n,)``.
    groups : array_like
        Near-duplicate group of each row, shape ``(n,)``.
    share : float
        Of the rows on the test side; as near as whole groups allow.
    seed : int

    Examples
    --------
    >>> split = random_split([1, 0] * 50, range(100))
    >>> len(split.train), len(split.test)
    (70, 30)
    """
    label, group = np.asarray(labels), _numbered(groups)
    random = np.random.default_rng(seed)
    first = np.unique(group, return_index=True)[1]
    size = np.bincount(group)
    tested = np.zeros(len(first), bool)
    for value in np.unique(label):
        of_label = random.permutation(np.flatnonzero(label[first] == value))
        wanted = round(share * size[of_label].sum())
        of_label = of_label[np.argsort(size[of_label] > wanted, kind="stable")]  # giants last
        tested[of_label[np.cumsum(size[of_label]) <= wanted]] = True
    return _split("random", label, group, ~tested[group], tested[group], {})


def time_split(
    dates: ArrayLike,
    labels: ArrayLike,
    groups: ArrayLike,
    *,
    share: float = SHARE,
    since: str | None = None,
) -> Split:
    """Return a split by time: what is measured on is of a later day than all that is learned from.

    Parameters
    ----------
    dates : array_like
        ``datetime64``, shape ``(n,)``; NaT where unknown. A group lies where its latest row does;
        rows whose group has no date are left out.
    labels, groups : array_like
        As in :func:`random_split`.
    share : float
        About that share of dated rows is measured on: a day is never parted.
    since : str, optional
        The first day, month or year that is measured on, instead.

    Examples
    --------
    >>> days = np.datetime64("2024-01-01") + np.arange(100)
    >>> split = time_split(days, [1, 0] * 50, range(100))
    >>> split.facts["since"], split.test.min()
    ('2024-03-11', np.int64(70))
    """
    label, group = np.asarray(labels), _numbered(groups)
    day = np.asarray(dates, "datetime64[D]")
    known = ~np.isnat(day)
    latest = np.full(group.max(initial=-1) + 1, np.iinfo(np.int64).min)
    np.maximum.at(latest, group[known], day[known].astype(np.int64))
    when = latest[group]
    dated = when > np.iinfo(np.int64).min
    if not dated.any():
        return _none("time", "no_dates")
    if since is None:
        border = np.quantile(when[dated], 1 - share, method="higher")
        border = border if border > when[dated].min() else when[dated].max()
        if border == when[dated].min():
            return _none("time", "one_date")
        first = np.datetime64(int(border), "D")
    else:
        first = np.datetime64(since, "D")
    late = when >= first.astype(np.int64)
    facts = {"since": str(first), "left_out": str(int((~dated).sum()))}
    return _split("time", label, group, dated & ~late, dated & late, facts)


def source_split(
    sources: ArrayLike,
    labels: ArrayLike,
    groups: ArrayLike,
    *,
    share: float = SHARE,
    seed: int = 7,
) -> Split:
    """Return a split by source: nothing measured on comes from where anything learned comes from.

    Of many sets of sources, the one is taken whose share of each label is nearest to ``share``.
    Near-duplicates of what is measured on are left out of what is learned from.

    Parameters
    ----------
    sources : array_like
        Strings, shape ``(n,)``; rows with an empty one are left out.
    labels, groups, share, seed
        As in :func:`random_split`.

    Examples
    --------
    >>> split = source_split(["a", "b", "c", "c"] * 20, [1, 0] * 40, range(80))
    >>> split.facts["sources"], len(split.test)
    ('a, b', 40)
    """
    label, group = np.asarray(labels), _numbered(groups)
    source = np.asarray(sources, str)
    known = source != ""
    names, number = np.unique(source, return_inverse=True)
    if not known.any():
        return _none("source", "no_sources")
    if len(set(names) - {""}) == 1:
        return _none("source", "one_source")
    chosen = _chosen(number, names != "", label, share, seed)
    tested = known & chosen[number]
    copies = np.isin(group, group[tested]) & ~tested
    facts = {
        "sources": ", ".join(names[chosen].tolist()),
        "left_out": str(int((copies & known).sum() + (~known).sum())),
    }
    return _split("source", label, group, known & ~tested & ~copies, tested, facts)


def _chosen(
    number: Rows, named: NDArray[np.bool_], label: NDArray[np.integer], share: float, seed: int
) -> NDArray[np.bool_]:
    """Return which sources to measure on: each label's share as near to ``share`` as can be."""
    count = len(named)
    shares = np.stack(
        [np.bincount(number[label == value], minlength=count) for value in (0, 1)]
    ).astype(float)
    shares[:, ~named] = 0
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
    places = np.flatnonzero(named)
    if len(places) <= 10:
        sets = (np.arange(1, 2 ** len(places) - 1)[:, None] >> np.arange(len(places))) & 1
    else:
        random = np.random.default_rng(seed)
        sets = (random.random((TRIES, len(places))) < share).astype(np.int64)
    tried = np.zeros((len(sets), count), bool)
    tried[:, places] = sets
    far = np.abs(tried @ shares.T - share).max(axis=1)
    best: NDArray[np.bool_] = tried[np.argmin(far)]
    return best


def _split(
    name: str,
    label: NDArray[np.integer],
    group: Rows,
    train: NDArray[np.bool_],
    test: NDArray[np.bool_],
    facts: Mapping[str, str],
) -> Split:
    for side in (train, test):
        counts = [len(np.unique(group[side & (label == value)])) for value in (0, 1)]
        if min(counts) < LEAST:
            return _none(name, "too_few", {**facts, "least": str(LEAST)})
    return Split(name, np.flatnonzero(train), np.flatnonzero(test), "", facts)


def _none(name: str, why: str, facts: Mapping[str, str] | None = None) -> Split:
    nothing = np.zeros(0, np.int64)
    return Split(name, nothing, nothing, why, facts or {})


def _numbered(groups: ArrayLike) -> Rows:
    numbers: Rows = np.unique(np.asarray(groups), return_inverse=True)[1]
    return numbers
