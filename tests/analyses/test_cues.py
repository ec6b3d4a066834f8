"""Words that push the reader are found, quoted from the raw text, and kept few."""

from monitor.analyses import Setting, cues


def factors(document):
    return [signal.factor for signal in cues.find([document], Setting())]


def test_a_chain_message_shows_each_push_in_its_own_words(document, quoted):
    """Proves that four factors are told apart and quoted exactly as written."""
    text = document(
        "DITERUSKAN dari grup: kata orang dalam gudang dibuka. SEBARKAN sebelum dihapus!!"
    )

    signals = list(cues.find([text], Setting()))

    assert {
        signal.factor: quote for signal, quote in zip(signals, quoted(signals, text), strict=True)
    } == {
        "chat_chain": "DITERUSKAN dari",
        "unnamed_authority": "kata orang dalam",
        "share_call": "SEBARKAN",
        "urgency": "sebelum dihapus",
    }


def test_javanese_sundanese_and_english_are_heard_too(document):
    """Proves that the lists are not Indonesian alone."""
    assert factors(document("Tulung disebar yo lur, saka grup RT")) == ["share_call", "chat_chain"]
    assert factors(document("Punten bagikeun ka sadayana")) == ["share_call"]
    assert factors(document("Please share before it's deleted")) == ["share_call", "urgency"]


def test_handing_out_rice_is_no_call_to_share(document):
    """Proves that "bagikan" alone, which candidates do with rice, is not taken for a share call."""
    assert factors(document("Relawan bagikan nasi bungkus di pasar")) == []


def test_a_word_inside_another_is_not_heard(document):
    """Proves that cues stop at word boundaries: "awas" is not in "pengawas" or "awasi"."""
    assert factors(document("Pengawas TPS ikut mengawasi, awasi bersama")) == []


def test_a_text_that_repeats_itself_gives_three_signals(document):
    """Proves that a hostile text cannot flood the store, and that the first places are shown."""
    text = document("sebarkan " * 500)

    signals = list(cues.find([text], Setting()))

    assert [signal.span.start for signal in signals] == [0, 9, 18]


def test_the_clearest_hurry_weighs_most(document):
    """Proves that the value tells "KPU segera mengumumkan" from "before it is deleted"."""
    weak, strong = document("KPU segera mengumumkan hasil"), document("baca sebelum dihapus")

    values = [signal.value for signal in cues.find([weak, strong], Setting())]

    assert values == [0.3, 1.0]


def test_offers_beside_the_text_are_told_apart(document):
    """Proves that each way to gain has its own factor, and that talk about gambling is none."""
    assert factors(document("Kaosnya ada, cek keranjang kuning")) == ["gain_shop"]
    assert (
        factors(document("daftar lewat link di bawah, pakai kode saya")) == ["gain_affiliate"] * 2
    )
    assert factors(document("Bantu perjuangan, transfer ke rekening BCA")) == ["gain_donation"] * 2
    assert factors(document("info lengkap japri ya")) == ["gain_phone"]
    assert factors(document("Isi NIK dan nomor WA di laman ini"))[0] == "gain_data"
    assert factors(document("Komisi Pemilihan Umum meneruskan laporan")) == []
    assert factors(document("slot gacor hari ini, pasti maxwin"))[0] == "gain_gambling"
    assert factors(document("Polisi menggerebek rumah judi online")) == []
