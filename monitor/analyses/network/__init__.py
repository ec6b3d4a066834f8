"""Who amplifies whom: measures over arrays of interactions, each with a reason where it is n/a.

To point at somebody is not to support them. No measure here gives an account a side, and mentions
are never read as one. docs/network.md defines every measure, with unit and source.
"""

from __future__ import annotations

from monitor.analyses.network.audiences import (
    Overlap,
    PhaseChange,
    between_phases,
    jaccard,
    overlaps,
)
from monitor.analyses.network.borders import from_networkx, to_networkx
from monitor.analyses.network.cascades import Cascades, FirstMover, cascades, first_movers
from monitor.analyses.network.centrality import Bridges, betweenness, h_index, pagerank
from monitor.analyses.network.communities import Communities, adjusted_rand, communities
from monitor.analyses.network.concentration import concentration, gini, shift, top_share
from monitor.analyses.network.data import (
    AMPLIFYING,
    KINDS,
    NO_TIME,
    NONE,
    Figure,
    Interactions,
    graph_of,
    interactions,
)
from monitor.analyses.network.definitions import MEASURES, Measure
from monitor.analyses.network.louvain import louvain, modularity
from monitor.analyses.network.roles import Checked, RoleShare, Worth, by_role, worth_checking
from monitor.analyses.network.tables import (
    AmplifiedAccount,
    Amplifier,
    Bridging,
    Picture,
    bridging,
    picture,
)

__all__ = [
    "AMPLIFYING",
    "KINDS",
    "MEASURES",
    "NONE",
    "NO_TIME",
    "AmplifiedAccount",
    "Amplifier",
    "Bridges",
    "Bridging",
    "Cascades",
    "Checked",
    "Communities",
    "Figure",
    "FirstMover",
    "Interactions",
    "Measure",
    "Overlap",
    "PhaseChange",
    "Picture",
    "RoleShare",
    "Worth",
    "adjusted_rand",
    "between_phases",
    "betweenness",
    "bridging",
    "by_role",
    "cascades",
    "communities",
    "concentration",
    "first_movers",
    "from_networkx",
    "gini",
    "graph_of",
    "h_index",
    "interactions",
    "jaccard",
    "louvain",
    "modularity",
    "overlaps",
    "pagerank",
    "picture",
    "shift",
    "to_networkx",
    "top_share",
    "worth_checking",
]
