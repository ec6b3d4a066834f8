"""The archive of fact-checks: every state each was seen in, and what they come to.

All versions are kept; the fact-check is a function of their set. So in whatever order crawls and
tables arrive within a run, the archive is the same, and what a correction replaced stays visible.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from monitor.errors import NotFound
from monitor.records import FactCheck
from monitor.store.database import Database, marks

__all__ = ["Archive", "Archived", "Version", "merged"]

FIELDS = tuple(field.name for field in fields(FactCheck))
COLUMNS = ", ".join(FIELDS)
values_of = attrgetter(*FIELDS)  # dataclasses.astuple copies deeply, which takes ten times as long
SAVE = (
    f"INSERT INTO factchecks (num, {COLUMNS}) VALUES (?, {', '.join('?' * len(FIELDS))})"
    f" ON CONFLICT (num) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in FIELDS)}"
)
ADD_VERSION = "INSERT INTO factcheck_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ALIKE = 0.8
"""Share of letter triples (Jaccard) in titles of one publisher and day that are one article. Of 20
pairs above 0.7 in 7,000 articles of TurnBackHoax, all were one."""
OURS = re.compile(r"fc-[0-9a-f]{16}")
LASTING = re.compile(r"GFD-\d{4}-\d+|[^\s:]+:.+")
"""Ids that mean one article whatever its title is today; those of tables may be row numbers."""


class Archived(NamedTuple):
    """What became of a batch: new, or known; of the known, how many said something new."""

    stored: int
    known: int
    updated: int


class Version(NamedTuple):
    """A fact-check as one source had it, and which run saw it so first."""

    check: FactCheck
    source: str
    run: int
    seen: str
    """When that run began, UTC."""


class Archive(Database):
    """The fact-checks of a Store."""

    def add_factchecks(
        self, checks: Sequence[FactCheck], *, source: str = "", run: int = 0
    ) -> Archived:
        """Store what is new in ``checks``; replays and overlaps write nothing.

        One article is one record: with the same canonical address, with the same lasting id, or
        of the same publisher with nearly the same title on nearly the same day.
        """
        stored = updated = 0
        with self.writing():
            for check in checks:
                digest = _digest(check)
                if self._one("SELECT 1 FROM factcheck_versions WHERE digest = ?", [digest]):
                    continue
                same = self._same(check)
                stored += not same
                updated += bool(same)
                num = self._joined(same) if same else self._next_num()
                self._write(
                    ADD_VERSION,
                    [
                        num,
                        digest,
                        json.dumps(values_of(check), ensure_ascii=False),
                        check.id,
                        check.publisher.casefold(),
                        check.date,
                        check.canonical,
                        _words(check.title),
                        source,
                        run,
                    ],
                )
                self._settle(num)
        return Archived(stored, len(checks) - stored, updated)

    def factchecks(self, *, limit: int = -1) -> Iterator[FactCheck]:
        """Yield the fact-checks, newest first, those without a date last."""
        sql = f"SELECT {COLUMNS} FROM factchecks ORDER BY date DESC, id LIMIT ?"
        return (FactCheck(*row) for row in self._stream(sql, [limit]))

    def factcheck(self, factcheck_id: str) -> FactCheck:
        """Return one, by its id or by the id that any of its versions had.

        Raises
        ------
        NotFound
            No source called a fact-check so.
        """
        num = self._factcheck_num(factcheck_id)
        return FactCheck(*self._rows(f"SELECT {COLUMNS} FROM factchecks WHERE num = ?", [num])[0])

    def factcheck_versions(self, factcheck_id: str) -> list[Version]:
        """Return every state a fact-check was seen in, the one that holds now first."""
        return self._versions(self._factcheck_num(factcheck_id))

    def factcheck_count(self) -> int:
        """Return how many fact-checks there are."""
        return int(self._one("SELECT count(*) FROM factchecks"))

    def search_factchecks(self, words: str, *, limit: int = 50) -> list[FactCheck]:
        """Return fact-checks with every word in title or claim, best first.

        The words are quoted, so whatever syntax they hold reaches FTS5 as plain text.
        """
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        rows = self._rows(
            f"SELECT {', '.join(f'f.{name}' for name in FIELDS)} FROM factchecks_fts"
            " JOIN factchecks f ON f.num = factchecks_fts.rowid"
            " WHERE factchecks_fts MATCH ? ORDER BY rank, f.id LIMIT ?",
            [quoted, limit],
        )
        return [FactCheck(*row) for row in rows]

    def _factcheck_num(self, factcheck_id: str) -> int:
        num = self._one("SELECT num FROM factchecks WHERE id = ?", [factcheck_id]) or self._one(
            "SELECT min(factcheck) FROM factcheck_versions WHERE id = ?", [factcheck_id]
        )
        if num is None:
            raise NotFound("factcheck", factcheck_id, key="factcheck_not_found")
        return int(num)

    def _same(self, check: FactCheck) -> list[int]:
        """Return the fact-checks that this is another version of, the oldest first."""
        found: set[int] = set()
        if check.canonical:
            found.update(self._nums("canonical = ? AND canonical != ''", [check.canonical]))
        words = _words(check.title)
        named = self._titles("id = ?", [check.id])
        lasting = LASTING.fullmatch(check.id) or OURS.fullmatch(check.id)
        found.update(num for num, title in named if lasting or _alike(words, title))
        publisher = check.publisher.casefold()
        days = _around(check.date)
        if not days:
            which = "publisher = ? AND date = ? AND words = ?"
            found.update(self._nums(which, [publisher, check.date, words]))
        else:
            which = f"publisher = ? AND date IN ({marks(days)})"
            titles = self._titles(which, [publisher, *days])
            found.update(num for num, title in titles if _alike(words, title))
        return sorted(found)

    def _nums(self, which: str, values: Sequence[object]) -> Iterable[int]:
        rows = self._rows(f"SELECT factcheck FROM factcheck_versions WHERE {which}", values)
        return (num for (num,) in rows)

    def _titles(self, which: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._rows(f"SELECT factcheck, words FROM factcheck_versions WHERE {which}", values)

    def _next_num(self) -> int:
        return int(self._one("SELECT coalesce(max(num), 0) + 1 FROM factchecks"))

    def _joined(self, same: Sequence[int]) -> int:
        """Make several fact-checks, which a new version shows to be one, the oldest of them."""
        oldest, *younger = same
        for num in younger:
            self._write(
                "UPDATE factcheck_versions SET factcheck = ? WHERE factcheck = ?", [oldest, num]
            )
            self._write("DELETE FROM factchecks WHERE num = ?", [num])
        return oldest

    def _settle(self, num: int) -> None:
        """Write what the versions of a fact-check come to."""
        check = merged([(version.run, version.check) for version in self._versions(num)])
        taken = self._one("SELECT num FROM factchecks WHERE id = ?", [check.id])
        if taken not in (None, num):  # two tables that number their rows: told apart by the title
            suffix = sha256(f"{check.publisher}|{_words(check.title)}".encode()).hexdigest()[:8]
            check = replace(check, id=f"{check.id}-{suffix}")
        self._write(SAVE, [num, *values_of(check)])

    def _versions(self, num: int) -> list[Version]:
        rows = self._rows(
            "SELECT fields, source, run, coalesce(runs.started, '') FROM factcheck_versions"
            " LEFT JOIN runs ON runs.id = run WHERE factcheck = ?",
            [num],
        )
        found = [
            Version(FactCheck(*json.loads(text)), source, run, seen)
            for text, source, run, seen in rows
        ]
        latest = max(version.check.updated for version in found)
        return sorted(found, key=lambda v: _newness(v.run, v.check, latest), reverse=True)


def merged(versions: Sequence[tuple[int, FactCheck]]) -> FactCheck:
    """Return what versions of one fact-check, each with the run that saw it first, come to.

    The newest rules, the others fill what it leaves empty. Newer is what a later run saw, unless
    its publisher says that it was changed earlier than another version. The verdict and its label
    come from one version; the date is the most precise one, the headline one with its tag, the id
    the one that lasts longest.
    The order of ``versions`` means nothing.

    Examples
    --------
    >>> old = FactCheck("7", "Warta", "Foto TPS", verdict="false", date="2024")
    >>> new = FactCheck("7", "Warta", "Foto TPS", verdict="misleading", date="2024-02-15")
    >>> both = merged([(2, new), (1, old)])
    >>> both.verdict, both.date
    ('misleading', '2024-02-15')
    """
    latest = max(check.updated for _, check in versions)
    ordered = sorted(versions, key=lambda pair: _newness(pair[0], pair[1], latest), reverse=True)
    checks = [check for _, check in ordered]
    filled = {name: next(filter(None, (getattr(c, name) for c in checks)), "") for name in FIELDS}
    judged = next((check for check in checks if check.verdict or check.label), checks[0])
    filled["verdict"], filled["label"] = judged.verdict, judged.label
    tagged = (check.headline for check in checks if check.headline != check.title)
    filled["headline"] = next(filter(None, tagged), filled["headline"])
    filled["date"] = max((check.date for check in checks), key=len)
    filled["id"] = min((check.id for check in checks), key=_lasting)
    return FactCheck(**filled)


def _newness(run: int, check: FactCheck, latest: str) -> tuple[Any, ...]:
    is_outdated = bool(check.updated) and check.updated < latest
    values = values_of(check)
    return not is_outdated, run, check.updated, sum(map(bool, values)), values


def _lasting(factcheck_id: str) -> tuple[int, str]:
    """Order ids: GFD's number, then a publisher's or a table's, then one made from an address."""
    if factcheck_id.startswith("GFD-"):
        return 0, factcheck_id
    return (2 if OURS.fullmatch(factcheck_id) else 1), factcheck_id


def _digest(check: FactCheck) -> str:
    return sha256(json.dumps(values_of(check)).encode()).hexdigest()


def _words(title: str) -> str:
    """Return a title without what two crawls of it differ in: case, quotes, punctuation."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def _alike(words: str, other: str) -> bool:
    """Say whether two folded titles are nearly one; another number is another article."""
    if words == other:
        return True
    if re.findall(r"\d+", words) != re.findall(r"\d+", other):
        return False
    mine, theirs = _triples(words), _triples(other)
    return bool(mine and theirs) and len(mine & theirs) >= ALIKE * len(mine | theirs)


def _triples(words: str) -> set[str]:
    return {words[i : i + 3] for i in range(len(words) - 2)}


def _around(day: str) -> list[str]:
    """Return a day and its neighbours: crawls differ in time zones; nothing for a month or year."""
    try:
        middle = date.fromisoformat(day)
    except ValueError:
        return []
    return [(middle + timedelta(days=shift)).isoformat() for shift in (-1, 0, 1)]
