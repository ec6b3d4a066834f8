"""The log."""

from __future__ import annotations


def test_a_run_that_was_cut_short_shows(monitor, posts):
    """A team sees that yesterday's scan never ended."""
    from monitor.store import Store

    monitor("import", posts("hujan"))
    with Store(__import__("pathlib").Path("monitor.db")) as store:
        store.start_run("scan")
    said = monitor("runs")
    assert "2. scan" in said.out
    assert "terputus" in said.out.splitlines()[0]
