"""Killed at any moment, nothing is lost, and the next scan completes it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from monitor import pipeline
from monitor.store import Store

SEED = 7


def written(path: Path, count: int) -> Path:
    """Write posts of which some repeat."""
    random = Random(SEED)
    words = "tps kpu surat suara pindah gudang malam hujan coblos kotak".split()  # noqa: SIM905 - read as a line
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            text = " ".join(random.choices(words, k=12))
            file.write(
                json.dumps({"id": n, "platform": "x", "akun": f"a{n % 50}", "teks": text}) + "\n"
            )
    return path


def whole(database: Path) -> list[object]:
    """Return all that a scan decided, whatever the number of runs it took."""
    with Store(database) as store:
        queue = pipeline.queue(store)
        return [(row.claim, row.score, row.reasons) for row in queue.rows()]


@pytest.mark.slow
def test_kill_9_loses_nothing_and_a_rerun_completes_it(tmp_path):
    """Three scans die at three moments; the fourth gives what one unbroken scan gives."""
    file = written(tmp_path / "x.jsonl", 3000)
    command = [sys.executable, "-m", "monitor", "scan", str(file), "--top", "1", "--db"]
    subprocess.run([*command, str(tmp_path / "whole.db")], check=True, capture_output=True)
    broken = tmp_path / "broken.db"
    for seconds in (1.2, 1.8, 2.6):
        with subprocess.Popen(
            [*command, str(broken)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(seconds)
            process.kill()
    subprocess.run([*command, str(broken)], check=True, capture_output=True)
    assert whole(broken) == whole(tmp_path / "whole.db")
