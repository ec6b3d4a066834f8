"""What ``monitor network`` found as flat records, a figure or a row each: for programs and tables.

``kind`` tells what a record is, ``about`` the pair that posts name (None: all posts, each once).
A value that is None has its reason in ``why``: a name in docs/network.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.analyses.network import MEASURES, NONE, Figure, Picture, RoleShare, Worth
from monitor.pipeline.coverage import written
from monitor.pipeline.network import NetworkReport, clustered_figure
from monitor.words import say

__all__ = ["COLUMNS", "check_sentence", "figures", "network_records", "tables"]

UNITS = {each.name: each.unit for each in MEASURES}
ENDS = ("value", "low", "high", "over", "why")
COLUMNS = {
    "interactions": ("about", "repost", "quote", "reply", "mention", "link"),
    "figure": ("about", "measure", *ENDS, "unit"),
    "amplified": ("about", "account", "role", "strength", "accounts", "pagerank", "h_index", "why"),
    "amplifier": ("about", "account", "role", "strength", "accounts"),
    "first_mover": ("about", "account", "role", "first", "carried", "delay", "why"),
    "phase_change": (
        *("about", "before", "after", "amplifications_before", "amplifications_after"),
        *("amplifiers_before", "amplifiers_after", "measure", *ENDS, "unit"),
    ),
    "overlap": ("a", "b", "only_a", "only_b", "both", *ENDS),
    "bridge": ("account", "role", *ENDS),
    "community": ("community", "accounts"),
    "role": (
        "about",
        "phase",
        "side",
        "role",
        "amplifications",
        "accounts",
        "share",
        "low",
        "high",
    ),
    "check": ("rule", "sentence", "facts", "sources"),
    "not_checked": ("why",),
}
"""What a record of each kind holds, in this order."""


def network_records(report: NetworkReport) -> Iterator[dict[str, Any]]:
    """Yield what was asked for and looked at, then every figure and every row of a table.

    Examples
    --------
    >>> from monitor.analyses.base import Setting
    >>> from monitor.pipeline.network import network
    >>> from monitor.store import Store
    >>> first, *rest = network_records(network(Store(), Setting()))
    >>> first["kind"], {record["kind"] for record in rest} >= {"figure", "not_checked"}
    ('network', True)
    """
    asked = dict(report.asked)
    entity = asked.pop("entity")
    yield {
        "kind": "network",
        "election": report.election.id if report.election else None,
        "about": None if entity is None else report.entities[entity],
        **asked,
        "entities": report.entities,
        "phases": report.phases,
        "register": dict(report.register),
        "loops": report.loops,
        "nameless": report.nameless,
        "coverage": written(dict(report.coverage)),
    }
    for kind in COLUMNS:
        yield from ({"kind": kind, **row} for row in tables(report, kind))


def tables(report: NetworkReport, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the records of one kind of :data:`COLUMNS`, without ``kind`` itself."""
    if kind in _OF_REPORT:
        yield from _OF_REPORT[kind](report)
        return
    for picture in report.pictures:
        about = {"about": _about(report, picture.entity)}
        yield from ({**about, **row} for row in _OF_PICTURE[kind](report, picture))


def figures(report: NetworkReport) -> Iterator[dict[str, Any]]:
    """Yield every figure: of all posts together with communities, of a pair with its clusters."""
    for picture in report.pictures:
        about = _about(report, picture.entity)
        more = report.communities if _is_whole(report, picture) else ()
        if picture.entity is not None:
            more = (*more, clustered_figure(report, picture.entity))
        for figure in (*picture.figures, *more):
            yield {"about": about, **_figure(figure)}


def check_sentence(report: NetworkReport, found: Worth) -> str:
    """Say what is worth checking, the pair and the role as people write them."""
    facts = dict(found.facts)
    if report.election:
        facts["candidate"] = report.election.pair_labels.get(facts["candidate"], facts["candidate"])
    if "role" in facts:
        facts["role"] = say(f"network.role_{facts['role']}")
    return say(found.key, **facts)


def _is_whole(report: NetworkReport, picture: Picture) -> bool:
    """Say whether communities and bridges are of the posts of this picture."""
    return picture is report.pictures[0]


def _figure(figure: Figure) -> dict[str, Any]:
    return {"measure": figure.measure, **_ends(figure), "unit": UNITS[figure.measure]}


def _ends(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "over": figure.over,
        "why": _reason(figure.why),
    }


def _reason(key: str) -> str | None:
    return key.partition(".")[2] or None


def _about(report: NetworkReport, entity: int | None) -> str | None:
    return None if entity is None or entity == NONE else report.entities[entity]


def _who(report: NetworkReport, account: int) -> dict[str, str]:
    return {"account": report.accounts[account], "role": report.role(account)}


def _interactions(_report: NetworkReport, picture: Picture) -> Iterator[dict[str, Any]]:
    yield dict(picture.counts)


def _amplified(report: NetworkReport, picture: Picture) -> Iterator[dict[str, Any]]:
    for each in picture.amplified:
        yield {
            **_who(report, each.account),
            "strength": each.strength,
            "accounts": each.accounts,
            "pagerank": each.pagerank,
            "h_index": each.h_index.value,
            "why": _reason(each.h_index.why),
        }


def _amplifiers(report: NetworkReport, picture: Picture) -> Iterator[dict[str, Any]]:
    for each in picture.amplifiers:
        yield {
            **_who(report, each.account),
            "strength": each.strength,
            "accounts": each.accounts,
        }


def _movers(report: NetworkReport, picture: Picture) -> Iterator[dict[str, Any]]:
    for each in picture.movers:
        yield {
            **_who(report, each.account),
            "first": each.first,
            "carried": each.carried,
            "delay": each.delay.value,
            "why": _reason(each.delay.why),
        }


def _changes(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for picture in report.pictures:
        for each in picture.phases:
            counts = {
                "amplifications_before": each.amplifications[0],
                "amplifications_after": each.amplifications[1],
                "amplifiers_before": each.amplifiers[0],
                "amplifiers_after": each.amplifiers[1],
            }
            for figure in (each.kept, each.gini):
                yield {
                    "about": _about(report, picture.entity),
                    "before": report.phases[each.before],
                    "after": report.phases[each.after],
                    **counts,
                    **_figure(figure),
                }


def _overlaps(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for each in report.overlaps:
        yield {
            "a": report.entities[each.a],
            "b": report.entities[each.b],
            "only_a": each.only_a,
            "only_b": each.only_b,
            "both": each.both,
            **_ends(each.share),
        }


def _bridges(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for each in report.bridging:
        yield {**_who(report, each.account), **_ends(each.betweenness)}


def _communities(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for number, accounts in enumerate(report.sizes):
        yield {"community": number, "accounts": accounts}


def _roles(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for table in (report.roles, report.phase_roles):
        for side, shares in (("made", table.made), ("got", table.got)):
            yield from (_role(report, side, share) for share in shares)


def _role(report: NetworkReport, side: str, share: RoleShare) -> dict[str, Any]:
    return {
        "about": _about(report, share.entity),
        "phase": None if share.phase == NONE else report.phases[share.phase],
        "side": side,
        "role": share.role,
        "amplifications": share.amplifications,
        "accounts": share.accounts,
        "share": share.share,
        "low": share.low,
        "high": share.high,
    }


def _checks(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for each in report.checked.found:
        yield {
            "rule": each.rule,
            "sentence": check_sentence(report, each),
            "facts": each.facts,
            "sources": each.sources,
        }


def _not_checked(report: NetworkReport) -> Iterator[dict[str, Any]]:
    for key in report.checked.not_checked:
        yield {"why": _reason(key)}


_OF_REPORT = {
    "figure": figures,
    "phase_change": _changes,
    "overlap": _overlaps,
    "bridge": _bridges,
    "community": _communities,
    "role": _roles,
    "check": _checks,
    "not_checked": _not_checked,
}
_OF_PICTURE = {
    "interactions": _interactions,
    "amplified": _amplified,
    "amplifier": _amplifiers,
    "first_mover": _movers,
}
