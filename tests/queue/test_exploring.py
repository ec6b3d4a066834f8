"""The queue's lots: fair, marked, calm, and honest about what the ranking misses."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.measures.sampling import stands_for
from monitor.queue.exploring import mix

NONE = np.array([], np.int64)


@given(
    open_=st.integers(0, 60),
    top=st.integers(1, 30),
    share=st.floats(0, 0.5),
    drawn_before=st.sets(st.integers(0, 70), max_size=8),
    shown_before=st.sets(st.integers(0, 70), max_size=20),
    seed=st.integers(0, 99),
)
def test_the_rows_are_as_many_as_asked_for_and_none_twice(
    open_, top, share, drawn_before, shown_before, seed
):
    """Whatever was drawn or shown before: no row is lost, doubled, or drawn a second time."""
    ranking = np.random.default_rng(seed).permutation(open_).astype(np.int64)
    waiting = np.array(sorted(drawn_before), np.int64)
    seen = np.array(sorted(drawn_before | shown_before), np.int64)
    mixed = mix(ranking, top=top, share=share, waiting=waiting, seen=seen, seed=(seed, 0))
    rows = mixed.rows.tolist()
    assert len(rows) == len(set(rows)) == min(top, open_)
    assert not set(mixed.drawn.tolist()) & set(seen.tolist())
    assert (0 < mixed.probability <= 1) == (len(mixed.drawn) > 0)
    ranked = mixed.ranked.tolist()
    assert [row for row in rows if row in set(ranked)] == ranked
    assert ranked == [num for num in ranking.tolist() if num in set(ranked)]
    if not share:
        assert rows == ranking[:top].tolist()


def test_every_claim_below_the_fold_has_the_same_chance():
    """Rank, age and number do not matter: each of 40 is drawn about as often as any other."""
    times = np.zeros(50, int)
    for seed in range(4000):
        mixed = mix(np.arange(50), top=11, share=0.1, waiting=NONE, seen=NONE, seed=(seed, 0))
        times[mixed.drawn] += 1
    assert mixed.probability == 1 / 40
    assert times[:10].sum() == 0
    assert abs(times[10:] - 100).max() < 45  # 4.5 standard deviations


def test_looking_again_draws_nothing_new():
    """A row drawn once stays until somebody judged it, at the same place."""
    first = mix(np.arange(90), top=20, share=0.1, waiting=NONE, seen=NONE, seed=(7, 0))
    lot = first.drawn
    again = mix(np.arange(90), top=20, share=0.1, waiting=lot, seen=lot, seed=(7, 1))
    assert again.rows.tolist() == first.rows.tolist()
    assert len(again.drawn) == 0


def test_weighted_counts_are_right_on_average_though_verdicts_change_the_ranking():
    """The hard case: whatever a lot turns up, all like it move to the top from then on.

    60 claims; 12 false ones in two kinds lie at the bottom. Once one of a kind is found, the
    ranking shows the others. The probability to be drawn at all, 1 - (1 - p)(1 - p)..., counts
    those found later twice; the mean over the draws does not.
    """
    false = np.zeros(60, bool)
    false[48:] = True
    weighted, product = [], []
    for seed in range(1500):
        judged: dict[int, tuple[int, bool]] = {}
        chances: list[float] = []
        for view in range(6):
            found = {num // 6 for num in judged if false[num]}
            order = sorted(range(60), key=lambda num: (num // 6 not in found, num))
            open_ = np.array([num for num in order if num not in judged])
            seen = np.array(list(judged), np.int64)
            mixed = mix(open_, top=5, share=0.2, waiting=NONE, seen=seen, seed=(seed, view))
            lot = set(mixed.drawn.tolist())
            judged |= {num: (view, num in lot) for num in mixed.rows.tolist()}
            chances.append(mixed.probability)
        entered, drawn = zip(*judged.values(), strict=True)
        weights = stands_for(np.zeros(len(judged), int), entered, drawn, chances)
        assert abs(weights.sum() - 60) < 1e-9
        weighted.append(weights[false[list(judged)]].sum())
        at_all = 1 - np.prod(1 - np.array(chances))
        product.append((false[list(judged)] / np.where(drawn, at_all, 1)).sum())
    error = np.std(weighted) / np.sqrt(len(weighted))
    assert abs(np.mean(weighted) - 12) < 4 * error < 1
    assert np.mean(product) > 13
