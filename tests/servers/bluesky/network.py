"""A real Bluesky network on loopback, and people of our own who write on it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from tests.servers.nodes import environment, free_port, modules, node, running
from tests.servers.postgres import postgres

PASSWORD = "sandi-contoh"  # noqa: S105 -- of accounts that are gone with the network
_FACETS = {
    rb"#(\w+)": lambda found, _: {"$type": "app.bsky.richtext.facet#tag", "tag": found},
    rb"https?://(\S+)": lambda found, _: {
        "$type": "app.bsky.richtext.facet#link",
        "uri": f"https://{found}",
    },
    rb"@([\w.]+)": lambda found, people: {
        "$type": "app.bsky.richtext.facet#mention",
        "did": people[found.partition(".")[0]]["did"],
    },
}


@dataclass
class Network:
    """Where it answers, and everything that was written on it."""

    pds: str
    appview: str
    web: httpx.Client
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    written: list[dict[str, Any]] = field(default_factory=list)
    """Every record: ``uri, cid, by, value``."""

    def join(self, name: str) -> None:
        """Make an account."""
        about = {"handle": f"{name}.test", "email": f"{name}@contoh.test", "password": PASSWORD}
        self.people[name] = self._call("com.atproto.server.createAccount", "", about)
        self.write(name, "app.bsky.actor.profile", {"displayName": name.title()}, rkey="self")

    def write(self, name: str, collection: str, value: dict, **more: str) -> dict[str, Any]:
        """Write a record of somebody's; return it with its address."""
        value = {"$type": collection, **value}
        body = {"repo": self.people[name]["did"], "collection": collection, "record": value, **more}
        made = self._call("com.atproto.repo.createRecord", name, body)
        record = {"uri": made["uri"], "cid": made["cid"], "by": name, "value": value}
        self.written.append(record)
        return record

    def post(self, name: str, text: str, **more: object) -> dict[str, Any]:
        """Write a post; its tags, links and mentions become facets, counted in bytes."""
        facets = [
            {
                "index": {"byteStart": found.start(), "byteEnd": found.end()},
                "features": [feature(found[1].decode(), self.people)],
            }
            for pattern, feature in _FACETS.items()
            for found in re.finditer(pattern, text.encode())
        ]
        value = {"text": text, "createdAt": _now(), "langs": ["id"], "facets": facets, **more}
        return self.write(name, "app.bsky.feed.post", value)

    def repost(self, name: str, post: dict[str, Any]) -> dict[str, Any]:
        """Repost a post."""
        value = {"subject": named(post), "createdAt": _now()}
        return self.write(name, "app.bsky.feed.repost", value)

    def upload(self, name: str, data: bytes, kind: str) -> dict[str, Any]:
        """Give a file to somebody's server."""
        headers = {**self._login(name), "content-type": kind}
        address = f"{self.pds}/xrpc/com.atproto.repo.uploadBlob"
        answer = self.web.post(address, content=data, headers=headers)
        answer.raise_for_status()
        return answer.json()["blob"]

    def settle(self) -> None:
        """Wait until the AppView shows all that was written: it indexes in no certain order."""
        feeds = ("/app.bsky.feed.post/", "/app.bsky.feed.repost/")
        missing = {one["uri"] for one in self.written if any(kind in one["uri"] for kind in feeds)}
        until = time.monotonic() + 60
        while missing:
            assert time.monotonic() < until, f"the AppView does not show {missing}"
            for person in self.people.values():
                missing -= self._shown(person["did"])
            time.sleep(0.1)

    def _shown(self, did: str) -> set[str]:
        """Return the addresses of everything in somebody's feed."""
        address, cursor, shown = f"{self.appview}/xrpc/app.bsky.feed.getAuthorFeed", "", set()
        while True:
            params = {"actor": did, "limit": 100, **({"cursor": cursor} if cursor else {})}
            page = self.web.get(address, params=params).json()
            shown |= {one.get("reason", one["post"])["uri"] for one in page["feed"]}
            cursor = page.get("cursor", "")
            if not cursor:
                return shown

    def _call(self, method: str, name: str, body: dict) -> dict[str, Any]:
        address = f"{self.pds}/xrpc/{method}"
        answer = self.web.post(address, json=body, headers=self._login(name) if name else {})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def _login(self, name: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self.people[name]['accessJwt']}"}


def named(record: dict[str, Any]) -> dict[str, str]:
    """Return how one record points at another."""
    return {"uri": record["uri"], "cid": record["cid"]}


@contextmanager
def network() -> Iterator[Network]:
    """Run a network with nobody on it."""
    home = modules(Path(__file__).parent)
    ports = {name: free_port() for name in ("PLC_PORT", "PDS_PORT", "APPVIEW_PORT")}
    with postgres() as database:
        env = environment(home) | {name: str(port) for name, port in ports.items()}
        env |= {
            "DB_POSTGRES_URL": database,
            "REDIS_HOST": "127.0.0.1:1",  # it has to be named, and is not asked
            "LOG_ENABLED": "false",
            "RATE_LIMITS": "1",
        }
        command = [node(), "network.mjs"]
        with (
            running(command, cwd=home, env=env, port=ports["APPVIEW_PORT"], says="ready"),
            httpx.Client(timeout=30) as web,
        ):
            pds, appview = (f"http://localhost:{ports[name]}" for name in list(ports)[1:])
            yield Network(pds, appview, web)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
