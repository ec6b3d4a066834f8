"""A platform whose answers are not what they were: whatever stands where, a run ends in order."""

from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.store import Store
from tests.pipeline.sites.press import PRESS, Mafindo
from tests.pipeline.sites.site import NOON
from tests.pipeline.sites.social import SOCIAL
from tests.places import places

SITES = [site for site in SOCIAL + PRESS if site is not Mafindo]  # its pages are long
ODD = st.sampled_from(
    [None, True, -1, 1e300, 10**400, "", "x", "\ud800", "\0", "http://[", "<b>", [], {}, [None]]
) | st.dictionaries(st.sampled_from(["id", "uri", "text"]), st.none() | st.text(), max_size=2)
MOST = 200
"""Requests: a run that never ends asks more."""


def damaged(answer, draw):
    """Return an answer one value of which, or a piece, is something else."""
    try:
        value = json.loads(answer.content)
    except ValueError:
        text = answer.text
        begin = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(["", "<", ">", '"', "&#0;", "</div>", "<b>", "\0", "\ufffd"]))
        text = text[:begin] + piece + text[begin + draw(st.integers(0, 30)) :]
        kept = {"content-type": answer.headers.get("content-type", "text/html")}
        return httpx.Response(answer.status_code, content=text.encode(), headers=kept)
    if spots := places(value) if isinstance(value, dict | list) else []:
        inside, key = draw(st.sampled_from(spots))
        inside[key] = draw(ODD)
    headers = {name: kept for name, kept in answer.headers.items() if name != "content-length"}
    return httpx.Response(answer.status_code, content=json.dumps(value).encode(), headers=headers)


@pytest.mark.parametrize("platform", SITES, ids=lambda one: one.__name__)
def test_one_changed_value_never_breaks_a_run(monkeypatch, platform):
    """What can be read is, what cannot is counted with its reason, and the sum is right."""
    for name, value in platform.secrets.items():
        monkeypatch.setenv(name, value)

    @settings(max_examples=10)
    @given(st.data(), st.integers(1, 4))
    def holds(data, at):
        site = platform()

        def answer(request):
            whole = site(request)
            assert site.asked < MOST
            return damaged(whole, data.draw) if site.asked == at else whole

        transport, still = httpx.MockTransport(answer), lambda _seconds: None
        with (
            stamina.set_testing(True, attempts=5, cap=True),
            Store() as store,
            Fetcher(Policy(pace=0), transport=transport, sleep=still, now=lambda: NOON) as fetcher,
        ):
            since = site.first - timedelta(days=1)
            done = collect(store, [site.source], since=since, spend=100.0, fetcher=fetcher)
            [one] = done.sources
            assert one.read == one.stored + one.known + one.rejected
            assert store.last_seq() + store.factcheck_count() == one.stored
            assert one.stored or done.problems

    holds()
