"""Near-duplicate grouping: alone up to a million posts, then against datasketch's MinHashLSH.

``python -m benchmarks.grouping`` (three minutes). Same invented posts, same 5-character pieces,
same threshold, same process. The planted claims tell how good a grouping is: of all pairs of
posts, which were said to belong together, and which do.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from benchmarks.posts import planted
from monitor.analyses.duplicates import THRESHOLD, WIDTH, group, sketch

PEER = 100_000
SIZES = (100_000, 1_000_000)


def main() -> None:
    """Print both tables."""
    print("    posts  sketch s  group s  peak MB  pair-F1", flush=True)
    for size in SIZES:  # each in its own process, for its own peak
        subprocess.run([sys.executable, "-m", "benchmarks.grouping", str(size)], check=True)

    claims, texts = map(list, zip(*normal(PEER), strict=True))
    print(f"\n{PEER:,} posts     seconds  precision  recall  pair-F1")
    seconds = []
    for grouping in (ours, datasketch):
        start = perf_counter()
        root = grouping(texts)
        seconds.append(perf_counter() - start)
        precision, recall, f1 = pair_scores(root, np.array(claims))
        print(f"{grouping.__name__:15}{seconds[-1]:10.2f}{precision:11.4f}{recall:8.4f}{f1:9.4f}")
    print(f"datasketch takes {seconds[1] / seconds[0]:.1f} times as long")


def alone(count: int) -> None:
    """Print the row of one size; posts are made on the way and their time is not counted."""
    sketches, claims = np.empty((count, WIDTH), np.uint8), np.empty(count, np.int64)
    posts, sketching, done = normal(count), 0.0, 0
    while batch := list(islice(posts, 2_000)):
        start = perf_counter()
        sketches[done : done + len(batch)] = sketch([text for _, text in batch])
        sketching += perf_counter() - start
        claims[done : done + len(batch)] = [claim for claim, _ in batch]
        done += len(batch)
    start = perf_counter()
    root = group(sketches, np.full(count, -1)).root
    grouping = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    f1 = pair_scores(root, claims)[2]
    print(f"{count:9,}{sketching:10.1f}{grouping:9.1f}{peak:9.0f}{f1:9.4f}")


def ours(texts: list[str]) -> NDArray[np.int32]:
    """Group as the pipeline does: sketched in batches, then all at once."""
    starts = range(0, len(texts), 2_000)
    sketches = np.concatenate([sketch(texts[start : start + 2_000]) for start in starts])
    return group(sketches, np.full(len(texts), -1)).root


def datasketch(texts: list[str]) -> NDArray[np.int32]:
    """Group as datasketch's manual shows: query, insert, join what is found."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=WIDTH)
    root = list(range(len(texts)))

    def find(row: int) -> int:
        while root[row] != row:
            root[row] = row = root[root[row]]
        return row

    pieces = ({text[i : i + 5].encode() for i in range(max(len(text) - 4, 1))} for text in texts)
    for row, minhash in enumerate(MinHash.generator(pieces, num_perm=WIDTH)):
        for other in index.query(minhash):
            here, there = sorted((find(row), find(other)))
            root[there] = here
        index.insert(row, minhash)
    return np.array([find(row) for row in range(len(texts))], np.int32)


def pair_scores(found: NDArray[np.int32], truth: NDArray[np.int64]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the pairs of posts that share a group."""

    def pairs(*labels: NDArray[np.integer]) -> int:
        sizes = np.unique(np.stack(labels), axis=1, return_counts=True)[1]
        return int((sizes * (sizes - 1) // 2).sum())

    both = pairs(found, truth)
    precision, recall = both / pairs(found), both / pairs(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def normal(count: int) -> Iterator[tuple[int, str]]:
    """Yield claim and text, normalised as far as matters here: lower-case words, no links."""
    for claim, row in planted(count, seed=3):
        text = re.sub(r"http\S+", "", str(row["teks"]).lower())
        yield claim, " ".join(re.findall(r"[^\W_]+", text))


if __name__ == "__main__":
    alone(int(sys.argv[1])) if len(sys.argv) > 1 else main()
