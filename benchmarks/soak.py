"""Whether memory stays flat over a day of watching: ``python -m benchmarks.soak [DAYS]``.

A day of turns every quarter of an hour, run one after the other without waiting, over a server on
loopback that has forty new posts at each. Prints the resident memory after every hundredth turn,
without the pages that SQLite keeps at hand (64 MB at most), and fails where it grew by more than
16 MB after the first ten. No scan is part of it: ``python -m benchmarks.scan`` measures those.
Linux only: it reads /proc.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.fetch import Fetcher
from monitor.pipeline.watch import Stop, Watch
from monitor.pipeline.watchfile import read_plan
from monitor.store import Store

TURNS = 96
"""A day's."""
NEW = 40
MOST = 16.0
"""Megabytes that it may grow by."""
START = datetime(2024, 2, 7, tzinfo=UTC)


class Server(BaseHTTPRequestHandler):
    """A timeline that has grown by ``NEW`` posts since the turn before."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet, or every answer waits 40 ms for the other side's word
    turn = 0

    def do_GET(self) -> None:
        """Answer with the newest page, or the one under ``max_id``."""
        newest = Server.turn * NEW
        place = self.path.partition("max_id=")[2].partition("&")[0]
        below = int(place) if place else newest + 1
        page = [self.status(n) for n in range(below - 1, max(below - 1 - NEW, 0), -1)]
        body = json.dumps(page).encode()
        self.send_response(200)
        if page:
            link = f"<http://{self.headers['host']}{self.path.partition('?')[0]}"
            self.send_header("link", f'{link}?max_id={page[-1]["id"]}>; rel="next"')
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def status(self, number: int) -> dict[str, object]:
        """Invent a post."""
        created = START + timedelta(minutes=15) * number / NEW
        home = "https://desa.example/users/warga"
        return {
            "id": str(number),
            "uri": f"{home}/statuses/{number}",
            "created_at": created.isoformat(),
            "account": {"id": "7", "username": "warga", "acct": "warga", "url": home},
            "content": f"<p>kabar nomor {number} dari desa</p>",
            "visibility": "public",
        }

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main(days: int) -> None:
    """Watch, and print."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "watch.toml"
        source = f"mastodon:#pemilu@http://127.0.0.1:{server.server_port}"
        path.write_text(f'sources = ["{source}"]\nscan = false\n', encoding="utf-8")
        stop, begun, sizes = Stop(), time.perf_counter(), list[float]()
        now = lambda: START + timedelta(minutes=15) * Server.turn  # noqa: E731
        with Store(Path(folder) / "monitor.db") as store, Fetcher(now=now) as fetcher:
            watch = Watch(store, read_plan(path), fetcher, stop, lambda _: None, lambda _: None)
            for turn in range(1, days * TURNS + 1):
                Server.turn = turn
                watch.turn(digest=True)
                if turn % 100 == 0 or turn in (10, days * TURNS):
                    posts = store.coverage()["posts"]
                    store._one("PRAGMA shrink_memory")  # the cache of pages: at most 64 MB
                    sizes.append(resident())
                    print(f"{turn:5} turns  {posts:7} posts  {sizes[-1]:6.1f} MB", flush=True)
            print(f"{days} days in {time.perf_counter() - begun:.0f} s")
    server.shutdown()
    if sizes[-1] - sizes[0] > MOST:
        sys.exit(f"grew by {sizes[-1] - sizes[0]:.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
