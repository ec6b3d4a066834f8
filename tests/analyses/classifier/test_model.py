"""The classifier orders texts, speaks of a band, and does not look at who is named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.invariance import CASES, CHECKERS, NAMES, TAGS
from monitor.analyses.classifier.explaining import explain, passages
from monitor.analyses.classifier.model import BATCH
from monitor.language.lexicon import lexicon

SENTENCES = (
    "Sebarkan! surat suara untuk {} di gudang sudah tercoblos tadi malam",
    "petugas menukar formulir milik {} sejak subuh, kata orang dalam",
    "{} antre dengan tertib kemarin sore. Lihat sendiri videonya!!",
)
sentences = st.sampled_from(SENTENCES)
written = st.builds(lambda case, name: case(name), st.sampled_from(CASES), st.sampled_from(NAMES))
leaks = st.sampled_from(TAGS) | st.builds(
    lambda case, word: case(word), st.sampled_from(CASES), st.sampled_from(CHECKERS)
)


def judged(model, text):
    [judgement] = model.judge([text])
    return judgement


@given(sentences, written, written)
def test_swapping_a_name_changes_neither_score_nor_band_nor_explanation(
    model, sentence, one, other
):
    """Any candidate, party, body, place or figure, in any letters, may stand for any other."""
    first, second = sentence.format(one), sentence.format(other)
    assert judged(model, first) == judged(model, second)
    parts, others = explain(model, first), explain(model, second)
    assert [part[:3] for part in parts] == [part[:3] for part in others]


@given(sentences, leaks, st.integers(0, 20))
def test_a_word_of_checkers_changes_neither_score_nor_band_nor_explanation(
    model, sentence, leak, place
):
    """A verdict, a tag or an outlet, put anywhere, is neither weighed nor shown."""
    words = sentence.format("warga").split()
    text, leaky = " ".join(words), " ".join([*words[:place], leak, *words[place:]])
    assert judged(model, text) == judged(model, leaky)
    parts, others = explain(model, text), explain(model, leaky)
    assert [part[:3] for part in parts] == [part[:3] for part in others]
    values = [each.value for each in passages(parts)]
    assert values == [each.value for each in passages(others)]


def test_one_text_or_a_thousand_are_scored_alike(model, lessons):
    """A score does not depend on what else is asked, nor on where a batch ends."""
    texts = (lessons.texts * 3)[: BATCH + 3]
    at_once = model.scores(texts)
    assert at_once.tolist() == [model.scores([text])[0] for text in texts]
    assert at_once.tolist() == [each.score for each in model.judge(texts)]
    assert model.scores([]).shape == (0,)


def test_what_was_found_false_ranks_higher(fitted, lessons):
    """The order is what a checker gets; without it nothing else here matters."""
    scores, false = fitted.scores(lessons.texts), lessons.labels == 1
    assert np.median(scores[false]) > np.median(scores[~false])


def test_bands_begin_where_they_say(model):
    """High is the top fifth of the training texts, medium the upper half."""
    assert [model.band(percent) for percent in (49, 50, 79, 80)] == [
        "low",
        "medium",
        "medium",
        "high",
    ]


def test_a_higher_score_is_never_less_probable(model):
    """Probability and order agree."""
    chances = [model.probability(score) for score in (-800.0, -1.0, 0.0, 1.0, 800.0)]
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)


def test_a_model_that_can_speak_of_no_probability_does_not(model):
    """Bands still order; the number is left out, not invented."""
    silent = replace(model, slope=0.0)
    judgement = judged(silent, SENTENCES[0].format("warga"))
    assert judgement.probability is None
    assert judgement.band == judged(model, SENTENCES[0].format("warga")).band


def test_percent_counts_the_training_texts_below(model):
    """The lowest possible score lies above none of a hundred, the highest above all."""
    assert 0 <= judged(model, "").percent <= 100
    steep = replace(model, ladder=np.linspace(-1e9, -1e8, 101))
    assert judged(steep, "kotak suara").percent == 100
    flat = replace(model, ladder=np.linspace(1e8, 1e9, 101))
    assert judged(flat, "kotak suara").percent == 0


def test_names_of_another_lexicon_can_be_asked_for(model):
    """An election of one's own brings its own candidates."""
    text = SENTENCES[0].format("warga")
    assert model.scores([text], lexicon())[0] == model.scores([text])[0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "!!!", "\x00", "a" * 100_000])
def test_any_text_has_a_number(model, text):
    """A row without a score would have no place in the order."""
    judgement = judged(model, text)
    assert np.isfinite(judgement.score)
    assert (judgement.probability, judgement.band) == (None, "unknown")
