"""``monitor watch``."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Timer
from time import struct_time
from typing import TYPE_CHECKING, Any

import click

from monitor import pipeline
from monitor.cli.doors import file, verb
from monitor.cli.lines import paragraph
from monitor.corpora.elections import WIB
from monitor.errors import BadInput
from monitor.pipeline.watchfile import Plan, read_plan
from monitor.words import say

if TYPE_CHECKING:
    from monitor.fetch import Fetcher
    from monitor.pipeline.watch import Stop

LOG = logging.getLogger("monitor.watch")
GRACE = 3.0
"""Seconds that a page under way has to come, once somebody wants to stop."""
LOG_SIZE, LOGS_KEPT = 1_000_000, 5
"""Bytes of a log, and older ones beside it."""


@verb("watch", no_args_is_help=True)
@click.argument("plan", type=file(), metavar="FILE")
@click.option("--once", is_flag=True, help=say("watch.once"))
@click.option("--check", is_flag=True, help=say("watch.check"))
@click.option("--fail-on-alert", is_flag=True, help=say("watch.fail_on_alert"))
def command(plan: Path, once: bool, check: bool, fail_on_alert: bool) -> int:
    """Collect on and on."""
    found = read_plan(plan)
    if check:
        _show(plan, found)
        return 0
    with _logging(found.log):
        count = _watch(found, once=once)
    return 1 if once and fail_on_alert and count else 0


def _watch(plan: Plan, *, once: bool) -> int:
    from monitor.fetch import Fetcher  # --check asks nobody
    from monitor.pipeline.watch import Stop, Watch
    from monitor.store import only_one

    stop, database = Stop(), Path(plan.database)
    with (
        only_one(database),
        pipeline.Store(database) as store,
        Fetcher(sleep=stop.sleep, waiting=_waiting) as fetcher,
        _stopping(stop, fetcher),
    ):
        watch = Watch(store, plan, fetcher, stop, LOG.info, show_alerts)
        if once:
            return watch.once()
        LOG.info(say("watch.started", count=len(plan.sources), database=database))
        watch.run()
        LOG.info(say("watch.stopped"))
        return 0


def show_alerts(rows: Sequence[dict[str, Any]]) -> None:
    """Print alerts: the evidence, the doubt, the next step."""
    for row in rows:
        paragraph(row["evidence"], "")
        paragraph(row["uncertainty"])
        paragraph(row["next"])
    sys.stdout.flush()


def _waiting(host: str, seconds: float) -> None:
    LOG.info(say("collect.waiting", host=host, seconds=round(seconds)))


def _show(path: Path, plan: Plan) -> None:
    click.echo(say("watch.sound", path=path, count=len(plan.sources), database=plan.database))
    for wanted in plan.sources:
        minutes = round(plan.often(wanted).total_seconds() / 60)
        paragraph(say("watch.sound_source", source=wanted.source, minutes=minutes))
    if quiet := plan.alerts.quiet:
        ends = {"start": f"{quiet.start:%H.%M}", "end": f"{quiet.end:%H.%M}"}
        paragraph(say("watch.sound_quiet", **ends), "")


@contextmanager
def _stopping(stop: Stop, fetcher: Fetcher) -> Iterator[None]:
    """Let Ctrl-C and the system's wish to end ask to stop, once; the second Ctrl-C ends at once."""
    timer = Timer(GRACE, fetcher.hang_up)
    timer.daemon = True

    def asked(_number: int, _frame: object) -> None:
        stop()
        LOG.info(say("watch.stopping"))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if timer.ident is None:  # not yet
            timer.start()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


def _wib(seconds: float | None) -> struct_time:
    return datetime.fromtimestamp(seconds or 0.0, WIB).timetuple()


@contextmanager
def _logging(path: str) -> Iterator[None]:
    """Write the log to stderr, and to a file that never grows beyond bounds."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if path:
        try:
            handlers.append(
                RotatingFileHandler(
                    path, maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8"
                )
            )
        except OSError as problem:
            raise BadInput("log_unwritten", path, problem=problem.strerror or problem) from problem
    form = logging.Formatter("%(asctime)s WIB %(message)s", "%d-%m-%Y %H.%M.%S")
    form.converter = _wib
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    for handler in handlers:
        handler.setFormatter(form)
        LOG.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            LOG.removeHandler(handler)
            handler.close()
