"""A WebSocket through the fetch shelf: the same manners, and an end to everything."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing, contextmanager, suppress

import pytest
from websockets.server import ServerProtocol

from monitor.errors import BadAnswer, Busy, Refused, Unreachable
from monitor.fetch.stream import LARGEST_MESSAGE
from tests.pipeline.sites.site import NOON
from tests.pipeline.sites.stream import Instance, account, posts, refused

LINES = posts(40)


@pytest.fixture
def instance():
    one = Instance()
    one.frames = list(LINES)
    with one.open():
        yield one


@pytest.fixture
def read(fetcher, instance):
    """Return a function that reads all that the instance says."""

    def all_of(url="", **policy):
        asking = fetcher(None, **{"silence": 0.2, **policy})
        return list(asking.messages(lambda: f"{url or instance.url}/subscribe"))

    return all_of


def test_a_stream_is_read_until_it_falls_silent(read, instance):
    """Whole and in order, and its keeper can see who reads."""
    assert read() == LINES
    assert instance.agents[0].startswith("pemilu-monitor/")


def test_a_message_in_pieces_is_one(read, instance):
    """Between its pieces, pings and pongs are answered."""

    def tell(ws, _frames):
        ws.send(iter(["sur", "at ", "suara 🗳"]))
        ws.ping().wait(1)
        ws.send(b"dua")
        ws.recv()

    instance.tells = [tell]
    assert read() == ["surat suara 🗳", "dua"]


def test_who_leaves_says_goodbye(fetcher, instance):
    """In the midst of it: the instance need not find out by itself."""
    left = threading.Event()

    def tell(ws, frames):
        with suppress(Exception):
            while True:
                ws.send(frames[0])
        left.set()

    instance.tells = [tell]
    with closing(fetcher(None).messages(lambda: f"{instance.url}/subscribe")) as messages:
        next(messages)
    assert left.wait(5)


def test_a_stream_that_never_ends_is_left(read, instance):
    """So that other sources have their turn."""

    def tell(ws, frames):
        while True:
            ws.send(frames[0])
            time.sleep(0.01)

    instance.tells = [tell]
    begun = time.monotonic()
    assert set(read(stream=0.3)) == {LINES[0]}
    assert time.monotonic() - begun < 3


def cut(ws, frames):
    for each in frames[:15]:
        ws.send(each)
    ws.socket.shutdown(socket.SHUT_RDWR)


def test_a_stream_that_is_cut_is_opened_again(read, instance):
    """Where to go on is asked anew each time."""
    instance.tells = [cut, cut]
    assert len(read()) == 15 + 15 + 40
    assert len(instance.asked) == 3


def test_one_that_is_always_cut_is_given_up(read, instance):
    """After as many tries as anything else."""
    instance.tells = [cut] * 9
    with pytest.raises(Unreachable, match="putus"):
        read(tries=5)
    assert len(instance.asked) == 5


def test_an_instance_that_is_busy_is_asked_when_it_says(read, instance, clock):
    """As any site that answers 429."""
    instance.answers = [refused(429, retry_after="7")]
    assert read() == LINES
    assert 7 in clock.waits


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (refused(429, retry_after="3600"), Busy, "60 menit"),
        (refused(500), Busy, "500"),
        (refused(403), Refused, "403"),
        (refused(302, location="http://127.0.0.1:1/"), Refused, "302"),
        (refused(200, "<html>masuk dulu</html>"), BadAnswer, "200"),
    ],
)
def test_what_opens_no_stream_is_said_in_a_sentence(read, instance, answer, error, said):
    """And no redirect is followed."""
    instance.answers = [answer] * 9
    with pytest.raises(error, match=said):
        read()


def test_a_message_too_large_ends_it(read, instance):
    """Packed or not, it is not held: a stream cannot fill the memory."""
    instance.tells = [lambda ws, _: (ws.send(LINES[0]), ws.send("a" * (LARGEST_MESSAGE + 1)))]
    with pytest.raises(Refused, match="8 MB"):
        read()


def test_a_link_into_a_private_network_is_not_followed(fetcher, instance):
    """A stream is where the user said, or public."""
    messages = fetcher(None).messages(lambda: instance.url, home="https://contoh.id")
    with pytest.raises(Refused, match="jaringan pribadi"):
        next(messages)
    assert instance.agents == []


@contextmanager
def raw_server(serve):
    """Serve connections by hand, behind a sound handshake."""
    held = []

    def run():
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                held.append(connection)
                protocol = ServerProtocol()
                protocol.receive_data(connection.recv(65536))
                [request] = protocol.events_received()
                protocol.send_response(protocol.accept(request))
                connection.sendall(b"".join(protocol.data_to_send()))
                with suppress(OSError):
                    serve(connection, protocol)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    for connection in held:
        connection.close()


def silent(_connection, _protocol):
    """Hold the line, and never say anything."""


def drip(connection, protocol):
    """Send a message whose bytes come one by one and never end."""
    protocol.send_text(account(NOON).encode())
    data = b"".join(protocol.data_to_send())
    for n in range(len(data) - 1):
        connection.sendall(data[n : n + 1])
        time.sleep(0.02)


@pytest.mark.parametrize("serve", [silent, drip])
def test_a_dead_line_is_no_silent_one(read, serve):
    """A laptop wakes up: nothing that is whole comes, and nobody answers either."""
    with raw_server(serve) as url, pytest.raises(Unreachable, match="putus"):
        read(url, connect=0.2, tries=2)


def test_what_is_no_websocket_is_no_stream(read):
    """A 101 that agrees to something else."""

    def answer(ws):
        response = ws.respond(101, "")
        response.headers["Upgrade"] = "h2c"
        return response

    one = Instance()
    one.answers = [answer] * 9
    with one.open(), pytest.raises(BadAnswer, match="101"):
        read(one.url)
