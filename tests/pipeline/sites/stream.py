"""An invented instance of Bluesky's stream: a real WebSocket server on loopback.

``python -m tests.pipeline.sites.stream POSTS`` runs one in a process of its own and prints its
port: whoever forks must not have its threads.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

from tests.pipeline.sites.site import NOON, said

WARGA, LURAH = "did:plc:warga", "did:plc:lurah"
POST = "app.bsky.feed.post"


def micros(time: datetime) -> int:
    """Return a time as the stream writes it."""
    return (time - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def frame(time: datetime, key: str, text: str = "", *, did: str = WARGA, **changes) -> str:
    """Return a frame about a post, as Jetstream writes it; without a text, of its deletion."""
    commit = {"rev": "3kr", "operation": "delete", "collection": POST, "rkey": key}
    if text:
        stamp = time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        record = {"$type": POST, "createdAt": stamp, "langs": ["id"], "text": text}
        commit |= {"operation": "create", "record": record, "cid": "bafyrei"}
    return written(time, did, "commit", commit=commit | changes)


def account(time: datetime, status: str = "", *, did: str = WARGA) -> str:
    """Return a frame about an account; without a status it is there."""
    said_of = {"active": not status, "did": did, "seq": 7} | ({"status": status} if status else {})
    return written(time, did, "account", account=said_of)


def written(time: datetime, did: str, kind: str, **what) -> str:
    """Return any frame."""
    value = {"did": did, "time_us": micros(time), "kind": kind, **what}
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class Instance:
    """Keeps :attr:`frames` in the order in which they came, and sends those from a cursor on."""

    def __init__(self) -> None:
        self.frames: list[str] = []
        self.asked: list[dict[str, list[str]]] = []
        """What each connection wanted."""
        self.agents: list[str] = []
        self.answers: list[Callable] = []
        """What is answered in place of the first handshakes; None: as always."""
        self.tells: list[Callable] = []
        """How the first connections are served; None: as always."""
        self.now: Callable[[], datetime] | None = None
        """Tells the time: whenever somebody connects, somebody's account is there, now."""
        self.date = ""
        self.url = ""

    def shown(self, asked: dict[str, list[str]]) -> list[str]:
        """Return the frames that a connection is told at once."""
        cursor = int(asked.get("cursor", ["0"])[0])
        people = asked.get("wantedDids")
        if self.now and account(self.now(), did=LURAH) not in self.frames:
            self.frames.append(account(self.now(), did=LURAH))
        kept = [(json.loads(each), each) for each in self.frames]
        begin = next((n for n, (at, _) in enumerate(kept) if at["time_us"] >= cursor), len(kept))
        return [raw for at, raw in kept[begin:] if not people or at["did"] in people]

    def serve(self, ws) -> None:
        """Serve a connection."""
        asked = parse_qs(urlsplit(ws.request.path).query)
        self.asked.append(asked)
        tell = self.tells.pop(0) if self.tells else None
        with suppress(ConnectionClosed):
            if tell:
                tell(ws, self.shown(asked))
                return
            for each in self.shown(asked):
                ws.send(each)
            ws.recv()  # nobody says anything: until they leave

    def answer(self, ws, request):
        """Answer a handshake with something else, where a test wants it."""
        self.agents.append(request.headers.get("user-agent", ""))
        answer = self.answers.pop(0) if self.answers else None
        return answer(ws) if answer else None

    def told(self, _ws, _request, response) -> None:
        """Tell the time as a test wants it, or not at all."""
        del response.headers["Date"]
        if self.date:
            response.headers["Date"] = self.date

    @contextmanager
    def open(self):
        """Serve on loopback."""
        with serve(
            self.serve,
            "127.0.0.1",
            0,
            process_request=self.answer,
            process_response=self.told,
            close_timeout=1,
        ) as server:
            self.url = f"http://127.0.0.1:{server.socket.getsockname()[1]}"
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield self
            server.shutdown()
            thread.join()


def refused(status: int, body: str = "", **headers: str):
    """Return an answer to a handshake that opens nothing."""

    def answer(ws):
        response = ws.respond(status, body)
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    return answer


def posts(count: int, *, apart: timedelta = timedelta(minutes=20)) -> list[str]:
    """Return frames of as many posts, the last at noon, all of them tagged."""
    first = NOON - apart * (count - 1)
    return [frame(first + apart * n, f"p{n}", f"{said(n)} #pemilu") for n in range(count)]


if __name__ == "__main__":
    instance = Instance()
    instance.frames = posts(int(sys.argv[1]))
    instance.now = lambda: NOON
    with instance.open():
        print(instance.url, flush=True)  # noqa: T201
        threading.Event().wait()
