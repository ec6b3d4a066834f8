"""A line per row: a score that names cannot move, what made it, and every other reason."""

from __future__ import annotations

import json
from functools import lru_cache
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import pipeline, words
from monitor.analyses.classifier import load
from monitor.corpora.weights import weights
from monitor.errors import BadInput, BadModel
from monitor.pipeline.explained import explained
from monitor.pipeline.flag import flag_record

WEIGHTS = weights()
CLAIM = "Sebarkan! Surat suara di gudang sudah tercoblos tadi malam, kata orang dalam"
CALM = "warga di sekolah antre dengan tertib sejak subuh, begitu ceritanya"
NAMES = [
    "Prabowo", "Pak Ganjar Pranowo", "Anies Baswedan", "Gibran", "PDI Perjuangan", "Gerindra",
    "KPU", "Bawaslu", "MK", "Jakarta", "Kabupaten Bogor", "@akun_warga",
]  # fmt: skip
LEAKS = [
    "hoaks",
    "[SALAH]",
    "cek fakta",
    "turnbackhoax.id",
    "Mafindo",
    "kompas.com",
    "disinformasi",
]


@pytest.fixture(scope="session")
def flagged(toy_model, tmp_path_factory):
    """Return a function that flags texts from a file, as records."""
    folder = tmp_path_factory.mktemp("flag")

    def run(*texts, model=toy_model):
        path = folder / "x.jsonl"
        path.write_text(
            "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)),
            encoding="utf-8",
        )
        return [flag_record(row, WEIGHTS) for row in pipeline.flag(path, model=model)]

    return run


def test_what_resembles_checked_texts_stands_above_what_does_not(flagged):
    """An order and a band, said in the reader's words; never that something is false."""
    claim, calm = flagged(CLAIM, CALM)
    assert claim["score"] > calm["score"]
    assert (claim["band"], claim["band_said"]) == ("high", "tinggi")
    assert calm["band"] == "low"
    assert "mirip dengan yang biasanya dipilih pemeriksa fakta" in claim["why"]
    assert 0 < calm["probability"] < claim["probability"] < 1
    words.use("en")
    assert flagged(CALM)[0]["why"].startswith("This text hardly resembles")


def test_outside_its_domain_there_is_a_score_and_no_probability(flagged):
    """Two words are too few to weigh; the order still has a place for them."""
    [row] = flagged("lucu sih")
    assert isinstance(row["score"], float)
    assert (row["band"], row["band_said"], row["probability"]) == ("unknown", "tidak tahu", None)
    assert row["why"] == "Terlalu pendek untuk ditimbang"


@settings(max_examples=60)
@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from(f"{CLAIM} {CALM} !! KPU 3".split())).map(" ".join)
)
def test_an_explanation_adds_up_and_quotes_the_raw_text(toy_model, text):
    """Proves, for any text, that nothing of a score is left unexplained and every span slices."""
    told = explained(_model(toy_model), text)
    assert fsum(each.value for each in told.summands) == pytest.approx(
        told.judgement.score, abs=1e-9
    )
    for each in told.summands:
        assert each.sentence
        assert each.span is None or 0 <= each.span.start < each.span.end <= len(text)


def test_the_record_names_what_raised_and_what_lowered_the_score(flagged):
    """Passages for and against, shapes by what a reader calls them, the base, and the rest."""
    [row] = flagged(CLAIM)
    told = row["explanation"]
    assert [each["what"] for each in told[-2:]] == ["base", "rest"]
    assert {each["what"] for each in told} == {"words", "style", "base", "rest"}
    assert told[0]["sentence"] == "Kata-kata ini menaikkan skornya"
    for each in told:
        if "start" in each:
            assert CLAIM[each["start"] : each["end"]] == each["text"]
    assert sum(each["value"] for each in told) == pytest.approx(row["score"], abs=1e-9)


def test_the_other_reasons_stand_beside_with_their_documented_weights(flagged):
    """How to vote, calls to share, unnamed sources: each quotes its words and has its weight."""
    reasons = {each["factor"]: each for each in flagged(CLAIM)[0]["reasons"]}
    assert {"voting_procedure", "share_call", "unnamed_authority", "resembles_checked"} <= set(
        reasons
    )
    for each in reasons.values():
        assert CLAIM[each["start"] : each["end"]] == each["text"]
        assert abs(each["weight"]) <= abs(WEIGHTS.of(each["factor"]))
        assert "post_id" not in each


def test_a_known_claim_and_a_denial_are_said(flagged):
    """Memory and the recognition of denials need only the text, so they speak here too."""
    known, denial = flagged(
        "Tujuh kontainer surat suara tercoblos di Tanjung Priok",
        '"Informasi itu tidak benar," kata Kapolres Tirtamaya soal kotak suara',
    )
    assert {"known_claim", "similar_topic"} & {each["factor"] for each in known["reasons"]}
    [said] = [each for each in denial["reasons"] if each["factor"] == "clarification"]
    assert said["sentence"].startswith("Ini tampaknya klarifikasi")
    assert said["weight"] < 0


@settings(max_examples=40)
@given(st.sampled_from([CLAIM, CALM]), st.sampled_from(NAMES), st.sampled_from(NAMES), st.data())
def test_who_is_named_moves_neither_score_nor_band(flagged, text, one, other, data):
    """Proves, from file to record, that swapping names changes nothing the classifier says."""
    chunks = text.split()
    place = data.draw(st.integers(1, len(chunks) - 1))
    first, second = flagged(
        *(" ".join([*chunks[:place], name, *chunks[place:]]) for name in (one, other))
    )
    for field in ("score", "band", "probability", "why"):
        assert first[field] == second[field]


@settings(max_examples=40)
@given(st.sampled_from([CLAIM, CALM]), st.sampled_from(LEAKS), st.data())
def test_words_of_checkers_leave_no_trace(flagged, text, leak, data):
    """Proves that a tag, an outlet or a verdict, put in anywhere, changes no score and no band."""
    chunks = text.split()
    place = data.draw(st.integers(0, len(chunks)))
    first, second = flagged(text, " ".join([*chunks[:place], leak, *chunks[place:]]))
    for field in ("score", "band", "probability"):
        assert first[field] == second[field]


def test_a_row_that_cannot_be_read_is_weighed_as_an_empty_text(tmp_path, toy_model):
    """It says why, has a number, and stops nothing."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": 1, "text": "kotak"}\n{"id": 2, "te\n{"id": 3, "text": ""}\n')
    _, broken, empty = (flag_record(row, WEIGHTS) for row in pipeline.flag(path, model=toy_model))
    assert (broken["id"], empty["id"]) == (None, 3)
    assert broken["score"] == empty["score"] == explained(_model(toy_model), "").judgement.score
    assert broken["band"] == empty["band"] == "unknown"
    assert broken["why"].startswith("Baris ini tidak terbaca: baris ini bukan JSON yang utuh")


def test_without_a_model_the_other_reasons_speak(flagged):
    """A score is always a number: 0; and the band says that nobody weighed the text."""
    [row] = flagged(CLAIM, model=None)
    assert (row["score"], row["probability"], row["band"]) == (0.0, None, "unknown")
    assert row["why"] == "Model penanda tidak terpasang; alasan lain tetap dipakai"
    assert row["explanation"] == []
    assert "voting_procedure" in {each["factor"] for each in row["reasons"]}


def test_equal_texts_are_told_apart_by_their_reasons_where_scores_are_equal(tmp_path):
    """Without a model the highest rows are those with the weightiest reasons, else the first."""
    path = tmp_path / "x.jsonl"
    texts = ["makan soto", "makan soto juga", CLAIM]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    rows = pipeline.highest(pipeline.flag(path, model=None), 2, WEIGHTS)
    assert [row.number for row in rows] == [3, 1]


def test_a_broken_model_is_refused_before_a_row_is_read(tmp_path):
    """The file is not even looked for."""
    model = tmp_path / "model.json"
    model.write_text("{}")
    with pytest.raises(BadModel, match=r"model\.json"):
        next(pipeline.flag(tmp_path / "nowhere.jsonl", model=model))
    with pytest.raises(BadInput, match=r"nowhere\.jsonl"):
        next(pipeline.flag(tmp_path / "nowhere.jsonl", model=None))


@lru_cache(maxsize=1)
def _model(path):
    return load(path)
