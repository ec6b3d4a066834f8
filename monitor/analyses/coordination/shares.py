"""Shares as arrays: what :func:`monitor.analyses.coordination.coordination` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from monitor.records import Share

__all__ = ["Shares"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Who shared what when, one entry per share, in any order.

    Raises
    ------
    ValueError
        The arrays are not equally long, or hold a code that has no name.
    """

    objects: NDArray[np.int64]
    """Codes: places in ``object_names``."""
    accounts: NDArray[np.int64]
    """Codes: places in ``account_names``."""
    times: NDArray[np.int64]
    """Since 1970, UTC, in units of which there are ``ticks`` in a second."""
    object_names: Sequence[str]
    account_names: Sequence[str]
    """Exactly as they came."""
    ticks: int = 1

    def __post_init__(self) -> None:
        if not len(self.objects) == len(self.accounts) == len(self.times):
            raise ValueError("objects, accounts and times are not equally long")
        for codes, names in (
            (self.objects, self.object_names),
            (self.accounts, self.account_names),
        ):
            if len(codes) and not 0 <= int(codes.min()) <= int(codes.max()) < len(names):
                raise ValueError("a code has no name")

    @classmethod
    def of(cls, shares: Iterable[Share]) -> Shares:
        """Make arrays of Shares; names are numbered in sorted order, so input order is no matter.

        Examples
        --------
        >>> noon = datetime(2024, 2, 14, 12, tzinfo=UTC)
        >>> shares = Shares.of(Share("x", account, "", noon) for account in "ba")
        >>> shares.account_names, shares.accounts.tolist()
        (['a', 'b'], [1, 0])
        """
        rows = [
            (each.object, each.account, (each.time - _EPOCH) // _MICROSECOND) for each in shares
        ]
        things, people, times = zip(*rows, strict=True) if rows else ((), (), ())
        object_names, objects = _coded(things)
        account_names, accounts = _coded(people)
        moments = np.array(times, np.int64)
        return cls(objects, accounts, moments, object_names, account_names, 1_000_000)

    def ticks_of(self, window: timedelta) -> int:
        """Return how many ticks a window has, a broken one not counted.

        Raises
        ------
        ValueError
            The window is negative.
        """
        if window < timedelta(0):
            raise ValueError("a window is negative")
        return window // _MICROSECOND * self.ticks // 1_000_000

    def moment(self, tick: int) -> datetime:
        """Return a time of the arrays as a datetime in UTC."""
        return _EPOCH + timedelta(microseconds=int(tick) * 1_000_000 // self.ticks)


def _coded(names: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    known = sorted(set(names))
    code = {name: place for place, name in enumerate(known)}
    return known, np.fromiter((code[name] for name in names), np.int64, len(names))
