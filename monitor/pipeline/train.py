"""``monitor model train DATA``: a classifier from labelled texts, measured first, with its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from monitor.analyses.classifier import Classifier, save
from monitor.analyses.classifier.training import Options, fit
from monitor.collectors.labelled import read_labelled
from monitor.errors import BadInput
from monitor.measures.intervals import DRAWS, SEED
from monitor.pipeline.audit import near_duplicates
from monitor.pipeline.card import card
from monitor.pipeline.evaluate_model import evaluated
from monitor.pipeline.figures import Evaluation, Figure
from monitor.pipeline.labelled_rows import Rows, usable
from monitor.pipeline.steps import Tick, silent

__all__ = ["LABELLED", "Trained", "train_file"]

LABELLED = "labelled"
"""What ``about["from"]`` says of a model that learned from a file."""
ORDINARY = 6_000
"""Ordinary texts that the domain test learns from; more would only take longer."""
LEAST = 10
"""Near-duplicate groups of either label; of fewer, folds would hold next to nothing."""
SYSTEMS = ("style", "words", "nearest", "ours", "placebo")


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, what was measured of its recipe, and where both were written."""

    classifier: Classifier
    evaluation: Evaluation
    path: Path


def train_file(
    data: Path,
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    ordinary: Path | None = None,
    since: str | None = None,
    licence: str = "",
    overwrite: bool = False,
    seed: int = SEED,
    draws: int = DRAWS,
    tick: Tick = silent,
) -> Trained:
    """Measure the recipe on held-out rows, then fit it to all rows and write it with a card.

    Parameters
    ----------
    data : Path
        Labelled CSV, JSON Lines, XLSX or Parquet.
    path : Path
        The model's JSON; arrays (``.npz``) and card (``.md``) go beside it.
    columns : mapping of str to str, optional
        Role -> column.
    ordinary : Path, optional
        Texts that nobody picked up; what they are written like lies outside the domain.
    since : str, optional
        First day of the test side of the time split.
    licence : str
        A sentence for the card: whose texts these are and what may be done with the model.
    overwrite : bool
        Whether a model that is there may be replaced.
    seed, draws : int
        Of splits, folds, the sample of ordinary texts and the bootstrap.

    Raises
    ------
    BadInput
        The data cannot be read or split, has too few groups of a label, or there are too few
        ordinary texts; or a model is there.
    """
    if path.exists() and not overwrite:
        raise BadInput("train_exists", path)
    labelled = read_labelled(data, columns=columns)
    rows = usable(labelled)
    for label in (1, 0):
        found = len(np.unique(rows.groups[rows.labels == label]))
        if found < LEAST:
            raise BadInput("train_too_few", data, count=found, label=label, least=LEAST)
    others, of_others = _ordinary(ordinary, seed)
    of_group = near_duplicates(others) if others else np.zeros(0, np.int64)
    if ordinary is not None and len(np.unique(of_group)) < LEAST:
        raise BadInput("train_few_ordinary", ordinary, least=LEAST)
    options = Options()
    evaluation = evaluated(labelled, rows, since=since, seed=seed, draws=draws, tick=tick)
    made = fit(
        rows.texts,
        rows.labels,
        groups=rows.groups,
        ordinary=others,
        ordinary_groups=of_group,
        options=options,
        seed=seed,
    )
    tick("train", len(rows.texts))
    about = {
        **_about(evaluation, rows, options),
        "data": {"file": data.name, "sha256": labelled.digest},
        "ordinary": of_others,
        "licence": licence,
    }
    made = replace(made, about=about)
    save(made, path)
    path.with_suffix(".md").write_text(card(made), encoding="utf-8")
    return Trained(made, evaluation, path)


def _ordinary(path: Path | None, seed: int) -> tuple[list[str], dict[str, object]]:
    if path is None:
        return [], {}
    labelled = read_labelled(path)
    texts = sorted({text for text in labelled.texts if text.strip()})
    chosen = np.random.default_rng(seed).permutation(len(texts))[:ORDINARY]
    some = [texts[place] for place in np.sort(chosen)]
    return some, {"file": path.name, "sha256": labelled.digest, "used": len(some)}


def _about(evaluation: Evaluation, rows: Rows, options: Options) -> dict[str, object]:
    days = rows.dates[~np.isnat(rows.dates)]
    return {
        "from": LABELLED,
        "made": datetime.now(UTC).date().isoformat(),
        "seed": evaluation.seed,
        "draws": evaluation.draws,
        "options": asdict(options),
        "versions": dict(evaluation.versions),
        "rows": {
            "read": evaluation.read,
            "used": evaluation.used,
            "positive": evaluation.positive,
            "groups": evaluation.groups,
            "left_out": dict(evaluation.left_out),
            "first": str(days.min()) if len(days) else "",
            "last": str(days.max()) if len(days) else "",
        },
        "splits": [asdict(split) for split in evaluation.splits],
        "figures": [asdict(figure) for figure in evaluation.figures if _is_kept(figure)],
    }


def _is_kept(figure: Figure) -> bool:
    """Say whether a figure goes into the model's file: all but slices of other systems."""
    if figure.kind == "gain":
        return figure.system == "ours" and figure.measure == "auroc"
    return figure.kind in ("measure", "placebo") and figure.system in (*SYSTEMS, "majority", "")
