"""Runs: what was done, on what, with which options and versions: a figure must be defensible."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import monitor
from monitor.store.database import Database, stamp

__all__ = ["Runs", "versions_of"]

STANDING_ON = ("spacy", "numpy", "py3langid", "sqlite-utils")


class Runs(Database):
    """The log of a Store."""

    def start_run(
        self, verb: str, *, inputs: Sequence[Mapping[str, object]] = (), **options: object
    ) -> int:
        """Note that a verb begins; a run without an end was cut short."""
        return self._write(
            "INSERT INTO runs (verb, started, inputs, options, versions) VALUES (?, ?, ?, ?, ?)",
            [
                verb,
                stamp(datetime.now(UTC)),
                json.dumps(list(inputs), ensure_ascii=False),
                json.dumps(options, ensure_ascii=False, default=str),
                json.dumps(_versions()),
            ],
        )

    def finish_run(self, run: int, **result: object) -> None:
        """Note that it ended, and with what counts."""
        self._write(
            "UPDATE runs SET finished = ?, result = ? WHERE id = ?",
            [stamp(datetime.now(UTC)), json.dumps(result, ensure_ascii=False, default=str), run],
        )

    def remembered(self, option: str) -> str | None:
        """Return what the last scan that was given ``option`` was given."""
        value = self._one(
            "SELECT json_extract(options, ?1) FROM runs WHERE verb = 'scan'"
            " AND json_extract(options, ?1) IS NOT NULL ORDER BY id DESC LIMIT 1",
            [f"$.{option}"],
        )
        return None if value is None else str(value)

    def runs(self) -> list[dict[str, Any]]:
        """Return the log, newest first."""
        rows = self._rows(
            "SELECT id, verb, started, finished, inputs, options, versions, result FROM runs"
            " ORDER BY id DESC"
        )
        return [
            {
                "run": run,
                "verb": verb,
                "started": started,
                "finished": finished,
                "inputs": json.loads(inputs),
                "options": json.loads(options),
                "versions": json.loads(versions),
                "result": json.loads(result),
            }
            for run, verb, started, finished, inputs, options, versions, result in rows
        ]

    def coverage(self) -> dict[str, Any]:
        """Return what the store has seen, posts by platform, first and last time, and the gaps."""
        platforms = self._rows("SELECT platform, count(*) FROM posts GROUP BY 1 ORDER BY 2 DESC, 1")
        first, last, undated, bare, total = self._rows(
            "SELECT min(nullif(created, '')), max(created), sum(created = ''), sum(text = ''),"
            " count(*) FROM posts"
        )[0]
        return {
            "platforms": dict(platforms),
            "posts": total,
            "first": first or "",
            "last": last or "",
            "undated": undated or 0,
            "without_text": bare or 0,
            "rejects": self._one("SELECT count(*) FROM rejects"),
            "claims": self._one("SELECT count(*) FROM claims WHERE alias_of IS NULL"),
        }


@cache
def _versions() -> dict[str, str]:
    """Return the versions a result may depend on."""
    return {
        **versions_of(*STANDING_ON),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def versions_of(*packages: str) -> dict[str, str]:
    """Return the version of this tool and those of some packages.

    Examples
    --------
    >>> list(versions_of("numpy", "no-such-package").values())[-1]
    '?'
    """
    found = {"monitor": monitor.__version__}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # an installer that keeps no metadata: the run goes on
            found[package] = "?"
    return found
