"""The same results as DataFrames and graphs, for notebooks. Needs ``pemilu-monitor[notebook]``."""

from __future__ import annotations

from monitor.frames.amplification import (
    amplification,
    amplified,
    amplifiers,
    first_movers,
    graph,
    interactions,
    network,
    network_graph,
    overlaps,
    phase_changes,
    roles,
)
from monitor.frames.claims import posts, queue, reasons
from monitor.frames.in_step import clustered_shares, clusters, coordination_edges, crossings
from monitor.frames.models import audit, evaluation, explanation, learning

__all__ = [
    "amplification",
    "amplified",
    "amplifiers",
    "audit",
    "clustered_shares",
    "clusters",
    "coordination_edges",
    "crossings",
    "evaluation",
    "explanation",
    "first_movers",
    "graph",
    "interactions",
    "learning",
    "network",
    "network_graph",
    "overlaps",
    "phase_changes",
    "posts",
    "queue",
    "reasons",
    "roles",
]
