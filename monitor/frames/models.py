"""The classifier: how good it is, what its data is like, what a score is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from monitor.analyses.classifier.prequential import Figure as Predicted
from monitor.frames.table import frame
from monitor.pipeline.audit import Audited
from monitor.pipeline.audit_report import audit_records
from monitor.pipeline.explained import Explained, summand_record
from monitor.pipeline.figures import BinFigure, Evaluation, Figure

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["audit", "evaluation", "explanation", "learning"]


def evaluation(found: Evaluation, *, bins: bool = False) -> pd.DataFrame:
    """Return the figures of :func:`monitor.pipeline.evaluate_model.evaluate_model`, one a row.

    Parameters
    ----------
    found : Evaluation
    bins : bool
        The reliability tables instead: ``split, system, equal, low, high, count, said, so``.

    Returns
    -------
    pandas.DataFrame
        ``kind, split, rows, system, measure, value, low, high, count, positive, over, slice,
        cell, why``; see :class:`monitor.pipeline.figures.Figure`.
    """
    made = BinFigure if bins else Figure
    columns = tuple(each.name for each in fields(made))
    return frame(map(asdict, found.bins if bins else found.figures), columns)


def audit(found: Audited) -> pd.DataFrame:
    """Return what :func:`monitor.pipeline.audit.audit_file` found, one finding a row.

    Returns
    -------
    pandas.DataFrame
        ``check, about, status, measure, strength, low, high, threshold, sure, rows, sentence``, in
        the order of the report; see :class:`monitor.analyses.audit.Finding`.

    Examples
    --------
    >>> from monitor.pipeline.audit import audit_rows
    >>> few = audit(audit_rows([{"text": "TPS dibuka pukul tujuh", "label": 0}]))
    >>> few.loc[few["check"] == "length", "status"].item()  # of one text nothing can be said
    'n/a'
    """
    columns = (
        *("check", "about", "status", "measure", "strength", "low", "high", "threshold", "sure"),
        *("rows", "sentence"),
    )
    records = (each for each in audit_records(found) if each["kind"] == "finding")
    return frame(({name: each[name] for name in columns} for each in records), columns)


def explanation(told: Explained, text: str) -> pd.DataFrame:
    """Return the lines that :func:`monitor.pipeline.explained.explained` takes a score apart into.

    Parameters
    ----------
    told : Explained
    text : str
        The raw text that was explained.

    Returns
    -------
    pandas.DataFrame
        ``what, value, text, start, end, shape, sentence``; values are log-odds and add up to
        ``told.judgement.score``. ``text`` is ``raw[start:end]``, empty where a line has no place.
    """
    columns = ("what", "value", "text", "start", "end", "shape", "sentence")
    lines = frame((summand_record(each, text) for each in told.summands), columns)
    places = {"start": "Int64", "end": "Int64"}
    return lines.fillna({"text": "", "shape": ""}).astype(places)


def learning(figures: Iterable[Predicted]) -> pd.DataFrame:
    """Return how well verdicts were predicted before they were learned, one figure a row.

    Parameters
    ----------
    figures : iterable of monitor.analyses.classifier.prequential.Figure
        As :func:`monitor.pipeline.learn.learn` returns them.

    Returns
    -------
    pandas.DataFrame
        ``of, window, system, over, measure, value, low, high, rows, positive, stand_for, why``;
        window 0 is the mean of all.

    Examples
    --------
    >>> learning([]).empty
    True
    """
    return frame((each._asdict() for each in figures), Predicted._fields)
