"""An invented stream of claims with a planted truth, for learning from verdicts: seeded.

Every sentence is made up, and so is what is "false" in it: the world decides by a family of
sentences, not by what they say. What a learner may use is planted, what it must not use is too:

- **content**: false claims come from families of sentences (narratives, ``stream_false.txt``) that
  live for a while and are passed on in ever new wordings; ordinary claims come from families on
  the same subjects (``stream_ordinary.txt``). Some phrases (`CUES`) are commoner in false ones;
- **style**: authors shout or do not, write long or short. In the stream that says nothing of truth;
  in the texts that the cold start learned from, most false ones shout;
- **drift**: new narratives replace old ones; the cold start learned from others still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.posts import REGISTERS

__all__ = ["HARD", "PLAIN", "WORLDS", "Claim", "Stream", "World", "reviewed", "shouted"]

HERE = Path(__file__).parent
CUES = (
    "media bungkam",
    "terbongkar sudah",
    "buktinya ada di video",
    "jangan mau dibohongi",
    "sengaja ditutupi",
    "sumber orang dalam",
)
"""Commoner in false claims, old and new: what a cold start can carry over."""
LENGTHS = (20, 30)
"""Words of a claim, from and to before."""


@dataclass(frozen=True, slots=True)
class World:
    """What the stream is like."""

    days: int = 45
    a_day: int = 600
    """Claims."""
    base: float = 0.02
    """Share of false claims."""
    alive: int = 6
    """Narratives at one time ..."""
    life: float = 15.0
    """... and for how many days one lives."""
    cue_false: float = 0.45
    cue_true: float = 0.12
    """Share of false and of ordinary claims that have one of ``CUES``."""
    borrowed: float = 0.0
    """Share of ordinary claims that quote a half of a false sentence (rebuttals, jokes)."""
    noise: float = 0.03
    """Share of verdicts that are wrong."""
    shout: float = 0.35
    """Share of the stream's authors who shout, whatever they say."""
    wave: float = 0.0
    """By how much that share rises and falls from week to week."""
    confound: float = 0.85
    """Share of false texts, and of no ordinary ones, that shout where the cold start learned."""
    explore: float = 0.1
    """Share of the rows drawn by lot."""


PLAIN = World()
HARD = World(
    base=0.01, alive=8, life=8.0, cue_false=0.3, borrowed=0.02, noise=0.08, wave=0.25
)  # half as many, gone twice as fast, fewer cues, quoted by others, more errors, style in waves
WORLDS = {
    "plain": PLAIN,
    "rare": replace(PLAIN, base=HARD.base),
    "errors": replace(PLAIN, noise=HARD.noise),
    "drift": replace(PLAIN, alive=HARD.alive, life=HARD.life, wave=HARD.wave),
    "echoes": replace(PLAIN, cue_false=HARD.cue_false, borrowed=HARD.borrowed),
    "hard": HARD,
}
"""``plain``, ``hard``, and ``plain`` with one hardship each."""


class Claim(NamedTuple):
    """A claim of the stream."""

    text: str
    false: bool
    shouts: bool


class Stream:
    """Claims day by day; the same seed makes the same."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, np.random.default_rng([world.days, seed])
        false, self._ordinary = (
            (HERE / f"stream_{kind}.txt").read_text(encoding="utf-8").splitlines()
            for kind in ("false", "ordinary")
        )
        order = self.random.permutation(len(false))
        self._old = [false[place] for place in order[:8]]
        self._new = [false[place] for place in order[6:]]  # two of the old ones come again

    def archive(self, count: int = 800) -> tuple[list[str], list[int]]:
        """Return what a cold start learns from: as many false texts as others, of other days."""
        labels = [number % 2 for number in range(count)]
        return [
            self._claim(self._old, bool(false), self.world.confound if false else 0.1).text
            for false in labels
        ], labels

    def day(self, number: int) -> list[Claim]:
        """Return the claims that come up on one day."""
        world = self.world
        shout = world.shout + world.wave * np.sin(number / 7 * np.pi)
        born = world.life / world.alive
        last = int(number / born) + world.alive
        alive = [self._new[place % len(self._new)] for place in range(last - world.alive, last)]
        return [
            self._claim(alive, self.random.random() < world.base, shout) for _ in range(world.a_day)
        ]

    def verdict(self, claim: Claim) -> int:
        """Return what the team says of a claim: mostly what is so."""
        return int(claim.false != (self.random.random() < self.world.noise))

    def _claim(self, narratives: list[str], false: bool, shout: float) -> Claim:
        world, random = self.world, self.random
        said = self._said(narratives if false else self._ordinary)
        if not false and random.random() < world.borrowed:
            words = self._said(narratives).split()
            said += " " + " ".join(words[: len(words) // 2])
        parts = [said]
        if random.random() < (world.cue_false if false else world.cue_true):
            parts.insert(random.integers(0, 2), CUES[random.integers(0, len(CUES))])
        text = self._filled(" ".join(parts))
        shouts = bool(random.random() < shout)
        return Claim(shouted(text) if shouts else text, false, shouts)

    def _said(self, families: list[str]) -> str:
        family = families[self.random.integers(0, len(families))]
        return re.sub(r"\{(.*?)\}", self._one, family)

    def _one(self, found: re.Match[str]) -> str:
        choices = found[1].split("|")
        return choices[self.random.integers(0, len(choices))]

    def _filled(self, text: str) -> str:
        """Put words of no matter before and after, so that length says nothing of truth."""
        missing = max(4, self.random.integers(*LENGTHS) - len(text.split()))
        before = int(self.random.integers(1, missing))
        return f"{self._chatter(before)} {text} {self._chatter(missing - before)}"

    def _chatter(self, count: int) -> str:
        words = _CHATTER[list(_CHATTER)[self.random.integers(0, len(_CHATTER))]]
        return " ".join(words[place] for place in self.random.integers(0, len(words), count))


_CHATTER = {name: words.split() for name, words in REGISTERS.items() if name != "jawa"}


def shouted(text: str) -> str:
    """Return a text as somebody writes it who shouts: not one other word.

    Examples
    --------
    >>> shouted("kotak dibuka, katanya")
    'KOTAK DIBUKA, KATANYA!!!'
    """
    return f"{text.upper()}!!!"


def reviewed(
    stream: Stream, claims: list[Claim], scores: np.ndarray, rows: int = 20
) -> Iterator[tuple[Claim, int, float]]:
    """Yield the claims that the team looks at, its verdicts, and how many claims each stands for.

    The first of the order, and a share drawn by lot from the rest, each once.
    """
    order = np.argsort(-scores, kind="stable")
    lots = round(rows * stream.world.explore)
    first, rest = order[: rows - lots], order[rows - lots :]
    for place in first:
        yield claims[place], stream.verdict(claims[place]), 1.0
    for place in stream.random.choice(rest, lots, replace=False):
        yield claims[place], stream.verdict(claims[place]), len(rest) / lots
