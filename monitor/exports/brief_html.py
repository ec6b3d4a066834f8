"""A brief as one page of HTML to print: no script, nothing fetched, a few sheets of A4."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from monitor.corpora.elections import WIB
from monitor.exports.brief import Brief, Day
from monitor.exports.layout import Stamp
from monitor.exports.report import Bar
from monitor.exports.saving import replacing
from monitor.words import plain, say

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["day", "html", "moment", "write"]

WIDTH, HEIGHT, GAP = 640, 52, 1
SCALE = 300
MOST_BARS = 100
"""More would be thinner than a printer draws; then a bar is several days."""


class _Chart(NamedTuple):
    """Posts over time, as places on the drawing."""

    bars: list[dict[str, float]]
    first: str
    last: str
    said: str
    voting: float | None
    width: int = WIDTH
    height: int = HEIGHT


def html(brief: Brief, stamp: Stamp) -> str:
    """Return the page; whatever stands in the data is shown, never obeyed."""
    style = _asset("brief.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return _template().render(
        brief=brief,
        stamp=stamp,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
        made=say("brief.made_at", version=stamp.version, time=moment(stamp.exported)),
        chart=_chart(brief.days, brief.voting),
        placed=_placed,
        scale=SCALE,
        say=say,
    )


def write(path: Path, brief: Brief, stamp: Stamp, *, overwrite: bool = False) -> int:
    """Write the page whole or not at all; return how many claims it shows.

    Raises
    ------
    BadInput
        ``path`` exists and ``overwrite`` is not said, or it cannot be written.
    """
    with replacing(path, overwrite=overwrite) as draft:
        draft.write_text(html(brief, stamp), encoding="utf-8")
    return len(brief.claims)


def day(of: date) -> str:
    """Write a day as the reader's language does.

    Examples
    --------
    >>> day(date(2024, 2, 14))
    '14 Februari 2024'
    """
    return f"{of.day} {say(f'brief.month_{of.month}')} {of.year}"


def moment(time: datetime) -> str:
    """Write a moment in WIB and in UTC.

    Examples
    --------
    >>> moment(datetime(2024, 2, 14, 20, 5, tzinfo=UTC))
    '15 Februari 2024 pukul 03.05 WIB (2024-02-14 20:05 UTC)'
    """
    local = time.astimezone(WIB)
    return say(
        "brief.moment",
        day=day(local.date()),
        time=f"{local:%H}{say('brief.clock')}{local:%M}",
        utc=f"{time.astimezone(UTC):%Y-%m-%d %H:%M}",
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # --help needs no templates

    made = Environment(autoescape=True, undefined=StrictUndefined, finalize=_shown)
    return made.from_string(_asset("brief.html").replace("{{ style }}", _asset("brief.css")))


def _shown(value: object) -> object:
    """Make signs visible that would turn a line round, whoever forgot to."""
    return plain(value) if isinstance(value, str) else value


@cache
def _asset(name: str) -> str:
    return (files("monitor.exports") / "assets" / name).read_text(encoding="utf-8")


def _chart(days: tuple[Day, ...], voting: date | None) -> _Chart | None:
    """Return bars of equally many days each; None where a picture of one bar would say nothing."""
    if len(days) < 2:
        return None
    first, last = days[0].day, days[-1].day
    length = (last - first).days + 1
    size = ceil(length / MOST_BARS)
    count = ceil(length / size)
    sums = dict.fromkeys(range(count), 0)
    for each in days:
        sums[(each.day - first).days // size] += each.posts
    step, most = WIDTH / count, max(sums.values())
    peak = next(place for place, posts in sums.items() if posts == most)
    bars = [
        {
            "x": round(place * step, 2),
            "y": round(HEIGHT * (1 - posts / most), 2),
            "width": round(step - GAP, 2),
            "height": round(HEIGHT * posts / most, 2),
        }
        for place, posts in sums.items()
        if posts
    ]
    voted = (voting - first).days if voting and first <= voting <= last else None
    return _Chart(
        bars,
        day(first),
        day(last),
        say(
            "brief.chart" if size > 1 else "brief.chart_daily",
            days=size,
            most=f"{most:,}".replace(",", "." if say("cli.decimal") == "," else ","),
            peak=day(first + timedelta(days=peak * size)),
        )
        + (f" {say('brief.chart_voting')}" if voted is not None else ""),
        None if voted is None else round((voted + 0.5) / size * step, 2),
    )


def _placed(bar: Bar) -> dict[str, float]:
    def place(value: float) -> float:
        return round(4 + min(max(value, 0.0), 1.0) * (SCALE - 8), 1)

    return {"value": place(bar.value), "low": place(bar.low), "high": place(bar.high)}
