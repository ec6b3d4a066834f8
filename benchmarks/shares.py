"""Invented shares with planted groups, for ``benchmarks.coordination``; the same seed, the same.

Thirty days. Accounts are of very different activity, objects of very different popularity (some
are shared by tens of thousands); every account has a subject it prefers. An object is passed on
for hours; people sleep at night, and on debate nights everybody shares the same things at once.

Planted groups: 3 to 60 ordinary accounts that share 6 to 35 objects within 10 to 120 seconds of
each other, each member only some of them (25 to 85 %); half of the objects are the group's own,
half are also shared by others. Innocent lookalikes: fan clubs, whose members all share what their
idol posts within some minutes; outlets of one house, which post the same wire story within a
minute and a half; the debate nights.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["World", "shuffled", "world"]

DAYS, DAY, HOUR, MINUTE = 30, 86_400, 3_600, 60
DEBATES = (4, 10, 16, 22, 27)
SUBJECTS = 60
START = 1_725_123_600
"""Midnight in Jakarta; times are whole seconds since 1970."""

Whole = NDArray[np.int64]
Random = np.random.Generator


class World(NamedTuple):
    """Shares in order of time, and what nobody who looks for groups may see."""

    objects: Whole
    accounts: Whole
    times: Whole
    group: Whole
    """By account: its planted group, or -1."""
    kind: NDArray[np.str_]
    """By account: ``ordinary, planted, fan, outlet``."""


class _Crowd(NamedTuple):
    """Accounts in order of subject, to be drawn from by activity."""

    weight: NDArray[np.float64]
    """Cumulated."""
    starts: Whole
    """Where each subject begins; one more than subjects."""


def world(
    count: int, seed: int, *, planted: bool = True, fans: tuple[float, float] = (3, 12),
    habits: bool = False, joining: bool = False,
) -> World:  # fmt: skip
    """Make ``count`` shares; without ``planted`` there are only innocent ones.

    ``fans`` are the least and the largest mean delay of a fan club, in minutes. With ``habits``
    everybody is there at some hours of their own only, the same every day. With ``joining`` half of
    what fan clubs share together is also shared by others, as with planted groups.
    """
    random = np.random.default_rng(seed)
    accounts = count // 8
    activity = np.minimum(random.pareto(1.1, accounts) + 0.2, 1_500)
    subjects = np.sort(random.integers(SUBJECTS, size=accounts))
    starts = np.searchsorted(subjects, np.arange(SUBJECTS + 1))
    crowd = _Crowd(np.concatenate([[0.0], np.cumsum(activity)]), starts)
    kind = np.full(accounts, "ordinary", "<U8")
    special = random.permutation(np.flatnonzero(activity < np.quantile(activity, 0.95)))
    parts = [_ordinary(random, crowd, count * 7 // 5, habits), _debates(random, crowd, count // 20)]
    taken = 0
    club = partial(_fans, minutes=fans, joined=parts[0] if joining else None)
    for name, make in (("outlet", _outlets), ("fan", club)):
        part, members = make(random, special[taken:], count)
        kind[members] = name
        parts.append(part)
        taken += len(members)
    group = np.full(accounts, -1)
    part, group_of = _groups(random, special[taken:], count, parts[0])
    if planted:
        group[list(group_of)] = list(group_of.values())
        kind[group >= 0] = "planted"
        parts.append(part)
    surplus = sum(part.shape[1] for part in parts) - count
    parts[0] = np.delete(parts[0], random.choice(parts[0].shape[1], max(surplus, 0), False), axis=1)
    return _joined(parts, group, kind)


def shuffled(shares: World, seed: int, *, of: Whole | None = None) -> World:
    """Deal the times of each object, or of some, out anew among its sharers."""
    random = np.random.default_rng(seed)
    rows = np.arange(len(shares.times)) if of is None else np.isin(shares.objects, of).nonzero()[0]
    objects = shares.objects[rows]
    dealt = np.lexsort((random.random(len(rows)), objects))
    order = np.argsort(objects, kind="stable")
    times = shares.times.copy()
    times[rows[order]] = shares.times[rows[dealt]]
    return shares._replace(times=times)


def _joined(parts: list[Whole], group: Whole, kind: NDArray[np.str_]) -> World:
    """Give the objects of each part their own numbers, shuffled, and sort by time."""
    offset = 0
    for part in parts:
        part[0] += np.where(part[0] < 0, -part[0] - 1 - part[0], offset)  # below 0: of the first
        offset = max(offset, int(part[0].max(initial=-1)) + 1)
    objects, accounts, times = np.concatenate(parts, axis=1)
    order = np.argsort(times, kind="stable")
    return World(objects[order], accounts[order], times[order] + START, group, kind)


def _rhythm() -> NDArray[np.float64]:
    """Return how much has been shared by each minute: little at night, much on debate nights."""
    hour = np.arange(DAYS * 24 * 60) / 60 % 24
    rate = 0.15 + np.exp(-(((hour - 12) / 4) ** 2)) + 1.5 * np.exp(-(((hour - 20) / 2) ** 2))
    day = np.arange(DAYS * 24 * 60) // (24 * 60)
    rate[np.isin(day, DEBATES) & (hour >= 19) & (hour < 22)] *= 3
    return np.concatenate([[0.0], np.cumsum(rate / rate.mean())]) * MINUTE


def _lived(births: NDArray[np.float64], delays: NDArray[np.float64]) -> Whole:
    """Return when shares fall whose delay counts waking time; those after the end come earlier."""
    past = _rhythm()
    clock = np.arange(len(past)) * float(MINUTE)
    ripe = np.interp(births, clock, past) + delays
    ripe = np.where(ripe >= past[-1], ripe % past[-1], ripe)
    return np.interp(ripe, past, clock).astype(np.int64)


def _births(random: Random, count: int) -> NDArray[np.float64]:
    past = _rhythm()
    drawn = random.random(count) * past[-1] * 0.97
    return np.interp(drawn, past, np.arange(len(past)) * float(MINUTE))


def _drawn(
    random: Random, crowd: _Crowd, subjects: Whole, loyalty: float | NDArray[np.float64] = 0.6
) -> Whole:
    """Draw an account for each subject: one that prefers it, as often as loyal, by activity."""
    low, high = crowd.weight[crowd.starts[subjects]], crowd.weight[crowd.starts[subjects + 1]]
    anybody = random.random(len(subjects)) > loyalty
    low, high = np.where(anybody, 0, low), np.where(anybody, crowd.weight[-1], high)
    at = low + random.random(len(subjects)) * (high - low)
    return np.minimum(np.searchsorted(crowd.weight, at, "right") - 1, len(crowd.weight) - 2)


def _ordinary(random: Random, crowd: _Crowd, count: int, habits: bool) -> Whole:
    """Objects of heavy-tailed popularity, passed on for hours; some accounts repeat themselves."""
    most = min(count * 0.08, 80_000)
    sizes = np.ceil(np.minimum((random.pareto(1.0, count // 6) + 1), most)).astype(np.int64)
    sizes = sizes[np.cumsum(sizes) <= count]
    objects = np.repeat(np.arange(len(sizes)), sizes)
    scale = np.exp(random.normal(np.log(3 * HOUR), 1.0, len(sizes)))
    scale[sizes > 2_000] *= 5  # what everybody has seen took days
    delays = scale[objects] * np.exp(random.normal(0, 1.3, len(objects)))
    times = _lived(_births(random, len(sizes))[objects], delays)
    subjects = random.integers(SUBJECTS, size=len(sizes))[objects]
    accounts = _drawn(random, crowd, subjects, np.where(sizes < 1_000, 0.6, 0.05)[objects])
    if habits:
        peak = random.normal(16, 5, len(crowd.weight))[accounts]
        hour = (peak + random.normal(0, 1.5, len(accounts))) % 24
        times = times // DAY * DAY + (hour * HOUR).astype(np.int64)
    first = _each_once(np.stack([objects, accounts, times]))
    again = first[:, random.random(first.shape[1]) < 0.02]
    again[2] += random.exponential(2 * HOUR, again.shape[1]).astype(np.int64)
    return np.concatenate([first, again], axis=1)


def _each_once(shares: Whole) -> Whole:
    """Keep one share of an account and object: popular ones are drawn together again and again."""
    shares = shares[:, np.lexsort(shares[1::-1])]
    new = np.ones(shares.shape[1], bool)
    new[1:] = (shares[:2, 1:] != shares[:2, :-1]).any(axis=0)
    return shares[:, new]


def _debates(random: Random, crowd: _Crowd, count: int) -> Whole:
    """Hot objects of five nights: everybody within minutes."""
    sizes = np.minimum(random.pareto(1.2, count // 250) + 1, 20)
    sizes = (sizes / sizes.sum() * count).astype(np.int64)
    objects = np.repeat(np.arange(len(sizes)), sizes)
    births = (
        random.choice(DEBATES, len(sizes)) * DAY + 19 * HOUR + random.random(len(sizes)) * 10_800
    )
    times = births[objects] + random.exponential(25 * MINUTE, len(objects))
    subjects = random.integers(SUBJECTS, size=len(objects))
    return _each_once(np.stack([objects, _drawn(random, crowd, subjects), times.astype(np.int64)]))


def _outlets(random: Random, pool: Whole, count: int) -> tuple[Whole, Whole]:
    """Houses of outlets: a wire story appears in most of them within 90 seconds."""
    houses, rows, taken = max(count // 200_000, 1), [], 0
    for _ in range(houses):
        members = pool[taken : taken + random.integers(4, 16)]
        taken += len(members)
        rows.append(_meetings(random, members, 150, chance=0.8, spread=90))
    return _numbered(rows), pool[:taken]


def _fans(
    random: Random, pool: Whole, count: int, minutes: tuple[float, float], joined: Whole | None
) -> tuple[Whole, Whole]:
    """Fan clubs: half of the members share what the idol posts, most within ten minutes."""
    rows, taken = [], 0
    for _ in range(max(count // 40_000, 2)):
        members = pool[taken : taken + random.integers(15, 80)]
        taken += len(members)
        event = _meetings(random, members, int(random.integers(10, 60)), chance=0.45, spread=0)
        event[2] += random.exponential(random.uniform(*minutes) * MINUTE, event.shape[1]).astype(
            int
        )
        if joined is not None:
            known = np.flatnonzero(random.random(joined.shape[1]) < 0.2)
            _join(random, event, known, joined)
        rows.append(event)
    return _numbered(rows), pool[:taken]


def _groups(
    random: Random, pool: Whole, count: int, ordinary: Whole
) -> tuple[Whole, dict[int, int]]:
    """Planted groups; half of what they share is also shared by others."""
    rows, group_of, taken = [], {}, 0
    known = np.flatnonzero(random.random(ordinary.shape[1]) < 0.2)  # shares they join
    for group in range(max(count // 18_000, 2)):
        size = int(np.exp(random.uniform(np.log(3), np.log(61))))
        members, taken = pool[taken : taken + size], taken + size
        group_of.update(dict.fromkeys(members.tolist(), group))
        met = _meetings(
            random, members, int(random.integers(6, 36)),
            chance=random.uniform(0.25, 0.85), spread=random.uniform(10, 120),
        )  # fmt: skip
        _join(random, met, known, ordinary)
        rows.append(met)
    return _numbered(rows), group_of


def _join(random: Random, met: Whole, known: Whole, ordinary: Whole) -> None:
    """Put half of what they share in the place of things that others share, at a share of these."""
    joined = random.random(met[0].max() + 1) < 0.5
    at = random.choice(known, len(joined))
    others = joined[met[0]]
    met[2, others] += (ordinary[2, at] - _first(met, len(joined)))[met[0, others]]
    met[0, others] = -1 - ordinary[0, at[met[0, others]]]


def _first(met: Whole, count: int) -> Whole:
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, met[0], met[2])
    return np.where(first == np.iinfo(np.int64).max, 0, first)


def _meetings(random: Random, members: Whole, count: int, *, chance: float, spread: float) -> Whole:
    """Let members share ``count`` objects, each with ``chance``, within ``spread`` seconds."""
    objects, who = np.nonzero(random.random((count, len(members))) < chance)
    times = _births(random, count)[objects] + random.random(len(objects)) * spread
    return np.stack([objects, members[who], times.astype(np.int64)])


def _numbered(rows: list[Whole]) -> Whole:
    offset = 0
    for part in rows:
        part[0] = np.where(part[0] >= 0, part[0] + offset, part[0])
        offset = max(offset, int(part[0].max(initial=-1)) + 1)
    return np.concatenate(rows, axis=1)
