"""Posts that touch how to vote, and those that say something about it has changed."""

import pytest

from monitor.analyses import Setting, procedure


def touched(document):
    return [
        (document.text[slice(*signal.span)], signal.value)
        for signal in procedure.find([document], Setting())
    ]


def test_a_change_near_the_vote_scores_highest_and_is_quoted_with_it(document):
    """Proves that the quotation runs from the procedure word to the change."""
    text = document("Info KPPS: hari pencoblosan diundur jadi Desember, kata warga")

    assert touched(text)[0] == ("hari pencoblosan diundur", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Surat suara di kecamatan kami sudah tercoblos semua",
        "Katanya tanpa KTP juga boleh masuk TPS",
        "Kotak suara dibuang ke sungai",
        "Server KPU diretas tadi malam",
        "Nyoblos bisa lewat HP mulai tahun ini",
    ],
)
def test_claims_that_could_cost_a_vote_score_above_plain_talk(document, text):
    """Proves that change, denial, theft and new ways to vote all raise the value."""
    plain = touched(document("TPS 04 ada di balai desa"))

    assert touched(document(text))[0][1] > plain[0][1] == 0.4


def test_a_campaign_call_is_weak(document):
    """Proves that "coblos nomor 2" does not look like a claim about procedure."""
    assert touched(document("Jangan lupa coblos nomor 2 ya")) == [("coblos", 0.2)]


@pytest.mark.parametrize(
    "text",
    [
        "TPS kami ramai, " + "warga antre dengan tertib, " * 4 + "bus kami ditunda",
        "TPS kami ramai. Bus ditunda",
        "TPS kami ramai!! Hujan, jadwal bus berubah",
        "#TPS #BusDitunda",
    ],
)
def test_a_change_of_something_else_adds_nothing(document, text):
    """Proves that both must stand within 60 characters, in one sentence and one hashtag."""
    assert touched(document(text))[0] == ("TPS", 0.4)


def test_the_reason_says_whether_a_change_is_told(document):
    """Proves that the sentence does not speak of a change where only a procedure is named."""
    texts = [document("TPS 04 ada di balai desa"), document("TPS 04 dipindah ke balai desa")]

    signals = procedure.find(texts, Setting())

    assert [s.reason for s in signals] == ["signals.voting_procedure", "signals.voting_change"]


def test_a_phrase_is_not_read_across_two_hashtags(document):
    """Proves that "#InputData #KpuJujur" is not about the data of KPU."""
    assert touched(document("Input data #KPU jujur")) == []


def test_a_corruption_case_about_identity_cards_is_no_procedure(document):
    """Proves that "KTP" counts only where it is taken along, given out or held."""
    assert touched(document("Usut tuntas kasus E-KTP")) == []
    assert touched(document("Cukup bawa KTP ke TPS mana saja"))[0][1] == 1.0


def test_a_plain_denial_adds_less_than_a_change(document):
    """Proves that "tidak bisa", which may deny anything, moves a post less than "dipindah"."""
    denied, moved = document("Di TPS 4 kami tidak bisa parkir"), document("TPS 4 dipindah")

    assert touched(denied)[0][1] < touched(moved)[0][1]


def test_dapat_written_short_is_not_the_voter_list(document):
    """Proves that the chat spelling "dpt" of "dapat" is left alone, and the voter list is not."""
    assert touched(document("akhirnya dpt kaos gratis")) == []
    assert touched(document("nama saya belum masuk DPT")) == [("masuk DPT", 0.4)]
