"""What two accounts can do alike: from the posts of a store to shares of objects.

A behaviour is a way to pass something on, and a new one is a line in :data:`BEHAVIOURS`. **A post
is one share**: copies of one text hold the same link and the same tags, so that one coincidence
would count three times if all of its objects did. It stands for the most telling of its objects
that at least two accounts share. Which that is depends on who shares what, never on when, so
that it cannot make chance look like being in step.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.base import Setting
from monitor.analyses.coordination import Shares
from monitor.corpora.handles import account_id
from monitor.corpora.public import public_list
from monitor.corpora.sources import source_accounts
from monitor.errors import UnknownName
from monitor.store import UNDATED, Posted, Store
from monitor.store.shares import Column

__all__ = ["BEHAVIOURS", "Behaviours", "set_apart_of", "shares_of", "telling", "words_of"]

WORDS = 5
"""Fewest words of a text that counts as the same: shorter ones, people hit upon by themselves."""
TAGS = 3
"""Fewest hashtags of a set: one or two are what everybody writes."""
REPEATED = 2.0
"""Posts per account from which on an object is a habit, as a link under every post is."""
DATES = 0.1
"""Share of an import's posts at exactly midnight from which on these are dates without a time."""

_DAY = 86_400_000_000
_MIDNIGHTS = (0, _DAY - 7 * 3_600_000_000)  # in UTC, and in Jakarta
_TICKS = 1_000_000
_WHY = ("", "no_account", "no_time", "date_only")

Whole: TypeAlias = NDArray[np.int64]


class Found(NamedTuple):
    """The objects of one behaviour: rows of ``Posted``, and the place of each object's name."""

    rows: Whole
    objects: Whole
    names: Sequence[str]


class Names(Sequence[str]):
    """Names that are made when somebody asks for one: a million texts need none."""

    def __init__(self, count: int, name: Callable[[int], str]) -> None:
        self._places, self._name = range(count), name

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._name(each) for each in self._places[place]]
        return self._name(self._places[place])


@dataclass(frozen=True, slots=True, eq=False)
class Behaviours:
    """The shares of a store."""

    shares: Shares
    """One per post that has something to share; names of objects begin with their behaviour."""
    posts: Whole
    """By share: the seq of its post."""
    left_out: Mapping[str, int]
    """Posts that are no share: ``no_account, no_time, date_only`` (a day without an hour),
    ``nothing`` (nothing that counts)."""
    names: Sequence[str]
    """Of the behaviours that were looked at."""
    behaviour: Whole
    """By object: the place of its behaviour in ``names``."""

    def told(self, code: int) -> tuple[str, str]:
        """Return the behaviour of an object, and the object: a text is the id of its claim."""
        behaviour, _, thing = self.shares.object_names[code].partition(" ")
        return behaviour, thing


def shares_of(store: Store, behaviours: Collection[str] | None = None) -> Behaviours:
    """Return what the posts of a store pass on.

    Parameters
    ----------
    store : Store
    behaviours : collection of str, optional
        Names in :data:`BEHAVIOURS`; all by default. With one, that one alone is looked at.

    Raises
    ------
    UnknownName
        There is no such behaviour.

    Notes
    -----
    O(n log n) for n objects of posts.

    Examples
    --------
    >>> len(shares_of(Store()).shares.times)
    0
    """
    chosen = _chosen(behaviours)
    posted = store.posted()
    why = _unusable(posted)
    found = [BEHAVIOURS[name](store, posted) for name in chosen]
    of = np.repeat(np.arange(len(found)), [len(each.names) for each in found])
    starts = np.cumsum([0, *(len(each.names) for each in found)])
    rows = _joined([each.rows for each in found])
    objects = _joined([each.objects + start for each, start in zip(found, starts, strict=False)])
    usable = why[rows] == 0
    rows, objects = rows[usable], objects[usable]
    kept = telling(rows, objects, posted.accounts[rows])
    rows, objects = rows[kept], objects[kept]
    nothing = why == 0
    nothing[rows] = False
    left_out = dict(zip(_WHY[1:], np.bincount(why, minlength=len(_WHY))[1:].tolist(), strict=True))
    left_out["nothing"] = int(nothing.sum())
    used, codes = np.unique(objects, return_inverse=True)
    behaviour = of[used]
    places = used - starts[behaviour]

    def name(code: int) -> str:
        number = int(behaviour[code])
        return f"{chosen[number]} {found[number].names[int(places[code])]}"

    people, accounts = np.unique(posted.accounts[rows], return_inverse=True)
    who, accounts = _sorted([posted.names[code] for code in people.tolist()], accounts)
    shares = Shares(codes, accounts, posted.times[rows], Names(len(used), name), who, _TICKS)
    counted = {why: count for why, count in left_out.items() if count}
    return Behaviours(shares, posted.seqs[rows], counted, chosen, behaviour)


def _chosen(behaviours: Collection[str] | None) -> list[str]:
    """Return the names of behaviours in the order of what tells more."""
    for each in behaviours or ():
        if each not in BEHAVIOURS:
            raise UnknownName("behaviour", each, BEHAVIOURS)
    return [each for each in BEHAVIOURS if behaviours is None or each in behaviours]


def telling(rows: Whole, objects: Whole, accounts: Whole) -> Whole:
    """Choose one object per row: the entries kept, in order of rows.

    Of the objects that two accounts or more share, the one with the smallest number: behaviours
    that tell more are numbered first. Habits, objects that their accounts repeat, come after
    these, and objects of one account last.

    Examples
    --------
    >>> rows, objects = np.array([0, 0, 1, 1]), np.array([0, 7, 3, 7])
    >>> telling(rows, objects, np.array([5, 5, 6, 6])).tolist()  # 7 is what both share
    [1, 3]
    """
    if not len(rows):
        return rows
    count = int(objects.max()) + 1
    pairs = np.unique(objects * (int(accounts.max()) + 1) + accounts) // (int(accounts.max()) + 1)
    sharers = np.bincount(pairs, minlength=count)
    shares = np.bincount(objects, minlength=count)
    rank = np.where(sharers < 2, 2, shares >= REPEATED * sharers)
    order = np.lexsort((objects, rank[objects], rows))
    return order[np.flatnonzero(np.diff(rows[order], prepend=-1))]


def _sorted(names: list[str], codes: Whole) -> tuple[list[str], Whole]:
    """Put names in order, so that what came first decides nothing."""
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.empty(len(names), np.int64)
    place[order] = np.arange(len(names))
    return [names[each] for each in order], place[codes]


def _joined(parts: Sequence[Whole]) -> Whole:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _unusable(posted: Posted) -> NDArray[np.int8]:
    """Say of each post why it can be no share: a place in ``_WHY``, 0 where it can."""
    undated = posted.times == UNDATED
    midnight = ~undated & np.isin(posted.times % _DAY, _MIDNIGHTS)
    _, run = np.unique(posted.runs, return_inverse=True)
    by_day, dated = np.bincount(run, midnight), np.bincount(run, ~undated)
    why = np.zeros(len(run), np.int8)
    why[midnight & (by_day >= DATES * dated)[run]] = _WHY.index("date_only")
    why[undated] = _WHY.index("no_time")
    nobody = np.array([not name for name in posted.names], bool)
    why[nobody[posted.accounts]] = _WHY.index("no_account")
    return why


def _cells(
    store: Store, posted: Posted, *, column: Column, objects: Callable[[str], Iterable[str]]
) -> Found:
    """Return what the cells of a column hold."""
    codes: dict[str, int] = {}

    def entries() -> Iterator[int]:
        for seq, cell in store.cells(column, upto=int(posted.seqs.max(initial=0))):
            for thing in objects(cell):
                yield seq
                yield codes.setdefault(thing, len(codes))

    seqs, places = np.fromiter(entries(), np.int64).reshape(-1, 2).T
    names, places = _sorted(list(codes), places)
    return Found(np.searchsorted(posted.seqs, seqs), places, names)


def _texts(store: Store, posted: Posted) -> Found:
    """Return which claim each post makes: reposts too, where only their words tell of what."""
    rows = np.flatnonzero((posted.claims >= 0) & ~posted.is_repost)
    claims, places = np.unique(posted.claims[rows], return_inverse=True)
    few = [seq for seq, text in store.texts_at(claims.tolist()) if words_of(text) < WORDS]
    long = ~np.isin(claims, few)[places]
    return Found(rows[long], places[long], Names(len(claims), lambda place: f"k-{claims[place]}"))


def _replies(store: Store, posted: Posted) -> Found:
    """Return which post each reply answers: of one account's replies to one post, the first."""
    found = _cells(store, posted, column="reply_to", objects=_itself)
    who = posted.accounts[found.rows]
    order = np.lexsort((posted.times[found.rows], found.objects, who))
    again = (np.diff(who[order], prepend=-1) == 0) & (
        np.diff(found.objects[order], prepend=-1) == 0
    )
    first = np.sort(order[~again])
    return Found(found.rows[first], found.objects[first], found.names)


def words_of(text: str) -> int:
    """Count the words of a text that are not addresses, accounts or tags."""
    return sum(word[0] not in "@#" and "://" not in word for word in text.split())


def _itself(cell: str) -> Iterable[str]:
    return (cell,)


def _addresses(cell: str) -> Iterable[str]:
    return dict.fromkeys(canonical for _, canonical in json.loads(cell) if canonical)


def _hashes(cell: str) -> Iterable[str]:
    return dict.fromkeys(digest for *_, digest in json.loads(cell) if digest)


def _tags(cell: str) -> Iterable[str]:
    tags = {tag.casefold() for tag in json.loads(cell)}
    return (" ".join(f"#{tag}" for tag in sorted(tags)),) if len(tags) >= TAGS else ()


BEHAVIOURS: Mapping[str, Callable[[Store, Posted], Found]] = {
    "repost": partial(_cells, column="repost_of", objects=_itself),
    "media": partial(_cells, column="media", objects=_hashes),
    "link": partial(_cells, column="links", objects=_addresses),
    "text": _texts,
    "reply": _replies,
    "hashtags": partial(_cells, column="hashtags", objects=_tags),
}
"""What counts as sharing, by name, what tells more first: the same reposted post; the same picture
or video (the hash of its bytes); the same canonical address; the same claim (``docs/claims.md``) in
five words or more, or a repost of it where nobody wrote down of which post; a reply to the same
post, each account's first; the same three hashtags or more, in any order and case."""


def set_apart_of(setting: Setting) -> frozenset[str]:
    """Return the accounts disclosed as media or as a source: their being in step needs no excuse.

    The team's register with the role ``media``, our list of public media accounts, and the register
    of credible sources. They are tested and shown, in no cluster.
    """
    team = {each.account for each in setting.register.values() if each.role == "media"}
    media = {
        account_id(f"{each.platform}:{each.handle}")
        for each in public_list()
        if each.kind == "media"
    }
    return frozenset(team | media | set(source_accounts()))
