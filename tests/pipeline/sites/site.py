"""What every invented platform has: the same posts, in pages, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import ClassVar

import httpx

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
SYLLABLES = [
    "ba",
    "ci",
    "du",
    "fe",
    "gi",
    "ho",
    "ja",
    "ku",
    "la",
    "mi",
    "no",
    "pe",
    "ra",
    "su",
    "ti",
    "wa",
    "yo",
    "zu",
    "ngu",
    "nye",
]


class Site:
    """A platform with :attr:`count` posts, the newest at noon and two hours between any two.

    Two days are more than any run reads twice, so that a hole is not filled by chance.
    """

    source: ClassVar[str]
    secrets: ClassVar[Mapping[str, str]] = {}
    """Environment variables that collecting from it takes."""
    page: ClassVar[int] = 6

    def __init__(self, count: int = 30) -> None:
        self.count = count
        self.first = NOON - timedelta(hours=2 * count)
        self.asked = 0
        self.leads_back = False
        """Whether the next page says that it is itself the page below."""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer."""
        self.asked += 1
        return self.answer(request, dict(request.url.params))

    def answer(self, request: httpx.Request, asked: dict[str, str]) -> httpx.Response:
        """Answer as the platform does."""
        raise NotImplementedError

    def time(self, number: int) -> datetime:
        """Return when a post was written; they are numbered from 1, the oldest."""
        return self.first + timedelta(hours=2 * number)

    def shown(self, wanted: Callable[[int], bool] = lambda _: True, *, above: int = 0) -> list[int]:
        """Return a page of the wanted posts, below so many newer ones of them."""
        found = [number for number in range(self.count, 0, -1) if wanted(number)]
        return found[above : above + self.page]

    def below(self, cursor: str, *, asked: str) -> str:
        """Return the cursor that a page asked for at ``asked`` names."""
        if self.leads_back and asked:
            self.leads_back = False
            return asked
        return cursor


def said(number: int) -> str:
    """Return the words of a post, like no other's."""
    random = Random(number)
    return " ".join("".join(random.choices(SYLLABLES, k=3)) for _ in range(6))


def stamp(time: datetime) -> str:
    """Write a time as most interfaces do."""
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
