"""How many posts a second the classifier scores, on one process and on two, and in what memory.

    python -m benchmarks.flag_speed [--million]

Posts are invented (``benchmarks.posts``), and none was scored before. The peer is the same model
with scikit-learn's vectorisers and a matrix product in place of our sums; masking and style are
the same in both. Seconds are the processor's, which others on the machine disturb less than the
clock's; those of two processes are given by both.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from itertools import islice
from time import perf_counter, process_time

from benchmarks.posts import generate
from monitor.analyses.classifier import Classifier, load, shipped
from monitor.analyses.classifier.keeping import SHIPPED
from monitor.analyses.classifier.seeing import see
from monitor.analyses.classifier.training import scores_of
from monitor.corpora.load import folder
from monitor.workers import pool, share

WARM, POSTS, PEER, BATCH, MILLION = 20_000, 40_000, 10_000, 2_000, 1_000_000
PROCESSES = 2
SEED = 2024


def main() -> None:
    """Print a line per figure."""
    model = shipped()
    if model is None:
        sys.exit("no model in models/")
    start = process_time()
    load(folder("models") / SHIPPED)
    print(f"load: {process_time() - start:.3f} s besides imports")
    posts = texts(WARM + POSTS + PEER)
    model.scores(list(islice(posts, WARM)))
    ours = seconds_each(model, list(islice(posts, POSTS)))
    print(f"one process: {1 / ours:,.0f} posts a second")
    print(f"scikit-learn's vectorisers take {peer(model, list(posts)) / ours:.1f} times as long")
    clock, processor = together()
    print(
        f"{PROCESSES} processes: {processor:,.0f} posts a second of the processor, "
        f"{clock:,.0f} of the clock, their start included"
    )
    if "--million" in sys.argv[1:]:
        print(f"{MILLION:,} posts streamed: peak {streamed(model):.0f} MB")


def texts(count: int, seed: int = SEED) -> Iterator[str]:
    """Yield the texts of invented posts."""
    return (str(row["teks"]) for row in generate(count, seed))


def seconds_each(model: Classifier, posts: list[str]) -> float:
    """Return how long a post takes."""
    start = process_time()
    model.scores(posts)
    return (process_time() - start) / len(posts)


def peer(model: Classifier, posts: list[str]) -> float:
    """Return how long a post takes by scikit-learn."""
    see(posts[:1])  # its import is not counted
    start = process_time()
    scores_of(see(posts), model.styled, model.worth)
    return (process_time() - start) / len(posts)


def together() -> tuple[float, float]:
    """Return how many posts a second several processes score: by the clock, by the processor."""
    batches = list(in_batches(texts(4 * POSTS, SEED + 1)))
    start = perf_counter()
    with pool(PROCESSES) as executor:
        seconds = sum(taken for _, taken in share(executor, score, batches))
    clock = perf_counter() - start
    return 4 * POSTS / clock, 4 * POSTS * PROCESSES / seconds


def score(batch: list[str]) -> float:
    """Score a batch in a process of its own; return the processor's seconds."""
    model = shipped()
    start = process_time()
    if model:
        model.scores(batch)
    return process_time() - start


def in_batches(posts: Iterator[str]) -> Iterator[list[str]]:
    """Yield lists of posts."""
    while some := list(islice(posts, BATCH)):
        yield some


def streamed(model: Classifier) -> float:
    """Return the most memory this process ever held, in MB, after a million posts."""
    for batch in in_batches(texts(MILLION, SEED + 2)):
        model.scores(batch)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
