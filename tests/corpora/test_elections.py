"""Calendars: which phase a moment falls in, and that nothing is guessed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.corpora.elections import (
    WIB,
    days_to_vote,
    election,
    election_at,
    elections,
    phase_at,
    wib_day,
)
from monitor.errors import BadCorpus, UnknownName

SCHEDULED = [each for each in elections().values() if each.status == "scheduled"]


def wib(day: str, clock: str = "12:00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+07:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("name", "phase", "first", "last"),
    [
        ("pemilu-2024", "kampanye", "2023-11-28", "2024-02-10"),
        ("pemilu-2024", "masa_tenang", "2024-02-11", "2024-02-13"),
        ("pemilu-2024", "pemungutan_suara", "2024-02-14", "2024-02-14"),
        ("pilkada-2024", "kampanye", "2024-09-25", "2024-11-23"),
        ("pilkada-2024", "masa_tenang", "2024-11-24", "2024-11-26"),
        ("pilkada-2024", "pemungutan_suara", "2024-11-27", "2024-11-27"),
        ("pilbup-tirtamaya-2024", "masa_tenang", "2024-11-24", "2024-11-26"),
        ("pemilu-2019", "masa_tenang", "2019-04-14", "2019-04-16"),
    ],
)
def test_a_phase_holds_from_its_first_second_to_its_last_in_jakarta(name, phase, first, last):
    """Days are WIB and inclusive: midnight in Jakarta is the border, wherever the clock stands."""
    begin, end = wib(first, "00:00:00"), wib(last, "23:59:59")
    second = timedelta(seconds=1)

    assert phase_at(election(name), begin).id == phase
    assert phase_at(election(name), end).id == phase
    for outside in (begin - second, end + second):
        found = phase_at(election(name), outside)
        assert found is None or found.id != phase


@pytest.mark.parametrize(
    ("name", "day", "phase"),
    [
        ("pemilu-2024", "2024-02-14", "pemungutan_suara"),  # the count begins the same day
        ("pemilu-2024", "2024-02-15", "penghitungan_suara"),  # the recapitulation too
        ("pemilu-2024", "2024-02-16", "rekapitulasi"),
        ("pemilu-2024", "2023-11-14", "nomor_urut"),  # within the nomination
        ("pilkada-2024", "2024-11-27", "pemungutan_suara"),
        ("pilkada-2024", "2024-08-28", "pendaftaran_paslon"),  # within the voter list's months
    ],
)
def test_of_overlapping_phases_the_most_specific_counts(name, day, phase):
    """A day in two phases belongs to the narrower one."""
    assert phase_at(election(name), wib(day)).id == phase


def test_outside_the_calendar_there_is_no_phase():
    """Before, between and after the phases the answer is None, not the nearest one."""
    for day in ("2021-01-01", "2024-03-21", "2026-01-01"):
        assert phase_at(election("pemilu-2024"), wib(day)) is None


def test_a_second_round_that_never_came_is_kept_but_is_no_phase():
    """The planned second round of 2024 stays readable and does not colour June 2024."""
    pemilu = election("pemilu-2024")

    assert pemilu.not_held["pemungutan_suara_putaran_2"].start == date(2024, 6, 26)
    assert phase_at(pemilu, wib("2024-06-26")) is None


@pytest.mark.parametrize("name", ["pemilu-2029", "pemilu-daerah-2031"])
def test_an_election_without_a_calendar_refuses_to_guess(name):
    """Asked for a phase or a countdown, it says what to do instead."""
    future = election(name)

    assert future.voting_day is None
    assert future.facts[0].source
    with pytest.raises(BadCorpus, match="belum punya jadwal"):
        phase_at(future, wib("2028-06-01"))
    with pytest.raises(BadCorpus, match="belum punya jadwal"):
        days_to_vote(future, wib("2028-06-01"))


def test_days_to_vote_count_down_through_zero():
    """The eve is 1 until midnight in Jakarta, the day 0, the morrow -1."""
    pemilu = election("pemilu-2024")

    assert days_to_vote(pemilu, wib("2024-02-13", "23:59:59")) == 1
    assert days_to_vote(pemilu, wib("2024-02-14", "00:00:00")) == 0
    assert days_to_vote(pemilu, wib("2024-02-15")) == -1


def test_a_misspelt_election_is_answered_with_the_nearest():
    """A typing error on the command line costs one look."""
    with pytest.raises(UnknownName, match="pemilu-2024"):
        election("pemilu2024")


def test_numbers_belong_to_their_time():
    """01 is one pair in April 2019, another in February 2024, and nobody in between."""
    first = {
        day: next(pair.id for pair in election_at(wib(day)).pairs.values() if pair.number == 1)
        for day in ("2019-04-01", "2019-05-25", "2023-11-14", "2024-02-14", "2024-10-20")
    }

    assert first == {
        "2019-04-01": "jokowi-maruf-2019",
        "2019-05-25": "jokowi-maruf-2019",
        "2023-11-14": "amin-2024",
        "2024-02-14": "amin-2024",
        "2024-10-20": "amin-2024",
    }
    for day in ("2018-09-20", "2019-10-21", "2022-06-01", "2023-11-13", "2024-10-21"):
        assert election_at(wib(day)) is None


def test_a_time_without_a_zone_is_refused():
    """An hour that does not say where it was could be another day."""
    with pytest.raises(ValueError, match="without a zone"):
        wib_day(datetime(2024, 2, 14))  # noqa: DTZ001 - the very thing under test


moments = st.datetimes(datetime(2018, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is drawn beside them


@given(st.sampled_from(SCHEDULED), moments)
@settings(max_examples=200, deadline=None)
def test_a_phase_contains_the_day_it_is_given_for(pemilu, moment):
    """Whatever the moment: the phase covers its WIB day, and none shorter does; None means none."""
    found, day = phase_at(pemilu, moment), wib_day(moment)
    covering = [phase for phase in pemilu.phases.values() if phase.covers(day)]

    assert (found is None) == (not covering)
    if found:
        assert found in covering
        assert all(found.end - found.start <= other.end - other.start for other in covering)


@given(st.sampled_from(SCHEDULED), moments, st.integers(-12, 14))
@settings(max_examples=100, deadline=None)
def test_the_clock_of_the_reader_changes_nothing(pemilu, moment, hours):
    """The same instant, written in any zone, falls in the same phase."""
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert phase_at(pemilu, elsewhere) == phase_at(pemilu, moment)


@given(st.datetimes(timezones=st.just(UTC)))
@settings(max_examples=100, deadline=None)
def test_hostile_years_are_only_outside(moment):
    """Posts claim to be of year 1 or 9999; no calendar breaks over it."""
    days_to_vote(election("pemilu-2024"), moment)
    assert election_at(moment) in (None, *elections().values())


def test_wib_is_seven_hours_ahead():
    """The one zone of KPU's calendar."""
    assert datetime(2024, 1, 1, tzinfo=WIB).utcoffset() == timedelta(hours=7)
