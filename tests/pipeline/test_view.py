"""The queue as a person sees it: open claims on top, some by lot, nothing hidden."""

from __future__ import annotations

import pytest

from monitor import pipeline
from monitor.errors import StoreError
from monitor.records import Post
from monitor.store import Store

WHY = "Dicek ke sumbernya."


@pytest.fixture
def store():
    with Store() as store:
        store.add([Post(f"x:{i}", "x", f"kabar {i}") for i in range(1, 31)])
        nums = range(1, 31)
        store.add_claims(founded=nums, members=[(i, i) for i in nums], merges=[], aliases=[])
        yield store


def look(store: Store, top: int = 10, explore: float = 0.2) -> pipeline.View:
    return pipeline.view(pipeline.queue(store), top=top, explore=explore)


def judge(store: Store, claim: str, verdict: str = "salah") -> None:
    pipeline.review(store, claim, by="melati", verdict=verdict, reason=WHY)


def test_lots_are_marked_with_their_probability(store):
    """2 of 10 rows come from the 22 below; their true rank shows where the ranking had put them."""
    rows = list(look(store).rows())
    drawn = [row for row in rows if row.drawn]
    assert (len(rows), len(drawn)) == (10, 2)
    assert {row.probability for row in drawn} == {2 / 22}
    assert all(row.rank > 8 for row in drawn)
    assert [row.rank for row in rows if not row.drawn] == list(range(1, 9))
    assert {row.probability for row in rows if not row.drawn} == {None}


def test_looking_again_shows_the_same_and_stores_nothing(store):
    """A team that opens the queue twenty times a day draws once."""
    first = [row.claim.id for row in look(store).rows()]
    assert [row.claim.id for row in look(store).rows()] == first
    assert len(store.draws()) == 2
    assert [run["verb"] for run in store.runs()] == ["queue"]
    assert store.runs()[0]["options"] == {"top": 10, "explore": 0.2, "seed": 7}


def test_a_judged_lot_makes_room_for_another(store):
    """Judged claims leave the view, are counted, and stay in the whole queue."""
    [one, _] = [row for row in look(store).rows() if row.drawn]
    judge(store, one.claim.id)
    view = look(store)
    rows = list(view.rows())
    assert one.claim.id not in [row.claim.id for row in rows]
    assert (view.closed, view.below, len(rows)) == (1, 19, 10)
    assert len(store.draws()) == 3
    whole = list(view.all_rows())
    assert [row.claim.id for row in whole[:10]] == [row.claim.id for row in rows]
    assert len(whole) == len({row.claim.id for row in whole}) == 30
    [told] = [row for row in whole if row.verdict]
    assert (told.verdict, told.state, told.drawn) == ("false", "putusan", True)


def test_judged_rows_count_for_the_whole_store_after_any_number_of_looks(store):
    """Whatever was ranked, drawn or judged in five rounds: the weights add up to all 30 claims."""
    for _ in range(5):
        for row in list(look(store, top=4, explore=0.25).rows()):
            judge(store, row.claim.id, "benar")
        assert sum(each.weight for each in store.verdicts()) == pytest.approx(30)
    drawn = [each for each in store.verdicts() if each.drawn]
    assert [round(1 / each.probability) for each in drawn] == [27, 23, 19, 15, 11]


def test_a_claim_found_without_the_queue_counts_once_and_is_drawn_no_more(store):
    """Somebody searched and judged it: from then on it is no claim that a lot could find."""
    judge(store, "k-30")
    assert [each.weight for each in store.verdicts()] == [1.0]
    for row in list(look(store, top=10, explore=0.5).rows()):
        judge(store, row.claim.id)
    assert "k-30" not in [f"k-{num}" for num in store.draws()]
    assert sum(each.weight for each in store.verdicts()) == pytest.approx(30)


def test_a_claim_under_second_review_waits_in_the_queue_with_its_verdict(store):
    """It has a verdict and still needs somebody: it sinks only when it is decided again."""
    judge(store, "k-1")
    pipeline.review(store, "k-1", by="kenanga", state="tinjauan_kedua")
    [first] = list(look(store, top=1, explore=0).rows())
    assert (first.claim.id, first.state, first.verdict) == ("k-1", "tinjauan_kedua", "false")


def test_a_store_that_takes_no_notes_still_shows_the_queue(store):
    """Looking works on a read-only copy; drawing does not, for an unnoted lot is worth nothing."""
    store._write("PRAGMA query_only = 1")
    view = look(store, explore=0)
    assert (len(list(view.rows())), view.noted) == (10, False)
    with pytest.raises(StoreError):
        look(store)
