"""Training on labelled texts: a model that says what it learned from, and how well."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from monitor import words
from monitor.analyses.classifier import load
from monitor.errors import BadInput
from monitor.pipeline.card import card
from monitor.pipeline.train import train_file

pytestmark = pytest.mark.slow

TALK = ["wkwk", "iya", "juga", "sih", "aku", "mau", "tidur", "kamu", "besok", "ngopi", "yuk"]
COLUMNS = {"text": "isi", "date": "tanggal", "source": "sumber"}


@pytest.fixture(scope="module")
def trained(labelled, tmp_path_factory):
    """Train a model of invented texts once, with ordinary texts that nobody picked."""
    folder = tmp_path_factory.mktemp("model")
    ordinary = folder / "biasa.csv"
    random = np.random.default_rng(7)
    talk = [" ".join(random.choice(TALK, 8)) for _ in range(60)]
    ordinary.write_text("\n".join(["text", *talk]), encoding="utf-8")
    return train_file(
        labelled(), folder / "model.json", columns=COLUMNS, ordinary=ordinary, draws=50,
        licence="Boleh dipakai siapa saja.",
    )  # fmt: skip


def test_the_file_says_everything_that_made_it(trained):
    """Digest of the data, counts, options, seed, versions: the figures can be defended."""
    about = json.loads(trained.path.read_text(encoding="utf-8"))["about"]
    assert about["data"]["sha256"] == trained.evaluation.digest
    assert about["rows"]["used"] == 240
    assert about["rows"]["positive"] == 80
    assert about["seed"] == 7
    assert about["options"]["groups"] == 5
    assert set(about["versions"]) >= {"monitor", "numpy", "scikit-learn"}
    assert about["ordinary"]["used"] == 60
    assert load(trained.path).version == trained.classifier.version


def test_it_orders_what_it_was_planted_to_order(trained):
    """Texts with the planted content stand above those without."""
    above, below = trained.classifier.scores(
        ["warga pasar tercoblos dicuri di jalan", "warga pasar lomba rapat di jalan"]
    )
    assert above > below


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_card_repeats_what_was_measured_and_says_what_it_is_not_for(trained, language):
    """Every AUROC on the card is a figure of the run; the data and the licence are named."""
    before = words.language()
    words.use(language)
    try:
        told = card(trained.classifier)
    finally:
        words.use(before)
    assert trained.evaluation.digest in told
    assert "Boleh dipakai siapa saja." in told
    figures = [
        f
        for f in trained.evaluation.figures
        if f.kind == "measure" and f.system == "ours" and f.measure == "auroc" and f.value
    ]
    for figure in figures:
        assert f"{figure.value:.2f}" in told.replace(",", ".")
    assert not re.search(r"\b(hoax|hoaks|bot|buzzer)\b", told.lower())


def test_a_model_that_is_there_is_not_replaced_unasked(trained, labelled):
    """A long training is not lost to a second command."""
    with pytest.raises(BadInput, match=r"--force"):
        train_file(labelled(), trained.path, columns=COLUMNS)


def test_too_few_texts_of_a_label_are_refused_before_the_work(labelled, tmp_path):
    """The error names the label, what there is and what is needed."""
    with pytest.raises(BadInput, match="10"):
        train_file(labelled(rows=21), tmp_path / "m.json", columns=COLUMNS)
    assert not list(tmp_path.iterdir())


def test_ordinary_texts_that_are_all_one_are_refused(labelled, tmp_path):
    """A border cannot be drawn against one sentence said sixty times."""
    same = tmp_path / "biasa.csv"
    same.write_text("text\n" + "iya juga sih\n" * 60, encoding="utf-8")
    with pytest.raises(BadInput, match="--ordinary"):
        train_file(labelled(), tmp_path / "m.json", columns=COLUMNS, ordinary=same)
