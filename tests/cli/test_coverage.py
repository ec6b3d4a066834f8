"""`monitor coverage`: which hours and platforms were not seen, in the first line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor.store import Covered, Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    """Write a database in which one source came through and one was refused."""
    with Store(tmp_path / "monitor.db") as store:
        facts = {"started": NOON.isoformat(), "finished": NOON.isoformat()}
        facts["asked_since"] = (NOON - timedelta(hours=6)).isoformat()
        said = [{"kind": "one_server", "facts": {"site": "desa.example"}}]
        store.cover(
            Covered("mastodon:#pemilu@desa.example", "mastodon", notes=said, **facts), run=1
        )
        ended = [{"kind": "interrupted", "facts": {"problem": "t.me menolak\x1b[31m"}}]
        store.cover(
            Covered("telegram:kanal", "telegram", notes=ended, problem="errors.x", **facts), run=1
        )


def test_the_first_line_says_what_was_not_seen(monitor, database):
    """Then each source: what was seen, what was not, and what its posts are no sample of."""
    said = monitor("coverage", "--until", "2024-02-14 19:00 WIB")
    assert said.code == 0
    first, *rest = said.out.splitlines()
    assert "telegram 14-02-2024 13.00–19.00 (1 dari 1 sumber)" in first
    assert "Tidak dilihat sama sekali: x, tiktok" in first
    text = " ".join(" ".join(rest).split())
    assert "Terlihat utuh: 14-02-2024 13.00–19.00" in text
    assert "server yang tidak dikenalnya" in text
    assert "t.me menolak" in text
    assert "\x1b" not in said.out


def test_hours_up_to_now_count(monitor, database):
    """Who looks a day later is told that the day was not seen."""
    assert "mastodon" in monitor("coverage").out.splitlines()[0]


def test_programs_get_lines_of_json(monitor, database):
    """One for all, one for each source, times in UTC."""
    rows = monitor("coverage", "--until", "2024-02-14 19:00 WIB", "--json").rows
    assert rows[0]["unseen"]["telegram"]["hours"] == [
        ["2024-02-14T06:00:00+00:00", "2024-02-14T12:00:00+00:00"]
    ]
    assert [row["source"] for row in rows[1:]] == [
        "mastodon:#pemilu@desa.example", "telegram:kanal",
    ]  # fmt: skip
    assert rows[2]["failed"] == 1


def test_the_queue_and_exports_carry_it(monitor, database, tmp_path):
    """A count without its hours is a wrong count."""
    assert "TIDAK TERLIHAT (WIB): telegram" in monitor("queue").out
    assert monitor("export", "queue.jsonl").code == 0
    note = (tmp_path / "queue.jsonl.README.txt").read_text(encoding="utf-8")
    assert "TIDAK TERLIHAT (WIB): telegram" in note


def test_nothing_live(monitor, posts):
    """A database of files says how to begin."""
    monitor("import", posts("surat suara"))
    assert "monitor collect" in monitor("coverage").out
    assert monitor("coverage", "--json").rows[0]["window"] is None
    assert monitor("coverage", "--until", "nanti").code == 2
    assert json.loads(monitor("coverage", "--json").out)["silent"] == []
