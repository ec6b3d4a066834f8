"""A claim that resembles a recurring story says so, with the words and never a verdict."""

import csv
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import words
from monitor.analyses import Setting
from monitor.analyses.narratives import LONGEST, NARRATIVES, NEAR, instances
from monitor.corpora.archive import entries
from monitor.corpora.load import folder
from monitor.corpora.narratives import narratives
from monitor.errors import UnknownName
from monitor.language import normalise
from monitor.records import Claim

TOLD = {
    "surat_suara_tercoblos": "Ada tiga truk surat suara, udh dicoblos smua!",
    "server_kpu": "Server KPU di luar negeri, katanya sudah disetel 54 persen",
    "exit_poll_dini": "EXIT POLL bocor, paslon dua menang telak",
    "ktp_ganda_wna": "ribuan WNA dikasih e-KTP supaya bisa nyoblos",
    "kpps_diracun": "petugas KPPS itu mati karena DIRACUN",
    "cincin_perusak": "awas cincin tajam, petugas bisa menyobek surat suara",
    "cara_memilih_salah": "besok bisa nyoblos di TPS mana saja modal e-KTP",
    "kotak_suara_dipindah": "Kotak suara dipindahkan tengah malam ke sebuah hotel",
    "serang_pemeriksa_fakta": "jangan percaya cek fakta, mereka itu buzzer",
}


def signals(text):
    return list(NARRATIVES.find([Claim("k-1", 1, 1, ("x",), None, None, "x:1", text)], Setting()))


def found(text):
    return [signal.facts["narrative"] for signal in signals(text)]


@pytest.mark.parametrize(("narrative", "text"), TOLD.items())
def test_a_story_is_recognised_in_anybodys_words(narrative, text):
    """Proves that wording and spelling may vary, and that the quotation is raw text of the post."""
    (signal,) = signals(text)

    assert signal.facts["narrative"] == narrative
    assert signal.span
    assert text[signal.span.start : signal.span.end].strip()
    assert (signal.subject, signal.post) == ("k-1", "x:1")


@pytest.mark.parametrize(
    "text",
    [
        "Surat suara tiba di gudang, dikawal polisi dan saksi",
        "Coblos satu kali saja supaya surat suara sah",
        "Server kantor mati lagi, kopi dulu",
        "Hitung cepat mulai dirilis pukul 15.00, paslon 1 unggul tipis",
        "Cincin kawin suami saya hilang di pasar",
        "Bawa KTP dan undangan ke TPS sesuai alamat",
        "Ijazah saya belum diambil dari sekolah",
        "",
    ],
)
def test_ordinary_talk_resembles_nothing(text):
    """Proves that one word of a story is not the story."""
    assert found(text) == []


def test_words_far_apart_are_not_one_story():
    """Proves that the words must stand near each other."""
    apart = "surat suara " + "lain " * (NEAR // 4) + " tercoblos"

    assert found(apart) == []
    assert found("surat suara " + "lain " * 3 + "tercoblos") == ["surat_suara_tercoblos"]


def test_a_disguised_story_is_recognised():
    """Proves that digits for letters and fancy letters do not hide a story."""
    assert found("SUR4T SU4R4 sud4h T3RC0BL0S") == ["surat_suara_tercoblos"]
    assert found("𝗦𝗲𝗿𝘃𝗲𝗿 𝗞𝗣𝗨 sudah 𝗱𝗶𝗿𝗲𝘁𝗮𝘀") == ["server_kpu"]


@pytest.mark.parametrize("code", words.LANGUAGES)
def test_the_sentence_tells_the_cycles_and_that_some_were_true(code):
    """Proves what a person reads in both languages, and that no verdict word is in it."""
    words.use(code)
    try:
        (signal,) = signals(TOLD["server_kpu"])
        said = words.say(signal.reason, **signal.facts)
    finally:
        words.use("id")

    assert "2019, 2024" in said
    assert signal.reason == "signals.narrative_unsettled"
    assert not {"hoaks", "salah", "hoax", "false"} & set(said.lower().split())


def test_the_instances_shown_are_dated_and_keep_the_true_ones():
    """Proves that a person sees every instance with its own finding, the oldest first."""
    shown = instances("server_kpu")

    assert {"true", "contested", "false"} <= {each.verdict for each in shown}
    assert [each.date for each in shown] == sorted(each.date for each in shown)
    assert len({each.url for each in shown}) == len([each for each in shown if each.url])


def test_an_unknown_narrative_is_refused_with_the_nearest():
    """Proves the remedy in the error."""
    with pytest.raises(UnknownName, match="server_kpu"):
        instances("server_kpuu")


def test_every_phrase_is_in_the_spelling_that_is_searched():
    """Proves that no phrase waits for a spelling that normalising removes."""
    phrases = {p for n in narratives().values() for t in n.told for group in t.all for p in group}

    assert len(phrases) > 300
    assert [phrase for phrase in phrases if normalise(phrase)[0] != phrase] == []


def test_most_embedded_fact_checks_of_a_narrative_are_recognised_as_it():
    """Proves that the words of the stories and the archive speak of the same stories."""
    told = [entry for entry in entries() if entry.narrative]
    hits = [e for e in told if e.narrative in found(f"{e.title}. {e.claim}")]

    assert len(hits) / len(told) > 0.55


def test_the_sample_shows_its_recycled_stories_and_leaves_talk_alone():
    """Proves on the whole sample: most recycled claims are recognised, no post without a story."""
    stories = {
        *("coblos-duluan", "server-diatur", "ktp-asing", "ektp-di-mana-saja", "cincin-perusak"),
        *("golput-dipenjara", "hasil-sebelum-waktunya", "jadwal-diundur", "link-bantuan"),
    }
    with (folder() / "sample" / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {row["post"]: row for row in csv.DictReader(file)}
    lines = (folder() / "sample" / "posts.jsonl").read_text(encoding="utf-8").splitlines()
    recycled, talk = [], []
    for post in map(json.loads, lines):
        row = truth[post["id"]]
        if row["kind"] == "false_claim" and row["story"] in stories:
            recycled.append(found(post["teks"]))
        elif not row["story"]:
            talk.append(found(post["teks"]))

    assert sum(map(bool, recycled)) / len(recycled) > 0.75
    assert talk.count([]) == len(talk) > 150


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*TOLD.values(), "\x00", "\u202e", "=1+1", "<b>", "😀"]), max_size=8)
)
def test_any_mixture_gives_at_most_three_signals_with_spans_inside_the_text(parts):
    """Proves that hostile texts keep the spans in bounds and the number of signals small."""
    text = " ".join(parts)
    given_signals = signals(text)

    assert len(given_signals) <= 3
    for signal in given_signals:
        assert 0 <= signal.span.start < signal.span.end <= min(len(text), LONGEST)
