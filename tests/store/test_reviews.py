"""What people decided stays, whatever happens to claims, code or tables around it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.corpora.labels import labels
from monitor.errors import StoreError
from monitor.records import Post, Review
from monitor.store import Store

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)


def filled(claims: int) -> Store:
    """Return a store with that many claims of one post each, numbered from 1."""
    store = Store()
    store.add([Post(f"x:{i}", "x", f"teks {i}") for i in range(1, claims + 1)])
    nums = range(1, claims + 1)
    store.add_claims(founded=nums, members=[(i, i) for i in nums], merges=[], aliases=[])
    return store


def said(num: int, verdict: str = "false", hour: int = 0, **facts: object) -> Review:
    at = NOON + timedelta(hours=hour)
    return Review(f"k-{num}", "melati", "putusan" if verdict else "diambil", at, verdict, **facts)


@pytest.fixture
def store():
    with filled(6) as store:
        yield store


def test_a_review_comes_back_as_it_went_in(store):
    """Every field of the record, the evidence with its own signs among them."""
    given_ = said(
        2, reason="arsip: tidak ada", evidence=("https://a.example/1", "GFD-2024-1"),
        model="a1b2", drawn=True, probability=0.25,
    )  # fmt: skip
    stored = store.add_review(2, given_)
    assert stored.number == 1
    assert store.reviews_of([1, 2]) == {2: (stored,)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET at = ''",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    ],
)
@pytest.mark.parametrize("table", ["reviews", "draws", "shown"])
def test_nothing_can_change_what_was_decided_or_drawn(store, table, statement):
    """The database itself refuses, even a statement that nobody of us would write."""
    run = store.start_run("queue")
    store.add_review(1, said(1))
    store.add_draws([2], run, 0.5, NOON)
    store.add_shown([3], NOON)
    before = store._rows(f"SELECT * FROM {table}")
    with pytest.raises(StoreError, match="never"), store.writing():
        store._write(statement.format(table))
    assert store._rows(f"SELECT * FROM {table}") == before


def test_claims_that_meet_keep_the_verdicts_of_both(store):
    """A re-grouping loses nothing: the older claim answers with both histories, in order."""
    for num, verdict in ((3, "false"), (1, "misleading"), (3, "scam")):
        store.add_review(num, said(num, verdict))
    store.add_claims(founded=[], members=[], merges=[], aliases=[(3, 2)])
    store.add_claims(founded=[], members=[], merges=[], aliases=[(2, 1)])
    [(num, reviews)] = store.reviews_of([1, 2, 3]).items()
    assert num == 1
    assert [each.verdict for each in reviews] == ["false", "misleading", "scam"]
    assert store.standings() == {1: ("putusan", "scam")}
    assert [each.claim for each in store.verdicts()] == ["k-1"]


def test_the_learner_reads_a_row_per_judged_claim_in_order_of_the_first_verdict(store):
    """The verdict is the last one, time and model are those of the first; steps alone are none."""
    store.add_review(5, said(5, "", 0))
    store.add_review(4, said(4, "false", 1, model="lama"))
    store.add_review(2, said(2, "true", 2))
    store.add_review(4, said(4, "satire", 3, model="baru", corrects=2))
    first, second = store.verdicts()
    assert (first.claim, first.text, first.verdict, first.model) == (
        "k-4", "teks 4", "satire", "lama",
    )  # fmt: skip
    assert (first.at, second.at) == (NOON + timedelta(hours=1), NOON + timedelta(hours=2))
    assert (first.weight, first.probability, first.drawn) == (1.0, 1.0, False)
    assert [num for num, _ in store.unreviewed_texts()] == [1, 3, 5, 6]


def test_a_drawn_claim_stands_for_those_that_were_not_drawn(store):
    """1 of 4 was drawn and judged: it counts four times, what the ranking showed counts once."""
    run = store.start_run("queue")
    store.add_shown([1, 2], NOON)
    store.add_draws([4], run, 1 / 4, NOON)
    for num in (1, 2, 4):
        store.add_review(
            num, said(num, hour=1, drawn=num == 4, probability=1 / 4 if num == 4 else 1)
        )
    assert {each.num: each.weight for each in store.verdicts()} == {1: 1, 2: 1, 4: 4}


def test_a_lot_that_nobody_judged_does_not_weigh(store):
    """Two drawn and one judged: it stands for both; a draw without any verdict is left out."""
    first, second = store.start_run("queue"), store.start_run("queue")
    store.add_draws([2, 4], first, 2 / 6, NOON)
    store.add_draws([5], second, 1 / 4, NOON + timedelta(hours=1))
    store.add_review(4, said(4, hour=2, drawn=True, probability=2 / 6))
    assert [each.weight for each in store.verdicts()] == [6.0]


REVIEWS = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 6), st.sampled_from(["", *labels().verdicts])),
        st.tuples(st.integers(2, 6), st.none()),
    ),
    max_size=25,
)


@given(REVIEWS)
def test_any_sequence_of_reviews_and_groupings_is_kept_whole(steps):
    """Nothing is ever lost or reordered; a claim's verdict is the last one given to any part."""
    with filled(6) as store:
        written, home = [], {num: num for num in range(1, 7)}
        for num, verdict in steps:
            if verdict is None:  # the claim meets the one before it
                younger, older = home[num], home[num - 1]
                if younger != older:
                    store.add_claims(founded=[], members=[], merges=[], aliases=[(younger, older)])
                    home = {n: older if h == younger else h for n, h in home.items()}
            else:
                written.append((num, store.add_review(home[num], said(home[num], verdict))))
        found = store.reviews_of(sorted(set(home.values())))
        kept = sorted((each for some in found.values() for each in some), key=lambda r: r.number)
        assert [each.number for each in kept] == list(range(1, len(written) + 1))
        assert [each.verdict for each in kept] == [review.verdict for _, review in written]
        last = {home[num]: review.verdict for num, review in written if review.verdict}
        assert {each.num: each.verdict for each in store.verdicts()} == last
        assert all(0 < each.probability <= 1 for each in store.verdicts())
        open_ = {num for num, _ in store.unreviewed_texts()}
        assert open_ == set(home.values()) - set(last)
