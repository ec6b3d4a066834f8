"""Denials are told from claims; a claim that borrows their words stays a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analyses import Setting, clarification
from monitor.analyses.clarification import is_clarification

DENIALS = [
    '"Informasi itu tidak benar," kata Kapolres Tirtamaya.',
    "Kapolres Tirtamaya: kabar pemindahan TPS itu hoax",
    "KPU Tirtamaya membantah kabar surat suara hilang",
    "KPU Bantah Isu Surat Suara Hilang",
    "Tim Wira-Sekar tepis tudingan bagi-bagi beras",
    "Saya tegaskan pesan tersebut hoaks.",
    "Akun saya dibajak, abaikan kiriman semalam",
    "Kami tidak pernah mengeluarkan surat edaran semacam itu",
    "Saya, Marlina, tidak pernah menandatangani surat mundur",
    '"Hoaks itu," ujarnya saat dikonfirmasi.',
    "Kabar penghentian pemungutan suara di Kaliwening tidak benar.",
    "HOAX! Gudang kami buka seperti biasa",
    "@bude_sari itu hoax bro",
    "Bawaslu memberikan klarifikasi soal foto gudang",
    "Setelah dicek, foto tersebut ternyata hasil editan",
    "BPBD tidak pernah meminta uang lewat tautan",
]
CLAIMS = [
    "Media bilang ini hoax, padahal kotaknya memang dibuka!",
    "KPU membantah kabar itu, padahal videonya jelas",
    "Ini bukan hoax! Surat suara sudah tercoblos",
    "no hoax, tetangga saya lihat sendiri",
    "Ijazah calon itu palsu, sebarkan!",
    "Hoax atau bukan ya kabar ini?",
    "Apakah informasi itu tidak benar?",
    "Kami menuntut KPU memberikan klarifikasi soal data pemilih",
    "Coba bantah kalau berani",
    "Dukungan rakyat tak terbantahkan",
    "Tukang sebar hoax ditangkap polisi di Tirtamaya",
    "Ayo lawan fitnah, hoax, dan ujaran kebencian",
    "Hoax itu berbahaya bagi demokrasi",
    "Janji paslon itu semuanya bohong",
    "Survei mereka itu hoax semua makanya takut buka data",
    "Surat suara palsu beredar di Kaliwening",
    "Bukan pemimpin kalau tidak berani debat",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_recognised(text):
    """Proves that officials, headlines, people who speak for themselves and replies are heard."""
    assert is_clarification(text)


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_that_borrows_the_words_is_none(text):
    """Proves that reporting, asking, demanding, insisting and accusing are no denials."""
    assert not is_clarification(text)


def test_the_raw_words_that_decided_are_quoted(document, quoted):
    """Proves that spans point into the text as typed, capitals and all, and talk has no signal."""
    denial = document("Bu Lurah: INFO  itu Tidak BENAR, tetap di TPS 04")

    signals = list(clarification.find([denial, document("cabe mahal lagi")], Setting()))

    assert quoted(signals, denial) == ["INFO  itu Tidak BENAR"]
    assert [(signal.factor, signal.subject) for signal in signals] == [("clarification", "x:1")]


def test_chat_spelling_is_understood():
    """Proves that "gk bener" and "hoax" are read as the words they stand for."""
    assert is_clarification("infonya itu gk bener, info itu HOAX!")


def test_the_strongest_sign_is_given_once(document, quoted):
    """Proves that a text full of denials makes one signal, with the clearest words."""
    text = document("polisi membantah. pejabat membantah kabar itu. semua membantah.")

    (signal,) = clarification.find([text], Setting())

    assert quoted([signal], text) == ["membantah kabar"]


@pytest.mark.parametrize("word", ["hoaks", "[SALAH]", "cek fakta", "fitnah", "turnbackhoax"])
def test_a_verdict_pasted_onto_a_claim_changes_nothing(word):
    """Proves that nobody lowers a claim by putting a checker's bare word before or after it."""
    claim = "kata orang dalam surat suara di gudang sudah tercoblos"

    assert not is_clarification(f"{word} {claim}")
    assert not is_clarification(f"{claim} {word}")


def test_who_denies_changes_nothing(document):
    """Proves that the same denial by either pair, or by an office, has one value."""
    values = {
        next(clarification.find([document(f"{who} membantah isu itu")], Setting())).value
        for who in ("Wiryawan", "Marlina Handayasari", "KPU Tirtamaya", "polisi")
    }

    assert len(values) == 1


@given(st.lists(st.sampled_from([*" ".join(DENIALS + CLAIMS).split(), "?", "@a:", "..."])))
def test_any_order_of_its_own_words_is_answered(words):
    """Proves that no heap of these words breaks it, or gives another answer the second time."""
    text = " ".join(words)

    assert is_clarification(text) == is_clarification(text)


@pytest.mark.parametrize("piece", ["@a:", "ya ", "itu hoaks ", "kabar a hoaks ", "dibantah @"])
def test_a_hostile_text_takes_no_more_than_its_length(document, piece):
    """Proves that looking back and ahead is bounded: otherwise this would take minutes."""
    text = document(piece * (200_000 // len(piece)) + "itu hoaks")

    assert len(list(clarification.find([text], Setting()))) <= 1
