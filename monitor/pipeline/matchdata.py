"""Pairs of posts and fact-checks to measure the memory with: read, and split by time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import BadInput
from monitor.records import FactCheck

if TYPE_CHECKING:
    import pandas

__all__ = ["TEST_FROM", "MatchData", "Pair", "bare", "read_match_data"]

TEST_FROM = "2025"
"""Fact-checks of this year and later are for measuring only; no model of ours saw them."""
ORDINARY_FROM = "2023-12"
"""Ordinary posts of this month and later, by authors unseen before, are for measuring only."""
LEAST = 20
"""Characters of an ordinary post; a shorter one says nothing that could be known."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A circulating text and the fact-check that was written about it."""

    text: str
    factcheck: str
    group: str
    """Articles of one group tell the same; finding any of them is right."""
    tier: str
    date: str


@dataclass(frozen=True, slots=True)
class MatchData:
    """What a folder like the project's research data holds, ready to be measured with."""

    factchecks: tuple[FactCheck, ...]
    groups: dict[str, str]
    """Fact-check id -> group."""
    train: tuple[Pair, ...]
    test: tuple[Pair, ...]
    ordinary_train: tuple[str, ...]
    ordinary_test: tuple[str, ...]


def bare(factchecks: Iterable[FactCheck]) -> tuple[FactCheck, ...]:
    """Return fact-checks as their titles alone: most older ones have no more."""
    return tuple(replace(each, explanation="", conclusion="") for each in factchecks)


def read_match_data(folder: Path) -> MatchData:
    """Read ``factcheck_archive``, ``claim_match_pairs`` and ``political_posts`` (Parquet).

    The circulating text is never part of a fact-check here: it *is* the query. No group is on
    both sides of the split, since a group lies on the side of its latest article.

    Raises
    ------
    BadInput
        A file is missing, is no Parquet, or lacks a column; or nothing here reads Parquet.
    """
    archive = _table(folder / "factcheck_archive.parquet", "fc_id", "title", "fc_group")
    pairs = _table(folder / "claim_match_pairs.parquet", "query", "fc_id", "tier")
    posts = _table(folder / "political_posts.parquet", "text", "author", "created_at")
    ids = archive["fc_id"].tolist()
    groups = dict(zip(ids, archive["fc_group"].astype(str), strict=True))
    years = dict(zip(ids, archive["year_known"].astype(str), strict=True))
    late = {groups[each] for each, year in years.items() if year >= TEST_FROM}
    read = [
        Pair(row.query, row.fc_id, groups[row.fc_id], row.tier, row.date)
        for row in pairs.itertuples()
        if row.fc_id in groups
    ]
    early, recent = _ordinary(posts)
    return MatchData(
        factchecks=tuple(
            FactCheck(
                id=row.fc_id,
                publisher=row.org,
                title=row.title,
                label=row.tag,
                date=row.date or str(row.year_known),
                url=row.url,
                explanation=row.explanation,
                conclusion=row.conclusion,
            )
            for row in archive.itertuples()
        ),
        groups=groups,
        train=tuple(pair for pair in read if pair.group not in late),
        test=tuple(pair for pair in read if years[pair.factcheck] >= TEST_FROM),
        ordinary_train=early,
        ordinary_test=recent,
    )


def _ordinary(posts: pandas.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return posts that nobody checked, earlier and later, no author on both sides."""
    posts = posts[posts["text"].str.len() >= LEAST]
    month = posts["created_at"].astype(str).str[:7]
    early = posts[month < ORDINARY_FROM]
    late = posts[(month >= ORDINARY_FROM) & ~posts["author"].isin(set(early["author"]))]
    return tuple(early["text"]), tuple(late["text"])


def _table(path: Path, *needed: str) -> pandas.DataFrame:
    try:
        import pandas

        table = pandas.read_parquet(path)
    except (ImportError, OSError, ValueError) as problem:
        raise BadInput("match_data_unreadable", path, problem=problem) from problem
    if missing := [name for name in needed if name not in table]:
        raise BadInput("match_data_unreadable", path, problem=", ".join(missing))
    text = [name for name in table if not pandas.api.types.is_numeric_dtype(table[name])]
    return table.fillna({name: "" for name in text if name != "created_at"})
