"""What may leave: texts without personal numbers and private handles, everything else whole."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.privacy import BLOT, Mask

PUBLIC = {"x:kpu_id", "kpu_id", "tiktok:bawaslu.ri", "bawaslu.ri"}
MASK = Mask(b"a" * 32, PUBLIC)
OTHER_PROJECT = Mask(b"b" * 32, PUBLIC)
WITH_IDENTITIES = Mask(b"a" * 32, PUBLIC, identities=True)


def hidden(secret: str, *, before: str = "Lapor: ", after: str = ", ya", mask: Mask = MASK) -> bool:
    """Say whether the secret, and nothing else of the sentence, is blotted out."""
    return mask.text(before + secret + after, "x") == before + BLOT * len(secret) + after


@pytest.mark.parametrize(
    "number",
    [
        "3201012305670001",
        "3201 0123 0567 0001",
        "320101.230567.0001",
        "32-01-01-230567-0001",
        "3201–0123–0567–0001",
        "3 2 0 1 0 1 2 3 0 5 6 7 0 0 0 1",
        "３２０１０１２３０５６７０００１",
        "32010123\u200b05670001",
        "3201\u00a00123\u00a00567\u00a00001",
        "٣٢٠١٠١٢٣٠٥٦٧٠٠٠١",
        "1234567890123456",
    ],
)
def test_a_citizens_number_is_blotted_out_however_it_is_written(number):
    """Groups, foreign digits and invisible signs do not let a NIK or KK through."""
    assert hidden(number)
    assert hidden(number, before="NIK", after="")


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "0812-3456-7890",
        "(0812) 3456 7890",
        "0812.3456.7890",
        "+62 812 3456 7890",
        "+62-812-3456-7890",
        "(+62) 812 3456 7890",
        "6281234567890",
        "08 12 34 56 78 90",
        "0 8 1 2 3 4 5 6 7 8 9 0",
        "o81234567890",
        "０８１２３４５６７８９０",
        "0812\u2060345\u200d67890",
        "\U0001d7ce\U0001d7d6\U0001d7cf\U0001d7d034567890",
        "(021) 555-1234",
        "02155512345",
        "+60 12-345 6789",
    ],
)
def test_a_phone_number_is_blotted_out_however_it_is_written(number):
    """Separators, brackets, country codes and look-alike digits do not let a phone through."""
    assert hidden(number)


def test_a_mobile_without_its_nought_is_known_by_the_word_before_it():
    """People write ``WA 812...``; without such a word the digits could count anything."""
    assert MASK.text("WA: 81234567890") == "WA: " + BLOT * 11


@pytest.mark.parametrize(
    "address",
    [
        "budi@contoh.id",
        "budi.s+pemilu@mail.contoh.co.id",
        "budi＠contoh．id",
        "bu\u200bdi@contoh.id",
        "budi(at)contoh.id",
        "budi [at] contoh [dot] id",
        "budi @ contoh.id",
        "budi at gmail dot com",
        "budi @gmail.com",
        "budi@contoh",
    ],
)
def test_an_email_address_is_blotted_out_however_it_is_written(address):
    """Spelling out the signs does not let an address through."""
    assert hidden(address, before="surel: ", after="; ya")


@pytest.mark.parametrize(
    "kept",
    [
        "Anggaran Rp1.000.000.000.000 dan Rp 62.812.345.678",
        "3.600.000.000.000.000 rupiah untuk logistik",
        "status 1757200000000000001 dan 900000000000001",
        "resi 12345678901234567",
        "14-02-2024 08.30-09.15 lalu 08-11-2024 10.30 dan 2024-02-14T08:12:33+07:00",
        "2019 2020 2021 2022 2023 2024",
        "suara 01: 1.234.567, 02: 7.654.321 dari TPS 021",
        "https://www.contoh.id/baca/2024/02/14/07304131/kpu_buka_data",
        "Kata @KPU_ID. Lalu (@kpu_id), ＠ｋｐｕ＿ｉｄ!",
        "Rapat @ kantor jam 10, #cerita_kita, _penting_ sekali",
        "Daftar di bit.ly/contoh2024 atau kpu.go.id/cek",
        "https://x.com/KPU_ID/status/1757200000000000001",
        "https://www.tiktok.com/@bawaslu.ri/video/7230000000000000000",
    ],
)
def test_what_is_not_personal_stays_readable(kept):
    """Money, dates, results, ids, news addresses and public accounts are what checkers need."""
    assert MASK.text(kept, "x") == kept


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("halo @budi.", "halo @••••."),
        ("(@budi_s)!", "(@••••••)!"),
        ("rt ＠budi: ya", "rt ＠••••: ya"),
        ("@bu\u200bdi ya", "@••••• ya"),
        ("kata budi_santoso ya", "kata •••••••••••• ya"),
        ("ig: budi.01 ya", "ig: ••••••• ya"),
        ("akun tiktok budi1990 ya", "akun tiktok •••••••• ya"),
        ("sumber x:budi ya", "sumber x:•••• ya"),
        ("t.me/grupbudi/12 ya", "t.me/•••••••••••  ya".replace("  ", " ")),
        ("https://x.com/budi/status/17 ya", "https://x.com/•••••••••••••• ya"),
        ("https://www.tiktok.com/@budi/video/7, ya", "https://www.tiktok.com/•••••••••••••, ya"),
        ("https://mas.to/@budi/1 ya", "https://mas.to/••••••• ya"),
        ("budi.blogspot.com ya", "••••••••••••••••• ya"),
        ("chat.whatsapp.com/AbCd ya", "chat.whatsapp.com/•••• ya"),
        ("https://x.com/kpu_id?s=budi ya", "https://x.com/kpu_id••••••• ya"),
        ("https://a.id/?u=https%3A%2F%2Fx.com%2Fbudi ya", "https://a.id/" + BLOT * 29 + " ya"),
        ("https://a.id/x/https://x.com/budi ya", "https://a.id/" + BLOT * 20 + " ya"),
        ("https://budi:rahasia@kpu.go.id/x ya", "https://" + BLOT * 22 + "/x ya"),
    ],
)
def test_who_is_not_public_is_not_named_in_a_text(text, masked):
    """Handles with any sign around them, ids, and addresses that lead to a person."""
    assert MASK.text(text, "x") == masked


def test_the_handles_of_a_text_are_masked_without_their_sign_too():
    """A repost that says ``budi:`` names its author as well as one that says ``@budi:``."""
    assert MASK.text("Budi: betul. Budiman tahu", handles=["budi"]) == "••••: betul. Budiman tahu"
    assert MASK.text("kpu_id: betul", "x", handles=["kpu_id"]) == "kpu_id: betul"


def test_an_account_has_one_pseudonym_in_a_project_and_another_in_the_next():
    """Rows of one project can be counted by account; two projects cannot be joined."""
    assert MASK.account("x:budi").startswith("akun-")
    assert MASK.account("x:budi") == MASK.account("x:Budi")
    assert (
        len({MASK.account("x:budi"), MASK.account("x:ani"), OTHER_PROJECT.account("x:budi")}) == 3
    )
    assert "budi" not in MASK.account("x:budi")
    assert MASK.account("") == ""


def test_a_public_handle_is_somebody_elses_on_another_platform():
    """Who copies an office's handle elsewhere is not shown as that office."""
    assert MASK.account("x:KPU_ID") == "x:KPU_ID"
    assert MASK.account("tiktok:kpu_id").startswith("akun-")
    assert Mask(b"a" * 32, {"kpu_id"}).account("tiktok:kpu_id") == "tiktok:kpu_id"


def test_a_post_id_leads_to_its_author_so_it_is_masked_like_one():
    """Only posts of public accounts keep their ids; of an unknown author they do not."""
    assert MASK.post("x:1757", "x:kpu_id") == "x:1757"
    assert MASK.post("x:1757", "x:budi").startswith("unggahan-")
    assert MASK.post("telegram:kanal/12") == MASK.post("telegram:kanal/12", "x:budi")


@pytest.mark.parametrize(
    ("url", "account", "shown"),
    [
        ("https://x.com/budi/status/17", "x:budi", "https://x.com/••••••••••••••"),
        ("https://x.com/i/status/17", "", "https://x.com/•••••••••••"),
        ("https://x.com/i/status/17", "x:kpu_id", "https://x.com/i/status/17"),
        ("https://x.com/budi/status/17", "x:kpu_id", "https://x.com/••••••••••••••"),
        ("https://youtu.be/AbC", "youtube:budi", "https://youtu.be/•••"),
        ("https://contoh.id/berita_1", "web:contoh", "https://••••••.id/berita_1"),
        ("https://contoh.id/berita_1", "", "https://contoh.id/berita_1"),
        ("tg://resolve?domain=budi", "", BLOT * 24),
        ("", "x:budi", ""),
    ],
)
def test_an_address_shows_no_private_account(url, account, shown):
    """The address of a post is masked unless a public account is known to stand there."""
    assert MASK.url(url, account) == shown


def test_identities_are_kept_by_choice_and_personal_numbers_never():
    """``--identities`` names accounts; NIK, phones and e-mails stay covered, also as chat ids."""
    mask = WITH_IDENTITIES
    assert mask.text("@budi 081234567890 x:ani") == "@budi •••••••••••• x:ani"
    assert mask.account("x:budi") == "x:budi"
    assert mask.post("x:17", "x:budi") == "x:17"
    assert mask.url("https://x.com/budi/status/17") == "https://x.com/budi/status/17"
    assert mask.url("https://wa.me/6281234567890") == "https://wa.me/•••••••••••••"
    assert mask.account("whatsapp:6281234567890").startswith("akun-")


DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]
HIDDEN_BETWEEN = ["", "\u200b", "\u2060", "\u00ad", "\ufeff", "\x00"]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("@_.:/0826+•\u200b")))
def test_a_masked_text_is_as_long_as_the_raw_one_and_differs_only_in_blots(raw):
    """So that an offset into the raw text holds in what is exported."""
    masked = MASK.text(raw, "x", handles=["ab"])
    assert len(masked) == len(raw)
    assert all(shown in (BLOT, sign) for shown, sign in zip(masked, raw, strict=True))
    assert len(MASK.url(raw)) == len(raw)


@given(
    number=st.from_regex(
        r"(3[1-6][0-9]{14}|08[1-9][0-9]{8,10}|628[1-9][0-9]{8,9})", fullmatch=True
    ),
    digits=st.sampled_from(DIGITS),
    between=st.sampled_from(HIDDEN_BETWEEN),
    before=st.sampled_from(["", "hub ", "nik:", "\n", "wa.me/", "(", "tel:"]),
    after=st.sampled_from(["", " ", ".", "\n", " ya", "!"]),
)
def test_no_disguise_of_digits_brings_a_number_through(number, digits, between, before, after):
    """Every digit of it is covered, in whichever script and with whatever between them."""
    written = between.join(digits[int(digit)] for digit in number)
    masked = MASK.text(before + written + after, "x")
    assert not any(sign.isdecimal() for sign in masked)


HANDLES = st.text(string.ascii_letters + string.digits + "_.", min_size=3, max_size=24).filter(
    lambda handle: handle[0].isalnum() and handle[-1].isalnum() and handle.lower() not in PUBLIC
)


@given(
    HANDLES, st.sampled_from(["{}", "RT @{}: ya", "(@{})", "“@{}”", "https://x.com/{}/", "x:{}"])
)
def test_no_handle_comes_through_with_what_people_write_around_it(handle, around):
    """A private handle is covered wherever a sign, an address or an id gives it away."""
    text = around.format(handle) if around != "{}" else f"@{handle}"
    assert handle not in MASK.text(text, "x")


@pytest.mark.parametrize(
    "piece",
    ["a", "1 ", "@", "a.", "a@", "0812", "budi.", "a_", "%25", "http:/", "0 8 1 2 ", "a@b."],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece):
    """Nothing is quadratic: that would take this test minutes."""
    text = piece * (100_000 // len(piece))
    assert len(MASK.text(text, "x")) == len(text)


@settings(max_examples=30)
@given(st.lists(HANDLES, min_size=2, max_size=40, unique_by=str.lower))
def test_different_accounts_have_different_pseudonyms(handles):
    """Two accounts that share one would look like one busy account."""
    assert len({MASK.account(f"x:{handle}") for handle in handles}) == len(handles)
