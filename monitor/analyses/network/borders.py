"""networkx at the border: arrays inside, graphs for whoever wants to go on with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from monitor.analyses.network.data import KINDS, Interactions, Sparse, joined

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["from_networkx", "to_networkx"]


def to_networkx(
    rows: Interactions, attributes: Mapping[str, ArrayLike] | None = None
) -> nx.DiGraph:
    """Return the graph of rows: an edge from who points to whom it points at.

    Parameters
    ----------
    rows : Interactions
    attributes : mapping of str to array_like, shape (accounts,), optional
        What each account is given, such as ``pagerank`` or ``community``.

    Returns
    -------
    networkx.DiGraph
        Edges carry a count for each of :data:`~.data.KINDS` and ``weight``, their sum.

    Examples
    --------
    >>> from monitor.analyses.network import interactions
    >>> made = to_networkx(interactions(["x:a"], ["x:b"], ["quote"]), {"community": [0, 0]})
    >>> made["x:a"]["x:b"]["quote"], made.nodes["x:b"]
    (1, {'community': 0})
    """
    import networkx as nx

    graph: nx.DiGraph = nx.DiGraph()
    for place in np.unique(np.r_[rows.source, rows.target]).tolist():
        graph.add_node(rows.accounts[place])
    _, at, edge = np.unique(
        joined(rows.source, rows.target), return_index=True, return_inverse=True
    )
    cells = edge * len(KINDS) + rows.kind
    counts = np.bincount(cells, minlength=len(at) * len(KINDS)).reshape(-1, len(KINDS))
    ends = zip(rows.source[at].tolist(), rows.target[at].tolist(), counts.tolist(), strict=True)
    for source, target, many in ends:
        facts: dict[str, Any] = dict(zip(KINDS, many, strict=True))
        graph.add_edge(rows.accounts[source], rows.accounts[target], **facts, weight=sum(many))
    for name, values in (attributes or {}).items():
        held = np.asarray(values).tolist()
        given = {who: held[place] for place, who in enumerate(rows.accounts) if who in graph}
        nx.set_node_attributes(graph, given, name)
    return graph


def from_networkx(graph: nx.Graph, weight: str = "weight") -> tuple[Sparse, list[Any]]:
    """Return any networkx graph as a CSR array for the measures here, and its nodes in order.

    Examples
    --------
    >>> import networkx as nx
    >>> array, nodes = from_networkx(nx.DiGraph([("a", "b")]))
    >>> array.toarray().tolist(), nodes
    ([[0.0, 1.0], [0.0, 0.0]], ['a', 'b'])
    """
    import networkx as nx

    nodes = list(graph)
    array = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=weight, dtype=float)
    return array.tocsr(), nodes
