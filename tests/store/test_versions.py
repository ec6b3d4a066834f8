"""An edit is noted and both texts stay; what is no edit is not called one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.records import Post, Snapshot
from monitor.store import Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
WHOLE = "Kotak suara di gudang kecamatan dibuka tadi malam"


def seen(text, hour=None, edited=None, source="zeeschuimer:x", **facts):
    extra = {"edited": (NOON + timedelta(hours=edited)).isoformat()} if edited is not None else {}
    metrics = None if hour is None else Snapshot(NOON + timedelta(hours=hour), {"likes": hour})
    extra |= facts.pop("extra", {})
    return Post("x:1", "x", text, metrics=metrics, source=source, extra=extra, **facts)


def now(store):
    [post] = store.posts_named(["x:1"]).values()
    return post


def texts(store):
    return {each.text for each in store.wordings(["x:1"]).get("x:1", [])}


def test_an_edit_keeps_both_texts_and_raw_records():
    """The newest text is the post's; the one before stays, with its time, and is counted."""
    with Store() as store:
        store.add([seen("TPS 3 dibuka", 0, raw='{"t": 1}', hashtags=("lama",))])
        assert store.add([seen("TPS 4 dibuka", 5, raw='{"t": 2}', hashtags=("baru",))]) == (0, 1)
        post = now(store)
        assert (post.text, post.edits, post.hashtags) == ("TPS 4 dibuka", 1, ("baru",))
        assert store.raw_record("x:1") == '{"t": 2}'
        newest, before = store.wordings(["x:1"])["x:1"]
        assert (newest.text, newest.is_now, before.text, before.is_now) == (
            "TPS 4 dibuka", True, "TPS 3 dibuka", False,
        )  # fmt: skip
        assert before.seen == NOON
        assert store._one("SELECT record FROM versions WHERE place = 0") == '{"t": 1}'
        assert [p.id for p in store.search("4")] == ["x:1"]
        assert store.search("3") == []


def test_an_older_file_imported_later_does_not_bring_the_old_text_back():
    """What is newer is told by the platform's edit time, then by when it was seen."""
    for first, second in permutations([seen("lama", 1), seen("baru", 2)]):
        with Store() as store:
            store.add([first])
            store.add([second])
            assert now(store).text == "baru"
    with Store() as store:  # the edit was seen first, the stale copy of another server later
        store.add([seen("baru", 1, edited=0)])
        store.add([seen("lama", 9)])
        assert (now(store).text, now(store).edits) == ("baru", 1)


def test_live_wins_over_a_file_that_tells_no_time():
    """A file read after the collecting may be years old."""
    with Store() as store:
        store.add([seen("hidup")], run=store.start_run("collect"))
        store.add([seen("dari berkas")], run=store.start_run("import"))
        assert now(store).text == "hidup"
        assert texts(store) == {"hidup", "dari berkas"}


@pytest.mark.parametrize(
    "other",
    [
        seen("Kotak suara di gudang…", 9),
        seen("Kotak suara di gudang", 9, extra={"excerpt": "true"}),
        seen("kotak suara dibuka!!", source="table"),
        seen("", 9),
    ],
)
def test_an_excerpt_or_a_typed_copy_is_no_edit(other):
    """An excerpt, a cut text, what a person typed: known beside the text, never in its place."""
    for posts in permutations([seen(WHOLE, 1), other]):
        with Store() as store:
            for post in posts:
                store.add([post])
            assert (now(store).text, now(store).edits) == (WHOLE, 0)
            assert texts(store) == {WHOLE, other.text}


def test_blanks_and_short_links_do_not_make_another_text():
    """Two clients break lines and write X's links differently; the author changed nothing."""
    with Store() as store:
        store.add([seen("dibuka\ntadi https://t.co/abc", 1)])
        store.add([seen("dibuka tadi", 2), seen("dibuka  tadi https://t.co/xyz", 3)])
        assert store.wordings(["x:1"]) == {}
        assert store.changed(9) == []


def test_a_changed_post_loses_its_signals_and_is_asked_for_again():
    """A span of the old text must never cut the new one."""
    with Store() as store:
        store.add([seen("lama", 1)])
        store._write(
            "INSERT INTO signals VALUES (1, NULL, 'f', 1, 'r', '{}', '', 1, 0, 4, 'a', '1')"
        )
        store.add([seen("baru", 2)])
        assert store._one("SELECT count(*) FROM signals") == 0
        assert [seq for _, seq in store.changed(9)] == [1]
        [(mark, seq)] = store.changed(9)
        store.add([seen("lebih baru", 3)])  # while an analysis is at work on the text before
        store.say_anew([(mark, seq)], [(1, None, "f", 1, "r", "{}", "", 1, 0, 4, "a", "1")])
        assert store._one("SELECT count(*) FROM signals") == 0
        assert [seq for _, seq in store.changed(9)] == [1]


sightings = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.integers(0, 9), st.none() | st.integers(0, 9),
        st.sampled_from(["whole", "cut"]),
    ),
    min_size=1, max_size=6, unique_by=lambda one: one[1],
)  # fmt: skip


@settings(max_examples=30)
@given(sightings, st.randoms(use_true_random=False), st.integers(1, 6))
def test_the_order_of_arrival_does_not_matter(sightings, random, size):
    """Where times are known, any order and any batches end in one state."""
    posts = [
        seen(f"teks {text}", hour, edited, extra={"excerpt": "true"} if kind == "cut" else {})
        for text, hour, edited, kind in sightings
    ]
    ends = []
    for _ in range(2):
        with Store() as store:
            for start in range(0, len(posts), size):
                store.add(posts[start : start + size])
            post = now(store)
            kept = {(w.text, w.is_edit, w.is_now) for w in store.wordings(["x:1"]).get("x:1", [])}
            ends.append((post.text, post.edits, post.extra, kept))
        random.shuffle(posts)
    assert ends[0] == ends[1]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["a", "b", "", "a…"]), min_size=1, max_size=6))
def test_no_text_is_lost_and_a_replay_changes_nothing(said):
    """Every different text is there once, and reading the same files again is no matter."""
    with Store() as store:
        for text in said:
            store.add([seen(text)])
        before = list(store._db.conn.iterdump())
        assert {now(store).text} | texts(store) >= set(said)
        for text in said:
            store.add([seen(text)])
        assert list(store._db.conn.iterdump()) == before
