"""Edges as CSV, one a row, safe from formulas, with a note beside it."""

from __future__ import annotations

import csv
from pathlib import Path

from monitor.exports.csv import safe
from monitor.exports.layout import Stamp
from monitor.exports.net import Edge, Net, Node
from monitor.exports.net_cells import (
    EDGE_COLUMNS,
    Cell,
    edge_cells,
    explained,
    in_wib,
)
from monitor.exports.saving import replacing_with_note
from monitor.words import say

__all__ = ["COLUMNS", "write"]

_ENDS = ("role", "community", "cluster")
COLUMNS = (
    "source",
    "target",
    "weight",
    *EDGE_COLUMNS,
    "first_wib",
    "last_wib",
    *(f"{end}_{name}" for end in ("source", "target") for name in _ENDS),
    "tool_version",
    "exported_at",
)


def write(path: Path, net: Net, stamp: Stamp, *, overwrite: bool = False) -> int:
    """Write a network's edges and return how many there are; see ``exports.NetExporter``."""
    nodes = {node.id: node for node in net.nodes}
    stamped = (stamp.version, stamp.exported.isoformat())
    lines = [*explained(net, stamp), say("exports.apostrophe_edges")]
    with (
        replacing_with_note(path, lines, overwrite=overwrite) as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for edge in net.edges:
            ends = nodes[edge.source], nodes[edge.target]
            table.writerow([safe(cell) for cell in (*_row(edge, net, ends), *stamped)])
    return len(net.edges)


def _row(edge: Edge, net: Net, ends: tuple[Node, Node]) -> list[Cell]:
    return [
        edge.source,
        edge.target,
        edge.weight,
        *edge_cells(edge, net.entities).values(),
        in_wib(edge.first),
        in_wib(edge.last),
        *(cell for end in ends for cell in (end.role, end.community, end.cluster)),
    ]
