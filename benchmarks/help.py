"""How much longer ``monitor --help`` takes than the help of a bare click group, in one run.

python -m benchmarks.help
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

BARE = "import click; click.Group(help='bare')(['--help'])"
OURS = "from monitor.cli import main; main(['--help'])"
RUNS = 15


def seconds(program: str) -> float:
    """Time one fresh interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Time the two in turn, so that a busy machine slows both; print medians and their ratio."""
    for program in (BARE, OURS):
        seconds(program)
    pairs = [(seconds(BARE), seconds(OURS)) for _ in range(RUNS)]
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    print(f"bare click group {bare * 1000:.0f} ms, monitor {ours * 1000:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
