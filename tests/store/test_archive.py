"""The archive: one article is one record, and a correction hides nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import NotFound
from monitor.records import FactCheck, Post
from monitor.store import Store

CHECK = FactCheck(
    "A-1",
    "Warta Desa",
    "Surat suara Tirtamaya dicetak ganda",
    verdict="false",
    label="SALAH",
    date="2024-11-20",
    url="https://wartadesa.example/a",
    canonical="https://wartadesa.example/a",
)


def ids(store: Store) -> list[str]:
    return [check.id for check in store.factchecks()]


def test_a_second_time_stores_nothing():
    """Replays are normal; stored + known is what came."""
    with Store() as store:
        assert store.add_factchecks([CHECK, CHECK]) == (1, 1, 0)
        assert store.add_factchecks([CHECK]) == (0, 1, 0)
        assert list(store.factchecks()) == [CHECK]
        assert len(store.factcheck_versions("A-1")) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(CHECK, id="fc-0123456789abcdef", publisher="", title="Judul lain", date=""),
        replace(CHECK, id="B-9", canonical="", title="SURAT SUARA “Tirtamaya” Dicetak Ganda?"),
        replace(CHECK, id="B-9", canonical="", title="Surat suara di Tirtamaya dicetak ganda"),
        replace(CHECK, id="B-9", canonical="https://baru.example/9", date="2024-11-21"),
        replace(CHECK, canonical="", publisher="", date=""),
    ],
)
def test_one_article_from_two_crawls_is_one_record(other):
    """By its address; by publisher, day and nearly the title; by its id and title."""
    with Store() as store:
        store.add_factchecks([CHECK])
        assert store.add_factchecks([other]) == (0, 1, 1)
        assert store.factcheck_count() == 1
        assert store.factcheck(other.id) == store.factcheck("A-1")


@pytest.mark.parametrize(
    "other",
    [
        replace(CHECK, id="2", canonical="", date="2019-04-01"),
        replace(CHECK, id="2", canonical="", publisher="Kabar Lain"),
        replace(CHECK, id="2", canonical="", title="Surat suara Tirtamaya dicetak 2 kali"),
        replace(CHECK, id="2", canonical="", date="2024"),
        replace(CHECK, canonical="", publisher="Relawan", title="TPS 3 banjir", date=""),
    ],
)
def test_articles_that_only_look_alike_stay_apart(other):
    """The same hoax checked years later, by others, or with another number; a row number twice."""
    with Store() as store:
        assert store.add_factchecks([CHECK, other]) == (2, 0, 0)
        assert len(set(ids(store))) == 2
        assert "A-1" in ids(store)


def test_a_new_crawl_fills_what_was_empty():
    """Explanation from the page, number from GFD, day where only the year was known."""
    with Store() as store:
        store.add_factchecks([replace(CHECK, date="2024")], source="tabel.csv")
        page = replace(CHECK, id="GFD-2024-20001", label="", verdict="", explanation="Denah lama.")
        store.add_factchecks([page], source="halaman.html")
        found = store.factcheck("A-1")
        assert found == replace(page, label="SALAH", verdict="false")
        assert {version.source for version in store.factcheck_versions("A-1")} == {
            "tabel.csv",
            "halaman.html",
        }


def test_a_corrected_verdict_keeps_the_old_one_visible():
    """The newest verdict rules; reading the old file again does not bring the old one back."""
    corrected = replace(CHECK, verdict="misleading", label="SESAT")
    with Store() as store:
        store.add_factchecks([CHECK], run=1)
        store.add_factchecks([corrected], run=2)
        store.add_factchecks([CHECK], run=3)
        assert store.factcheck("A-1").verdict == "misleading"
        verdicts = [version.check.verdict for version in store.factcheck_versions("A-1")]
        assert verdicts == ["misleading", "false"]


def test_an_old_copy_found_late_corrects_nothing():
    """Its publisher says when it changed the article: the later change rules."""
    new = replace(CHECK, verdict="misleading", updated="2024-12-01T00:00:00+00:00")
    old = replace(CHECK, updated="2024-11-20T00:00:00+00:00")
    with Store() as store:
        store.add_factchecks([new], run=1)
        store.add_factchecks([old], run=2)
        assert store.factcheck("A-1").verdict == "misleading"


def test_a_crawl_that_joins_two_records_makes_them_one():
    """Known by address here and title there, until a page has both; both ids lead to it."""
    by_title = replace(CHECK, id="T-1", canonical="")
    by_address = replace(CHECK, id="U-1", title="[dihapus]", publisher="", date="")
    with Store() as store:
        store.add_factchecks([by_title, by_address])
        assert store.factcheck_count() == 2
        store.add_factchecks([CHECK])
        assert store.factcheck_count() == 1
        assert store.factcheck("T-1") == store.factcheck("U-1")
        assert len(store.search_factchecks("tirtamaya")) == 1


PARTS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["web:1", "web:2", "GFD-2024-1001"]),
        "publisher": st.sampled_from(["Warta", "WARTA", "Kabar"]),
        "title": st.sampled_from(["Surat suara ganda", "SURAT SUARA GANDA!", "Kotak suara kosong"]),
        "verdict": st.sampled_from(["", "false", "true"]),
        "date": st.sampled_from(["", "2024", "2024-11-20", "2024-11-21"]),
        "canonical": st.sampled_from(["", "https://a.example/1", "https://a.example/2"]),
        "explanation": st.sampled_from(["", "Denah lama."]),
        "updated": st.sampled_from(["", "2024-11-25", "2024-12-01"]),
    }
)


@settings(max_examples=40)
@given(st.lists(PARTS.map(lambda parts: FactCheck(**parts)), max_size=6), st.randoms())
def test_the_order_of_one_run_means_nothing(checks, random):
    """Shuffled and split into batches, or read twice, the same versions make the same archive."""
    shuffled = random.sample(checks, len(checks))
    cut = random.randint(0, len(checks))
    with Store() as one, Store() as other:
        one.add_factchecks(checks, run=1)
        for batch in (shuffled[:cut], shuffled[cut:], checks):
            other.add_factchecks(batch, run=1)
        assert list(one.factchecks()) == list(other.factchecks())


def test_three_states_in_every_order():
    """The smallest case of the above, exhaustively."""
    states = [
        replace(CHECK, explanation="panjang sekali", date=""),
        replace(CHECK, verdict="true", id="GFD-2024-7"),
        replace(CHECK, canonical="", claim="dicetak ganda"),
    ]
    results = set()
    for order in permutations(states):
        with Store() as store:
            store.add_factchecks(order)
            results.add(tuple(store.factchecks()))
    assert len(results) == 1


def test_newest_first_and_found_by_words():
    """Title and claim are searched; syntax in the words is only words."""
    later = FactCheck("B", "Kabar", "Kafé tutup saat coblosan", claim="warung juga", date="2025")
    bare = FactCheck("C", "Kabar", "Tanpa tanggal")
    with Store() as store:
        store.add_factchecks([bare, CHECK, later])
        assert ids(store) == ["B", "A-1", "C"]
        assert [check.id for check in store.factchecks(limit=1)] == ["B"]
        assert [check.id for check in store.search_factchecks("kafe WARUNG")] == ["B"]
        assert store.search_factchecks('"tutup OR* (') == []


def test_an_unknown_id_is_one_line():
    """With where to look."""
    with Store() as store, pytest.raises(NotFound, match="monitor archive list"):
        store.factcheck("GFD-1999-1")


def test_a_database_from_before_the_archive_is_upgraded(tmp_path):
    """Its posts stay, and fact-checks can be added."""
    path = tmp_path / "monitor.db"
    with Store(path) as store:
        store.add([Post("x:1", "x", text="Kotak suara")])
        store._write("DELETE FROM _sqlite_migrations WHERE name = 'second'")
        for table in ("factchecks_fts", "factcheck_versions", "factchecks"):
            store._write(f"DROP TABLE {table}")
    with Store(path) as store:
        assert store.add_factchecks([CHECK]).stored == 1
        assert [post.id for _, post in store.posts()] == ["x:1"]
