"""How often one host is asked: our own polite pace, and whatever the host itself asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["Budget", "asked_wait", "exhausted", "server_time"]

NOTICED = 10.0
_EPOCH_BEGINS = 10**9
"""A reset above this is a moment in epoch seconds; below it, seconds from now."""


@dataclass
class Budget:
    """The next moment each host may be asked; shared by every source on that host."""

    pace: float
    """Seconds between two requests to one host."""
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    waiting: Callable[[str, float], None] = lambda _host, _seconds: None
    """Told of every wait that a person would notice."""
    _free: dict[str, float] = field(default_factory=dict)
    _paces: dict[str, float] = field(default_factory=dict)

    def take(self, host: str, *, own: bool = False) -> None:
        """Wait until the host may be asked, and take the turn; our ``own`` needs no manners."""
        now = self.clock()
        wait = self._free.get(host, now) - now
        if wait > NOTICED:
            self.waiting(host, wait)
        if wait > 0:
            self.sleep(wait)
        pace = self._paces.get(host, 0.0 if own else self.pace)
        self._free[host] = max(self.clock(), now) + pace

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for some seconds: it said so."""
        self._free[host] = max(self._free.get(host, 0.0), self.clock() + seconds)

    def waits(self, host: str) -> float:
        """Return for how many seconds the host is not to be asked."""
        return max(0.0, self._free.get(host, 0.0) - self.clock())

    def slow_down(self, host: str, pace: float) -> None:
        """Ask a host less often than others: its robots.txt says so."""
        self._paces[host] = max(pace, self.pace)


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return how many seconds an answer asks us to wait; None where it does not say.

    Parameters
    ----------
    headers : mapping of str to str
        Names in lower case. ``retry-after`` (seconds or an HTTP date) goes before
        ``x-ratelimit-reset`` (ISO 8601 or epoch) and ``ratelimit-reset`` (seconds, or epoch).
    now : datetime
        The server's own time where it gave one: our clock may be wrong.

    Examples
    --------
    >>> now = datetime(2024, 2, 14, tzinfo=UTC)
    >>> asked_wait({"retry-after": "Wed, 14 Feb 2024 00:02:00 GMT"}, now)
    120.0
    >>> asked_wait({"x-ratelimit-reset": "2024-02-14T00:05:00.000Z"}, now)
    300.0
    >>> asked_wait({"ratelimit-reset": "30"}, now), asked_wait({"retry-after": "nanti"}, now)
    (30.0, None)
    """
    for name in ("retry-after", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"):
        if value := headers.get(name, "").strip():
            wait = _seconds(value, now)
            if wait is not None:
                return max(0.0, wait)
    return None


def exhausted(headers: Mapping[str, str]) -> bool:
    """Say whether an answer was the last that the host gives for now."""
    names = ("x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining")
    return any(headers.get(name, "").strip() == "0" for name in names)


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """Return the time an answer says it is; None where it does not."""
    return _http_date(headers.get("date", ""))


def _seconds(value: str, now: datetime) -> float | None:
    try:
        number = float(value)
    except ValueError:
        moment = _http_date(value) or _iso(value)
        return (moment - now).total_seconds() if moment else None
    if not 0 <= number < 10**12:  # NaN and minus too
        return None
    return number - now.timestamp() if number > _EPOCH_BEGINS else number


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
