"""Who reposts, quotes, answers and mentions whom, and links to what: counts, never sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.store.database import Database
from monitor.store.shares import UNDATED

__all__ = ["Amplified", "Interaction", "Named", "Network", "Pointed"]

NO_ITEM = -1
KEYS = "p.seq AS post, p.account AS source, "
OWN = "p.repost_of = '' AND p.repost_of_account = ''"
"""Mentions and links in a repost are its original's."""
POINTS_AT = f"""
SELECT '{{kind}}' AS kind, {KEYS}
    coalesce(nullif(o.account, ''), p.{{column}}_account) AS target,
    coalesce(o.seq, p.{{column}}) AS item, p.created AS time, coalesce(o.created, '') AS born
FROM posts p LEFT JOIN posts o ON o.id = p.{{column}} AND p.{{column}} != ''
WHERE (p.{{column}} != '' OR p.{{column}}_account != '')
"""
LISTED = f"""
SELECT '{{kind}}' AS kind, {KEYS} {{value}} AS target, '' AS item, p.created AS time, '' AS born
FROM posts p, json_each(p.{{column}}) WHERE p.{{column}} != '[]' AND {OWN}
"""
POINTING = {
    "repost": POINTS_AT.format(kind="repost", column="repost_of"),
    "quote": POINTS_AT.format(kind="quote", column="quote_of"),
    "reply": POINTS_AT.format(kind="reply", column="reply_to"),
    "mention": LISTED.format(kind="mention", column="mentions", value="value"),
    "link": LISTED.format(kind="link", column="links", value="json_extract(value, '$[1]')"),
}
"""Every way to point at somebody or something, by kind."""
EVERY = " UNION ALL ".join(sql for kind, sql in POINTING.items() if kind != "link")
ROWS = """
SELECT post, source, target, item, CAST(coalesce(strftime('%s', nullif(time, '')), ?) AS INTEGER),
    CAST(coalesce(strftime('%s', nullif(born, '')), ?) AS INTEGER)
FROM ({sql})
"""
EDGES = f"""
SELECT kind, source, target, count(*) AS times FROM ({EVERY})
WHERE source != '' AND target != '' AND source != target
GROUP BY kind, source, target ORDER BY times DESC, kind, source, target
"""
NAMED = """
SELECT DISTINCT post, json_extract(facts, '$.pair') AS pair FROM signals
WHERE factor = ? AND post IS NOT NULL AND pair != '' ORDER BY post, pair
"""
PER_ENTITY = f"""
SELECT entity, target, sum(kind = 'repost'), sum(kind = 'quote'), sum(kind = 'reply'),
    sum(kind = 'mention'), count(DISTINCT source)
FROM (
    SELECT DISTINCT post, json_extract(facts, '$.pair') AS entity
    FROM signals WHERE factor = ?
) JOIN ({EVERY}) USING (post)
WHERE entity != '' AND target != '' AND source != target
GROUP BY entity, target
ORDER BY entity, sum(kind IN ('repost', 'quote')) DESC, count(*) DESC, target
"""


class Interaction(NamedTuple):
    """One account pointed at another this many times."""

    kind: str
    """``repost, quote, reply, mention``."""
    source: str
    target: str
    times: int


class Amplified(NamedTuple):
    """How often posts that name an entity point at an account."""

    account: str
    reposts: int
    quotes: int
    replies: int
    mentions: int
    sources: int
    """Distinct accounts that did."""


class Pointed(NamedTuple):
    """Each time that somebody pointed at somebody, unknown ends too: arrays of one length."""

    kind: NDArray[np.int64]
    """A place in ``kinds``."""
    post: NDArray[np.int64]
    """The number of the post that did it."""
    source: NDArray[np.int64]
    """A place in ``names``; the empty name is "not known"."""
    target: NDArray[np.int64]
    """A place in ``names``: an account, or the canonical address of a link."""
    item: NDArray[np.int64]
    """The post pointed at: its number, below :data:`NO_ITEM` for one outside the store."""
    time: NDArray[np.int64]
    """Seconds since 1970, UTC; ``UNDATED`` where unknown."""
    born: NDArray[np.int64]
    """When the post pointed at was made."""
    names: list[str]
    kinds: tuple[str, ...]


class Named(NamedTuple):
    """Which posts name which pairs of candidates, by post: arrays of one length."""

    posts: NDArray[np.int64]
    pairs: NDArray[np.int64]
    """Places in ``labels``."""
    labels: list[str]


class Network(Database):
    """The interactions of a Store. What is said about a candidate is not support for one."""

    def interactions(self) -> Iterator[Interaction]:
        """Yield who pointed at whom how often; mentions in a repost are not its account's own."""
        return (Interaction(*row) for row in self._stream(EDGES))

    def amplified(self, factor: str, *, top: int = 3) -> dict[str, list[Amplified]]:
        """Return, per pair that ``factor`` found, the accounts most reposted and quoted there."""
        found: dict[str, list[Amplified]] = defaultdict(list)
        for entity, *counts in self._stream(PER_ENTITY, [factor]):
            if len(found[entity]) < top:
                found[entity].append(Amplified(*counts))
        return dict(found)

    def pointed(self, *, kinds: Collection[str] = tuple(POINTING), platform: str = "") -> Pointed:
        """Return who pointed at whom when, one row each time.

        Parameters
        ----------
        kinds : collection of str
            ``repost, quote, reply, mention, link``; all by default.
        platform : str, optional
            Only posts of this one.

        Notes
        -----
        A scan of the posts per kind; nothing but numbers and distinct names lies in memory.
        """
        chosen = tuple(kind for kind in POINTING if kind in kinds)
        names: dict[str, int] = {}
        outside: dict[str, int] = {"": NO_ITEM}

        def numbers() -> Iterator[tuple[int, ...]]:
            for code, kind in enumerate(chosen):
                for post, source, target, item, time, born in self._pointing(kind, platform):
                    yield (
                        code,
                        post,
                        names.setdefault(source, len(names)),
                        names.setdefault(target or "", len(names)),
                        item
                        if isinstance(item, int)
                        else outside.setdefault(item, NO_ITEM - len(outside)),
                        time,
                        born,
                    )

        flat = np.fromiter(chain.from_iterable(numbers()), np.int64)
        kind, post, source, target, item, time, born = flat.reshape(-1, 7).T.copy()
        return Pointed(kind, post, source, target, item, time, born, list(names), chosen)

    def _pointing(self, kind: str, platform: str) -> Iterator[tuple[Any, ...]]:
        sql, only = POINTING[kind], " AND p.platform = ?" if platform else ""
        values = [UNDATED, UNDATED, *([platform] if platform else [])]
        return self._stream(ROWS.format(sql=sql + only), values)

    def named(self, factor: str) -> Named:
        """Return which pairs of candidates ``factor`` found in which posts."""
        labels: dict[str, int] = {}
        flat = chain.from_iterable(
            (post, labels.setdefault(pair, len(labels)))
            for post, pair in self._stream(NAMED, [factor])
        )
        posts, pairs = np.fromiter(flat, np.int64).reshape(-1, 2).T.copy()
        return Named(posts, pairs, list(labels))
