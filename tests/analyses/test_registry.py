"""What holds for every analysis, whoever adds it."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses import ANALYSES, Setting, with_cues
from monitor.corpora.actors import pairs
from monitor.corpora.cues import cues
from monitor.corpora.elections import election
from monitor.corpora.weights import weights
from monitor.words.english.signals import WORDS as ENGLISH
from monitor.words.indonesian.signals import WORDS as INDONESIAN

DOCS = (Path(__file__).parents[2] / "docs" / "signals.md").read_text(encoding="utf-8")
OF_POSTS = [analysis for analysis in ANALYSES.values() if analysis.of == "post"]
JUDGING = [
    "hoaks",
    "hoax",
    "[SALAH]",
    "[BENAR]",
    "disinformasi",
    "misinformasi",
    "turnbackhoax",
    "cekfakta",
    "mafindo",
    "kompas",
    "detikcom",
    "tribunnews",
    "liputan6",
    "antaranews",
]
CHAIN = "kata orang dalam surat suara di gudang sudah tercoblos, tolong sebarkan sebelum dihapus"


def signals(document):
    return [signal for analysis in OF_POSTS for signal in analysis.find([document], Setting())]


def scores(document, without=""):
    return sorted(
        (signal.factor, signal.value) for signal in signals(document) if signal.factor != without
    )


@pytest.mark.parametrize("factor", weights().weights)
def test_every_factor_is_documented_and_has_its_sentence(factor):
    """Proves that no factor is weighed that a reader cannot look up, in either language."""
    assert f"`{factor}`" in DOCS
    assert factor in INDONESIAN
    assert factor in ENGLISH


@pytest.mark.parametrize("word", JUDGING)
def test_a_word_that_judges_changes_no_score(document, word):
    """Proves that verdict tags, checkers' words and outlets' names carry nothing."""
    assert scores(document(f"{word} {CHAIN}")) == scores(document(f"ember {CHAIN}"))
    assert not any(word.lower() in phrase.split() for group in cues() for phrase in group.phrases)


def test_who_is_named_changes_no_score_but_figure(document):
    """Proves that swapping the candidates of a text leaves every other factor as it was."""
    texts = [
        "{} unggul di quick count, SEBARKAN!!!",
        "semoga {} menang, pemimpin hebat",
        "{} ditangkap kemarin, kata orang dalam",
        "apakah {} benar mundur?",
    ]
    known = [person.name for pair in pairs(election("pemilu-2024")) for person in pair.persons]

    for text in texts:
        outcomes = {
            tuple(scores(document(text.format(name), names={name: ("candidate", "c")}), "figure"))
            for name in [*known, "Wiryawan Adikusuma", "Marlina Handayasari"]
        }
        assert len(outcomes) == 1


def test_no_cue_holds_a_candidate():
    """Proves that no list of phrases names a person who stands for election."""
    phrases = [phrase for group in cues() for phrase in group.phrases]
    names = {
        part.lower()
        for pair in pairs()
        for person in pair.persons
        for part in person.name.split()
        if len(part) > 3
    }

    assert not [phrase for phrase in phrases if names & set(phrase.split())]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(CHAIN.split())).map(" ".join))
def test_every_signal_quotes_its_post_and_repeats_itself(document, text):
    """Proves, for any text, spans inside it, values from 0 to 1, few per factor, the same twice."""
    post = document(text)

    found = signals(post)

    assert found == signals(post)
    for signal in found:
        assert 0 <= signal.value <= 1
        assert (signal.subject, signal.post) == (post.post, post.post)
        assert signal.span is None or 0 <= signal.span.start < signal.span.end <= len(text)
    counts = [[signal.factor for signal in found].count(signal.factor) for signal in found]
    assert max(counts, default=0) <= 6


@pytest.mark.parametrize(
    "piece",
    [
        "dari grup ",
        "tps tidak sah ",
        "?",
        "!",
        "a.",
        "0812",
        "RIBUT ",
        "@a ",
        "1",
        "ter",
        " ",
        "\x00",
    ],
)
def test_a_hostile_text_takes_no_more_than_its_length(document, piece):
    """Proves that no expression or loop is quadratic: a quadratic one would take minutes."""
    text = document(piece * (100_000 // len(piece)))

    assert all(0 <= signal.value <= 1 for signal in signals(text))


def test_an_analysis_can_be_sent_to_another_process():
    """Proves that the registry survives pickling, which several processes need."""
    copy = pickle.loads(pickle.dumps(ANALYSES))  # noqa: S301 - our own bytes

    assert {name: (each.version, each.of) for name, each in copy.items()} == {
        name: (each.version, each.of) for name, each in ANALYSES.items()
    }


def test_a_users_own_phrases_are_found_and_named_in_the_version(document, tmp_path):
    """Proves that one file adds cues, and that stored signals tell which words made them."""
    own = tmp_path / "cues.toml"
    own.write_text(
        'version = 1\n[[group]]\nkind = "share_call"\nlanguage = "id"\nvalue = 0.8\n'
        'source = "kami"\nnote = "Dipakai di sini."\nphrases = ["geser ke sebelah"]\n',
        encoding="utf-8",
    )
    text = document("ayo geser ke sebelah")

    ours, theirs = ANALYSES["cues"], with_cues(own)["cues"]

    assert list(ours.find([text], Setting())) == []
    assert [signal.factor for signal in theirs.find([text], Setting())] == ["share_call"]
    assert ours.version != theirs.version
