"""How far a claim has travelled, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from monitor.analyses.base import Setting
from monitor.records import Claim, Signal

__all__ = ["find"]

MANY = 1000
"""Posts, or accounts, from which on more makes no difference."""
EVERYWHERE = 5
"""Platforms."""


def find(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Yield the reach of every claim of two posts or more.

    ``0.4 scale(posts) + 0.3 scale(accounts) + 0.15 scale(platforms) + 0.15 growth`` where
    ``scale(n) = min(1, log n / log most)`` with 1,000 posts or accounts and 5 platforms as most,
    and ``growth`` is the share of its posts made in the last 24 hours of the store.

    Examples
    --------
    >>> lone = Claim("c-1", 1, 1, ("x",), None, None, "x:1", "")
    >>> many = Claim("c-2", 1000, 1000, ("x",), None, None, "x:2", "")
    >>> [signal.value for signal in find([lone, many], Setting())]
    [0.7]
    """
    for claim in claims:
        if claim.posts > 1:
            yield Signal(
                claim.id,
                "spread",
                round(_reach(claim), 3),
                "signals.spread",
                {
                    "posts": str(claim.posts),
                    "accounts": str(claim.accounts),
                    "platforms": str(len(claim.platforms)),
                    "last_day": str(claim.last_day),
                },
                post=claim.text_post,
            )


def _reach(claim: Claim) -> float:
    return (
        0.4 * _scale(claim.posts, MANY)
        + 0.3 * _scale(claim.accounts, MANY)
        + 0.15 * _scale(len(claim.platforms), EVERYWHERE)
        + 0.15 * min(1.0, claim.last_day / claim.posts)
    )


def _scale(count: int, most: int) -> float:
    return min(1.0, log(count) / log(most)) if count > 1 else 0.0
