"""Mastodon: public hashtag and account timelines of one server, newest first.

Pages are asked for by the ``max_id`` of the Link header, never by its address. Numbers that carry
their time (as Mastodon's own servers give) let a run go straight to a moment; other servers'
do not, and are gone down from the top.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from monitor.collectors.lines import guarded
from monitor.collectors.live.base import Note, Query, State, Step, decode
from monitor.collectors.live.descent import Page, descend
from monitor.collectors.mastodon import to_post, with_context
from monitor.collectors.values import from_iso, mapping, records, text
from monitor.errors import BadAnswer, Refused
from monitor.fetch import Answer, Fetcher, secret

__all__ = ["collect"]

PAGE = 40
"""Statuses; what Mastodon gives at most."""
_CLOSED = (401, 403, 422)
"""What servers answer that show a timeline to members only, or to nobody."""
_NEAR = timedelta(days=1)


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a hashtag's or an account's timeline.

    Raises
    ------
    Refused
        The server shows this timeline to nobody without a token, or has no such account.
    FetchError
        It cannot be asked.
    """
    server = _Server(query.site, fetcher)
    notes: tuple[Note, ...] = ()
    if query.kind == "account":
        path = f"/api/v1/accounts/{quote(server.number_of(query.term), safe='')}/statuses"
    else:
        path = f"/api/v1/timelines/tag/{quote(query.term, safe='')}"
        notes = (Note("one_server", {"site": _name(query.site)}),)
    steps = descend(query, state, _Statuses(server, path), now=fetcher.now())
    for number, step in enumerate(steps):
        yield step if number else step._replace(notes=(*notes, *step.notes))


class _Server:
    """One Mastodon server, asked with its own token where there is one."""

    def __init__(self, site: str, fetcher: Fetcher) -> None:
        self.site, self._fetcher = site, fetcher
        host = urlsplit(site).hostname or ""
        token = secret("mastodon_token", host)
        self._headers = {"authorization": f"Bearer {token}"} if token else {}

    def ask(self, path: str, **params: str | int) -> tuple[Any, Answer]:
        """Return what the server says at a path of its API."""
        found, answer = self._fetcher.json(
            f"{self.site}{path}",
            params=params,
            headers=self._headers,
            allow=() if self._headers else _CLOSED,
            decode=decode,
        )
        if answer.status in _CLOSED:
            raise Refused("mastodon_closed", _name(self.site), status=answer.status)
        return found, answer

    def number_of(self, name: str) -> str:
        """Return the number that the server gives an account of its own."""
        try:
            found, _ = self.ask("/api/v1/accounts/lookup", acct=name)
        except Refused as problem:
            if problem.status != 404:
                raise
            raise Refused("mastodon_no_account", _name(self.site), status=404, name=name) from None
        number = text(mapping(found).get("id"))
        if not number:
            raise BadAnswer("fetch_no_json", _name(self.site), status=200)
        return number


class _Statuses:
    """A timeline of statuses, for :func:`descend`."""

    def __init__(self, server: _Server, path: str) -> None:
        self._server, self._path = server, path
        self._timed: bool | None = None
        """Whether the server's numbers carry their time; None: none was seen yet."""

    def page(self, cursor: str) -> Page:
        """Return the page below a number."""
        position = {"max_id": cursor} if cursor else {}
        found, answer = self._ask(limit=PAGE, **position)
        statuses = records(found)
        site, at = self._server.site, answer.at
        mapped = tuple(guarded(to_post, one) for one in with_context(found, site=site, at=at))
        return Page(mapped, _below(answer, statuses, cursor))

    def cursor_at(self, time: datetime) -> str:
        """Return the number that a status of this moment would have on the server."""
        if self._timed is None:
            self._ask(limit=1)
        return str(int(time.timestamp() * 1000) << 16) if self._timed else ""

    def _ask(self, **params: str | int) -> tuple[list[object], Answer]:
        found, answer = self._server.ask(self._path, **params)
        if not isinstance(found, list):
            raise BadAnswer("fetch_no_json", _name(self._server.site), status=answer.status)
        if statuses := records(found):
            self._timed = self._timed or any(map(_tells_time, statuses))
        return found, answer


def _tells_time(status: Mapping[str, Any]) -> bool:
    """Say whether a status's number is its time: milliseconds above 16 bits of sequence."""
    number, created = text(status.get("id")), from_iso(status.get("created_at"))
    if created is None or not number.isdecimal() or not 16 <= len(number) <= 19:
        return False
    return abs((int(number) >> 16) / 1000 - created.timestamp()) < _NEAR.total_seconds()


def _below(answer: Answer, statuses: Collection[Mapping[str, Any]], cursor: str) -> str:
    """Return where the next page begins; empty at the end.

    The Link header decides where there is one. Without it, or where it leads back, the number of
    the last post goes, but not that of a boost, which some servers do not know again.
    """
    try:
        found = parse_qs(urlsplit(answer.link("next")).query).get("max_id", [""])[0]
    except ValueError:
        found = ""
    if found and found != cursor:
        return found
    whole = len(statuses) >= PAGE // 2 and "link" not in answer.headers
    return _lowest(statuses) if found or whole else ""


def _lowest(statuses: Collection[Mapping[str, Any]]) -> str:
    numbers = [text(status.get("id")) for status in statuses if not mapping(status.get("reblog"))]
    return numbers[-1] if numbers else ""


def _name(site: str) -> str:
    return site.removeprefix("https://")
