"""How fast an archive of 12,000 fact-checks is indexed, and how many posts a second it answers.

    python -m benchmarks.memory

Titles and posts are drawn at random from invented words; a post is a title and its reverse.
"""

from __future__ import annotations

import resource
from time import perf_counter

import numpy as np

from monitor.analyses.factchecks import Matcher
from monitor.records import FactCheck

FACTCHECKS, POSTS, SEED = 12_000, 2_000, 1


def main() -> None:
    """Print seconds, posts a second on one core, and the peak of memory."""
    random = np.random.default_rng(SEED)
    words = [
        f"{a}{b}{c}"
        for a in "bcdfgklmnprst"
        for b in ("ata", "iku", "ora", "emi")
        for c in ("ng", "n", "s", "k")
    ]
    titles = [" ".join(random.choice(words, 9)) for _ in range(FACTCHECKS)]
    start = perf_counter()
    matcher = Matcher([FactCheck(str(n), "A", title) for n, title in enumerate(titles)])
    indexing = perf_counter() - start
    start = perf_counter()
    matcher.match([f"{title} {title[::-1]}" for title in titles[:POSTS]])
    matching = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{FACTCHECKS:,} fact-checks indexed in {indexing:.1f} s")
    print(f"{POSTS / matching:.0f} posts a second on one core; peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
