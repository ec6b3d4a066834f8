"""Who put what out when, as arrays, and what was seen on several platforms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.records import PLATFORM_UNKNOWN
from monitor.store.database import Database, moment

__all__ = ["UNDATED", "Arrival", "Posted", "Shares"]

UNDATED = -(1 << 62)
"""The time of a post that has none."""

OWN = "repost_of = '' AND repost_of_account = ''"
CELLS = {
    **{name: f"{name} != '[]' AND {OWN}" for name in ("links", "hashtags", "media")},
    "reply_to": f"reply_to != '' AND {OWN}",
    "repost_of": "repost_of != ''",
}
"""A repost's links, tags and pictures are its original's."""
POSTED = """
SELECT seq, account, coalesce(strftime('%s', nullif(created, '')) * 1000000
    + iif(substr(created, 20, 1) = '.', cast(substr(created, 21, 6) AS INTEGER), 0), ?),
    coalesce(claim, -1), repost_of != '', run
FROM posts ORDER BY seq
"""
TEXTS = "SELECT seq, text FROM posts WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq"
ON_ONE = f"platform != '{PLATFORM_UNKNOWN}'"
CLAIMS_MOVED = f"""
SELECT claim, platform, min(nullif(created, '')), count(*), count(DISTINCT nullif(account, ''))
FROM posts WHERE claim IN (
    SELECT claim FROM posts WHERE {ON_ONE} GROUP BY claim HAVING count(DISTINCT platform) > 1
) AND {ON_ONE} GROUP BY claim, platform
"""
LINKS_MOVED = f"""
WITH linked AS (
    SELECT DISTINCT seq, json_extract(value, '$[1]') AS link
    FROM posts, json_each(links) WHERE links != '[]'
)
SELECT link, platform, min(nullif(created, '')), count(*), count(DISTINCT nullif(account, ''))
FROM linked JOIN posts USING (seq) WHERE link IN (
    SELECT link FROM linked JOIN posts USING (seq) WHERE {ON_ONE} GROUP BY link
    HAVING count(DISTINCT platform) > 1
) AND {ON_ONE} GROUP BY link, platform
"""

Column: TypeAlias = Literal["links", "hashtags", "media", "reply_to", "repost_of"]


class Posted(NamedTuple):
    """Every post, by arrival: arrays of one length."""

    seqs: NDArray[np.int64]
    accounts: NDArray[np.int64]
    """Places in ``names``."""
    times: NDArray[np.int64]
    """Microseconds since 1970, UTC; ``UNDATED`` where unknown."""
    claims: NDArray[np.int64]
    """-1 where it has none yet."""
    is_repost: NDArray[np.bool_]
    """Of a post whose id is known."""
    runs: NDArray[np.int64]
    """Which import brought it: one file, one way to write times."""
    names: list[str]
    """Account ids; an empty one where nobody knows whose a post is."""


class Arrival(NamedTuple):
    """Something that several platforms carried, on one of them."""

    thing: int | str
    """A claim's number, or a canonical address."""
    platform: str
    first: datetime | None
    posts: int
    accounts: int


class Shares(Database):
    """What the posts of a Store pass on."""

    def posted(self) -> Posted:
        """Return who posted when; a million posts take some 100 MB."""
        codes: dict[str, int] = {}
        flat = chain.from_iterable(
            (seq, codes.setdefault(account, len(codes)), *rest)
            for seq, account, *rest in self._stream(POSTED, [UNDATED])
        )
        seqs, accounts, times, claims, reposts, runs = (
            np.fromiter(flat, np.int64).reshape(-1, 6).T.copy()
        )
        return Posted(seqs, accounts, times, claims, reposts > 0, runs, list(codes))

    def cells(self, column: Column, *, upto: int) -> Iterator[tuple[int, str]]:
        """Yield ``(seq, cell)`` of the posts whose own ``column`` is not empty, by arrival."""
        sql = f"SELECT seq, {column} FROM posts WHERE {CELLS[column]} AND seq <= ? ORDER BY seq"
        yield from self._stream(sql, [upto])

    def texts_at(self, seqs: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield ``(seq, raw text)`` of posts, ascending."""
        yield from self._stream(TEXTS, [json.dumps(list(seqs))])

    def shares_stamp(self) -> tuple[int, int]:
        """Return the last post's number and how long all links are: known posts can gain some."""
        links = self._one("SELECT sum(length(links)) FROM posts WHERE links != '[]'")
        return int(self._one("SELECT max(seq) FROM posts") or 0), int(links or 0)

    def moved(self, kind: Literal["claim", "link"]) -> Iterator[Arrival]:
        """Yield where claims, or links, that several platforms carried were seen first on each."""
        sql = CLAIMS_MOVED if kind == "claim" else LINKS_MOVED
        for thing, platform, first, posts, accounts in self._stream(sql):
            yield Arrival(thing, platform, moment(first), posts, accounts)
