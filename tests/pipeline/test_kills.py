"""``kill -9`` while collecting: the database becomes the one that nobody has disturbed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import httpx
import pytest

from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.store import Store
from tests.pipeline.sites.press import PRESS, Mafindo
from tests.pipeline.sites.site import NOON
from tests.pipeline.sites.social import SOCIAL

SITES = [site for site in SOCIAL + PRESS if site is not Mafindo]
"""Without the one whose pages are too long to be killed often."""
KILLS = 20
"""Of every collector: 200 together."""
IN_A_ROW = 5
"""Of one database, before a run is left in peace."""
RUN_LOG = ("runs", "coverage", "_sqlite_migrations", "sqlite_sequence")
OF_THE_RUN = ("searches", "spent", "swept")
"""In states: what asking has cost, more where it was asked again, and when it was swept last."""


@pytest.fixture(autouse=True)
def _secrets(monkeypatch):
    for site in SITES:
        for name, value in site.secrets.items():
            monkeypatch.setenv(name, value)


def collected(path: Path, platform) -> Path:
    """Collect all of an invented site, at a moment that never passes."""
    site = platform()
    transport = httpx.MockTransport(site)
    policy, still = Policy(pace=0), lambda _seconds: None
    with (
        Store(path) as store,
        Fetcher(policy, transport=transport, sleep=still, now=lambda: NOON) as fetcher,
    ):
        since = site.first - timedelta(days=1)
        done = collect(store, [site.source], since=since, spend=100.0, fetcher=fetcher)
    assert done.problems == []
    return path


def contents(path: Path) -> dict[str, list]:
    """Return every row of every table, but for the run log and what names a run."""
    tables = {}
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in named:
            if name not in RUN_LOG:
                rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
                tables[name] = sorted(map(settled, rows), key=str)
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return tables


def settled(row: sqlite3.Row) -> dict:
    """Return a row without the number of its run, and a state without what it was busy with."""
    found = {name: row[name] for name in row.keys() if name != "run"}  # noqa: SIM118
    if "state" in found and "source" in found:
        state = json.loads(found["state"])
        found["state"] = {name: state[name] for name in state if name not in OF_THE_RUN}
    return found


def killed(run: Callable[[Path], object], path: Path, after: float) -> bool:
    """Run in a fork and kill it after some seconds; say whether it was still at work."""
    child = os.fork()
    if not child:
        run(path)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def survives(folder: Path, run: Callable[[Path], Path], seed: str, told=contents) -> dict:
    """Kill runs at random, then let one be; return what a run in peace makes: it is the same."""
    random, kills = Random(seed), 0
    with Store(folder / "empty.db"):
        pass
    run(shutil.copy(folder / "empty.db", folder / "warm.db"))
    begun = time.perf_counter()
    run(shutil.copy(folder / "empty.db", folder / "peace.db"))
    needed = time.perf_counter() - begun
    peace = told(folder / "peace.db")
    while kills < KILLS:
        path = shutil.copy(folder / "empty.db", folder / f"{kills}.db")
        for _ in range(IN_A_ROW):
            kills += killed(run, path, random.uniform(0, 0.9 * needed))
        assert told(run(path)) == peace
    return peace


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked copy of itself")
@pytest.mark.parametrize("platform", SITES, ids=lambda one: one.__name__)
def test_a_run_killed_at_any_moment_loses_and_repeats_nothing(tmp_path, platform):
    """Killed at random again and again, then let run: row for row what a run in peace makes."""
    survives(tmp_path, partial(collected, platform=platform), platform.__name__)
