"""Who of a set of sources spoke where a claim went round, and when."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from monitor.store.database import Database, moment

__all__ = ["Answer", "Answers"]

SPEAKS = """{0}.created != '' AND ({0}.links != '[]'
    OR {0}.account IN (SELECT value FROM json_each(?1)))"""
POSTED = f"""
SELECT p.claim, p.id, p.account, p.created, p.links, 'posted' FROM posts p
WHERE {{which}} AND {SPEAKS.format("p")}
"""
POINTED = f"""
SELECT p.claim, q.id, q.account, q.created, q.links, '{{way}}'
FROM posts p JOIN posts q ON q.{{column}} = p.id
WHERE q.{{column}} != '' AND {{which}} AND {SPEAKS.format("q")}
"""
EVERY = " UNION ALL ".join(
    [
        POSTED,
        POINTED.replace("{way}", "quoted").replace("{column}", "quote_of"),
        POINTED.replace("{way}", "replied").replace("{column}", "reply_to"),
    ]
)


class Answer(NamedTuple):
    """A post by a source, or with a link to one, in a claim or pointing at one of its posts."""

    claim: int
    post: str
    account: str
    """The source's, or of whoever linked to it."""
    domain: str
    """Where the link leads; empty where the source itself posted."""
    time: datetime
    way: Literal["posted", "quoted", "replied"]


class Answers(Database):
    """The answers that the posts of a Store hold."""

    def answers(
        self, accounts: Collection[str], domains: Collection[str], num: int | None = None
    ) -> Iterator[Answer]:
        """Yield every dated answer, by claim ``num`` alone or all, in no order.

        Parameters
        ----------
        accounts : collection of str
            Account ids of the sources.
        domains : collection of str
            Lower-case host names of the sources; a subdomain is theirs too.

        Notes
        -----
        One pass over the posts that have a link, plus what the indexes lead to.
        """
        linked = _link_to(domains)
        which = "p.claim IS NOT NULL" if num is None else "p.claim = ?2"
        values = [json.dumps(sorted(accounts)), *([] if num is None else [num])]
        for claim, post, account, created, links, way in self._stream(
            EVERY.format(which=which), values
        ):
            by_source = account in accounts
            link = None if by_source else linked(links)
            time = moment(created)
            if time and (by_source or link):
                yield Answer(claim, post, account, link[1].lower() if link else "", time, way)

    def newest(self) -> datetime | None:
        """Return when the newest post was made: nothing later is known to this store."""
        return moment(self._one("SELECT max(created) FROM posts"))


def _link_to(domains: Collection[str]) -> Callable[[str], re.Match[str] | None]:
    """Return what finds a link to one of ``domains`` in a post's stored links, a JSON list.

    Only a host counts: ``jahat.example/?u=kpu.go.id`` and ``kpu.go.id@jahat.example`` do not.
    """
    hosts = "|".join(re.escape(domain) for domain in sorted(domains)) or "(?!)"
    return re.compile(rf'"(?:https?://)?(?:[\w-]+\.)*?({hosts})(?=[/"?#])', re.IGNORECASE).search
