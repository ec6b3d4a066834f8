"""How long ``monitor scan`` takes for many generated posts, and how much memory.

python -m benchmarks.scan 50000 100000 1000000
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.posts import generate

SEED = 2024
POLL = 0.2


def peak_and_seconds(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; return the most memory its process tree held at once (MB), and seconds."""
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(resident(pid) for pid in tree(process.pid)))
            time.sleep(POLL)
    if process.returncode:
        sys.exit(f"scan ended with {process.returncode}")
    return peak, time.perf_counter() - start


def tree(pid: int) -> list[int]:
    """Return a process and all that it started (Linux)."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it ended while we looked
                continue
    return found


def resident(pid: int) -> float:
    """Return the memory a process holds, in MB; what processes share is split among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Print a line per size: seconds, microseconds a post, posts a second, peak memory."""
    sizes = [int(size) for size in sys.argv[1:]] or [50_000, 100_000, 1_000_000]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print("| posts | seconds | µs a post | peak MB (all processes) |")
    print("|---:|---:|---:|---:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "posts.jsonl"
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(
                    json.dumps(row, ensure_ascii=False) + "\n" for row in generate(size, SEED)
                )
            command = [
                sys.executable,
                "-m",
                "monitor",
                "scan",
                str(file),
                "--election",
                "pilkada-2024",
            ]
            peak, seconds = peak_and_seconds(command, Path(name))
            print(
                f"| {size:,} | {seconds:.0f} | {seconds / size * 1e6:.0f} | {peak:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
