"""Addresses and telephone numbers by which somebody may gain."""

import pytest

from monitor.analyses import Setting, gains


def found(document):
    return [(signal.factor, signal.span) for signal in gains.find([document], Setting())]


@pytest.mark.parametrize(
    "number", ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812 3456 789"]
)
def test_a_mobile_number_is_found_however_it_is_written(document, quoted, number):
    """Proves that the common ways to write a number are all read, and quoted whole."""
    text = document(f"Pesan kaos: {number} (Sari)")

    signals = list(gains.find([text], Setting()))

    assert [signal.factor for signal in signals] == ["gain_phone"]
    assert quoted(signals, text) == [number]


@pytest.mark.parametrize(
    "text", ["NIK 3201128304850001", "Rp 1.081.234.567", "2024-08-12 08.15", "id 90081234567890123"]
)
def test_other_numbers_are_not_telephones(document, text):
    """Proves that identity numbers, sums and dates are left alone."""
    assert found(document(text)) == []


def test_an_address_is_found_by_its_host_and_no_look_alike_is(document, quoted):
    """Proves that subdomains count and that a host merely ending alike does not."""
    text = document(
        "Beli di https://m.Shopee.co.id/kaos atau notshopee.co.id dan shopee.co.id.tipu"
    )

    signals = list(gains.find([text], Setting()))

    assert [signal.factor for signal in signals] == ["gain_shop"]
    assert quoted(signals, text) == ["m.Shopee.co.id/kaos"]


def test_a_shortened_link_is_known_by_where_it_leads(document):
    """Proves that a hidden target still counts, once, and without a quotation it does not have."""
    text = document("selengkapnya t.co/abc", links=("https://wa.me/628123", "https://wa.me/628124"))

    assert found(text) == [("gain_phone", None)]
