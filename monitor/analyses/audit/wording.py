"""Whose hand wrote or collected the texts: checkers, newsrooms, denials, heads left by a crawl."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.bags import bag_scores
from monitor.analyses.audit.phrases import occurrences
from monitor.analyses.audit.records import Finding, Found, Rows, Sample, Table
from monitor.analyses.audit.strength import (
    not_possible,
    out_of_fold,
    predicts,
    share_of,
    told_apart,
    verdict,
)
from monitor.corpora.audit import habits
from monitor.corpora.masking import masking
from monitor.measures import Interval

__all__ = ["checkers", "denials", "openings", "outlets"]

OPENING = 0.20
"""Least share of a source's texts with one opening, above the share elsewhere, for a leak."""
OPENING_SURE = 0.15
ENOUGH = 50
"""Texts of a source that is looked at."""

DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Za-z.]*(?:,? [A-Z][A-Za-z.]*){0,4}\s*[-–—]{1,2}\s"
    r"|[A-Z]{4,}[,.]? |\(\w+\)\s*[-–—])"
)
BYLINE = re.compile(r"[-–—|(]\s*[A-Z][\w.]{3,20}(?: [A-Z]\w+)?\)?\s*$")
SAID = re.compile(r"^[^:\n]{3,60}: ?[\"“'A-Z]")
QUOTED = re.compile(r"[“”\"]")


def checkers(sample: Sample) -> Found:
    """Ask whether verdicts, kinds of content and checkers' names stand on one side only."""
    return _vocabulary(sample, "checkers", masking().checkers)


def outlets(sample: Sample) -> Found:
    """Ask whether outlets' names, datelines and how newsrooms word a title tell the label."""
    phrases = [*masking().outlets, *habits().newsroom]
    forms = np.array(
        [
            [each.search(text[:400]) is not None for each in (DATELINE, SAID, QUOTED)]
            + [BYLINE.search(text[-40:]) is not None]
            for text in sample.texts
        ],
        float,
    ).reshape(len(sample.texts), 4)
    return _vocabulary(sample, "outlets", phrases, forms)


def _vocabulary(
    sample: Sample,
    check: str,
    phrases: Iterable[str],
    forms: NDArray[np.float64] | None = None,
) -> Found:
    if not sample.learnable:
        return Found(not_possible(check, "few_labels"), [])
    from scipy.sparse import csr_array, hstack

    rows, names = sample.labelled, list(phrases)
    features = occurrences([sample.words[row] for row in rows], names)
    label = sample.labels[rows]
    shares = {
        name: np.asarray(features[label == each].mean(axis=0)).ravel()
        for name, each in (("positive", 1), ("negative", 0))
    }
    telling = int(np.argmax(np.abs(shares["positive"] - shares["negative"])))
    facts = {"word": names[telling]} | {
        name: f"{share[telling]:.0%}" for name, share in shares.items()
    }
    if forms is not None:
        features = hstack([features, csr_array(forms[rows])])
    scores = out_of_fold(features.tocsr(), label, sample.groups[rows], sample.seed)
    return Found([predicts(sample, check, scores, rows, facts)], [])


def denials(sample: Sample) -> Found:
    """Ask whether one label's texts are denials, not posts: then a model learns to find denials.

    Words are also fitted without those texts, to say what is left.
    """
    if not sample.learnable:
        return Found(not_possible("denials", "few_labels"), [])
    rows = sample.labelled
    said = occurrences([sample.words[row] for row in rows], habits().denials)
    denies = np.asarray(said.sum(axis=1)).ravel() > 0
    label, groups = sample.labels[rows], sample.groups[rows]
    found = told_apart(label, -denies.astype(float), groups, sample.seed)
    facts = {
        "positive": f"{denies[label == 1].mean():.0%}",
        "negative": f"{denies[label == 0].mean():.0%}",
        "without": "-",
    }
    rest = rows[~denies]
    if all((sample.labels[rest] == each).sum() >= ENOUGH for each in (0, 1)):
        scores = bag_scores(sample, rest, sample.labels[rest])
        without = told_apart(sample.labels[rest], scores, sample.groups[rest], sample.seed)
        facts["without"] = f"{without.value:.2f} [{without.low:.2f}; {without.high:.2f}]"
    return Found([verdict("denials", found, "auroc", len(rows), facts)], [])


def openings(sample: Sample) -> Found:
    """Ask whether many texts of one source, or of one label, begin alike."""
    first = np.array([words[0] if words else "" for words in sample.words], object)
    every = np.arange(len(first))
    parts = [(name, rows, every) for name, rows in _by_value(sample.sources)]
    parts += [
        (f"label {label}", np.flatnonzero(sample.labels == label), sample.labelled)
        for label in (1, 0)
    ]
    findings: list[Finding] = []
    shown: list[tuple[str | int | float, ...]] = []
    for name, rows, whole in parts:
        if len(rows) < ENOUGH:
            continue
        rest = np.setdiff1d(whole, rows)
        word = _peculiar(first[rows].tolist(), first[rest].tolist())
        share = float((first[rows] == word).mean())
        found = verdict(
            "openings",
            _more_often(sample, first == word, rows, rest),
            "share",
            len(rows),
            {"word": word, "share": f"{share:.0%}", "name": name},
            about=name,
            threshold=OPENING,
            sure=OPENING_SURE,
        )
        findings.append(found)
        shown.append((name, word, len(rows), round(share, 3)))
    if not findings:
        return Found(not_possible("openings", "few_texts"), [])
    leaks = [each for each in findings if each.status == "leak"]
    table = Table("openings", ("source", "word", "rows", "share"), shown)
    return Found(leaks or [max(findings, key=lambda each: each.strength or 0.0)], [table])


def _peculiar(here: list[str], elsewhere: list[str]) -> str:
    """Return the first word that is most more common here; with no elsewhere, a known leftover."""
    counts, others = Counter(here), Counter(elsewhere)
    words = sorted(set(counts) - {""}) if elsewhere else sorted(habits().openings)
    return max(
        words,
        key=lambda word: counts[word] / len(here) - others[word] / max(len(elsewhere), 1),
        default="",
    )


def _more_often(sample: Sample, begins: NDArray[np.bool_], rows: Rows, rest: Rows) -> Interval:
    """Return how much more often texts begin so here than elsewhere."""
    here = share_of(begins[rows], sample.groups[rows], sample.seed)
    elsewhere = float(begins[rest].mean()) if len(rest) else 0.0
    return Interval(*(each - elsewhere for each in here))


def _by_value(values: Sequence[str]) -> list[tuple[str, Rows]]:
    names = np.asarray(values, object)
    return [(str(name), np.flatnonzero(names == name)) for name in sorted(set(values))]
