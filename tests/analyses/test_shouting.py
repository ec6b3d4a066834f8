"""Capitals and piles of marks are shouting; acronyms, names and short cries are not."""

from monitor.analyses import Setting, shouting


def shouts(document):
    return [
        (document.text[slice(*signal.span)], signal.value)
        for signal in shouting.find([document], Setting())
    ]


def test_a_text_in_capitals_is_quoted_with_its_share(document):
    """Proves that a run of capitals is one quotation, and the value its share of the letters."""
    text = document("INI BUKTI KECURANGAN PARAH di tempat kami tadi pagi")

    assert shouts(text) == [("BUKTI KECURANGAN PARAH", 0.47)]


def test_acronyms_and_a_single_cry_are_no_shouting(document):
    """Proves that KPU, TPS and DPT, and a text too short to tell, stay unmarked."""
    assert shouts(document("KPU dan MK buka data DPT di TPS 04 hari ini")) == []
    assert shouts(document("MANTAP!")) == []


def test_heaped_marks_count_by_themselves(document):
    """Proves that three marks are heaped and two are not."""
    assert shouts(document("Masa begini?! Kok bisa!!!")) == [("!!!", 0.4)]


def test_who_is_named_changes_no_value(document):
    """Proves that a candidate's name in capitals, short or long, moves the share nowhere."""
    sentence = "AYO PILIH {} supaya desa kita lebih maju dan sejahtera bersama"
    short, long = (
        document(sentence.format(name), names={name: ("candidate", "someone")})
        for name in ("WIRA", "MARLINA HANDAYASARI")
    )

    assert [value for _, value in shouts(short)] == [value for _, value in shouts(long)]
