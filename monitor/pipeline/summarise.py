"""Every analysis of claims over every claim, after the posts have been grouped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.pipeline.answers import with_answers
from monitor.pipeline.steps import batches
from monitor.store import SignalRow, Store, signal_rows

__all__ = ["summarise"]


def summarise(
    store: Store, setting: Setting, *, analyses: Mapping[str, Analysis] = ANALYSES
) -> None:
    """Say anew what is to be said about claims: their counts change with every post."""
    of_claims = [analysis for analysis in analyses.values() if analysis.of == "claim"]
    names = [analysis.name for analysis in of_claims]
    store.replace_claim_signals(names, _found(store, setting, of_claims))


def _found(store: Store, setting: Setting, analyses: Sequence[Analysis]) -> Iterator[SignalRow]:
    fill = with_answers(store)
    for some in batches(store.claims()):
        claims = [fill(num, claim) for num, claim in some]
        nums = {claim.id: num for num, claim in some}
        posts = {claim.text_post: num for num, claim in some}
        for analysis in analyses:
            yield from signal_rows(analysis, analysis.find(claims, setting), posts, nums)
