"""What an evaluation found, as plain records: one figure a line, in JSON, tables and DataFrames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["BinFigure", "Evaluation", "Figure", "SplitFigure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its 95 % bootstrap interval; None, and why, where it cannot be had."""

    kind: str
    """``measure``, ``gain`` (of ``system`` over ``over``), ``slice`` or ``placebo``."""
    split: str
    """``random``, ``time`` or ``source``."""
    rows: str
    """``all``, or ``no_denials``: the same systems, rows that deny or clarify left out."""
    system: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    count: int
    """Rows measured on."""
    positive: int
    over: str = ""
    slice: str = ""
    """``candidate``, ``party``, ``platform`` or ``period``."""
    cell: str = ""
    why: str = ""
    """Why there is no value."""


@dataclass(frozen=True, slots=True)
class SplitFigure:
    """How the rows were split, or why they could not be."""

    split: str
    train: int
    train_positive: int
    test: int
    test_positive: int
    denials: int
    """Rows of the test side that deny or clarify."""
    why: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BinFigure:
    """One bin of a reliability table: what was said, and what was so."""

    split: str
    system: str
    equal: str
    """``mass`` or ``width``: what the bins have in common."""
    low: float
    high: float
    count: int
    said: float
    so: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything ``monitor evaluate model`` prints."""

    path: str
    digest: str
    """SHA-256 of the file."""
    seed: int
    draws: int
    versions: Mapping[str, str]
    roles: Mapping[str, str]
    read: int
    used: int
    positive: int
    groups: int
    left_out: Mapping[str, int]
    """Why rows were not used -> how many."""
    splits: list[SplitFigure]
    figures: list[Figure]
    bins: list[BinFigure]
    sliced: str = ""
    """The split whose test side the slices are of."""
    placebo: Mapping[str, str] = field(default_factory=dict)
    """What was called positive in the placebo test; or ``why`` there is none."""
    model: Mapping[str, str] = field(default_factory=dict)
    """``version`` of the model measured as it is, and whether it ``learned`` this very file."""
