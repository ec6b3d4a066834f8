"""YouTube live: searches, a channel's uploads, and what is said under one video.

A search costs one of the 100 a day that a key has for searching, whatever it brings; nearly
everything else costs one of 10,000. So a channel is read from the list of its uploads, and what a
search shows, which is cut, is only used to ask for the videos themselves, 50 at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from monitor.collectors.lines import Found, guarded
from monitor.collectors.live.base import Note, Query, Record, State, Step, decode, mapped
from monitor.collectors.live.descent import Page, descend
from monitor.collectors.values import from_iso, mapping, records, text
from monitor.collectors.youtube import split, to_post, video_of
from monitor.errors import BadAnswer, Busy, Refused
from monitor.fetch import Answer, Fetcher, required
from monitor.records import Other, Post

__all__ = ["SEARCHES", "collect"]

API = "https://www.googleapis.com/youtube/v3/"
HOST = "www.googleapis.com"
SEARCHES = 100
"""A day, of every key that has not asked for more; they have a bucket of their own."""
CUT = 450
"""A search shows about 500 results and then ends, as if there were no more."""
_PACIFIC = timezone(timedelta(hours=-8))
"""Quotas begin anew at midnight in California; in its summer that is an hour before this one."""
_PAGE, _COMMENTS = 50, 100
_SECOND = timedelta(seconds=1)
_REFUSALS = (400, 403, 404)
_SPENT = ("quotaExceeded", "dailyLimitExceeded")
_BUSY = ("rateLimitExceeded", "userRateLimitExceeded")
_EARLIEST = datetime(2005, 4, 23, tzinfo=UTC)


class _QuotaSpent(Exception):
    """No more can be asked today: it ends the source where it is, and the next run goes on."""


class _CommentsOff(Exception):
    """The video's owner lets nobody comment, or see comments."""


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a search, a channel's uploads, or a video with its comments.

    Raises
    ------
    MissingSecret
        There is no key (``MONITOR_YOUTUBE_KEY``).
    Refused
        The key is not accepted, or there is no such channel or video.
    FetchError
        YouTube cannot be asked.
    """
    api = _Api(fetcher, state)
    read = {"search": _search, "video": _video}.get(query.kind, _uploads)
    try:
        for step in read(query, api, state):
            state = {**step.state, **api.counted()}
            yield step._replace(state=state)
    except _QuotaSpent:
        note = Note("youtube_quota", {"again": _midnight(fetcher.now()).isoformat()})
        yield Step((), {**state, **api.counted()}, (note,))


def _search(query: Query, api: _Api, state: State) -> Iterator[Step]:
    steps = descend(query, state, _Search(api, query), now=api.now())
    return _first_with(Note("youtube_search"), steps)


def _uploads(query: Query, api: _Api, state: State) -> Iterator[Step]:
    return descend(query, state, _Uploads(api, _playlist(query, api)), now=api.now())


def _video(query: Query, api: _Api, state: State) -> Iterator[Step]:
    """Yield the video itself, however old it is, then its comments."""
    found = api.videos([query.term])
    yield Step(found, state)  # that it is gone, too
    if not any(isinstance(record, Post) for record in found):
        raise Refused("youtube_no_video", HOST, status=404, name=query.term)
    try:
        steps = descend(query, state, _Threads(api, query.term), now=api.now())
        yield from _first_with(Note("youtube_comments"), steps)
    except _CommentsOff:
        yield Step((), state, (Note("youtube_comments_off"),))


def _first_with(note: Note, steps: Iterator[Step]) -> Iterator[Step]:
    for number, step in enumerate(steps):
        yield step if number else step._replace(notes=(note, *step.notes))


def _playlist(query: Query, api: _Api) -> str:
    """Return the list of what a channel uploaded."""
    asked = {"id": query.term} if query.kind == "channel" else {"forHandle": query.term}
    page, _ = api.ask("channels", part="contentDetails", **asked)
    for channel in records(page.get("items")):
        lists = mapping(mapping(channel.get("contentDetails")).get("relatedPlaylists"))
        if uploads := text(lists.get("uploads")):
            return uploads
    raise Refused("youtube_no_channel", HOST, status=404, name=query.term)


class _Api:
    """The API, asked with the user's key, and how many searches that took today."""

    def __init__(self, fetcher: Fetcher, state: State) -> None:
        self._fetcher = fetcher
        self.now = fetcher.now
        self._headers = {"x-goog-api-key": required("youtube_key")}
        self._day = state.get("day", "")
        self._searches = int(state.get("searches", "0"))

    def counted(self) -> dict[str, str]:
        """Return what the state has to keep of the searches."""
        return {"day": self._day, "searches": str(self._searches)} if self._day else {}

    def ask(self, method: str, **params: str | int) -> tuple[dict[str, Any], Answer]:
        """Return a page of the API.

        Raises
        ------
        Refused
            And why YouTube says so.
        """
        page, answer = self._fetcher.json(
            f"{API}{method}",
            params={name: value for name, value in params.items() if value != ""},
            headers=self._headers,
            allow=_REFUSALS,
            decode=decode,
        )
        if answer.status in _REFUSALS:
            raise _refusal(page, answer.status)
        if not isinstance(page, dict):
            raise BadAnswer("fetch_no_json", HOST, status=answer.status)
        return page, answer

    def search(self, **params: str | int) -> dict[str, Any]:
        """Return a page of results; counted before it is asked, since a refusal costs as much."""
        day = self.now().astimezone(_PACIFIC).date().isoformat()
        if day != self._day:
            self._day, self._searches = day, 0
        if self._searches >= SEARCHES:
            raise _QuotaSpent
        self._searches += 1
        page, _ = self.ask("search", part="snippet", type="video", safeSearch="none", **params)
        return page

    def videos(self, ids: Sequence[str]) -> list[Record]:
        """Return videos by their ids, whole and with counts; those that are gone as deletions.

        One is gone that two answers leave out: a deletion takes stored texts away, for good.
        """
        found: list[Record] = []
        gone = list(ids)
        for _ in range(2):
            if gone:
                shown, read = self._videos(gone)
                found += read
                gone = [name for name in gone if name not in shown]
        return [*found, *(Other(0, "deletion", f"youtube:{name}") for name in sorted(gone))]

    def _videos(self, ids: Sequence[str]) -> tuple[set[str], list[Record]]:
        parts = "snippet,statistics,status"
        page, answer = self.ask("videos", part=parts, id=",".join(ids), maxResults=_PAGE)
        if not isinstance(page.get("items"), list):
            raise BadAnswer("fetch_no_json", HOST, status=answer.status)
        items = records(page["items"])
        names = {text(item.get("id")) for item in items}
        return names, _dated(mapped(items, to_post), answer.at)


def _dated(found: Sequence[Record], at: datetime) -> list[Record]:
    """Say when counts were true: when they were asked for."""
    return [
        replace(record, metrics=replace(record.metrics, as_of=at))
        if isinstance(record, Post) and record.metrics
        else record
        for record in found
    ]


def _refusal(page: object, status: int) -> Exception:
    """Turn YouTube's reason into what has to be done about it."""
    error = mapping(mapping(page).get("error"))
    reasons = [text(each.get("reason")) for each in records(error.get("errors"))]
    details = [text(each.get("reason")) for each in records(error.get("details"))]
    reason = next(filter(None, reasons + details), "")
    if reason in _SPENT:
        return _QuotaSpent()
    if reason in _BUSY:
        return Busy("fetch_busy", HOST, status=429, minutes=1)
    if reason == "commentsDisabled":
        return _CommentsOff()
    if status == 403 or "API_KEY_INVALID" in details:
        reason = "API_KEY_INVALID" if "API_KEY_INVALID" in details else reason
        return Refused("youtube_refused", HOST, status=status, reason=reason or "?")
    return Refused("fetch_gone" if status == 404 else "fetch_refused", HOST, status=status)


def _midnight(now: datetime) -> datetime:
    """Return by when the day of the quotas has ended.

    Examples
    --------
    >>> _midnight(datetime(2024, 2, 14, 3, tzinfo=UTC)).isoformat()
    '2024-02-14T08:00:00+00:00'
    """
    today = now.astimezone(_PACIFIC).replace(hour=0, minute=0, second=0, microsecond=0)
    return (today + timedelta(days=1)).astimezone(UTC)


class _Search:
    """Results newest first, for :func:`descend`.

    A cursor is ``before|token|shown``: results end after about 500, and go on from the time of the
    oldest.
    """

    def __init__(self, api: _Api, query: Query) -> None:
        self._api, self._query = api, query

    def page(self, cursor: str) -> Page:
        """Return the videos that a page of results points at."""
        before, token, shown = (cursor or "||").split("|")
        since = self._query.since
        page = self._api.search(
            q=self._query.term,
            order="date",
            maxResults=_PAGE,
            publishedAfter=_stamp(since) if since and since > _EARLIEST else "",
            publishedBefore=before,
            pageToken=token,
        )
        items = records(page.get("items"))
        ids = dict.fromkeys(filter(None, map(video_of, items)))
        seen = int(shown or 0) + len(items)
        return Page(self._api.videos(list(ids)), _below(page, before, seen))

    def cursor_at(self, time: datetime) -> str:
        """Return the cursor for what is older than a time."""
        return f"{_stamp(time)}||0"


def _below(page: dict[str, Any], before: str, seen: int) -> str:
    """Return where the page below begins: by its token, or past what a search shows, by time."""
    if token := text(page.get("nextPageToken")):
        return f"{before}|{token}|{seen}"
    snippets = (mapping(item.get("snippet")) for item in records(page.get("items")))
    times = [time for each in snippets if (time := from_iso(each.get("publishedAt")))]
    return f"{_stamp(min(times) + _SECOND)}||0" if times and seen >= CUT else ""


class _Uploads:
    """A channel's uploads, newest first."""

    def __init__(self, api: _Api, playlist: str) -> None:
        self._api, self._playlist = api, playlist

    def page(self, cursor: str) -> Page:
        """Return the videos that a page of the list names."""
        page, _ = self._api.ask(
            "playlistItems",
            part="snippet",
            playlistId=self._playlist,
            maxResults=_PAGE,
            pageToken=cursor,
        )
        ids = dict.fromkeys(filter(None, map(video_of, records(page.get("items")))))
        return Page(self._api.videos(list(ids)), text(page.get("nextPageToken")))

    def cursor_at(self, _time: datetime) -> str:
        """Return none: a list is paged by place, not by time."""
        return ""


class _Threads:
    """The comments of a video with their replies, the newest thread first."""

    def __init__(self, api: _Api, video: str) -> None:
        self._api, self._video = api, video

    def page(self, cursor: str) -> Page:
        """Return a page of threads; what a thread leaves out of its replies is asked for."""
        page, answer = self._api.ask(
            "commentThreads",
            part="snippet,replies",
            videoId=self._video,
            maxResults=_COMMENTS,
            order="time",
            pageToken=cursor,
        )
        found = _records(page)
        for thread in records(page.get("items")):
            shown = records(mapping(thread.get("replies")).get("comments"))
            if _number(mapping(thread.get("snippet")).get("totalReplyCount")) > len(shown):
                known = {record.id for record in found if isinstance(record, Post)}
                found += self._replies(text(thread.get("id")), known)
        return Page(_dated(found, answer.at), text(page.get("nextPageToken")))

    def cursor_at(self, _time: datetime) -> str:
        """Return none: comments are paged by place, not by time."""
        return ""

    def _replies(self, thread: str, known: set[str]) -> Iterator[Record]:
        token, asked = "", set[str]()
        while token not in asked:
            asked.add(token)
            page, _ = self._api.ask(
                "comments", part="snippet", parentId=thread, maxResults=_COMMENTS, pageToken=token
            )
            for record in _records(page):
                if not (isinstance(record, Post) and record.id in known):
                    yield record
            token = text(page.get("nextPageToken"))
            if not token:
                return


def _records(page: dict[str, Any]) -> list[Record]:
    found = split(Found(0, {**page, "kind": "youtube#ListResponse"}, ""))
    return [guarded(to_post, part._replace(line=line)) for line, part in enumerate(found, 1)]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
