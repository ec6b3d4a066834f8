"""The way out: one file per format, all of them given the same masked rows.

A new format is one file with a ``write`` like these, and one line in :data:`EXPORTERS`, or, of the
network, in :data:`NET_EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from monitor.exports import csv, edges, gexf, graphml, jsonl, xlsx
from monitor.exports.layout import Kind, Row, Stamp, post_rows, queue_rows
from monitor.exports.net import Net

__all__ = [
    "EXPORTERS",
    "NET_EXPORTERS",
    "Exporter",
    "Kind",
    "Net",
    "NetExporter",
    "Row",
    "Stamp",
    "post_rows",
    "queue_rows",
]


class Exporter(Protocol):
    """Writes rows to a file in one format.

    The file appears whole or not at all, one that exists is replaced only on request, and every
    problem with it is a BadInput. Rows are read one by one, so a million need no memory.
    """

    def __call__(
        self, path: Path, kind: Kind, rows: Iterable[Row], stamp: Stamp, *, overwrite: bool = False
    ) -> int:
        """Write ``rows`` and return how many there were."""


EXPORTERS: dict[str, Exporter] = {"csv": csv.write, "xlsx": xlsx.write, "jsonl": jsonl.write}


class NetExporter(Protocol):
    """Writes a network to a file in one format, under the same rules."""

    def __call__(self, path: Path, net: Net, stamp: Stamp, *, overwrite: bool = False) -> int:
        """Write ``net`` and return how many edges it has."""


NET_EXPORTERS: dict[str, NetExporter] = {
    "gexf": gexf.write,
    "graphml": graphml.write,
    "csv": edges.write,
}
