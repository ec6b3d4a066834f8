"""One way of counting pairs, alone in its process: ``NAME shares.npz WINDOW``; prints JSON.

Core time: from arrays in memory (the toolkit: from its filled database) to pairs of weight 2 or
more. Runs in an environment that has only the peers, so it imports nothing of ours for them.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import sys
import tempfile
from contextlib import closing, redirect_stdout
from pathlib import Path
from time import perf_counter

import numpy as np


def ours(objects, accounts, times, window):  # noqa: ANN001, ANN201, D103
    from monitor.analyses.coordination.line import line_up
    from monitor.analyses.coordination.pairs import meeting_pairs

    start = perf_counter()
    found = meeting_pairs(line_up(objects, accounts, times, window), [window], min_weight=2)
    return perf_counter() - start, found.a, found.b, found.weights[:, 0]


def polars(objects, accounts, times, window):  # noqa: ANN001, ANN201, D103
    import polars as pl

    start = perf_counter()
    shares = pl.DataFrame({"object": objects, "account": accounts, "time": times})
    shares = shares.with_columns(bucket=pl.col("time") // (window + 1)).with_row_index("row")
    later = pl.concat([shares, shares.with_columns(pl.col("bucket") - 1)])
    a, b = pl.col("account"), pl.col("account_right")
    gap = pl.col("time_right") - pl.col("time")
    found = (
        shares.lazy()
        .join(later.lazy(), on=["object", "bucket"])
        .filter(gap <= window, (gap > 0) | ((gap == 0) & (pl.col("row_right") > pl.col("row"))))
        .group_by(pl.min_horizontal(a, b).alias("a"), pl.max_horizontal(a, b).alias("b"))
        .len("weight")
        .filter(pl.col("weight") >= 2)
        .collect()
        .sort("a", "b")
    )
    return perf_counter() - start, *(found[name].to_numpy() for name in ("a", "b", "weight"))


def toolkit(objects, accounts, times, window):  # noqa: ANN001, ANN201, D103
    from coordination_network_toolkit.compute_networks import compute_co_retweet_parallel
    from coordination_network_toolkit.database import initialise_db

    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "edges.db")
        db = initialise_db(path)
        rows = zip(
            range(len(times)), accounts.tolist(), objects.tolist(), times.tolist(), strict=True
        )
        db.execute("begin")
        db.executemany(
            "insert into edge (message_id, user_id, repost_id, timestamp) values (?, ?, ?, ?)", rows
        )
        db.execute("commit")
        start = perf_counter()
        with redirect_stdout(sys.stderr):
            compute_co_retweet_parallel(path, window, n_threads=2, min_edge_weight=2)
        seconds = perf_counter() - start
        query = "select user_1, user_2, weight from co_retweet_network where user_1 < user_2"
        with closing(sqlite3.connect(path)) as db:
            found = np.array(db.execute(f"{query} order by 1, 2").fetchall(), np.int64)
    return seconds, *found.T


def _peak() -> int:
    """Return this process's peak in KiB; that of getrusage may be its parent's, before exec."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def main(name: str, path: str, window: str) -> None:
    """Count, and print the seconds, the peak memory and a digest of the pairs."""
    with np.load(path) as shares:
        columns = [shares[column] for column in ("objects", "accounts", "times")]
    seconds, a, b, weight = globals()[name](*columns, int(window))
    table = np.stack([a, b, weight]).astype(np.int64)
    peak = max(_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    told = {"name": name, "seconds": seconds, "megabytes": peak / 1024, "pairs": table.shape[1],
            "edges": hashlib.sha256(table.tobytes()).hexdigest()}  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
