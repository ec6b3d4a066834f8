"""How often a source is called silent that is not, and how soon one that is.

python -m benchmarks.rhythm

Sources are generated with a fixed seed: by chance alone, by day and night, in bursts, and with
days that differ. Each is watched for four weeks, asked every quarter of an hour, and is called
silent at most once for each silence; then it falls silent for good at a random moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.rhythm import LEVEL, rhythm_of

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS, KNOWN, SOURCES = 35, 7, 40
DAY = 86_400
Times = NDArray[np.float64]


def chance(random: np.random.Generator, a_day: float) -> Times:
    """Post at any time, each by itself."""
    return np.sort(random.uniform(0, DAYS * DAY, random.poisson(a_day * DAYS)))


def nightly(random: np.random.Generator, a_day: float) -> Times:
    """Post nineteen times as much at noon as at night."""
    times = chance(random, 2 * a_day)
    return times[random.uniform(size=len(times)) < 0.55 + 0.45 * np.sin(times / DAY * 2 * np.pi)]


def bursts(random: np.random.Generator, a_day: float) -> Times:
    """Post by day and night, each followed by three more within minutes, on average."""
    parents = nightly(random, a_day / 4)
    more = [parent + random.exponential(600, random.geometric(0.25) - 1) for parent in parents]
    return np.sort(np.concatenate([parents, *more]))


def uneven(random: np.random.Generator, a_day: float) -> Times:
    """Post in bursts, on days of which one in ten has four times the posts of another."""
    times = bursts(random, 1.5 * a_day)
    kept = random.gamma(3, 1 / 3, DAYS + 2).clip(0, 1.5) / 1.5
    return times[random.uniform(size=len(times)) < kept[(times // DAY).astype(int)]]


KINDS: dict[str, Callable[[np.random.Generator, float], Times]] = {
    "chance alone": chance,
    "day and night": nightly,
    "bursts": bursts,
    "uneven days": uneven,
}


def watched(times: Times) -> tuple[int, float]:
    """Return false alarms, and the days they were possible: a rhythm is learned anew each day."""
    alarms, days = 0, 0.0
    stamps = times + START.timestamp()
    for day in range(KNOWN, DAYS):
        now = START + timedelta(days=day)
        known = rhythm_of(stamps[times < day * DAY], [(START, now)])
        if known is None:
            continue
        days += 1
        during = stamps[(times >= day * DAY) & (times < (day + 1) * DAY)]
        before = stamps[times < day * DAY][-1:]
        edges = np.concatenate([before, during])
        alarms += sum(known.expected(a, b) > known.threshold for a, b in pairwise(edges))
    return alarms, days


def delay(times: Times, random: np.random.Generator) -> float | None:
    """Return after how many hours a source that stops in the third week is called silent."""
    end = random.uniform(14, 21) * DAY
    stamps = times[times < end] + START.timestamp()
    known = rhythm_of(stamps, [(START, START + timedelta(seconds=end))])
    if known is None:
        return None
    steps = np.arange(end, end + 14 * DAY, 900) + START.timestamp()
    found = next(
        (at for at in steps if known.expected(stamps[-1], at) > known.threshold), steps[-1]
    )
    return float(found - START.timestamp() - end) / 3600


def main() -> None:
    """Print a table."""
    print(f"designed: {LEVEL} false alarms a day and source; {SOURCES} sources a row")
    for name, made in KINDS.items():
        for a_day in (10, 50, 400):
            random = np.random.default_rng(7)
            sources = [made(random, a_day) for _ in range(SOURCES)]
            alarms, days = map(sum, zip(*map(watched, sources), strict=True))
            delays = [found for each in sources if (found := delay(each, random)) is not None]
            print(
                f"{name:14} {a_day:4} posts a day: {alarms / max(days, 1):.4f} false alarms a day"
                f" ({days:.0f} days), silence said after {np.median(delays):.1f} h (median)"
            )


if __name__ == "__main__":
    main()
