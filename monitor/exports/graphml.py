"""GraphML for networkx, igraph, Cytoscape and yEd: the same network, with typed columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from monitor.exports.gexf import SPAN, color, size
from monitor.exports.layout import Stamp
from monitor.exports.net import Edge, Net, Node
from monitor.exports.net_cells import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Cell,
    cell_text,
    edge_cells,
    explained,
    in_wib,
    node_cells,
)
from monitor.exports.saving import write_lines

__all__ = ["write"]

_TIMES: Mapping[str, type] = {"first": str, "last": str}
_DRAWN: Mapping[str, type] = {"x": float, "y": float, "size": float, "r": int, "g": int, "b": int}
"""As Gephi names what it draws by."""
KEYS: Mapping[str, Mapping[str, type]] = {
    "node": {"label": str, **NODE_COLUMNS, **_TIMES, **_DRAWN},
    "edge": {"weight": float, **EDGE_COLUMNS, **_TIMES},
}
TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


def write(path: Path, net: Net, stamp: Stamp, *, overwrite: bool = False) -> int:
    """Write a network as GraphML and return how many edges it has; see ``exports.NetExporter``."""
    write_lines(path, _lines(net, stamp), overwrite=overwrite)
    return len(net.edges)


def _lines(net: Net, stamp: Stamp) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield f"<desc>{escape(chr(10).join(explained(net, stamp)))}</desc>"
    for of, columns in KEYS.items():
        for name, made in columns.items():
            yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{TYPES[made]}"/>'
    yield '<graph edgedefault="directed">'
    most = max((node.got for node in net.nodes), default=0)
    for node in net.nodes:
        yield f"<node id={quoteattr(node.id)}>{_data('node', _of_node(node, most))}</node>"
    for number, edge in enumerate(net.edges):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", _of_edge(edge, net))}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _of_node(node: Node, most: int) -> dict[str, Cell]:
    red, green, blue = color(node.community)
    placed = math.isfinite(node.x) and math.isfinite(node.y)
    return {
        "label": node.label,
        **node_cells(node),
        "first": in_wib(node.first),
        "last": in_wib(node.last),
        "x": round(node.x * SPAN, 3) if placed else None,
        "y": round(node.y * SPAN, 3) if placed else None,
        "size": size(node.got, most),
        "r": red,
        "g": green,
        "b": blue,
    }


def _of_edge(edge: Edge, net: Net) -> dict[str, Cell]:
    return {
        "weight": float(edge.weight),
        **edge_cells(edge, net.entities),
        "first": in_wib(edge.first),
        "last": in_wib(edge.last),
    }


def _data(of: str, cells: Mapping[str, Cell]) -> str:
    return "".join(
        f'<data key="{of}-{name}">{escape(cell_text(cell))}</data>'
        for name, cell in cells.items()
        if cell is not None
    )
