"""``monitor export brief.html``: what a journalist may print, and defend."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from monitor.analyses.base import Setting
from monitor.corpora.elections import days_to_vote, phase_at, wib_day
from monitor.corpora.weights import Weights, weights
from monitor.errors import BadInput
from monitor.exports.brief import Brief, Day, Fact
from monitor.exports.brief_html import day
from monitor.pipeline import brief_claims as of_claims
from monitor.pipeline import brief_network as network
from monitor.pipeline import coverage
from monitor.pipeline.project import weights_of
from monitor.pipeline.queue import Queue, queue
from monitor.pipeline.written import count, decimal
from monitor.privacy import Mask
from monitor.queue.coverage import SHOWN, hours, statement
from monitor.store import Overview, Store
from monitor.words import language, say

__all__ = ["brief", "contact_of"]

TOP = 8
"""Claims that a brief of three pages has room for."""


def brief(
    store: Store,
    database: Path,
    setting: Setting,
    mask: Mask,
    *,
    top: int = TOP,
    seed: int = 7,
    using: Weights | None = None,
    contact: str = "",
    around: network.Around | None = None,
) -> Brief:
    """Collect what a brief says, everything in it masked.

    Parameters
    ----------
    mask : Mask
        Of the project; accounts that are not public are pseudonyms, unless it keeps identities.
    top : int
        Claims shown.
    seed : int
        Of the intervals.
    contact : str
        Where to write when something is wrong; by default what ``contact.txt`` beside the
        database says, else a line is left to be filled in by hand.
    around : Around, optional
        What is known of the network; computed by default.

    Raises
    ------
    BadInput
        ``contact.txt`` cannot be read.
    """
    around = around or network.around_of(store, setting, seed=seed)
    seen, counts = coverage.seen(store), store.overview()
    using = using or weights_of(database)
    weighed = say("brief.weights_ours" if using == weights() else "brief.weights_own")
    whole = queue(store, using)
    rows = list(whole.rows(top))
    scanned = _last_scan(store)
    texts = of_claims.texts(whole, network.quoted_in(around), mask)
    asked = "memory" in scanned.get("analyses", {})
    election = setting.election
    return Brief(
        lang=language(),
        title=say("brief.title", election=election.name)
        if election
        else say("brief.title_no_election"),
        summary=tuple(_summary(seen, counts, whole, around)),
        looked=tuple(_looked(seen, counts, setting)),
        days=tuple(Day(*each) for each in counts.days.items()),
        voting=election.voting_day if election and election.status == "scheduled" else None,
        claims=tuple(of_claims.claims(store, rows, mask, asked=asked)),
        others=of_claims.others(whole, rows),
        amplified=network.amplified(around, mask),
        why_not_amplified="" if around.seen else say("brief.not_amplified"),
        in_step=network.in_step(around, texts, mask),
        other_steps=_other_steps(around),
        crossed=network.crossed(around, texts, mask),
        why_not_crossed=_why_not_crossed(around),
        sure=(
            *of_claims.sure(store, database, len(whole), asked=asked),
            *network.sure(around),
        ),
        unseen=tuple(_unseen(seen, counts, around)),
        made=tuple(_made(counts, setting, scanned, weighed, top, seed)),
        contact=contact.strip() or contact_of(database),
        corrections=tuple(of_claims.corrections(store, mask)),
    )


def contact_of(database: Path) -> str:
    """Return what ``contact.txt`` beside the database says; empty where there is none.

    Raises
    ------
    BadInput
        It cannot be read as text.
    """
    path = database.parent / "contact.txt"
    try:
        return " ".join(path.read_text(encoding="utf-8-sig").split())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as problem:
        raise BadInput("input_unreadable", path, problem=problem) from problem


def _last_scan(store: Store) -> Mapping[str, Any]:
    """Return the options of the scan that made the queue what it is; nothing where none ended."""
    done = (run["options"] for run in store.runs() if run["verb"] == "scan" and run["finished"])
    found: Mapping[str, Any] = next(done, {})
    return found


def _summary(
    seen: Mapping[str, Any], counts: Overview, whole: Queue, around: network.Around
) -> Iterator[str]:
    if seen["collecting"]["window"]:  # first of all, or every count below it is read as whole
        yield hours(seen["collecting"], most=SHOWN)
    if not seen["posts"]:
        yield say("brief.summary_nothing")
        return
    yield say(
        "brief.summary_posts",
        posts=count(seen["posts"]),
        accounts=count(counts.accounts),
        first=_day_of(seen["first"]),
        last=_day_of(seen["last"]),
        claims=count(len(whole)),
    )
    done = len(of_claims.judged(whole))
    key = "brief.summary_judged" if done else "brief.summary_unjudged"
    yield say(key, count=count(done))
    if around.steps:
        yield say("brief.summary_steps", count=count(len(around.steps)))
    elif around.level is not None:
        yield say("brief.summary_no_steps")


def _looked(seen: Mapping[str, Any], counts: Overview, setting: Setting) -> Iterator[Fact]:
    election = setting.election
    yield Fact(say("brief.election"), election.name if election else say("brief.no_election"))
    newest = datetime.fromisoformat(seen["last"]) if seen["last"] else None
    if election and election.status == "scheduled" and newest:
        phase = phase_at(election, newest)
        yield Fact(
            say("brief.phase"), say(f"phases.{phase.id}") if phase else say("brief.no_phase")
        )
        left = days_to_vote(election, newest)
        key = "days_on" if left == 0 else "days_before" if left > 0 else "days_after"
        said = say(f"brief.{key}", days=count(abs(left)))
        voting = election.voting_day
        yield Fact(say("brief.days_to_vote"), f"{day(voting)}, {said}" if voting else said)
    elif election:
        yield Fact(say("brief.phase"), say("brief.no_calendar"))
    yield Fact(
        say("brief.span"),
        say("brief.from_to", first=_day_of(seen["first"]), last=_day_of(seen["last"])),
    )
    posts, accounts = count(seen["posts"]), count(counts.accounts)
    yield Fact(say("brief.posts"), say("brief.posts_value", posts=posts, accounts=accounts))
    yield Fact(say("brief.platforms"), _counted(seen["platforms"]))
    files, sources = count(counts.files), _counted(counts.sources)
    yield Fact(say("brief.sources"), say("brief.sources_value", files=files, sources=sources))


def _counted(named: Mapping[str, int]) -> str:
    said = [
        say("brief.counted", name=name or say("brief.unknown"), count=count(number))
        for name, number in named.items()
    ]
    return ", ".join(said) or say("brief.none")


def _other_steps(around: network.Around) -> str:
    if around.level is None and not around.steps:
        return say("brief.steps_not_looked")
    if not around.steps:
        return say("brief.no_steps", q=decimal(around.level or 0.0))
    others = len(around.steps) - network.STEPS
    return say("brief.other_steps", count=count(others)) if others > 0 else ""


def _why_not_crossed(around: network.Around) -> str:
    if around.crossings:
        return ""
    return say("brief.no_crossings", why=say(around.why_no_crossings or "brief.not_looked"))


def _unseen(seen: Mapping[str, Any], counts: Overview, around: network.Around) -> Iterator[str]:
    yield from statement(seen)[1:]
    if counts.without_account:
        yield say("brief.no_account", count=count(counts.without_account))
    if not seen["rejects"] and seen["posts"]:
        yield say("brief.no_rejects")
    yield from _gaps(counts)
    yield from network.missing(around)


def _gaps(counts: Overview) -> Iterator[str]:
    """Say on how many days between the first and the last nothing was collected."""
    days = list(counts.days)
    if len(days) < 2:
        return
    length = (days[-1] - days[0]).days + 1
    if length == len(days):
        yield say("brief.no_gap")
        return
    before, after = max(pairwise(days), key=lambda pair: pair[1] - pair[0])
    yield say(
        "brief.gap",
        count=count(length - len(days)),
        days=count(length),
        longest=count((after - before).days - 1),
        first=day(before + timedelta(days=1)),
    )


def _made(
    counts: Overview,
    setting: Setting,
    scanned: Mapping[str, Any],
    weighed: str,
    top: int,
    seed: int,
) -> Iterator[Fact]:
    election = setting.election
    yield Fact(say("brief.election_file"), election.id if election else say("brief.none"))
    yield Fact(
        say("brief.register"),
        say("brief.register_value", count=count(len(setting.register)))
        if setting.register
        else say("brief.none"),
    )
    yield Fact(
        say("brief.settings"), say("brief.settings_value", top=top, weights=weighed, seed=seed)
    )
    runs, first, last = counts.runs
    yield Fact(
        say("brief.runs"),
        say("brief.runs_value", count=count(runs), first=first, last=last)
        if runs
        else say("brief.none"),
    )
    versions = json.dumps(scanned.get("analyses", {}), sort_keys=True)
    yield Fact(
        say("brief.analyses"),
        say(
            "brief.analyses_value",
            count=len(scanned["analyses"]),
            digest=sha256(versions.encode()).hexdigest()[:12],
        )
        if scanned.get("analyses")
        else say("brief.none"),
    )
    yield Fact(say("brief.digest"), counts.digest or say("brief.none"))


def _day_of(time: str) -> str:
    return day(wib_day(datetime.fromisoformat(time))) if time else say("brief.unknown")
