"""One spelling, and the way back to the raw text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.corpora.spelling import languages, spellings, vocabulary
from monitor.language import normalise
from monitor.records import Document

ODD = (
    "yg|gk|b4!k|M3NGVNDURK4N|bangeeettt|#SelamatkanSuara|#kawalsuara|#|@warga_1|02|17.00|TPS05|PPP"
    "|https://contoh.example/A1b4|kpu.go.id|a@b.id|Рrаbowo|ＫＰＵ|𝗛𝗔𝗥𝗜|é|ß|İ|ﷺ|½|\u200b|\u202e|\x00"
    "|!|$|'|-|(|)|...|🗳️|한국|ملك|Ⓐ|&amp;|\n|\t"
)
PIECES = st.sampled_from(ODD.split("|"))
HOSTILE = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
TEXTS = st.one_of(HOSTILE, st.lists(PIECES, max_size=15).map(" ".join))


def quote(raw, words):
    """Return what of the raw text stands behind ``words`` of its normal form."""
    normal, offsets = normalise(raw)
    start = normal.index(words)
    document = Document("x:1", "", "x", None, raw, normal, offsets, "id")
    return raw[slice(*document.raw_span(start, start + len(words)))]


@settings(max_examples=300)
@given(TEXTS)
@example("&nbsp;")
@example("㎞\u200b")
@example("a&amp;amp;lt;b")
def test_offsets_lead_back_into_the_raw_text(raw):
    """Whatever the text, there is one offset per character, none goes back, the last is the end."""
    normal, offsets = normalise(raw)

    assert len(offsets) == len(normal) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(raw)
    assert offsets[0] >= 0


@settings(max_examples=300)
@given(TEXTS.filter(lambda text: "&" not in text))
def test_a_normal_text_is_normal(raw):
    """Normalising twice is normalising once; entities apart, which may hide one another."""
    normal, _ = normalise(raw)

    assert normalise(normal)[0] == normal


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("M3NGVNDURK4N DIR!", "mengundurkan dir!"),
        ("4NGG0T4 dewan", "anggota dewan"),
        ("b4!k", "baik"),
        ("mem!l!h", "memilih"),
        ("pem1lu cur4ng", "pemilu curang"),
        ("$uara r@kyat", "suara rakyat"),
    ],
)
def test_letters_behind_digits_and_signs_are_read(typed, meant):
    """Who writes digits for letters to slip past a search is found all the same."""
    assert normalise(typed)[0] == meant


KEPT = (
    "2024 02 h-1 5g g20 p3k c1 tps05 s1 ktp2 17.00 h1n1 jam7pagi 4orang 10rb covid19 rp.500.000"
    " hebat!jangan https://contoh.example/b4!k @w4rga bit.ly/b4k1 surat@contoh.id"
)


@pytest.mark.parametrize("token", KEPT.split(" "))
def test_numbers_codes_links_and_handles_keep_their_digits(token):
    """A year, a form, a polling station, a handle are no disguise."""
    assert normalise(token.upper())[0] == token


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bangettttt", "banget"),
        ("saaaaat", "saat"),
        ("maaf saat tunggal", "maaf saat tunggal"),
        ("tidaaaaak", "tidak"),
        ("PPP Jilid XIII", "ppp jilid xiii"),
    ],
)
def test_stretched_letters_shrink_and_real_doubles_stay(typed, meant):
    """Shouting is folded; a party, a Roman number and a doubled vowel are not."""
    assert normalise(typed)[0] == meant


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("#SelamatkanSuaraRakyat", "selamatkan suara rakyat"),
        ("#selamatkansuararakyat", "selamatkan suara rakyat"),
        ("#2019GantiPresiden", "2019 ganti presiden"),
        ("#AMINajaDulu", "amin saja dulu"),
        ("#G20Bali", "g20 bali"),
        ("#kawal_TPS", "kawal tps"),
        ("(#Coblos!)", "(coblos!)"),
        ("ayo#coblos", "ayo coblos"),
        ("#qwrtplk", "qwrtplk"),
    ],
)
def test_hashtags_fall_into_words(tag, meant):
    """A hashtag is searched like the sentence it is; one that holds no words stays whole."""
    assert normalise(tag)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("𝗛𝗔𝗦𝗜𝗟 ＫＰＵ Ⓣⓟⓢ 🆂🆄🅰🆁🅰 ᴄᴜʀᴀɴɢ", "hasil kpu tps suara curang"),
        ("suаrа", "suara"),  # two Cyrillic letters
        ("Москва", "москва"),
        ("cu\u200bra\u202eng", "curang"),
        ("T&amp;J &lt;b&gt; a&nbsp;b", "t&j <b> a b"),
        ("  dua \n\t kata ", "dua kata"),
    ],
)
def test_letters_that_only_look_different_are_one(typed, meant):
    """Ornament, look-alikes, hidden marks, entities and white space do not hide a word."""
    assert normalise(typed)[0] == meant


def test_the_quote_is_what_was_written():
    """A finding in the normal text quotes the raw one, disguise, stretch and all."""
    raw = "Kata mrk: 4NGG0T4   TPS bangettt &amp; #SuaraRakyat"

    assert quote(raw, "mereka") == "mrk"
    assert quote(raw, "anggota tps") == "4NGG0T4   TPS"
    assert quote(raw, "banget") == "bangettt"
    assert quote(raw, "&") == "&amp;"
    assert quote(raw, "rakyat") == "Rakyat"


REPEATED = "a|#|#a|@a.|a.b|!4|&amp;|&#1|a@|www.|aA|\u200b|а"


@pytest.mark.parametrize("repeated", REPEATED.split("|"))
def test_hostile_repetition_costs_linear_time(repeated):
    """Nothing is quadratic: that would take this test minutes."""
    normal, offsets = normalise(repeated * (100_000 // len(repeated)))
    assert len(offsets) == len(normal) + 1


@pytest.mark.parametrize("repeated", ["#aA", "a-b.", "1.", "#kawalsuara\u200b", "\U0001d5de"])
def test_a_text_longer_than_any_post_is_not_looked_into_to_its_end(repeated):
    """A megabyte made to keep the machine busy is answered all the same."""
    normal, offsets = normalise(repeated * (1_000_000 // len(repeated)))

    assert len(offsets) == len(normal) + 1


def test_beyond_the_longest_post_only_case_and_blanks_are_made_one():
    """What follows a hundred thousand characters keeps its spelling, and its place."""
    raw = f"BGT {'x' * 100_000}  BGT"
    normal, offsets = normalise(raw)

    assert (normal[:6], normal[-4:]) == ("banget", " bgt")
    assert raw[offsets[-4] : offsets[-1]] == "BGT"


def test_every_standard_form_stands():
    """No standard form is itself a chat spelling, nor any word of the vocabulary."""
    for form in {*spellings().values(), *vocabulary()}:
        assert normalise(form)[0] == form


def test_no_sundanese_word_is_turned_into_indonesian():
    """Sundanese is told by its words, which must outlive normalising."""
    assert not languages().sundanese & spellings().keys()
