"""The calendar's rules: results told too early, campaign talk in the quiet period."""

from datetime import UTC, datetime

import pytest

from monitor.analyses import Setting, rules
from monitor.corpora.elections import election, elections
from monitor.corpora.register import RegisteredAccount

PILKADA = election("pilkada-2024")
RESULT = "Hasil quick count: paslon 2 unggul 57 persen"


def wib(text):
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


def found(document, setting):
    return [
        (signal.factor, document.text[slice(*signal.span)])
        for signal in rules.find([document], setting)
    ]


@pytest.mark.parametrize(
    ("moment", "early"),
    [
        ("2024-11-27 14:59:59", True),
        ("2024-11-27 15:00", False),
        ("2024-11-27 00:00:01", True),
        ("2024-11-26 00:00", True),
        ("2024-11-20 09:00", True),
        ("2024-10-01 09:00", False),
        ("2024-11-28 09:00", False),
    ],
)
def test_a_result_before_three_on_voting_day_is_early(document, moment, early):
    """Proves the hour, to the second, and that an old result is taken for another election's."""
    signals = found(document(RESULT, created=wib(moment)), Setting(PILKADA))

    assert signals == ([("early_results", "quick count: paslon 2 unggul")] if early else [])


def test_the_sentence_tells_when_it_was_said_and_from_when_it_may_be(document):
    """Proves that both times are given in WIB."""
    text = document(RESULT, created=wib("2024-11-27 11:20"))

    (signal,) = rules.find([text], Setting(PILKADA))

    assert signal.facts == {"time": "27-11-2024 11.20 WIB", "allowed": "27-11-2024 15.00 WIB"}


def test_a_post_of_voting_day_without_an_hour_is_not_called_early(document):
    """Proves that the midnight of a table that holds days only is not taken for an hour."""
    day_only = document(RESULT, created=wib("2024-11-27 00:00"))

    assert found(day_only, Setting(PILKADA)) == []


def test_waiting_for_the_count_is_no_result(document):
    """Proves that a count without an outcome, and a survey, are not taken for results."""
    morning = wib("2024-11-27 09:00")

    assert (
        found(document("Nanti sore nonton quick count bareng", created=morning), Setting(PILKADA))
        == []
    )
    assert (
        found(document("Survei terakhir: unggul 46 persen", created=morning), Setting(PILKADA))
        == []
    )


def test_without_a_calendar_or_a_time_nothing_is_guessed(document):
    """Proves that no election, one not scheduled, and a post without a time give no signal."""
    dated, undated = document(RESULT, created=wib("2024-11-27 09:00")), document(RESULT)
    unscheduled = next(each for each in elections().values() if each.status == "not_scheduled")

    assert found(dated, Setting()) == found(dated, Setting(unscheduled)) == []
    assert found(undated, Setting(PILKADA)) == []


@pytest.mark.parametrize(
    ("role", "moment", "text", "seen"),
    [
        ("official", "2024-11-25 10:00", "Jangan lupa coblos nomor 2", True),
        ("campaign_team", "2024-11-24 00:00", "Jangan lupa coblos nomor 2", True),
        ("campaign_team", "2024-11-23 23:59", "Jangan lupa coblos nomor 2", False),
        ("volunteer", "2024-11-25 10:00", "Jangan lupa coblos nomor 2", False),
        ("official", "2024-11-25 10:00", "Selamat hari guru", False),
    ],
)
def test_campaign_talk_in_the_quiet_period_counts_for_campaign_accounts(
    document, role, moment, text, seen
):
    """Proves that role, day and words must all agree."""
    register = {"x:tim_dua": RegisteredAccount("x:tim_dua", role)}
    post = document(text, account="x:tim_dua", created=wib(moment))

    signals = found(post, Setting(PILKADA, register))

    assert [factor for factor, _ in signals] == ["quiet_period_campaign"] * seen


def test_an_account_outside_the_register_may_say_what_it_likes(document):
    """Proves that a citizen's support is never marked."""
    post = document("Ayo coblos nomor 2", account="x:warga", created=wib("2024-11-25 10:00"))

    assert found(post, Setting(PILKADA)) == []
