"""The team's register of campaign accounts: who speaks for a candidate, and how that is known.

Evidence has a level: 0 none, or none of the following; 1 somebody says so; 2 the account or the
campaign says so itself on a page that anyone can read; 3 an official document does, such as KPU's
list of campaign accounts or a report of campaign finance; 4 such a document, and another source
that does not rest on it. From 2 on there is a page to show, so its address and day are required.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.corpora.handles import account_id
from monitor.corpora.load import unreadable
from monitor.corpora.yamlrows import yaml_rows
from monitor.errors import BadCorpus

__all__ = ["COLUMNS", "FILES", "LEVELS", "ROLES", "RegisteredAccount", "read_register"]

FILES = ("register.csv", "register.yaml", "register.yml")
"""What a register beside the database is called."""
COLUMNS = ("account", "role", "candidate", "evidence", "url", "date")
LEVELS = range(5)
SHOWN = 2
"""The least level at which there is a page to show; ``disclosed_paid`` needs it."""
LEVEL = re.compile(r"(\d+)(?:\s*:(?!\d)\s*(.*))?", re.DOTALL)
ROLES = ("official", "campaign_team", "disclosed_paid", "volunteer", "media", "unknown")


@dataclass(frozen=True, slots=True)
class RegisteredAccount:
    """One line of the register. ``role`` is ``unknown`` until somebody has shown otherwise."""

    account: str
    """An account id."""
    role: str
    candidate: str = ""
    """The id of a pair or candidate."""
    evidence: str = ""
    """In words; empty where only a level is given."""
    url: str = ""
    date: date | None = None
    level: int = 0
    """Of the evidence, 0 to 4."""


def read_register(path: Path) -> dict[str, RegisteredAccount]:
    """Read a register: fields ``account, role, candidate, evidence, url, date``, UTF-8.

    A file that ends in ``.yaml`` or ``.yml`` is a list of entries with these fields, any other a
    CSV with these columns, parted by comma or semicolon.

    Accounts are ``platform:handle`` or profile addresses, dates ``2024-11-27``. Only ``account``
    must be filled; an empty role is ``unknown``. Evidence is a level from 0 to 4, a level and words
    (``3: daftar KPU``), or, as in older files, words alone, which are level 0.

    Raises
    ------
    BadCorpus
        The file, its header or a row cannot be read, or a role or level is claimed that its
        evidence does not carry; says the line and the remedy.
    """
    entries: dict[str, RegisteredAccount] = {}
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    for line, row in yaml_rows(path, COLUMNS) if is_yaml else _rows(path):
        entry = _entry(path, line, row)
        if entry.account in entries:
            raise BadCorpus("register_twice", path, line=line, account=entry.account)
        entries[entry.account] = entry
    return entries


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the filled rows with their line numbers in the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            columns = next(csv.reader([header], delimiter=_delimiter(header)), [])
            columns = [column.strip().lower() for column in columns]
            if "account" not in columns or not set(columns) <= set(COLUMNS):
                raise BadCorpus("register_header", path, columns=",".join(COLUMNS))
            rows = csv.reader(file, delimiter=_delimiter(header), strict=True)
            for cells in rows:
                if any(cell.strip() for cell in cells):
                    if len(cells) > len(columns):
                        raise BadCorpus("register_cells", path, line=rows.line_num + 1)
                    yield rows.line_num + 1, dict(zip(columns, map(str.strip, cells), strict=False))
    except csv.Error as problem:
        raise BadCorpus("register_quotes", path) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(path, problem) from problem


def _delimiter(header: str) -> str:
    """Indonesian Excel writes semicolons."""
    return ";" if header.count(";") > header.count(",") else ","


def _entry(path: Path, line: int, row: Mapping[str, str]) -> RegisteredAccount:
    written, role, url = row.get("account", ""), row.get("role") or "unknown", row.get("url", "")
    try:
        account = account_id(written)
    except ValueError as problem:
        raise BadCorpus("register_account", path, line=line, account=written) from problem
    if role not in ROLES:
        raise BadCorpus("register_role", path, line=line, role=role, known=", ".join(ROLES))
    if url and not url.startswith(("https://", "http://")):
        raise BadCorpus("register_url", path, line=line, url=url)
    try:
        day = date.fromisoformat(row["date"]) if row.get("date") else None
    except ValueError as problem:
        raise BadCorpus("register_date", path, line=line, date=row["date"]) from problem
    level, words = _evidence(path, line, row.get("evidence", ""))
    if role == "disclosed_paid" and level < SHOWN:
        raise BadCorpus("register_paid", path, line=line, account=account, level=level)
    if level >= SHOWN and not (url and day):
        raise BadCorpus("register_unshown", path, line=line, account=account, level=level)
    return RegisteredAccount(account, role, row.get("candidate", ""), words, url, day, level)


def _evidence(path: Path, line: int, written: str) -> tuple[int, str]:
    """Return the level and the words of a cell; words alone are an older file's, level 0."""
    match = LEVEL.fullmatch(written)
    if match is None:
        return 0, written
    level = int(match[1]) if len(match[1]) == 1 else len(LEVELS)
    if level not in LEVELS:
        raise BadCorpus("register_level", path, line=line, level=match[1])
    return level, match[2] or ""
