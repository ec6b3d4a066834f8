"""`monitor collect`: live sources from a terminal, and what was not seen."""

from __future__ import annotations

import json
import threading

import httpx
import pytest


@pytest.fixture
def live(mastodon, site, fetcher):
    """Serve the invented Mastodon on loopback; return its address. No retry really waits."""
    lock = threading.Lock()

    def page(handler):
        with lock:
            answer = mastodon(httpx.Request("GET", f"http://desa.example{handler.path}"))
        handler.send_response(answer.status_code)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.content)

    mastodon.post("surat suara di gudang", 1)
    mastodon.post("antre dengan tertib", 2)
    return site(page)


def test_posts_are_collected_and_the_coverage_is_said(monitor, live):
    """What was got, from when to when, and what one server cannot show."""
    said = monitor("collect", f"mastodon:#pemilu@{live}", "--since", "2024-02-01")
    assert said.code == 0
    assert "2 dibaca = 2 baru + 0 sudah ada + 0 ditolak" in said.out
    assert "14-02-2024 18.58 s.d. 14-02-2024 18.59 (WIB)" in said.out
    assert "server yang tidak dikenalnya" in said.out.replace("\n      ", " ")
    assert "surat suara di gudang" in monitor("search", "gudang").out
    again = monitor("collect", f"mastodon:#pemilu@{live}", "--json")
    assert [row["known"] for row in again.rows] == [2]


def test_times_are_days_in_jakarta(monitor, live):
    """--until takes a day as a whole; what lies outside is counted, not stored."""
    source = f"mastodon:#pemilu@{live}"
    until = ("--since", "2024-02-01", "--until", "2024-02-13")
    [row] = monitor("collect", source, *until, "--json").rows
    assert row["asked_until"] == "2024-02-13T17:00:00+00:00"
    assert row["read"] == 0
    wrong = monitor("collect", source, "--since", "kemarin dulu")
    assert (wrong.code, "2024-02-01" in wrong.err) == (2, True)


def test_a_time_that_ends_before_it_begins_is_one_line(monitor, live):
    """A slip of two dates must not be written down as hours that were asked for."""
    for verb in (["collect", f"mastodon:#pemilu@{live}"], ["coverage"]):
        wrong = monitor(*verb, "--since", "2024-02-15", "--until", "2024-02-13")
        assert wrong.code == 2
        assert "--since harus sebelum --until" in wrong.err
    assert "Belum ada yang dikumpulkan" in monitor("coverage").out


def test_rejects_are_pointed_at(monitor, mastodon, live):
    """Records that nobody could read are not nothing."""
    for status in mastodon.statuses:
        del status["uri"]
    said = monitor("collect", f"mastodon:#pemilu@{live}", "--since", "2024-02-01")
    assert "0 baru + 0 sudah ada + 2 ditolak" in said.out
    assert "monitor rejects" in said.out
    assert "Tidak ada apa-apa" not in said.out


def test_a_source_that_fails_is_one_line_and_the_others_are_there(monitor, live):
    """Exit code 2 with the remedy, after everything else was stored."""
    said = monitor("collect", "mastdon:x", f"mastodon:#pemilu@{live}", "--since", "2024-02-01")
    assert said.code == 2
    assert "mastodon:#pemilu@mastodon.social" in said.err
    assert "2 baru" in said.out


def test_scan_takes_sources_beside_files(monitor, live, posts):
    """One command from live posts and a file to the queue."""
    source = f"mastodon:@warga@{live}"
    monitor("collect", source, "--since", "2024-02-01")
    said = monitor("scan", source, posts("kotak suara hilang"), "--json")
    assert said.code == 0
    assert "2 sudah ada" in said.err
    texts = [row["text"] for row in map(json.loads, said.out.splitlines())]
    assert {"surat suara di gudang", "kotak suara hilang"} <= set(texts)


def test_a_sum_too_small_to_ask_with_is_not_taken_for_silence(monitor, monkeypatch):
    """Nothing was asked, so nobody knows whether there is anything."""
    monkeypatch.setenv("MONITOR_X_BEARER_TOKEN", "rahasia-sekali")
    said = monitor("collect", "x:#pemilu", "--spend", "0.001")
    assert "BERHENTI" in said.out
    assert "Tidak ada apa-apa" not in said.out
    assert "rahasia-sekali" not in said.out + said.err
    assert "0.005 sampai 0.045 dolar" in monitor("collect", "x:#pemilu").err
