"""How much a claim is passed on: reposts and quotes, and who does it most. Counts, never sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10

from monitor.analyses.base import Analysis, Setting
from monitor.records import Claim, Signal

__all__ = ["AMPLIFICATION"]

FULL = 1_000
"""Reposts and quotes that count as 1; ten times fewer count a third less."""


def find(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Yield ``amplification`` for each claim that somebody reposted or quoted.

    Examples
    --------
    >>> most = (("x:a", 8),)
    >>> claim = Claim("k-1", 3, 3, ("x",), None, None, "x:1", "", reposts=9, amplifiers=most)
    >>> [(signal.value, dict(signal.facts)) for signal in find([claim], Setting())]
    [(0.333, {'reposts': '9', 'quotes': '0', 'account': 'x:a', 'times': '8'})]
    """
    for claim in claims:
        passed_on = claim.reposts + claim.quotes
        if passed_on:
            account, times = claim.amplifiers[0] if claim.amplifiers else ("?", 0)
            facts = {
                "reposts": str(claim.reposts),
                "quotes": str(claim.quotes),
                "account": account,
                "times": str(times),
            }
            value = round(min(log10(1 + passed_on) / log10(1 + FULL), 1.0), 3)
            yield Signal(claim.id, "amplification", value, "signals.amplification", facts)


AMPLIFICATION = Analysis("amplification", "1", "claim", find)
