"""Elections and their calendars: which there are, and what phase a moment falls in.

Days are WIB (UTC+7) calendar days: KPU's calendar knows no others.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from monitor.corpora.electionfile import Election, Event, Phase, elections, read_election
from monitor.errors import BadCorpus, UnknownName
from monitor.words import say

__all__ = [
    "WIB",
    "Election",
    "Event",
    "Phase",
    "check_election",
    "days_to_vote",
    "election",
    "election_at",
    "elections",
    "phase_at",
    "wib_day",
]

WIB = timezone(timedelta(hours=7), "WIB")


def election(name: str, extra: Path | None = None) -> Election:
    """Return the election whose id is ``name``; UnknownName, with near names, if there is none.

    Examples
    --------
    >>> election("pilkada-2024").voting_day
    datetime.date(2024, 11, 27)
    """
    known = elections(extra)
    if name not in known:
        raise UnknownName(say("corpora.an_election"), name, known)
    return known[name]


def check_election(path: Path) -> Election:
    """Read one election file afresh and hold it against every rule; see :func:`elections`."""
    return read_election(path)


def wib_day(time: datetime) -> date:
    """Return the calendar day in WIB of a moment.

    Raises
    ------
    ValueError
        ``time`` does not say its time zone.

    Examples
    --------
    >>> wib_day(datetime.fromisoformat("2024-02-13T17:00:00Z"))
    datetime.date(2024, 2, 14)
    """
    if time.tzinfo is None:
        raise ValueError("a time without a zone has no day in WIB")
    try:
        return time.astimezone(WIB).date()
    except OverflowError:  # the last hours of year 9999: outside every calendar anyhow
        return time.date()


def phase_at(election: Election, time: datetime) -> Phase | None:
    """Return the phase of ``election`` that ``time`` falls in; None outside all of them.

    Of phases that overlap the shortest counts, of two equally long ones the later: voting day
    over the count and the recapitulation it belongs to, the quiet period over anything longer.

    Raises
    ------
    BadCorpus
        The election has no calendar yet: it is not guessed.

    Examples
    --------
    >>> quiet = datetime.fromisoformat("2024-02-10T17:00:00Z")  # midnight in Jakarta
    >>> phase_at(elections()["pemilu-2024"], quiet).id
    'masa_tenang'
    """
    _refuse_to_guess(election)
    day = wib_day(time)
    return next((phase for phase in election.by_length if phase.covers(day)), None)


def days_to_vote(election: Election, time: datetime) -> int:
    """Return how many WIB days are left to voting day: 0 on the day, negative after it.

    Raises
    ------
    BadCorpus
        The election has no calendar yet.
    """
    _refuse_to_guess(election)
    assert election.voting_day is not None  # noqa: S101 - every scheduled election has one
    return (election.voting_day - wib_day(time)).days


def election_at(time: datetime, extra: Path | None = None) -> Election | None:
    """Return the national election whose number codes are in use at ``time``, if any.

    A number belongs to a pair from the day it is drawn (``nomor_urut``; where the file does not
    know that day, the first day of campaigning) to the last day of the last phase, which is the
    inauguration. Between two such cycles "01" means nobody, and None is returned. Regional
    elections reuse the same numbers in every region, so they count only when named by the user.

    Examples
    --------
    >>> election_at(datetime.fromisoformat("2019-04-01T00:00:00Z")).pairs.keys()
    dict_keys(['jokowi-maruf-2019', 'prabowo-sandi-2019'])
    """
    day = wib_day(time)
    return next((found for first, last, found in _cycles(extra) if first <= day <= last), None)


@cache
def _cycles(extra: Path | None) -> tuple[tuple[date, date, Election], ...]:
    return tuple(
        (
            (each.phases.get("nomor_urut") or each.phases["kampanye"]).start,
            max(phase.end for phase in each.phases.values()),
            each,
        )
        for each in elections(extra).values()
        if each.kind == "national" and each.phases.keys() & {"nomor_urut", "kampanye"}
    )


def _refuse_to_guess(election: Election) -> None:
    if election.status == "not_scheduled":
        raise BadCorpus("election_not_scheduled", f"{election.id}.toml", name=election.name)
