"""Learn from a team's own verdicts: the shipped model is where it starts, not what it believes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from monitor.analyses.classifier.correction import correct, log_loss
from monitor.analyses.classifier.domain import Domain
from monitor.analyses.classifier.features import BUCKETS
from monitor.analyses.classifier.keeping import versioned
from monitor.analyses.classifier.lessons import Lessons, Rules, batches
from monitor.analyses.classifier.linear import Array, Linear
from monitor.analyses.classifier.model import Classifier
from monitor.analyses.classifier.seeing import Seen, see, stacked, styled_of
from monitor.analyses.classifier.style import FAMILIES, STYLE
from monitor.analyses.classifier.training import found_in, freedom, limits, platt, scores_of

__all__ = ["Learner", "Trust", "learn"]

OF_STYLE = np.array([name not in FAMILIES["words"] for name in STYLE])
"""Shapes that can be seen without reading: length, capitals, signs."""
HUNDREDTHS = np.linspace(0, 1, 101)
ALONE = 0.3
"""How freely style moves where nothing else may explain a verdict."""


class Trust(NamedTuple):
    """How far the start is believed: what it makes of words, and of style."""

    words: float
    style: float

    def of_shapes(self) -> Array:
        """Return how far the weight of each shape is believed."""
        return np.where(OF_STYLE, self.style, self.words)


TRUSTS = (Trust(1, 1), Trust(1, 0), Trust(0.5, 0.5), Trust(0.5, 0), Trust(0, 0))
"""From believing all to forgetting all; the first of equals wins."""


def learn(
    start: Classifier | None,
    lessons: Lessons,
    *,
    others: Sequence[str] = (),
    rules: Rules | None = None,
) -> Classifier:
    """Return a classifier of the stream that the verdicts come from.

    Parameters
    ----------
    start : Classifier or None
        Where to start, usually the shipped one. How far it is believed is learned too.
    lessons : Lessons
    others : sequence of str, optional
        Texts of the same stream without a verdict: the bands are measured on them.
    rules : Rules, optional

    Raises
    ------
    ValueError
        Only one label occurs.

    Examples
    --------
    >>> from monitor.analyses.classifier.lessons import Lessons
    >>> few = Lessons(["surat suara dicoblos", "rapat dibuka"] * 6, np.array([1, 0] * 6, np.int8),
    ...     np.arange(12), np.ones(12))
    >>> model = learn(None, few)
    >>> above, below = model.scores(["surat suara dicoblos", "rapat dibuka"])
    >>> bool(above > below)
    True
    """
    learner = Learner(start, rules)
    for part in batches(lessons, learner.rules.batch):
        learner.add(part)
    return learner.classifier(others)


@dataclass
class _Expert:
    """One way to learn: how far it trusts the start, and what it has made of the verdicts."""

    trust: Trust
    weights: Array = field(default_factory=lambda: np.zeros(BUCKETS))
    """Of every bucket there is; those not found often enough are 0."""
    shapes: Array = field(default_factory=lambda: np.zeros(len(STYLE)))
    base: float = 0.0


class Learner:
    """Takes verdicts batch by batch: each is predicted before it is learned.

    Notes
    -----
    One expert per :data:`TRUSTS` predicts and learns everything; the one whose predictions have
    lost least so far speaks [1]_. So how far the start is believed is decided by verdicts it had
    not seen, and a useless start is forgotten.

    References
    ----------
    .. [1] Dawid (1984), doi:10.2307/2981683
    """

    def __init__(self, start: Classifier | None = None, rules: Rules | None = None) -> None:
        self.start, self.rules = start, rules or Rules()
        trusts = TRUSTS if start else TRUSTS[-1:]
        self._experts = [_Expert(trust) for trust in trusts]
        self._style = _Expert(Trust(0, 0))
        self._seen = see([])
        self._labels = np.zeros(0)
        self._groups = np.zeros(0, np.int64)
        self._weights = np.zeros(0)
        self._held = np.zeros((0, len(trusts)))
        self._known = np.zeros(0)
        self._kept = np.zeros(0, np.int32)
        self._styled = start.styled if start else styled_of(np.zeros((1, len(STYLE))))

    def __len__(self) -> int:
        return len(self._labels)

    @property
    def trust(self) -> Trust:
        """Return how far the start is believed at present."""
        return self._experts[self._best()].trust

    def worth(self, *, style: bool = False) -> Linear:
        """Return what is weighed at present: start and correction as one sum; or style alone."""
        return self._linear(self._style if style else self._experts[self._best()])

    def add(self, lessons: Lessons) -> dict[str, Array]:
        """Predict verdicts, then learn them; return the predictions.

        Returns
        -------
        dict of arrays, shape (n,)
            ``learned``; ``start``: the start as it was; ``style``: learned from style alone.
        """
        seen = see(lessons.texts)
        held, start, style = self._scores(seen)
        said = {"learned": held[:, self._best()], "start": start, "style": style}
        known = self.worth().knows
        shares = [sum(map(known, each)) / max(1, len(each)) for each in seen.forms]
        self._seen = stacked(self._seen, seen)
        self._labels = np.append(self._labels, lessons.labels)
        self._groups = np.append(self._groups, lessons.groups)
        self._weights = np.append(self._weights, lessons.weights)
        self._held = np.concatenate([self._held, held])
        self._known = np.append(self._known, shares)
        if 0 < self._labels.sum() < len(self):
            self._learn()
        return said

    def classifier(self, others: Sequence[str] = ()) -> Classifier:
        """Return what was learned as a classifier; see :func:`learn`."""
        if not 0 < self._labels.sum() < len(self):
            raise ValueError("verdicts of both kinds are needed")
        late = slice(len(self) // 2, None)  # the earlier half was predicted by mere beginners
        held = self._held[late, self._best()]
        worth = self.worth()
        slope, shift = self._platt(held, self._labels[late])
        made = Classifier(
            version="",
            worth=worth,
            styled=self._styled,
            domain=self._domain(),
            slope=slope,
            shift=shift,
            ladder=np.quantile(held, HUNDREDTHS),
        )
        if len(others):
            made = replace(made, ladder=np.quantile(made.scores(others), HUNDREDTHS))
        return replace(made, version=versioned(made))

    def _best(self) -> int:
        labels, counts = self._labels, self._counts()
        losses = [log_loss(held, labels, counts) for held in self._held.T]
        return int(np.argmin(losses))

    def _counts(self) -> Array:
        """Return how much each verdict counts: drawn ones at most so much, labels balanced."""
        counts = np.clip(self._weights, 1.0, self.rules.most)
        positive = self._labels > 0
        sums = [counts[positive].sum(), counts[~positive].sum()]
        if min(sums) > 0:
            rare, often = (positive, ~positive) if sums[0] < sums[1] else (~positive, positive)
            counts[rare] *= min(self.rules.rare, counts[often].sum() / counts[rare].sum())
        balanced: Array = counts * (len(counts) / max(counts.sum(), 1e-9))
        return balanced

    def _offsets(self, seen: Seen) -> dict[Trust, Array]:
        """Return what the start says of texts, for each trust in it."""
        if self.start is None:
            return {Trust(0, 0): np.zeros(len(seen))}
        worth, measured = self.start.worth, self._styled.standard(seen.shapes)
        whole = scores_of(seen, self._styled, worth)
        words = whole - measured @ np.array(worth.shapes)
        return {
            trust: words * trust.words + measured @ (np.array(worth.shapes) * trust.of_shapes())
            for trust in TRUSTS
        }

    def _scores(self, seen: Seen) -> tuple[Array, Array, Array]:
        offsets = self._offsets(seen)
        measured = self._styled.standard(seen.shapes)
        every = [
            offsets[expert.trust]
            + seen.words[:, self._kept] @ expert.weights[self._kept]
            + measured @ expert.shapes
            + expert.base
            for expert in (*self._experts, self._style)
        ]
        start = offsets.get(Trust(1, 1), np.zeros(len(seen)))
        return np.stack(every[:-1], axis=1), start, every[-1]

    def _learn(self) -> None:
        from scipy import sparse

        rules, counts = self.rules, self._counts()
        if self.start is None:
            self._styled = styled_of(self._seen.shapes)
        self._kept = found_in(self._seen.words, self._groups, rules.options.groups)
        offsets = self._offsets(self._seen)
        some = self._seen.words[:, self._kept]
        times = freedom(some, self._kept, rules.options)
        measured = self._styled.standard(self._seen.shapes)
        shapes = np.full(len(STYLE), rules.options.shapes)
        rows = sparse.hstack(
            [some @ sparse.diags_array(times), sparse.csr_array(measured * shapes)]
        )
        for expert in self._experts:
            self._fit(expert, rows.tocsr(), counts, offsets[expert.trust], times, shapes)
        alone = OF_STYLE * ALONE
        nothing = np.zeros(len(self))
        self._fit(self._style, measured * alone, counts, nothing, times[:0], alone)

    def _fit(
        self,
        expert: _Expert,
        rows: Any,  # noqa: ANN401 - scipy has no types
        counts: Array,
        offset: Array,
        words: Array,
        shapes: Array,
    ) -> None:
        """Let one expert learn; ``words`` and ``shapes`` are how freely each weight moves."""
        kept, free = self._kept[: len(words)], np.append(words, shapes)
        weights = np.append(expert.weights[kept], expert.shapes)
        begin = np.divide(weights, free, out=np.zeros_like(free), where=free > 0)
        strength = self.rules.options.strength
        found = correct(rows, self._labels, counts, offset, strength, np.append(begin, expert.base))
        weights = found[:-1] * free
        expert.weights[:] = 0.0
        expert.weights[kept] = weights[: len(kept)]
        expert.shapes, expert.base = weights[len(kept) :], float(found[-1])

    def _linear(self, expert: _Expert) -> Linear:
        weights, shapes, base = expert.weights.copy(), expert.shapes, expert.base
        buckets = self._kept
        if self.start is not None and any(expert.trust):
            worth, trust = self.start.worth, expert.trust
            weights[worth.buckets] += worth.weights * trust.words
            shapes = shapes + np.array(worth.shapes) * trust.of_shapes()
            base += worth.base * trust.words
            buckets = np.union1d(buckets, worth.buckets).astype(np.int32)
        return Linear(buckets, weights[buckets], tuple(shapes.tolist()), base)

    def _domain(self) -> Domain:
        """Return the limits of the team's own stream, which ordinary posts are part of."""
        late = self._known[len(self) // 2 :]
        return limits(self._seen, self._styled, late, self.rules.options)

    def _platt(self, held: Array, labels: Array) -> tuple[float, float]:
        """Return Platt's numbers, (0, 0) where too few verdicts hold them."""
        fewest = min(labels.sum(), len(labels) - labels.sum())
        if len(self) < self.rules.predicted or fewest < self.rules.each:
            return 0.0, 0.0
        counts = np.clip(self._weights[-len(held) :], 1.0, self.rules.most)
        return platt(held, labels.astype(np.int8), counts)
