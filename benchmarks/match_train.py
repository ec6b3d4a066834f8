"""Make the matcher's model: ``python -m benchmarks.match_train DATA_FOLDER`` (five minutes).

Needs ``pandas`` and ``pyarrow``. The folder holds ``factcheck_archive``, ``claim_match_pairs`` and
``political_posts`` as Parquet. What is trained on is older than what ``monitor evaluate match``
measures on. Candidates are found exactly as they are in use: in archives with and without
explanations, large and small, with the right article there and with it taken out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.nets import train_binary, train_lists
from monitor.analyses.factchecks.features import FEATURES, features
from monitor.analyses.factchecks.index import Index
from monitor.analyses.factchecks.ranker import FAR, TOP, Model, Net, standing
from monitor.analyses.factchecks.terms import terms_of
from monitor.pipeline.matchdata import TEST_FROM, MatchData, Pair, bare, read_match_data
from monitor.records import FactCheck

MODEL = Path(__file__).parent.parent / "models" / "match.json"
SEED = 20251
FOLDS = 5
BATCH = 64
ORDINARY = 6_000
SMALL, SMALL_ARCHIVES = 120, 10
"""Fact-checks in a small archive, where much stands out by chance; the embedded one is small."""
RANKERS, KNOWERS = 4, 4
PRECISION = 0.9
"""Of *same claim*, where for each answerable post there is one whose article is taken out."""
SHOWN = 0.1
"""Share of ordinary posts that may be shown as *similar*."""
VALIDATED_FROM = "2024-10"
"""Pairs from this month on choose the thresholds, judged by nets that did not learn from them."""

T = TypeVar("T")
Array = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cases:
    """Posts with their candidates; n of everything."""

    found: Array
    """n x K x features."""
    right: Array
    """n x K, 1 where a candidate is a right one."""
    fold: NDArray[np.int64]
    """A group of articles is in one fold."""
    known: Flags
    """The right article is in the archive."""
    ordinary: Flags
    explained: Flags
    """The right article's explanation is in the archive, or was before it was taken out."""
    rich: Flags
    """The archive has explanations."""
    late: Flags
    """Chooses the thresholds."""

    def only(self, chosen: Flags) -> Cases:
        """Return some of the cases."""
        return Cases(*(getattr(self, field.name)[chosen] for field in fields(self)))


def main(folder: Path) -> None:
    """Train, choose the thresholds, write ``models/match.npz`` and ``.json``."""
    data = read_match_data(folder)
    parts = list(_every_case(data, np.random.default_rng(SEED)))
    cases = Cases(
        *(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Cases))
    )
    model = _trained(cases)
    about = {"seed": SEED, "trained_before": TEST_FROM, "pairs": len(data.train)}
    model.save(MODEL, about)
    print(f"same from {model.same}, similar from {model.similar}")


def _every_case(data: MatchData, random: np.random.Generator) -> Iterator[Cases]:
    early = tuple(each for each in data.factchecks if each.date[:4] < TEST_FROM)
    posts = _some(random, data.ordinary_train, ORDINARY)
    for rich, archive in ((True, early), (False, bare(early))):
        yield from _cases(data, archive, data.train, posts, rich)
        for _ in range(SMALL_ARCHIVES):
            pairs = _some(random, data.train, SMALL // 2)
            asked = {pair.factcheck for pair in pairs}
            others = _some(random, [each for each in archive if each.id not in asked], SMALL // 2)
            small = [each for each in archive if each.id in asked] + others
            yield from _cases(data, small, pairs, _some(random, posts, SMALL // 2), rich)


def _some(random: np.random.Generator, of: Sequence[T], count: int) -> list[T]:
    return [of[place] for place in random.choice(len(of), count, replace=False)]


def _cases(
    data: MatchData,
    archive: Sequence[FactCheck],
    pairs: Sequence[Pair],
    ordinary: Sequence[str],
    rich: bool,
) -> Iterator[Cases]:
    index = Index(archive)
    checks = [index.factchecks[place] for place in index.owner]
    groups = np.array([data.groups[check.id] for check in checks])
    explained = {data.groups[check.id] for check in checks if check.explanation}
    for start in range(0, len(pairs), BATCH):
        some = pairs[start : start + BATCH]
        hits = groups == np.array([[pair.group] for pair in some])
        for known in (True, False):
            texts = [pair.text for pair in some]
            found, right = _found(index, texts, hits, known)
            yield Cases(
                found,
                right,
                fold=np.array([int(pair.group) * 7919 % 10007 % FOLDS for pair in some]),
                known=np.full(len(some), known),
                ordinary=np.full(len(some), False),
                explained=np.array([pair.group in explained for pair in some]),
                rich=np.full(len(some), rich),
                late=np.array([pair.date[:7] >= VALIDATED_FROM for pair in some]),
            )
    for start in range(0, len(ordinary), BATCH):
        texts = ordinary[start : start + BATCH]
        nothing = np.full(len(texts), False)
        found, right = _found(index, texts, np.full((len(texts), len(checks)), False), known=True)
        fold = np.arange(len(texts)) % FOLDS
        yield Cases(
            found, right, fold, nothing, ~nothing, nothing, np.full(len(texts), rich), nothing
        )


def _found(index: Index, texts: Sequence[str], hits: Flags, known: bool) -> tuple[Array, Array]:
    asked = index.read([terms_of(text) for text in texts])
    result = index.search(asked, hidden=None if known else hits)
    right = np.take_along_axis(hits & known, result.faces, 1).astype(np.float32)
    return features(index, asked, result), right


def _trained(cases: Cases) -> Model:
    rows = cases.found[cases.known].reshape(-1, len(FEATURES))
    none = np.zeros(0, np.float32)
    model = Model(
        "1", rows.mean(0), rows.std(0) + 1e-3, (), none, none, none, (), 1.0, 0.0, 1.0, 0.0
    )
    cases = replace(cases, found=model.standard(cases.found))
    scores = np.empty(cases.right.shape, np.float32)
    for fold in range(FOLDS):
        nets = _rankers(cases.only(cases.fold != fold), 2)
        held = cases.fold == fold
        scores[held] = _mean(nets, cases.found[held])
    nothing = ~cases.known & ~cases.ordinary
    floor = np.median(-np.sort(-scores[nothing], axis=1)[:, :TOP], axis=0)
    stands = standing(cases.found, scores, floor)
    mean, scale = stands.mean(0), stands.std(0) + 1e-3
    stands = np.clip((stands - mean) / scale, -FAR, FAR).astype(np.float32)
    best = scores.argmax(1)[:, None]
    right = np.take_along_axis(cases.right, best, 1)[:, 0]
    weight = np.where(cases.rich & ~cases.ordinary, np.where(cases.explained, 2.0, 0.3), 1.0)
    odds = np.empty(len(stands))
    for fold in range(FOLDS):
        held = cases.fold == fold
        nets = _knowers(stands[~held], right[~held], weight[~held], 2)
        odds[held] = _mean(nets, stands[held])
    slope, shift = _platt(odds[cases.late], right[cases.late])
    chance = 1 / (1 + np.exp(-(slope * odds + shift)))
    judge = cases.late & (cases.explained | ~cases.rich)
    return replace(
        model,
        rankers=_rankers(cases, RANKERS),
        floor=floor.astype(np.float32),
        known_mean=mean,
        known_scale=scale,
        knowers=_knowers(stands, right, weight, KNOWERS),
        slope=slope,
        shift=shift,
        same=_threshold(chance[judge], right[judge]),
        similar=round(float(np.quantile(chance[cases.ordinary], 1 - SHOWN)), 3),
    )


def _rankers(cases: Cases, count: int) -> tuple[Net, ...]:
    """Train on lists that hold a right candidate.

    Half of them count: where the archive explains, mostly those with the right article explained
    too, since it is in an archive of today; else a ranker learns to mistrust explanations.
    """
    has = cases.right.any(1)
    chosen = has & (~cases.rich | cases.explained | (np.arange(len(has)) % 7 == 0))
    weight = np.where(cases.rich & cases.explained, 3.0, 1.0).astype(np.float32)[chosen]
    found, right = cases.found[chosen], cases.right[chosen]
    return tuple(train_lists(found, right, weight, seed=SEED + each) for each in range(count))


def _knowers(stands: Array, right: Array, weight: Array, count: int) -> tuple[Net, ...]:
    return tuple(train_binary(stands, right, weight, seed=SEED + each) for each in range(count))


def _mean(nets: Sequence[Net], rows: Array) -> Array:
    flat = rows.reshape(-1, rows.shape[-1])
    return (sum(net(flat) for net in nets) / len(nets)).reshape(rows.shape[:-1])


def _platt(odds: Array, right: Array) -> tuple[float, float]:
    """Return the slope and shift that make odds probabilities (Platt 1999), by Newton's steps."""
    rows = np.stack([odds, np.ones_like(odds)], 1)
    line = np.array([1.0, 0.0])
    for _ in range(20):
        chance = 1 / (1 + np.exp(-rows @ line))
        slope = rows.T @ (chance - right)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-6 * np.eye(2)
        line -= np.linalg.solve(curve, slope)
    return float(line[0]), float(line[1])


def _threshold(chance: Array, right: Array) -> float:
    """Return the lowest probability from which on answers are right often enough."""
    order = np.argsort(-chance)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    return round(float(chance[order][enough[-1]]), 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
