"""What was deleted or is forgotten is gone, stays gone, and the rest still counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from monitor.errors import NotFound
from monitor.records import Account, Link, Post, Reference, Reject, Snapshot
from monitor.store import Covered, Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
RINA = Account("x:rinawati", "x", "rinawati", "Rina Wulandari", "4242424242", 7, description="guru")
BUDI = Account("x:budi", "x", "budi", "Budi")
SAID = "Bilik ketujuh roboh sebelum subuh"
RAW = '{"user": "Rina Wulandari", "n": 4242424242, "t": "roboh"}'


def post(number, text, account=BUDI, **facts):
    facts.setdefault("created", NOON)
    return Post(f"x:{number}", "x", text, account, **facts)


def world():
    """Return Rina's post, and what others did with it."""
    return [
        post(7001, SAID, RINA, raw=RAW, url="https://x.com/rinawati/status/7001",
             metrics=Snapshot(NOON, {"likes": 3})),
        post(7002, SAID, repost_of=Reference("x:7001", "x:rinawati"), raw=RAW),
        post(7003, "Benarkah?", quote_of=Reference("x:7001", "x:rinawati"), raw=RAW,
             links=(Link("https://t.co/a", "https://x.com/rinawati/status/7001"),)),
        post(7004, "Mohon dicek", reply_to=Reference("x:7001", "x:4242424242"), raw=RAW),
        post(7005, "Halo", mentions=("x:rinawati", "x:kpu"), raw=RAW),
        post(7006, SAID + " ya", raw="{}"),
    ]  # fmt: skip


def filled(path=None):
    store = Store(path)
    run = store.start_run("collect", inputs=[{"source": "mastodon:@rinawati@desa.example"}])
    store.add(world(), run=run)
    store.add([post(7001, SAID + " kata saksi", RINA, raw=RAW)], run=run)
    store.add_rejects([Reject(3, "rejects.no_text", {}, "rinawati;x")], digest="d", run=run)
    live_traces(store, run)
    store.add_claims(
        founded=[1, 3, 4, 5], members=[(1, 1), (2, 1), (3, 3), (4, 4), (5, 5), (6, 1)], merges=[],
        aliases=[],
    )  # fmt: skip
    with store.writing():
        store._write_all(
            "INSERT INTO sketches VALUES (?, ?)", ((n, bytes([n] * 128)) for n in range(1, 7))
        )
    store._write(
        "INSERT INTO signals VALUES (NULL, 1, 'f', 1, 'r', '{\"a\": \"Bilik ketujuh\"}', '',"
        " 1, 0, 5, 'a', '1')"
    )
    return store


def live_traces(store, run):
    """Leave what collecting leaves of Rina beside her posts."""
    own, shared = "telegram:rinawati", "mastodon:#pemilu@desa.example"
    gone = {"kind": "interrupted", "facts": {"problem": "desa.example has no 'rinawati'."}}
    store.cover(Covered("mastodon:@rinawati@desa.example", notes=[gone]), run=run)
    nameless = Reject(0, "rejects.no_text", {}, "{}", "mastodon:@rinawati@desa.example")
    store.add_rejects([nameless], digest="e", run=run)
    for source in (own, "mastodon:@rinawati@desa.example", shared):
        store.arrive(source, world())
        store.keep_source_state(source, {"cursor": "7"}, at=NOON, run=run)


def bytes_of(path):
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


TRACES = [b"rinawati", b"Wulandari", b"4242424242", b"ketujuh", b"x:7001", b"kata saksi", b"guru"]


def test_not_even_the_bytes_of_the_file_tell_of_who_was_forgotten(tmp_path):
    """Text, handle, name, number: not in the database, its journal or the full-text index."""
    path = tmp_path / "m.db"
    with filled(path) as store:
        assert all(trace in bytes_of(path) for trace in TRACES)
        store._write("UPDATE posts SET text = 'Bilik lain' WHERE id = 'x:7006'")
        done = store.forget(store.target("x:rinawati"))
        assert (done.posts, done.reposts, done.references, done.accounts) == (1, 1, 4, 1)
        assert done.rejects == 1
        assert store.scrub_is_due()
        store.scrub()
        assert not store.scrub_is_due()
        assert [trace for trace in TRACES if trace.lower() in bytes_of(path).lower()] == []
        store._write("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, posts_fts, 'row')")
        terms = {term for (term,) in store._rows("SELECT term FROM temp.words")}
        assert terms.isdisjoint({"ketujuh", "roboh", "saksi"})
        store._write("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")
    assert [trace for trace in TRACES if trace.lower() in bytes_of(path).lower()] == []


def test_what_is_forgotten_does_not_come_back():
    """The same file again, new posts of the account, and others that refer to it."""
    with filled() as store:
        store.forget(store.target("x:4242424242"))
        before = store.last_seq()
        assert store.add(world()) == (0, 6)
        assert store.add(
            [post(7100, "baru", RINA), post(7101, SAID, repost_of=Reference("x:7001"))]
        ) == (0, 2)
        assert store.last_seq() == before
        renamed = Account("x:rina_baru", "x", "rina_baru", "Rina W", "4242424242")
        assert store.add([post(7102, "ganti nama", renamed)]) == (0, 1)
        store.add([post(7200, "Hai", mentions=("x:rinawati",), raw=RAW,
                        quote_of=Reference("x:7001", "x:rinawati"))])  # fmt: skip
        [one] = store.posts_named(["x:7200"]).values()
        assert "rinawati" not in repr(one)
        assert "7001" not in repr(one)
        assert store.raw_record("x:7200") == ""
        assert one.quote_of.post in {p.id for _, p in store.posts()}  # it still counts as a quote
        assert "rinawati" not in "\n".join(store._db.conn.iterdump())


def test_nothing_tells_which_source_brought_a_forgotten_post():
    """What others posted still counts for the rhythm of its source."""
    with filled() as store:
        shared, seconds = "mastodon:#pemilu@desa.example", NOON.timestamp()
        assert len(store.arrived(shared, after=0, most=9)) == len(world())
        store.forget(store.target("x:rinawati"))
        assert store.arrived(shared, after=0, most=9) == [seconds] * (len(world()) - 1)
        assert store.source_state(shared) == {"cursor": "7"}
        assert store.source_state("mastodon:@rinawati@desa.example") == {}


def test_a_source_on_a_server_with_a_port_is_masked_too():
    """`@warga@http://127.0.0.1:8099` is the account `warga@127.0.0.1:8099`."""
    source = "mastodon:@wargaku@http://127.0.0.1:8099"
    warga = Account("mastodon:wargaku@127.0.0.1:8099", "mastodon", "wargaku")
    with Store() as store:
        run = store.start_run("collect", inputs=[{"source": source}])
        store.add([Post("mastodon:1", "mastodon", "halo", warga, NOON)], run=run)
        store.keep_source_state(source, {}, at=NOON, run=run)
        store.forget(store.target(warga.id))
        assert "wargaku" not in "\n".join(store._db.conn.iterdump())


def test_an_account_is_forgotten_by_its_handle_where_its_id_is_a_number():
    """People know `@kanalrina`, YouTube knows a number: all it is called goes, and stays gone."""
    rina = Account("youtube:UCabcdefgh", "youtube", "KanalRina", "", "UCabcdefgh")
    said = Post("youtube:1", "youtube", "halo", rina, NOON)
    with Store() as store:
        run = store.start_run("collect", inputs=[{"source": "youtube:@kanalrina"}])
        store.add([said], run=run)
        assert store.forget(store.target("youtube:@KanalRina")).posts == 1
        dump = "\n".join(store._db.conn.iterdump()).lower()
        assert ("kanalrina" in dump, "ucabcdefgh" in dump) == (False, False)
        assert store.add([said]) == (0, 1)


def test_claims_still_count_and_another_members_text_stands_in():
    """Nothing that people see of a claim breaks; its words are a living member's."""
    with filled() as store:
        [claim] = [c for num, c in store.claims([1])]
        store.forget(store.target("x:7001"))
        [after] = [c for num, c in store.claims([1])]
        assert (after.id, after.posts, after.quotes) == (claim.id, claim.posts, claim.quotes)
        assert (after.text, after.text_post, after.gone) == (SAID + " ya", "x:7006", "")
        store.forget(store.target("x:7006"))
        [bare] = [c for num, c in store.claims([1])]
        assert (bare.text, bare.gone, bare.posts) == ("", "forgotten", claim.posts)
        assert len(store.posts_of(1)) == claim.posts
        assert dict(store.unreviewed_texts())[1] == ""


def test_texts_of_others_stay_and_are_counted():
    """Who wrote about somebody wrote it; how many did is said."""
    with Store() as store:
        store.add([post(1, "@rinawati bilang apa?", mentions=("x:rinawati",)), post(2, "a", RINA)])
        assert store.forget(store.target("x:rinawati")).texts == 1
        assert store.texts(["x:1"]) == {"x:1": "@rinawati bilang apa?"}


def test_a_dry_run_counts_the_same_and_changes_nothing():
    """Whoever asks first is told what would happen, exactly."""
    with filled() as store:
        before = list(store._db.conn.iterdump())
        would = store.forget(store.target("x:rinawati"), dry_run=True)
        assert list(store._db.conn.iterdump()) == before
        assert store.forget(store.target("x:rinawati")) == would


def test_nobody_is_forgotten_by_mistake():
    """A name that nobody has is an error, one forgotten before is not."""
    with filled() as store:
        with pytest.raises(NotFound):
            store.target("x:rinawat")
        store.forget(store.target("x:rinawati"))
        assert store.target("x:rinawati").ids == ("x:rinawati",)


def test_a_deleted_post_loses_its_text_and_keeps_its_hash():
    """Text, raw record and index go; id, counts and SHA-256 stay; a replay changes nothing."""
    with Store() as store:
        store.add(world())
        assert store.take_back(["x:7001", "x:9"]) == (1, 1)
        [gone] = store.posts_named(["x:7001"]).values()
        assert (gone.text, gone.gone, gone.metrics.counts) == ("", "deleted", {"likes": 3})
        assert gone.account == RINA
        assert store.raw_record("x:7001") == ""
        digest = store._one("SELECT digest FROM gone WHERE post = 1")
        assert digest == sha256(SAID.encode()).hexdigest()
        before = list(store._db.conn.iterdump())
        assert store.add([*world(), post(9, "terlambat")]) == (0, 7)
        assert store.take_back(["x:7001"]) == (0, 0)
        assert list(store._db.conn.iterdump()) == before
        assert "x:7001" not in {p.id for p in store.search("ketujuh")}


def test_a_project_may_keep_deleted_texts():
    """The policy is the project's: then the deletion is only noted."""
    with Store() as store:
        store.add(world())
        assert store.take_back(["x:7001"], keep_text=True) == (1, 0)
        [kept] = store.posts_named(["x:7001"]).values()
        assert (kept.text, kept.gone) == (SAID, "deleted")


def test_an_account_that_is_gone_takes_its_posts_along():
    """Platforms name deleted accounts by number; others' posts are theirs."""
    with Store() as store:
        store.add(world())
        assert store.take_back([], ["x:4242424242"]).posts == 1
        assert store.texts(["x:7001", "x:7003"]) == {"x:7001": "", "x:7003": "Benarkah?"}
        assert store.add([post(7100, "lagi", RINA)]) == (0, 1)


def test_a_purge_removes_what_is_old_and_keeps_what_was_judged():
    """Older posts go with their accounts; a claim with a verdict may be kept; no time, no purge."""
    from monitor.pipeline.review import review

    def old(days, number, account):
        time = NOON - timedelta(days=days) if days is not None else None
        return post(number, f"kabar {number}", account, created=time)

    people = [Account(f"x:orang{n}", "x", f"orang{n}") for n in range(4)]
    with Store() as store:
        store.add([old(days, n, people[n]) for n, days in enumerate((30, 20, 1, None))])
        store.add_claims(
            founded=[1, 2, 3, 4], members=[(n, n) for n in range(1, 5)], merges=[], aliases=[]
        )
        review(store, "k-2", by="ani", verdict="salah", reason="dicek")
        week = NOON - timedelta(days=7)
        assert store.purge(week, keep_judged=True, dry_run=True).posts == 1
        done = store.purge(week, keep_judged=True)
        assert (done.posts, done.accounts) == (1, 1)
        assert [p.text for _, p in store.posts()] == ["", "kabar 1", "kabar 2", "kabar 3"]
        assert store.purge(week).posts == 1
        assert store.purge(week).posts == 0
        assert store.add([old(30, 0, people[0])]) == (0, 1)
        assert [(v.claim, v.text) for v in store.verdicts()] == [("k-2", "")]


def test_row_numbers_are_forgotten_by_their_text():
    """`unknown:1` is a row of any spreadsheet: another one's row 1 may still come in."""
    with Store() as store:
        store.add([Post("unknown:1", "unknown", "rahasia saya")])
        store.forget(store.target("unknown:1"))
        assert store.add([Post("unknown:1", "unknown", "rahasia saya")]) == (0, 1)
        assert store.add([Post("unknown:1", "unknown", "hujan")]) == (1, 0)
