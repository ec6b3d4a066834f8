"""Posts meet an archive of invented fact-checks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.factchecks import Matcher
from monitor.records import FactCheck

TITLES = (
    "Tujuh kontainer surat suara tercoblos di Pelabuhan Tirta Sari",
    "Gempa besar akan mengguncang Selat Melati pada hari pemungutan suara",
    "Wiryawan Adikusuma membagikan uang 500 ribu kepada pemilih",
    "Bupati Marlina Handayasari mengundurkan diri karena sakit",
    "Tinta pemilu di TPS mengandung racun dan menyebabkan alergi",
    "Vaksin flu membuat kaki lumpuh dalam dua hari",
    "Tautan pendaftaran bantuan sosial 2 juta rupiah dari pemerintah",
    "Foto banjir di Jembatan Kenanga terjadi semalam",
    "Server penghitungan suara berada di luar negeri",
    "Daun kelor menyembuhkan kencing manis dalam tiga hari",
)
CHECKS = tuple(
    FactCheck(f"fc-{place}", "Cek Bersama", title, label="SALAH", date=f"2024-0{place % 9 + 1}-05")
    for place, title in enumerate(TITLES)
)
LEAKS = ("hoaks", "HOAX", "[SALAH]", "cek fakta", "Cek Fakta:", "disinformasi", "turnbackhoax")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(CHECKS)


def ids(answer) -> list[str]:
    return [match.factcheck_id for match in answer.matches]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_factcheck_finds_itself(matcher, check):
    """Proves that a title, given as a post, is known, first, and the same claim."""
    answer = matcher.match([check.title])[0]

    assert (answer.answer, answer.matches[0].factcheck_id) == ("same", check.id)


def test_a_retold_claim_finds_its_factcheck(matcher):
    """Proves that chat spelling, disguised letters and other affixes do not hide a claim."""
    post = "VIRAL!! 7 k0ntainer isi srt suara yg sdh dicoblos ditemukan di plabuhan tirta sari 😡😡"

    first = matcher.match([post])[0].matches[0]

    assert first.factcheck_id == "fc-0"
    assert [post[start:end] for start, end in first.spans][-1].endswith("tirta sari")


def test_ordinary_talk_is_not_known(matcher):
    """Proves that k matches come whatever the answer, and that the answer is honest."""
    answer = matcher.match(["selamat pagi semua, semoga harimu menyenangkan"], k=4)[0]

    assert answer.answer == "none"
    assert len(answer.matches) == 4


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(CHECKS), post=st.sampled_from((*TITLES, "surat suara", "", "banjir 3"))
)
def test_the_order_of_the_archive_changes_nothing(matcher, order, post):
    """Proves that answers depend on what is in the archive, not on where it stands."""
    assert Matcher(order).match([post]) == matcher.match([post])


@settings(max_examples=25, deadline=None)
@given(
    place=st.integers(0, len(TITLES) - 1),
    leaks=st.lists(st.sampled_from(LEAKS), min_size=1, max_size=3),
    at=st.integers(0, 4),
)
def test_words_of_checkers_change_nothing(matcher, place, leaks, at):
    """Proves that a post that says "hoaks" is matched by what it says otherwise."""
    words = TITLES[place].split()
    said = " ".join([*words[:at], *leaks, *words[at:]])

    told, plain = matcher.match([said, TITLES[place]])

    assert [(m.factcheck_id, m.probability) for m in told.matches] == [
        (m.factcheck_id, m.probability) for m in plain.matches
    ]
    assert told.answer == plain.answer


def test_titles_are_read_without_their_tag(matcher):
    """Proves that an archive whose titles carry tags gives the same probabilities."""
    tagged = [
        FactCheck(each.id, each.publisher, f"[HOAKS] {each.title}", date=each.date)
        for each in CHECKS
    ]
    post = "tinta di tps beracun, awas alergi"

    ours, theirs = matcher.match([post])[0], Matcher(tagged).match([post])[0]

    assert [m.probability for m in ours.matches] == [m.probability for m in theirs.matches]


def test_a_later_check_never_makes_a_claim_known(matcher):
    """Proves that what was published after the post is shown as such and not counted."""
    before, after, undated = matcher.match([TITLES[0]] * 3, at=["2023-12-31", "2024-06-01", None])

    assert before.matches[0].later
    assert (before.answer, after.answer, undated.answer) == ("none", "same", "same")


def test_a_quoted_claim_is_a_second_way_to_be_found():
    """Proves that a post like the claim is found, though the title says it otherwise."""
    checks = [
        *CHECKS,
        FactCheck("q", "Cek", "Kabar tentang pasar", claim="Beras plastik dijual di Pasar Mawar"),
    ]

    first = Matcher(checks).match(["awas beras plastik sudah dijual di pasar mawar"])[0].matches[0]

    assert first.factcheck_id == "q"


def test_differences_come_with_spans_on_both_sides(matcher):
    """Proves that another number is shown where it stands in the post and in the title."""
    post = "Ada 70 kontainer surat suara tercoblos di Pelabuhan Tirta Sari"

    first = matcher.match([post])[0].matches[0]
    told = next(each for each in first.differences if each.kind == "number")

    assert post[slice(*told.post)] == "70"
    assert first.factcheck.title[slice(*told.factcheck)] == "Tujuh"


def test_hidden_factchecks_are_not_found(matcher):
    """Proves that taking an article out, as evaluation does, takes it out of the answer."""
    answer = matcher.match([TITLES[3]], k=10, hidden=[{"fc-3"}])[0]

    assert "fc-3" not in ids(answer)
    assert answer.answer != "same"


def test_an_encoder_is_one_more_ranking():
    """Proves that a researcher's sentence model can bring up what shares no word."""

    def encoder(texts):
        return np.array([[float("kelor" in t or "merunggai" in t.casefold()), 0.1] for t in texts])

    post = "rebusan merunggai obat gula darah"
    plain, helped = Matcher(CHECKS), Matcher(CHECKS, encoder=encoder)

    assert "fc-9" in ids(helped.match([post], k=3)[0])
    assert helped.match([post])[0] != plain.match([post])[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "hoaks",
        "\u202eabc",
        "😡" * 500,
        "suara " * 100_000,
        "<p>" * 50_000,
        "7" * 9_000,
    ],
    ids=["empty", "blank", "nul", "leak", "rtl", "emoji", "repeated", "html", "digits"],
)
def test_hostile_texts_get_an_answer_in_time(matcher, text):
    """Proves that nothing a post can contain stops or stalls the matcher."""
    answer = matcher.match([text])[0]

    assert len(answer.matches) == 5


@pytest.mark.parametrize("checks", [[], [FactCheck("1", "A", "")], [CHECKS[0]]])
def test_small_archives_answer(checks):
    """Proves that an archive of nothing, of an empty title, or of one article is an archive."""
    answer = Matcher(checks).match(["surat suara tercoblos"])[0]

    assert len(answer.matches) == len(checks)
