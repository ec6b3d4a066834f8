"""Who amplifies whom, ready to leave the project: nodes and edges, masked here.

Only :func:`masked` makes a :class:`Net`, so that no format can forget to mask.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import unquote

from monitor.privacy import FEWEST, Mask

__all__ = [
    "COORDINATION",
    "Edge",
    "Net",
    "Node",
    "Part",
    "Period",
    "masked",
    "masked_link",
    "private_handles",
]

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
    entities: tuple[int, ...] | None
    """Places in ``Net.entities``; empty where a post names none, None where it is not told."""
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
    came in could say what the names hide. Whom the posts of an edge name is told between public
    accounts, and else where at least ``FEWEST`` accounts point at the same one in posts that name
    the same candidate: of fewer it would be told of persons.

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
    nodes, edges = list(nodes), list(edges)
    crowded = _crowded(edges)
    private = private_handles([*(node.id for node in nodes if not node.is_link), *known], mask)
    for node in nodes:
        made = _shown(node, mask, taken, private)
        taken.add(made.id)
        shown[node.id] = made
    return Net(
        tuple(sorted(shown.values(), key=lambda node: node.id)),
        tuple(sorted((_between(edge, shown, crowded) for edge in edges), key=_place)),
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


def _between(edge: Edge, shown: Mapping[str, Node], crowded: frozenset[_Told]) -> Edge:
    ends = shown[edge.source], shown[edge.target]
    source, target = (node.id for node in ends)
    if edge.kind == COORDINATION:
        return replace(edge, source=min(source, target), target=max(source, target))
    parts = edge.parts
    if not all(node.is_public for node in ends):
        parts = _told(edge, crowded)
    return replace(edge, source=source, target=target, parts=parts)


_Told = tuple[str, int | None]
"""Who is pointed at, and a candidate whom the posts that do so name; None: no candidate."""


def _crowded(edges: Iterable[Edge]) -> frozenset[_Told]:
    """Return whom enough accounts point at in posts that name the same candidate, or none."""
    sources: defaultdict[_Told, set[str]] = defaultdict(set)
    for edge in edges:
        for told in {told for part in edge.parts for told in _named(edge, part)}:
            sources[told].add(edge.source)
    return frozenset(told for told, accounts in sources.items() if len(accounts) >= FEWEST)


def _named(edge: Edge, part: Part) -> list[_Told]:
    return [(edge.target, entity) for entity in part.entities or (None,)]


def _told(edge: Edge, crowded: frozenset[_Told]) -> tuple[Part, ...]:
    """Return an edge's parts; whom they name where a crowd stands behind all of it."""
    weights: defaultdict[tuple[date | None, tuple[int, ...] | None], int] = defaultdict(int)
    for part in edge.parts:
        named = part.entities if crowded.issuperset(_named(edge, part)) else None
        weights[part.day, named] += part.weight  # one by one, parts would say how many there are
    return tuple(Part(day, named, weight) for (day, named), weight in weights.items())


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.kind


def _address(url: str) -> str:
    short = _readable(re.sub(r"^https?://(www\.)?", "", url))
    return short if len(short) <= _LONGEST_LABEL else f"{short[: _LONGEST_LABEL - 1]}…"


def _readable(text: str) -> str:
    return _UNREADABLE.sub("\ufffd", text)
