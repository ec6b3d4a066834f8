"""Fact-checks live, into the archive: TurnBackHoax, Google's Fact Check Tools, MAFINDO's interface.

``factcheck:turnbackhoax`` needs no key. Another host may stand behind each (``...@http://host``);
a key for it carries its name, so none goes where it was not made for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.collectors.factchecks import google, mafindo
from monitor.collectors.factchecks.reading import Format
from monitor.collectors.lines import Found, guarded, rows_inside
from monitor.collectors.live import turnbackhoax
from monitor.collectors.live.base import Note, Query, Record, State, Step, decode, mapped
from monitor.collectors.live.descent import Page, descend, time_of
from monitor.collectors.values import from_iso, mapping, text
from monitor.errors import BadAnswer, FetchError, Refused
from monitor.fetch import Fetcher, required
from monitor.fetch.addresses import host_of
from monitor.records import Other, Reject

__all__ = ["collect"]

GOOGLE = "https://factchecktools.googleapis.com"
MAFINDO = "https://yudistira.turnbackhoax.id"
_PAGE = 100
_LATE = timedelta(days=3)
"""Reviews reach Google's index days after they were published."""


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a fact-checker's articles or of an interface's answers.

    Raises
    ------
    MissingSecret
        The interface needs a key, and there is none.
    FetchError
        It cannot be asked, or refuses the key.
    """
    match query.kind:
        case "google":
            return _google(query, fetcher, state)
        case "mafindo":
            return _mafindo(query, fetcher, state)
        case _:
            return turnbackhoax.collect(query, fetcher, state)


def _key(name: str, query: Query) -> str:
    return required(name, urlsplit(query.site).netloc if query.site else "")


def _read(format_: Format, items: list[Any]) -> list[Record]:
    """Map the items of an answer, each of which may hold several fact-checks."""
    read: list[Record] = []

    def each(found: Found) -> Other:
        made = guarded(lambda one: list(format_.read(one)), found)
        read.extend([made] if isinstance(made, Reject) else made)
        return Other(found.line, "seen")

    read.extend(record for record in mapped(items, each) if isinstance(record, Reject))
    return read


def _google(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield what Google knows about a query, or of a publisher: ``site:turnbackhoax.id``.

    Its order is its own, so all pages are asked for; from the second time on only those of the
    days since.
    """
    url = f"{query.site or GOOGLE}/v1alpha1/claims:search"
    asked: dict[str, str | int] = {
        "key": _key("google_factcheck_key", query),
        "languageCode": "id",
        "pageSize": _PAGE,
    }
    site = query.term.removeprefix("site:")
    asked["query" if site == query.term else "reviewPublisherSiteFilter"] = site
    done = from_iso(state.get("done"))
    since = query.since or (done - _LATE if done else None)
    if since:
        asked["maxAgeDays"] = max(1, (fetcher.now() - since).days + 1)
    token, left = state.get("token", ""), query.limit
    kept = {"done": state["done"]} if done else {}
    notes: tuple[Note, ...] = (Note("google_claimreview"),)
    seen = {""}
    while True:
        try:
            value, answer = fetcher.json(
                url, params={**asked, "pageToken": token} if token else asked, decode=decode
            )
        except FetchError as problem:
            if not (token and token not in seen and problem.status == 400):
                raise
            token = ""  # of another day: from the start, which doubles nothing
            continue
        if not isinstance(value, dict):
            raise BadAnswer("fetch_no_json", host_of(url), status=answer.status)
        records, outside = _wanted(query, _read(google, _list(value.get("claims"))))
        token = text(value.get("nextPageToken"))
        if left is not None:
            records, left = records[:left], left - len(records[:left])
            if left == 0 and token:
                notes = (
                    *notes,
                    Note("limit", {"first": "", "last": "", "limit": str(query.limit)}),
                )
                token = ""
        if token and token in seen:  # it leads in a circle
            notes, token = (*notes, Note("gap", {"first": "", "last": ""})), ""
        if not token:
            yield Step(records, {"done": fetcher.now().isoformat()}, notes, outside)
            return
        seen.add(token)
        yield Step(records, {**kept, "token": token}, notes, outside)
        notes = ()


def _wanted(query: Query, records: list[Record]) -> tuple[list[Record], int]:
    wanted = [record for record in records if query.wants(time_of(record))]
    return wanted, len(records) - len(wanted)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mafindo(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield MAFINDO's items, newest first; or those whose text holds some words."""
    database = _Mafindo(query, fetcher, _key("mafindo_key", query))
    return descend(query, state, database, now=fetcher.now())


class _Mafindo:
    """MAFINDO's database, for :func:`descend`: a cursor is how many items lie above."""

    def __init__(self, query: Query, fetcher: Fetcher, key: str) -> None:
        self._query, self._fetcher, self._key = query, fetcher, key
        self._url = f"{query.site or MAFINDO}/api/antihoax/"

    def page(self, cursor: str) -> Page:
        """Return the items below a number of them; a search has one page."""
        form = {"key": self._key, "limit": str(_PAGE)}
        if self._query.term:
            items = self._items(f"{self._url}search/", {**form, "method": "content"})
            return Page(_read(mafindo, items))
        above = int(cursor or 0)
        items = self._items(self._url, {**form, "offset": str(above)})
        return Page(_read(mafindo, items), str(above + len(items)) if len(items) >= _PAGE else "")

    def cursor_at(self, _time: datetime) -> str:
        """Return nothing: the database is gone down from its top."""
        return ""

    def _items(self, url: str, form: Mapping[str, str]) -> list[Any]:
        asked = {**form, "value": self._query.term} if self._query.term else form
        value, answer = self._fetcher.json(url, form=asked, decode=decode)
        if isinstance(value, list):
            return value
        if not (items := rows_inside(value)) and not _is_empty(value):
            raise Refused("fetch_denied", host_of(url), status=answer.status)
        return items


def _is_empty(value: object) -> bool:
    """Tell an answer without items from a refusal, which has a sentence instead."""
    return any(isinstance(each, list) for each in mapping(value).values())
