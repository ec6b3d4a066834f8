"""Many tests at once: Benjamini-Hochberg in one family, and over many families."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["adjusted", "simes", "within_families"]

Real = NDArray[np.float64]


def adjusted(p: Real, tests: float) -> Real:
    """Return Benjamini-Hochberg's q of the lowest p-values of ``tests`` tests.

    Parameters
    ----------
    p : numpy.ndarray
        Those that were computed; the others count as 1.
    tests : float
        How many tests there are in all.

    References
    ----------
    .. [1] Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x

    Examples
    --------
    >>> adjusted(np.array([0.001, 0.02, 0.5]), 10).round(3).tolist()
    [0.01, 0.1, 1.0]
    """
    order = np.argsort(p, kind="stable")
    q = np.empty(len(p))
    q[order] = _falling(p[order] * tests / np.arange(1, len(p) + 1))
    return np.minimum(q, 1.0)


def simes(p: Real, family: NDArray[np.integer], tests: Real) -> tuple[Real, Real]:
    """Return the q of each test within its family, and the p of each family by Simes [1]_.

    References
    ----------
    .. [1] Simes (1986), doi:10.1093/biomet/73.3.751

    Examples
    --------
    >>> simes(np.array([0.01, 0.02]), np.array([0, 0]), np.array([4.0, 9.0]))[1].tolist()
    [0.04, 1.0]
    """
    within, of_family = np.empty(len(p)), np.ones(len(tests))
    order = np.lexsort((p, family))
    ends = np.searchsorted(family[order], np.arange(len(tests) + 1))
    for each in np.unique(family):
        rows = order[ends[each] : ends[each + 1]]
        within[rows] = adjusted(p[rows], float(tests[each]))
        of_family[each] = within[rows[0]]
    return within, of_family


def within_families(
    p: Real, family: NDArray[np.integer], tests: Real, entry: Real | None = None
) -> Real:
    """Return the q of each test when families are tested first and their members after.

    Parameters
    ----------
    p : numpy.ndarray
        Shape ``(n,)``; tests that were not computed count as 1.
    family : numpy.ndarray
        Shape ``(n,)``: the family of each.
    tests : numpy.ndarray
        Tests in each family, computed or not.
    entry : numpy.ndarray or None
        The p by which each family is found; None: Simes' of its members' p.

    Returns
    -------
    numpy.ndarray
        The lowest level at which the test is found: its family is among the R found of F by
        Benjamini-Hochberg over the families' p, and it is found within its family at
        ``level * R / F``.

    Notes
    -----
    At each level the expected share of false finds, averaged over the families found, is at most
    that level [1]_; where nothing is true, anything at all is found with at most that probability.

    References
    ----------
    .. [1] Benjamini and Bogomolov (2014), doi:10.1111/rssb.12028

    Examples
    --------
    >>> p, family = np.array([0.001, 0.01, 0.02]), np.array([0, 0, 1])
    >>> within_families(p, family, np.array([2.0, 9.0])).round(3).tolist()
    [0.004, 0.02, 0.18]
    """
    if not len(p):
        return np.empty(0)
    within, by_members = simes(p, family, tests)
    of_family = adjusted(by_members if entry is None else entry, len(tests))
    # With k families found from level ``steps[k - 1]`` on, a member needs ``F * within / k``.
    steps = np.sort(of_family)
    found = np.arange(1, len(steps) + 1)
    need = len(steps) * within
    enough = np.searchsorted(steps * found, need)  # the first k that asks no more than it takes
    by_step = steps[np.minimum(enough, len(steps) - 1)]
    by_share = need / np.maximum(enough, 1)
    level = np.where(enough == 0, by_step, np.minimum(by_step, by_share))
    level = np.where(enough == len(steps), by_share, level)
    return np.asarray(np.clip(level, of_family[family], 1.0))


def _falling(values: Real) -> Real:
    """Make each value at most any that follows."""
    return np.minimum.accumulate(values[::-1])[::-1]
