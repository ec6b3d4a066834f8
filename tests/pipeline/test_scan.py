"""Killed at any moment, nothing is lost, and the next scan completes it."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

from monitor import pipeline
from monitor.analyses.base import Setting
from monitor.pipeline.analyse import Work
from monitor.pipeline.scan import Source
from monitor.pipeline.steps import batches
from monitor.store import Store

SEED = 7
BATCH = 400
"""Posts stored at once here, so that few make several transactions."""


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


def scanned(database: Path, file: Path) -> float:
    """Scan a file; return the seconds it took."""
    began = time.perf_counter()
    with Store(database) as store:
        pipeline.scan(store, [Source(file, file.name)], Setting())
    return time.perf_counter() - began


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a scan is killed in a fork of this process")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_kill_9_loses_nothing_and_a_rerun_completes_it(tmp_path, monkeypatch):
    """Scans die at four moments; the fifth gives what one unbroken scan gives."""
    monkeypatch.setattr(sys.modules[Work.__module__], "BATCH", BATCH)
    monkeypatch.setattr(batches, "__defaults__", (BATCH,))
    scanned(tmp_path / "first.db", written(tmp_path / "first.jsonl", 10))  # all imports are done
    file = written(tmp_path / "x.jsonl", 3 * BATCH)
    seconds = scanned(tmp_path / "whole.db", file)
    broken, killed = tmp_path / "broken.db", 0
    for share in (0.15, 0.3, 0.45, 0.6):
        child = os.fork()
        if not child:
            scanned(broken, file)
            os._exit(0)
        time.sleep(share * seconds)
        os.kill(child, signal.SIGKILL)
        _, ended = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(ended)  # the later ones may have found little left to do
    assert killed
    scanned(broken, file)
    assert whole(broken) == whole(tmp_path / "whole.db")
