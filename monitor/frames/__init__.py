"""The same results as DataFrames and graphs, for notebooks. Needs ``pemilu-monitor[notebook]``."""

from __future__ import annotations

from monitor.frames.amplification import (
    amplification,
    amplified,
    amplifiers,
    attention,
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
from monitor.frames.found import clusters_in_step, edges_in_step, explanations
from monitor.frames.in_step import clustered_shares, clusters, coordination_edges, crossings
from monitor.frames.models import audit, evaluation, explanation, learning

__all__ = [
    "amplification",
    "amplified",
    "amplifiers",
    "attention",
    "audit",
    "clustered_shares",
    "clusters",
    "clusters_in_step",
    "coordination_edges",
    "crossings",
    "edges_in_step",
    "evaluation",
    "explanation",
    "explanations",
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
