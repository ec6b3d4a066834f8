"""How many verdicts beat the cold start: ``python -m benchmarks.stream`` (minutes, one core).

A team reviews the first 20 rows of each day's queue, two of them drawn by lot. The model learns
every evening; the next queue is ordered by it if the check lets it pass, else by the cold start.
What the streams are like (``benchmarks/stream_posts.py``) was fixed before any figure was seen; the
learner's settings were tried on seeds from 1000 on. ``python -m benchmarks.stream NAME ...`` prints
some of the worlds: plain, rare, errors, drift, echoes, hard; without a name plain and hard.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.stream_posts import WORLDS, Claim, Stream, World, reviewed, shouted
from monitor.analyses.classifier import Classifier
from monitor.analyses.classifier.choosing import better
from monitor.analyses.classifier.learning import Learner
from monitor.analyses.classifier.lessons import Lessons
from monitor.analyses.classifier.linear import Linear
from monitor.analyses.classifier.prequential import Prequential, windows_of
from monitor.analyses.classifier.training import fit
from monitor.language.masking import masked
from monitor.measures import auroc, interval, precision_of_first

ROWS = 20
"""A day."""
CHECKED = (0, 50, 100, 200, 400, 800)
"""Verdicts after which two days' claims that nobody reviews are ordered."""
SYSTEMS = ("cold start", "learned", "style only", "random")
SEEDS = 10
Scores = NDArray[np.float64]


@dataclass
class Told:
    """What one stream told."""

    precision: dict[int, list[float]] = field(default_factory=dict)
    """By verdicts, one per system."""
    passed: dict[int, bool] = field(default_factory=dict)
    """By verdicts: whether the learned model could have replaced the cold start."""
    days: list[tuple[float, float]] = field(default_factory=list)
    """Precision of the cold start and of what was learned, in each day's queue."""
    style: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    """By system, in the end: what shouting adds; what being false adds; AUROC for shouting."""


class Team:
    """Reviews and learns; n verdicts so far."""

    def __init__(self, stream: Stream, start: Classifier) -> None:
        self.stream, self.start, self.learner = stream, start, Learner(start)
        self.passed = False
        """Whether the check lets what was learned take the cold start's place."""
        self._learned: list[Lessons] = []
        self._said: list[dict[str, Scores]] = []

    def __len__(self) -> int:
        return len(self.learner)

    def learn(self, rows: Sequence[tuple[Claim, int, float]]) -> None:
        """Learn some verdicts."""
        texts = [claim.text for claim, _, _ in rows]
        lessons = Lessons(
            texts,
            np.array([verdict for _, verdict, _ in rows], np.int8),
            np.arange(len(self), len(self) + len(rows)),
            np.array([weight for _, _, weight in rows]),
        )
        self._learned.append(lessons)
        self._said.append(self.learner.add(lessons))
        self.passed = len(self) >= 3 * ROWS and self._check()

    def scores(self, claims: Sequence[Claim], *systems: str) -> list[Scores]:
        """Score claims by each system."""
        seen = [self.start.seen(masked(claim.text)) for claim in claims]
        return [
            np.array([worth.score(forms, shapes) for forms, shapes in seen])
            for worth in map(self._worth, systems)
        ]

    def _check(self) -> bool:
        whole = Lessons(
            [text for part in self._learned for text in part.texts],
            *(
                np.concatenate([getattr(part, name) for part in self._learned])
                for name in ("labels", "groups", "weights")
            ),
        )
        scores = {
            name: np.concatenate([said[name] for said in self._said]) for name in self._said[0]
        }
        found = Prequential(whole, scores, windows_of(len(whole), ROWS), self.learner)
        return better(found, self.start, draws=0).take

    def _worth(self, system: str) -> Linear:
        if system == "cold start":
            return self.start.worth
        return self.learner.worth(style=system == "style only")


def simulate(world: World, seed: int, checked: Sequence[int] = CHECKED) -> Told:
    """Return what one team finds, day after day."""
    stream, told = Stream(world, seed), Told()
    texts, labels = stream.archive()
    team = Team(stream, fit(texts, labels, groups=np.arange(len(texts)), seed=seed))
    day = 0
    while True:
        claims = stream.day(day)
        both = team.scores(claims, "cold start", "learned")
        cold, learned = (_first(claims, scores) for scores in both)
        told.days.append((cold, learned))
        rows = list(reviewed(stream, claims, both[team.passed], ROWS))
        for count in (each for each in checked if len(team) <= each < len(team) + ROWS):
            rest = rows[count - len(team) :]
            if len(rest) < len(rows):
                team.learn(rows[: count - len(team)])
            rows = rest
            _check(team, day, told)
        if len(team) >= max(checked):
            told.style = {name: _style(team, stream.day(day), name) for name in SYSTEMS[:2]}
            return told
        team.learn(rows)
        day += 1


def _check(team: Team, day: int, told: Told) -> None:
    pools = [team.stream.day(day) for _ in range(2)]
    found = []
    for claims in pools:
        scores = team.scores(claims, *SYSTEMS[:3])
        found.append([*(_first(claims, each) for each in scores), np.mean(_false(claims))])
    told.precision[len(team)] = np.mean(found, axis=0).tolist()
    if len(team) >= 3 * ROWS:
        told.passed[len(team)] = team.passed


def _first(claims: Sequence[Claim], scores: Scores) -> float:
    return precision_of_first(_false(claims), scores, k=ROWS)


def _false(claims: Sequence[Claim]) -> NDArray[np.bool_]:
    return np.array([claim.false for claim in claims])


def _style(team: Team, claims: Sequence[Claim], system: str) -> tuple[float, float, float]:
    """Say what style alone moves: the same texts, shouted and not; and within one label."""
    quiet = [claim for claim in claims if not claim.shouts]
    loud = [claim._replace(text=shouted(claim.text)) for claim in quiet]
    (before,), (after,), (scores,) = (team.scores(each, system) for each in (quiet, loud, claims))
    false = _false(quiet)
    plain = [claim for claim in claims if not claim.false]
    of_plain = scores[~_false(claims)]
    return (
        float(np.mean(after - before)),
        float(before[false].mean() - before[~false].mean()) if false.any() else np.nan,
        auroc([claim.shouts for claim in plain], of_plain),
    )


def tables(world: World, seeds: Sequence[int]) -> Iterator[str]:
    """Yield the lines of every table."""
    told = [simulate(world, seed) for seed in seeds]
    yield f"| verdicts | {' | '.join(SYSTEMS)} | learned / cold start | check lets it pass |"
    yield "| --- " * (len(SYSTEMS) + 3) + "|"
    for count in CHECKED:
        rows = np.array([each.precision[count] for each in told])
        cells = [_said(np.mean, rows[:, column]) for column in range(3)]
        ratio = _said(_ratio, rows[:, 1], rows[:, 0])
        passed = [each.passed[count] for each in told if count in each.passed]
        share = f"{sum(passed)} of {len(passed)}" if passed else "-"
        yield f"| {count} | {' | '.join(cells)} | {rows[:, 3].mean():.3f} | {ratio} | {share} |"
    gains = np.array([each.days for each in told])
    above = [interval(np.mean, day[:, 1] - day[:, 0]).low > 0 for day in gains.swapaxes(0, 1)]
    last = max((day for day, yes in enumerate(above) if not yes), default=-1)
    first = next((day for day, yes in enumerate(above) if yes), None)
    yield ""
    yield (
        f"Interval of the gain in a day's queue above 0: first after {_at(first)} verdicts, "
        f"on every day after {_at(last + 1 if last + 1 < len(above) else None)}."
    )
    yield ""
    yield "| after 800 verdicts | shouting adds | being false adds | AUROC for shouting |"
    yield "| --- | --- | --- | --- |"
    for name in SYSTEMS[:2]:
        rows = np.array([each.style[name] for each in told])
        cells = [_said(np.nanmean, rows[:, column]) for column in range(3)]
        yield f"| {name} | {' | '.join(cells)} |"


def _ratio(ours: Scores, theirs: Scores) -> float:
    return float(ours.mean() / max(theirs.mean(), 1e-9))


def _said(statistic: Callable[..., object], *values: Scores) -> str:
    found = interval(statistic, *values)
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"


def _at(day: int | None) -> str:
    return "more than all" if day is None else str(day * ROWS)


def main(names: Sequence[str]) -> None:
    """Print the tables of the worlds asked for, else of both."""
    say = partial(print, flush=True)
    for name in names or ("plain", "hard"):
        say(f"\n### {name}: {WORLDS[name]}\n")
        for line in tables(WORLDS[name], range(SEEDS)):
            say(line)


if __name__ == "__main__":
    main(sys.argv[1:])
