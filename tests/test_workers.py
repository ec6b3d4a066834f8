"""Many cores, and nobody left behind."""

from __future__ import annotations

import signal
import subprocess
import sys

from monitor.workers import pool

KILLED = """
import os
from monitor.workers import pool
if __name__ == "__main__":
    with pool(1) as executor:
        print(executor.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), 9)
"""


def test_ctrl_c_is_for_the_one_who_started_the_workers():
    """A worker that was interrupted too would print a traceback over the one clear line."""
    with pool(1) as executor:
        assert executor.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN


def test_a_killed_scan_leaves_no_worker_behind(tmp_path):
    """Each holds hundreds of megabytes and would wait for work for ever.

    A worker shares its parent's stdout, which therefore ends when the last of them has.
    """
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=30
    )
    assert said.returncode
    assert int(said.stdout)
