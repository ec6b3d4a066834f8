"""What was looked at and what was not: a count without this is a wrong count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.corpora.elections import wib_day
from monitor.words import say

__all__ = ["statement"]

PLATFORMS = ("x", "tiktok", "instagram", "facebook", "youtube", "telegram", "whatsapp", "threads")


def statement(seen: Mapping[str, Any]) -> list[str]:
    """Say in sentences what a store covers (as ``Store.coverage`` counts it) and what it cannot."""
    platforms = seen["platforms"]
    lines = [
        say(
            "coverage.seen",
            posts=seen["posts"],
            platforms=", ".join(f"{name} {count}" for name, count in platforms.items()) or "-",
            first=_day(seen["first"]),
            last=_day(seen["last"]),
        ),
        say(
            "coverage.unseen",
            platforms=", ".join(name for name in PLATFORMS if name not in platforms) or "-",
        ),
    ]
    lines += [
        say(f"coverage.{gap}", count=seen[gap])
        for gap in ("undated", "without_text", "rejects")
        if seen[gap]
    ]
    return [*lines, say("coverage.never")]


def _day(time: str) -> str:
    return f"{wib_day(datetime.fromisoformat(time)):%d-%m-%Y}" if time else "?"
