"""What was looked at and what was not: a count without this is a wrong count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.corpora.elections import WIB, wib_day
from monitor.words import say

__all__ = ["PLATFORMS", "SHOWN", "hours", "moment", "period", "statement"]

PLATFORMS = ("x", "tiktok", "instagram", "facebook", "youtube", "telegram", "whatsapp", "threads")
SHOWN = 3
"""Stretches named per platform in the head of a queue or an export."""


def statement(seen: Mapping[str, Any]) -> list[str]:
    """Say in sentences what a store covers and what it cannot.

    Parameters
    ----------
    seen : mapping
        As ``Store.coverage`` counts it, and under ``collecting`` what live sources covered
        (``monitor.pipeline.coverage.seen``), where there are any.
    """
    platforms = seen["platforms"]
    collecting = seen.get("collecting") or {}
    asked = {*platforms, *collecting.get("asked", ())}
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
            platforms=", ".join(name for name in PLATFORMS if name not in asked) or "-",
        ),
        *_collecting(collecting),
    ]
    lines += [
        say(f"coverage.{gap}", count=seen[gap])
        for gap in ("undated", "without_text", "rejects")
        if seen[gap]
    ]
    return [*lines, say("coverage.never")]


def _collecting(collecting: Mapping[str, Any]) -> Iterator[str]:
    if collecting.get("window"):
        yield hours(collecting, most=SHOWN)
        if collecting["silent"]:
            count = sum(collecting["silent"].values())
            yield say("coverage.silent", count=count, platforms=_counted(collecting["silent"]))


def hours(collecting: Mapping[str, Any], *, most: int | None = None) -> str:
    """Say which hours live sources did not see, per platform, at most ``most`` stretches of each.

    Parameters
    ----------
    collecting : mapping
        ``window``, ``asked_last`` and ``unseen``: platform -> (stretches, of how many sources, of
        how many there are).
    """
    first, last = collecting["window"]
    said = {"first": moment(first), "last": moment(last), "asked": moment(collecting["asked_last"])}
    if not collecting["unseen"]:
        return say("coverage.no_hour", **said)
    missing = "; ".join(
        say(
            "coverage.platform_hours",
            platform=platform,
            hours=_listed(stretches, most),
            sources=missing,
            of=of,
        )
        for platform, (stretches, missing, of) in collecting["unseen"].items()
    )
    return say("coverage.hours", missing=missing, **said)


def _listed(stretches: Sequence[tuple[datetime, datetime]], most: int | None) -> str:
    shown = ", ".join(period(*each) for each in stretches[:most])
    rest = stretches[most:] if most else []
    if not rest:
        return shown
    whole = sum((last - first for first, last in rest), timedelta())
    return say("coverage.more", shown=shown, count=len(rest), hours=-(-whole // timedelta(hours=1)))


def period(first: datetime, last: datetime) -> str:
    """Write a stretch as people in Jakarta read it, whole minutes, the day once where it is one.

    Examples
    --------
    >>> from datetime import UTC
    >>> period(datetime(2024, 2, 14, 19, 5, tzinfo=UTC), datetime(2024, 2, 14, 22, tzinfo=UTC))
    '15-02-2024 02.05–05.00'
    """
    start, end = moment(first), moment(last + timedelta(seconds=59))  # nothing unseen is left out
    return f"{start}–{end[11:]}" if start[:10] == end[:10] else f"{start}–{end}"


def moment(time: datetime) -> str:
    """Write a moment as people in Jakarta read it."""
    return f"{time.astimezone(WIB):%d-%m-%Y %H.%M}"


def _counted(named: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(named.items()))


def _day(time: str) -> str:
    return f"{wib_day(datetime.fromisoformat(time)):%d-%m-%Y}" if time else "?"
