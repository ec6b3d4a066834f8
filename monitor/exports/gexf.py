"""GEXF 1.3 for Gephi, Gephi Lite and networkx: weights, times, places, colours.

Written line by line and by ourselves: networkx writes the draft of 1.2 and fails on None, dates
and control signs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from monitor.corpora.elections import wib_day
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

__all__ = ["color", "size", "write"]

PALETTE = (
    (0x33, 0x22, 0x88),
    (0xCC, 0x66, 0x77),
    (0x44, 0xAA, 0x99),
    (0xC9, 0xA2, 0x27),
    (0x88, 0xCC, 0xEE),
    (0x88, 0x22, 0x55),
    (0x11, 0x77, 0x33),
    (0xAA, 0x44, 0x99),
)
"""Of the largest communities; Paul Tol's muted scheme, told apart by colour-blind people too."""
OTHER = (0x9A, 0xA5, 0xB1)
SPAN = 1000
"""Gephi's sizes of nodes count in its units of distance."""
TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}


def write(path: Path, net: Net, stamp: Stamp, *, overwrite: bool = False) -> int:
    """Write a network as GEXF and return how many edges it has; see ``exports.NetExporter``."""
    write_lines(path, _lines(net, stamp), overwrite=overwrite)
    return len(net.edges)


def color(community: int) -> tuple[int, int, int]:
    """Return a community's red, green and blue; the smaller ones share a grey."""
    return PALETTE[community] if 0 <= community < len(PALETTE) else OTHER


def size(got: int, most: int) -> float:
    """Return a node's size, its area growing with the reposts and quotes it got.

    Examples
    --------
    >>> size(0, 100), size(25, 100), size(100, 100)
    (4.0, 22.0, 40.0)
    """
    return round(4 + 36 * math.sqrt(max(got, 0) / max(most, 1)), 2)


def _lines(net: Net, stamp: Stamp) -> Iterator[str]:
    timed = any(edge.first or edge.last for edge in net.edges)
    # Days, though times are exact: networkx reads no other kind of time, Gephi reads both alike.
    when = ' mode="dynamic" timeformat="date" timezone="Asia/Jakarta"' if timed else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield f'<meta lastmodifieddate="{wib_day(stamp.exported)}">'
    yield f"<creator>{escape(f'Pemilu Monitor {stamp.version}')}</creator>"
    yield f"<description>{escape(chr(10).join(explained(net, stamp)))}</description>"
    yield "</meta>"
    yield f'<graph defaultedgetype="directed" idtype="string"{when}>'
    yield from _declared("node", NODE_COLUMNS)
    yield from _declared("edge", EDGE_COLUMNS)
    yield f'<nodes count="{len(net.nodes)}">'
    most = max((node.got for node in net.nodes), default=0)
    yield from (_node(node, most) for node in net.nodes)
    yield "</nodes>"
    yield f'<edges count="{len(net.edges)}">'
    yield from (_edge(number, edge, net) for number, edge in enumerate(net.edges))
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(of: str, columns: Mapping[str, type]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">'
    for name, made in columns.items():
        yield f'<attribute id="{name}" title="{name}" type="{TYPES[made]}"/>'
    yield "</attributes>"


def _node(node: Node, most: int) -> str:
    red, green, blue = color(node.community)
    names = {"id": node.id, "label": node.label, "start": in_wib(node.first)}
    return (
        f"<node{_written({**names, 'end': in_wib(node.last)})}>{_values(node_cells(node).items())}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>{_position(node)}'
        f'<viz:size value="{size(node.got, most)}"/></node>'
    )


def _position(node: Node) -> str:
    """Return a node's place; a reader lays out by itself who has none."""
    if not (math.isfinite(node.x) and math.isfinite(node.y)):
        return ""
    return f'<viz:position x="{node.x * SPAN:.3f}" y="{node.y * SPAN:.3f}" z="0.0"/>'


def _edge(number: int, edge: Edge, net: Net) -> str:
    # All are directed, for networkx refuses a file with both sorts; ``directed`` tells them apart.
    # By ``kind`` Gephi keeps a repost and a mention between the same two accounts as two edges.
    ends = {"id": f"e{number}", "source": edge.source, "target": edge.target, "kind": edge.kind}
    more = {"weight": str(float(edge.weight)), "start": in_wib(edge.first)}
    written = _written({**ends, **more, "end": in_wib(edge.last)})
    return f"<edge{written}>{_values(edge_cells(edge, net.entities).items())}</edge>"


def _written(attributes: Mapping[str, str | None]) -> str:
    return "".join(
        f" {name}={quoteattr(value)}" for name, value in attributes.items() if value is not None
    )


def _values(cells: Iterable[tuple[str, Cell]]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value={quoteattr(cell_text(cell))}/>'
        for name, cell in cells
        if cell is not None
    )
    return f"<attvalues>{values}</attvalues>"
