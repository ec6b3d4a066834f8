"""``monitor queue``: what to check first, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from monitor.corpora.weights import Weights, weights
from monitor.errors import StoreError
from monitor.pipeline.steps import batches
from monitor.queue.exploring import Mixed, mix
from monitor.queue.ranking import Ranking, rank
from monitor.queue.rows import row, strongest
from monitor.records import Post, QueueRow
from monitor.store import Draw, Store

__all__ = ["SEED", "Queue", "View", "claim_row", "queue", "view", "with_posts"]

SEED = 7
UNDER_WAY = {"masuk", "diambil", "diperiksa", "tinjauan_kedua"}
"""States in which a claim waits for somebody, though it may have a verdict already."""


@dataclass(frozen=True)
class Queue:
    """Every claim in the order to look at them; rows are made as they are read."""

    store: Store
    weights: Weights
    ranking: Ranking
    draws: Mapping[int, Draw]
    reviewed: Collection[int]
    """Claims to which somebody did something: few among a million, so only they are looked up."""

    def __len__(self) -> int:
        return len(self.ranking.claims)

    def rows(self, limit: int | None = None) -> Iterator[QueueRow]:
        """Yield the first ``limit`` rows, or all."""
        return self.at(np.arange(len(self))[:limit])

    def at(self, places: NDArray[np.int64]) -> Iterator[QueueRow]:
        """Yield the rows at these places of the ranking, counted from 0, in the order given."""
        nums, scores = self.ranking.claims[places].tolist(), self.ranking.scores[places].tolist()
        for some in batches(zip(places.tolist(), nums, scores, strict=True), 500):
            yield from self._rows(some)

    def _rows(self, some: Sequence[tuple[int, int, float]]) -> Iterator[QueueRow]:
        nums = [num for _, num, _ in some]
        signals = self.store.signals_of(nums)
        quoted = {s.post for num in nums for s in strongest(signals[num], self.weights) if s.span}
        texts = self.store.texts(sorted(quoted))
        claims = dict(self.store.claims(nums))
        reviews = self.store.reviews_of([num for num in nums if num in self.reviewed])
        for place, num, score in some:
            made = row(place + 1, score, claims[num], signals[num], texts, self.weights)
            draw = self.draws.get(num)
            yield replace(
                made,
                reviews=reviews.get(num, ()),
                drawn=draw is not None,
                probability=draw.probability if draw else None,
            )


@dataclass(frozen=True)
class View:
    """The rows a person sees first: those the ranking has on top, and a few drawn by lot."""

    queue: Queue
    places: NDArray[np.int64]
    """Of the rows, in the ranking."""
    closed: int
    """Claims whose work is done: they have a verdict, or were set aside with a reason."""
    noted: bool = True
    """The store took note of what was shown."""

    def __len__(self) -> int:
        return len(self.places)

    @property
    def below(self) -> int:
        """Return how many open claims are not among the rows."""
        return len(self.queue) - self.closed - len(self)

    def rows(self) -> Iterator[QueueRow]:
        """Yield the rows of the view."""
        return self.queue.at(self.places)

    def all_rows(self) -> Iterator[QueueRow]:
        """Yield the rows of the view, then all others by rank: nothing is hidden."""
        others = np.ones(len(self.queue), bool)
        others[self.places] = False
        return chain(self.rows(), self.queue.at(np.flatnonzero(others)))


def queue(store: Store, using: Weights | None = None) -> Queue:
    """Rank every claim of the store by its signals; nothing is hidden, the order is stable."""
    using = using or weights()
    nums, posts = store.claim_sizes()
    ranking = rank(nums, posts, store.strengths(), using)
    return Queue(store, using, ranking, store.draws(), store.standings())


def view(whole: Queue, *, top: int, explore: float = 0.0, seed: int = SEED) -> View:
    """Show the open claims on top of a queue, and a share drawn by lot from those below.

    The store takes note of what was shown, and how likely it was: only so can anybody say later
    what share of all claims was found, and what the ranking misses.

    Parameters
    ----------
    top : int
        Rows to show.
    explore : float, 0 to 0.5
        Share of the rows for claims drawn uniformly from those that no ranking has shown, no lot
        has drawn and nobody has judged; rounded, at least one row. A claim keeps its row until
        somebody judged it.
    seed : int
        Of the lots. Each draw mixes its number in, so that no draw repeats another.

    Raises
    ------
    StoreError
        There are lots to draw and the store cannot note them.
    """
    store, claims = whole.store, whole.ranking.claims
    noted = True
    with store.writing() if explore else nullcontext():  # two at once would draw the same claims
        standings, draws = store.standings(), store.draws()
        judged = {num for num, (_, verdict) in standings.items() if verdict}
        closed = [num for num, (state, _) in standings.items() if state not in UNDER_WAY]
        still_open = claims[~np.isin(claims, closed)]
        mixed = mix(
            still_open,
            top=top,
            share=explore,
            waiting=np.array([num for num in draws if num not in judged], np.int64),
            seen=np.concatenate([store.shown(), np.array([*draws, *judged], np.int64)]),
            seed=(seed, len({draw.run for draw in draws.values()})),
        )
        try:
            _note(store, mixed, judged, {"top": top, "explore": explore, "seed": seed})
        except StoreError:  # a folder that nobody may write to must not stop people from looking
            if explore:
                raise
            noted = False
    whole = replace(whole, draws=store.draws())
    return View(whole, _places(claims, mixed.rows), len(claims) - len(still_open), noted)


def _note(store: Store, mixed: Mixed, judged: set[int], options: dict[str, float]) -> None:
    """Store what was shown and drawn; looking a second time finds it stored."""
    now = datetime.now(UTC)
    store.add_shown([num for num in mixed.ranked.tolist() if num not in judged], now)
    if len(mixed.drawn):
        run = store.start_run("queue", inputs=(), **options)
        store.add_draws(sorted(mixed.drawn.tolist()), run, mixed.probability, now)
        store.finish_run(run, drawn=len(mixed.drawn), probability=mixed.probability)


def _places(claims: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each row stands in the ranking."""
    among = np.flatnonzero(np.isin(claims, rows))
    place = dict(zip(claims[among].tolist(), among.tolist(), strict=True))
    return np.array([place[num] for num in rows.tolist()], np.int64)


def claim_row(store: Store, claim_id: str, using: Weights | None = None) -> QueueRow:
    """Return the row of one claim, with the rank it has among all.

    Raises
    ------
    NotFound
        No claim has this id.
    """
    num = store.claim_num(claim_id)
    whole = queue(store, using)
    return next(whole.at(np.flatnonzero(whole.ranking.claims == num)))


def with_posts(
    store: Store, rows: Iterable[QueueRow]
) -> Iterator[tuple[QueueRow, Mapping[str, Post]]]:
    """Yield each row with the posts it shows, by id: its text's, and those its reasons quote."""
    for some in batches(rows):
        shown = [{one.claim.text_post, *(each.post_id for each in one.reasons)} for one in some]
        posts = store.posts_named(sorted(set().union(*shown)))
        for one, ids in zip(some, shown, strict=True):
            yield one, {post: posts[post] for post in ids}
