"""Claims meet the memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.analyses import Setting
from monitor.analyses.factchecks.analysis import memory
from monitor.records import Claim, FactCheck
from monitor.words import say

OLD = "Tujuh kontainer surat suara tercoblos di Pelabuhan Tirta Sari"
CHECKS = [
    FactCheck("fc-1", "Cek Bersama", OLD, label="SALAH", date="2019-01-02"),
    FactCheck("fc-2", "Cek Bersama", "Tinta pemilu beracun", label="SALAH", date="2024-01-02"),
]
TEXT = "Beredar! 70 kontainer surat suara tercoblos di Pelabuhan Tirta Sari"


def claim(text: str, seen: datetime | None = None) -> Claim:
    return Claim("k-1", 1, 1, ("x",), seen, seen, "x:1", text)


def signals(text: str, seen: datetime | None = None):
    return list(memory(CHECKS).find([claim(text, seen)], Setting()))


def test_a_hoax_that_is_back_says_so_and_how_it_differs():
    """Proves the row of the story: who checked it when, the words that agree, the new number."""
    (signal,) = signals(TEXT, datetime(2024, 2, 1, tzinfo=UTC))

    assert signal.factor == "known_claim"
    assert (signal.facts["here"], signal.facts["there"]) == ("70", "Tujuh")
    assert TEXT[slice(*signal.span)].startswith("kontainer surat suara")
    assert "fc-1" in say(signal.reason, **signal.facts)
    assert 0.7 < signal.value <= 1


def test_a_check_that_came_later_is_no_memory():
    """Proves that time is honest: shown as checked later, weighing nothing."""
    (signal,) = signals(TEXT, datetime(2019, 1, 1, tzinfo=UTC))

    assert (signal.factor, signal.value) == ("checked_later", 0.0)


def test_ordinary_claims_say_nothing():
    """Proves that most claims pass in silence."""
    assert signals("harga cabai naik lagi hari ini") == []


def test_another_archive_is_another_version():
    """Proves that signals are made anew when the archive changes, not when it is shuffled."""
    changed = [replace(CHECKS[0], claim="lain"), CHECKS[1]]

    assert memory(CHECKS).version == memory(CHECKS[::-1]).version != memory(changed).version
