"""Reviews: what people decided about claims, added to and never changed.

A review keeps the number its claim had then. When claims meet, the older one has the reviews of
both; no grouping can lose a verdict.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from monitor.measures.sampling import stands_for
from monitor.records import Review
from monitor.store.claims import PREFIX
from monitor.store.database import FEW, marks, moment, stamp
from monitor.store.draws import CALLED_NOW, Draw, Draws

__all__ = ["Judged", "Reviews"]

COLUMNS = (
    "reviewer, state, at, verdict, reason, evidence, corrects, model, drawn, probability, number"
)
ALL = f"""
SELECT {CALLED_NOW}, {COLUMNS} FROM reviews r JOIN claims c ON c.num = r.claim
{{which}} ORDER BY number
"""
TEXTS = """
SELECT c.num, p.text FROM claims c LEFT JOIN stand_ins s ON s.claim = c.num
JOIN posts p ON p.seq = coalesce(s.post, c.num) WHERE {which}
"""
WITH_VERDICT = f"""
SELECT {CALLED_NOW} FROM reviews r JOIN claims c ON c.num = r.claim WHERE verdict != ''
"""


class Judged(NamedTuple):
    """A claim that people gave a verdict, with the text that stands for it."""

    num: int
    claim: str
    text: str
    """Verbatim."""
    verdict: str
    """The one given last."""
    at: datetime
    """When it was first given one."""
    drawn: bool
    """The claim came up by lot."""
    probability: float
    """How likely that lot was, over 0 and up to 1; 1 where there was none."""
    weight: float
    """How many claims it stands for: see :func:`monitor.measures.sampling.stands_for`."""
    model: str
    """The classifier in use when the claim was first given a verdict."""


class Reviews(Draws):
    """The reviews of a Store."""

    def add_review(self, num: int, review: Review) -> Review:
        """Store what a person decided about claim ``num``; return it with its number.

        Only :func:`monitor.pipeline.review.review` calls this: there is no other way to a verdict.
        """
        columns = COLUMNS.removesuffix(", number")
        number = self._write(
            f"INSERT INTO reviews (claim, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                num,
                review.reviewer,
                review.state,
                stamp(review.at),
                review.verdict,
                review.reason,
                json.dumps(review.evidence, ensure_ascii=False),
                review.corrects,
                review.model,
                review.drawn,
                review.probability,
            ],
        )
        return replace(review, number=number)

    def reviews_of(self, nums: Sequence[int]) -> dict[int, tuple[Review, ...]]:
        """Return the reviews of those claims that have any, the earliest first."""
        found: defaultdict[int, list[Review]] = defaultdict(list)
        for i in range(0, len(nums), FEW // 2):
            some = nums[i : i + FEW // 2]
            which = f"WHERE c.num IN ({marks(some)}) OR c.alias_of IN ({marks(some)})"
            for num, *rest in self._rows(ALL.format(which=which), [*some, *some]):
                found[num].append(_review(num, rest))
        return {num: tuple(reviews) for num, reviews in found.items()}

    def standings(self) -> dict[int, tuple[str, str]]:
        """Return the state and the verdict of every claim that somebody has reviewed."""
        found: dict[int, tuple[str, str]] = {}
        sql = f"SELECT {CALLED_NOW}, state, verdict FROM reviews r JOIN claims c ON c.num = r.claim"
        for num, state, verdict in self._stream(f"{sql} ORDER BY number"):
            found[num] = (state, verdict or found.get(num, ("", ""))[1])
        return found

    def verdicts(self) -> list[Judged]:
        """Return every claim with a verdict, in the order in which they were first given one."""
        first: dict[int, Review] = {}
        last: dict[int, str] = {}
        for num, *rest in self._stream(ALL.format(which="WHERE verdict != ''")):
            review = _review(num, rest)
            first.setdefault(num, review)
            last[num] = review.verdict
        nums = list(first)
        texts: dict[int, str] = {}
        for i in range(0, len(nums), FEW):
            some = nums[i : i + FEW]
            texts |= self._rows(TEXTS.format(which=f"c.num IN ({marks(some)})"), some)
        weights = self._weights({num: review.at for num, review in first.items()})
        return [
            Judged(
                num, review.claim, texts[num], last[num], review.at,
                review.drawn, review.probability, weights[num], review.model,
            )
            for num, review in first.items()
        ]  # fmt: skip

    def unreviewed_texts(self) -> Iterator[tuple[int, str]]:
        """Yield ``(num, text)`` of every claim without a verdict, ascending, as they are needed."""
        yield from self._stream(
            TEXTS.format(which=f"c.alias_of IS NULL AND c.num NOT IN ({WITH_VERDICT})")
            + " ORDER BY c.num"
        )

    def _weights(self, judged: dict[int, datetime]) -> dict[int, float]:
        """Weigh claims by how they came up; ``judged`` is when each was first given a verdict.

        A draw of which nobody has judged a row yet says nothing; of one that is partly judged,
        the rows judged stand for the others.
        """
        draws = self.draws()
        size: defaultdict[int, int] = defaultdict(int)
        done: defaultdict[int, int] = defaultdict(int)
        runs: dict[int, Draw] = {}
        for num, draw in draws.items():
            size[draw.run] += 1
            if num in judged:
                done[draw.run] += 1
                runs.setdefault(draw.run, draw)
        index = {run: place for place, run in enumerate(runs)}
        nums = np.fromiter(judged, np.int64, len(judged))
        newest = np.maximum.accumulate(np.array([d.newest for d in runs.values()], np.int64))
        times = np.array([d.at.timestamp() for d in runs.values()])
        seen = self._first_shown()
        up = [min(at, seen.get(num, at)).timestamp() for num, at in judged.items()]
        entered = np.searchsorted(times, up)
        by_lot = np.zeros(len(nums), bool)
        for place, num in enumerate(judged):
            if num in draws:
                by_lot[place], entered[place] = True, index[draws[num].run]
        chances = [d.probability * done[run] / size[run] for run, d in runs.items()]
        weights = stands_for(np.searchsorted(newest, nums), entered, by_lot, chances)
        return dict(zip(judged, weights.tolist(), strict=True))

    def _first_shown(self) -> dict[int, datetime]:
        rows = self._stream(
            f"SELECT {CALLED_NOW}, min(at) FROM shown s JOIN claims c ON c.num = s.claim GROUP BY 1"
        )
        return {num: time for num, at in rows if (time := moment(at))}


def _review(num: int, row: Sequence[Any]) -> Review:
    reviewer, state, at, verdict, reason, evidence, corrects, model, drawn, chance, number = row
    time = moment(at)
    assert time is not None  # noqa: S101 - add_review writes one
    return Review(
        claim=f"{PREFIX}{num}",
        reviewer=reviewer,
        state=state,
        at=time,
        verdict=verdict,
        reason=reason,
        evidence=tuple(json.loads(evidence)),
        corrects=corrects,
        model=model,
        drawn=bool(drawn),
        probability=chance,
        number=number,
    )
