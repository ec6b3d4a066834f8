"""Claims: which posts say the same thing, since when, and how a claim got its members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.errors import NotFound
from monitor.records import Claim, Merge
from monitor.store.database import FEW, marks, moment, stamp
from monitor.store.tombs import Tombs

__all__ = ["Claims"]

PREFIX = "k-"
"""A claim's id is short enough to say aloud, and leads to no account outside the project."""
TOP = 3
"""Amplifiers named in a row: enough to see one account carrying a claim."""

COUNTED = """
SELECT counted.*, first.id, first.text, iif(first.text = '', coalesce(why, ''), '') FROM (
    SELECT p.claim, count(*), count(DISTINCT nullif(p.account, '')),
        group_concat(DISTINCT p.platform), min(nullif(p.created, '')), max(p.created),
        sum(p.created > ?)
    FROM posts p WHERE {which} GROUP BY p.claim ORDER BY p.claim
) AS counted LEFT JOIN stand_ins s ON s.claim = counted.claim
JOIN posts first ON first.seq = coalesce(s.post, counted.claim)
LEFT JOIN gone ON gone.post = first.seq
ORDER BY counted.claim
"""
REPOSTS = """
SELECT claim, account, count(*) FROM posts
WHERE (repost_of != '' OR repost_of_account != '') AND {which} GROUP BY claim, account
"""
POINTING = """
SELECT p.claim, q.account, count(*) FROM posts p JOIN posts q ON q.{column} = p.id
WHERE q.{column} != '' AND {which} GROUP BY p.claim, q.account
"""


@dataclass
class _Echo:
    """Who reposted, quoted and answered one claim."""

    reposts: int = 0
    quotes: int = 0
    replies: int = 0
    amplifiers: Counter[str] = field(default_factory=Counter)


class Claims(Tombs):
    """The claims of a Store. Inside, a claim is the ``seq`` of its first post."""

    def sketches(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
        """Return every sketched post's seq, its claim (-1: none yet) and its sketch, by arrival."""
        count, width = self._rows("SELECT count(*), max(length(sketch)) FROM sketches")[0]
        seqs, claims = np.empty(count, np.int64), np.empty(count, np.int64)
        sketches = np.empty((count, width or 0), np.uint8)
        sql = (
            "SELECT post, coalesce(claim, -1), sketch FROM sketches JOIN posts ON seq = post"
            " ORDER BY post"
        )
        for row, (seqs[row], claims[row], sketch) in enumerate(self._stream(sql)):
            sketches[row] = np.frombuffer(sketch, np.uint8)
        return seqs, claims, sketches

    def add_claims(
        self,
        *,
        founded: Iterable[int],
        members: Iterable[tuple[int, int]],
        merges: Iterable[tuple[int, int, float]],
        aliases: Sequence[tuple[int, int]],
    ) -> None:
        """Store what grouping found, in one piece.

        Parameters
        ----------
        founded : iterable of num
            New claims.
        members : iterable of (seq, num)
            Posts that had no claim, and theirs now.
        merges : iterable of (seq, other seq, similarity)
            Why each of those posts is where it is.
        aliases : sequence of (num, older num)
            Claims that turned out to be one: the younger id now leads to the older.
        """
        with self.writing():
            self._write_all("INSERT INTO claims (num) VALUES (?)", ((num,) for num in founded))
            self._write_all("UPDATE posts SET claim = ?2 WHERE seq = ?1", members)
            self._write_all("INSERT INTO merges VALUES (?, ?, ?)", merges)
            self._write_all("UPDATE posts SET claim = ?2 WHERE claim = ?1", aliases)
            self._write_all(
                "UPDATE claims SET alias_of = ?2 WHERE num = ?1 OR alias_of = ?1", aliases
            )
            self._stand_in()

    def claim_num(self, claim_id: str) -> int:
        """Return the number of a claim by its id, or by the id of one that it took in.

        Raises
        ------
        NotFound
            No claim ever had this id.
        """
        digits = claim_id.removeprefix(PREFIX)
        num = self._one("SELECT coalesce(alias_of, num) FROM claims WHERE num = ?", [digits])
        if num is None:
            raise NotFound("klaim", claim_id)
        return int(num)

    def aliases(self, num: int) -> list[str]:
        """Return the ids that now lead to this claim."""
        rows = self._rows("SELECT num FROM claims WHERE alias_of = ? ORDER BY num", [num])
        return [f"{PREFIX}{num}" for (num,) in rows]

    def count_claims(self) -> int:
        """Return how many claims there are, aliases not counted."""
        return int(self._one("SELECT count(*) FROM claims WHERE alias_of IS NULL"))

    def claim_sizes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every claim's number, ascending, and how many posts it has."""
        flat = chain.from_iterable(
            self._stream(
                "SELECT claim, count(*) FROM posts WHERE claim IS NOT NULL"
                " GROUP BY claim ORDER BY claim"
            )
        )
        table = np.fromiter(flat, np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def claims(self, nums: Sequence[int] | None = None) -> Iterator[tuple[int, Claim]]:
        """Yield ``(num, claim)`` with its counts: those asked for, in that order, else all."""
        since = self._a_day_before_the_newest()
        if nums is None:
            echoes = self._echoes("claim IS NOT NULL", [])
            for row in self._stream(COUNTED.format(which="p.claim IS NOT NULL"), [since]):
                yield row[0], _claim(row, echoes.get(row[0], _Echo()))
            return
        for i in range(0, len(nums), FEW):
            some = nums[i : i + FEW]
            which = f"claim IN ({marks(some)})"
            echoes = self._echoes(which, some)
            rows = self._rows(COUNTED.format(which=f"p.{which}"), [since, *some])
            found = {row[0]: _claim(row, echoes.get(row[0], _Echo())) for row in rows}
            yield from ((num, found[num]) for num in some)

    def _a_day_before_the_newest(self) -> str:
        newest = moment(self._one("SELECT max(created) FROM posts"))
        return stamp(newest - timedelta(days=1)) if newest else "~"

    def _echoes(self, which: str, values: Sequence[int]) -> dict[int, _Echo]:
        """Count reposts, quotes and replies of claims; only posts that are one cost anything."""
        echoes: dict[int, _Echo] = defaultdict(_Echo)
        for claim, account, count in self._rows(REPOSTS.format(which=which), values):
            echoes[claim].reposts += count
            echoes[claim].amplifiers[account] += count
        pointing = f"p.{which}"
        for claim, account, count in self._rows(
            POINTING.format(column="quote_of", which=pointing), values
        ):
            echoes[claim].quotes += count
            echoes[claim].amplifiers[account] += count
        for claim, _, count in self._rows(
            POINTING.format(column="reply_to", which=pointing), values
        ):
            echoes[claim].replies += count
        return echoes

    def merges(self, num: int) -> list[Merge]:
        """Return why each post of a claim is in it, by arrival."""
        rows = self._rows(
            "SELECT p.id, o.id, similarity FROM merges m JOIN posts p ON p.seq = m.post"
            " JOIN posts o ON o.seq = m.other WHERE p.claim = ? ORDER BY p.seq",
            [num],
        )
        return [Merge(*row) for row in rows]


def _claim(row: Sequence[Any], echo: _Echo) -> Claim:
    top = sorted(echo.amplifiers.items(), key=lambda pair: (-pair[1], pair[0]))
    return Claim(
        id=f"{PREFIX}{row[0]}",
        posts=row[1],
        accounts=row[2],
        platforms=tuple(sorted(row[3].split(","))),
        first_seen=moment(row[4]),
        last_seen=moment(row[5]),
        last_day=row[6] or 0,
        text_post=row[7],
        text=row[8],
        gone=row[9],
        reposts=echo.reposts,
        quotes=echo.quotes,
        replies=echo.replies,
        amplifiers=tuple((account, count) for account, count in top if account)[:TOP],
    )
