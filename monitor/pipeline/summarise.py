"""Every analysis of claims over every claim, after the posts have been grouped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from monitor.analyses import ANALYSES
from monitor.analyses.base import Analysis, Setting
from monitor.pipeline.answers import with_answers
from monitor.pipeline.join import with_clusters
from monitor.pipeline.steps import Tick, batches, sensible, silent
from monitor.records import Claim
from monitor.store import SignalRow, Store, signal_rows
from monitor.workers import pool, share

__all__ = ["summarise"]


@dataclass(frozen=True, slots=True)
class Work:
    """Some claims, by their numbers, and what to say of them."""

    nums: list[int]
    claims: list[Claim]
    analyses: tuple[Analysis, ...]
    setting: Setting


def summarise(
    store: Store,
    setting: Setting,
    *,
    analyses: Mapping[str, Analysis] = ANALYSES,
    workers: int | None = None,
    tick: Tick = silent,
) -> None:
    """Say anew what is to be said about claims: their counts change with every post.

    Parameters
    ----------
    workers : int, optional
        Processes; by default one per core where there is much to do, else none.
    """
    of_claims = tuple(analysis for analysis in analyses.values() if analysis.of == "claim")
    workers = sensible(store.count_claims()) if workers is None else workers
    with ExitStack() as stack:
        executor = stack.enter_context(pool(workers)) if workers else None
        answered, carried = with_answers(store), with_clusters(store)
        work = (
            Work(
                [num for num, _ in some],
                [carried(num, answered(num, claim)) for num, claim in some],
                of_claims,
                setting,
            )
            for some in batches(store.claims())
        )

        def found() -> Iterator[SignalRow]:
            for task, rows in share(executor, _said, work):
                tick("summarise", len(task.claims))
                yield from rows

        store.replace_claim_signals([analysis.name for analysis in of_claims], found())


def _said(work: Work) -> list[SignalRow]:
    numbered = list(zip(work.nums, work.claims, strict=True))
    nums = {claim.id: num for num, claim in numbered}
    posts = {claim.text_post: num for num, claim in numbered}
    return [
        row
        for analysis in work.analyses
        for row in signal_rows(analysis, analysis.find(work.claims, work.setting), posts, nums)
    ]
