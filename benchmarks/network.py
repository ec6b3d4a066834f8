"""PageRank, sampled betweenness and communities against networkx, on one invented graph each.

``python -m benchmarks.network`` (some four minutes, a million edges); ``--edges 100000`` is quick.
``--coverage`` prints how often the intervals of concentration hold the truth instead.
networkx' own graph is made outside the clock; ours starts from the two arrays of ends.
Seconds are the processor's, so that neighbours on the machine do not count.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import process_time
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from monitor.analyses.network import betweenness, gini, interactions, louvain, pagerank, top_share
from monitor.analyses.network.concentration import concentration

SOURCES = 10
"""Accounts that shortest paths are followed from, by either."""
GROUPS = 40
INSIDE = 0.7
"""Share of interactions within a planted group."""


class Edges(NamedTuple):
    """Distinct directed edges without loops."""

    accounts: int
    source: NDArray[np.int64]
    target: NDArray[np.int64]


def heavy_tailed(edges: int, seed: int = 7) -> Edges:
    """Return a graph in which few accounts do and get most, with planted groups."""
    random = np.random.default_rng(seed)
    accounts = edges // 5
    home = np.sort(random.integers(0, GROUPS, accounts))
    active, known = random.pareto(1.3, accounts) + 0.2, random.pareto(1.1, accounts) + 0.05
    source = random.choice(accounts, edges * 8 // 5, p=active / active.sum())
    held = np.r_[0.0, np.cumsum(known)]
    begins = np.searchsorted(home, np.arange(GROUPS + 1))
    low, high = held[begins[home[source]]], held[begins[home[source] + 1]]
    drawn = random.random(len(source))
    inside = random.random(len(source)) < INSIDE
    place = np.where(inside, low + drawn * (high - low), drawn * held[-1])
    target = np.clip(np.searchsorted(held, place, side="right") - 1, 0, accounts - 1)
    apart = source != target
    pairs = np.unique(source[apart] * accounts + target[apart])
    pairs = np.sort(random.permutation(pairs)[:edges])
    return Edges(accounts, pairs // accounts, pairs % accounts)


def main() -> None:
    """Print the ratios, or how good intervals are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--coverage", action="store_true")
    chosen = parser.parse_args()
    if chosen.coverage:
        coverage()
    else:
        ratios(heavy_tailed(chosen.edges))


def ratios(edges: Edges) -> None:
    """Print one row a measure: seconds of either, their ratio, and what tells if they agree.

    Sources of betweenness are drawn differently; with all of them the two agree exactly, which a
    test holds.
    """
    size, ends = edges.accounts, (edges.source.astype(np.int32), edges.target.astype(np.int32))
    print(f"{edges.accounts:,} accounts, {len(edges.source):,} edges", flush=True)
    peer = nx.DiGraph()
    peer.add_nodes_from(range(size))
    peer.add_edges_from(zip(edges.source.tolist(), edges.target.tolist(), strict=True))
    both = peer.to_undirected()

    def graph() -> Any:  # noqa: ANN401 - a csr_array
        return coo_array((np.ones(len(ends[0])), ends), shape=(size, size)).tocsr()

    def without_directions() -> Any:  # noqa: ANN401
        made = graph()
        made = (made + made.T).tocsr()
        made.data[:] = 1
        return made

    ours, theirs, seconds = timed(
        lambda: pagerank(graph()), lambda: nx.pagerank(peer, tol=1e-6 / size)
    )
    gap = np.abs(ours - np.fromiter(theirs.values(), float)).sum()
    tell("PageRank", seconds, f"sum of differences {gap:.1e}")

    ours, theirs, seconds = timed(
        lambda: betweenness(graph(), samples=SOURCES).value,
        lambda: nx.betweenness_centrality(both, k=SOURCES, seed=7),
    )
    sums = ours.sum(), sum(theirs.values())
    tell("betweenness", seconds, f"{SOURCES} sources each; sums {sums[0]:.2e}, {sums[1]:.2e}")

    ours, theirs, seconds = timed(
        lambda: louvain(without_directions()),
        lambda: nx.community.louvain_communities(both, seed=7),
    )
    quality = nx.community.modularity(both, theirs)
    tell("communities", seconds, f"modularity {ours.modularity:.4f}, networkx {quality:.4f}")


def timed(
    ours: Callable[[], Any], theirs: Callable[[], Any]
) -> tuple[Any, Any, tuple[float, float]]:
    """Return what both make, and the best of three seconds of ours, once for the slow peer."""
    took = []
    for _ in range(3):
        start = process_time()
        made = ours()
        took.append(process_time() - start)
    start = process_time()
    other = theirs()
    return made, other, (min(took), process_time() - start)


def tell(name: str, seconds: tuple[float, float], more: str) -> None:
    """Print one row."""
    ours, theirs = seconds
    print(f"{name:12} ours {ours:7.3f} s  networkx {theirs:7.2f} s  {theirs / ours:6.1f}x  {more}",
          flush=True)  # fmt: skip


def coverage(worlds: int = 200, accounts: int = 400) -> None:
    """Print how often intervals hold the figure of the world that accounts are drawn from."""
    names = ("gini_made", "top_1_percent_made", "top_10_made", "gini_got", "top_1_percent_got",
             "top_10_got")  # fmt: skip
    random = np.random.default_rng(7)
    held: dict[str, list[bool]] = {name: [] for name in names}
    truth = {name: float(np.mean([world(random, accounts)[1][name] for _ in range(worlds)]))
             for name in names}  # fmt: skip
    for seed in range(worlds):
        rows, _ = world(random, accounts)
        for each in concentration(rows, draws=200, seed=seed):
            if each.low is not None and each.high is not None:
                held[each.measure].append(each.low <= truth[each.measure] <= each.high)
    for name in names:
        print(f"{name:20} {np.mean(held[name]):.2f} of 95 % intervals hold {truth[name]:.3f}")


def world(random: np.random.Generator, accounts: int) -> tuple[Any, dict[str, float]]:
    """Return interactions of accounts drawn from one population, and its figures."""
    did = np.minimum(random.zipf(2.2, accounts), 300)
    source = np.repeat(np.arange(accounts), did)
    target = np.minimum(random.zipf(1.6, len(source)), 5_000)
    rows = interactions(
        [f"s{each}" for each in source], [f"t{each}" for each in target], ["repost"] * len(source)
    )
    figures = {}
    for side, of in (("made", did), ("got", np.unique(target, return_counts=True)[1])):
        figures[f"gini_{side}"] = gini(of)
        figures[f"top_1_percent_{side}"] = top_share(of, 0.01)
        figures[f"top_10_{side}"] = top_share(of, 10)
    return rows, figures


if __name__ == "__main__":
    main()
