"""Invented shares: a crowd that passes things on for hours, and groups that act at once.

A group shares 14 things of its own, and some of the crowd's: without these, nobody can tell it from
a crowd of its own that is brisk.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from monitor.analyses.coordination import Shares
from monitor.records import Share

NOON = datetime(2024, 2, 14, 5, tzinfo=UTC)


def make_rows(seed=1, *, crowd=60, things=80, groups=None, spread=20, joined=8):
    """Return Shares; ``groups`` maps a name to how many accounts it has."""
    random = np.random.default_rng(seed)
    rows = []
    for thing in range(things):
        born = NOON + timedelta(hours=float(random.uniform(0, 500)))
        for who in random.permutation(crowd)[: random.integers(2, 12)]:
            later = timedelta(hours=float(random.exponential(6)))
            rows.append(Share(f"https://contoh.id/{thing}", f"u{who}", "", born + later))
    for name, size in (groups or {}).items():
        own = [f"https://{name}.contoh/{thing}" for thing in range(14)]
        others = [f"https://contoh.id/{thing}" for thing in random.permutation(things)[:joined]]
        for thing in own + others:
            start = NOON + timedelta(hours=float(random.uniform(0, 500)))
            for who in range(size):
                if random.random() < 0.8:
                    when = start + timedelta(seconds=float(random.uniform(0, spread)))
                    rows.append(Share(thing, f"{name}{who}", "", when))
    return rows


@pytest.fixture(scope="session")
def rows() -> Callable[..., list[Share]]:
    return make_rows


@pytest.fixture(scope="session")
def shares() -> Callable[..., Shares]:
    return lambda *args, **options: Shares.of(make_rows(*args, **options))
