"""Bluesky live: searches and hashtags for who is logged in, an account's posts for everybody.

A search counts its results, and its cursor dies near the ten thousandth: from there the window
slides, ``until`` the last posts seen. A login is an app password at the account's own server,
which asks the network for us; what it answers to it (a token of two hours) is kept in memory only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.collectors.bluesky import to_post, with_context
from monitor.collectors.lines import guarded
from monitor.collectors.live.base import Note, Query, Record, State, Step, decode
from monitor.collectors.live.descent import Page, descend
from monitor.collectors.values import mapping, text
from monitor.errors import BadAnswer, Refused
from monitor.fetch import Answer, Fetcher, redacted, required
from monitor.records import Other, Post

__all__ = ["LAST_HIT", "PUBLIC", "SERVICE", "collect"]

PUBLIC = "https://public.api.bsky.app"
"""Shows everybody what accounts have posted, and searches for nobody."""
SERVICE = "https://bsky.social"
"""Where most accounts log in; of others, ``MONITOR_BLUESKY_SERVICE`` names the server."""
LAST_HIT = 10_000
PAGE = 100
_SECOND = timedelta(seconds=1)
_REFUSALS = (400, 401, 403)
_EXPIRED = ("ExpiredToken", "InvalidToken")
_NO_ACCOUNT = ("AccountDeactivated", "AccountTakedown", "BlockedActor", "BlockedByActor")
_NUMBERED = re.compile(r"\d{13}(__|::)\S*")
_ANY = "z"  # stands for the last post of its millisecond


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a search, a hashtag, or an account's posts and reposts.

    Raises
    ------
    MissingSecret
        A search needs ``MONITOR_BLUESKY_HANDLE`` and ``MONITOR_BLUESKY_PASSWORD``.
    Refused
        The login is not accepted, or there is no such account.
    FetchError
        The server cannot be asked.
    """
    notes: list[Note] = []
    timeline: _Feed | _Search
    if query.kind == "account":
        timeline = _Feed(_Server(query.site or PUBLIC, fetcher), query.term)
    else:
        words = f"#{query.term}" if query.kind == "hashtag" else query.term
        timeline = _Search(_Server(query.site, fetcher), words)
        notes = [Note("bluesky_search")]
    told = False
    for step in descend(query, state, timeline, now=fetcher.now()):
        if not told and any(map(_members_only, step.records)):
            told = True
            notes.append(Note("bluesky_members"))
        yield step._replace(notes=(*notes, *step.notes))
        notes = []


def _members_only(record: Record) -> bool:
    return isinstance(record, Other) and record.kind == "private"


class _Server:
    """One server of the network; without a site, the one where the user logs in."""

    def __init__(self, site: str, fetcher: Fetcher) -> None:
        self._open = bool(site)
        own = os.environ.get("MONITOR_BLUESKY_SERVICE", "").strip(" /") or SERVICE
        self.site = site or (own if "://" in own else f"https://{own}")
        self._fetcher = fetcher
        self._token = ""

    @property
    def host(self) -> str:
        """Return the name that errors show."""
        return urlsplit(self.site).netloc.rpartition("@")[2] or redacted(self.site)

    def ask(self, method: str, **params: str | int) -> tuple[Mapping[str, Any], Answer]:
        """Return what the server says to a method, logged in anew where its token is too old."""
        found, answer = self._get(method, params)
        if not self._open and text(found.get("error")) in _EXPIRED:
            self._token = ""
            found, answer = self._get(method, params)
        if answer.status < 300:
            return found, answer
        if answer.status != 400:
            raise Refused("bluesky_login", self.host, status=answer.status)
        if text(found.get("error")) in _NO_ACCOUNT or found.get("message") == "Profile not found":
            raise Refused("bluesky_no_account", self.host, status=400, name=params.get("actor", ""))
        raise Refused("fetch_refused", self.host, status=400)

    def _get(
        self, method: str, params: Mapping[str, str | int]
    ) -> tuple[Mapping[str, Any], Answer]:
        if not self._open and not self._token:
            self._token = self._log_in()
        found, answer = self._fetcher.json(
            f"{self.site}/xrpc/{method}",
            params=params,
            headers={"authorization": f"Bearer {self._token}"} if self._token else {},
            allow=_REFUSALS,
            decode=decode,
        )
        return mapping(found), answer

    def _log_in(self) -> str:
        name, password = required("bluesky_handle"), required("bluesky_password")
        found, answer = self._fetcher.json(
            f"{self.site}/xrpc/com.atproto.server.createSession",
            body={"identifier": name.lstrip("@"), "password": password},
            allow=_REFUSALS,
            decode=decode,
        )
        token = text(mapping(found).get("accessJwt"))
        if answer.status >= 300:
            raise Refused("bluesky_password", self.host, status=answer.status)
        if not token:
            raise BadAnswer("fetch_no_json", self.host, status=answer.status)
        return token

    def items(
        self, method: str, name: str, **params: str | int
    ) -> tuple[list[object], tuple[Record, ...], str]:
        """Return a page's items, what they become, and the cursor below.

        Raises
        ------
        BadAnswer
            The answer is no such page.
        """
        found, answer = self.ask(method, **params)
        items = found.get(name)
        if not isinstance(items, list):
            raise BadAnswer("fetch_no_json", self.host, status=answer.status)
        mapped = tuple(guarded(to_post, one) for one in with_context(items, at=answer.at))
        return items, mapped, text(found.get("cursor"))


class _Search:
    """A search's results, newest first; a cursor of ours is ``until|the server's own``."""

    def __init__(self, server: _Server, words: str) -> None:
        self._server, self._words = server, words

    def page(self, cursor: str) -> Page:
        """Return the page at a cursor."""
        until, _, place = cursor.partition("|")
        asked = {"until": until, "cursor": place}
        items, mapped, below = self._server.items(
            "app.bsky.feed.searchPosts",
            "posts",
            q=self._words,
            sort="latest",
            limit=PAGE,
            **{name: value for name, value in asked.items() if value},
        )
        read = (int(place) if place.isdecimal() else 0) + len(items)
        times = [one.created for one in mapped if isinstance(one, Post) and one.created]
        if read > LAST_HIT - PAGE and times:
            return self._slid(mapped, max(times), f"{until}|")
        return Page(mapped, f"{until}|{below}" if below else "")

    def cursor_at(self, time: datetime) -> str:
        """Return where what is older than a time begins."""
        return f"{_stamp(time)}|"

    def _slid(self, records: Sequence[Record], newest: datetime, window: str) -> Page:
        """Return a last page that leads into the window below: with its newest post once more."""
        below = self.cursor_at(newest + _SECOND)
        if below != window:
            return Page(records, below)
        # one second holds more posts than a search shows: what was not shown of it is lost
        ends = {"first": newest.isoformat(), "last": (newest + _SECOND).isoformat()}
        return Page(records, self.cursor_at(newest), (Note("gap", ends),))


class _Feed:
    """An account's posts, answers and reposts, newest first."""

    def __init__(self, server: _Server, actor: str) -> None:
        self._server, self._actor = server, actor
        self._seen = ""
        """A cursor as this server makes them."""

    def page(self, cursor: str) -> Page:
        """Return the page at a cursor."""
        return self._page(PAGE, **({"cursor": cursor} if cursor else {}))

    def cursor_at(self, time: datetime) -> str:
        """Return the cursor of a time, where this server's cursors are times."""
        if not self._seen:
            self._page(1)
        if numbered := _NUMBERED.fullmatch(self._seen):
            return f"{int(time.timestamp() * 1000)}{numbered[1]}{_ANY}"
        return _stamp(time) if _is_time(self._seen) else ""

    def _page(self, limit: int, **position: str) -> Page:
        _, mapped, below = self._server.items(
            "app.bsky.feed.getAuthorFeed", "feed", actor=self._actor, limit=limit, **position
        )
        self._seen = below or self._seen
        nothing_to_see = mapped and all(map(_members_only, mapped))  # nor on any page below
        return Page(mapped, "" if nothing_to_see else below)


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_time(cursor: str) -> bool:
    try:
        return datetime.fromisoformat(cursor).tzinfo is not None
    except ValueError:
        return False
