"""`monitor watch`: one file, one command, and it says how to mend what is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import httpx
import pytest

from monitor.store import Covered, Store, only_one


@pytest.fixture
def live(mastodon, site, fetcher):
    """Serve the invented Mastodon on loopback; return its address. No retry really waits."""

    def page(handler):
        answer = mastodon(httpx.Request("GET", f"http://desa.example{handler.path}"))
        handler.send_response(answer.status_code)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.content)

    mastodon.post("surat suara di gudang", 1)
    mastodon.post("antre dengan tertib", 2)
    return site(page)


@pytest.fixture
def plan(tmp_path, live):
    """Return a function that writes a watch.toml of the invented server."""

    def write(more="", every="1h"):
        path = tmp_path / "watch.toml"
        path.write_text(
            f'sources = ["mastodon:#pemilu@{live}"]\nevery = "{every}"\nscan = false\n'
            f"since = 2024-02-01\n{more}",
            encoding="utf-8",
        )
        return path

    return write


def test_once_asks_what_is_due_and_ends(monitor, plan):
    """For cron: the second call within the interval asks nobody."""
    path = plan('log = "watch.log"\n')
    said = monitor("watch", path, "--once")
    assert (said.code, said.out) == (0, "")
    assert "2 baru" in said.err
    logged = (path.parent / "watch.log").read_text(encoding="utf-8")
    assert " WIB mastodon:" in logged
    assert "2 baru" in logged
    assert monitor("watch", path, "--once").err == ""
    assert "surat suara" in monitor("search", "gudang").out


def test_alerts_can_fail_a_job(monitor, plan, tmp_path):
    """--fail-on-alert is 1 where something new is said, and 0 the next time."""
    path = plan('[alerts]\nfile = "alerts.jsonl"\n')
    with Store(tmp_path / "monitor.db") as store:
        store.cover(
            Covered("telegram:kanal", "telegram", started="2024-02-01T00:00:00+00:00"), run=9
        )
    said = monitor("watch", path, "--once", "--fail-on-alert")
    assert said.code == 1
    assert "telegram:kanal" in said.out
    written = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8")
    assert "telegram:akun-" in written
    assert "kanal" not in written
    assert monitor("watch", path, "--once", "--fail-on-alert").code == 0


def test_a_file_is_checked_without_asking_anybody(monitor, plan):
    """Sound, or one line with the place and the remedy."""
    path = plan('[alerts]\nquiet = "22.00-05.30"\n')
    said = monitor("watch", path, "--check")
    assert said.code == 0
    assert "tiap 60 menit" in said.out
    assert "22.00–05.30" in said.out
    said = monitor("watch", plan(every="sejam"), "--check")
    assert said.code == 2
    assert "every" in said.err
    assert '"15m"' in said.err


def test_a_second_watch_is_refused(monitor, plan, tmp_path):
    """And told whose the database is."""
    with only_one(tmp_path / "monitor.db"):
        said = monitor("watch", plan(), "--once")
    assert said.code == 2
    assert f"pid {os.getpid()}" in said.err


def test_a_log_that_cannot_be_written_is_one_line(monitor, plan):
    """Before anything is asked."""
    said = monitor("watch", plan('log = "tidak/ada/watch.log"\n'), "--once")
    assert said.code == 2
    assert "watch.toml" in said.err


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes, it asks none")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(plan, tmp_path, number):
    """systemd and Ctrl-C: exit 0, what was read is stored."""
    command = [sys.executable, "-m", "monitor", "watch", str(plan())]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        for line in process.stderr:
            if "2 baru" in line:
                break
        time.sleep(0.1)
        process.send_signal(number)
        assert "Berhenti" in process.stderr.read()
        assert process.wait(20) == 0
    with Store(tmp_path / "monitor.db") as store:
        assert len(store.posts()) == 2


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes, it asks none")
def test_a_server_that_does_not_answer_keeps_nobody(tmp_path, site):
    """A page has three seconds to come once somebody wants to stop; its server may take ninety."""
    asked, over = threading.Event(), threading.Event()

    def stalls(handler):
        asked.set()
        over.wait(25)
        handler.close_connection = True

    path = tmp_path / "watch.toml"
    path.write_text(f'sources = ["mastodon:#pemilu@{site(stalls)}"]\nscan = false\n', "utf-8")
    command = [sys.executable, "-m", "monitor", "watch", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert asked.wait(20)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert "Berhenti" in process.stderr.read()
        assert process.wait(20) == 0
    over.set()
    assert time.monotonic() - begun < 12


def test_a_log_never_grows_beyond_its_bounds(tmp_path):
    """A laptop left alone for months: six files of a megabyte, the newest lines in the first."""
    from monitor.cli.watch import LOG, _logging

    path = tmp_path / "watch.log"
    with _logging(str(path)):
        LOG.removeHandler(LOG.handlers[0])  # not onto the screen of who runs the tests
        for number in range(8_000):
            LOG.info("%s %d", "kabar " * 150, number)
    files = sorted(tmp_path.glob("watch.log*"))
    assert [each.name for each in files] == ["watch.log", *(f"watch.log.{i}" for i in range(1, 6))]
    assert max(each.stat().st_size for each in files) <= 1_000_000
    assert path.read_text("utf-8").endswith(" 7999\n")
