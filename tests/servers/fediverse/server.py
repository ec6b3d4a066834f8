"""A Mastodon-compatible server on loopback, and the posts of our own that it shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.servers.nodes import environment, free_port, modules, node, running

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)


class Fediverse:
    """The server; it shows what was posted before it started, and can be started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.site = f"http://127.0.0.1:{self.port}"
        self.posts: list[dict[str, Any]] = []
        self._file = folder / "posts.json"
        self._home = modules(Path(__file__).parent, "--legacy-peer-deps")
        self._running = ExitStack()

    def start(self) -> None:
        """Show everything that was posted so far."""
        self._file.write_text(json.dumps(self.posts))
        env = environment(self._home) | {"PORT": str(self.port), "POSTS": str(self._file)}
        command: Sequence[str | Path] = [node(), "server.mjs"]
        ready = running(command, cwd=self._home, env=env, port=self.port, says="ready")
        self._running.enter_context(ready)

    def stop(self) -> None:
        """Answer nobody until started again."""
        self._running.close()

    def post(self, name: str, text: str, minutes: float, **changes: Any) -> dict[str, Any]:
        """Post something so many minutes before noon; return the server's document of it."""
        time = NOON - timedelta(minutes=minutes)
        place = len(self.posts)
        home = f"https://{name}.contoh.test"
        document = {
            "_id": f"{int(time.timestamp()):08x}{place:016x}",
            "uid": f"{home}/users/{name}/statuses/{1000 + place}",
            "url": f"{home}/@{name}/{1000 + place}",
            "type": "note",
            "visibility": "public",
            "language": "id",
            "published": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "receivedAt": time.isoformat(),
            "content": {"html": f"<p>{text}</p>"},
            "author": person(name),
            "category": [word[1:] for word in text.split() if word.startswith("#")],
            "counts": {"likes": place, "boosts": 2, "replies": 1},
            **changes,
        }
        self.posts.append(document)
        return document

    def boost(self, name: str, original: dict[str, Any], minutes: float) -> dict[str, Any]:
        """Show a copy of a post as boosted by somebody."""
        time = NOON - timedelta(minutes=minutes)
        number = f"{int(time.timestamp()):08x}{len(self.posts):016x}"
        told = {"_id": number, "receivedAt": time.isoformat(), "boostedAt": time.isoformat()}
        document = {**original, **told, "type": "boost", "boostedBy": person(name)}
        self.posts.append(document)
        return document


def person(name: str) -> dict[str, str]:
    """Return how the server describes an author."""
    url = f"https://{name}.contoh.test/@{name}"
    return {"name": name.title(), "url": url, "handle": f"@{name}@{name}.contoh.test"}
