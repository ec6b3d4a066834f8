"""``monitor queue``: what to check first, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.corpora.weights import Weights, weights
from monitor.pipeline.steps import batches
from monitor.queue.ranking import Ranking, rank
from monitor.queue.rows import row, strongest
from monitor.records import QueueRow
from monitor.store import Store

__all__ = ["Queue", "claim_row", "queue"]


@dataclass(frozen=True)
class Queue:
    """Every claim in the order to look at them; rows are made as they are read."""

    store: Store
    weights: Weights
    ranking: Ranking

    def __len__(self) -> int:
        return len(self.ranking.claims)

    def rows(self, limit: int | None = None) -> Iterator[QueueRow]:
        """Yield the first ``limit`` rows, or all."""
        places = zip(
            self.ranking.claims[:limit].tolist(), self.ranking.scores.tolist(), strict=False
        )
        for some in batches(enumerate(places, 1), 500):
            nums = [num for _, (num, _) in some]
            signals = self.store.signals_of(nums)
            quoted = {
                s.post for num in nums for s in strongest(signals[num], self.weights) if s.span
            }
            texts = self.store.texts(sorted(quoted))
            claims = dict(self.store.claims(nums))
            for place, (num, score) in some:
                yield row(place, score, claims[num], signals[num], texts, self.weights)


def queue(store: Store, using: Weights | None = None) -> Queue:
    """Rank every claim of the store by its signals; nothing is hidden, the order is stable."""
    using = using or weights()
    nums, posts = store.claim_sizes()
    return Queue(store, using, rank(nums, posts, store.strengths(), using))


def claim_row(store: Store, claim_id: str, using: Weights | None = None) -> QueueRow:
    """Return the row of one claim, with the rank it has among all.

    Raises
    ------
    NotFound
        No claim has this id.
    """
    num = store.claim_num(claim_id)
    whole = queue(store, using)
    place = int((whole.ranking.claims == num).argmax())
    alone = Ranking(
        whole.ranking.claims[place : place + 1], whole.ranking.scores[place : place + 1]
    )
    found = next(Queue(store, whole.weights, alone).rows())
    return QueueRow(place + 1, found.score, found.claim, found.reasons, found.about)
