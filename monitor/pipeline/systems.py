"""What a classifier must beat: systems that learn less of a text than it does, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier import Classifier
from monitor.pipeline.labelled_rows import Rows

__all__ = ["SYSTEMS", "Learned", "Lesson", "Scored", "System", "as_it_is", "lesson_of", "style"]

MARKS = ".,!?\"':;-()…"
_WORD = re.compile(r"\w+")
_TERM = r"\w+|^\W+$"
"""A text without a single word is a word of its own, so that no file has an empty vocabulary."""
_RUN = re.compile(r"[!?.]{2,}")
_BLOCK = 500  # rows compared with all others at once

Numbers: TypeAlias = NDArray[np.float64]


class Lesson(NamedTuple):
    """What a system learns from."""

    texts: list[str]
    labels: NDArray[np.int8]
    groups: NDArray[np.int64]
    seed: int


@dataclass(frozen=True, slots=True)
class Scored:
    """What a system makes of n texts."""

    scores: Numbers
    """Only their order counts, and which side of the threshold they lie on."""
    probabilities: Numbers
    """NaN where the system gives none."""
    threshold: float
    """Scores from here on are flagged: more often found false than rows are as a whole."""


Learned: TypeAlias = Callable[[Sequence[str]], Scored]
System: TypeAlias = Callable[[Lesson], Learned]


def lesson_of(rows: Rows, places: NDArray[np.int64], labels: NDArray[np.int8], seed: int) -> Lesson:
    """Return the rows at ``places``, with these labels, as something to learn from."""
    return Lesson([rows.texts[place] for place in places], labels, rows.groups[places], seed)


def majority(lesson: Lesson) -> Learned:
    """Say the same of every text: the label most rows have, and the base rate."""
    rate = float(lesson.labels.mean())

    def score(texts: Sequence[str]) -> Scored:
        flat = np.zeros(len(texts))
        return Scored(flat, flat + rate, 0.0 if rate >= 0.5 else np.inf)

    return score


def style_only(lesson: Lesson) -> Learned:
    """Learn :func:`style` alone, by logistic regression: no word of the text is read."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2_000))
    model.fit(style(lesson.texts), lesson.labels)
    return _probable(lambda texts: model.predict_proba(style(texts))[:, 1], lesson)


def style(texts: Sequence[str]) -> Numbers:
    """Return what can be seen of texts without reading: length, capitals, punctuation.

    Returns
    -------
    numpy.ndarray
        Shape ``(n, 18)``: logarithms of characters, words and line breaks, letters a word;
        shares of capitals among letters and of words in capitals among words; marks as shares of
        all characters; runs such as ``!!!``.

    Examples
    --------
    >>> style(["AWAS!!!", "awas"])[:, 4].tolist()
    [1.0, 0.0]
    """
    return np.array([_style(text) for text in texts], float).reshape(len(texts), -1)


def _style(text: str) -> list[float]:
    words = _WORD.findall(text)
    letters = sum(map(str.isalpha, text))
    size = max(len(text), 1)
    return [
        np.log1p(len(text)),
        np.log1p(len(words)),
        np.log1p(text.count("\n")),
        sum(map(len, words)) / max(len(words), 1),
        sum(map(str.isupper, text)) / max(letters, 1),
        sum(word.isupper() and len(word) > 1 for word in words) / max(len(words), 1),
        *(text.count(mark) / size for mark in MARKS),
        float(len(_RUN.findall(text))),
    ]


def bag_of_words(lesson: Lesson) -> Learned:
    """Learn words and pairs of words (TF-IDF), by logistic regression: the usual paper's model."""
    from sklearn.linear_model import LogisticRegression

    words = _words()
    # rows of TF-IDF have length 1, so C=1 would underfit
    model = LogisticRegression(C=10, solver="liblinear", random_state=lesson.seed)
    model.fit(words.fit_transform(lesson.texts), lesson.labels)
    return _probable(lambda texts: model.predict_proba(words.transform(texts))[:, 1], lesson)


def nearest(lesson: Lesson) -> Learned:
    """Say how much nearer (TF-IDF cosine) the nearest positive text is than the nearest other."""
    words = _words()
    learned = words.fit_transform(lesson.texts)
    positive, negative = (learned[lesson.labels == value].T.tocsr() for value in (1, 0))

    def score(texts: Sequence[str]) -> Scored:
        asked = words.transform(texts)
        margins = np.zeros(len(texts))
        for start in range(0, len(texts), _BLOCK):
            block = slice(start, start + _BLOCK)
            near = [(asked[block] @ side).max(axis=1).toarray() for side in (positive, negative)]
            margins[block] = (near[0] - near[1]).ravel()
        return Scored(margins, np.full(len(texts), np.nan), 0.0)

    return score


def ours(lesson: Lesson) -> Learned:
    """Learn the classifier of this project, as ``monitor model train`` does."""
    from monitor.analyses.classifier.training import fit

    return as_it_is(fit(lesson.texts, lesson.labels, groups=lesson.groups, seed=lesson.seed))


def as_it_is(classifier: Classifier) -> Learned:
    """Let a classifier score that has learned already; it says where it gives no probability."""

    def score(texts: Sequence[str]) -> Scored:
        judged = list(classifier.judge(texts))
        said = [np.nan if each.probability is None else each.probability for each in judged]
        return Scored(np.array([each.score for each in judged], float), np.array(said, float), 0.0)

    return score


SYSTEMS: dict[str, System] = {
    "majority": majority,
    "style": style_only,
    "words": bag_of_words,
    "nearest": nearest,
    "ours": ours,
}
"""By the name figures carry."""


def _words() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_TERM)


def _probable(probability: Callable[[Sequence[str]], Numbers], lesson: Lesson) -> Learned:
    rate = float(lesson.labels.mean())

    def score(texts: Sequence[str]) -> Scored:
        said = probability(texts)
        return Scored(said, said, rate)

    return score
