"""How much of a claim comes from accounts that post in step: a lead, never a verdict on any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.analyses.base import FEW, Analysis, Setting
from monitor.measures.proportions import wilson
from monitor.records import Claim, InStep, Signal

__all__ = ["IN_STEP", "find"]

LEAST = 0.05
"""Under this, who posts in step is a drop in what everybody carries."""
CHANCES = {0.001: "", 0.01: "_100", 0.05: "_20"}
"""Below which a probability is said to be, and the end of the sentence's key."""


def find(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Yield ``coordination`` for each cluster, at most three, that carries much of a claim.

    The value is the lower end of the 95 % interval [1]_ of the share of the claim's posts and
    quotes that come from the cluster: two posts of two say less than twenty of twenty. Nothing is
    said under 0.05. The sentence names no account.

    References
    ----------
    .. [1] Wilson (1927), doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> step = InStep(1, 12, "link", 9, 60.0, 0.0004, posts=12, accounts=12)
    >>> claim = Claim("k-1", 14, 14, ("x",), None, None, "x:1", "", in_step=(step,))
    >>> [(signal.value, signal.reason) for signal in find([claim], Setting())]
    [(0.601, 'signals.coordination_link')]
    """
    for claim in claims:
        whole = claim.posts + claim.quotes
        said = [(wilson(step.posts / whole, whole).low, step) for step in claim.in_step]
        for value, step in sorted(said, key=lambda pair: (-pair[0], pair[1].cluster))[:FEW]:
            end = next((CHANCES[bound] for bound in CHANCES if step.p < bound), None)
            if value >= LEAST and end is not None:
                kind = f"_{step.behaviour}" if step.behaviour else ""
                yield Signal(
                    claim.id,
                    "coordination",
                    round(value, 3),
                    f"signals.coordination{kind}{end}",
                    _facts(step, whole),
                )


def _facts(step: InStep, whole: int) -> dict[str, str]:
    return {
        "cluster": str(step.cluster),
        "accounts": str(step.size),
        "objects": str(step.objects),
        "seconds": f"{step.seconds:g}",
        "p": f"{step.p:.2g}",
        "part": str(step.posts),
        "whole": str(whole),
        "carriers": str(step.accounts),
    }


IN_STEP = Analysis("in_step", "1", "claim", find)
