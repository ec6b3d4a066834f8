"""Logistic regression that starts from what another model says: only the difference is learned."""

from __future__ import annotations

from typing import Any

import numpy as np

from monitor.analyses.classifier.linear import Array

__all__ = ["correct", "log_loss"]


def correct(
    rows: Any,  # noqa: ANN401 - scipy has no types
    labels: Array,
    counts: Array,
    offset: Array,
    strength: float,
    begin: Array,
) -> Array:
    """Return the weights that, added to ``offset``, explain the labels best; the base comes last.

    Parameters
    ----------
    rows : scipy CSR, n x k
    labels : array, shape (n,)
        1 or 0.
    counts : array, shape (n,)
        How much each row counts.
    offset : array, shape (n,)
        Log-odds that are taken as given.
    strength : float
        Inverse of the L2 penalty, as scikit-learn's ``C``; the base is not penalised.
    begin : array, shape (k + 1,)
        Where the search begins: the result does not depend on it, how long it takes does.

    Notes
    -----
    Minimises ``strength * sum(counts * log-loss) + |weights|^2 / 2`` by truncated Newton steps
    [2]_; scikit-learn's regression takes no offset. Where the offset is another linear model's
    score, this is a Gaussian prior around that model's weights [1]_.

    References
    ----------
    .. [1] Chelba and Acero (2006), Adaptation of maximum entropy capitalizer: little data can
       help a lot, doi:10.1016/j.csl.2005.05.005
    .. [2] Nocedal and Wright (2006), Numerical Optimization, 7.1, doi:10.1007/978-0-387-40065-5

    Examples
    --------
    >>> rows, labels = np.array([[1.0], [-1.0]]), np.array([1.0, 0.0])
    >>> ask = lambda offset: correct(rows, labels, np.ones(2), offset, 1.0, np.zeros(2))
    >>> bool(ask(np.zeros(2))[0] > ask(np.array([3.0, -3.0]))[0] > 0)  # it is known already
    True
    """
    from scipy.optimize import minimize

    columns = rows.T.tocsr() if hasattr(rows, "tocsr") else rows.T

    def chance(both: Array) -> Array:
        scores = offset + rows @ both[:-1] + both[-1]
        return np.asarray(1 / (1 + np.exp(-np.clip(scores, -500, 500))))

    def loss(both: Array) -> tuple[float, Array]:
        weights = both[:-1]
        scores = offset + rows @ weights + both[-1]
        off = strength * counts * (chance(both) - labels)
        value = strength * log_loss(scores, labels, counts) + float(weights @ weights) / 2
        return value, np.append(columns @ off + weights, off.sum())

    def bend(both: Array, along: Array) -> Array:
        said = chance(both)
        turn = strength * counts * said * (1 - said) * (rows @ along[:-1] + along[-1])
        return np.append(columns @ turn + along[:-1], turn.sum())

    found = minimize(loss, begin, jac=True, hessp=bend, method="Newton-CG")
    return np.asarray(found.x, np.float64)


def log_loss(scores: Array, labels: Array, counts: Array) -> float:
    """Return the sum of what log-odds lose, in nats: 0 is perfect, saying nothing costs log 2 each.

    Examples
    --------
    >>> round(log_loss(np.zeros(1), np.ones(1), np.ones(1)), 3)
    0.693
    """
    return float(counts @ np.logaddexp(0, np.where(labels > 0, -scores, scores)))
