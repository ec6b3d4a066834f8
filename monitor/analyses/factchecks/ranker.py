"""The trained part: candidates in order, and how likely the first says the same as the post."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from monitor.analyses.factchecks.features import FEATURES
from monitor.analyses.factchecks.index import Array
from monitor.corpora.load import folder
from monitor.errors import BadCorpus

__all__ = ["Model", "Net", "shipped", "standing"]

TOP = 5
"""Candidates by whose scores the first is judged."""
FAR = 6.0
"""Standard deviations beyond which a feature counts no more."""
RIVALS = tuple(FEATURES.index(name) for name in ("bm25", "cosine", "pieces", "cover", "body"))
OWN = tuple(place for place, name in enumerate(FEATURES) if not name.endswith(("_behind", "_rank")))


@dataclass(frozen=True, slots=True)
class Net:
    """Layers of weights and shifts, nothing below zero passing between them (ReLU)."""

    layers: tuple[tuple[Array, Array], ...]

    def __call__(self, rows: Array) -> Array:
        """Return one number per row."""
        for weights, shift in self.layers[:-1]:
            rows = np.maximum(rows @ weights + shift, 0)
        weights, shift = self.layers[-1]
        return (rows @ weights + shift)[:, 0]


@dataclass(frozen=True, slots=True)
class Model:
    """Two small ensembles and their thresholds; made by ``benchmarks/match_train.py``.

    It knows no word: its input is how post and fact-check agree, in numbers.
    """

    version: str
    mean: Array
    scale: Array
    rankers: tuple[Net, ...]
    floor: Array
    """The scores that the first candidates of an unknown claim have; they fill short lists."""
    known_mean: Array
    known_scale: Array
    knowers: tuple[Net, ...]
    slope: float
    shift: float
    """Platt's two numbers: they turn the knowers' mean into a probability."""
    same: float
    """From this probability on a post is said to make the same claim."""
    similar: float
    """Below this one nothing is known."""

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read ``path`` (JSON) and the arrays beside it.

        Raises
        ------
        BadCorpus
            A file is missing or broken, or was made for other features.
        """
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
                kept = {name: arrays[name] for name in arrays.files}
            if said["features"] != list(FEATURES):
                raise ValueError("other features")
            return cls(
                **{name: said[name] for name in ("version", "slope", "shift", "same", "similar")},
                **{name: kept[name] for name in ("mean", "scale", "floor")},
                **{name: kept[name] for name in ("known_mean", "known_scale")},
                rankers=_nets(kept, "ranker", said["rankers"]),
                knowers=_nets(kept, "knower", said["knowers"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise BadCorpus("corpus_unreadable", path, problem=problem) from problem

    def save(self, path: Path, about: Mapping[str, object]) -> None:
        """Write arrays and JSON; ``about`` is what else the JSON should say."""
        arrays = {name: getattr(self, name) for name in ("mean", "scale", "floor")}
        arrays |= {name: getattr(self, name) for name in ("known_mean", "known_scale")}
        for kind, nets in (("ranker", self.rankers), ("knower", self.knowers)):
            for place, net in enumerate(nets):
                for depth, (weights, shift) in enumerate(net.layers):
                    arrays[f"{kind}_{place}_{depth}_weights"] = weights
                    arrays[f"{kind}_{place}_{depth}_shift"] = shift
        np.savez_compressed(path.with_suffix(".npz"), **arrays)
        said = {name: getattr(self, name) for name in ("version", "slope", "shift")}
        said |= {"same": self.same, "similar": self.similar, "features": FEATURES}
        said |= {"rankers": len(self.rankers), "knowers": len(self.knowers), **about}
        path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")

    def scores(self, found: Array) -> Array:
        """Return a score for each candidate of ``features``, B x K; higher is likelier."""
        posts, candidates, columns = found.shape
        rows = self.standard(found).reshape(-1, columns)
        return _mean(self.rankers, rows).reshape(posts, candidates)

    def standard(self, found: Array) -> Array:
        """Return features in standard deviations from their mean, none of them far out."""
        return np.asarray(np.clip((found - self.mean) / self.scale, -FAR, FAR), np.float32)

    def probabilities(self, found: Array, scores: Array) -> Array:
        """Return for each candidate how likely it says the same as the post, B x K.

        The first is judged by how it agrees and by how it stands out; each other one's share of
        that falls off with its score, as in the softmax that the ranker was trained with.
        """
        if not found.shape[1]:
            return np.zeros_like(scores)
        rows = standing(self.standard(found), scores, self.floor)
        rows = np.clip((rows - self.known_mean) / self.known_scale, -FAR, FAR)
        first = 1 / (1 + np.exp(-(self.slope * _mean(self.knowers, rows) + self.shift)))
        shares = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(first[:, None] * shares, np.float32)


def standing(found: Array, scores: Array, floor: Array) -> Array:
    """Return what the best candidate's probability is judged by, one row per post.

    Parameters
    ----------
    found : array, B x K x features
        In standard deviations.
    scores : array, B x K
        The ranker's.
    floor : array, TOP
        What fills the places of candidates that a small archive does not have.
    """
    posts = np.arange(len(found))
    order = np.argsort(-scores, axis=1, kind="stable")[:, :TOP]
    best = np.tile(floor, (len(found), 1))
    best[:, : order.shape[1]] = np.take_along_axis(scores, order, 1)
    shares = np.exp(best - best.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    spread = -(shares * np.log(shares + 1e-9)).sum(1)
    first, second = order[:, 0], order[:, min(1, order.shape[1] - 1)]
    stands = [best[:, 0], *(best[:, :1] - best[:, 1:]).T, shares.max(1), spread]
    return np.concatenate(
        [np.stack(stands, 1), found[posts, first][:, OWN], found[posts, second][:, RIVALS]], axis=1
    )


@cache
def shipped() -> Model:
    """Return the model in ``models/match.json``."""
    return Model.load(folder("models") / "match.json")


def _mean(nets: Sequence[Net], rows: Array) -> Array:
    return sum((net(rows) for net in nets), np.zeros(len(rows), np.float32)) / np.float32(len(nets))


def _nets(arrays: Mapping[str, Array], kind: str, count: int) -> tuple[Net, ...]:
    return tuple(Net(tuple(_layers(arrays, f"{kind}_{place}"))) for place in range(count))


def _layers(arrays: Mapping[str, Array], name: str) -> Sequence[tuple[Array, Array]]:
    depth = sum(key.startswith(f"{name}_") and key.endswith("_shift") for key in arrays)
    return [
        (arrays[f"{name}_{layer}_weights"], arrays[f"{name}_{layer}_shift"])
        for layer in range(depth)
    ]
