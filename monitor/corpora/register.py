"""The team's register of campaign accounts: who speaks for a candidate, and how that is known."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.corpora.handles import account_id
from monitor.corpora.load import unreadable
from monitor.errors import BadCorpus

__all__ = ["COLUMNS", "ROLES", "RegisteredAccount", "read_register"]

COLUMNS = ("account", "role", "candidate", "evidence", "url", "date")
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
    url: str = ""
    date: date | None = None


def read_register(path: Path) -> dict[str, RegisteredAccount]:
    """Read the CSV ``account,role,candidate,evidence,url,date``; comma or semicolon, UTF-8.

    Accounts are ``platform:handle`` or profile addresses, dates ``2024-11-27``. Only ``account``
    must be filled; an empty role is ``unknown``.

    Raises
    ------
    BadCorpus
        The file, its header or a row cannot be read; says the line and the remedy.
    """
    entries: dict[str, RegisteredAccount] = {}
    for line, row in _rows(path):
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
    return RegisteredAccount(
        account, role, row.get("candidate", ""), row.get("evidence", ""), url, day
    )
