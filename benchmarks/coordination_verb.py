"""``monitor coordination`` as a whole process, from a table of shares to lines of JSON.

``python -m benchmarks.coordination_verb [1000000 ...]``: the invented shares of
``benchmarks/shares.py`` as CSV and as Parquet; seconds, of all cores together, and peak memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.shares import World, world


def main() -> None:
    """Print a row per size and format."""
    sizes = [int(each) for each in sys.argv[1:]] or [1_000_000]
    print("| shares | format | seconds | CPU | peak MB | edges |\n|---:|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            for path in _written(Path(folder), world(size, 0)):
                seconds, cpu, peak, edges = _run(path)
                told = f"{seconds:.1f} | {cpu:.1f} | {peak:,.0f} | {edges:,}"
                print(f"| {size:,} | {path.suffix[1:]} | {told} |")


def _written(folder: Path, shares: World) -> list[Path]:
    """Write the shares as CSV and Parquet, and the outlets as names to set apart."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    def named(codes: object, name: str, count: int) -> object:
        names = pa.array([name.format(number) for number in range(count)])
        return pa.DictionaryArray.from_arrays(pa.array(codes), names).dictionary_decode()

    table = pa.table(
        {
            "object_id": named(
                shares.objects, "https://contoh.example/berita/{}", int(shares.objects.max()) + 1
            ),
            "account_id": named(shares.accounts, "akun{}", len(shares.kind)),
            "content_id": pa.array([f"p{number}" for number in range(len(shares.times))]),
            "timestamp_share": pa.array(shares.times),
        }
    )
    outlets = [f"akun{number}\n" for number in np.flatnonzero(shares.kind == "outlet")]
    (folder / "outlets.txt").write_text("".join(outlets), encoding="utf-8")
    csv.write_csv(table, folder / "shares.csv")
    parquet.write_table(table, folder / "shares.parquet")
    return [folder / "shares.csv", folder / "shares.parquet"]


def _run(path: Path) -> tuple[float, float, float, int]:
    """Return seconds, those of all cores, peak megabytes and how many edges came."""
    apart = str(path.with_name("outlets.txt"))
    command = ["-m", "monitor", "coordination", str(path), "--set-apart", apart, "--json"]
    start = perf_counter()
    with path.with_suffix(".jsonl").open("wb") as lines:
        process = subprocess.Popen([sys.executable, *command], stdout=lines)
        _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    if status:
        sys.exit(f"monitor coordination ended with {status}")
    edges = path.with_suffix(".jsonl").read_bytes().count(b"\n")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, edges


if __name__ == "__main__":
    main()
