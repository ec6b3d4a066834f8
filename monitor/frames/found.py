"""What a search for accounts in step found, as tables; nothing in them is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.frames.table import frame
from monitor.pipeline.coordination import Found
from monitor.pipeline.edge_lines import edges_in_order
from monitor.words import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["clusters_in_step", "edges_in_step", "explanations"]


def edges_in_step(found: Found, *, every: bool = False) -> pd.DataFrame:
    """Return one row per pair of accounts in step, in the order of ``monitor coordination``.

    Parameters
    ----------
    found : Found
        As :func:`monitor.pipeline.coordination.of_store` and ``of_file`` return it; of shares in
        memory ``Found(coordination(shares), shares)``.
    every : bool
        Every tested pair, not only those that pass the level.

    Returns
    -------
    pandas.DataFrame
        ``a, b, weight, expected, p, q, p_exact, window`` (seconds), ``cluster`` (from 1; none
        between clusters), ``set_apart``.
    """
    import pandas as pd

    edges, names = found.result.edges, found.shares.account_names
    rows = edges_in_order(found, every=every)
    seconds = [window.total_seconds() for window in found.result.windows]
    cluster = pd.array(edges.cluster[rows] + 1, dtype="Int64")
    cluster[edges.cluster[rows] < 0] = pd.NA
    return pd.DataFrame(
        {
            "a": [names[code] for code in edges.a[rows].tolist()],
            "b": [names[code] for code in edges.b[rows].tolist()],
            **{
                name: getattr(edges, name)[rows]
                for name in ("weight", "expected", "p", "q", "p_exact")
            },
            "window": [seconds[place] for place in edges.window[rows].tolist()],
            "cluster": cluster,
            "set_apart": edges.set_apart[rows],
        }
    )


def clusters_in_step(found: Found) -> pd.DataFrame:
    """Return one row per cluster, the largest first: a lead, never a verdict on any account.

    Returns
    -------
    pandas.DataFrame
        ``cluster`` (from 1), ``size, edges, density, shared`` (objects), ``first, last`` (UTC),
        ``p, p_exact, accounts`` (tuple, those with most edges first), ``objects`` (tuple).
    """
    columns = (
        *("cluster", "size", "edges", "density", "shared", "first", "last"),
        *("p", "p_exact", "accounts", "objects"),
    )
    shares = found.shares
    return frame(
        (
            {
                "cluster": place + 1,
                "size": len(each.accounts),
                "edges": each.edges,
                "density": each.density,
                "shared": len(each.objects),
                "first": shares.moment(each.first),
                "last": shares.moment(each.last),
                "p": each.p,
                "p_exact": each.p_exact,
                "accounts": tuple(found.accounts(place)),
                "objects": tuple(shares.object_names[code] for code in each.objects),
            }
            for place, each in enumerate(found.result.clusters)
        ),
        columns,
        times=("first", "last"),
    )


def explanations(found: Found) -> pd.DataFrame:
    """Return what each cluster says for and against each innocent explanation, a row for each.

    Returns
    -------
    pandas.DataFrame
        ``cluster`` (from 1), ``explanation`` (as in docs/coordination.md), ``speaks_for`` (bool),
        ``evidence`` (a sentence in the language in use).
    """
    columns = ("cluster", "explanation", "speaks_for", "evidence")
    rows: list[dict[str, Any]] = [
        {
            "cluster": place + 1,
            "explanation": each.key.partition(".")[2],
            "speaks_for": favour,
            "evidence": say(seen.key, **seen.facts),
        }
        for place, cluster in enumerate(found.result.clusters)
        for each in cluster.explanations
        for favour, evidence in ((True, each.favour), (False, each.against))
        for seen in evidence
    ]
    return frame(rows, columns).astype({"speaks_for": bool})
