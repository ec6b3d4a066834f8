"""X live: API v2 recent search, with the user's own token and the user's own money.

X takes money for every object in an answer, so nothing is asked before a sum is named
(``--spend``), and a page is only asked where the sum still pays for the dearest it could be.
What is not needed is not asked for: pictures and the accounts that are answered cost extra.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.collectors import x_v2
from monitor.collectors.lines import Found, guarded
from monitor.collectors.live.base import Note, Purse, Query, Record, State, Step, decode
from monitor.collectors.live.descent import OVERLAP, Page, descend
from monitor.collectors.values import mapping, records
from monitor.errors import BadAnswer, FetchError, Refused
from monitor.fetch import Fetcher, required

__all__ = ["COUNTING", "POST", "USER", "collect"]

API = "https://api.x.com/2/tweets/"
HOST = "api.x.com"
POST, USER, COUNTING = 5, 10, 5
"""Thousandths of a dollar: a post and an account in an answer, a question how many there are
(https://docs.x.com/x-api/getting-started/pricing, 2026)."""
DEAREST = POST + USER + 2 * (POST + USER)
"""A post with its author, what it answers and what it quotes, and their authors."""
WINDOW = timedelta(days=7)
_MARGIN = timedelta(minutes=1)
_FRESH = timedelta(seconds=15)
"""The API takes no end that is nearer than ten seconds."""
_FEWEST, _MOST = 10, 100
_PLACES = frozenset(("complete", "floor"))
"""What a state holds once a page was read."""
_FIELDS = {
    "tweet.fields": "author_id,conversation_id,created_at,edit_history_tweet_ids,entities,"
    "in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets,withheld",
    "user.fields": "description,name,public_metrics,username,verified",
    "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id",
}


class _PurseEmpty(Exception):
    """The next page could cost more than is left."""


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a recent search, as long as the sum named pays for them.

    Raises
    ------
    Refused
        No sum was named, and nothing was asked; or X refuses.
    MissingSecret
        There is no token (``MONITOR_X_BEARER_TOKEN``).
    FetchError
        X cannot be asked.
    """
    purse = query.purse
    if purse is None:
        raise Refused("x_no_budget", HOST, least=_dollars(POST), most=_dollars(DEAREST))
    search = _Search(query, fetcher, purse, state)
    now, before = fetcher.now(), purse.spent
    spent = int(state.get("spent", "0"))

    def kept(found: State) -> dict[str, str]:
        return {**found, "spent": str(spent + purse.spent - before)}

    notes = tuple(_out_of_reach(query, state, now))
    if _PLACES.isdisjoint(state):
        notes += search.estimate()
    state = kept(state)
    yield Step((), state, notes)
    # its counts grow, but reading the last hours again for that costs money every time
    known = {**state, "swept": now.isoformat()} if "complete" in state else state
    ended: FetchError | None = None
    notes = ()
    try:
        for step in descend(query, known, search, now=now):
            state = kept(step.state)
            yield step._replace(state=state)
    except _PurseEmpty:
        notes = (Note("x_purse", {"dollars": _dollars(purse.left)}),)
    except FetchError as problem:  # what was paid is said all the same
        ended = problem
    state = kept(state)
    facts = {"dollars": _dollars(purse.spent - before), "ever": _dollars(int(state["spent"]))}
    yield Step((), state, (*notes, Note("x_spent", facts)))
    if ended:
        raise ended


def _out_of_reach(query: Query, state: State, now: datetime) -> Iterator[Note]:
    """Say which part of what was asked is older than recent search shows."""
    start = now - WINDOW
    complete = state.get("complete")
    wanted = query.since or (datetime.fromisoformat(complete) if complete else None)
    if wanted and wanted < start:
        last = min(start, query.until or start)
        yield Note("x_window", {"first": wanted.isoformat(), "last": last.isoformat()})


class _Search:
    """Recent search, newest first, for :func:`descend`; a cursor is ``start|end|token``.

    From the top only what is newer than the known is asked for: known posts cost as much as new.
    """

    def __init__(self, query: Query, fetcher: Fetcher, purse: Purse, state: State) -> None:
        self._query, self._fetcher, self._purse = query, fetcher, purse
        known = [
            datetime.fromisoformat(state[name]) for name in ("complete", "top") if name in state
        ]
        self._known = max(known) - OVERLAP if known else None
        self._headers = {"authorization": f"Bearer {required('x_bearer_token')}"}
        self._left = query.limit

    def page(self, cursor: str) -> Page:
        """Return a page, as large as the purse and the limit allow."""
        size = min(_MOST, self._purse.left // DEAREST)
        if size < _FEWEST:
            raise _PurseEmpty
        if self._left is not None:
            size = min(size, max(self._left, _FEWEST))
        start, end, token = (cursor or f"{self._start(self._known)}||").split("|")
        times = {"start_time": start, "end_time": end}
        page, at = self._ask(
            "search/recent", max_results=size, next_token=token, **times, **_FIELDS
        )
        found = _posts(page, at)
        self._purse.pay(_cost(page))
        if self._left is not None:
            self._left -= len(found)
        below = mapping(page.get("meta")).get("next_token")
        return Page(found, f"{start}|{end}|{below}" if isinstance(below, str) and below else "")

    def cursor_at(self, time: datetime) -> str:
        """Return a cursor for what is older than a time; the top where that is now."""
        fresh = time > self._fetcher.now() - _FRESH
        return "" if fresh else f"{self._start(None)}|{_stamp(time)}|"

    def estimate(self) -> tuple[Note, ...]:
        """Say how many posts there are and what they could cost; asking costs little itself."""
        if self._purse.left < COUNTING:
            return ()
        until = self._query.until
        end = self.cursor_at(until).split("|")[1:2] if until else []
        times = {"start_time": self._start(None), "end_time": "".join(end)}
        try:
            page, _ = self._ask("counts/recent", granularity="day", **times)
        except Refused:  # not every plan may ask; the search says whether the token is good
            return ()
        self._purse.pay(COUNTING)
        total = mapping(page.get("meta")).get("total_tweet_count")
        if not isinstance(total, int):
            return ()
        facts = {
            "posts": str(total),
            "least": _dollars(total * POST),
            "most": _dollars(total * DEAREST),
        }
        return (Note("x_estimate", facts),)

    def _start(self, known: datetime | None) -> str:
        """Return from when on posts are asked for; X refuses what is older than seven days."""
        earliest = self._fetcher.now() - WINDOW + _MARGIN
        return _stamp(max(filter(None, (earliest, self._query.since, known))))

    def _ask(self, path: str, **params: str | int) -> tuple[dict[str, Any], datetime]:
        asked = {name: value for name, value in params.items() if value != ""}
        page, answer = self._fetcher.json(
            f"{API}{path}",
            params={"query": self._query.term, **asked},
            headers=self._headers,
            allow=(402,),
            decode=decode,
        )
        if answer.status == 402:
            raise Refused("x_no_credit", HOST, status=402)
        if not isinstance(page, dict):
            raise BadAnswer("fetch_no_json", HOST, status=answer.status)
        return page, answer.at


def _posts(page: dict[str, Any], at: datetime) -> list[Record]:
    """Map a page; ``__twarc`` is where clients write when they asked."""
    found = Found(0, {**page, "__twarc": {"retrieved_at": at.isoformat()}}, "")
    return [
        guarded(x_v2.to_post, part._replace(line=line))
        for line, part in enumerate(x_v2.split(found), start=1)
    ]


def _cost(page: dict[str, Any]) -> int:
    """Return what an answer costs at most: X bills an object once a day, but promises nothing."""
    includes = mapping(page.get("includes"))
    posts = len(records(page.get("data"))) + len(records(includes.get("tweets")))
    return posts * POST + len(records(includes.get("users"))) * USER


def _dollars(mills: int) -> str:
    """Write a sum.

    Examples
    --------
    >>> _dollars(1505), _dollars(5)
    ('1.505', '0.005')
    """
    return f"{mills / 1000:.3f}"


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
