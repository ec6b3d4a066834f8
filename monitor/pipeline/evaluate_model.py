"""Measure the classifier, and what it must beat, on rows it did not learn from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.analyses import classifier
from monitor.collectors.labelled import Labelled, read_labelled
from monitor.errors import BadInput
from monitor.measures import Split, random_split, source_split, time_split
from monitor.measures.intervals import DRAWS, SEED
from monitor.measures.splits import LEAST
from monitor.pipeline.figures import BinFigure, Evaluation, Figure, SplitFigure
from monitor.pipeline.labelled_rows import Rows, usable
from monitor.pipeline.measuring import Sample, binned, cell, measured
from monitor.pipeline.placebo import Control, control_of
from monitor.pipeline.slices import slices
from monitor.pipeline.steps import Tick, silent
from monitor.pipeline.systems import SYSTEMS, Learned, Scored, as_it_is, lesson_of
from monitor.store import versions_of

__all__ = ["evaluate_model", "evaluated"]

OVER = ("style", "words", "nearest")
"""What gains of ours are computed over, beside the placebo."""


def evaluate_model(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    model: Path | None = None,
    since: str | None = None,
    seed: int = SEED,
    draws: int = DRAWS,
    tick: Tick = silent,
) -> Evaluation:
    """Return how well each system orders the rows of a labelled file, split three ways.

    Parameters
    ----------
    path : Path
        CSV, JSON Lines, XLSX or Parquet; see :func:`monitor.collectors.labelled.read_labelled`.
    columns : mapping of str to str, optional
        Role -> column.
    model : Path, optional
        A model to measure as it is; by default the shipped one, if there is any.
    since : str, optional
        First day of the test side of the time split; by default the last 30 % of rows.
    seed, draws : int
        Of splits, folds and the bootstrap; how often that draws.
    tick : function, optional
        Told of every system that has learned and been measured.

    Returns
    -------
    Evaluation
        Plain records; :func:`monitor.frames.evaluation` makes a table of them.

    Raises
    ------
    BadInput
        The file cannot be read, has no texts, or too few labelled rows for any split.
    BadModel
        ``model`` cannot be read.

    Notes
    -----
    Nothing is chosen on test rows: every setting is fixed. Most of the time is four fits of ours.
    """
    labelled = read_labelled(path, columns=columns)
    return evaluated(
        labelled, usable(labelled), model=model, since=since, seed=seed, draws=draws, tick=tick
    )


def evaluated(
    labelled: Labelled,
    rows: Rows,
    *,
    model: Path | None = None,
    since: str | None = None,
    seed: int = SEED,
    draws: int = DRAWS,
    tick: Tick = silent,
) -> Evaluation:
    """Return the same of a file that has been read, and of those of its rows that can be used."""
    path = labelled.path
    whole = classifier.load(model) if model else classifier.shipped()
    fixed: dict[str, Learned] = {} if whole is None else {"shipped": as_it_is(whole)}
    splits = _splits(rows, seed, since)
    if all(split.why for split in splits):
        raise BadInput(
            "evaluate_too_few", path, least=LEAST, column=labelled.roles.get("label", "-")
        )
    control = control_of(rows, seed, draws, tick)
    figures = list(control.figures)
    bins: list[BinFigure] = []
    sliced = next(split.name for split in (splits[1], splits[0], splits[2]) if not split.why)
    for split in splits:
        if split.why:
            continue
        sample = _scored(rows, split, fixed, seed, tick)
        figures += _measured(sample, rows.denials[split.test], control, draws, seed)
        bins += binned(sample)
        if split.name == sliced:
            for of, name, kept in slices(rows, split.test):
                figures += cell(sample, "ours", of, name, kept, draws, seed)
    return Evaluation(
        path=str(path),
        digest=labelled.digest,
        seed=seed,
        draws=draws,
        versions=versions_of("numpy", "scikit-learn", "scipy"),
        roles=labelled.roles,
        read=len(labelled.rows),
        used=len(rows.texts),
        positive=int(rows.labels.sum()),
        groups=len(np.unique(rows.groups)),
        left_out=rows.left_out,
        splits=[_told(split, rows) for split in splits],
        figures=figures,
        bins=bins,
        sliced=sliced,
        placebo=control.facts,
        model=_model(whole, labelled.digest),
    )


def _splits(rows: Rows, seed: int, since: str | None) -> list[Split]:
    return [
        random_split(rows.labels, rows.groups, seed=seed),
        time_split(rows.dates, rows.labels, rows.groups, since=since),
        source_split(
            rows.columns.get("source", np.full(len(rows.texts), "")),
            rows.labels,
            rows.groups,
            seed=seed,
        ),
    ]


def _scored(
    rows: Rows, split: Split, fixed: Mapping[str, Learned], seed: int, tick: Tick
) -> Sample:
    lesson = lesson_of(rows, split.train, rows.labels[split.train], seed)
    texts = [rows.texts[place] for place in split.test]
    scored: dict[str, Scored] = {}
    for name, system in SYSTEMS.items():
        scored[name] = system(lesson)(texts)
        tick("evaluate_model", 1)
    for name, learned in fixed.items():
        scored[name] = learned(texts)
        tick("evaluate_model", 1)
    return Sample(split.name, "all", rows.labels[split.test], rows.groups[split.test], scored)


def _measured(
    sample: Sample, denials: NDArray[np.bool_], control: Control, draws: int, seed: int
) -> Iterator[Figure]:
    gains = [("ours", name) for name in OVER]
    for rows, kept in (("all", np.ones(len(denials), bool)), ("no_denials", ~denials)):
        if rows != "all" and kept.all():
            continue
        part = sample.part(rows, kept)
        if min((part.labels == value).sum() for value in (0, 1)) < LEAST:
            continue
        drawn = part.draws(draws, seed)
        yield from measured(part, part.values(), drawn, gains)
        yield from control.gains(part, part.values(), drawn)


def _told(split: Split, rows: Rows) -> SplitFigure:
    return SplitFigure(
        split=split.name,
        train=len(split.train),
        train_positive=int(rows.labels[split.train].sum()),
        test=len(split.test),
        test_positive=int(rows.labels[split.test].sum()),
        denials=int(rows.denials[split.test].sum()),
        why=split.why,
        facts=split.facts,
    )


def _model(whole: classifier.Classifier | None, digest: str) -> dict[str, str]:
    """Return what is known of the model measured as it is, and of what it learned from."""
    if whole is None:
        return {"why": "no_model"}
    learned = "yes" if digest in json.dumps(dict(whole.about), default=str) else "perhaps"
    return {"version": whole.version, "learned": learned}
