"""Accounts in step, and what moved between platforms, as tables; nothing in them is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.frames.table import frame
from monitor.pipeline.crossing import crossings as moved
from monitor.pipeline.join import clustered_shares as shared
from monitor.store import ClusterEdge, Store

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["clustered_shares", "clusters", "coordination_edges", "crossings"]


def clusters(store: Store) -> pd.DataFrame:
    """Return one row per cluster of accounts that post in step, the largest first.

    A row is a lead to look at accounts together, never a verdict on any.

    Returns
    -------
    pandas.DataFrame
        ``cluster, size, edges, density, shared`` (objects), ``posts`` (with which they did),
        ``first, last`` (UTC), ``p, highest_p, p_exact, seconds``, ``accounts`` (tuple),
        ``objects`` (tuple of (behaviour, object)), ``about`` (posts by pair named;
        empty for clusters of fewer than five accounts),
        ``explanations`` (keys of innocent ones that something speaks for).
    """
    columns = (
        *("cluster", "size", "edges", "density", "shared", "posts", "first", "last"),
        *("p", "highest_p", "p_exact", "seconds", "accounts", "objects", "about", "explanations"),
    )
    return frame(
        (
            {
                **{name: getattr(each, name) for name in columns if hasattr(each, name)},
                "cluster": each.num,
                "size": len(each.accounts),
                "shared": sum(each.counts.values()),
                "seconds": each.window_seconds,
                "about": dict(each.about),
                "explanations": tuple(told.key for told in each.explanations if told.favour),
            }
            for each in store.clusters()
        ),
        columns,
        times=("first", "last"),
    )


def coordination_edges(store: Store) -> pd.DataFrame:
    """Return one row per pair of accounts in step, the heaviest first.

    Returns
    -------
    pandas.DataFrame
        ``a, b, weight, expected, p, q, p_exact, cluster`` (none between clusters), ``set_apart``.
    """
    table = frame((each._asdict() for each in store.cluster_edges()), ClusterEdge._fields)
    return table.astype({"cluster": "Int64"})


def crossings(store: Store) -> pd.DataFrame:
    """Return one row per claim or link and platform, for those seen on two platforms or more.

    Returns
    -------
    pandas.DataFrame
        ``kind, thing, platform, first`` (UTC), ``delay`` (after the first platform of this store;
        NaT where a time is unknown), ``posts, accounts``.
    """
    import pandas as pd

    columns = ("kind", "thing", "platform", "first", "delay", "posts", "accounts")
    found = moved(store, top=None)
    table = frame(
        (
            {
                "kind": each.kind,
                "thing": each.thing,
                "platform": stop.arrival.platform,
                "first": stop.arrival.first,
                "delay": stop.delay,
                "posts": stop.arrival.posts,
                "accounts": stop.arrival.accounts,
            }
            for each in found.found
            for stop in each.stops
        ),
        columns,
        times=("first",),
    )
    table["delay"] = pd.to_timedelta(table["delay"])
    return table


def clustered_shares(store: Store) -> pd.DataFrame:
    """Return, per pair of candidates, how much of its amplification comes from clusters.

    Returns
    -------
    pandas.DataFrame
        ``pair, amplifications, accounts, from_clusters, in_step, share, low, high, clusters``;
        see :class:`monitor.pipeline.join.ClusteredShare`. The last, ``why``, tells where there is
        no share.
    """
    columns = (
        *("pair", "amplifications", "accounts", "from_clusters", "in_step"),
        *("share", "low", "high", "clusters", "why"),
    )
    return frame(
        (
            {
                **{name: getattr(each, name) for name in columns if hasattr(each, name)},
                "share": each.share.value,
                "low": each.share.low,
                "high": each.share.high,
            }
            for each in shared(store)
        ),
        columns,
    )
