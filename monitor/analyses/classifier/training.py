"""Fit a classifier to labelled texts: scikit-learn's logistic regression on masked texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.domain import Domain, distance
from monitor.analyses.classifier.features import BUCKETS, SPACE
from monitor.analyses.classifier.keeping import versioned
from monitor.analyses.classifier.linear import Array, Linear, Styled
from monitor.analyses.classifier.model import Classifier
from monitor.analyses.classifier.seeing import Seen, see, stacked, styled_of

__all__ = [
    "Options", "fit", "folds", "found_in", "freedom", "limits", "platt", "regress", "scores_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What a fit may vary; the defaults were chosen on training folds only (docs/classifier.md)."""

    strength: float = 1.0
    """Inverse of the L2 penalty (scikit-learn's ``C``)."""
    words: float = 0.17
    """How freely words and pairs move, times how rare they are (log of rows by rows with it)."""
    parts: float = 0.03
    """The same for pieces of words, of which every word has a dozen."""
    shapes: float = 0.06
    """How freely shapes move, per standard deviation."""
    groups: int = 5
    """A feature must be found in so many near-duplicate groups; no text can be read back."""
    folds: int = 5
    usual: float = 0.02
    """Share of the training texts that each limit of the domain may leave outside."""
    headlines: bool = False
    """Whether texts shaped like headlines are judged: no model can tell whose headline it is."""
    unlike: float = 0.4
    """The same for the contrast with ordinary texts, which overlap."""


def fit(
    texts: Sequence[str],
    labels: Sequence[int] | NDArray[np.int8],
    *,
    groups: Sequence[int] | NDArray[np.int64],
    weights: Array | None = None,
    ordinary: Sequence[str] = (),
    ordinary_groups: Sequence[int] | NDArray[np.int64] = (),
    options: Options | None = None,
    seed: int = 7,
) -> Classifier:
    """Return a classifier of texts like these.

    Parameters
    ----------
    texts : sequence of str, n
        Raw.
    labels : sequence of int, n
        1: found false by a checker; 0: found otherwise. Both must occur.
    groups : sequence of int, n
        Near-duplicate group of each text; folds never split one.
    weights : array, shape (n,), optional
        How much each text counts.
    ordinary : sequence of str, optional
        Texts nobody picked up, with groups of their own: only the contrast of the domain test
        learns from them, since telling crawls apart is no sign of anything (docs/classifier.md).
    options : Options, optional
    seed : int
        Of the folds.

    Raises
    ------
    ValueError
        Only one label occurs, or fewer than two groups of one of them.

    Notes
    -----
    Probabilities are Platt's [1]_ on scores of texts that the scoring fold did not see.

    References
    ----------
    .. [1] Platt (1999), in Advances in Large Margin Classifiers, MIT Press, 61-74.
    """
    options = options or Options()
    truth, grouped = np.asarray(labels, np.int8), np.asarray(groups, np.int64)
    if min(len(set(grouped[truth == value].tolist())) for value in (0, 1)) < 2:
        raise ValueError("two groups of each label are needed")
    counts = np.ones(len(truth)) if weights is None else np.asarray(weights, np.float64)
    seen = see(texts)
    styled = styled_of(seen.shapes)
    worth = regress(seen, styled, grouped, truth, counts, options)
    held = np.zeros(len(truth))
    known = np.zeros(len(truth))
    for part, left in _crossed(seen, styled, grouped, truth, counts, options, seed):
        held[left] = scores_of(seen.some(left), styled, part)
        known[left] = [_share(part, seen.forms[row]) for row in left]
    slope, shift = platt(held, truth, counts)
    domain = limits(seen, styled, known, options)
    if len(ordinary):
        domain = _with_contrast(domain, seen, grouped, styled, ordinary, ordinary_groups, options)
    made = Classifier(
        version="",
        worth=worth,
        styled=styled,
        domain=domain,
        slope=slope,
        shift=shift,
        ladder=np.quantile(held, np.linspace(0, 1, 101)),
    )
    return replace(made, version=versioned(made))


def found_in(words: Any, groups: NDArray[np.int64], least: int) -> NDArray[np.int32]:  # noqa: ANN401 - scipy has no types
    """Return the buckets that occur in at least ``least`` groups, ascending."""
    coo = words.tocoo()
    cells = np.unique(groups[coo.row] * np.int64(BUCKETS) + coo.col)
    counts = np.bincount(cells % BUCKETS, minlength=BUCKETS)
    return np.flatnonzero(counts >= least).astype(np.int32)


def regress(
    seen: Seen,
    styled: Styled,
    groups: NDArray[np.int64],
    labels: NDArray[np.int8],
    counts: Array,
    options: Options,
) -> Linear:
    """Return the weights of a logistic regression that the L2 norm holds.

    Only features found in ``options.groups`` of the groups get one.
    """
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    kept = found_in(seen.words, groups, options.groups)
    words = seen.words[:, kept]
    times = freedom(words, kept, options)
    shapes = styled.standard(seen.shapes) * options.shapes
    rows = sparse.hstack([words @ sparse.diags_array(times), sparse.csr_array(shapes)]).tocsr()
    model = LogisticRegression(C=options.strength, max_iter=2_000)
    model.fit(rows, labels, sample_weight=counts * len(counts) / counts.sum())
    found = np.asarray(model.coef_[0], np.float64)
    return Linear(
        kept,
        found[: len(kept)] * times,
        tuple((found[len(kept) :] * options.shapes).tolist()),
        float(model.intercept_[0]),
    )


def _crossed(
    seen: Seen,
    styled: Styled,
    groups: NDArray[np.int64],
    labels: NDArray[np.int8],
    counts: Array,
    options: Options,
    seed: int,
) -> Iterator[tuple[Linear, NDArray[np.int64]]]:
    """Yield, per fold, what the other folds taught, and the rows that were left out of it."""
    for some, left in folds(groups, options.folds, seed, labels):
        learned = (groups[some], labels[some], counts[some])
        yield regress(seen.some(some), styled, *learned, options), left


def freedom(words: Any, kept: NDArray[np.int32], options: Options) -> Array:  # noqa: ANN401
    """Return how freely each feature moves: rare ones more, pieces of words less."""
    rows = np.bincount(words.tocoo().col, minlength=len(kept))
    by_kind = np.array([options.words, options.words, options.parts])
    rarity = np.log(words.shape[0] / np.maximum(rows, 1))
    return np.asarray(by_kind[kept // SPACE] * rarity)


def scores_of(seen: Seen, styled: Styled, linear: Linear) -> Array:
    """Return the scores of texts seen, shape (n,): the same sums, by matrices."""
    shapes = styled.standard(seen.shapes) @ np.array(linear.shapes)
    return np.asarray(seen.words[:, linear.buckets] @ linear.weights + shapes + linear.base)


def folds(
    groups: NDArray[np.int64], count: int, seed: int, labels: NDArray[np.int8]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield (learned, left) rows, every group wholly on one side, labels spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    rarest = min(len(set(groups[labels == value].tolist())) for value in (0, 1))
    cut = StratifiedGroupKFold(max(2, min(count, rarest)), shuffle=True, random_state=seed)
    yield from cut.split(np.zeros(len(groups)), labels, groups)


def platt(scores: Array, labels: NDArray[np.int8], counts: Array) -> tuple[float, float]:
    """Return slope and shift that make probabilities of scores."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(scores[:, None], labels, sample_weight=counts)
    return max(float(model.coef_[0, 0]), 0.0), float(model.intercept_[0])


def limits(seen: Seen, styled: Styled, known: Array, options: Options) -> Domain:
    """Return limits that each leave ``options.usual`` of the texts seen outside.

    Parameters
    ----------
    seen : Seen, n texts
    styled : Styled
    known : array, shape (n,)
        Share of the words of each that a model knew which had not seen the text.
    options : Options
    """
    sizes = np.array([len(forms) for forms in seen.forms])
    far = [distance(row) for row in styled.standard(seen.shapes)]
    low, high = options.usual, 1 - options.usual
    return Domain(
        fewest=max(1, int(np.quantile(sizes, low))),
        most=int(np.ceil(np.quantile(sizes, high))),
        known=float(np.quantile(known, low)),
        strange=float(np.quantile(far, high)),
        headlines=options.headlines,
    )


def _with_contrast(
    domain: Domain,
    seen: Seen,
    groups: NDArray[np.int64],
    styled: Styled,
    ordinary: Sequence[str],
    ordinary_groups: Sequence[int] | NDArray[np.int64],
    options: Options,
) -> Domain:
    """Learn to tell the training texts from ordinary ones; each half is scored by the other's."""
    others = see(ordinary)
    both = stacked(seen, others)
    apart = np.concatenate([groups, np.asarray(ordinary_groups) + groups.max() + 1])
    source = np.repeat(np.array([1, 0], np.int8), [len(seen), len(others)])
    counts = np.ones(len(source))
    held = np.zeros(len(source))
    halves = replace(options, folds=2)
    for part, left in _crossed(both, styled, apart, source, counts, halves, seed=0):
        held[left] = scores_of(both.some(left), styled, part)
    contrast = regress(both, styled, apart, source, counts, options)
    unlike = float(np.quantile(held[source == 1], options.unlike))
    return replace(domain, contrast=contrast, unlike=unlike)


def _share(linear: Linear, forms: Sequence[str]) -> float:
    return sum(map(linear.knows, forms)) / max(1, len(forms))
