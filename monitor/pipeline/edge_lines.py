"""The pairs of accounts that were tested, as rows in order and as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from monitor.pipeline.coordination import Found
from monitor.words import say

__all__ = ["edge_lines", "edges_in_order", "unanchored_lines"]

_LINES = 10_000


def edges_in_order(found: Found, *, every: bool = False) -> NDArray[np.int64]:
    """Return the rows of edges to show: by cluster (none last), q, weight, names.

    Parameters
    ----------
    every : bool
        Every tested pair, not only those that pass the level.
    """
    return _Ordered(found).rows(every=every)


def edge_lines(found: Found, *, every: bool = False) -> Iterator[str]:
    """Yield edges as lines of JSON, in the order of :func:`edges_in_order`.

    Names are those of the input, as numbers where it has numbers; clusters count from 1.
    """
    edges, ordered = found.result.edges, _Ordered(found)
    names = ordered.names if found.numbered else list(map(json.dumps, ordered.names))
    seconds = [f"{window.total_seconds():g}" for window in found.result.windows]
    rows = ordered.rows(every=every)
    for start in range(0, len(rows), _LINES):
        some = rows[start : start + _LINES]
        columns = (
            *ordered.pairs(some), edges.weight[some], edges.expected[some], edges.p[some],
            edges.p_exact[some], edges.q[some], edges.cluster[some], edges.set_apart[some],
            edges.window[some],
        )  # fmt: skip
        for a, b, weight, expected, p, exact, q, cluster, apart, window in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            yield (
                f'{{"a": {names[a]}, "b": {names[b]}, "weight": {weight}, "expected": {expected},'
                f' "p": {p}, "q": {q}, "cluster": {cluster + 1 if cluster >= 0 else "null"},'
                f' "set_apart": {"true" if apart else "false"}, "window": {seconds[window]},'
                f' "p_exact": {exact}}}'
            )


def unanchored_lines(found: Found) -> Iterator[str]:
    """Yield the pairs of communities that an assumption alone would find, as lines of JSON.

    Each line says that it is no finding. It has no ``cluster`` and no ``q``: the pair has none.
    ``p`` is smoothed, ``p_exact`` what a shuffle says.
    """
    edges, ordered = found.result.edges, _Ordered(found)
    rows = np.flatnonzero(edges.unanchored >= 0)
    a, b = ordered.pairs(rows)
    order = np.lexsort((b, a, -edges.weight[rows], edges.p[rows], edges.unanchored[rows]))
    name = int if found.numbered else str
    for place in order.tolist():
        row = rows[place]
        line = {
            "warning": say("coordination.assumed_pair"),
            "unanchored": int(edges.unanchored[row]) + 1,
            "a": name(ordered.names[a[place]]),
            "b": name(ordered.names[b[place]]),
            "weight": int(edges.weight[row]),
            "expected": float(edges.expected[row]),
            "p": float(edges.p[row]),
            "p_exact": float(edges.p_exact[row]),
            "window": found.result.windows[edges.window[row]].total_seconds(),
        }
        yield json.dumps(line)


class _Ordered:
    """The accounts in the order of their names, which does not hang on the order of rows."""

    def __init__(self, found: Found) -> None:
        names = found.shares.account_names
        by_name = sorted(range(len(names)), key=names.__getitem__)
        self.found = found
        self.names = [names[code] for code in by_name]
        self.place = np.empty(len(names), np.int64)
        self.place[by_name] = np.arange(len(names))

    def rows(self, *, every: bool) -> NDArray[np.int64]:
        """Return rows of edges: by cluster (none last), q, weight, names."""
        edges = self.found.result.edges
        rows = np.arange(len(edges.a)) if every else np.flatnonzero(self.found.result.kept)
        a, b = self.pairs(rows)
        cluster = edges.cluster[rows]
        outside = np.where(cluster < 0, len(self.found.result.clusters), cluster)
        return rows[np.lexsort((b, a, -edges.weight[rows], edges.q[rows], outside))]

    def pairs(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of both accounts of some edges, the earlier one first."""
        edges = self.found.result.edges
        one, other = self.place[edges.a[rows]], self.place[edges.b[rows]]
        return np.minimum(one, other), np.maximum(one, other)
