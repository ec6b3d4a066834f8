"""What is stored stays, once, and can be found again."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import StoreError
from monitor.records import Account, Link, Media, Post, Reference, Reject, Snapshot
from monitor.store import Store

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)
RINA = Account("x:rina", "x", "rina", "Rina", "42", 10, False, "ibu dua anak")


def post(id_: str, text: str = "Cek TPS-mu", **facts: object) -> Post:
    return Post(id_, id_.split(":")[0], text, **facts)


def test_a_post_comes_back_as_it_went_in():
    """Every field survives the database, so an export can be defended against the record."""
    whole = Post(
        id="x:1757200000000000001",
        platform="x",
        text="Kotak suara \u202e“dibuka” \x00 pagi-pagi 🗳️",
        account=RINA,
        created=NOON.replace(microsecond=123),
        url="https://x.com/rina/status/1757200000000000001",
        lang="in",
        reply_to=Reference("x:1", "x:a"),
        repost_of=Reference("x:2", "x:b"),
        quote_of=Reference("", "x:c"),
        mentions=("x:kpu",),
        hashtags=("Pilkada",),
        links=(Link("https://t.co/a", "https://contoh.example/a"),),
        media=(Media("image", "https://contoh.example/b.jpg"),),
        metrics=Snapshot(NOON, {"likes": 3}),
        is_ad=True,
        source="zeeschuimer:x",
        extra={"Status": "Belum dicek"},
    )
    with Store() as store:
        store.add([replace(whole, raw='{"a": 1}')])
        store.add_claims(founded=[1], members=[(1, 1)], merges=[], aliases=[])
        assert store.posts_of(1) == [whole]
        assert store.raw_record(whole.id) == '{"a": 1}'


def test_the_same_file_twice_writes_nothing_new():
    """A replay adds no post, account or snapshot: overlaps are normal when people collect."""
    batch = [post("x:1", account=RINA, metrics=Snapshot(None, {"likes": 3})), post("x:2")]
    with Store() as store:
        assert store.add(batch) == (2, 0)
        before = list(store._db.conn.iterdump())
        assert store.add([*batch, batch[0]]) == (0, 3)
        assert list(store._db.conn.iterdump()) == before


def test_newer_counts_never_erase_older_ones():
    """Snapshots accumulate: growth is evidence."""
    with Store() as store:
        for hours, likes in ((0, 3), (1, 90), (0, 3)):
            store.add(
                [post("x:1", metrics=Snapshot(NOON + timedelta(hours=hours), {"likes": likes}))]
            )
        rows = store._rows("SELECT as_of, counts FROM snapshots")
        assert [json.loads(counts)["likes"] for _, counts in rows] == [3, 90]


def test_an_account_seen_with_less_keeps_what_was_known():
    """A hand-kept table that knows only the handle does not erase the name."""
    with Store() as store:
        store.add([post("x:1", account=RINA), post("x:2", account=Account("x:rina", "x", "rina"))])
        assert store.accounts(["x:rina", "x:nobody"]) == {"x:rina": RINA}


def test_row_numbers_of_two_spreadsheets_are_not_one_post():
    """Without a platform an id is only a number somebody chose; no text may vanish behind it."""
    with Store() as store:
        first = [post("unknown:1", "Pasar ramai"), post("unknown:2", "Hujan")]
        second = [post("unknown:1", "TPS pindah"), post("unknown:1", "Pasar ramai")]
        assert store.add(first) == (2, 0)
        assert store.add(second) == (1, 1)
        assert store.add(first + second) == (0, 4)
        assert {p.text for _, p in store.posts()} == {"Pasar ramai", "Hujan", "TPS pindah"}


def test_a_post_has_every_link_that_some_row_gave_it():
    """A table of shares has a row for each link of a post: none may vanish behind the first."""

    def shared(*paths):
        links = tuple(
            Link(f"http://contoh.id/{path}/", f"https://contoh.id/{path}") for path in paths
        )
        return post("x:1", links=links)

    with Store() as store:
        assert store.add([shared("a"), shared("b", "a")]) == (1, 1)
        assert store.add([shared("c"), post("x:1"), shared("c", "b")]) == (0, 3)
        ((_, found),) = store.posts()
        assert [link.canonical[-1] for link in found.links] == ["a", "b", "c"]
        before = list(store._db.conn.iterdump())
        assert store.add([shared("c", "a"), shared("b")]) == (0, 2)
        assert list(store._db.conn.iterdump()) == before


@pytest.mark.parametrize("raw", ['{"a": 1}', '{"a": "' + "é" * 9000 + '"}', "{" * 1025, ""])
def test_a_record_comes_back_as_it_came(raw):
    """Short records are kept as they are, long ones smaller; nobody sees the difference."""
    with Store() as store:
        store.add([post("x:1", raw=raw)])
        assert store.raw_record("x:1") == raw


@given(st.lists(st.tuples(st.sampled_from(["x:1", "x:2", "unknown:1"]), st.sampled_from("abc"))))
def test_every_post_is_either_stored_or_known(pairs):
    """stored + known is what was handed in, however the ids repeat."""
    with Store() as store:
        added = store.add([post(id_, text) for id_, text in pairs])
        assert added.stored + added.known == len(pairs)
        assert added.stored == store.last_seq()


@pytest.mark.parametrize("words", ['"', "coblos OR", "NEAR(", "a:b", "*", "' -- ;", "^x", "(("])
def test_search_takes_hostile_words_as_words(words):
    """Whatever somebody types or pastes, it is looked for and not executed."""
    with Store() as store:
        store.add([post("x:1", "coblos paku")])
        assert store.search(words) == []


def test_search_finds_prefixes_and_ignores_accents():
    """`coblos*` finds coblosan; é is e."""
    with Store() as store:
        store.add([post("x:1", "Coblosan di kafé"), post("x:2", "coblos saja")])
        assert [p.id for p in store.search("coblos* kafe")] == ["x:1"]


def test_search_forgets_what_is_deleted_and_follows_what_is_edited():
    """What a person had removed is not found again; the index is as true as if built anew."""
    with Store() as store:
        store.add([post("x:1", "kotak kosong"), post("x:2", "kotak suara")])
        store._write("DELETE FROM posts WHERE id = 'x:1'")
        store.add([post("x:3", "kotak hilang")])
        store._write("UPDATE posts SET text = 'gudang' WHERE id = 'x:2'")
        assert [p.id for p in store.search("kotak")] == ["x:3"]
        assert [p.id for p in store.search("gudang")] == ["x:2"]
        store._write("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")


def test_rejects_are_kept_once_per_file():
    """A second import adds no reject; another file's line 3 is another reject."""
    reject = Reject(3, "rejects.no_text_no_link", {}, "a;b", "a.csv")
    with Store() as store:
        for digest in ("one", "one", "two"):
            store.add_rejects([reject], digest=digest, run=1)
        assert list(store.rejects()) == [reject, reject]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps access by folder")
def test_the_database_is_readable_by_its_user_only(tmp_path):
    """Handles and raw records of private people lie in it."""
    with Store(tmp_path / "monitor.db") as store:
        store.add([post("x:1")])
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    """An older program must not write into tables it does not understand."""
    path = tmp_path / "monitor.db"
    with Store(path) as store:
        store._write(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            ["pemilu-monitor", "later", "2030-01-01"],
        )
    with pytest.raises(StoreError, match="versi yang lebih baru"):
        Store(path)


def test_a_file_that_is_no_database_is_not_touched(tmp_path):
    """`--db laporan.xlsx` by mistake says so and changes no byte."""
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 5000)
    with pytest.raises(StoreError, match="bukan basis data"):
        Store(path)
    assert path.read_bytes() == b"PK\x03\x04" + b"x" * 5000


def test_a_folder_that_does_not_exist_is_one_clear_line(tmp_path):
    """The remedy is named."""
    with pytest.raises(StoreError, match="--db"):
        Store(tmp_path / "tidak" / "ada" / "monitor.db")


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path):
    """The batch that did not fit is rolled back whole; the ones before it stay."""
    with Store(tmp_path / "monitor.db") as store:
        store.add([post("x:1")])
        pages = store._rows("PRAGMA page_count")[0][0]
        store._rows(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="Diska penuh"):
            store.add([post(f"x:{i}", "panjang " * 900) for i in range(2, 40)])
        assert [p.id for _, p in store.posts()] == ["x:1"]


def test_a_database_that_is_in_use_says_so(tmp_path, monkeypatch):
    """Two programs writing at once: the second waits, then names the cause."""
    monkeypatch.setattr("monitor.store.database.SECONDS_TO_WAIT", 0.05)
    path = tmp_path / "monitor.db"
    with Store(path) as store:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="sedang dipakai"):
            store.add([post("x:1")])
        other.close()
