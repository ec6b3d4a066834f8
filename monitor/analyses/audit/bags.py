"""What a plain bag of words learns, from the labels and from labels that mean nothing."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.phrases import cut
from monitor.analyses.audit.records import Finding, Found, Rows, Sample, Table
from monitor.analyses.audit.strength import (
    not_possible,
    out_of_fold,
    share_of,
    told_apart,
    verdict,
)
from monitor.corpora.audit import habits
from monitor.corpora.masking import masking
from monitor.measures import Interval

__all__ = ["bag", "bag_scores", "label_word", "placebo", "same_label"]

APART, APART_SURE = 0.70, 0.65
"""Least AUROC, and lower end, at which two same-label sources count as told apart."""
WORD, WORD_SURE = 0.10, 0.05
"""Least share of one side that holds a word nearly absent from the other, and its lower end."""
ABSENT = 0.1
"""Nearly absent: at most this part of the other side's share."""
LARGEST = 4
"""Sources of one label that are compared, the largest ones."""
ENOUGH = 60
"""Texts of a source that is compared; of more, so many are drawn:"""
DRAWN = 1_500
SHOWN = 15
GROUPS = 10
"""Near-duplicate groups that a shown word stands in at least."""


def bag_scores(sample: Sample, rows: Rows, labels: NDArray[Any]) -> NDArray[np.float64]:
    """Return out-of-fold log-odds of a logistic regression on TF-IDF of words."""
    return out_of_fold(_weighed(sample, rows), labels, sample.groups[rows], sample.seed)


def _weighed(sample: Sample, rows: Rows) -> Any:  # noqa: ANN401 - scipy has no types
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = sample.bag.counts[rows]
    return TfidfTransformer().fit_transform(counts) if counts.shape[1] else np.zeros((len(rows), 1))


def bag(sample: Sample) -> Found:
    """Say what plain words reach, and which words weigh most."""
    if not sample.learnable:
        return Found(not_possible("bag", "few_labels"), [])
    rows = sample.labelled
    labels, groups = sample.labels[rows], sample.groups[rows]
    found = told_apart(labels, bag_scores(sample, rows, labels), groups, sample.seed)
    note = Finding("bag", "note", "audit.bag_note", {}, "", "auroc", *found, None, None, len(rows))
    return Found([note], [Table("words", ("word", "weight", "positive", "negative", "mark"),
                                _heaviest(sample, rows))])  # fmt: skip


def _heaviest(sample: Sample, rows: Rows) -> list[tuple[str | int | float, ...]]:
    """Return the words with the largest weights, no rare word among them."""
    from sklearn.linear_model import LogisticRegression

    labels = sample.labels[rows]
    counts, words = sample.bag.counts[rows], sample.bag.words
    model = LogisticRegression(solver="liblinear", tol=0.01, random_state=sample.seed)
    model.fit(_weighed(sample, rows), labels)
    weights = model.coef_[0]
    shares = [np.asarray(counts[labels == each].mean(axis=0)).ravel() for each in (1, 0)]
    marks = _marks()
    _, first = np.unique(sample.groups[rows], return_index=True)
    spread = np.asarray(counts[first].sum(axis=0)).ravel()
    order = np.argsort(-weights, kind="stable")
    shown: list[tuple[str | int | float, ...]] = []
    for side in (order, order[::-1]):
        kept = (
            place
            for place in side
            if spread[place] >= GROUPS and (words[place].isalpha() or len(words[place]) <= 4)
        )
        for place, _ in zip(kept, range(SHOWN), strict=False):
            shown.append(
                (
                    words[place],
                    round(float(weights[place]), 2),
                    round(float(shares[0][place]), 3),
                    round(float(shares[1][place]), 3),
                    marks.get(words[place], ""),
                )
            )
    return shown


def _marks() -> dict[str, str]:
    """Return words that are somebody's habit: denials before checkers before outlets."""
    known = {"outlets": masking().outlets, "checkers": masking().checkers,
             "denials": habits().denials}  # fmt: skip
    return {
        parts[0]: mark
        for mark, phrases in known.items()
        for parts in map(cut, phrases)
        if len(parts) == 1
    }


def label_word(sample: Sample) -> Found:
    """Ask whether one word stands nearly always on one side: chosen on one half of the groups.

    Its share is measured on the other half, so that the luckiest of 10,000 words is not believed.
    """
    if not sample.learnable:
        return Found(not_possible("label_word", "few_labels"), [])
    rows = sample.labelled
    _, group, size = np.unique(sample.groups[rows], return_inverse=True, return_counts=True)
    once = 1 / size[group]  # else a story copied often outranks a planted word
    chosen = np.random.default_rng(sample.seed).random(group.max() + 1)[group] < 0.5
    labels, counts = sample.labels[rows], sample.bag.counts[rows]
    sides = [chosen & (labels == each) for each in (0, 1)]
    shares = np.array([once[side] @ counts[side] / max(once[side].sum(), 1e-9) for side in sides])
    pure = shares.min(axis=0) <= ABSENT * shares.max(axis=0)
    above = np.where(pure, shares.max(axis=0) - shares.min(axis=0), 0.0)
    nothing = {"word": "-", "label": "-", "share": "0%", "other": "0%"}
    if not above.any():
        return _word_found(Interval(0.0, 0.0, 0.0), len(rows), nothing)
    word = int(np.argmax(above))
    side = int(np.argmax(shares[:, word]))
    holds = np.asarray(counts[:, [word]].todense()).ravel() > 0
    here, there = (~chosen & (labels == each) for each in (side, 1 - side))
    if not (here.any() and there.any()):
        return Found(not_possible("label_word", "few_labels"), [])
    share = share_of(holds[here], sample.groups[rows][here], sample.seed)
    other = float(holds[there].mean())
    pure_here = other <= ABSENT * share.value  # or only by luck, on the half it was chosen on
    found = Interval(*(each - other if pure_here else 0.0 for each in share))
    facts = {
        "word": sample.bag.words[word],
        "label": str(side),
        "share": f"{share.value:.0%}",
        "other": f"{other:.1%}",
    }
    return _word_found(found, len(rows), facts)


def _word_found(found: Interval, rows: int, facts: dict[str, str]) -> Found:
    one = verdict("label_word", found, "share", rows, facts, threshold=WORD, sure=WORD_SURE)
    return Found([one], [])


def same_label(sample: Sample) -> Found:
    """Ask whether two sources with one label can be told apart: a model may learn sources."""
    findings: list[Finding] = []
    rows_of_table: list[tuple[str | int | float, ...]] = []
    for label in (1, 0, -1):
        sources = _large_sources(sample, label)
        pairs: list[tuple[float, str, Rows, NDArray[np.float64], NDArray[np.bool_]]] = []
        for (one, of_one), (other, of_other) in combinations(sources, 2):
            rows = np.concatenate([of_one, of_other])
            first = np.arange(len(rows)) < len(of_one)
            scores = bag_scores(sample, rows, first)
            pairs.append((_auroc(first, scores), f"{one} / {other}", rows, scores, first))
            rows_of_table.append((str(label), one, other, len(rows), round(pairs[-1][0], 3)))
        if not pairs:
            continue
        _, names, rows, scores, first = max(pairs, key=lambda each: each[0])
        found = told_apart(first, scores, sample.groups[rows], sample.seed)
        facts = {"pair": names, "label": str(label), "pairs": str(len(pairs))}
        findings.append(
            verdict("same_label", found, "auroc", len(rows), facts, about=str(label),
                    threshold=APART, sure=APART_SURE)
        )  # fmt: skip
    table = Table("pairs", ("label", "source", "other", "rows", "auroc"), rows_of_table)
    if not findings:
        return Found(not_possible("same_label", "one_source"), [])
    return Found(findings, [table])


def _auroc(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    from monitor.measures import auroc

    return auroc(labels, scores)


def _large_sources(sample: Sample, label: int) -> list[tuple[str, Rows]]:
    """Return the largest sources of a label, a draw of each, whole sources first."""
    if not sample.sources:
        return []
    names = np.asarray(sample.sources, object).astype(str)
    random = np.random.default_rng(sample.seed)
    found = []
    for name in sorted(set(names[sample.labels == label]) - {""}):
        rows = np.flatnonzero((names == name) & (sample.labels == label))
        if len(rows) >= ENOUGH:
            found.append((len(rows), name, np.sort(random.permutation(rows)[:DRAWN])))
    largest = sorted(found, key=lambda each: (-each[0], each[1]))[:LARGEST]
    return [(name, rows) for _, name, rows in largest]


def placebo(sample: Sample) -> Found:
    """Call one part of the harmless texts positive and ask what the same words reach then.

    By source where there are several, the worst of the largest; and by date, early against late.
    A model that finds those as well as the real positives has learnt who collected what, or when.
    """
    label = 0 if sample.learnable else -1
    harmless = np.flatnonzero(sample.labels == label)
    findings: list[Finding] = []
    tried = []
    for name, part in _large_sources(sample, label):
        rest = harmless[np.asarray(sample.sources, object)[harmless].astype(str) != name]
        if len(rest) >= ENOUGH:
            tried.append((name, part, rest))
    scored = [(*_placebo(sample, part, rest), name) for name, part, rest in tried]
    if scored:
        found, size, name = max(scored, key=lambda each: each[0].value)
        findings.append(
            verdict("placebo", found, "auroc", size, {"part": name}, about="source",
                    threshold=APART, sure=APART_SURE)
        )  # fmt: skip
    days = np.asarray(sample.dates or [""] * len(sample.texts), object).astype(str)
    dated = harmless[days[harmless] != ""]
    middle = str(np.sort(days[dated])[len(dated) // 2]) if len(dated) else ""
    early, late = dated[days[dated] < middle], dated[days[dated] >= middle]
    if min(len(early), len(late)) >= ENOUGH:
        found, size = _placebo(sample, late, early)
        findings.append(
            verdict("placebo", found, "auroc", size, {"part": f">= {middle}"}, about="date",
                    threshold=APART, sure=APART_SURE)
        )  # fmt: skip
    return Found(findings or not_possible("placebo", "no_halves"), [])


def _placebo(sample: Sample, part: Rows, rest: Rows) -> tuple[Interval, int]:
    random = np.random.default_rng(sample.seed)
    drawn = [np.sort(random.permutation(rows)[:DRAWN]) for rows in (part, rest)]
    rows = np.concatenate(drawn)
    called = np.arange(len(rows)) < len(drawn[0])
    scores = bag_scores(sample, rows, called)
    return told_apart(called, scores, sample.groups[rows], sample.seed), len(rows)
