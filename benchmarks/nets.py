"""Small networks trained in plain numpy, so that making a model needs no further package."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.factchecks.ranker import Net

__all__ = ["train_binary", "train_lists"]

Array = NDArray[np.float32]
Slope = Callable[[Array, NDArray[np.intp]], Array]
"""Outputs and which rows they are of, to the slope of the loss at each."""

DROPPED = 0.1
"""Share of the inputs that one step does without."""


def train_lists(found: Array, right: Array, weight: Array, *, seed: int, epochs: int = 8) -> Net:
    """Train a ranker by the list-wise softmax loss (Cao et al. 2007, doi:10.1145/1273496.1273513).

    Parameters
    ----------
    found : array, lists x K x features
    right : array, lists x K
        1 where the candidate is the right one; every list has one at least.
    weight : array, lists
    """
    lists, candidates, columns = found.shape

    def slope(scores: Array, chosen: NDArray[np.intp]) -> Array:
        scores = scores.reshape(len(chosen), candidates)
        share = np.exp(scores - scores.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        wanted = right[chosen] / right[chosen].sum(1, keepdims=True)
        each = weight[chosen, None] / weight[chosen].sum()
        return ((share - wanted) * each).astype(np.float32).ravel()

    rows = _Rows(lists, 64, lambda chosen: found[chosen].reshape(-1, columns))
    return _train(rows, slope, columns, 48, seed, epochs, speed=2e-3, decay=1e-4)


def train_binary(found: Array, right: Array, weight: Array, *, seed: int, epochs: int = 15) -> Net:
    """Train a network whose output is the log-odds of ``right``; one row per case."""

    def slope(odds: Array, chosen: NDArray[np.intp]) -> Array:
        each = weight[chosen] / weight[chosen].sum()
        return ((1 / (1 + np.exp(-odds)) - right[chosen]) * each).astype(np.float32)

    rows = _Rows(len(found), 256, lambda chosen: found[chosen])
    return _train(rows, slope, found.shape[1], 32, seed, epochs, speed=1e-3, decay=1e-3)


class _Rows:
    """Cases in batches of one size, in another order each time."""

    def __init__(self, cases: int, size: int, of: Callable[[NDArray[np.intp]], Array]) -> None:
        self.cases, self.size, self.of = cases, min(size, cases), of
        self.batches = cases // self.size

    def shuffled(self, random: np.random.Generator) -> NDArray[np.intp]:
        order = random.permutation(self.cases)
        return order[: self.batches * self.size].reshape(self.batches, self.size)


def _train(
    rows: _Rows,
    slope: Slope,
    columns: int,
    width: int,
    seed: int,
    epochs: int,
    *,
    speed: float,
    decay: float,
) -> Net:
    """Adam (Kingma & Ba 2015, arXiv:1412.6980) with a cosine-shaped speed."""
    random = np.random.default_rng(seed)
    sizes = (columns, width, width // 2, 1)
    values: list[Array] = []
    for before, after in pairwise(sizes):
        drawn = random.normal(0, before**-0.5, (before, after))
        values += [drawn.astype(np.float32), np.zeros(after, np.float32)]
    first = [np.zeros_like(value) for value in values]
    second = [np.zeros_like(value) for value in values]
    step, steps = 0, epochs * rows.batches
    for _ in range(epochs):
        for chosen in rows.shuffled(random):
            inputs = rows.of(chosen) * (random.random((1, columns)) > DROPPED)
            inputs = inputs.astype(np.float32)
            pace = speed * (1 + np.cos(np.pi * step / steps)) / 2
            step += 1
            slopes = _slopes(values, inputs, chosen, slope)
            for place, value in enumerate(list(values)):
                drift = slopes[place] + decay * value * (value.ndim == 2)
                first[place] += 0.1 * (drift - first[place])
                second[place] += 0.001 * (drift**2 - second[place])
                size = np.sqrt(second[place] / (1 - 0.999**step)) + 1e-8
                values[place] = value - np.float32(pace) * first[place] / (1 - 0.9**step) / size
    return Net(tuple(zip(values[::2], values[1::2], strict=True)))


def _slopes(
    values: list[Array], inputs: Array, chosen: NDArray[np.intp], slope: Slope
) -> list[Array]:
    """Return the slope of the loss at each of ``values``, by the chain rule from the last."""
    outputs = [inputs]
    for weights, shift in zip(values[:-2:2], values[1:-2:2], strict=True):
        outputs.append(np.maximum(outputs[-1] @ weights + shift, 0))
    back = slope((outputs[-1] @ values[-2] + values[-1])[:, 0], chosen)[:, None]
    slopes: list[Array] = []
    for layer in range(len(outputs) - 1, -1, -1):
        slopes = [outputs[layer].T @ back, back.sum(0), *slopes]
        back = (back @ values[2 * layer].T) * (outputs[layer] > 0)
    return slopes
