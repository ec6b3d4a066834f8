"""Dates as people type them, and as spreadsheets and platforms keep them."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.dates import LAST, WIB, when

NAIVE = datetime.fromisoformat  # spreadsheets and people know no zones
MOMENTS = st.datetimes(NAIVE("2004-01-02"), NAIVE("2025-12-31")).map(
    lambda moment: moment.replace(microsecond=0)
)
MONTHS = (
    None,
    "Jan",
    "Peb",
    "Maret",
    "Apr",
    "Mei",
    "Juni",
    "Juli",
    "Agt",
    "Sept",
    "Okt",
    "Nop",
    "Desember",
)


def wib(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=WIB)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("14/02/2024 09.30", wib(2024, 2, 14, 9, 30)),
        ("14-02-24", wib(2024, 2, 14)),
        ("14.02.2024", wib(2024, 2, 14)),
        ("2/3/2024", wib(2024, 3, 2)),
        ("2/14/2024", wib(2024, 2, 14)),
        ("14 Februari 2024", wib(2024, 2, 14)),
        ("Rabu, 14 Februari 2024", wib(2024, 2, 14)),
        ("14 Feb 2024 pukul 19:30 WIB", wib(2024, 2, 14, 19, 30)),
        ("14 Feb 2024 pukul 19.30 WITA", wib(2024, 2, 14, 18, 30)),
        ("14 Nopember 2024, 19:30 WIT", wib(2024, 11, 14, 17, 30)),
        ("19:30 WIB, 14 Februari 2024", wib(2024, 2, 14, 19, 30)),
        ("Feb 14, 2024 7:30 PM", wib(2024, 2, 14, 19, 30)),
        ("14/02/2024 19:30 (GMT+7)", wib(2024, 2, 14, 19, 30)),
        ("2024-02-14", wib(2024, 2, 14)),
        ("2024-02-14 09.30 WIB", wib(2024, 2, 14, 9, 30)),
        ("2024/02/14 09:30", wib(2024, 2, 14, 9, 30)),
        ("2024-02-14T02:30:00Z", wib(2024, 2, 14, 9, 30)),
        ("2024-02-14T02:30:00.000+00:00", wib(2024, 2, 14, 9, 30)),
        ("Wed Feb 14 02:30:00 +0000 2024", wib(2024, 2, 14, 9, 30)),
        ("Wed, 14 Feb 2024 02:30:00 +0000", wib(2024, 2, 14, 9, 30)),
        ("2023-11-05 22:56:36 EST", datetime(2023, 11, 6, 3, 56, 36, tzinfo=UTC)),
        ("20240214", wib(2024, 2, 14)),
        ("45336", wib(2024, 2, 14)),
        (45336.5, wib(2024, 2, 14, 12)),
        ("45336,75", wib(2024, 2, 14, 18)),
        (1707877800, wib(2024, 2, 14, 9, 30)),
        ("1707877800000", wib(2024, 2, 14, 9, 30)),
        (NAIVE("2024-02-14 09:30"), wib(2024, 2, 14, 9, 30)),
        (date(2024, 2, 14), wib(2024, 2, 14)),
    ],
)
def test_dates_are_read_as_written_and_naive_ones_are_jakarta_time(cell, moment):
    """Each way of writing gives the moment a reader in Indonesia would understand."""
    assert when(cell) == moment
    assert when(cell).tzinfo is UTC


@pytest.mark.parametrize(
    ("hour", "moment"),
    [
        ("07.05", wib(2024, 2, 14, 7, 5)),
        ("19:30 WIB", wib(2024, 2, 14, 19, 30)),
        ("19:30 WIT", wib(2024, 2, 14, 17, 30)),
        ("0,5", wib(2024, 2, 14, 12)),
        (0.25, wib(2024, 2, 14, 6)),
        (9.3, wib(2024, 2, 14, 9, 30)),
        ("19", wib(2024, 2, 14, 19)),
        (time(7, 5), wib(2024, 2, 14, 7, 5)),
        ("", wib(2024, 2, 14)),
        ("pagi", wib(2024, 2, 14)),
        ("24.00", wib(2024, 2, 14)),
    ],
)
def test_the_hour_may_stand_in_a_column_of_its_own(hour, moment):
    """A clock time, a part of a day, a typed decimal; nonsense leaves the date alone."""
    assert when("14/02/2024", hour) == moment


def test_a_date_that_has_its_hour_ignores_the_column_beside_it():
    """What is written in one cell belongs together."""
    assert when("14/02/2024 09.30", "21.00") == wib(2024, 2, 14, 9, 30)


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2024",
        "14/02/0000",
        "14/02/9999",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01",
        "1999-12-31",
        "14/13/13/2024",
        "14 Fubruari 2024",
        "besok",
        "",
        "2024",
        "14/02/2024 99.99",
        "14/02/2024 - 16/02/2024",
        "1" * 500,
        "14/02/2024 " * 5000,
        -1,
        0,
        math.nan,
        math.inf,
        1e300,
        10**400,
        True,
        None,
        ["2024-02-14"],
    ],
)
def test_what_is_no_date_or_impossible_is_none_and_never_an_error(cell):
    """Year 0, year 9999, a 31st of February, ranges, words, other types."""
    assert when(cell) is None


def test_the_future_is_a_slip():
    """Nothing was posted the year after next."""
    assert when(LAST - timedelta(seconds=1)) is not None
    assert when(LAST) is None


@given(MOMENTS, st.sampled_from([":", "."]), st.sampled_from(["/", "-", "."]))
def test_a_date_written_in_indonesia_is_read_back(moment, colon, slash):
    """Day first with any mark, and with the month's name."""
    clock = f"{moment:%H{colon}%M{colon}%S}"
    numeric = f"{moment:%d{slash}%m{slash}%Y} {clock}"
    named = f"{moment.day} {MONTHS[moment.month]} {moment.year} pukul {clock} WIB"
    assert when(numeric) == when(named) == moment.replace(tzinfo=WIB)


@given(MOMENTS)
def test_a_spreadsheet_serial_is_the_moment_it_counts_to(moment):
    """Days since 30 December 1899, to the second."""
    serial = (moment - NAIVE("1899-12-30")) / timedelta(days=1)
    assert when(serial) == when(str(serial)) == moment.replace(tzinfo=WIB)


@given(MOMENTS, st.integers(-12, 12))
def test_an_iso_time_with_a_zone_is_that_moment(moment, hours):
    """What programs write is taken at its word."""
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert when(aware.isoformat()) == when(int(aware.timestamp())) == aware


@settings(max_examples=200)
@given(
    st.text("0123456789/-.: TZjanfebwitpm,+()E", max_size=40), st.text("0123456789.:,", max_size=6)
)
def test_no_cell_is_too_strange_for_a_date(cell, hour):
    """A moment in the years that can be, or None; never an error."""
    moment = when(cell, hour)
    assert moment is None or 2004 <= moment.year <= LAST.year
