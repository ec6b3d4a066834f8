"""One request over the wire: it ends in time, within bounds, and only where it may lead."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, NamedTuple
from weakref import WeakSet

import httpx

from monitor import __version__
from monitor.errors import BadAnswer, BadSetting, FetchError, Refused, Unreachable
from monitor.fetch.addresses import authority, host_of, is_private, proxied
from monitor.fetch.secrets import Redacting, redacted
from monitor.fetch.unpacking import ACCEPTED, Unpackable, unpacked

__all__ = ["AGENT", "Answer", "Policy", "Request", "Wire"]

AGENT = f"pemilu-monitor/{__version__} (public election monitoring; open source)"
_MEGABYTE = 1024 * 1024
_SWITCHING = 101
"""Says that from here on the connection is something else than HTTP."""

for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy"):
    logging.getLogger(_name).addFilter(Redacting())  # a logger's filter holds for itself only


@dataclass(frozen=True, slots=True)
class Policy:
    """How much of a site's time we take, and how much of ours a site may take. Seconds, bytes."""

    pace: float = 1.0
    """Between two requests to one host."""
    tries: int = 5
    patience: float = 300.0
    """For one answer with all its tries; a longer wait that a site asks for ends the source."""
    connect: float = 10.0
    silence: float = 30.0
    """Between two pieces of one answer."""
    total: float = 90.0
    """For one answer as a whole, its headers included: a slow drip ends too."""
    largest: int = 32 * _MEGABYTE
    stream: float = 1800.0
    """For one stream that does not end by itself, in one run."""


class Answer(NamedTuple):
    """What a site said. Names of headers are in lower case; ``at`` is when it was asked, by us."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    """Where it came from in the end, without secrets."""
    at: datetime

    @property
    def text(self) -> str:
        """The body as text, by the charset it names; what is none becomes U+FFFD."""
        charset = httpx.Headers(self.headers).get("content-type", "").partition("charset=")[2]
        try:
            return self.body.decode(charset.split(";")[0].strip(" \"'") or "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    def link(self, relation: str) -> str:
        """Return the address that the Link header gives for ``next`` or ``prev``, if it does.

        Examples
        --------
        >>> headers = {"link": '<https://a.id/?max_id=7>; rel="next", <https://a.id/>; rel="prev"'}
        >>> Answer(200, headers, b"", "https://a.id", datetime.now()).link("next")
        'https://a.id/?max_id=7'
        """
        given = httpx.Response(200, headers={"link": self.headers.get("link", "")})
        return given.links.get(relation, {}).get("url", "")


class Request(NamedTuple):
    """What to ask; ``home`` is where the address was found, when it was found in an answer."""

    method: str
    url: str
    params: Mapping[str, str | int] | None = None
    headers: Mapping[str, str] | None = None
    body: object = None
    home: str = ""
    form: Mapping[str, str] | None = None
    """What to post as a form."""


class Wire:
    """The connections; see :class:`~monitor.fetch.Fetcher` for what they are used for."""

    def __init__(
        self, policy: Policy, transport: httpx.BaseTransport | None, now: Callable[[], datetime]
    ) -> None:
        self._policy = policy
        self._now = now
        self._connections: WeakSet[Any] = WeakSet()
        self._client = _client(policy, transport)

    def close(self) -> None:
        """Let go of every connection."""
        self._client.close()

    def open(self, asked: Request) -> tuple[Answer, httpx.Response | None]:
        """Ask once; an answer that opens a stream (101) comes with it, unread.

        Raises
        ------
        FetchError
            No answer came, or one too slow, too large, or from where we must not ask.
        """
        host = host_of(asked.url)
        try:
            request = self._client.build_request(
                asked.method,
                asked.url,
                params=asked.params,
                headers=asked.headers,
                json=asked.body,
                data=asked.form,
            )
        except (httpx.InvalidURL, ValueError, UnicodeError):
            raise Refused("fetch_no_address", redacted(asked.url)[:200]) from None
        inside = not asked.home or authority(asked.url) == authority(asked.home)
        request.extensions["trace"] = _Watching(
            self._connections, host, inside=inside or proxied(asked.url)
        )
        late = threading.Event()
        watch = threading.Timer(self._policy.total, self._too_late, [late])
        watch.daemon = True
        watch.start()
        try:
            return self._received(request, host, late)
        finally:
            watch.cancel()

    def _received(
        self, request: httpx.Request, host: str, late: threading.Event
    ) -> tuple[Answer, httpx.Response | None]:
        at, body = self._now(), b""
        try:
            response = self._client.send(request, stream=True)
            is_stream = response.status_code == _SWITCHING
            if not is_stream:
                try:
                    body = self._body(response, host, late)
                finally:
                    response.close()
        except Unpackable:
            raise BadAnswer("fetch_packed", host, status=response.status_code) from None
        except (httpx.HTTPError, httpx.StreamError, OSError) as problem:
            raise _explained(problem, host, self._policy, late=late.is_set()) from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(response.status_code, headers, body, redacted(str(request.url)), at)
        return answer, response if is_stream else None

    def _body(self, response: httpx.Response, host: str, late: threading.Event) -> bytes:
        body = bytearray()
        encoding = response.headers.get("content-encoding", "")
        is_read = response.is_stream_consumed  # a transport that is no network has it whole
        pieces = response.iter_bytes() if is_read else unpacked(response.iter_raw(), encoding)
        for piece in pieces:
            body += piece
            if len(body) > self._policy.largest:
                size = self._policy.largest // _MEGABYTE
                raise Refused("fetch_too_large", host, megabytes=size)
            if late.is_set():
                raise httpx.ReadTimeout("too slow as a whole")
        return bytes(body)

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self.hang_up()

    def hang_up(self) -> None:
        """Close every connection: the only way to end an answer whose headers never end."""
        for connection in list(self._connections):
            with suppress(OSError, AttributeError):
                connection.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def _client(policy: Policy, transport: httpx.BaseTransport | None) -> httpx.Client:
    """Return the client, with the proxies of the environment.

    Raises
    ------
    BadSetting
        One of these is no address of a proxy.
    """
    try:
        return httpx.Client(
            transport=transport,
            headers={
                "user-agent": AGENT,
                "accept-language": "id, en;q=0.5",
                "accept-encoding": ACCEPTED,
            },
            cookies=CookieJar(
                DefaultCookiePolicy(allowed_domains=[])
            ),  # nobody is to know us again
            timeout=httpx.Timeout(policy.silence, connect=policy.connect),
            follow_redirects=False,  # the Fetcher follows, within one site
        )
    except (ValueError, httpx.InvalidURL):  # names the proxy, and with it a password
        raise BadSetting("proxy") from None


class _Watching:
    """What httpx tells of a request: the connections made for it, which may have to be refused."""

    def __init__(self, connections: WeakSet[Any], host: str, *, inside: bool) -> None:
        self._connections, self._host, self._inside = connections, host, inside

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember a connection; one into a private network that must not be ends here."""
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        connection = info["return_value"]
        self._connections.add(connection)
        peer = connection.get_extra_info("server_addr")
        if not self._inside and peer and is_private(str(peer[0])):
            connection.close()
            raise Refused("fetch_private", self._host)


def _explained(problem: Exception, host: str, policy: Policy, *, late: bool) -> FetchError:
    """Turn httpx's complaint into one sentence with its remedy."""
    if late or isinstance(problem, httpx.TimeoutException):
        connecting = isinstance(problem, httpx.ConnectTimeout)
        seconds = policy.connect if connecting else policy.total if late else policy.silence
        return Unreachable("fetch_slow", host, seconds=round(seconds))
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refused("fetch_certificate", host, problem=cause.verify_message)
        if isinstance(cause, socket.gaierror):
            return Unreachable("fetch_no_name", host)
        cause = cause.__cause__ or cause.__context__
    if isinstance(problem, httpx.ConnectError | httpx.ProxyError | httpx.UnsupportedProtocol):
        return Unreachable("fetch_no_connection", host, problem=redacted(str(problem)))
    return Unreachable("fetch_cut", host)
