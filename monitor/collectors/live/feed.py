"""Feeds live: RSS, Atom and WordPress's interface; what has not changed is not sent again.

A feed shows its newest items only, so between two visits some may have come and gone. WordPress and
feeds that name an older page are gone down; of any other, a visit that shows nothing of what the
last one showed is a hole, and said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.collectors.cells import fingerprint
from monitor.collectors.factchecks import FORMATS, are_factchecks
from monitor.collectors.factchecks import feeds as checks
from monitor.collectors.feed import items
from monitor.collectors.feed import to_post as to_article
from monitor.collectors.lines import Found, guarded
from monitor.collectors.live.base import Note, Query, Record, State, Step, decode, mapped
from monitor.collectors.live.descent import FIRST_LOOK, Page, descend, read_state, time_of
from monitor.collectors.values import count, records
from monitor.collectors.wordpress import recognises as is_wordpress
from monitor.collectors.wordpress import to_post as to_wordpress
from monitor.errors import Refused
from monitor.fetch import Answer, Fetcher
from monitor.fetch.addresses import host_of, same_site
from monitor.records import Reject

__all__ = ["collect", "conditions", "is_whole", "validators"]

_PAGE = 100
"""Posts; what WordPress gives at most."""
_NO_MORE = (400, 404, 410)
"""What sites answer to a page behind their last."""
_KEPT = 100
_TRIES = 3
_VALIDATORS = {"etag": "if-none-match", "last-modified": "if-modified-since"}
_ITEM = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
_MOST = 10_000
"""Articles: a feed has a hundred; read, each takes a thousand times the room of its empty tag."""
_ENDS = (b"</rss>", b"</feed>", b"</rdf:rdf>")


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield a feed's pages; those of a fact-checker become fact-checks, as they do in a file.

    Raises
    ------
    Refused
        There is no feed at this address.
    FetchError
        It cannot be asked.
    """
    feed = _Feed(query, fetcher, state)
    for step in descend(query, state, feed, now=fetcher.now()):
        yield step._replace(state={**step.state, **feed.state_behind(step)})


class _Read(NamedTuple):
    """What one answer holds."""

    records: Sequence[Record]
    ids: list[str]
    below: str = ""


class _Feed:
    """A feed, for :func:`descend`: a cursor is a page's number, or the address of an older one."""

    def __init__(self, query: Query, fetcher: Fetcher, state: State) -> None:
        self._query, self._fetcher = query, fetcher
        self._json = "/wp-json/" in query.term or "rest_route=" in query.term
        self._known, _ = read_state(state)
        self._before = state.get("ids", "")
        self._kept = {name: state[name] for name in ("ids", *_VALIDATORS) if name in state}
        self._validators = self._kept if self._may_skip() else {}
        self._top: Page | None = None
        self._ended: set[str] = set()

    def state_behind(self, step: Step) -> dict[str, str]:
        """Return what is kept beside the place: without it the next visit asks for everything."""
        unfinished = "floor" in step.state or any(note.kind == "limit" for note in step.notes)
        return {} if unfinished else self._kept

    def page(self, cursor: str) -> Page:
        """Return a page, the newest where there is no cursor."""
        if not cursor:
            self._top = self._top or self._newest()
            return self._top
        if cursor in self._ended:
            return Page(())
        answer, value = self._ask(self._address(cursor), allow=_NO_MORE)
        if answer.status in _NO_MORE:
            self._ended.add(cursor)
            return Page(())
        read = self._read(answer, value, int(cursor) if cursor.isdecimal() else 1)
        return Page(read.records, read.below)

    def cursor_at(self, _time: datetime) -> str:
        """Return nothing: feeds are gone down from their top."""
        return ""

    def _newest(self) -> Page:
        headers = conditions(self._validators)
        answer, value = self._ask(self._address(""), headers=headers, allow=(304,))
        if answer.status == 304:
            return Page((), notes=(Note("feed_unchanged"),))
        read = self._read(answer, value, 1)
        whole = self._json or is_whole(answer.body)
        self._kept = {
            "ids": " ".join(read.ids[:_KEPT]),
            **(validators(answer.headers) if whole else {}),
        }
        notes = [] if whole else [Note("feed_cut")]
        if not read.below and (hole := self._hole(read)):
            notes.append(hole)
        return Page(read.records, read.below, tuple(notes))

    def _may_skip(self) -> bool:
        """Say whether "nothing new" would answer what is asked: not where older is wanted."""
        since, reached = self._query.since, self._known.reached
        deeper = since is not None and (reached is None or since < reached)
        return not deeper and self._query.until is None

    def _hole(self, read: _Read) -> Note | None:
        """Say what may have been missed, where a feed cannot be gone down."""
        times = [time for record in read.records if (time := time_of(record))]
        lowest = min(times, default=None)
        if self._before and read.ids and set(read.ids).isdisjoint(self._before.split()):
            return _hole(self._known.complete, lowest)
        since, reached = self._query.since, self._known.reached
        if since is None and reached is None:
            since = self._fetcher.now() - FIRST_LOOK
        short = since and lowest and since < lowest and (reached is None or since < reached)
        return _hole(since, lowest) if short else None

    def _ask(
        self, url: str, *, headers: Mapping[str, str] | None = None, allow: tuple[int, ...]
    ) -> tuple[Answer, Any]:
        """Ask; a feed that is cut off is asked for again, as an answer in JSON is."""
        home = self._query.term
        if self._json:
            value, answer = self._fetcher.json(
                url, headers=headers, home=home, allow=allow, decode=decode
            )
            return answer, value
        for _ in range(_TRIES):
            answer = self._fetcher.get(url, headers=headers, home=home, allow=allow)
            if answer.status != 200 or not checks.is_feed(answer.body) or is_whole(answer.body):
                break
        return answer, None

    def _read(self, answer: Answer, value: Any, number: int) -> _Read:  # noqa: ANN401 - any JSON
        if self._json:
            return self._posts(answer, value, number)
        if not checks.is_feed(answer.body):
            raise Refused("feed_none", host_of(answer.url), status=answer.status)
        if len(_ITEM.findall(answer.body)) > _MOST:
            raise Refused("feed_too_long", host_of(answer.url), status=answer.status, most=_MOST)
        kind = answer.headers.get("content-type", "")
        told, found = items(answer.body, content_type=kind, address=self._query.term)
        entries = list(checks.entries(answer.body, content_type=kind))
        read: Sequence[Record]
        if are_factchecks("feed", entries):
            read = _checks("feed", entries)
        else:
            read = [guarded(to_article, each) for each in found]
        ids = [fingerprint(each.value["item"]["id"] or each.raw) for each in found]
        older = told["older"]
        if older and not _is_within(older, self._query.term):
            older = ""
        if not older and found and "wordpress" in told["generator"].lower():
            older = str(number + 1)
        return _Read(read, ids, older)

    def _posts(self, answer: Answer, value: Any, number: int) -> _Read:  # noqa: ANN401 - any JSON
        posts = records(value)
        if not isinstance(value, list) or (posts and not any(map(is_wordpress, posts))):
            raise Refused("feed_none", host_of(answer.url), status=answer.status)
        found = [Found(*each) for each in _numbered(posts)]
        sure = are_factchecks("wordpress", found)
        read = _checks("wordpress", found) if sure else mapped(value, to_wordpress)
        ids = [fingerprint(str(post.get("id"))) for post in posts]
        pages = count(answer.headers.get("x-wp-totalpages"))
        more = posts and (pages is None or number < pages)
        return _Read(read, ids, str(number + 1) if more else "")

    def _address(self, cursor: str) -> str:
        """Return the address of a page; of WordPress's interface as many posts as it gives."""
        if (cursor and not cursor.isdecimal()) or not (cursor or self._json):
            return cursor or self._query.term
        parts = urlsplit(self._query.term)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if self._json:
            asked.setdefault("per_page", str(_PAGE))
        if cursor:
            asked["page" if self._json else "paged"] = cursor
        return urlunsplit(parts._replace(query=urlencode(asked), fragment=""))


def _is_within(address: str, home: str) -> bool:
    with suppress(Refused):  # a port that is none
        return same_site(host_of(address), host_of(home))
    return False


def conditions(state: State) -> dict[str, str]:
    """Return the headers that ask only for what has changed since."""
    return {header: state[name] for name, header in _VALIDATORS.items() if name in state}


def validators(headers: Mapping[str, str]) -> dict[str, str]:
    """Return what a site wants to be shown to say that nothing has changed."""
    return {name: headers[name] for name in _VALIDATORS if headers.get(name)}


def is_whole(body: bytes) -> bool:
    """Say whether a feed has its end: one that is cut off must be asked for again."""
    tail = body[-500:].lower()
    return any(end in tail for end in _ENDS)


def _hole(first: datetime | None, last: datetime | None) -> Note:
    ends = (each.isoformat() if each else "" for each in (first, last))
    return Note("feed_hole", dict(zip(("first", "last"), ends, strict=True)))


def _checks(format_: str, found: Sequence[Found]) -> list[Record]:
    read: list[Record] = []
    for each in found:
        made = guarded(lambda one: list(FORMATS[format_].read(one)), each)
        read.extend([made] if isinstance(made, Reject) else made)
    return read


def _numbered(posts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Any, str]]:
    for line, post in enumerate(posts, start=1):
        yield line, post, json.dumps(post, ensure_ascii=False)
