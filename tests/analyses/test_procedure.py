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

    assert touched(document(text))[0][1] > plain[0][1] == 0.6


def test_a_campaign_call_is_weak(document):
    """Proves that "coblos nomor 2" does not look like a claim about procedure."""
    assert touched(document("Jangan lupa coblos nomor 2 ya")) == [("coblos", 0.3)]


def test_a_change_far_away_adds_nothing(document):
    """Proves that the two words must stand within 80 characters."""
    text = document("TPS kami ramai. " + "Warga antre dengan tertib. " * 4 + "Bus kami ditunda.")

    assert touched(text) == [("TPS", 0.6)]


def test_dapat_written_short_is_not_the_voter_list(document):
    """Proves that the chat spelling "dpt" of "dapat" is left alone, and the voter list is not."""
    assert touched(document("akhirnya dpt kaos gratis")) == []
    assert touched(document("nama saya belum masuk DPT")) == [("masuk DPT", 0.6)]
