"""Draws: which claims a ranking has shown, and which a queue drew by lot outside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.store.database import Database, moment, stamp

__all__ = ["Draw", "Draws"]

CALLED_NOW = "coalesce(c.alias_of, c.num)"
"""A claim's number today, where ``c`` is what it was called then."""


class Draw(NamedTuple):
    """One claim drawn by lot."""

    run: int
    probability: float
    """Claims drawn over claims in the pool: the same for all of one run."""
    newest: int
    """The youngest claim that was in the store."""
    at: datetime


class Draws(Database):
    """What people were shown, and why. Rows are added and never changed."""

    def shown(self) -> NDArray[np.int64]:
        """Return the claims that a ranking has shown, ascending."""
        rows = self._stream(
            f"SELECT DISTINCT {CALLED_NOW} FROM shown s JOIN claims c ON c.num = s.claim ORDER BY 1"
        )
        return np.fromiter(chain.from_iterable(rows), np.int64)

    def draws(self) -> dict[int, Draw]:
        """Return every claim that was ever drawn, the earliest draw first.

        Of two drawn claims that have become one, the earlier draw counts.
        """
        found: dict[int, Draw] = {}
        for num, run, probability, newest, at in self._stream(
            f"SELECT {CALLED_NOW}, run, probability, newest, at"
            " FROM draws d JOIN claims c ON c.num = d.claim ORDER BY at, run, d.claim"
        ):
            time = moment(at)
            assert time is not None  # noqa: S101 - add_draws writes one
            found.setdefault(num, Draw(run, probability, newest, time))
        return found

    def add_shown(self, nums: Sequence[int], at: datetime) -> None:
        """Note that a ranking showed these claims; only the first time counts."""
        known = set(self.shown().tolist())
        new = [(num, stamp(at)) for num in nums if num not in known]
        if new:
            with self.writing():
                self._write_all(
                    "INSERT INTO shown SELECT ?1, ?2"
                    " WHERE NOT EXISTS (SELECT 1 FROM shown WHERE claim = ?1)",
                    new,
                )

    def add_draws(self, nums: Sequence[int], run: int, probability: float, at: datetime) -> None:
        """Note that a run drew these claims among all there are now."""
        with self.writing():
            newest = self._one("SELECT max(num) FROM claims")
            self._write_all(
                "INSERT INTO draws (claim, run, probability, newest, at) VALUES (?, ?, ?, ?, ?)",
                [(num, run, probability, newest, stamp(at)) for num in nums],
            )
