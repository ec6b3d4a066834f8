"""TurnBackHoax live: what its feed names is read on the articles' own pages.

The feed shows a few days without dates; articles are numbered in the order of their publication,
and lists (``/articles?page=2``) lead back. What is known is one stretch of numbers without a gap:
newer articles are added above it, from the oldest up, older ones below it, from the newest down,
so that a run killed at any page has left no hole. robots.txt is kept to; where it forbids the
articles, what the feed says of them is what is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from monitor.collectors.article import on_web
from monitor.collectors.factchecks import feeds, pages
from monitor.collectors.factchecks.markup import parsed
from monitor.collectors.lines import Found, guarded
from monitor.collectors.live.base import Note, Query, Record, State, Step
from monitor.collectors.live.descent import FIRST_LOOK, time_of
from monitor.collectors.live.feed import conditions, is_whole, validators
from monitor.collectors.values import count, from_iso, text
from monitor.errors import FetchError, Refused
from monitor.fetch import Answer, Fetcher
from monitor.fetch.addresses import host_of
from monitor.records import FactCheck, Other, Reject

__all__ = ["SITE", "collect"]

SITE = "https://turnbackhoax.id"
_ARTICLE = re.compile(r"/articles/(\d{1,12})(?:-[^/?#]*)?/?$")
_EXCERPT = 200
_BATCH = 10
"""Articles read before they are stored."""
_FARTHEST = 5_000
"""Pages of lists; the site has a few hundred."""
_DISORDER = timedelta(days=1)
"""How far the numbers may be out of the order of time."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Place:
    """The stretch of numbers without a gap, and where a way down stopped."""

    newest: int = 0
    oldest: int = 0
    reached: datetime | None = None
    floor: datetime | None = None
    page: int = 1
    validators: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, state: State) -> _Place:
        """Read what :meth:`state` wrote."""
        return cls(
            count(state.get("newest")) or 0,
            count(state.get("oldest")) or 0,
            from_iso(state.get("reached")),
            from_iso(state.get("floor")),
            count(state.get("page")) or 1,
            {name: state[name] for name in ("etag", "last-modified") if name in state},
        )

    def state(self) -> dict[str, str]:
        """Return it as text."""
        numbers = {"newest": self.newest, "oldest": self.oldest, "page": self.page}
        times = {"reached": self.reached, "floor": self.floor}
        stamps = {name: time.isoformat() for name, time in times.items() if time}
        return {name: str(each) for name, each in numbers.items()} | stamps | self.validators


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield batches of articles.

    Raises
    ------
    Refused
        There is no feed.
    FetchError
        The site cannot be asked.
    """
    return _Walk(query, fetcher, _Place.of(state)).steps()


class _Walk:
    def __init__(self, query: Query, fetcher: Fetcher, place: _Place) -> None:
        self._query, self._fetcher, self._place = query, fetcher, place
        self._site = query.site or SITE
        self._told: dict[int, tuple[str, Found]] = {}
        """What the feed shows: number -> address and entry."""
        self._times: dict[int, datetime] = {}
        self._left = query.limit
        self._forbidden: set[str] = set()
        """What robots.txt keeps us from: ``lists``, ``articles``."""

    def steps(self) -> Iterator[Step]:
        """Yield what is newer than the known stretch, then what is older and wanted."""
        place, since = self._place, self._query.since
        if not place.newest:
            place.floor = since or self._fetcher.now() - FIRST_LOOK
        elif place.floor is None and since and place.reached and since < place.reached:
            place.floor = since
        yield from self._newer()
        if place.floor is not None and self._left != 0:
            yield from self._older(place.floor)

    def _newer(self) -> Iterator[Step]:
        """Yield the articles above the known stretch; of nothing known, only see how far it goes.

        What the site says of a feed that has not changed is trusted only behind a finished visit.
        """
        place = self._place
        asked = conditions(place.validators if place.newest else {})
        answer = self._fetcher.get(f"{self._site}/feed", headers=asked, allow=(304,))
        if answer.status == 304:
            yield Step((), place.state(), (Note("feed_unchanged"),))
            return
        self._told = dict(self._entries(answer.body))
        articles = {number: url for number, (url, _) in self._told.items()}
        if not feeds.is_feed(answer.body) or not (articles or place.newest):
            raise Refused("feed_none", host_of(self._site), status=answer.status)
        place.validators = {}
        notes: tuple[Note, ...] = ()
        if not place.newest:
            place.newest, place.oldest = max(articles), max(articles) + 1
        elif articles and min(articles) > place.newest:
            notes = self._down_to_known(articles)
        yield from self._ascending(articles)
        if self._left != 0 and is_whole(answer.body):
            place.validators = validators(answer.headers)
        yield Step((), place.state(), notes)

    def _entries(self, body: bytes) -> Iterator[tuple[int, tuple[str, Found]]]:
        for found in feeds.entries(body):
            url = on_web(text(found.value["entry"].get("link")), self._site).partition("?")[0]
            if number := self._number_of(url):
                yield number, (url, found)

    def _down_to_known(self, articles: dict[int, str]) -> tuple[Note, ...]:
        """Add what lies between the feed and what is known, off the lists; or say the hole."""
        before: set[int] = set()
        for page in range(1, _FARTHEST):
            listed = self._list(page)
            if listed.keys() <= before:
                break
            articles |= listed
            before = set(listed)
            if min(listed) <= self._place.newest:
                return ()
        return (_hole(),)

    def _ascending(self, articles: dict[int, str]) -> Iterator[Step]:
        numbers = sorted(number for number in articles if number > self._place.newest)
        while numbers and self._left != 0:
            batch, numbers = numbers[:_BATCH][: self._left], numbers[_BATCH:][: self._left]
            step = self._step({number: articles[number] for number in batch})
            self._place.newest = batch[-1]
            yield step._replace(state=self._place.state())
        if self._left == 0:
            yield Step((), self._place.state(), (self._limit(),))

    def _older(self, floor: datetime) -> Iterator[Step]:
        """Yield the articles below the known stretch, down to a day."""
        place = self._place
        before: set[int] = set()
        while place.page < _FARTHEST:
            listed = self._list(place.page)
            if listed.keys() <= before:
                yield from self._bottom(floor, again=bool(listed))
                return
            before = set(listed)
            step, lowest = self._down(listed, floor)
            done = lowest is not None and lowest < floor - _DISORDER
            if self._left == 0:
                place.floor, step = None, step._replace(notes=(*step.notes, self._limit()))
            elif done:
                place.reached, place.floor = floor, None
            else:
                place.page += 1
            yield step._replace(state=place.state())
            if done or self._left == 0:
                return

    def _down(self, listed: dict[int, str], floor: datetime) -> tuple[Step, datetime | None]:
        """Read the articles of a list that lie below the known stretch, and lengthen it.

        Return them with the time of the oldest. What lies below the floor is not kept, and so stays
        below the stretch: a later run may want it.
        """
        place = self._place
        below = sorted((n for n in listed if n < place.oldest), reverse=True)[: self._left]
        step = self._step({number: listed[number] for number in below})
        times = [time for number in below if (time := self._times.get(number))]
        kept = [number for number in below if (self._times.get(number) or floor) >= floor]
        place.oldest = min([*kept, place.oldest])
        seen = [max(time, floor) for time in times]
        place.reached = min([*seen, *filter(None, [place.reached])], default=None)
        wanted = [each for each in step.records if (time_of(each) or floor) >= floor]
        outside = len(step.records) - len(wanted)
        return step._replace(records=wanted, outside=outside), min(times, default=None)

    def _bottom(self, floor: datetime, *, again: bool) -> Iterator[Step]:
        """Yield the end of the lists: of the site, or of what may be read of it.

        ``again``: the lists have only begun to repeat themselves.
        """
        place = self._place
        place.reached, place.floor = floor, None
        if again:
            yield Step((), place.state(), (_hole(floor),))
        elif place.page > 1:
            place.reached = _BEGINNING
            yield Step((), place.state())
        else:
            step, _ = self._down({number: url for number, (url, _) in self._told.items()}, floor)
            place.reached = floor
            notes = (*step.notes, _hole(floor))
            yield step._replace(notes=notes, state=place.state())

    def _limit(self) -> Note:
        return Note("limit", {"first": "", "last": "", "limit": str(self._query.limit)})

    def _list(self, page: int) -> dict[int, str]:
        """Return the articles on a page of the list, none behind the last.

        HTML does not say that it was cut, nor that it is somebody else's page: such a page, or
        one without articles, is asked for once more before it is believed.
        """
        url = f"{self._site}/articles?page={page}"
        listed: dict[int, str] = {}
        for _ in range(2):
            answer = self._page(url, "lists")
            if answer is None or answer.status != 200:
                return {}
            listed |= self._listed(answer, url)
            if listed and "</html" in answer.text.lower():
                break
        return listed

    def _listed(self, answer: Answer, url: str) -> dict[int, str]:
        links = (node.attributes.get("href") or "" for node in parsed(answer.text).css("a[href]"))
        found = (on_web(link, url) for link in links)
        return {number: link for link in found if (number := self._number_of(link))}

    def _page(self, url: str, what: str) -> Answer | None:
        """Return a page, where robots.txt lets us have it."""
        if what in self._forbidden:
            return None
        try:
            return self._fetcher.page(url, home=self._site, allow=(404, 410))
        except Refused as problem:
            if problem.key != "errors.fetch_robots":
                raise
            self._forbidden.add(what)
            return None

    def _number_of(self, url: str) -> int:
        """Return an article's number, 0 for an address of something else or elsewhere."""
        parts = urlsplit(url)
        match = _ARTICLE.search(parts.path)
        inside = parts.netloc.removeprefix("www.") == urlsplit(self._site).netloc
        return int(match[1]) if match and inside else 0

    def _step(self, articles: dict[int, str]) -> Step:
        """Read some articles. One that fails is refused; two in a row are the site's illness."""
        records: list[Record] = []
        failed = False
        for number, url in articles.items():
            try:
                read = self._article(number, url)
                failed = False
            except FetchError as problem:
                if failed or problem.status == 429 or not problem.status:
                    raise
                failed = True
                facts = {"problem": str(problem)}
                read = [Reject(0, "rejects.article_refused", facts, url)]
            records += read
            if times := [time for each in read if (time := time_of(each))]:
                self._times[number] = min(times)
        if self._left is not None:
            self._left -= min(self._left, len(articles))
        notes = (Note("feed_only"),) if articles and "articles" in self._forbidden else ()
        return Step(records, self._place.state(), notes)

    def _article(self, number: int, url: str) -> list[Record]:
        """Return what an article's page says; what the feed says of it, where it says nothing."""
        answer = self._page(url, "articles")
        if answer is not None and answer.status != 200:
            return [Other(0, "gone")]
        records: list[Record] = []
        if answer is not None:
            excerpt = answer.text[:_EXCERPT]
            records = _all(pages.read, Found(0, {pages.PAGE: answer.text, "url": url}, excerpt))
        if number in self._told and not any(isinstance(each, FactCheck) for each in records):
            return _all(feeds.read, self._told[number][1])
        if any(isinstance(each, FactCheck | Reject) for each in records):
            return records
        return [Reject(0, "rejects.article_unread", {}, url)]


def _hole(first: datetime | None = None) -> Note:
    return Note("feed_hole", {"first": first.isoformat() if first else "", "last": ""})


def _all(
    read: Callable[[Found], Iterable[FactCheck | Reject | Other]], found: Found
) -> list[Record]:
    made = guarded(lambda one: list(read(one)), found)
    return [made] if isinstance(made, Reject) else list(made)
