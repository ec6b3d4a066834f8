"""What a retold story says otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.factchecks.differences import differences, said
from monitor.analyses.factchecks.terms import terms_of


def told(post: str, title: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            each.kind,
            post[slice(*each.post)] if each.post else None,
            title[slice(*each.factcheck)] if each.factcheck else None,
        )
        for each in differences(said(terms_of(post)), said(terms_of(title)))
    ]


@pytest.mark.parametrize(
    ("post", "title", "expected"),
    [
        ("ada 70 kontainer", "Tujuh kontainer", ("number", "70", "Tujuh")),
        ("dapat Rp5jt rupiah", "Bantuan dua juta rupiah", ("number", "Rp5jt", "dua juta")),
        ("pada 14 Februari 2024", "Pada April 2019", ("date", "14 Februari 2024", "April 2019")),
        ("ricuh di Surabaya", "Ricuh di Makassar", ("place", "Surabaya", "Makassar")),
        ("Anies bagi uang", "Prabowo bagi uang", ("name", "Anies", "Prabowo")),
        ("KPU membantah tinta beracun", "Tinta beracun", ("denial", "membantah", None)),
    ],
)  # fmt: skip
def test_what_differs_is_quoted_from_both_sides(post, title, expected):
    """Proves each kind, with the words as they stand in post and title."""
    assert expected in told(post, title)


def test_the_same_in_other_figures_is_no_difference():
    """Proves that spoken and written numbers are one."""
    assert told("70 ribu surat suara", "Tujuh puluh ribu surat suara") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_always_lie_in_their_text(post, title):
    """Proves that no text makes a span that points outside."""
    for each in differences(said(terms_of(post)), said(terms_of(title))):
        for span, text in ((each.post, post), (each.factcheck, title)):
            assert span is None or 0 <= span.start < span.end <= len(text)
