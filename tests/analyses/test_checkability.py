"""Claims, opinions, predictions and questions are told apart; every post is one of them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from monitor.analyses import Setting, checkability

SET = Path(__file__).parent / "checkability.csv"
KINDS = sorted(checkability.FACTORS.values())


def kind(document):
    (signal,) = checkability.find([document], Setting())
    return signal.factor, document.text[slice(*signal.span)]


def labelled(half):
    with SET.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["half"] == half]


def test_the_set_is_balanced_and_split():
    """Proves that 25 sentences of each kind stand in each half, and none in both."""
    for half in ("development", "test"):
        assert Counter(row["label"] for row in labelled(half)) == dict.fromkeys(KINDS, 25)
    assert (
        len({row["sentence"] for half in ("development", "test") for row in labelled(half)}) == 200
    )


def test_no_kind_is_mistaken_often(document):
    """Proves that precision and recall of each kind on the test half stay above 0.85."""
    counts = Counter((row["label"], kind(document(row["sentence"]))[0]) for row in labelled("test"))

    for each in KINDS:
        given = sum(count for (_, factor), count in counts.items() if factor == each)
        assert counts[each, each] / 25 > 0.85
        assert counts[each, each] / given > 0.85


@pytest.mark.parametrize(
    ("text", "factor", "quote"),
    [
        ("Halo semua", "opinion", "Halo semua"),
        ("Selamat pagi Tirtamaya", "opinion", "Selamat pagi Tirtamaya"),
        ("@kpu_contoh Kapan jadwalnya keluar?", "question", "@kpu_contoh Kapan jadwalnya keluar?"),
        (
            "Waduh, bakal calon bupati mendaftar kemarin sore. Ramai!",
            "checkable_claim",
            "bakal calon bupati mendaftar kemarin sore",
        ),
        ("Gawat... harga beras naik 40 persen", "checkable_claim", "harga beras naik 40 persen"),
        ("Angkanya 1.214, kata dia", "checkable_claim", "Angkanya 1.214, kata dia"),
        (
            "Harga beras 40 persen #naik https://contoh.id/a?b=1",
            "checkable_claim",
            "Harga beras 40 persen",
        ),
    ],
)
def test_the_clause_that_decided_is_quoted(document, text, factor, quote):
    """Proves that a greeting is no claim, that links ask nothing, and what would be underlined."""
    assert kind(document(text)) == (factor, quote)


def test_a_year_or_a_number_on_the_ballot_is_no_evidence(document):
    """Proves that "Wira 2024" and "nomor 2" make no claim of a slogan."""
    (slogan,) = checkability.find([document("Wira 2024 nomor 2 mantap")], Setting())
    assert slogan.factor == "opinion"


def test_a_post_without_a_word_is_none_of_them(document):
    """Proves that pictures and emoji alone are left alone."""
    assert list(checkability.find([document("👍👍 123"), document("")], Setting())) == []
