"""Where live sources go on, and what runs covered: kept with the posts, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.records import Post
from monitor.store import Covered, Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)


def test_a_source_goes_on_where_it_stopped(tmp_path):
    """The state outlives the process; a source never asked has none."""
    path = tmp_path / "m.db"
    with Store(path) as store:
        store.keep_source_state("mastodon:#a@b.id", {"cursor": "1"}, at=NOON)
        store.keep_source_state("mastodon:#a@b.id", {"cursor": "2"}, at=NOON)
    with Store(path) as store:
        assert store.source_state("mastodon:#a@b.id") == {"cursor": "2"}
        assert store.source_state("mastodon:#lain@b.id") == {}


def test_a_page_its_place_and_its_coverage_are_one_piece():
    """Killed in the middle of a page: no post without its place, no place without its post."""
    with Store() as store:

        def page():
            with store.writing():
                store.add([Post("mastodon:1@b.id", "mastodon", text="a")])
                store.keep_source_state("s", {"cursor": "1"}, at=NOON)
                store.cover(Covered("s", pages=1), run=1)
                raise RuntimeError("mati")

        with pytest.raises(RuntimeError, match="mati"):
            page()
        assert (store.last_seq(), store.source_state("s"), store.covered()) == (0, {}, [])


def test_coverage_is_written_over_within_a_run_and_kept_between_runs():
    """One row a run and source; the latest first."""
    with Store() as store:
        note = {"kind": "gap", "facts": {"first": "a", "last": "b"}}
        store.cover(Covered("s", pages=1), run=1)
        store.cover(Covered("s", pages=2, notes=[note]), run=1)
        store.cover(Covered("s", pages=3), run=2)
        store.cover(Covered("t", pages=4), run=2)
        assert [(c.source, c.pages) for c in store.covered()] == [("s", 3), ("t", 4), ("s", 2)]
        assert store.covered(run=1)[0].notes == [note]
        assert [c.pages for c in store.covered(sources=["t"])] == [4]
