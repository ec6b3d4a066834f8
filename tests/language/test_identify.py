"""Which language a text is in."""

import pytest

from monitor.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Surat suara di TPS kami belum datang sampai siang, warga sudah antre"),
        ("id", "Relawan bersih pantai kumpul besok pagi"),
        ("jv", "Ojo lali sesuk esuk teka nang TPS yo rek, aku wis siap milih"),
        ("su", "Urang ulah percaya, ieu mah béja bohong euy, teu aya buktina".replace("é", "e")),
        ("en", "The counting of the votes will start tomorrow morning at eight"),
        ("ms", "Kerajaan Malaysia mengumumkan pilihan raya kerana parlimen sudah dibubarkan"),
    ],
)
def test_a_sentence_is_told(language, text):
    """Each language of the issue is recognised by an ordinary sentence."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "KPU", "02 menang", "wkwkwk haha", "@warga https://a.id", "🗳️"]
)
def test_too_short_is_unknown(text):
    """A name, a laugh or a link belong to no language."""
    assert language_of(text) == "unknown"


def test_a_borrowed_word_does_not_make_a_text_sundanese():
    """Indonesian with one Sundanese word in it stays Indonesian."""
    assert (
        language_of("Hasil rapat di kantor desa sudah jelas atuh, tidak ada yang berubah") == "id"
    )


def test_a_long_text_costs_no_more_than_its_beginning():
    """Only the beginning is read, however long the text."""
    beginning = "Warga menunggu hasil penghitungan suara di balai desa sampai malam. "
    assert language_of(beginning * 20_000) == "id"
