"""Where the planted false claims of the sample stand in the queue, against counting posts only.

Run: ``python -m benchmarks.sample_order``. A smoke figure, no evidence: the sample is invented,
and who wrote it also wrote the cue words. It shows that the order does what it is meant to do,
not how well it does on posts of real people.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor import pipeline

__all__ = ["Row", "auroc", "by_posts", "interval", "queue", "scores", "share", "table"]

SOUGHT = ("false_claim", "push")
ORDINARY = ("talk", "news", "opinion")
FIRST = (20, 50)
SEED = 2024
RESAMPLES = 2_000


class Row(NamedTuple):
    """One claim: what was planted in the post whose text it shows, and what ranks it."""

    kind: str
    score: float
    posts: int
    number: int
    """The smaller, the older."""


def queue() -> list[Row]:
    """Scan the sample; return its claims in the order of the queue as shipped."""
    sample = pipeline.sample()
    with sample.posts.with_name("truth.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["post"]: row["kind"] for row in csv.DictReader(file)}
    with TemporaryDirectory() as folder, pipeline.Store(Path(folder) / "sample.db") as store:
        setting = pipeline.setting(
            store, Path(folder), election_id=sample.election, register=sample.register
        )
        pipeline.scan(store, [pipeline.Source(sample.posts, "sample")], setting)
        return [
            Row(
                kinds[row.claim.text_post.partition(":")[2]],
                row.score,
                row.claim.posts,
                int(row.claim.id.removeprefix("k-")),
            )
            for row in pipeline.queue(store).rows()
        ]


def by_posts(rows: Iterable[Row]) -> list[Row]:
    """Return the claims as who only counts posts would read them; of equals the older first."""
    ordered = sorted(rows, key=lambda row: (-row.posts, row.number))
    return [row._replace(score=row.posts) for row in ordered]


def share(rows: list[Row], first: int) -> float:
    """Return how many of the first claims are planted false claims or pushes."""
    return sum(row.kind in SOUGHT for row in rows[:first]) / first


def scores(rows: Iterable[Row], kinds: Iterable[str]) -> NDArray[np.float64]:
    """Return the scores of claims of these kinds."""
    return np.array([row.score for row in rows if row.kind in kinds])


def auroc(false: NDArray[np.float64], ordinary: NDArray[np.float64]) -> float:
    """Return how often a false claim outscores an ordinary one; a tie counts half.

    Examples
    --------
    >>> auroc(np.array([3.0, 1.0]), np.array([1.0, 0.0]))
    0.875
    """
    gaps = false[:, None] - ordinary
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def interval(false: NDArray[np.float64], ordinary: NDArray[np.float64]) -> tuple[float, float]:
    """Return the middle 95 % of the AUROC over resamples of the claims."""
    random = np.random.default_rng(SEED)
    drawn = [
        auroc(random.choice(false, len(false)), random.choice(ordinary, len(ordinary)))
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def table(rows: list[Row]) -> str:
    """Return the table of the queue beside the baseline."""
    columns = (
        *("order", "false or pushed in first 20", "in first 50", "AUROC [95 %]"),
        *("denials in first 20 / 50", "median rank of denials"),
    )
    lines = [f"| {' | '.join(columns)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, ordered in (("queue as shipped", rows), ("number of posts", by_posts(rows))):
        false, ordinary = scores(ordered, ("false_claim",)), scores(ordered, ORDINARY)
        low, high = interval(false, ordinary)
        denials = [rank for rank, row in enumerate(ordered, 1) if row.kind == "denial"]
        within = " / ".join(str(sum(rank <= n for rank in denials)) for n in FIRST)
        shares = " | ".join(f"{share(ordered, n):.2f}" for n in FIRST)
        lines.append(
            f"| {name} | {shares} | {auroc(false, ordinary):.2f} [{low:.2f}, {high:.2f}] "
            f"| {within} | {np.median(denials):.0f} of {len(ordered)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the figures, and what they are worth."""
    rows = queue()
    planted = Counter(row.kind for row in rows)
    print("The sample is invented by us: a smoke figure, not evidence.")
    print(", ".join(f"{kind} {count}" for kind, count in planted.most_common()) + " (claims)\n")
    print(table(rows))


if __name__ == "__main__":
    main()
