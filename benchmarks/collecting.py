"""How many posts a second are collected and imported: ``python -m benchmarks.collecting [POSTS]``.

Live: pages of a server on loopback, in a process of its own, through the whole of ``collect``
(asking, mapping, storing on disk, the place to go on); then the same pages from files through
``import_file``. The first of each takes POSTS (200,000), the others a tenth. Printed per platform:
posts a second by the clock and of this process' processor, and the resident memory at a fifth of
the way and at the end, without the pages that SQLite keeps at hand. Linux only: it reads /proc.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import httpx

from benchmarks.pages import KINDS, START, said
from benchmarks.soak import resident
from monitor.fetch import Fetcher, Policy
from monitor.pipeline.collect import collect
from monitor.pipeline.import_ import import_file
from monitor.pipeline.steps import Tick
from monitor.store import Store

POSTS = 200_000
SOURCES = {
    "mastodon-api": "mastodon:#pemilu@desa.example",
    "bluesky-api": "bluesky:@warga.test",
    "telegram-page": "telegram:kanal",
    "x-api-v2": "x:#pemilu",
    "wordpress": "feed:https://kabar.example/wp-json/wp/v2/posts",
}
CURSORS = {
    "/api/": ("mastodon-api", "max_id"),
    "/xrpc/": ("bluesky-api", "cursor"),
    "/s/": ("telegram-page", "before"),
    "/2/": ("x-api-v2", "next_token"),
    "/wp-json/": ("wordpress", "page"),
}
"""How an address begins -> what is asked there, and the name of its cursor."""


class Server(BaseHTTPRequestHandler):
    """All platforms at once, each with ``count`` posts, paged from the newest down."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True  # or every answer waits 40 ms for the other side's word
    count = 0

    def do_GET(self) -> None:
        """Answer with the page below a cursor."""
        parts = urlsplit(self.path)
        asked = next(
            (each for begin, each in CURSORS.items() if parts.path.startswith(begin)), None
        )
        if asked is None or "counts" in parts.path:  # robots.txt, and what a search may cost
            self.answer(404, b"")
            return
        name, cursor = asked
        size = KINDS[name].size
        place = int(parse_qs(parts.query).get(cursor, ["0"])[0])
        if cursor == "page":
            place = Server.count + 1 - (max(place, 1) - 1) * size
        top = (place or Server.count + 1) - 1
        numbers = range(top, max(top - size, 0), -1)
        below = str(numbers[-1]) if numbers and numbers[-1] > 1 else ""
        body = KINDS[name].page([said(number) for number in numbers], below)
        if name != "mastodon-api":
            self.answer(200, body)
            return
        link = f'<https://desa.example/?max_id={below}>; rel="next"' if below else ""
        self.answer(200, body[body.index(b"[") : -1], link=link)  # its timelines are bare lists

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def serve(port: Connection, count: int) -> None:
    """Answer until killed; say on which port."""
    Server.count = count
    said(0)  # the texts are made before anybody waits for them
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    port.send(server.server_port)
    server.serve_forever()


@contextmanager
def served(count: int) -> Iterator[int]:
    """Run the server in a process of its own; give its port."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, count))
    process.start()
    there.close()  # if it dies, we are told
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()


class Loopback(httpx.HTTPTransport):
    """Every host is the server on loopback."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask it."""
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return super().handle_request(request)


def live(store: Store, name: str, count: int, tick: Tick) -> int:
    """Collect what a platform has; return how many posts are new."""
    with (
        served(count) as port,
        Fetcher(
            Policy(pace=0), transport=Loopback(port), now=lambda: START + timedelta(seconds=count)
        ) as fetcher,
    ):
        tick("begin", 0)
        done = collect(
            store,
            [SOURCES[name]],
            since=START - timedelta(days=1),
            spend=1e6,
            fetcher=fetcher,
            tick=tick,
        )
    for problem in done.problems:
        print(problem)
    return done.sources[0].stored


def saved(store: Store, name: str, count: int, tick: Tick) -> int:
    """Import the same pages from files; return how many posts are new."""
    size, page = KINDS[name]
    stored = 0
    with TemporaryDirectory() as folder:
        pages = (range(top, max(top - size, 0), -1) for top in range(count, 0, -size))
        bodies = (page([said(number) for number in numbers], "") for numbers in pages)
        if name == "feed":
            files = [Path(folder) / f"{number}.xml" for number in range(-(-count // size))]
            for file, body in zip(files, bodies, strict=True):
                file.write_bytes(body)
        else:
            files = [Path(folder) / "pages.jsonl"]
            with files[0].open("wb") as lines:
                for body in bodies:
                    lines.write(_line(name, body))
        tick("begin", 0)
        for file in files:
            stored += import_file(store, file, tick=tick).stored
    return stored


def _line(name: str, body: bytes) -> bytes:
    """Return a page as a line, or as one for each of its posts where it is a bare list."""
    if name == "telegram-page":
        return json.dumps({"html": body.decode()}).encode() + b"\n"
    if name == "wordpress":
        return b"".join(json.dumps(each).encode() + b"\n" for each in json.loads(body))
    return body + b"\n"


def measured(
    how: Callable[[Store, str, int, Tick], int], name: str, count: int
) -> tuple[float, float, float, float]:
    """Return posts a second, the same of the processor, and MB at a fifth and at the end."""
    sizes, seen = [0.0], 0
    clock, cpu = 0.0, 0.0

    with TemporaryDirectory() as folder, Store(Path(folder) / "monitor.db") as store:

        def tick(step: str, records: int) -> None:
            nonlocal seen, clock, cpu
            if step == "begin":
                clock, cpu = time.perf_counter(), time.process_time()
            seen += records
            if len(sizes) == 1 and seen >= count / 5:
                sizes.append(settled(store))

        stored = how(store, name, count, tick)
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        if stored != count:
            sys.exit(f"{name}: {stored} of {count} posts stored")
        return count / clock, count / cpu, sizes[-1], settled(store)


def settled(store: Store) -> float:
    """Return the memory in use without SQLite's pages (64 MB at most)."""
    store._one("PRAGMA shrink_memory")
    return resident()


def main(count: int) -> None:
    """Print a line per platform."""
    os.environ.setdefault("MONITOR_X_BEARER_TOKEN", "t0ken")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    for title, how, names in (("live", live, SOURCES), ("from files", saved, KINDS)):
        print(f"\n| {title} | posts | a page | posts/s | of the processor | MB, then |")
        print("|---|---:|---:|---:|---:|---:|")
        for place, name in enumerate(names):
            posts = count // 10 if place else count
            clock, cpu, first, last = measured(how, name, posts)
            print(
                f"| {name} | {posts:,} | {KINDS[name].size} | {clock:,.0f} | {cpu:,.0f}"
                f" | {first:.0f}, {last:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
