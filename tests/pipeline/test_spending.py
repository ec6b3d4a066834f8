"""Sources that take money: one sum for a whole run, and what was paid stands in its coverage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.errors import Refused
from monitor.pipeline.collect import collect
from monitor.store import Store

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
SOURCES = ("x:#pemilu", "x:#tps")


@pytest.fixture
def asked(monkeypatch):
    """Return what X is asked; a token is there."""
    monkeypatch.setenv("MONITOR_X_BEARER_TOKEN", "t0ken-uji")
    return []


def answering(asked):
    def answer(request):
        asked.append(request.url.path)
        if "counts" in request.url.path:
            return httpx.Response(200, json={"data": [], "meta": {"total_tweet_count": 10}})
        made = (NOON - timedelta(minutes=len(asked))).isoformat()
        rows = [{"id": f"17576000{len(asked):02}{n:09}", "text": "kabar", "created_at": made,
                 "author_id": "7"} for n in range(10)]  # fmt: skip
        users = [{"id": "7", "username": "warga", "name": "Warga"}]
        page = {"data": rows, "includes": {"users": users}, "meta": {"result_count": 10}}
        return httpx.Response(200, json=page)

    return answer


def test_all_sources_of_a_run_share_one_sum_and_each_says_what_it_cost(fetcher, asked):
    """The second finds what the first has left; nothing of it is lost with the run."""
    with Store() as store:
        done = collect(store, SOURCES, spend=0.5, fetcher=fetcher(answering(asked)))
        again = store.source_state(SOURCES[0])
    first, second = done.sources
    facts = [{note["kind"]: note["facts"] for note in each.notes} for each in (first, second)]
    assert (first.stored, second.stored) == (10, 0)
    assert facts[0]["x_spent"]["dollars"] == "0.065"  # ten posts, an account, a count
    assert facts[1]["x_spent"]["dollars"] == "0.005"
    assert facts[1]["x_purse"]["dollars"] == "0.430"
    assert facts[0]["x_estimate"]["posts"] == "10"
    assert again["spent"] == "65"
    assert len(asked) == 3


def test_without_a_sum_free_sources_are_collected_and_paid_ones_are_not_asked(
    fetcher, asked, mastodon
):
    """The sentence says the price and how to name a sum."""
    mastodon.post("kabar", 1)
    with Store() as store:
        sources = ("mastodon:#pemilu@desa.example", *SOURCES)
        done = collect(store, sources, fetcher=fetcher(mastodon))
    assert [covered.stored for covered in done.sources] == [1, 0, 0]
    assert [type(problem) for problem in done.problems] == [Refused, Refused]
    assert "--spend" in str(done.problems[0])
    assert not any("tweets" in path for path in mastodon.asked)
