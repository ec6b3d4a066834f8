"""Asking a site: politely, patiently up to a limit, and never where a link must not lead."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx
import stamina

from monitor.errors import BadAnswer, Busy, FetchError, Refused
from monitor.fetch.addresses import authority, host_of, is_private, redirected
from monitor.fetch.budget import Budget, asked_wait, exhausted, server_time
from monitor.fetch.robots import LARGEST, Robots, robots_of
from monitor.fetch.secrets import redacted
from monitor.fetch.wire import AGENT, Answer, Policy, Request, Wire

if TYPE_CHECKING:
    from monitor.fetch.stream import Stream

__all__ = ["Answer", "Fetcher", "Policy", "as_json"]

REDIRECTS = 5
LONGEST_BACKOFF = 60.0
LONGEST_HOLD = 24 * 3600.0
"""Seconds: a site that says a thousand years is asked again tomorrow."""
_REDIRECTING = (301, 302, 303, 307, 308)
_KEYS = {401: "fetch_denied", 403: "fetch_denied", 404: "fetch_gone", 410: "fetch_gone"}
_HARMLESS = ("accept", "if-none-match", "if-modified-since")
"""Headers that may follow a redirect to another host."""
_Result = TypeVar("_Result")

logging.getLogger("stamina").addHandler(logging.NullHandler())  # not onto the screen by default


class Fetcher:
    """The one door to the web; used by one thread at a time.

    Parameters
    ----------
    policy : Policy, optional
    transport : httpx.BaseTransport, optional
        Answers instead of the network: ``httpx.MockTransport(...)``. Without one the proxies of
        the environment (``HTTPS_PROXY``, ``NO_PROXY``) are used.
    clock, sleep : callable, optional
        Monotonic seconds, and how to wait for some.
    now : callable, optional
        The time of day, UTC.
    waiting : callable, optional
        Called with a host and seconds before a wait that a person would notice.

    Notes
    -----
    An address that was found in an answer (``home`` is given) must not be in a private network.
    Written numbers and local names are refused before anything is sent; any other name is checked
    by the address that the connection really has, before a byte of the request is sent, so a name
    that resolves differently a second time gains nothing. Only behind a proxy, which resolves
    names by itself, is this left to the proxy.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        waiting: Callable[[str, float], None] = lambda _host, _seconds: None,
    ) -> None:
        self.policy = policy or Policy()
        self.now = now
        self._wire = Wire(self.policy, transport, now)
        self._budget = Budget(self.policy.pace, clock, sleep, waiting)
        self._clock = clock
        self._robots: dict[str, tuple[float, Robots]] = {}
        """By address, with until when they hold."""
        self._skews: dict[str, timedelta] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._wire.close()

    def hang_up(self) -> None:
        """Cut every connection, from another thread: whoever waits for an answer gets an error."""
        self._wire.hang_up()

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        home: str = "",
        allow: Collection[int] = (),
    ) -> Answer:
        """Ask for an address, again while that may help, and return a good answer.

        Parameters
        ----------
        url : str
        params, headers : mapping, optional
            Secrets belong here: they reach no error, log or printed address.
        home : str
            Where ``url`` was found, when it was found in an answer: the address the user named.
            Empty: the user named ``url`` itself.
        allow : collection of int
            Statuses other than 2xx that the caller can read: 304, a 403 with reasons.

        Raises
        ------
        FetchError
            There is no answer that can be used, and why.
        """
        asked = Request("GET", url, params, headers, None, home)
        return self._patiently(lambda: self._ask(asked, allow))

    def json(
        self,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        home: str = "",
        allow: Collection[int] = (),
        body: object = None,
        form: Mapping[str, str] | None = None,
        decode: Callable[[str], Any] = json.loads,
    ) -> tuple[Any, Answer]:
        """Ask for JSON as :meth:`get` asks, posting ``body`` (or ``form``) where given.

        An answer that is no JSON is asked for again: half an answer is often whole the next time.
        Under a status of ``allow`` it may be anything: its value is None then.
        """
        headers = {"accept": "application/json", **(headers or {})}
        method = "GET" if body is None and form is None else "POST"
        asked = Request(method, url, params, headers, body, home, form)

        def step() -> tuple[Any, Answer]:
            answer = self._ask(asked, allow)
            try:
                return as_json(answer, decode), answer
            except BadAnswer:
                if answer.status < 300:
                    raise
                return None, answer

        return self._patiently(step)

    def page(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        home: str = "",
        allow: Collection[int] = (),
    ) -> Answer:
        """Ask for a page made for people, where the site's robots.txt lets us.

        Raises
        ------
        Refused
            It does not.
        """
        asked = Request("GET", url, None, headers, None, home)
        self._permitted(asked)  # outside: rules that cannot be had are tried for once
        return self._patiently(lambda: self._ask(asked, allow, self._permitted))

    def messages(self, address: Callable[[], str], *, home: str = "") -> Generator[str, None, None]:
        """Yield what a WebSocket says, till it falls silent or ``policy.stream`` is over.

        Where the connection is cut it is opened again, after growing waits, ``policy.tries`` times
        in all.

        Parameters
        ----------
        address : callable
            Called before each connection: where to go on is in the address. It begins with
            ``http://`` or ``https://``.
        home : str
            As in :meth:`get`.

        Raises
        ------
        FetchError
            There is no stream, or it was cut too often.
        """
        until = time.monotonic() + self.policy.stream
        for attempt in self._attempts(None):
            with attempt, closing(self._stream(address(), home)) as stream:
                yield from stream.messages(until)

    def _stream(self, url: str, home: str) -> Stream:
        from monitor.fetch.stream import Handshake  # few sources are streams

        handshake, host = Handshake(), host_of(url)
        asked = Request("GET", url, None, handshake.headers, None, home)
        answer, opened = self._opened(asked)
        if opened is None:
            self._good(answer, (), host)
            raise BadAnswer("fetch_no_stream", host, status=answer.status)
        return handshake.opened(opened, host, self.policy)

    def skew(self, host: str) -> timedelta:
        """Return how far a host's clock was before ours when it last told the time."""
        return self._skews.get(host, timedelta())

    def take_skews(self) -> dict[str, timedelta]:
        """Return how far each host's clock was before ours since this was asked last."""
        taken, self._skews = self._skews, {}
        return taken

    def _permitted(self, asked: Request) -> None:
        if not self._robots_for(asked.url, asked.home).allow(asked.url):
            raise Refused("fetch_robots", host_of(asked.url), url=redacted(asked.url))

    def _robots_for(self, url: str, home: str) -> Robots:
        address = robots_of(url)
        until, robots = self._robots.get(address, (0.0, None))
        if robots is None or self._clock() >= until:
            robots = Robots(self._rules_at(address, home), AGENT)
            self._robots[address] = self._clock() + robots.lasts, robots
            if robots.pace:
                self._budget.slow_down(host_of(url), robots.pace)
        return robots

    def _rules_at(self, address: str, home: str) -> str | None:
        """Return a site's rules, none where it has none; None where they cannot be read."""
        try:
            answer = self.get(address, home=home)
        except Refused as problem:
            if not problem.status:  # a private address, or a redirect to another site
                raise
            return ""
        except (Busy, BadAnswer):
            return None  # forbids everything, says RFC 9309
        return answer.body[:LARGEST].decode("utf-8", "replace")

    def _patiently(self, step: Callable[[], _Result]) -> _Result:
        for attempt in self._attempts(self.policy.patience):
            with attempt:
                return step()
        raise AssertionError("the last attempt returns or raises")

    def _attempts(self, patience: float | None) -> Iterator[stamina.Attempt]:
        """Yield the tries of one request; the waits between them are ours, so they can be ended."""
        wait = 0.0

        def again(problem: Exception) -> bool | float:
            return self._worth_another(problem, wait)

        for attempt in stamina.retry_context(
            on=again,
            attempts=self.policy.tries,
            timeout=patience,
            wait_initial=self.policy.pace,
            wait_max=LONGEST_BACKOFF,
        ):
            is_last = attempt.num >= self.policy.tries  # whoever asks the host next need not wait
            wait = 0.0 if is_last else attempt.next_wait * random.uniform(1.0, 1.2)  # noqa: S311 - no secret
            yield attempt

    def _worth_another(self, problem: Exception, backoff: float) -> bool | float:
        """Say whether to try again; the host is left alone till then, as it may have asked for.

        stamina itself sleeps so that nobody can wake it: it is told not to, and the wait is one of
        the budget's.
        """
        if not isinstance(problem, FetchError) or not problem.again:
            return False
        host = str(problem.facts["host"])
        wait = self._budget.waits(host)
        if wait > self.policy.patience:
            return False
        if backoff and wait <= self.policy.pace:
            self._budget.hold(host, backoff)
        return 0.0

    def _ask(
        self,
        asked: Request,
        allow: Collection[int],
        permitted: Callable[[Request], None] = lambda _: None,
    ) -> Answer:
        """Ask once, and where the answer sends us on to, within the site."""
        for _ in range(REDIRECTS + 1):
            permitted(asked)
            answer = self._once(asked)
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTING or not location or answer.status in allow:
                return self._good(answer, allow, host_of(asked.url))
            asked = _onward(asked, location)
        raise Refused("fetch_redirect_loop", host_of(asked.url))

    def _once(self, asked: Request) -> Answer:
        answer, opened = self._opened(asked)
        if opened is not None:  # nobody asked for a stream
            opened.close()
        return answer

    def _opened(self, asked: Request) -> tuple[Answer, httpx.Response | None]:
        """Ask once; an answer that opens a stream comes with it."""
        host = host_of(asked.url)
        name, port = authority(asked.url)
        if asked.home and is_private(name) and (name, port) != authority(asked.home):
            raise Refused("fetch_private", host)
        if self._budget.waits(host) > self.policy.patience:
            raise self._busy(host, 429)
        self._budget.take(host, own=is_private(name))
        answer, opened = self._wire.open(asked)
        told = server_time(answer.headers)
        if told:
            self._skews[host] = told - answer.at
        wait = asked_wait(answer.headers, told or answer.at) or 0.0
        ill = answer.status >= 500 and "retry-after" in answer.headers
        if ill or answer.status == 429 or exhausted(answer.headers):
            self._budget.hold(host, min(wait, LONGEST_HOLD))
        return answer, opened

    def _good(self, answer: Answer, allow: Collection[int], host: str) -> Answer:
        status = answer.status
        if 200 <= status < 300 or status in allow:
            return answer
        if status == 429:
            raise self._busy(host, status)
        if status >= 500:
            raise Busy("fetch_failing", host, status=status)
        raise Refused(_KEYS.get(status, "fetch_refused"), host, status=status)

    def _busy(self, host: str, status: int) -> Busy:
        minutes = max(1, -(-round(self._budget.waits(host)) // 60))
        return Busy("fetch_busy", host, status=status, minutes=minutes)


def as_json(answer: Answer, decode: Callable[[str], Any] = json.loads) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON value of an answer.

    Raises
    ------
    BadAnswer
        It is HTML (a login page, a café's welcome), empty, or cut off.
    """
    text = answer.body.decode("utf-8-sig", "replace")
    try:
        return decode(text)
    except (ValueError, RecursionError):
        key = "fetch_html" if text.lstrip()[:1] == "<" else "fetch_no_json"
        host = host_of(answer.url)
        raise BadAnswer(key, host, status=answer.status) from None


def _onward(asked: Request, location: str) -> Request:
    """Return what to ask after a redirect: what it posts goes nowhere else, nor do its secrets."""
    url = redirected(asked.url, location)
    if asked.method != "GET":
        raise Refused("fetch_redirected", host_of(asked.url), target=host_of(url))
    headers = asked.headers
    if headers and authority(url) != authority(asked.url):
        headers = {name: value for name, value in headers.items() if name.lower() in _HARMLESS}
    return Request("GET", url, None, headers, None, asked.home or asked.url)
