"""``monitor flag``: a file of texts, a line per row: how much it deserves a check, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from heapq import nlargest
from math import fsum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from monitor.analyses import ANALYSES, Setting
from monitor.analyses.classifier import Classifier
from monitor.analyses.classifier.analysis import SHOWN, band_signal
from monitor.analyses.classifier.keeping import loaded, version_in
from monitor.corpora.weights import Weights
from monitor.language import prepare
from monitor.pipeline.explained import SILENT, Explained, explained, summand_record, why
from monitor.pipeline.rowwise import Record, Row, rowwise
from monitor.pipeline.steps import Tick, silent
from monitor.queue.rows import row
from monitor.records import Claim, Document, Other, Post, Reason, Reject, Signal
from monitor.words import say

__all__ = ["Flagged", "Said", "flag", "flag_record", "flagged_why", "highest", "reasons_of"]

OF_CLAIMS = ("memory", "narratives")
"""Analyses of claims that need no other posts: a row is asked as a claim of one post."""
OWN = "row"


class Said(NamedTuple):
    """What is said of one row: leads, never a verdict."""

    explained: Explained
    signals: tuple[Signal, ...]
    """Of every analysis that needs but this text."""
    problem: Reject | None = None
    """Why the row could not be read."""


Flagged: TypeAlias = Row[Said]
"""One row of the input, and what is said of it."""


def flag(
    path: Path,
    *,
    model: Path | None,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    tick: Tick = silent,
) -> Iterator[Flagged]:
    """Yield what is said of every row of a file, in its order; only a text is needed.

    A row that cannot be read is answered as an empty text is, and says so.

    Parameters
    ----------
    path : Path
    model : Path or None
        A classifier's JSON, as :func:`monitor.pipeline.model_of` finds it. Without one every
        score is 0 and the other analyses speak.
    name : str
        What to call the file in messages.
    columns : mapping of str to str, optional
        Column -> field, for names nobody knows.
    tick : function, optional

    Raises
    ------
    BadInput
        The file as a whole cannot be read.
    BadModel
        The model cannot be used.
    """
    version = version_in(model) if model else ""
    if model:
        loaded(model, version)  # a broken one is refused before a row is read
    do = partial(_said, model=model, version=version)
    yield from rowwise(path, do, name=name, columns=columns, step="flag", tick=tick)


def highest(rows: Iterator[Flagged], count: int, weights: Weights) -> list[Flagged]:
    """Return the rows with the highest scores, those of equal ones with the weightiest reasons.

    Only ``count`` rows are held at once.
    """
    return nlargest(count, rows, key=lambda each: (_score(each), _weight(each, weights)))


def _said(records: Sequence[Record], *, model: Path | None, version: str) -> list[Said]:
    classifier = loaded(model, version) if model else None
    posts = [_numbered(record, place) for place, record in enumerate(records)]
    found: dict[str, list[Signal]] = {post.id: [] for post in posts}
    for signal in _signals(prepare(posts), posts):
        found[signal.subject].append(signal)
    return [
        _one(classifier, record, post.text, found[post.id])
        for record, post in zip(records, posts, strict=True)
    ]


def _numbered(record: Record, place: int) -> Post:
    """Return a row as a post with an id of its own: files repeat ids, and some have none."""
    own = f"{OWN}:{place}"
    return replace(record, id=own, raw="") if isinstance(record, Post) else Post(own, "")


def _signals(documents: Sequence[Document], posts: Sequence[Post]) -> Iterator[Signal]:
    setting = Setting()
    for analysis in ANALYSES.values():
        if analysis.of == "post" and analysis.name != "classifier":  # which is asked once, below
            yield from analysis.find(documents, setting)
    claims = [_claim(post) for post in posts]
    for name in OF_CLAIMS:
        yield from ANALYSES[name].find(claims, setting)


def _claim(post: Post) -> Claim:
    return Claim(post.id, 1, 1, (post.platform,), post.created, post.created, post.id, post.text)


def _one(
    classifier: Classifier | None, record: Record, text: str, signals: Sequence[Signal]
) -> Said:
    problem = _problem(record)
    if classifier is None:
        return Said(SILENT, tuple(signals), problem)
    told = explained(classifier, text)
    if told.judgement.band in SHOWN:
        first = next((each for each in told.summands if each.span and each.value > 0), None)
        signals = [*signals, band_signal(OWN, told.judgement, first.span if first else None)]
    return Said(told, tuple(signals), problem)


def _problem(record: Record) -> Reject | None:
    """Return why a record gave no post; an account or a like need be none, but has no text."""
    if isinstance(record, Other):
        return Reject(record.line, "classifier.no_post", {"kind": record.kind})
    return record if isinstance(record, Reject) else None


def reasons_of(flagged: Flagged, weights: Weights) -> tuple[Reason, ...]:
    """Return the reasons of a row as the queue would show them, the weightiest first."""
    text = flagged.text
    claim = Claim(OWN, 1, 1, (), None, None, OWN, text)
    signals = [replace(signal, post=OWN) for signal in flagged.said.signals]
    return row(0, 0.0, claim, signals, {OWN: text}, weights).reasons


def flag_record(flagged: Flagged, weights: Weights) -> dict[str, object]:
    """Return a row as JSON; offsets are code points of the row's text."""
    judgement, summands = flagged.said.explained
    reasons = [asdict(reason) for reason in reasons_of(flagged, weights)]
    for reason in reasons:
        del reason["post_id"]
    return {
        "id": flagged.id,
        "score": judgement.score,
        "probability": judgement.probability,
        "band": judgement.band,
        "band_said": say(f"classifier.{judgement.band}"),
        "why": flagged_why(flagged),
        "explanation": [summand_record(each, flagged.text) for each in summands],
        "reasons": reasons,
    }


def flagged_why(flagged: Flagged) -> str:
    """Return in a sentence what the band of a row means, or why there is none."""
    problem = flagged.said.problem
    if problem:
        reason = say(problem.reason, **problem.facts)
        return say("classifier.unread", problem=reason)
    return why(flagged.said.explained.judgement)


def _score(flagged: Flagged) -> float:
    return flagged.said.explained.judgement.score


def _weight(flagged: Flagged, weights: Weights) -> float:
    return fsum(reason.weight for reason in reasons_of(flagged, weights))
