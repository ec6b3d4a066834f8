"""What moved from platform to platform: where each claim or link was seen first, and how late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal, NamedTuple

from monitor.pipeline.behaviours import WORDS, words_of
from monitor.records import PLATFORM_UNKNOWN
from monitor.store import Arrival, Store

__all__ = ["Crossing", "Crossings", "Stop", "crossings"]

TOP = 50


class Stop(NamedTuple):
    """One platform on the way."""

    arrival: Arrival
    delay: timedelta | None
    """After the first platform of this store; None where one of the two times is unknown."""


class Crossing(NamedTuple):
    """A claim or a link that two platforms or more carried."""

    kind: Literal["claim", "link"]
    thing: str
    """A claim's id, or a canonical address."""
    text: str
    """Of the claim's first post, raw; empty for links."""
    posts: int
    stops: tuple[Stop, ...]
    """In order of time, undated ones last."""


class Crossings(NamedTuple):
    """What moved; empty for a reason."""

    found: tuple[Crossing, ...]
    """On the most platforms first, then with the most posts; the first ``top``."""
    total: int
    """How many there are in all."""
    why: str
    """Why there is none, a key of ``words``; empty where there are some."""


def crossings(store: Store, *, top: int | None = TOP) -> Crossings:
    """Return the claims and links that were seen on two platforms or more, and how they moved.

    The first platform is the first *in this store*: what was not collected may be earlier. That
    one platform is later says nothing of how it got there. Texts under five words are left out.
    ``top=None`` gives all.

    Examples
    --------
    >>> crossings(Store()).why
    'signals.crossing_one_platform'
    """
    if len(store.coverage()["platforms"].keys() - {PLATFORM_UNKNOWN}) < 2:
        return Crossings((), 0, "signals.crossing_one_platform")
    found = [*_claims(store), *_links(store)]
    found.sort(key=lambda each: (-len(each.stops), -each.posts, each.kind, each.thing))
    return Crossings(tuple(found[:top]), len(found), "" if found else "signals.crossing_none")


def _claims(store: Store) -> Iterator[Crossing]:
    by_claim: dict[int, list[Arrival]] = defaultdict(list)
    for each in store.moved("claim"):
        by_claim[int(each.thing)].append(each)
    for num, text in store.texts_at(sorted(by_claim)):
        if words_of(text) >= WORDS:
            yield _crossing("claim", f"k-{num}", text, by_claim[num])


def _links(store: Store) -> Iterator[Crossing]:
    by_link: dict[str, list[Arrival]] = defaultdict(list)
    for each in store.moved("link"):
        by_link[str(each.thing)].append(each)
    for link, arrivals in by_link.items():
        yield _crossing("link", link, "", arrivals)


def _crossing(
    kind: Literal["claim", "link"], thing: str, text: str, arrivals: list[Arrival]
) -> Crossing:
    dated = sorted((each.first, each) for each in arrivals if each.first)
    undated = sorted(each for each in arrivals if not each.first)
    start = dated[0][0] if dated else None
    stops = [Stop(each, time - start if start else None) for time, each in dated]
    stops += [Stop(each, None) for each in undated]
    return Crossing(kind, thing, text, sum(each.posts for each in arrivals), tuple(stops))
