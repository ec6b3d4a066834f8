"""Who is named in a post, and who is not."""

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.corpora.actors import pairs
from monitor.corpora.elections import election
from monitor.language import prepare
from monitor.records import Account, Link, Post

IN_2019, IN_2024, BETWEEN = "2019-04-01", "2024-02-01", "2021-06-01"


def named(text, day=None, choose=None):
    """Return (kind, entity, quoted words) of every mention in a post of ``day``."""
    created = datetime.fromisoformat(f"{day}T05:00:00+00:00") if day else None
    posts = [Post("x:1", "x", text=text, created=created)]
    [document] = prepare(posts, election(choose) if choose else None)
    return [(kind, entity, text[slice(*span)]) for kind, entity, span in document.mentions]


def entities(*arguments, **options):
    return [entity for _, entity, _ in named(*arguments, **options)]


def test_names_are_found_in_any_spelling_and_quoted_as_written():
    """Disguise, ornament and hashtags hide no name, and the quote is the raw text."""
    found = named("PR4B0W0 di 𝗞𝗣𝗨 #GanjarMenang")

    assert found == [
        ("candidate", "prabowo-subianto", "PR4B0W0"),
        ("institution", "kpu", "𝗞𝗣𝗨"),
        ("candidate", "ganjar-pranowo", "Ganjar"),
    ]


@pytest.mark.parametrize(
    "text", ["Coblos 01!", "paslon 1", "nomer urut 1 di pilpres", "capres no. 01"]
)
def test_a_number_means_the_pair_of_its_time(text):
    """01 is another pair in 2019 than in 2024, and nobody between or without a date."""
    assert entities(text, IN_2019) == ["jokowi-maruf-2019"]
    assert entities(text, IN_2024) == ["amin-2024"]
    assert entities(text, BETWEEN) == []
    assert entities(text) == []


def test_a_chosen_election_gives_the_number_its_meaning():
    """Within its time, and for undated posts, a regional election's 02 is the region's own."""
    chosen = "pilbup-tirtamaya-2024"

    assert entities("pilih 02", "2024-10-05", chosen) == ["marlina-pram-tirtamaya"]
    assert entities("pilih 02", None, chosen) == ["marlina-pram-tirtamaya"]
    assert entities("pilih 02", IN_2019, chosen) == ["prabowo-sandi-2019"]


@pytest.mark.parametrize(
    "text",
    [
        "TPS 02 masih antre, ayo pilih",
        "rapat pemilu 02/03/2024",
        "debat capres 01 Februari",
        "partai nomor urut 2 di pemilu",
        "suhu 02 derajat",
        "juara nomor 1 di kelas",
        "capres minta 01.30 tadi",
    ],
)
def test_other_numbers_are_nobody(text):
    """Polling stations, dates, hours and ranks are no pairs."""
    assert [found for found in named(text, IN_2024) if found[0] == "pair"] == []


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Relawan AMIN kampanye di pasar", True),
        ("#AMIN menang di TPS kami", True),
        ("Timnas amin datang", True),
        ("Semoga pemilu damai, amin", False),
        ("Semoga pemilu damai. AMIN ya rabbal alamin", False),
        ("AAMIIN, semoga capres kita sehat", False),
        ("SEMOGA CAPRES KITA SEHAT AMIN", False),
        ("AMIN, semoga lekas sembuh", False),
    ],
)
def test_a_prayer_is_no_pair(text, is_named):
    """AMIN names the pair in capitals beside politics; an amen does not."""
    assert ("amin-2024" in entities(text, IN_2024)) is is_named


def test_an_everyday_word_needs_politics_nearby():
    """Abah is a father, unless a political word stands near."""
    assert "anies-rasyid-baswedan" not in entities("Abah pulang dari sawah", IN_2024)
    assert "anies-rasyid-baswedan" in entities("dukung Abah jadi presiden", IN_2024)
    far = "Abah pulang dari sawah dan istirahat di rumah bersama kami semua sambil bahas presiden"
    assert "anies-rasyid-baswedan" not in entities(far, IN_2024)


def test_the_longer_name_counts():
    """Papua Barat Daya is one province, not three; a pair is not its two halves."""
    assert entities("di Papua Barat Daya") == ["papua-barat-daya"]
    assert entities("Prabowo-Gibran datang", IN_2024) == ["prabowo-gibran-2024"]


def test_slang_names_its_target_beside_the_name():
    """A slang term is a mention of its own; it says nothing of who wrote it."""
    assert ("slang", "cebong", "cebong") in named("kata cebong dan kadrun sama saja")
    assert entities("beli kecebong di pasar")[:1] == ["cebong"]


def test_invented_and_regional_candidates_are_strangers_unless_chosen():
    """Names of another region's candidates are everyday names elsewhere."""
    assert entities("Bungaran menang", "2024-10-05") == []
    assert entities("Bungaran menang", "2024-10-05", "pilbup-tirtamaya-2024") == [
        "bungaran-sitorejo"
    ]


def test_a_document_carries_its_post_and_travels():
    """What analyses need is there, and another process may do the work."""
    post = Post(
        "x:7",
        "x",
        text="Hasil hitung suara di kantor desa sudah diumumkan",
        account=Account("x:warga", "x"),
        links=(Link("https://A.id", "https://a.id/"),),
        hashtags=("Desa",),
        is_ad=True,
    )
    [document] = pickle.loads(pickle.dumps(prepare([post], None)))  # noqa: S301 - our own bytes

    assert (document.post, document.account, document.platform) == ("x:7", "x:warga", "x")
    assert (document.text, document.lang) == (post.text, "id")
    assert (document.links, document.hashtags, document.is_ad) == (
        ("https://a.id/",),
        ("Desa",),
        True,
    )


@pytest.mark.parametrize("repeated", ["prabowo abah ", "AMIN ", "01 ", "papua barat daya "])
def test_a_text_full_of_names_costs_linear_time(repeated):
    """Judging a name by the names around it does not read all of them again: no minutes here."""
    text = repeated * (80_000 // len(repeated))
    [document] = prepare([Post("x:1", "x", text=text)])
    assert document.offsets[-1] == len(text)


@settings(max_examples=100)
@given(st.text(max_size=80), st.sampled_from(["01", "AMIN", "Prabowo ", "KPU\n", "#Abah", ""]))
def test_every_mention_quotes_the_raw_text(noise, name):
    """Whatever stands around a name, the span is inside the text, not empty, without edges."""
    raw = f"{noise} capres {name} {noise}"
    [document] = prepare([Post("x:1", "x", text=raw)], None)

    for mention in document.mentions:
        quoted = raw[slice(*mention.span)]
        assert quoted == quoted.strip() != ""


APRIL = datetime(2019, 4, 1, tzinfo=UTC)
NAMES = sorted({alias.text for pair in pairs() for alias in pair.aliases})


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*NAMES, "Jokowi-Ma’ruf", "kata", "-", "–", "KPU", "!"]), max_size=8)
)
def test_names_in_any_order_are_found_to_the_last_word(words):
    """A name that lies in another, at the very end of a post too, stops nothing."""
    raw = " ".join(words)
    [document] = prepare([Post("x:1", "x", text=raw)], None)
    assert all(raw[start:end].strip() for _, _, (start, end) in document.mentions)


def test_a_pair_at_the_end_of_a_post_is_found_whole():
    """Somebody ends a headline with Jokowi-Ma’ruf, apostrophe curled."""
    [document] = prepare(
        [Post("x:1", "x", text="Warga menanti Jokowi-Ma’ruf", created=APRIL)], None
    )
    quoted = {document.text[start:end] for _, _, (start, end) in document.mentions}
    assert "Jokowi-Ma’ruf" in quoted
