"""Amplification by registered role, and what dated rules make worth checking about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from monitor.analyses.network.data import AMPLIFYING, NONE, Interactions, Whole, joined
from monitor.corpora.elections import Election
from monitor.corpora.register import ROLES, RegisteredAccount
from monitor.corpora.rules import Rule, rules
from monitor.measures.proportions import effective, wilson

__all__ = ["Checked", "RoleShare", "Worth", "by_role", "worth_checking"]

QUIET = "masa_tenang"
CONTENT_ROLES = ("campaign_team", "disclosed_paid")
"""Whose amplifying in the quiet period is worth a look; volunteers, media and unknown are not."""


class RoleShare(NamedTuple):
    """What accounts of one role did, or got, in one phase."""

    entity: int
    phase: int
    """NONE: no phase is known."""
    role: str
    amplifications: int
    accounts: int
    share: float
    """Of all amplification about the entity in that phase."""
    low: float
    high: float
    """How much of the share hangs on few accounts: not how good the register is."""


class Worth(NamedTuple):
    """Something that a dated rule makes worth checking; never a violation."""

    rule: str
    """An id of ``corpora/rules.toml``."""
    key: str
    """A sentence of ``words``."""
    facts: dict[str, str]
    sources: tuple[str, ...]


class Checked(NamedTuple):
    """What was found, and what could not be looked at."""

    found: list[Worth]
    not_checked: tuple[str, ...]
    """Keys of ``words``."""


def by_role(
    rows: Interactions,
    register: Mapping[str, RegisteredAccount],
    *,
    side: Literal["source", "target"] = "source",
) -> list[RoleShare]:
    """Return amplification by the role of who did it, or (``target``) of whose posts they are.

    Parameters
    ----------
    rows : Interactions
        Amplifying ones.
    register : mapping of str to RegisteredAccount
        By account id; accounts that are not in it are ``unknown``, which says nothing of them.
    side : {"source", "target"}

    Returns
    -------
    list of RoleShare
        By entity, phase and role; roles that did nothing are left out.

    Notes
    -----
    O(n). The register is a team's own list, so a role is as good as its evidence. The interval is
    Wilson's [1]_ over Kish's effective number of all accounts of that entity, phase and side: one
    busy account of a role makes its share doubtful.

    References
    ----------
    .. [1] Wilson (1927), doi:10.1080/01621459.1927.10502953
    """
    role = _roles(rows, register)[getattr(rows, side)]
    account = getattr(rows, side)
    _, at, group, amount = np.unique(
        joined(rows.entity, rows.phase, role),
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    pairs = np.unique(joined(group, account), return_index=True)[1]
    accounts = np.bincount(group[pairs], minlength=len(at))
    groups = np.column_stack([rows.entity, rows.phase, role])[at]
    told = _told(rows, account)
    found = []
    for (entity, phase, of), count, who in zip(
        groups.tolist(), amount.tolist(), accounts.tolist(), strict=True
    ):
        every, held = told[entity, phase]
        share = wilson(count / every, held)
        found.append(RoleShare(entity, phase, ROLES[of], count, who, *share))
    return found


def _told(rows: Interactions, account: Whole) -> dict[tuple[int, int], tuple[int, float]]:
    """Return how much there is of each entity in each phase, and of how many accounts at that."""
    group = joined(rows.entity, rows.phase)
    _, at, times = np.unique(joined(group, account), return_index=True, return_counts=True)
    _, first, place = np.unique(group[at], return_index=True, return_inverse=True)
    return {
        (int(rows.entity[at[row]]), int(rows.phase[at[row]])): (
            int(times[place == each].sum()),
            effective(times[place == each]),
        )
        for each, row in enumerate(first)
    }


def worth_checking(
    rows: Interactions, register: Mapping[str, RegisteredAccount], election: Election | None
) -> Checked:
    """Return what the rules of an election make worth checking about registered accounts.

    Parameters
    ----------
    rows : Interactions
        Of all kinds; phases are the election's ids.
    register : mapping of str to RegisteredAccount
    election : Election or None

    Returns
    -------
    Checked
        More official accounts of a pair on one platform than the limit, interactions of official
        accounts in the quiet period, and amplification by a campaign's team or disclosed paid
        accounts in it. Only rules whose sources name this election, or its parent, are applied.
    """
    if election is None:
        return Checked([], ("network.no_election",))
    not_checked = [] if register else ["network.no_register"]
    found = list(_too_many(register, election))
    if not np.isin(rows.phase, _quiet_phases(rows)).any():
        not_checked.append("network.no_quiet_period")
    found += _quiet(rows, register, election)
    return Checked(found, tuple(not_checked))


def _too_many(register: Mapping[str, RegisteredAccount], election: Election) -> Iterator[Worth]:
    rule = rules()["akun_maks"]
    limits = [rule.limits[name] for name in _names(election) if name in rule.limits]
    if not limits:
        return
    counted = Counter(
        (entry.candidate, entry.account.partition(":")[0])
        for entry in register.values()
        if entry.role == "official"
    )
    for (candidate, platform), count in sorted(counted.items()):
        if count > limits[0]:
            facts = {
                "candidate": candidate,
                "platform": platform,
                "count": str(count),
                "limit": str(limits[0]),
                "election": election.id,
            }
            yield Worth(rule.id, "network.check_account_cap", facts, rule.source)


def _quiet(
    rows: Interactions, register: Mapping[str, RegisteredAccount], election: Election
) -> Iterator[Worth]:
    quiet = rows.about(None)
    quiet = quiet.where(np.isin(quiet.phase, _quiet_phases(rows)))
    checks = (
        ("akun_tutup", "network.check_quiet_official", ("official",), quiet),
        ("masa_tenang_konten", "network.check_quiet_content", CONTENT_ROLES,
         quiet.of_kind(AMPLIFYING)),
    )  # fmt: skip
    for name, key, roles, these in checks:
        rule = rules()[name]
        if _holds(rule, election):
            yield from _active(these, register, rule, key, roles)


def _quiet_phases(rows: Interactions) -> list[int]:
    return [at for at, name in enumerate(rows.phases) if name.startswith(QUIET)]


def _active(
    rows: Interactions,
    register: Mapping[str, RegisteredAccount],
    rule: Rule,
    key: str,
    roles: Sequence[str],
) -> Iterator[Worth]:
    known = rows.post != NONE
    posts = rows.where(known)
    posts = posts.where(np.unique(joined(posts.source, posts.post), return_index=True)[1])
    places = np.r_[posts.source, rows.source[~known]]  # a post counts once, whoever it points at
    times = np.bincount(places, minlength=len(rows.accounts))
    for place in np.flatnonzero(times).tolist():
        entry = register.get(rows.accounts[place])
        if entry is not None and entry.role in roles:
            facts = {
                "account": entry.account,
                "role": entry.role,
                "candidate": entry.candidate,
                "count": str(times[place]),
            }
            yield Worth(rule.id, key, facts, rule.source)


def _roles(rows: Interactions, register: Mapping[str, RegisteredAccount]) -> Whole:
    unknown = ROLES.index("unknown")
    known = {name: ROLES.index(entry.role) for name, entry in register.items()}
    return np.array([known.get(name, unknown) for name in rows.accounts], np.int64)


def _names(election: Election) -> tuple[str, ...]:
    return (election.id, election.parent) if election.parent else (election.id,)


def _holds(rule: Rule, election: Election) -> bool:
    return any(name in rule.elections for name in _names(election))
