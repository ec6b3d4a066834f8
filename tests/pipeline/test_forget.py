"""Forgetting in a project: what was removed is removed for every verb, and nothing else breaks."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest

from monitor.analyses.base import Setting
from monitor.errors import StoreError
from monitor.pipeline.analyse import analyse
from monitor.pipeline.export import export
from monitor.pipeline.forget import forget
from monitor.pipeline.group import group
from monitor.pipeline.join import join
from monitor.pipeline.purge import purge
from monitor.pipeline.queue import queue
from monitor.pipeline.show import show
from monitor.pipeline.summarise import summarise
from monitor.records import Account, Post, Reference
from monitor.store import Covered, Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
FALSE = "Surat suara di gudang kecamatan sudah tercoblos semua sejak semalam, sebarkan!"
SETTING = Setting()


def post(number, text, name="warga", **facts):
    account = Account(f"x:{name}", "x", name, name.title(), f"90000{number}")
    return Post(f"x:{number}", "x", text, account, NOON + timedelta(minutes=number), **facts)


def scanned(store):
    analyse(store, SETTING, workers=0)
    group(store)
    join(store, SETTING)
    summarise(store, SETTING, workers=0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "m.db"


def filled(path):
    store = Store(path)
    store.add(
        [
            post(8001, FALSE, "ratnasari", raw='{"n": "ratnasari"}'),
            post(8002, FALSE + " Cek!", "budi"),
            post(8003, FALSE, "ani", repost_of=Reference("x:8001", "x:ratnasari")),
            post(8004, "Antre di balai desa, tertib", "ratnasari"),
            post(8005, "Benarkah ini?", "joko", quote_of=Reference("x:8001", "x:ratnasari")),
        ]
    )
    scanned(store)
    return store


def bytes_of(path):
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).lower()


def test_every_verb_reads_what_is_left(path):
    """Queue, one claim, and search work before and after the next scan."""
    with filled(path) as store:
        claim = store.claim_num("k-1")
        before = next(c for num, c in store.claims([claim]))
        assert forget(store, "x:ratnasari").posts == 2
        for again in (False, True):
            if again:
                scanned(store)
            rows = {row.claim.id: row for row in queue(store).rows()}
            assert rows["k-1"].claim.posts == before.posts
            assert rows["k-1"].claim.text == FALSE + " Cek!"
            assert rows["k-4"].claim.gone == "forgotten"
            assert len(show(store, "k-1").posts) == before.posts
            assert [p.id for p in store.search("gudang")] == ["x:8002"]
            assert b"ratnasari" not in bytes_of(path)
        assert not store.changed(1)


@pytest.mark.parametrize("name", ["q.csv", "p.jsonl", "n.gexf", "ringkasan.html"])
def test_nothing_of_it_leaves_in_an_export(path, tmp_path, name):
    """Also with --identities, and before the next scan."""
    with filled(path) as store:
        forget(store, "x:ratnasari")
        kind = "posts" if name == "p.jsonl" else None
        export(store, path, tmp_path / name, kind=kind, identities=True, setting=SETTING)
    written = (tmp_path / name).read_bytes().lower()
    assert b"ratnasari" not in written
    assert name != "q.csv" or b"dilupakan" in written


def test_a_new_member_stands_in_for_a_claim_whose_text_was_forgotten(path):
    """Somebody repeats the story: its claim has words again, the same claim as before."""
    with filled(path) as store:
        forget(store, "x:ratnasari")
        forget(store, "x:8002")
        store.add([post(8100, FALSE + " Cek!!", "dewi")])
        scanned(store)
        assert {c.id: c.text for _, c in store.claims()}.get("k-1") in ("", FALSE + " Cek!!")


def test_a_killed_cleaning_is_ended_by_the_next_call(path):
    """All is removed in one piece; what a kill left in the file goes with the next call."""
    with filled(path):
        pass
    for wait in (0.0, 0.01, 0.05, 0.2):
        child = os.fork()
        if child == 0:
            try:
                with Store(path) as store:
                    os.write(2, b"")
                    forget(store, "x:ratnasari")
            finally:
                os._exit(0)
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store(path) as store:
            assert len(store.posts()) == 5
            ids = {p.id for _, p in store.posts()}
            assert ("x:8001" in ids) == ("x:8004" in ids)
    with Store(path) as store:
        forget(store, "x:ratnasari")
        assert not store.scrub_is_due()
    assert b"ratnasari" not in bytes_of(path)


def test_who_still_reads_the_old_file_is_named_as_the_reason(path):
    """Another program holds the old pages open: said, and the same command ends it later."""
    with filled(path) as store:
        other = sqlite3.connect(path)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM posts").fetchone()
        store._rows("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreError):
            forget(store, "x:ratnasari")
        assert store.scrub_is_due()
        other.close()
        forget(store, "x:ratnasari")
        assert b"ratnasari" not in bytes_of(path)


def test_a_purge_is_logged_and_its_count_is_exact(path):
    """The log says what went, and the next scan runs over what is left."""
    with filled(path) as store:
        done = purge(store, NOON + timedelta(minutes=8004))
        assert done.posts == 3
        assert store.runs()[0]["result"]["posts"] == 3
        assert not store.scrub_is_due()
        scanned(store)


def test_a_name_that_was_written_meanwhile_goes_with_the_next_call(path):
    """A run under way when somebody was forgotten notes at its end what it had asked for."""
    with filled(path) as store:
        store.arrive("x:from:ratnasari", [post(8002, "")])
        forget(store, "x:ratnasari")
        store.arrive("x:from:ratnasari", [post(8005, "")])
        store.cover(Covered("x:from:ratnasari", "x"), run=store.start_run("collect"))
        store.keep_source_state("x:ratnasari", {"cursor": "7"}, at=NOON)
        assert not any(forget(store, "x:ratnasari"))
        [source] = {row.source for row in store.covered()}
        assert len(store.arrived(source, after=0, most=9)) == 2
    assert b"ratnasari" not in bytes_of(path)
