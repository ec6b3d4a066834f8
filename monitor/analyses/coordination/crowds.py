"""Objects too crowded to enumerate: which of the known pairs met there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from monitor.analyses.coordination.line import Line, Whole

__all__ = ["among"]


def among(line: Line, rows: Whole, windows: Sequence[int], a: Whole, b: Whole) -> Whole:
    """Count for known pairs the crowded objects that they shared within each window.

    Parameters
    ----------
    line : Line
        Thinned.
    rows : numpy.ndarray
        Its rows that are of crowded objects, ascending.
    windows : sequence of int
        Ascending.
    a, b : numpy.ndarray
        The pairs.

    Returns
    -------
    numpy.ndarray
        Shape ``(pairs, windows)``.

    Examples
    --------
    >>> from monitor.analyses.coordination.line import line_up
    >>> line = line_up(np.zeros(3, int), np.arange(3), np.array([0, 5, 50]), 60)
    >>> among(line, np.arange(3), [9, 60], np.array([0, 0]), np.array([1, 2])).tolist()
    [[1, 1], [0, 1]]
    """
    weights = np.zeros((len(a), len(windows)), np.int32)
    for each in np.split(rows, np.flatnonzero(np.diff(line.objects[rows])) + 1):
        order = each[np.argsort(line.accounts[each], kind="stable")]
        who, at = line.accounts[order].astype(np.int64), line.clock[order] - line.clock[each[0]]
        begin, end = np.searchsorted(who, a), np.searchsorted(who, a, "right")
        both = np.flatnonzero((end > begin) & np.isin(b, who))
        gap = np.full(len(both), np.iinfo(np.int64).max)
        for step in range(int((end - begin)[both].max(initial=0))):
            more = np.flatnonzero(begin[both] + step < end[both])
            some = both[more]
            near = _nearest(who, at, b[some], at[begin[some] + step])
            gap[more] = np.minimum(gap[more], near)
        weights[both] += gap[:, None] <= np.asarray(windows)
    return weights


def _nearest(who: Whole, at: Whole, whom: Whole, moment: Whole) -> Whole:
    """Return how far the nearest share of ``whom`` is from each moment; all of them have some."""
    far = int(at.max()) * 2 + 1
    place = np.searchsorted(who * far + at, whom.astype(np.int64) * far + moment)
    after, before = np.minimum(place, len(at) - 1), np.maximum(place - 1, 0)
    late = np.where(who[after] == whom, at[after] - moment, far)
    early = np.where(who[before] == whom, moment - at[before], far)
    return np.asarray(np.minimum(np.where(late < 0, far, late), np.where(early < 0, far, early)))
