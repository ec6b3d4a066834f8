"""Shelf: how well an order, a probability or a decision agrees with what people found.

Every statistic takes labels (1 or 0), then scores, then weights, so that one bootstrap serves all
of them. What cannot be said (no positive row, say) is NaN, never a friendly number.
"""

from monitor.measures.calibration import Bin, brier, calibration_error, reliability
from monitor.measures.decisions import false_positive_rate, flagged_share, macro_f1
from monitor.measures.intervals import Gain, Interval, bootstrap, bounds, interval, paired
from monitor.measures.ranking import (
    auroc,
    average_precision,
    base_rate,
    precision_of_first,
    recall_at_precision,
)
from monitor.measures.splits import Split, random_split, source_split, time_split

__all__ = [
    "Bin", "Gain", "Interval", "Split", "auroc", "average_precision", "base_rate", "bootstrap",
    "bounds", "brier", "calibration_error", "false_positive_rate", "flagged_share", "interval",
    "macro_f1", "paired", "precision_of_first", "random_split", "recall_at_precision",
    "reliability", "source_split", "time_split",
]  # fmt: skip
