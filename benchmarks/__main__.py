"""Every figure of ``benchmarks/README.md``, one after the other (half an hour): ``make bench``."""

from __future__ import annotations

import subprocess
import sys

SUITE = (
    "help",
    "checkability",
    "sample_order",
    "audit",
    "stream",
    "memory",
    "network",
    "coordination",
    "flag_speed",
    "grouping",
    "rhythm",
    "soak",
    "collecting",
    "frames",
    "scan",
)

for name in SUITE:
    print(f"\n## python -m benchmarks.{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
