"""The reach of a claim grows with its posts, accounts, platforms and growth."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses import Setting, spread
from monitor.records import Claim


def claim(posts, accounts=1, platforms=("x",), last_day=0):
    return Claim("k-1", posts, accounts, platforms, None, None, "x:1", "teks", last_day)


def reach(of):
    return [signal.value for signal in spread.find([of], Setting())]


def test_a_single_post_has_no_spread():
    """Proves that only claims carried by two posts or more get the factor."""
    assert reach(claim(1)) == []


def test_the_counts_are_told_with_the_value():
    """Proves that a person can read the counts, and finds a post of the claim."""
    (signal,) = spread.find([claim(12, 7, ("facebook", "x"), 5)], Setting())

    assert signal.facts == {"posts": "12", "accounts": "7", "platforms": "2", "last_day": "5"}
    assert (signal.subject, signal.post, signal.span) == ("k-1", "x:1", None)


def test_one_busy_account_spreads_less_than_many():
    """Proves that accounts count beside posts."""
    assert reach(claim(100, accounts=1)) < reach(claim(100, accounts=100))


@settings(max_examples=60)
@given(st.integers(2, 10**7), st.integers(0, 10**7), st.integers(0, 12), st.integers(0, 10**7))
def test_the_value_stays_between_0_and_1_and_never_falls_with_more_posts(n, accounts, wide, day):
    """Proves the bounds for any counts, and that more posts alone never lower the value."""
    wide, day = ("x",) * wide, min(day, n)

    (value,) = reach(claim(n, accounts, wide, day))
    (more,) = reach(claim(n + 1, accounts, wide, day + 1))

    assert 0 <= value <= more <= 1
