"""Coordination over a whole store: clusters kept, claims told which of them carry them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b

import numpy as np

from monitor.analyses.base import Setting
from monitor.analyses.coordination import MINUTE, Cluster, Coordination, coordination
from monitor.measures.intervals import Interval
from monitor.measures.proportions import effective, wilson
from monitor.pipeline.behaviours import Behaviours, set_apart_of, shares_of
from monitor.records import Claim, InStep
from monitor.store import (
    Basis,
    ClusterEdge,
    Passed,
    Store,
    StoredCluster,
    StoredExplanation,
)

__all__ = ["ClusteredShare", "clustered_shares", "join", "with_clusters"]

METHOD = "1"
"""Raise it whenever the same posts may give other clusters: the next scan looks again."""
LEVEL = 0.05
"""Of the false discovery rate."""
FEWEST = 5
"""Accounts that must have amplified before a share is told of them."""


def join(store: Store, setting: Setting, *, window: timedelta = MINUTE) -> bool:
    """Look for accounts that post in step and store them; say whether there was anything to do.

    Nothing is done where neither the posts nor the method nor who is set apart has changed.

    Raises
    ------
    ValueError
        The window is negative.
    """
    apart = set_apart_of(setting)
    seconds = window.total_seconds()
    version = f"{METHOD}/{seconds:g}/{LEVEL:g}/{_digest(sorted(apart))}"
    seq, links = store.shares_stamp()  # before the posts: what comes meanwhile is looked at next
    before = store.clusters_rest_on()
    if before and before[:3] == (version, seq, links):
        return False
    behaviours = shares_of(store)
    found = coordination(behaviours.shares, windows=(window,), q=LEVEL, set_apart=apart)
    clusters = [_kept(num, each, found, behaviours) for num, each in enumerate(found.clusters, 1)]
    counts = found.counts._asdict() | {"crowded": len(found.counts.crowded)}
    store.replace_clusters(
        clusters,
        _edges(found, behaviours),
        _posts(found, behaviours),
        Basis(version, seq, links, seconds, LEVEL, counts, behaviours.left_out),
    )
    return True


def _digest(names: Sequence[str]) -> str:
    return blake2b("\n".join(names).encode(), digest_size=6).hexdigest()


def _kept(num: int, cluster: Cluster, found: Coordination, behaviours: Behaviours) -> StoredCluster:
    names, moment = behaviours.shares.account_names, behaviours.shares.moment
    own = found.edges.cluster == num - 1
    things = tuple(behaviours.told(code) for code in cluster.objects)
    return StoredCluster(
        num=num,
        accounts=tuple(sorted(names[code] for code in cluster.accounts)),
        edges=cluster.edges,
        density=cluster.density,
        objects=things,
        first=moment(cluster.first),
        last=moment(cluster.last),
        p=cluster.p,
        highest_p=float(found.edges.p[own].max(initial=0.0)),
        p_exact=cluster.p_exact,
        window_seconds=found.windows[-1].total_seconds(),
        counts=dict(Counter(behaviour for behaviour, _ in things)),
        explanations=tuple(
            StoredExplanation(each.key, each.favour, each.against) for each in cluster.explanations
        ),
    )


def _edges(found: Coordination, behaviours: Behaviours) -> Iterator[ClusterEdge]:
    names, edges = behaviours.shares.account_names, found.edges
    for row in np.flatnonzero(found.kept).tolist():
        cluster = int(edges.cluster[row])
        yield ClusterEdge(
            names[edges.a[row]],
            names[edges.b[row]],
            int(edges.weight[row]),
            float(edges.expected[row]),
            float(edges.p[row]),
            float(edges.q[row]),
            float(edges.p_exact[row]),
            cluster + 1 if cluster >= 0 else None,
            bool(edges.set_apart[row]),
        )


def _posts(found: Coordination, behaviours: Behaviours) -> Iterator[tuple[int, int]]:
    """Yield the posts with which the accounts of each cluster shared what it shared."""
    shares = behaviours.shares
    of = np.full(len(shares.account_names), -1)
    for place, cluster in enumerate(found.clusters):
        of[list(cluster.accounts)] = place
    width = np.int64(len(shares.object_names))
    common = [
        place * width + np.array(cluster.objects, np.int64)
        for place, cluster in enumerate(found.clusters)
    ]
    whose = of[shares.accounts]
    theirs = np.flatnonzero(whose >= 0)
    keys = whose[theirs] * width + shares.objects[theirs]
    step = theirs[np.isin(keys, np.concatenate([*common, np.empty(0, np.int64)]))]
    yield from zip(behaviours.posts[step].tolist(), (whose[step] + 1).tolist(), strict=True)


def with_clusters(store: Store) -> Callable[[int, Claim], Claim]:
    """Return what writes into a claim which clusters carry it: two accounts of one or more."""
    carried: dict[int, list[InStep]] = defaultdict(list)
    known = {cluster.num: cluster for cluster in store.clusters()}
    for claim, num, posts, accounts in store.carried():
        cluster = known[num]
        behaviour, objects = _commonest(cluster)
        carried[claim].append(
            InStep(
                cluster=num,
                size=len(cluster.accounts),
                behaviour=behaviour,
                objects=objects,
                seconds=cluster.window_seconds,
                p=cluster.highest_p,
                posts=posts,
                accounts=accounts,
            )
        )

    def fill(num: int, claim: Claim) -> Claim:
        return replace(claim, in_step=tuple(carried[num])) if num in carried else claim

    return fill


def _commonest(cluster: StoredCluster) -> tuple[str, int]:
    """Return what most of a cluster's objects are, and how many; no name where nothing is most."""
    whole = sum(cluster.counts.values())
    name, count = max(cluster.counts.items(), key=lambda pair: pair[1], default=("", 0))
    return (name, count) if 2 * count > whole else ("", whole)


@dataclass(frozen=True, slots=True)
class ClusteredShare:
    """How much of what was reposted and quoted about a pair of candidates comes from clusters."""

    pair: str
    amplifications: int
    """Reposts and quotes by known accounts, in posts that name the pair: attention, not support."""
    accounts: int
    from_clusters: int
    """Of these, by accounts of clusters, whatever they posted then."""
    in_step: int
    """Of these, with the very posts that are in step."""
    clusters: tuple[int, ...]
    share: Interval
    """``from_clusters / amplifications`` with its 95 % interval; NaN for n/a."""
    why: str = ""
    """Why there is no share: a key of ``words``."""


def clustered_shares(store: Store) -> list[ClusteredShare]:
    """Return, per pair of candidates, how much of its amplification comes from tested clusters.

    The interval is Wilson's [1]_ over the effective number of accounts [2]_: it says how much hangs
    on few of them, not how sure the clusters are. An account counts as in a cluster whatever it
    reposts; ``in_step`` is the stricter count.

    Returns
    -------
    list of ClusteredShare
        The most amplified pair first. ``share`` is NaN, with the reason in ``why``, where nobody
        has looked for clusters, or fewer than five accounts amplified.

    References
    ----------
    .. [1] Wilson (1927), doi:10.1080/01621459.1927.10502953
    .. [2] Kish (1965), Survey Sampling, section 8.2

    Examples
    --------
    >>> clustered_shares(Store())
    []
    """
    looked = store.clusters_rest_on() is not None
    by_pair: dict[str, list[Passed]] = defaultdict(list)
    for each in store.passed_on():
        by_pair[each.pair].append(each)
    shares = [_share(pair, passed, looked=looked) for pair, passed in by_pair.items()]
    return sorted(shares, key=lambda each: (-each.amplifications, each.pair))


def _share(pair: str, passed: Sequence[Passed], *, looked: bool) -> ClusteredShare:
    times = np.array([each.times for each in passed])
    own = sum(each.times for each in passed if each.cluster is not None)
    why = "" if looked else "signals.clusters_not_looked"
    if looked and len(passed) < FEWEST:
        why = "signals.clusters_few"
    return ClusteredShare(
        pair=pair,
        amplifications=int(times.sum()),
        accounts=len(passed),
        from_clusters=own,
        in_step=sum(each.in_step for each in passed),
        clusters=tuple(sorted({each.cluster for each in passed if each.cluster is not None})),
        share=wilson(own / int(times.sum()), 0.0 if why else effective(times)),
        why=why,
    )
