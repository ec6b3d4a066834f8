"""Every measure of the tables: its unit and its source. Their sentences are in ``words``."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MEASURES", "Measure"]


class Measure(NamedTuple):
    """``words`` say ``network.measure_<name>`` and ``network.about_<name>``."""

    name: str
    unit: str
    """``words`` say ``network.unit_<unit>``."""
    source: str
    """A DOI; empty for a plain count."""


MEASURES = (
    Measure("amplifications", "count", ""),
    Measure("amplifiers", "count", ""),
    Measure("amplified", "count", ""),
    Measure("strength", "count", "10.1073/pnas.0400087101"),
    Measure("accounts", "count", ""),
    Measure("pagerank", "share", "10.1016/S0169-7552(98)00110-X"),
    Measure("h_index", "count", "10.1073/pnas.0507655102"),
    Measure("gini_made", "index", "10.2307/1937992"),
    Measure("gini_got", "index", "10.2307/1937992"),
    Measure("top_1_percent_made", "share", "10.2307/2276207"),
    Measure("top_1_percent_got", "share", "10.2307/2276207"),
    Measure("top_10_made", "share", "10.2307/2276207"),
    Measure("top_10_got", "share", "10.2307/2276207"),
    Measure("clustered_share", "share", "10.1080/01621459.1927.10502953"),
    Measure("gini_change", "difference", "10.2307/1937992"),
    Measure("cascade_median", "count", "10.1287/mnsc.2015.2158"),
    Measure("cascade_largest", "count", "10.1287/mnsc.2015.2158"),
    Measure("cascade_top_1_percent", "share", "10.1287/mnsc.2015.2158"),
    Measure("first", "count", ""),
    Measure("delay_median", "seconds", ""),
    Measure("jaccard", "share", "10.5169/seals-266450"),
    Measure("betweenness", "share", "10.1142/S0218127407018403"),
    Measure("modularity", "modularity", "10.1103/PhysRevE.69.026113"),
    Measure("stability", "rand", "10.1007/BF01908075"),
)
