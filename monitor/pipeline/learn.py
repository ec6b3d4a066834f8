"""``monitor model train --db``: learn from the team's own verdicts, and only if that helps."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier import Classifier, load, save, shipped
from monitor.analyses.classifier.analysis import model_path
from monitor.analyses.classifier.choosing import Choice, better
from monitor.analyses.classifier.learning import Trust
from monitor.analyses.classifier.lessons import LABELS, Lessons, Rules
from monitor.analyses.classifier.prequential import LEAST, Figure, prequential
from monitor.errors import BadInput
from monitor.measures.intervals import DRAWS, SEED
from monitor.pipeline.audit import near_duplicates
from monitor.pipeline.steps import Tick, silent
from monitor.store import Judged, Store, versions_of

__all__ = ["EACH", "FEWEST", "Learned", "learn"]

FEWEST = Rules().batch + LEAST
"""Verdicts: the first batch can only be learned, and fewer than one window measures nothing."""
EACH = 5
"""Near-duplicate groups of either label: of fewer, nothing is common to them but chance."""
OTHERS = 5_000
"""Claims without a verdict that bands are measured on: enough for hundredths."""
VERDICTS = "verdicts"


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, how good it is, and what became of it."""

    version: str
    path: Path | None
    """Where it was written; None: the model in use stays."""
    choice: Choice
    forced: bool
    figures: list[Figure]
    trust: Trust
    start: str
    """Version of the model it started from; empty where there was none."""
    verdicts: dict[str, int]
    """How many were learned, by verdict."""
    left_out: dict[str, int]
    """How many teach nothing, by verdict; ``no_text`` too."""
    used: int
    positive: int
    groups: int
    drawn: int
    """Of those used, how many came up by lot."""
    probable: bool
    """Whether there were enough to speak of probabilities."""
    digest: str
    """SHA-256 of what was learned from."""


def learn(
    store: Store,
    database: Path,
    *,
    force: bool = False,
    seed: int = SEED,
    draws: int = DRAWS,
    rules: Rules | None = None,
    tick: Tick = silent,
) -> Learned:
    """Learn from every verdict in the store; take the model's place in use unless it is worse.

    Parameters
    ----------
    store : Store
    database : Path
        ``model.json`` and ``model.npz`` are written beside it. The model that was there stays as
        ``model-<version>``.
    force : bool
        Write it though a check says no.
    seed, draws : int
        Of the bootstrap, and of the claims that bands are measured on.
    rules : Rules, optional
    tick : function, optional

    Returns
    -------
    Learned

    Raises
    ------
    BadInput
        There are fewer than ``FEWEST`` verdicts, or fewer than ``EACH`` groups of either label.
    BadModel
        The model in use, or the one to start from, cannot be read.
    """
    rules = rules or Rules()
    judged, left_out = _usable(store.verdicts())
    lessons = _lessons(judged)
    _check(lessons, database)
    path = model_path(database)
    in_use = load(path) if path else shipped()
    start = _start(in_use, database.parent)
    digest = _digest(judged)
    run = store.start_run(
        "model train",
        inputs=[{"file": str(database), "sha256": digest, "verdicts": len(judged)}],
        seed=seed, draws=draws, force=force, **asdict(rules),
    )  # fmt: skip
    found = prequential(start, lessons, rules=rules)
    tick("learn", len(lessons))
    figures = found.figures(draws=draws, seed=seed)
    choice = better(found, in_use, unseen=_unseen(in_use, judged), draws=draws, seed=seed)
    made = found.learner.classifier(_others(store, seed))
    learned = Learned(
        version=made.version,
        path=None,
        choice=choice,
        forced=force and not choice.take,
        figures=figures,
        trust=found.trust,
        start=start.version if start else "",
        verdicts=dict(Counter(each.verdict for each in judged)),
        left_out=left_out,
        used=len(lessons),
        positive=int(lessons.labels.sum()),
        groups=len(np.unique(lessons.groups)),
        drawn=sum(each.drawn for each in judged),
        probable=made.slope > 0,
        digest=digest,
    )
    if choice.take or force:
        about = _about(learned, judged, rules, seed, draws)
        learned = replace(learned, path=_write(replace(made, about=about), in_use, database.parent))
    store.finish_run(run, version=made.version, written=learned.path is not None, why=choice.why)
    return learned


def _usable(judged: Sequence[Judged]) -> tuple[list[Judged], dict[str, int]]:
    """Part verdicts that teach something from those that do not, which are counted."""
    used, left = [], Counter[str]()
    for each in judged:
        if each.verdict not in LABELS:
            left[each.verdict] += 1
        elif not each.text.strip():
            left["no_text"] += 1
        else:
            used.append(each)
    return used, dict(left)


def _lessons(judged: Sequence[Judged]) -> Lessons:
    texts = [each.text for each in judged]
    return Lessons(
        texts,
        np.array([LABELS[each.verdict] for each in judged], np.int8),
        near_duplicates(texts) if texts else np.zeros(0, np.int64),
        np.array([each.weight for each in judged], np.float64),
    )


def _check(lessons: Lessons, database: Path) -> None:
    found, other = (
        len(np.unique(lessons.groups[lessons.labels == label])) if len(lessons) else 0
        for label in (1, 0)
    )
    if len(lessons) < FEWEST or min(found, other) < EACH:
        raise BadInput(
            "learn_too_few", database,
            count=len(lessons), positive=found, negative=other, least=FEWEST, each=EACH,
        )  # fmt: skip


def _start(in_use: Classifier | None, folder: Path) -> Classifier | None:
    """Return the model to start from: the one in use, or the one that it had started from.

    Verdicts are learned anew every time, so that a corrected one leaves no trace.
    """
    if in_use is None or in_use.about.get("from") != VERDICTS:
        return in_use
    before = folder / f"model-{in_use.about['start']}.json"
    return load(before) if in_use.about["start"] and before.is_file() else shipped()


def _unseen(in_use: Classifier | None, judged: Sequence[Judged]) -> NDArray[np.bool_]:
    """Say which verdicts the model in use has not learned: those given after its last one."""
    if in_use is None or in_use.about.get("from") != VERDICTS:
        return np.ones(len(judged), bool)
    until = datetime.fromisoformat(str(in_use.about["until"]))
    return np.array([each.at > until for each in judged])


def _others(store: Store, seed: int) -> list[str]:
    nums, _ = store.claim_sizes()
    share = min(1.0, OTHERS / max(1, len(nums)))
    random = np.random.default_rng(seed)
    return [text for _, text in store.unreviewed_texts() if text and random.random() < share]


def _digest(judged: Sequence[Judged]) -> str:
    rows = [
        [e.claim, e.text, e.verdict, e.at.isoformat(), e.drawn, e.probability, e.weight]
        for e in judged
    ]
    return sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _about(
    learned: Learned, judged: Sequence[Judged], rules: Rules, seed: int, draws: int
) -> dict[str, object]:
    return {
        "from": VERDICTS,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "until": max(each.at for each in judged).isoformat(),
        "start": learned.start,
        "trust": learned.trust._asdict(),
        "rules": asdict(rules),
        "seed": seed,
        "draws": draws,
        "verdicts": learned.verdicts,
        "left_out": learned.left_out,
        "used": learned.used,
        "positive": learned.positive,
        "groups": learned.groups,
        "drawn": learned.drawn,
        "digest": learned.digest,
        "choice": learned.choice._asdict(),
        "forced": learned.forced,
        "figures": [each._asdict() for each in learned.figures if each.window == 0],
        "versions": versions_of("numpy", "scikit-learn", "scipy"),
    }


def _write(made: Classifier, in_use: Classifier | None, folder: Path) -> Path:
    """Put a model in use; the one before stays beside it, under its version."""
    path = folder / "model.json"
    if in_use is not None and path.is_file():
        for file in (path, path.with_suffix(".npz")):
            shutil.copyfile(file, folder / f"model-{in_use.version}{file.suffix}")
    with TemporaryDirectory(dir=folder) as scratch:  # a cut leaves the old model whole
        new = Path(scratch) / path.name
        save(made, new)
        for file in (new.with_suffix(".npz"), new):
            file.replace(folder / file.name)
    return path
