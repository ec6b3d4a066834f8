"""Verdicts as something to learn from: which count, as what, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.linear import Array
from monitor.analyses.classifier.training import Options

__all__ = ["LABELS", "Lessons", "Rules", "batches"]

LABELS = {
    "false": 1,
    "misleading": 1,
    "scam": 1,
    "true": 0,
    "mostly_true": 0,
    "clarification": 0,
    "not_checkable": 0,
}
"""What a verdict teaches; ``satire`` and ``unproven`` teach nothing (docs/learning.md says why)."""


OPTIONS = Options(headlines=True)


@dataclass(frozen=True, slots=True)
class Rules:
    """What learning may vary; chosen on streams that no figure is taken from (docs/learning.md)."""

    options: Options = OPTIONS
    """Of every fit, as for the model shipped: its ``groups`` too, so that no text can be read back
    from a model that a team lends. Headlines are judged: all are of one stream."""
    most: float = 3.0
    """Claims that one verdict may stand for at most when it is learned: see :class:`Lessons`."""
    rare: float = 10.0
    """How much more one of the rarer label may count than one of the other."""
    batch: int = 20
    """Verdicts that are predicted, then learned, together; later a tenth of those before."""
    predicted: int = 200
    """A probability needs so many verdicts that were predicted before they were learned ..."""
    each: int = 20
    """... and so many of either label among the later half: ten per number of Platt's two."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Verdicts in the order in which they were given: n rows.

    Parameters
    ----------
    texts : sequence of str
        Raw.
    labels : array of int8
        1 or 0; see :data:`LABELS`.
    groups : array of int64
        Near-duplicate group of each text.
    weights : array
        How many claims each stands for; see :func:`monitor.measures.sampling.stands_for`. Figures
        use them whole. Learning counts each verdict at least once and at most ``Rules.most``
        times: a few rows that count for hundreds would be all that is learned [1]_.

    References
    ----------
    .. [1] Shimodaira (2000), doi:10.1016/S0378-3758(00)00115-4: with few rows, less weighting
       than would be unbiased predicts better.
    """

    texts: Sequence[str]
    labels: NDArray[np.int8]
    groups: NDArray[np.int64]
    weights: Array

    def __len__(self) -> int:
        return len(self.texts)

    def counted(self, most: float) -> Array:
        """Return how much each verdict counts when it is learned, or decides: once at least."""
        return np.clip(self.weights, 1.0, most)

    def part(self, start: int, end: int) -> Lessons:
        """Return the verdicts from ``start`` to before ``end``."""
        some = slice(start, end)
        return Lessons(self.texts[some], self.labels[some], self.groups[some], self.weights[some])


def batches(lessons: Lessons, size: int) -> Iterator[Lessons]:
    """Yield lessons in batches of ``size`` at first, later of a tenth of all before.

    So the number of times everything is learned anew grows like a logarithm.
    """
    done = 0
    while done < len(lessons):
        end = min(len(lessons), done + max(size, done // 10))
        yield lessons.part(done, end)
        done = end
