"""Who reposts, quotes, answers and mentions whom: counts, never sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from monitor.store.database import Database

__all__ = ["Amplified", "Interaction", "Network"]

POINTS_AT = """
SELECT '{kind}' AS kind, p.seq AS post, p.account AS source,
    coalesce(nullif(p.{column}_account, ''), o.account, '') AS target
FROM posts p LEFT JOIN posts o ON o.id = p.{column} AND p.{column} != ''
WHERE p.{column} != '' OR p.{column}_account != ''
"""
MENTIONS = """
SELECT 'mention', p.seq, p.account, value FROM posts p, json_each(p.mentions)
WHERE p.mentions != '[]' AND p.repost_of = '' AND p.repost_of_account = ''
"""
EVERY = " UNION ALL ".join(
    [
        POINTS_AT.format(kind="repost", column="repost_of"),
        POINTS_AT.format(kind="quote", column="quote_of"),
        POINTS_AT.format(kind="reply", column="reply_to"),
        MENTIONS,
    ]
)
EDGES = f"""
SELECT kind, source, target, count(*) AS times FROM ({EVERY})
WHERE source != '' AND target != '' AND source != target
GROUP BY kind, source, target ORDER BY times DESC, kind, source, target
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
