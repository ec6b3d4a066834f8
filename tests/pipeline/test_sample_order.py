"""The queue of the sample stands in an order worth reading from the top."""

from __future__ import annotations

import pytest

from benchmarks import sample_order


@pytest.mark.slow
def test_planted_claims_stand_higher_than_counting_posts_would_put_them():
    """Proves that the signals earn their place: an order by number of posts alone does worse."""
    rows = sample_order.queue()
    baseline = sample_order.by_posts(rows)

    for first in sample_order.FIRST:
        assert sample_order.share(rows, first) > sample_order.share(baseline, first)
    areas = [
        sample_order.auroc(
            sample_order.scores(order, ("false_claim",)),
            sample_order.scores(order, sample_order.ORDINARY),
        )
        for order in (rows, baseline)
    ]
    assert areas[0] > areas[1] + 0.1


def test_the_table_says_where_denials_stand():
    """Proves the figures on four claims whose answer is known by hand."""
    rows = [
        sample_order.Row("false_claim", 3.0, 1, 1),
        sample_order.Row("denial", 2.0, 9, 2),
        sample_order.Row("talk", 1.0, 2, 3),
        sample_order.Row("news", 0.0, 1, 4),
    ]

    queue, posts = sample_order.table(rows).splitlines()[2:]

    assert "| 1.00 [1.00, 1.00] |" in queue
    assert "| 0.25 [0.00, 0.50] |" in posts
    assert queue.endswith("| 1 / 1 | 2 of 4 |")
    assert posts.endswith("| 1 / 1 | 1 of 4 |")
