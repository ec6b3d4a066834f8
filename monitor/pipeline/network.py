"""``monitor network``: who amplifies whom around the candidates, and what is not known of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from monitor.analyses.base import Setting
from monitor.analyses.network import (
    AMPLIFYING,
    NONE,
    Bridging,
    Checked,
    Figure,
    Interactions,
    Overlap,
    Picture,
    RoleShare,
    bridging,
    by_role,
    communities,
    graph_of,
    overlaps,
    picture,
    worth_checking,
)
from monitor.analyses.network.concentration import DRAWS
from monitor.corpora.elections import Election
from monitor.errors import NotFound, UnknownName
from monitor.pipeline.coverage import seen
from monitor.pipeline.join import ClusteredShare, clustered_shares
from monitor.pipeline.pointing import rows_of
from monitor.store import Store
from monitor.words import say

__all__ = ["DRAWS", "SEED", "TOP", "NetworkReport", "RoleTable", "clustered_figure", "network"]

SEED = 7
TOP = 5
SIDES: tuple[Literal["source", "target"], ...] = ("source", "target")
LARGEST = 10
"""Communities whose sizes are told."""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Amplification by registered role: who did it (``made``), and whose posts it was (``got``)."""

    made: tuple[RoleShare, ...] = ()
    got: tuple[RoleShare, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """Everything ``monitor network`` says, as data; numbers of accounts are places in tuples.

    What posts say *about* somebody is attention. Nothing here gives an account a side.
    """

    election: Election | None
    accounts: tuple[str, ...]
    """Account ids; addresses of links are among them."""
    entities: tuple[str, ...]
    """Pairs of candidates as people write them: those of the election, then others named."""
    phases: tuple[str, ...]
    """Ids, in the order of the calendar."""
    asked: Mapping[str, Any]
    """``entity, phase, platform`` (None: all), ``top, draws, seed``."""
    pictures: tuple[Picture, ...]
    """Of all posts (``entity`` None) and of each pair; of one alone where one was asked for."""
    clustered: Mapping[str, ClusteredShare]
    """By pair: how much of its amplification is by accounts in step."""
    why_not_clustered: str
    """A key of ``words`` where nothing is said of that; empty where it is."""
    overlaps: tuple[Overlap, ...]
    bridging: tuple[Bridging, ...]
    communities: tuple[Figure, Figure]
    """Modularity and stability."""
    sizes: tuple[int, ...]
    """Accounts in each of the largest communities."""
    roles: RoleTable
    """Of all phases together; entity NONE is all posts."""
    phase_roles: RoleTable
    """Of each phase."""
    checked: Checked
    roles_of: Mapping[int, str]
    """Place of an account on the register -> its role; everybody else is ``unknown``."""
    register: Mapping[str, int]
    """How many accounts on the register have each role."""
    coverage: Mapping[str, Any]
    """As ``monitor.pipeline.coverage.seen`` counts it."""
    loops: int
    """Times that an account pointed at itself: left out everywhere."""
    nameless: int
    """Times that nobody knows who pointed, or at whom: left out too."""

    def role(self, account: int) -> str:
        """Return the role of an account on the team's register."""
        return self.roles_of.get(account, "unknown")


def network(
    store: Store,
    setting: Setting,
    *,
    top: int = TOP,
    draws: int = DRAWS,
    seed: int = SEED,
    entity: str | None = None,
    phase: str | None = None,
    platform: str | None = None,
) -> NetworkReport:
    """Measure who amplifies whom in the posts of a store.

    Parameters
    ----------
    store : Store
        Scanned: which pair a post names is a signal.
    setting : Setting
        Its election gives pairs, phases and rules, its register the roles.
    top : int
        Rows of each table.
    draws, seed : int
        Of the intervals; ``seed`` also of communities and of the accounts that paths are
        followed from.
    entity : str, optional
        A pair by its label, id or number: only posts that name it.
    phase : str, optional
        Only posts in this phase.
    platform : str, optional
        Only posts on it.

    Returns
    -------
    NetworkReport
        Where the data cannot carry a measure, it is ``n/a`` with the reason.

    Raises
    ------
    UnknownName
        There is no such pair or phase.
    NotFound
        A phase is asked for, and no election with a calendar is known.

    Examples
    --------
    >>> report = network(Store(), Setting())
    >>> {figure.why for figure in report.pictures[0].figures}
    {'network.no_reposts'}
    """
    every = rows_of(store, setting, platform=platform)
    chosen = None if entity is None else _entity(every, setting.election, entity)
    rows = every if phase is None else every.in_phase(_phase(every, phase))
    passed = rows.of_kind(AMPLIFYING)
    whom = [None, *range(len(rows.entities))] if chosen is None else [chosen]
    between = passed.about(chosen)
    parts = communities(graph_of(between), seed=seed)
    members = parts.labels[parts.labels >= 0]
    return NetworkReport(
        election=setting.election,
        accounts=rows.accounts,
        entities=rows.entities,
        phases=rows.phases,
        asked={
            "entity": chosen, "phase": phase, "platform": platform,
            "top": top, "draws": draws, "seed": seed,
        },
        pictures=tuple(picture(rows, each, top=top, draws=draws, seed=seed) for each in whom),
        clustered={each.pair: each for each in clustered_shares(store)},
        why_not_clustered="network.clusters_of_all" if phase or platform else "",
        overlaps=tuple(
            each for each in overlaps(passed) if chosen in (None, each.a, each.b)
        ),
        bridging=tuple(bridging(between, top=top, seed=seed)) if len(between) else (),
        communities=(
            _of_communities(parts.modularity, between),
            _of_communities(parts.stability, between),
        ),
        sizes=tuple(np.bincount(members)[:LARGEST].tolist()),
        roles=_roles(passed, setting, chosen, by_phase=False),
        phase_roles=_roles(passed, setting, chosen, by_phase=True),
        checked=_checked(every, setting, chosen),
        roles_of={
            place: setting.register[name].role
            for place, name in enumerate(rows.accounts)
            if name in setting.register
        },
        register=dict(Counter(entry.role for entry in setting.register.values())),
        coverage=seen(store),
        loops=every.loops,
        nameless=every.nameless,
    )  # fmt: skip


def clustered_figure(report: NetworkReport, entity: int) -> Figure:
    """Return how much of a pair's amplification is by accounts in step, or why that is not said."""
    share = report.clustered.get(report.entities[entity])
    why = report.why_not_clustered or (share.why if share else "network.no_reposts")
    over = share.accounts if share else 0
    if share is None or why or math.isnan(share.share.value):
        return Figure("clustered_share", None, over=over, why=why)
    return Figure("clustered_share", *share.share, over)


def _of_communities(figure: Figure, rows: Interactions) -> Figure:
    """Say of communities that are not there that it is reposts and quotes that are missing."""
    return figure if len(rows) else figure._replace(why="network.no_reposts")


def _roles(
    passed: Interactions, setting: Setting, chosen: int | None, *, by_phase: bool
) -> RoleTable:
    """Return amplification by role, of all posts and then of each pair, whole or by phase."""
    named = passed.where(passed.entity != NONE if chosen is None else passed.entity == chosen)
    once = passed.about(None)
    whole = replace(once, entity=np.full(len(once), NONE))
    parts = [
        part.where(part.phase != NONE)
        if by_phase
        else replace(part, phase=np.full_like(part.phase, NONE))
        for part in ([whole, named] if chosen is None else [named])
    ]
    made, got = (
        tuple(share for part in parts for share in by_role(part, setting.register, side=side))
        for side in SIDES
    )
    return RoleTable(made, got)


def _checked(rows: Interactions, setting: Setting, chosen: int | None) -> Checked:
    """Hold the register against the rules, whatever the phase; of one pair where one is chosen."""
    checked = worth_checking(rows, setting.register, setting.election)
    if chosen is None or setting.election is None:
        return checked
    labels, label = setting.election.pair_labels, rows.entities[chosen]
    found = [each for each in checked.found if labels.get(each.facts["candidate"]) == label]
    return checked._replace(found=found)


def _entity(rows: Interactions, election: Election | None, wanted: str) -> int:
    """Return the place of a pair that is named by its label, id or number."""
    names = {label.casefold(): place for place, label in enumerate(rows.entities)}
    for pair in election.pairs.values() if election else ():
        place = names[pair.label.casefold()]
        names.setdefault(pair.id.casefold(), place)
        if pair.number is not None:
            names.setdefault(str(pair.number), place)
    asked = wanted.strip().casefold().lstrip("0")
    if asked not in names:
        raise UnknownName(say("network.a_pair"), wanted, rows.entities)
    return names[asked]


def _phase(rows: Interactions, wanted: str) -> int:
    if not rows.phases:
        raise NotFound("phase", wanted, key="no_phases")
    if wanted not in rows.phases:
        raise UnknownName(say("network.a_phase"), wanted, rows.phases)
    return rows.phases.index(wanted)
