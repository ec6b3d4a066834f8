"""The log."""

from __future__ import annotations


def test_live_sources_stand_where_files_do(monitor, mastodon, site):
    """What was collected is in the log as what was imported is."""
    import httpx

    def page(handler):
        answer = mastodon(httpx.Request("GET", f"http://desa.example{handler.path}"))
        handler.send_response(answer.status_code)
        handler.send_header("Content-Length", str(len(answer.content)))
        handler.end_headers()
        handler.wfile.write(answer.content)

    source = f"mastodon:#pemilu@{site(page)}"
    assert monitor("collect", source).code == 0
    assert monitor("runs").out.splitlines()[0].endswith(f"  {source}")


def test_a_run_that_was_cut_short_shows(monitor, posts):
    """A team sees that yesterday's scan never ended."""
    from monitor.store import Store

    monitor("import", posts("hujan"))
    with Store(__import__("pathlib").Path("monitor.db")) as store:
        store.start_run("scan")
    said = monitor("runs")
    assert "2. scan" in said.out
    assert "terputus" in said.out.splitlines()[0]
