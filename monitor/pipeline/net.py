"""The network as a picture to take out of the project: who points at whom, who posts in step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from monitor.analyses.base import Setting
from monitor.analyses.network import (
    AMPLIFYING,
    KINDS,
    NO_TIME,
    NONE,
    Interactions,
    communities,
    pagerank,
)
from monitor.analyses.network.data import Real, Sparse, Whole
from monitor.analyses.network.layout import layout
from monitor.exports.net import Edge, Net, Node, Part, Period, masked
from monitor.pipeline.behaviours import set_apart_of
from monitor.pipeline.net_lines import (
    LATE,
    STEP,
    WAYS,
    Acts,
    Lines,
    Names,
    acts_of,
    graph_of,
    in_room,
    lines_of,
    parts_of,
    steps_of,
)
from monitor.pipeline.pointing import rows_of
from monitor.privacy import Mask
from monitor.store import Store
from monitor.store.clusters import ClusterEdge
from monitor.words import say

__all__ = ["WAYS", "drawn", "net"]


def net(
    store: Store,
    setting: Setting,
    mask: Mask,
    *,
    kinds: Collection[str] = WAYS,
    top_nodes: int | None = None,
    top_edges: int | None = None,
    seed: int = 7,
) -> Net:
    """Return the whole network of a store, masked and laid out; see :func:`drawn`."""
    return drawn(
        rows_of(store, setting),
        tuple(store.cluster_edges()),
        setting,
        mask,
        kinds=kinds,
        top_nodes=top_nodes,
        top_edges=top_edges,
        seed=seed,
    )


def drawn(
    rows: Interactions,
    steps: Sequence[ClusterEdge],
    setting: Setting,
    mask: Mask,
    *,
    kinds: Collection[str] = WAYS,
    top_nodes: int | None = None,
    top_edges: int | None = None,
    seed: int = 7,
) -> Net:
    """Return interactions and pairs in step as one masked, laid out picture.

    Parameters
    ----------
    rows : Interactions
        Of all kinds; each post counts once, whomever it names.
    steps : sequence of ClusterEdge
        Accounts in step; every one is an edge, in a cluster or not.
    kinds : collection of str
        Of edges, from :data:`WAYS`.
    top_nodes, top_edges : int, optional
        As many as there is room for: first, in at most half of it, accounts in clusters and pairs
        in step; then the most active accounts and the heaviest edges. By default all.
    seed : int
        Of communities and places.

    Notes
    -----
    Communities and PageRank are those of reposts and quotes among all accounts, drawn or not;
    where there are none of these, communities are those of replies and mentions, and PageRank is 0.
    """
    acts, names = acts_of(rows), Names(rows.accounts)
    lines = lines_of(rows, acts).and_(steps_of(steps, names))
    size = len(names)
    members = {names.place(each): edge.cluster for edge in steps if edge.cluster is not None
               for each in edge[:2]}  # fmt: skip
    cluster = np.full(size, NONE)
    cluster[list(members)] = list(members.values())
    seen = lines.of(np.isin(lines.kind, [WAYS.index(kind) for kind in kinds]))
    shown = in_room(seen, cluster != NONE, top_nodes, top_edges)
    at = np.unique(np.r_[shown.source, shown.target])
    figures = _figures(lines, size, seed)
    graph = graph_of(shown, size)[at][:, at]
    places = layout(graph, _together(graph, figures.community[at], seed), seed=seed)
    return masked(
        _nodes(at, names, cluster, figures, places, shown, setting),
        _edges(shown, names, acts, steps),
        mask,
        entities=rows.entities,
        periods=_periods(setting),
        left_out=len(seen.source) - len(shown.source),
        known=(name for name in names.known if "://" not in name),
    )


def _together(graph: Sparse, community: Whole, seed: int) -> Whole:
    """Return who is to stand together: communities, and groups of those who are in none."""
    near = communities(graph, runs=1, seed=seed).labels
    return np.where(community == NONE, near + community.max(initial=NONE) + 1, community)


class _Figures(NamedTuple):
    """What is measured on all accounts, drawn or not; arrays of one length."""

    got: Whole
    made: Whole
    pagerank: Real
    community: Whole


def _figures(lines: Lines, size: int, seed: int) -> _Figures:
    passed = lines.of(np.isin(lines.kind, [KINDS.index(kind) for kind in AMPLIFYING]))
    some = len(passed.source) > 0
    away = (KINDS.index("link"), STEP)
    between = passed if some else lines.of(~np.isin(lines.kind, away))
    graph = graph_of(passed, size)
    return _Figures(
        np.bincount(passed.target, passed.weight, size).astype(np.int64),
        np.bincount(passed.source, passed.weight, size).astype(np.int64),
        pagerank(graph) if some else np.zeros(size),
        communities(graph_of(between, size), seed=seed).labels,
    )


def _nodes(
    at: Whole,
    names: Names,
    cluster: Whole,
    figures: _Figures,
    places: Real,
    lines: Lines,
    setting: Setting,
) -> Iterator[Node]:
    first, last = np.full(len(names), LATE), np.full(len(names), NO_TIME)
    for end in (lines.source, lines.target):
        np.minimum.at(first, end, lines.first)
        np.maximum.at(last, end, lines.last)
    links = set(lines.target[lines.kind == KINDS.index("link")].tolist())
    apart = set_apart_of(setting)
    for place, (x, y) in zip(at.tolist(), places.round(5).tolist(), strict=True):
        name = names.known[place]
        entry = setting.register.get(name)
        yield Node(
            id=name,
            label=name,
            role=entry.role if entry else "unknown",
            community=int(figures.community[place]),
            cluster=int(cluster[place]),
            got=int(figures.got[place]),
            made=int(figures.made[place]),
            pagerank=float(figures.pagerank[place]),
            x=x,
            y=y,
            first=_moment(int(first[place])),
            last=_moment(int(last[place])),
            set_apart=name in apart,
            is_link=place in links,
        )


def _edges(lines: Lines, names: Names, acts: Acts, steps: Sequence[ClusterEdge]) -> Iterator[Edge]:
    parts = parts_of(lines, acts)
    columns = (lines.source, lines.target, lines.kind, lines.weight, lines.first, lines.last)
    for number, (source, target, kind, weight, first, last) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        step = steps[lines.begin[number]] if kind == STEP else None
        yield Edge(
            source=names.known[source],
            target=names.known[target],
            kind=WAYS[kind],
            weight=weight,
            first=_moment(first),
            last=_moment(last),
            parts=(Part(None, (), weight),) if step else parts[number],
            expected=step.expected if step else None,
            p=step.p if step else None,
            q=step.q if step else None,
        )


def _moment(seconds: int) -> datetime | None:
    return None if seconds in (LATE, NO_TIME) else datetime.fromtimestamp(seconds, UTC)


def _periods(setting: Setting) -> Iterator[Period]:
    if setting.election and setting.election.status == "scheduled":
        for phase in setting.election.phases.values():
            yield Period(phase.id, say(f"phases.{phase.id}"), phase.start, phase.end)
