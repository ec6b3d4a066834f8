"""The classifier as one analysis among others: it says little, quotes, and may be missing."""

from __future__ import annotations

import json
import pickle
import shutil

import pytest

from monitor import words
from monitor.analyses import ANALYSES, Setting
from monitor.analyses.base import FEW
from monitor.analyses.classifier.analysis import classifier, model_path
from monitor.corpora.weights import weights
from monitor.errors import BadModel

CLAIM = "Sebarkan! Surat suara di gudang sudah tercoblos tadi malam, kata orang dalam"
CALM = "warga di sekolah antre dengan tertib sejak subuh, begitu ceritanya"


@pytest.fixture(scope="module")
def analysis(toy_model):
    return classifier(toy_model)


def found(analysis, *documents):
    return list(analysis.find(documents, Setting()))


def test_a_band_is_said_and_the_words_that_made_it_are_quoted(analysis, document):
    """A checker sees how far it resembles, and which passages raised it."""
    post = document(CLAIM)
    [band, *passages] = found(analysis, post)
    assert (band.factor, band.reason) == ("resembles_checked", "signals.resembles_checked")
    assert 0.8 <= band.value <= 1
    assert 0 < len(passages) <= FEW
    for each in passages:
        assert (each.factor, each.value) == ("resembles_words", 0.0)
        assert CLAIM[slice(*each.span)] in CLAIM
    assert band.span == passages[0].span


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_sentences_say_resemblance_and_never_falsehood(analysis, document, language):
    """A flag is a lead: no word of verdict, in either language."""
    words.use(language)
    told = [words.say(each.reason, **each.facts) for each in found(analysis, document(CLAIM))]
    assert any("pemeriksa fakta" in each or "fact-checkers" in each for each in told)
    for each in told:
        assert not {"hoaks", "hoax", "bohong", "palsu", "false", "fake"} & set(
            each.lower().replace(",", " ").split()
        )


def test_of_what_is_low_or_outside_nothing_is_said(analysis, document):
    """Silence is no clearance: the queue says so elsewhere."""
    assert found(analysis, document(CALM), document("lucu sih"), document("")) == []


def test_naming_somebody_else_says_the_same(analysis, document):
    """From document to signal, who is named moves nothing."""
    values = {
        tuple((each.factor, each.value, each.facts["percent"]) for each in [
            found(analysis, document(f"{CLAIM} {name}"))[0]
        ])
        for name in ("Prabowo", "Pak Ganjar", "Anies Baswedan", "PDI Perjuangan", "KPU")
    }  # fmt: skip
    assert len(values) == 1


def test_it_is_registered_and_weighed():
    """The queue knows it; its passages are shown and move nothing."""
    assert ANALYSES["classifier"].of == "post"
    assert weights().of("resembles_checked") == 0.8
    assert {"resembles_checked", "resembles_words"} <= set(weights().weights)


def test_without_a_model_it_says_nothing(document, tmp_path):
    """The tool runs where no model is installed."""
    silent = classifier(tmp_path / "flag.json")
    assert silent.version == "1-none"
    assert found(silent, document(CLAIM)) == []


def test_its_version_is_the_models(analysis, toy_model, tmp_path):
    """A new model says everything anew; a broken one is met when it is asked."""
    assert analysis.version == f"1-{json.loads(toy_model.read_text())['version']}"
    broken = tmp_path / "flag.json"
    broken.write_text("{}")
    assert classifier(broken).version == "1-broken"


def test_a_changed_model_is_refused(toy_model, tmp_path, document):
    """Nobody's weights but the team's and ours flag a post."""
    path = tmp_path / "flag.json"
    said = json.loads(toy_model.read_text())
    path.write_text(json.dumps(said | {"base": 5.0}))
    shutil.copy(toy_model.with_suffix(".npz"), path.with_suffix(".npz"))
    with pytest.raises(BadModel, match=r"flag\.json"):
        found(classifier(path), document(CLAIM))


def test_it_can_be_sent_to_another_process(analysis, document):
    """Several processes share a scan."""
    sent = pickle.loads(pickle.dumps(analysis))  # noqa: S301 - our own bytes
    assert found(sent, document(CLAIM)) == found(analysis, document(CLAIM))


def test_the_teams_own_model_lies_beside_its_database(tmp_path):
    """Where there is one; else the shipped one speaks."""
    database = tmp_path / "monitor.db"
    assert model_path(database) is None
    assert model_path(None) is None
    (tmp_path / "model.json").write_text("{}")
    assert model_path(database) == tmp_path / "model.json"
