"""``monitor.db``: the only SQL over it lies in this room.

:class:`Store` is the one door; each file behind it keeps one kind of thing. Safe after ``kill -9``
at any moment: what a call wrote is there whole or not at all, and a rerun completes the rest.
"""

from __future__ import annotations

from monitor.store.alerts import Alerts, Flagged
from monitor.store.answers import Answer, Answers
from monitor.store.archive import Archive, Archived, Version
from monitor.store.claims import Claims
from monitor.store.clusters import (
    Basis,
    ClusterEdge,
    Clusters,
    Passed,
    StoredCluster,
    StoredExplanation,
)
from monitor.store.collecting import COUNTS, Collecting, Covered
from monitor.store.draws import Draw, Draws
from monitor.store.forgetting import Forgetting, Forgotten, Target
from monitor.store.lock import only_one
from monitor.store.network import Network
from monitor.store.overview import Overview, Overviews
from monitor.store.posts import Added, Posts
from monitor.store.reviews import Judged, Reviews
from monitor.store.runs import Runs, versions_of
from monitor.store.shares import UNDATED, Arrival, Posted, Shares
from monitor.store.signals import SignalRow, Signals, Strengths, signal_rows
from monitor.store.tombs import TakenBack
from monitor.store.versions import Wording

__all__ = [
    "COUNTS",
    "UNDATED",
    "Added",
    "Answer",
    "Archived",
    "Arrival",
    "Basis",
    "ClusterEdge",
    "Covered",
    "Draw",
    "Flagged",
    "Forgotten",
    "Judged",
    "Overview",
    "Passed",
    "Posted",
    "SignalRow",
    "Store",
    "StoredCluster",
    "StoredExplanation",
    "Strengths",
    "TakenBack",
    "Target",
    "Version",
    "Wording",
    "only_one",
    "signal_rows",
    "versions_of",
]


class Store(
    Posts, Claims, Signals, Network, Answers, Archive, Reviews, Draws, Overviews, Shares, Clusters,
    Collecting, Alerts, Forgetting, Runs,
):  # fmt: skip
    """Everything a project knows, in one SQLite file readable by its user only.

    Parameters
    ----------
    path : Path, optional
        The database, made when it is missing; None keeps it in memory.

    Raises
    ------
    StoreError
        The folder is read-only, the file is no database or of a newer version, the disk is full.

    Examples
    --------
    >>> from monitor.records import Post
    >>> with Store() as store:
    ...     store.add([Post("x:1", "x", text="Cek TPS-mu")])
    Added(stored=1, known=0)
    """
