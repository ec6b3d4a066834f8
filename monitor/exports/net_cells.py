"""What every format writes of a network: columns, cells, and what a person should read before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.corpora.elections import WIB
from monitor.exports.layout import Stamp
from monitor.exports.net import COORDINATION, Edge, Net, Node
from monitor.privacy import FEWEST
from monitor.words import say

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "Cell",
    "about",
    "cell_text",
    "edge_cells",
    "explained",
    "in_wib",
    "node_cells",
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


def cell_text(cell: Cell) -> str:
    """Return a cell as XML writes values."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def about(edge: Edge, entities: Sequence[str]) -> str | None:
    """Say whom an edge's posts name and how many do, as far as that is told; else nothing.

    Examples
    --------
    >>> from monitor.exports.net import Part
    >>> parts = (Part(None, (0, 1), 2), Part(None, (1,), 3), Part(None, (), 9))
    >>> about(Edge("a", "b", "repost", 14, parts=parts), ["Ana", "Bagus"])
    'Bagus (5) | Ana (2)'
    """
    counts: Counter[int] = Counter()
    for part in edge.parts:
        for entity in part.entities or ():
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
        say("exports.network_about", least=FEWEST),
        *([say("exports.network_left_out", count=net.left_out)] if net.left_out else []),
        *stamp.coverage,
        say("exports.identities_kept" if stamp.identities else "exports.network_masked"),
        say("exports.made", version=stamp.version, time=in_wib(stamp.exported)),
    ]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
