"""A void is said only of claims that many carry and nobody credible answered for a day."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.analyses import Setting
from monitor.analyses.void import VOID, delay
from monitor.records import Claim

DAWN = datetime(2024, 11, 20, tzinfo=UTC)


def claim(hours=30.0, *, accounts=7, answered=None, seen=DAWN):
    until = DAWN + timedelta(hours=hours)
    return Claim(
        *("k-1", 9, accounts, ("x",), seen, until, "x:1", "teks"), answered=answered, as_of=until
    )


def voids(of):
    return [dict(signal.facts) for signal in VOID.find([of], Setting())]


def test_a_day_without_an_answer_is_a_void():
    """Proves that the hours and the accounts are told."""
    assert voids(claim()) == [{"hours": "30", "accounts": "7"}]


@pytest.mark.parametrize(
    "quiet",
    [
        claim(23.9),
        claim(accounts=2),
        claim(answered=DAWN + timedelta(hours=29)),
        claim(seen=None),
        Claim("k-1", 9, 7, ("x",), DAWN, DAWN + timedelta(days=9), "x:1", "teks"),
    ],
    ids=["too early", "two accounts", "answered", "undated", "nobody looked"],
)
def test_nothing_is_said_of_claims_that_are_no_void(quiet):
    """Proves each condition alone keeps it silent."""
    assert voids(quiet) == []


def test_the_delay_runs_from_the_first_post():
    """Proves the delay, that it is never below zero, and that no answer has none."""
    assert delay(claim(answered=DAWN + timedelta(hours=5))) == timedelta(hours=5)
    assert delay(claim(answered=DAWN - timedelta(hours=5))) == timedelta(0)
    assert delay(claim()) is None
