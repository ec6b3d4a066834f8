"""Who amplifies whom, ready to leave the project: nodes and edges, masked here.

Only :func:`masked` makes a :class:`Net`, so that no format can forget to mask.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import unquote

from monitor.corpora.elections import WIB
from monitor.exports.layout import Stamp
from monitor.privacy import Mask
from monitor.words import say

__all__ = [
    "COORDINATION",
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "Cell",
    "Edge",
    "Net",
    "Node",
    "Part",
    "Period",
    "about",
    "edge_cells",
    "explained",
    "in_wib",
    "masked",
    "masked_link",
    "node_cells",
    "private_handles",
]

Cell = str | int | float | bool | None
NODE_COLUMNS: Mapping[str, type] = {
    "role": str,
    "community": int,
    "cluster": int,
    "got": int,
    "made": int,
    "pagerank": float,
    "public": bool,
    "set_apart": bool,
    "is_link": bool,
}
"""What every format says of a node, besides its id, label, place and times."""
EDGE_COLUMNS: Mapping[str, type] = {
    "kind": str,
    "directed": bool,
    "expected": float,
    "p": float,
    "q": float,
    "about": str,
}
"""What every format says of an edge, besides its ends, weight and times."""

COORDINATION = "coordination"
"""The kind of an edge without direction: two accounts that posted in step."""
_LONGEST_LABEL = 60
_SHORTEST_HANDLE, _SHORTEST_NUMBER = 4, 6
"""Shorter words of an address are too often no handle."""
_WORD = re.compile(r"[\w.-]+")
_UNREADABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What breaks a file or a line, or turns it round."""


class Period(NamedTuple):
    """A phase of the election's calendar, in WIB days, both ends included."""

    id: str
    name: str
    first: date
    last: date


class Part(NamedTuple):
    """Some of an edge's weight: what happened on one day in posts that name these candidates."""

    day: date | None
    """WIB; None where the time is not known."""
    entities: tuple[int, ...]
    """Places in ``Net.entities``; empty where a post names none."""
    weight: int


@dataclass(frozen=True, slots=True)
class Node:
    """An account, under its pseudonym unless it may be named, or a shared address."""

    id: str
    label: str
    role: str = "unknown"
    """One of the register's."""
    community: int = -1
    cluster: int = -1
    """Of accounts that post in step; -1 is none."""
    got: int = 0
    """Reposts and quotes it got."""
    made: int = 0
    pagerank: float = 0.0
    x: float = 0.0
    y: float = 0.0
    """-1 to 1."""
    first: datetime | None = None
    last: datetime | None = None
    is_public: bool = False
    set_apart: bool = False
    """Disclosed as automatic or as media."""
    is_link: bool = False
    """A shared address, not an account."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Who pointed at whom in one way, or who posted in step with whom (``kind`` coordination)."""

    source: str
    target: str
    kind: str
    """``repost, quote, reply, mention, link, coordination``."""
    weight: int
    """Posts; for coordination distinct objects."""
    first: datetime | None = None
    last: datetime | None = None
    parts: tuple[Part, ...] = ()
    """Their weights add up to ``weight``."""
    expected: float | None = None
    p: float | None = None
    q: float | None = None
    """Of coordination only."""


@dataclass(frozen=True, slots=True)
class Net:
    """The whole picture; ids are the same in nodes and edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    entities: tuple[str, ...] = ()
    """Names of candidates, as people read them."""
    periods: tuple[Period, ...] = ()
    left_out: int = 0
    """Edges that are not here, lighter or of accounts less seen, where there were too many."""


def masked(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    mask: Mask,
    *,
    entities: Iterable[str] = (),
    periods: Iterable[Period] = (),
    left_out: int = 0,
    known: Iterable[str] = (),
) -> Net:
    """Return a picture that may leave the project.

    Accounts that are not public get their pseudonym, addresses that lead to one or hold its handle
    too; control signs become U+FFFD. Nodes and edges are sorted by what is shown: the order they
    came in could say what the names hide.

    Parameters
    ----------
    nodes : iterable of Node
        ``id`` is the account (``x:budi``) or the address, raw; ``label`` and ``is_public`` are
        made here.
    edges : iterable of Edge
        Between such raw ids.
    known : iterable of str
        Accounts that are no nodes, whose handles no address may hold either.

    Raises
    ------
    KeyError
        An edge leads to a node that is not there.

    Examples
    --------
    >>> net = masked([Node("x:kpu_id", ""), Node("x:budi", "")], [], Mask(b"k" * 32, {"x:kpu_id"}))
    >>> [node.id.split("-")[0] for node in net.nodes]
    ['akun', 'x:kpu_id']
    """
    shown: dict[str, Node] = {}
    taken: set[str] = set()
    nodes = list(nodes)
    private = private_handles([*(node.id for node in nodes if not node.is_link), *known], mask)
    for node in nodes:
        made = _shown(node, mask, taken, private)
        taken.add(made.id)
        shown[node.id] = made
    return Net(
        tuple(sorted(shown.values(), key=lambda node: node.id)),
        tuple(sorted((_between(edge, shown) for edge in edges), key=_place)),
        tuple(_readable(name) for name in entities),
        tuple(period._replace(name=_readable(period.name)) for period in periods),
        left_out,
    )


def private_handles(accounts: Iterable[str], mask: Mask) -> dict[str, str]:
    """Return the accounts that are not public, by handle; too short a one is left out."""
    return {
        handle: account
        for account in accounts
        if not mask.is_public(account)
        for handle in [account.partition(":")[2].lower()]
        if len(handle) >= (_SHORTEST_NUMBER if handle.isdigit() else _SHORTEST_HANDLE)
    }


def _shown(node: Node, mask: Mask, taken: set[str], private: Mapping[str, str]) -> Node:
    name = masked_link(node.id, mask, private) if node.is_link else mask.account(node.id)
    name = _readable(name)
    unique, again = name, 1
    while unique in taken:  # unreadable signs made two names one
        again += 1
        unique = f"{name}~{again}"
    label = unique
    if node.is_link:
        label = _address(mask.url(node.id, _whose(node.id, private)))
    public = not node.is_link and mask.is_public(node.id)
    return replace(node, id=unique, label=label, role=_readable(node.role), is_public=public)


def masked_link(url: str, mask: Mask, private: Mapping[str, str]) -> str:
    """Return an address, or the pseudonym of one that leads to, or names, a private account.

    Parameters
    ----------
    url : str
        Raw.
    private : mapping of str to str
        From :func:`private_handles`.

    Examples
    --------
    >>> mask = Mask(b"k" * 32, ())
    >>> shown = masked_link("https://situs.example/budi", mask, {"budi": "x:budi"})
    >>> shown.partition("-")[0]
    'tautan'
    """
    return mask.link(url, _whose(url, private))


def _whose(url: str, private: Mapping[str, str]) -> str:
    """Return the account whose handle is a word of an address; empty where none is.

    A post's address on a host that we do not know names its author all the same.
    """
    words = _WORD.findall(unquote(url).lower())
    return next((private[word] for word in words if word in private), "")


def _between(edge: Edge, shown: Mapping[str, Node]) -> Edge:
    source, target = shown[edge.source].id, shown[edge.target].id
    if edge.kind == COORDINATION and target < source:
        source, target = target, source
    return replace(edge, source=source, target=target)


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.kind


def _address(url: str) -> str:
    short = _readable(re.sub(r"^https?://(www\.)?", "", url))
    return short if len(short) <= _LONGEST_LABEL else f"{short[: _LONGEST_LABEL - 1]}…"


def _readable(text: str) -> str:
    return _UNREADABLE.sub("\ufffd", text)


def node_cells(node: Node) -> dict[str, Cell]:
    """Return a node's :data:`NODE_COLUMNS`."""
    return {
        "role": node.role,
        "community": node.community,
        "cluster": node.cluster,
        "got": node.got,
        "made": node.made,
        "pagerank": _finite(node.pagerank),
        "public": node.is_public,
        "set_apart": node.set_apart,
        "is_link": node.is_link,
    }


def edge_cells(edge: Edge, entities: Sequence[str]) -> dict[str, Cell]:
    """Return an edge's :data:`EDGE_COLUMNS`; None where it has nothing to say."""
    return {
        "kind": edge.kind,
        "directed": edge.kind != COORDINATION,
        "expected": _finite(edge.expected),
        "p": _finite(edge.p),
        "q": _finite(edge.q),
        "about": about(edge, entities),
    }


def about(edge: Edge, entities: Sequence[str]) -> str | None:
    """Say whom an edge's posts name and how many do: to name is not to support.

    Examples
    --------
    >>> parts = (Part(None, (0, 1), 2), Part(None, (1,), 3), Part(None, (), 9))
    >>> about(Edge("a", "b", "repost", 14, parts=parts), ["Ana", "Bagus"])
    'Bagus (5) | Ana (2)'
    """
    counts: Counter[int] = Counter()
    for part in edge.parts:
        for entity in part.entities:
            counts[entity] += part.weight
    named = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return " | ".join(f"{entities[entity]} ({times})" for entity, times in named) or None


def in_wib(time: datetime | None) -> str | None:
    """Return a time as XML and ISO 8601 write it, to the second, in WIB."""
    if time is None:
        return None
    try:
        return time.astimezone(WIB).isoformat(timespec="seconds")
    except OverflowError:  # the last hours of year 9999
        return time.isoformat(timespec="seconds")


def explained(net: Net, stamp: Stamp) -> list[str]:
    """Return what a person should read before the picture."""
    return [
        say("exports.title_network"),
        say("exports.network_leads"),
        say("exports.network_weights"),
        *([say("exports.network_left_out", count=net.left_out)] if net.left_out else []),
        *stamp.coverage,
        say("exports.identities_kept" if stamp.identities else "exports.network_masked"),
        say("exports.made", version=stamp.version, time=in_wib(stamp.exported)),
    ]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
