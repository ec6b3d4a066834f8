"""Signals: what analyses noticed, how far each has come, how strong each factor is per claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.records import Signal, Span
from monitor.store.database import FEW, Database, marks

__all__ = ["SignalRow", "Signals", "Strengths", "signal_rows"]

SignalRow: TypeAlias = tuple[object, ...]
"""A signal as the table keeps it."""


class Analysis(Protocol):
    """Whoever made a signal."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...


COLUMNS = 'factor, value, reason, facts, entity, at, "start", "end", analysis, version'
ADD = f"INSERT INTO signals (post, claim, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
STRONGEST = """
SELECT claim, factor, max(value) FROM (
    SELECT p.claim, s.factor, s.value FROM signals s JOIN posts p ON p.seq = s.post
    WHERE p.claim IS NOT NULL
    UNION ALL SELECT claim, factor, value FROM signals WHERE claim IS NOT NULL
) GROUP BY claim, factor
"""
OF_CLAIMS = f"""
SELECT p.claim, p.id, spanned.id, {COLUMNS} FROM posts p JOIN signals s ON s.post = p.seq
    LEFT JOIN posts spanned ON spanned.seq = s.at WHERE p.claim IN ({{which}})
UNION ALL
SELECT s.claim, 'k-' || s.claim, spanned.id, {COLUMNS} FROM signals s
    LEFT JOIN posts spanned ON spanned.seq = s.at WHERE s.claim IN ({{which}})
"""


UNSAY_CHANGED = """
DELETE FROM signals WHERE post IN (SELECT post FROM changed WHERE post > ? AND post <= ?)
"""
"""What was read before the text changed would quote another one; it is said anew."""


class Strengths(NamedTuple):
    """The strongest value of each factor in each claim, as parallel arrays of one length."""

    claims: NDArray[np.int64]
    factors: NDArray[np.int32]
    """Index into ``names``."""
    values: NDArray[np.float64]
    names: tuple[str, ...]


class Signals(Database):
    """The signals of a Store."""

    def progress(self) -> dict[str, tuple[str, int]]:
        """Return, per analysis, the version that ran and the last post it has seen."""
        rows = self._rows("SELECT analysis, version, seq FROM progress")
        return {analysis: (version, seq) for analysis, version, seq in rows}

    def restart(self, analysis: str) -> None:
        """Forget what an analysis said, because another version of it will speak."""
        with self.writing():
            self._write("DELETE FROM signals WHERE analysis = ?", [analysis])
            self._write("DELETE FROM progress WHERE analysis = ?", [analysis])

    def add_signals(
        self,
        signals: Iterable[SignalRow],
        *,
        done: Mapping[str, str],
        after: int,
        upto: int,
        languages: Iterable[tuple[int, str]] = (),
        sketches: Iterable[tuple[int, bytes]] = (),
    ) -> None:
        """Store what a batch of posts gave, and that it is done, in one piece.

        Where another scan of the same database has come further, it has said all this already.

        Parameters
        ----------
        signals : iterable of SignalRow
            About the posts of the batch, from :func:`signal_rows`.
        done : mapping of analysis to version
            Which analyses had seen every post up to ``after``, and have now up to ``upto``.
        languages, sketches : iterables of (seq, language) and (seq, bytes)
            What preparing found out.
        """
        with self.writing():
            progress = self.progress()
            if any(progress.get(name, ("", 0))[1] > after for name in done):
                return
            self._write_all(ADD, signals)
            self._write_all("UPDATE posts SET language = ?2 WHERE seq = ?1", languages)
            self._write_all("INSERT OR IGNORE INTO sketches VALUES (?, ?)", sketches)
            self._write(UNSAY_CHANGED, [after, upto])
            self._write_all(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)",
                [(analysis, version, upto) for analysis, version in done.items()],
            )

    def say_anew(
        self,
        done: Sequence[tuple[int, int]],
        signals: Iterable[SignalRow],
        languages: Iterable[tuple[int, str]] = (),
    ) -> None:
        """Store what is said of posts whose texts changed, from :meth:`changed`, in one piece.

        Of a post whose text has changed again since then nothing is stored.
        """
        with self.writing():
            current = dict(self._rows("SELECT post, mark FROM changed"))
            good = {seq for mark, seq in done if current.get(seq) == mark}
            rows = [(seq,) for seq in sorted(good)]
            self._write_all("DELETE FROM signals WHERE post = ?", rows)
            self._write_all(ADD, (row for row in signals if row[0] in good))
            self._write_all(
                "UPDATE posts SET language = ?2 WHERE seq = ?1",
                (row for row in languages if row[0] in good),
            )
            self._write_all("DELETE FROM changed WHERE post = ?", rows)

    def replace_claim_signals(self, analyses: Iterable[str], signals: Iterable[SignalRow]) -> None:
        """Store what analyses of claims say now in place of what they said before."""
        with self.writing():
            for analysis in analyses:
                self._write(
                    "DELETE FROM signals WHERE analysis = ? AND claim IS NOT NULL", [analysis]
                )
            self._write_all(ADD, signals)

    def strengths(self) -> Strengths:
        """Return the strongest value of every factor in every claim."""
        names: dict[str, int] = {}
        flat = chain.from_iterable(
            (claim, names.setdefault(factor, len(names)), value)
            for claim, factor, value in self._stream(STRONGEST)
        )
        table = np.fromiter(flat, np.float64).reshape(-1, 3)
        return Strengths(
            table[:, 0].astype(np.int64), table[:, 1].astype(np.int32), table[:, 2], tuple(names)
        )

    def claims_with(self, factor: str) -> list[tuple[int, dict[str, str]]]:
        """Return the claims of which ``factor`` was said, with its facts, the strongest first."""
        rows = self._rows(
            "SELECT claim, facts FROM signals WHERE factor = ? AND claim IS NOT NULL"
            " ORDER BY value DESC, claim",
            [factor],
        )
        return [(claim, json.loads(facts)) for claim, facts in rows]

    def signals_of(self, claims: Sequence[int]) -> dict[int, list[Signal]]:
        """Return the signals about each claim and its posts, in the order they were found."""
        found: dict[int, list[Signal]] = defaultdict(list)
        for i in range(0, len(claims), FEW // 2):
            some = claims[i : i + FEW // 2]
            for claim, subject, spanned, *rest in self._rows(
                OF_CLAIMS.format(which=marks(some)), [*some, *some]
            ):
                factor, value, reason, facts, _, _, start, end, analysis, version = rest
                found[claim].append(
                    Signal(
                        subject=subject,
                        factor=factor,
                        value=value,
                        reason=reason,
                        facts=json.loads(facts),
                        span=None if start is None else Span(start, end),
                        post=spanned or "",
                        analysis=analysis,
                        version=version,
                    )
                )
        return found


def signal_rows(
    by: Analysis,
    signals: Iterable[Signal],
    posts: Mapping[str, int],
    claims: Mapping[str, int] | None = None,
) -> Iterator[SignalRow]:
    """Turn what an analysis found into rows; pure, so that other processes can share the work.

    Parameters
    ----------
    posts, claims : mappings of id to number
        Every post a span may lie in, and, for an analysis of claims, every claim.
    """
    for signal in signals:
        yield (
            posts[signal.subject] if claims is None else None,
            claims[signal.subject] if claims is not None else None,
            signal.factor,
            signal.value,
            signal.reason,
            json.dumps(dict(signal.facts), ensure_ascii=False) if signal.facts else "{}",
            signal.facts.get("entity", ""),
            posts.get(signal.post) if signal.span else None,
            *(signal.span or (None, None)),
            by.name,
            by.version,
        )
