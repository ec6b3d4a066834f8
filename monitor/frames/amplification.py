"""Who points at whom: counts, graphs, and everything that is measured of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from monitor.analyses.base import Setting
from monitor.analyses.network import (
    AMPLIFYING,
    KINDS,
    NONE,
    communities,
    graph_of,
    pagerank,
    to_networkx,
)
from monitor.frames.table import frame
from monitor.pipeline.network import NetworkReport, network
from monitor.pipeline.network_records import COLUMNS, tables
from monitor.pipeline.pointing import rows_of
from monitor.store import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = [
    "amplification", "amplified", "amplifiers", "attention", "first_movers", "graph",
    "interactions", "network", "network_graph", "overlaps", "phase_changes", "roles",
]  # fmt: skip


def interactions(store: Store) -> pd.DataFrame:
    """Return who pointed at whom and how often: ``kind, source, target, times``.

    ``kind`` is ``repost, quote, reply`` or ``mention``. To point at somebody is not to support.
    """
    rows = (each._asdict() for each in store.interactions())
    return frame(rows, ("kind", "source", "target", "times"))


def attention(store: Store, setting: Setting, *, platform: str | None = None) -> pd.DataFrame:
    """Return how many posts point at anybody while they name a pair, by phase and kind.

    Attention, never support: praise, attack and question count alike.

    Returns
    -------
    pandas.DataFrame
        ``about`` (the pair named, None where a post names none), ``phase`` (None where none is
        known), ``kind``, ``posts``, ``accounts`` (who did it), ``targets`` (at whom); calendar
        order. A post that names two pairs counts for both.

    Examples
    --------
    >>> list(attention(Store(), Setting()).columns)
    ['about', 'phase', 'kind', 'posts', 'accounts', 'targets']
    """
    import pandas as pd

    rows = rows_of(store, setting, platform=platform)
    keys = ["entity", "phase", "kind"]
    columns = {name: getattr(rows, name) for name in (*keys, "post", "source", "target")}
    counts = pd.DataFrame(columns).groupby(keys).nunique().reset_index()
    return frame(
        (
            {
                "about": rows.entities[each.entity] if each.entity != NONE else None,
                "phase": rows.phases[each.phase] if each.phase != NONE else None,
                "kind": KINDS[each.kind],
                "posts": each.post,
                "accounts": each.source,
                "targets": each.target,
            }
            for each in counts.itertuples()
        ),
        ("about", "phase", "kind", "posts", "accounts", "targets"),
    )


def graph(store: Store) -> nx.DiGraph:
    """Return the interactions as a graph: an edge from who points to who is pointed at.

    Returns
    -------
    networkx.DiGraph
        Nodes are account ids; edges carry ``repost, quote, reply, mention`` (counts, 0 where
        there are none) and ``weight``, their sum.

    Examples
    --------
    >>> graph(Store()).number_of_nodes()
    0
    """
    import networkx as nx

    made: nx.DiGraph = nx.DiGraph()
    for kind, source, target, times in store.interactions():
        if not made.has_edge(source, target):
            made.add_edge(source, target, repost=0, quote=0, reply=0, mention=0, weight=0)
        made[source][target][kind] += times
        made[source][target]["weight"] += times
    return made


def network_graph(
    store: Store,
    setting: Setting | None = None,
    *,
    kinds: Collection[str] = AMPLIFYING,
    entity: str | None = None,
    platform: str | None = None,
    seed: int = 7,
) -> nx.DiGraph:
    """Return who points at whom as a graph whose nodes know what was measured of them.

    Parameters
    ----------
    store : Store
    setting : Setting, optional
        Its register gives the roles.
    kinds : collection of str
        Of :data:`monitor.analyses.network.KINDS`; by default what carries a post further.
    entity : str, optional
        The label of a pair: only posts that name it; by default every post, once.
    platform : str, optional
    seed : int
        Of the communities.

    Returns
    -------
    networkx.DiGraph
        Nodes are account ids, and addresses where links are among ``kinds``, with ``role,
        community, pagerank``; edges carry a count for each kind and ``weight``. A community is
        who interacts, not who agrees.

    Raises
    ------
    ValueError
        No post names such a pair.

    Examples
    --------
    >>> network_graph(Store()).number_of_nodes()
    0
    """
    setting = setting or Setting()
    rows = rows_of(store, setting, kinds=kinds, platform=platform)
    rows = rows.about(None if entity is None else rows.entities.index(entity))
    whole = graph_of(rows)
    used = np.unique(np.r_[rows.source, rows.target])
    rank = np.zeros(len(rows.accounts))
    rank[used] = pagerank(whole[used][:, used])
    roles = [setting.register[name].role if name in setting.register else "unknown"
             for name in rows.accounts]  # fmt: skip
    facts: dict[str, ArrayLike] = {
        "role": roles,
        "community": communities(whole, seed=seed).labels,
        "pagerank": rank,
    }
    return to_networkx(rows, facts)


def amplification(report: NetworkReport) -> pd.DataFrame:
    """Return every figure of a report: ``about, measure, value, low, high, over, why, unit``.

    Parameters
    ----------
    report : NetworkReport
        As :func:`network` returns it.

    Returns
    -------
    pandas.DataFrame
        ``about`` is the pair that posts name, None for all posts together. ``value`` is NaN where
        the data cannot carry the measure, and ``why`` says which reason of docs/network.md holds.

    Examples
    --------
    >>> found = amplification(network(Store(), Setting()))
    >>> found.loc[found["measure"] == "gini_made", "why"].item()
    'no_reposts'
    """
    numbers = ("value", "low", "high")
    return _table(report, "figure").astype(dict.fromkeys(numbers, float))


def amplified(report: NetworkReport) -> pd.DataFrame:
    """Return the accounts carried furthest: ``about, account, role, strength, accounts, ...``."""
    return _table(report, "amplified")


def amplifiers(report: NetworkReport) -> pd.DataFrame:
    """Return the accounts that carry most: ``about, account, role, strength, accounts``."""
    return _table(report, "amplifier")


def first_movers(report: NetworkReport) -> pd.DataFrame:
    """Return who was most often first: ``about, account, role, first, carried, delay, why``.

    ``delay`` is in seconds. To be first is no cause.
    """
    return _table(report, "first_mover")


def overlaps(report: NetworkReport) -> pd.DataFrame:
    """Return, for each two pairs, the accounts that carry posts about both, with ``jaccard``."""
    return _table(report, "overlap")


def phase_changes(report: NetworkReport) -> pd.DataFrame:
    """Return what changed from phase to phase, a row for each figure: ``jaccard, gini_change``."""
    return _table(report, "phase_change")


def roles(report: NetworkReport) -> pd.DataFrame:
    """Return amplification by registered role, of everything and by pair and phase.

    ``side`` is ``made`` or ``got``; ``share`` is of all amplification in that row's posts,
    ``low`` and ``high`` its interval over the effective number of accounts.
    """
    return _table(report, "role")


def _table(report: NetworkReport, kind: str) -> pd.DataFrame:
    return frame(tables(report, kind), COLUMNS[kind])
