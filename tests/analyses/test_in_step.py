"""The queue's reason: how much of a claim comes from accounts that post in step."""

from __future__ import annotations

import pytest

from monitor.analyses.base import Setting
from monitor.analyses.in_step import find
from monitor.records import Claim, InStep
from monitor.words import say, use


def step(**facts: object) -> InStep:
    given = {
        "cluster": 1,
        "size": 12,
        "behaviour": "link",
        "objects": 9,
        "seconds": 60.0,
        "p": 1e-6,
    }
    return InStep(**(given | {"posts": 12, "accounts": 12} | facts))


def claim(*steps: InStep, posts: int = 14, quotes: int = 0) -> Claim:
    return Claim("k-1", posts, 14, ("x",), None, None, "x:1", "", quotes=quotes, in_step=steps)


def said(*claims: Claim):
    return list(find(claims, Setting()))


def test_a_claim_that_a_cluster_carries_has_the_reason_of_the_issue():
    """What was shared, how many, how close, how unlikely, and which part: no name, no verdict."""
    [signal] = said(claim(step()))
    assert say(signal.reason, **signal.facts) == (
        "Pola unggah serempak: 12 akun, 9 tautan yang sama dalam 60 detik, peluang kebetulan "
        "< 0,001; 12 dari 14 unggahan dan kutipan klaim ini dari akun-akun itu"
    )


@pytest.mark.parametrize(
    ("p", "told", "english"),
    [(0.0009, "< 0,001;", "< 0.001;"), (0.001, "< 0,01;", "< 0.01;"), (0.02, "< 0,05;", "< 0.05;")],
)
def test_a_chance_is_said_as_each_language_writes_it_and_never_smaller_than_it_is(p, told, english):
    """A decimal comma in Indonesian, a point in English, and the next bound above."""
    [signal] = said(claim(step(p=p)))
    assert told in say(signal.reason, **signal.facts)
    use("en")
    assert english in say(signal.reason, **signal.facts)


@pytest.mark.parametrize("behaviour", ["", "link", "text", "media", "hashtags", "repost", "reply"])
def test_every_behaviour_has_its_words(behaviour):
    """A sentence for each kind of thing that is shared, and one for a mixture."""
    [signal] = said(claim(step(behaviour=behaviour)))
    assert "{" not in say(signal.reason, **signal.facts)


def test_a_cluster_that_carries_little_or_could_be_chance_is_not_mentioned():
    """Two of ten thousand posts, or a probability that rules nothing out."""
    assert said(claim(step(posts=2), posts=10_000)) == []
    assert said(claim(step(p=0.2))) == []
    assert said(claim()) == []


def test_few_posts_weigh_less_than_many_of_the_same_share():
    """Two of two may be luck; forty of forty hardly."""
    few, many = said(claim(step(posts=2), posts=2), claim(step(posts=40), posts=40))
    assert 0.3 < few.value < 0.4 < 0.9 < many.value < 1


def test_quotes_are_part_of_the_whole_and_the_largest_of_several_clusters_comes_first():
    """At most three clusters are named; the queue shows the strongest."""
    signals = said(claim(*(step(cluster=n, posts=n + 3) for n in range(1, 6)), quotes=10))
    assert [signal.facts["cluster"] for signal in signals] == ["5", "4", "3"]
    assert {signal.facts["whole"] for signal in signals} == {"24"}
