"""How many frames of Bluesky's stream are looked through a second: ``python -m benchmarks.frames``.

A server on loopback, in a process of its own, sends FRAMES (300,000) invented frames of the real
shape, made before anybody connects: posts of 25 words, a third of them with letters beyond ASCII,
a tenth deletions, one in 200 with the hashtag. They go through the whole of ``collect`` onto disk,
plain and packed (permessage-deflate). Printed: frames a second by the clock and of this process'
processor, and memory after a fifth and at the end. Linux only: it reads /proc.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

from benchmarks.collecting import settled
from monitor.fetch import Fetcher
from monitor.pipeline.collect import collect
from monitor.store import Store

FRAMES = 300_000
NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
WORDS = ["the", "and", "of", "surat", "apa", "yang", "ini", "untuk", "warga", "you", "kami", "what"]
FAR = ["🗳️", "日本語の投稿", "São", "ação", "ありがとう"]
WANTED, DELETED, BEYOND = 200, 10, 3
"""One in so many has the hashtag, is a deletion, has letters beyond ASCII."""
_HELLO = (
    b"GET /subscribe HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: cGVtaWx1LW1vbml0b3IhIQ==\r\nSec-WebSocket-Version: 13\r\n"
)
_PACKED = b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"


def frames(count: int) -> Iterator[str]:
    """Yield frames, ten milliseconds apart, the last at noon."""
    chosen = random.Random(7)
    last = int(NOON.timestamp() * 1e6)
    for number in range(count):
        key = f"3k{number:011}"
        uri = f"at://did:plc:{number % 9973:024}/app.bsky.feed.post/{key}"
        commit = {"rev": key, "operation": "create", "collection": "app.bsky.feed.post"}
        if number % DELETED == 1:
            commit |= {"operation": "delete", "rkey": key}
        else:
            words = chosen.choices(WORDS, k=25)
            words += chosen.choices(FAR, k=4) if number % BEYOND == 0 else []
            words += ["#pemilu"] if number % WANTED == 0 else []
            ends = {"cid": "bafyrei" * 8, "uri": uri}
            record = {
                "$type": "app.bsky.feed.post",
                "createdAt": "2024-02-14T11:59:00.000Z",
                "langs": ["id"],
                "reply": {"parent": ends, "root": ends},
                "text": " ".join(words),
            }
            commit |= {"rkey": key, "record": record, "cid": "bafyrei" * 8}
        value = {
            "did": f"did:plc:{number % 9973:024}",
            "time_us": last - 10_000 * (count - 1 - number),
        }
        value |= {"kind": "commit", "commit": commit}
        yield json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def serve(told: Connection, count: int, *, packed: bool) -> None:
    """Make all frames, say on which port and how many bytes they are, and send them."""
    protocol = agreed(_HELLO + (_PACKED if packed else b""), packed=packed)
    protocol.data_to_send()
    made = bytearray()
    for raw in frames(count):
        protocol.send_text(raw.encode())
        made += b"".join(protocol.data_to_send())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        told.send((listening.getsockname()[1], len(made)))
        while True:
            connection, _ = listening.accept()
            protocol = agreed(connection.recv(65536), packed=packed)
            with connection, suppress(OSError):
                connection.sendall(b"".join(protocol.data_to_send()))
                connection.sendall(made)
                connection.recv(65536)


def agreed(asked: bytes, *, packed: bool) -> ServerProtocol:
    """Return the protocol behind a handshake."""
    extensions = [ServerPerMessageDeflateFactory()] if packed else []
    protocol = ServerProtocol(extensions=extensions)
    protocol.receive_data(asked if asked.endswith(b"\r\n\r\n") else asked + b"\r\n")
    [request] = protocol.events_received()
    response = protocol.accept(request)
    del response.headers["Date"]  # the frames' noon is long ago
    protocol.send_response(response)
    return protocol


@contextmanager
def served(count: int, *, packed: bool) -> Iterator[tuple[int, int]]:
    """Run the server in a process of its own; give its port, and how many bytes it sends."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(there, count), kwargs={"packed": packed}
    )
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()


def measured(count: int, *, packed: bool) -> None:
    """Collect all and print a line."""
    with (
        served(count, packed=packed) as (port, size),
        TemporaryDirectory() as folder,
        Store(Path(folder) / "monitor.db") as store,
        Fetcher(now=lambda: NOON) as fetcher,
    ):
        source = f"jetstream:#pemilu@http://127.0.0.1:{port}"
        sizes: list[float] = []

        def tick(_step: str, _records: int) -> None:
            sizes.append(settled(store))

        since = NOON - timedelta(milliseconds=10 * count)
        begun = [time.perf_counter(), time.process_time()]
        [one] = collect(store, [source], since=since, fetcher=fetcher, tick=tick).sources
        clock, cpu = time.perf_counter() - begun[0], time.process_time() - begun[1]
        wanted = -(-count // WANTED)
        if one.stored != wanted - _deleted(count):
            sys.exit(f"{one.stored} posts stored: {one}")
    early = sizes[len(sizes) // 5]
    print(
        f"| {'packed' if packed else 'plain'} | {count:,} | {size / count:,.0f}"
        f" | {count / clock:,.0f} | {count / cpu:,.0f} | {early:.0f}, {sizes[-1]:.0f} |",
        flush=True,
    )


def _deleted(count: int) -> int:
    return sum(number % WANTED == 0 for number in range(1, count, DELETED))


def main(count: int) -> None:
    """Print a line plain, and one packed."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    print("\n| stream | frames | bytes | frames/s | of the processor | MB, then |")
    print("|---|---:|---:|---:|---:|---:|")
    for packed in (False, True):
        measured(count, packed=packed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FRAMES)
