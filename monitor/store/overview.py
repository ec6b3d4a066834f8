"""What there is in a Store, in a few numbers: for those who must say what they looked at."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from monitor.store.database import Database

__all__ = ["Overview", "Overviews"]

PER_DAY = """
SELECT date(created, '+7 hours') AS day, count(*) FROM posts
WHERE created != '' GROUP BY day HAVING day IS NOT NULL ORDER BY day
"""
FILES = """
SELECT DISTINCT json_extract(value, '$.sha256') FROM runs, json_each(inputs)
WHERE verb = 'import' AND json_extract(value, '$.sha256') IS NOT NULL ORDER BY 1
"""


class Overview(NamedTuple):
    """Counts of a whole store."""

    accounts: int
    """Distinct accounts that posted."""
    without_account: int
    """Posts whose account nobody knows."""
    sources: dict[str, int]
    """Who collected posts and how -> how many, most first."""
    days: dict[date, int]
    """Posts per day in WIB, in order; days without any are not here."""
    files: int
    """Distinct files that were read."""
    digest: str
    """SHA-256 over the SHA-256 of each, so that two stores of the same files can be told."""
    runs: tuple[int, int, int]
    """How many were logged, the first, the last."""


class Overviews(Database):
    """The counts of a Store."""

    def overview(self) -> Overview:
        """Count everything, which takes a second for a million posts."""
        accounts, bare = self._rows(
            "SELECT count(DISTINCT nullif(account, '')), sum(account = '') FROM posts"
        )[0]
        sources = self._rows(
            "SELECT source, count(*) FROM posts GROUP BY source ORDER BY 2 DESC, 1"
        )
        digests = [digest for (digest,) in self._rows(FILES)]
        count, first, last = self._rows("SELECT count(*), min(id), max(id) FROM runs")[0]
        return Overview(
            accounts=accounts,
            without_account=bare or 0,
            sources=dict(sources),
            days={date.fromisoformat(day): posts for day, posts in self._rows(PER_DAY)},
            files=len(digests),
            digest=sha256("\n".join(digests).encode()).hexdigest() if digests else "",
            runs=(count, first or 0, last or 0),
        )
