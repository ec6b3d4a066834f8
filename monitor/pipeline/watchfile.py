"""``watch.toml``: what a team leaves running, checked before anything is asked."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from monitor.collectors.live.sources import parse
from monitor.corpora.elections import WIB
from monitor.corpora.load import Fact, read
from monitor.errors import BadSource

__all__ = ["ALERTS", "AlertPlan", "Plan", "Quiet", "Wanted", "read_plan"]

ALERTS = (
    "known_claim", "burst", "in_step", "void", "quiet_period", "early_results", "silent", "lost",
)  # fmt: skip
"""Every kind of alert."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"\s*(\d{1,5})\s*([mhd])\s*")
_HOURS = re.compile(r"\s*(\d\d?)[.:](\d\d)\s*[-–]\s*(\d\d?)[.:](\d\d)\s*")
SHORTEST = timedelta(minutes=1)


class Quiet(Fact):
    """Hours of the day (WIB) in which no alert is said; over midnight where ``end <= start``."""

    start: time
    end: time

    def covers(self, moment: datetime) -> bool:
        """Say whether a moment lies in them.

        Examples
        --------
        >>> night = Quiet(start=time(22), end=time(5, 30))
        >>> [night.covers(datetime(2024, 2, 14, hour, tzinfo=WIB)) for hour in (21, 23, 5, 6)]
        [False, True, True, False]
        """
        now = moment.astimezone(WIB).time()
        if self.start < self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


def _duration(value: object) -> object:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("duration", "no duration")
    found = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if found < SHORTEST:
        raise PydanticCustomError("duration", "no duration")
    return found


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=WIB)
    if isinstance(value, date):
        return datetime.combine(value, time(), WIB)
    raise PydanticCustomError("moment", "no time")


def _quiet(value: object) -> object:
    match = _HOURS.fullmatch(value) if isinstance(value, str) else None
    try:
        hour, minute, to_hour, to_minute = map(int, match.groups() if match else ())
        return Quiet(start=time(hour, minute), end=time(to_hour, to_minute))
    except ValueError:
        raise PydanticCustomError("quiet_hours", "no hours") from None


def _source(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


def _scans(value: object) -> object:
    if value is True:
        return timedelta(minutes=30)
    return None if value is False else _duration(value)


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class Wanted(Fact):
    """One source."""

    source: str
    every: Duration | None = None
    """How often it is asked; None: as often as the others."""
    spend: float | None = Field(default=None, ge=0, le=1_000)
    """Dollars a day (WIB) it may cost, for platforms that take money."""

    @field_validator("source")
    @classmethod
    def _is_one(cls, text: str) -> str:
        try:
            return parse(text).source
        except BadSource as problem:
            said = {"problem": str(problem)}
            raise PydanticCustomError("bad_source", "{problem}", said) from problem


class AlertPlan(Fact):
    """Which alerts are said, where and when."""

    kinds: tuple[str, ...] = ALERTS
    digest: Duration | None = timedelta(hours=1)
    """Alerts wait for each other so long."""
    quiet: Annotated[Quiet, BeforeValidator(_quiet)] | None = None
    stdout: bool = True
    file: str = ""
    """JSON Lines, beside ``watch.toml``."""
    webhook: bool = False
    """To the address in ``MONITOR_WEBHOOK``, https only."""
    burst_posts: int = Field(default=20, ge=2)
    """Posts of one claim in 24 hours, and accounts, from which on it is a burst."""
    burst_accounts: int = Field(default=5, ge=1)

    @field_validator("kinds")
    @classmethod
    def _are_known(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        for kind in kinds:
            if kind not in ALERTS:
                said = {"name": kind, "known": ", ".join(ALERTS)}
                raise PydanticCustomError("unknown_alert", "{name} of {known}", said)
        return kinds


class Plan(Fact):
    """The whole file."""

    sources: Annotated[tuple[Annotated[Wanted, BeforeValidator(_source)], ...], Field(min_length=1)]
    every: Duration = timedelta(minutes=15)
    since: Annotated[datetime, BeforeValidator(_moment)] | None = None
    database: str = "monitor.db"
    scan: Annotated[timedelta | None, BeforeValidator(_scans)] = timedelta(minutes=30)
    """How often what is new is analysed, at most; false: never."""
    election: str = ""
    log: str = ""
    """A file that the log goes to as well; five of a megabyte are kept."""
    alerts: AlertPlan = AlertPlan()

    @field_validator("sources")
    @classmethod
    def _differ(cls, sources: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
        names = [each.source for each in sources]
        for name in names:
            if names.count(name) > 1:
                raise PydanticCustomError("source_twice", "{name} twice", {"name": name})
        return sources

    def often(self, wanted: Wanted) -> timedelta:
        """Return how often a source is asked."""
        return wanted.every or self.every


def read_plan(path: Path) -> Plan:
    """Read a ``watch.toml``; paths in it are seen from the folder it lies in.

    Raises
    ------
    BadCorpus
        It is missing, no TOML (which line), or asks for what there is not (which field, and the
        remedy).
    """
    plan = read(path, Plan)
    here = path.absolute().parent
    changes: dict[str, Any] = {"database": str(here / plan.database)}
    if plan.log:
        changes["log"] = str(here / plan.log)
    if plan.alerts.file:
        changes["alerts"] = plan.alerts.model_copy(update={"file": str(here / plan.alerts.file)})
    return plan.model_copy(update=changes)
