"""Accounts of offices, candidates, parties, institutions and media: named openly in exports."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from monitor.corpora.handles import account_id
from monitor.corpora.load import folder
from monitor.errors import BadCorpus

__all__ = ["PublicAccount", "public_accounts", "public_list"]

KINDS = ("office", "candidate", "party", "institution", "media")
CONFIDENCES = ("source", "general", "invented")


class PublicAccount(NamedTuple):
    """An account whose holder speaks in a public role; everybody else gets a pseudonym."""

    handle: str
    platform: str
    kind: str
    name: str
    source: str
    confidence: str
    """``general``: well known, not checked against a page; ``invented``: of the sample."""


@cache
def public_accounts() -> frozenset[str]:
    """Return their account ids (``x:kpu_id``) and their bare handles (``kpu_id``).

    Examples
    --------
    >>> {"x:kpu_id", "kpu_id"} <= public_accounts()
    True
    """
    return frozenset(
        name
        for account in public_list()
        for name in (account_id(f"{account.platform}:{account.handle}"), account.handle.lower())
    )


@cache
def public_list() -> tuple[PublicAccount, ...]:
    """Return the rows of ``public_accounts.csv``.

    Raises
    ------
    BadCorpus
        A row has the wrong cells, kind or confidence, or no source where it claims one.
    """
    path = folder() / "public_accounts.csv"
    accounts = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        for row in rows:
            fine = header == list(PublicAccount._fields) and len(row) == len(header)
            account = PublicAccount(*row) if fine else None
            if account is None or not _keeps_the_rules(account):
                raise BadCorpus("public_row", path, line=rows.line_num)
            accounts.append(account)
    return tuple(accounts)


def _keeps_the_rules(account: PublicAccount) -> bool:
    return (
        account.kind in KINDS
        and account.confidence in CONFIDENCES
        and (account.confidence != "source" or account.source.startswith("http"))
    )
