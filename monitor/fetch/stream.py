"""A WebSocket's messages, one after the other: opened by the client that asks everything else.

The handshake is a request like any other (:class:`~monitor.fetch.wire.Wire` sends it), so proxies,
certificates, private networks and waits are met as they always are. Behind it the connection's
bytes are given to the protocol of ``websockets``, which does no reading of its own: no thread, and
what nobody takes stays with the server.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpcore
import httpx
from websockets.client import ClientProtocol
from websockets.exceptions import PayloadTooBig
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from monitor.errors import BadAnswer, FetchError, Refused, Unreachable
from monitor.fetch.wire import Policy

__all__ = ["LARGEST_MESSAGE", "Handshake", "Stream"]

_MEGABYTE = 1024 * 1024
LARGEST_MESSAGE = 8 * _MEGABYTE
"""Bytes, unpacked."""
_AT_ONCE = 256 * 1024
"""Bytes read from the connection at once."""
_GOODBYE = 1.0
"""Seconds for saying that we leave."""
_Gone = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError)


class Handshake:
    """What is said to open a WebSocket, and whether the answer agrees to it."""

    def __init__(self) -> None:
        self.protocol = ClientProtocol(
            parse_uri("ws://localhost/"),  # the request has its own address
            extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=True)],
            max_size=LARGEST_MESSAGE,
        )
        asked = self.protocol.connect()
        self.protocol.send_request(asked)
        self.protocol.data_to_send()  # httpx sends it
        self.headers: Mapping[str, str] = {
            name.lower(): value
            for name, value in asked.headers.raw_items()
            if name.lower() != "host"
        }

    def opened(self, response: httpx.Response, host: str, policy: Policy) -> Stream:
        """Return the stream behind an answer.

        Raises
        ------
        BadAnswer
            It does not agree.
        """
        lines = [b": ".join(header) for header in response.headers.raw]
        self.protocol.receive_data(
            b"\r\n".join([b"HTTP/1.1 101 Switching Protocols", *lines, b"\r\n"])
        )
        self.protocol.events_received()
        if self.protocol.state is not State.OPEN:
            response.close()
            raise BadAnswer("fetch_no_stream", host, status=response.status_code)
        return Stream(response, self.protocol, host, policy)


class Stream:
    """An open WebSocket; used by one thread."""

    def __init__(
        self, response: httpx.Response, protocol: ClientProtocol, host: str, policy: Policy
    ) -> None:
        self._response, self._protocol, self._host = response, protocol, host
        self._wire = response.extensions["network_stream"]
        self._policy = policy
        self._part = bytearray()
        self._answered = False
        """Whether the other side has answered our ping."""

    def messages(self, until: float) -> Iterator[str]:
        """Yield messages till none comes for ``policy.silence``, or until a monotonic time.

        Raises
        ------
        Unreachable
            The other side hung up, or no longer answers.
        Refused
            A message is larger than we take.
        """
        heard = time.monotonic()
        while (now := time.monotonic()) < until:
            left = heard + self._policy.silence - now
            if left <= 0:
                self._alive()
                return
            messages = self._read(min(left, until - now))
            if messages:
                yield from messages
                heard = time.monotonic()  # what took the reader long is not their silence

    def close(self) -> None:
        """Say goodbye, and hang up."""
        with suppress(*_Gone):
            if self._protocol.state is State.OPEN:
                self._protocol.send_close()
                self._send(_GOODBYE)
        with suppress(*_Gone, httpx.HTTPError):
            self._response.close()

    def _alive(self) -> None:
        """Find out whether a silent line is only silent: a laptop that slept has a dead one."""
        self._answered = False
        self._protocol.send_ping(b"?")
        until = time.monotonic() + self._policy.connect
        with self._explained():
            self._send(self._policy.connect)
        while not self._answered:
            left = until - time.monotonic()
            if left <= 0:
                raise self._cut()
            self._read(left)  # a message that comes only now comes again next time

    def _read(self, seconds: float) -> list[str]:
        """Return the messages that end in the next bytes; none where none come in time."""
        if self._protocol.state is not State.OPEN:
            raise self._ended()
        with self._explained():
            try:
                data = self._wire.read(_AT_ONCE, timeout=seconds)
            except httpcore.ReadTimeout:
                return []
            if data:
                self._protocol.receive_data(data)
            else:
                self._protocol.receive_eof()
            found = [
                message
                for event in self._protocol.events_received()
                if isinstance(event, Frame) and (message := self._message(event)) is not None
            ]
            self._send(self._policy.silence)
        return found

    def _message(self, frame: Frame) -> str | None:
        """Return the message that ends with a frame, if one does."""
        if frame.opcode is Opcode.PONG:
            self._answered = True
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return None
        if frame.fin and not self._part:
            return bytes(frame.data).decode("utf-8", "replace")
        self._part += frame.data
        if not frame.fin:
            return None
        whole, self._part = self._part, bytearray()
        return whole.decode("utf-8", "replace")

    def _send(self, seconds: float) -> None:
        """Send what the protocol has to say: pongs, goodbyes."""
        if data := b"".join(self._protocol.data_to_send()):
            self._wire.write(data, timeout=seconds)

    def _explained(self) -> _Explained:
        return _Explained(self)

    def _cut(self) -> FetchError:
        return Unreachable("fetch_cut", self._host)

    def _ended(self) -> FetchError:
        """Return why there is no more."""
        if isinstance(self._protocol.parser_exc, PayloadTooBig):
            size = LARGEST_MESSAGE // _MEGABYTE
            return Refused("fetch_too_large", self._host, megabytes=size)
        return self._cut()


class _Explained:
    """Turns what the line complains of into one sentence."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: Any) -> None:  # noqa: ANN401
        if isinstance(problem, _Gone):
            raise self._stream._ended() from None
