"""Everything about one candidate's amplification, as tables; and figures of one account each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from monitor.analyses.network.audiences import PhaseChange, between_phases, why_no_phases
from monitor.analyses.network.cascades import Cascades, FirstMover, cascades, first_movers
from monitor.analyses.network.centrality import SAMPLES, betweenness, h_index, pagerank
from monitor.analyses.network.concentration import DRAWS, concentration
from monitor.analyses.network.data import (
    AMPLIFYING,
    KINDS,
    NONE,
    Figure,
    Interactions,
    Sparse,
    Whole,
    graph_of,
    joined,
    missing,
)

__all__ = ["AmplifiedAccount", "Amplifier", "Bridging", "Picture", "bridging", "picture"]


class AmplifiedAccount(NamedTuple):
    """An account whose posts are carried further."""

    account: int
    strength: int
    """Reposts and quotes it got."""
    accounts: int
    """Distinct accounts they came from."""
    pagerank: float
    h_index: Figure


class Amplifier(NamedTuple):
    """An account that carries posts of others."""

    account: int
    strength: int
    """Reposts and quotes it made."""
    accounts: int
    """Distinct accounts whose posts they are."""


class Bridging(NamedTuple):
    """An account through which many shortest paths lead."""

    account: int
    betweenness: Figure
    """With its ends two standard errors of the sampling away; none where it is exact."""


class Picture(NamedTuple):
    """What is known of the amplification of posts about one entity, or about all."""

    entity: int | None
    counts: dict[str, int]
    """Interactions of each kind. Mentions and replies are attention; none is a side."""
    figures: list[Figure]
    """Counts of amplifications, amplifiers and the amplified; concentration; cascades; delay."""
    amplified: list[AmplifiedAccount]
    amplifiers: list[Amplifier]
    movers: list[FirstMover]
    cascades: Cascades
    phases: list[PhaseChange]
    why_no_phases: str


def picture(
    rows: Interactions,
    entity: int | None = None,
    *,
    top: int = 10,
    draws: int = DRAWS,
    seed: int = 7,
) -> Picture:
    """Return all tables about one entity; None is all posts together, each once.

    Parameters
    ----------
    rows : Interactions
        Of all kinds.
    entity : int or None
    top : int
        Rows of each table.
    draws, seed : int
        Of the intervals.

    Notes
    -----
    Where nothing was reposted or quoted, every measure of amplification is ``n/a`` with its
    reason, and mentions do not stand in for it.

    Examples
    --------
    >>> from monitor.analyses.network import interactions
    >>> seen = picture(interactions(["x:a"], ["x:b"], ["mention"]))
    >>> seen.counts["mention"], {figure.why for figure in seen.figures}
    (1, {'network.no_reposts'})
    """
    of = rows.about(entity)
    passed = of.of_kind(AMPLIFYING)
    many = np.bincount(of.kind, minlength=len(KINDS)).tolist()
    movers, delay = first_movers(passed, top)
    spread = cascades(passed, draws=draws, seed=seed)
    figures = [*_sizes(passed), *concentration(passed, draws=draws, seed=seed)]
    graph = graph_of(passed)
    return Picture(
        entity,
        dict(zip(KINDS, many, strict=True)),
        [*figures, *spread.figures, delay],
        amplified(passed, graph, top),
        amplifiers(graph, top),
        movers,
        spread,
        between_phases(passed, draws=draws, seed=seed),
        why_no_phases(passed),
    )


def bridging(
    rows: Interactions, *, top: int = 10, samples: int = SAMPLES, seed: int = 7
) -> list[Bridging]:
    """Return the accounts through which most shortest paths lead, directions dropped.

    Parameters
    ----------
    rows : Interactions
        Of the kinds that count, of all entities.
    top, samples, seed : int
    """
    used = _used(rows)
    found = betweenness(graph_of(rows)[used][:, used], samples=samples, seed=seed)
    order = np.lexsort((used, -found.value))[:top]
    bridges = []
    for who in order[found.value[order] > 0].tolist():
        value, error = float(found.value[who]), 2 * float(found.error[who])
        low, high = max(value - error, 0.0), min(value + error, 1.0)
        bridges.append(
            Bridging(int(used[who]), Figure("betweenness", value, low, high, found.samples))
        )
    return bridges


def amplified(rows: Interactions, graph: Sparse, top: int) -> list[AmplifiedAccount]:
    """Return the most amplified accounts: by strength, then by distinct accounts, then by place."""
    if not len(rows):
        return []
    strength = np.asarray(graph.sum(axis=0), np.int64)
    accounts = np.bincount(graph.indices, minlength=len(strength))
    used, rank = _used(rows), np.zeros(len(strength))
    rank[used] = pagerank(graph[used][:, used])
    index, known = _h_index(rows)
    return [
        AmplifiedAccount(
            who,
            int(strength[who]),
            int(accounts[who]),
            float(rank[who]),
            Figure("h_index", float(index[who]), over=int(known[who]))
            if known[who]
            else missing("h_index", "no_items"),
        )
        for who in _most(strength, accounts, top)
    ]


def amplifiers(graph: Sparse, top: int) -> list[Amplifier]:
    """Return the most active amplifiers, in the same order."""
    strength = np.asarray(graph.sum(axis=1), np.int64)
    accounts = np.diff(graph.indptr)
    return [
        Amplifier(who, int(strength[who]), int(accounts[who]))
        for who in _most(strength, accounts, top)
    ]


def _sizes(rows: Interactions) -> list[Figure]:
    names = ("amplifications", "amplifiers", "amplified")
    if not len(rows):
        return [missing(name, "no_reposts") for name in names]
    values = (len(rows), len(np.unique(rows.source)), len(np.unique(rows.target)))
    return [
        Figure(name, float(value), over=len(rows))
        for name, value in zip(names, values, strict=True)
    ]


def _h_index(rows: Interactions) -> tuple[Whole, Whole]:
    """Return each account's h-index of reposts, and how many of its posts were reposted.

    An account counts once for each post, however often it reposts it.
    """
    size = len(rows.accounts)
    reposts = rows.where((rows.kind == KINDS.index("repost")) & (rows.item != NONE))
    each = joined(reposts.target, reposts.item, reposts.source)
    once = reposts.where(np.unique(each, return_index=True)[1])
    _, at, counts = np.unique(joined(once.target, once.item), return_index=True, return_counts=True)
    owner = once.target[at]
    return h_index(owner, counts, size), np.bincount(owner, minlength=size)


def _used(rows: Interactions) -> Whole:
    """Return the places of accounts in these rows: no other may take a share of a measure."""
    return np.unique(np.r_[rows.source, rows.target])


def _most(strength: Whole, accounts: Whole, top: int) -> list[int]:
    """Return the places of the strongest, without those that have nothing."""
    some = np.flatnonzero(strength)
    order = np.lexsort((some, -accounts[some], -strength[some]))[:top]
    return [int(place) for place in some[order]]
