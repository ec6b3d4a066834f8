"""What a text looks like, whatever it says: length, marks, capitals, leftovers of collecting."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.audit.phrases import occurrences
from monitor.analyses.audit.records import Finding, Found, Rows, Sample
from monitor.analyses.audit.strength import binned, not_possible, out_of_fold, predicts
from monitor.corpora.audit import habits

__all__ = ["capitals", "length", "markup", "punctuation", "style"]

Numbers = NDArray[np.float64]

MARKS = (",", ".", "!", "?", ":", ";", "-", "'", "(", "…", "/", "*")
QUOTES = '"“”«»„'
LINK = re.compile(r"https?://\S+|www\.\S+|<URL>|\bpic\.twitter\S*")
HANDLE = re.compile(r"(?<!\w)@\w+")
TAG = re.compile(r"(?<!\w)#\w+")
LEFT = re.compile(r"<[A-Za-z/][^>]{0,40}>|&[a-z]{2,6};|\\n|  +")
CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
TITLE = re.compile(r"\b[A-Z][a-z]+")
PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


def length(sample: Sample) -> Found:
    """Ask whether long texts have another label than short ones."""
    facts = {}
    if sample.learnable:
        sizes = np.array([len(text) for text in sample.texts])
        for label, name in ((1, "positive"), (0, "negative")):
            facts[name] = str(int(np.median(sizes[sample.labels == label])))
    return _alone(sample, "length", _length, facts)


def punctuation(sample: Sample) -> Found:
    """Ask whether commas, stops, quotation and exclamation marks tell the label."""
    return _alone(sample, "punctuation", _punctuation)


def capitals(sample: Sample) -> Found:
    """Ask whether capital letters tell the label."""
    return _alone(sample, "capitals", _capitals)


def markup(sample: Sample) -> Found:
    """Ask whether links, handles, hashtags, emoji, line breaks and remains of HTML do."""
    return _alone(sample, "markup", _markup)


def style(sample: Sample) -> Found:
    """Ask what all of these and the words without a subject know together."""
    if not sample.learnable:
        return Found(not_possible("style", "few_labels"), [])
    from scipy.sparse import csr_array, hstack

    rows = sample.labelled
    texts = [sample.texts[row] for row in rows]
    shape = np.hstack([binned(f(texts)) for f in (_length, _punctuation, _capitals, _markup)])
    said = occurrences([sample.words[row] for row in rows], habits().style)
    features = hstack([csr_array(shape), said]).tocsr()
    scores = out_of_fold(features, sample.labels[rows], sample.groups[rows], sample.seed)
    return Found([predicts(sample, "style", scores, rows)], [])


def _alone(
    sample: Sample,
    check: str,
    measure: Callable[[Sequence[str]], Numbers],
    facts: dict[str, str] | None = None,
) -> Found:
    if not sample.learnable:
        return Found(not_possible(check, "few_labels"), [])
    rows: Rows = sample.labelled
    features = binned(measure([sample.texts[row] for row in rows]))
    scores = out_of_fold(features, sample.labels[rows], sample.groups[rows], sample.seed)
    found: Finding = predicts(sample, check, scores, rows, facts)
    return Found([found], [])


def _length(texts: Sequence[str]) -> Numbers:
    return np.array([(len(text), text.count(" ")) for text in texts], float)


def _punctuation(texts: Sequence[str]) -> Numbers:
    """Return marks per 100 characters, and how the text ends."""
    found = []
    for text in texts:
        size = max(len(text), 1) / 100
        counts = [text.count(mark) / size for mark in MARKS]
        quotes = sum(text.count(mark) for mark in QUOTES) / size
        end = text.rstrip()[-1:]
        ends = (end == ".", end.isalnum(), end in QUOTES)
        found.append((*counts, quotes, sum(counts), "!!" in text, "..." in text, *ends))
    return np.array(found, float)


def _capitals(texts: Sequence[str]) -> Numbers:
    found = []
    for text in texts:
        letters = max(sum(map(str.isalpha, text)), 1)
        words = max(text.count(" ") + 1, 1)
        start = text.lstrip()[:1]
        found.append(
            (
                sum(map(str.isupper, text)) / letters,
                len(CAPITALS.findall(text)) / words,
                len(TITLE.findall(text)) / words,
                start.isupper(),
            )
        )
    return np.array(found, float)


def _markup(texts: Sequence[str]) -> Numbers:
    found = []
    for text in texts:
        size = max(len(text), 1) / 100
        digits = sum(map(str.isdigit, text)) / size
        counts = [len(each.findall(text)) for each in (LINK, HANDLE, TAG, PICTURES, LEFT)]
        found.append((*counts, digits, text.count("\n") / size))
    return np.array(found, float)
