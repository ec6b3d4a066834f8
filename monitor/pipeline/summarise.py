"""Every analysis of claims over every claim, after the posts have been grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.pipeline.answers import with_answers
from monitor.pipeline.steps import batches
from monitor.records import Claim, Signal
from monitor.store import Store

__all__ = ["summarise"]


def summarise(
    store: Store, setting: Setting, *, analyses: Mapping[str, Analysis] = ANALYSES
) -> None:
    """Say anew what is to be said about claims: their counts change with every post."""
    fill = with_answers(store)
    for analysis in analyses.values():
        if analysis.of == "claim":
            store.replace_claim_signals(analysis.name, _found(store, setting, analysis, fill))


def _found(
    store: Store, setting: Setting, analysis: Analysis, fill: Callable[[int, Claim], Claim]
) -> Iterator[tuple[int, int, Signal]]:
    for some in batches(store.claims()):
        nums = {claim.id: num for num, claim in some}
        for signal in analysis.find([fill(num, claim) for num, claim in some], setting):
            num = nums[signal.subject]
            yield num, num, replace(signal, analysis=analysis.name, version=analysis.version)
