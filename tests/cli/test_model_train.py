"""``monitor model train``: from a team's verdicts to its own model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.stream_posts import PLAIN, Stream
from monitor import pipeline, words
from monitor.analyses.classifier import Classifier, load, save
from monitor.analyses.classifier.training import fit
from monitor.records import Post
from monitor.store import Store

CLAIMS = Stream(replace(PLAIN, a_day=120, base=0.3, noise=0.0), 3).day(0)


@pytest.fixture
def team(tmp_path):
    """Return a function that makes a database in which the first claims have verdicts."""

    def make(count: int) -> None:
        with Store(tmp_path / "monitor.db") as store:
            store.add([Post(f"x:{n}", "x", claim.text) for n, claim in enumerate(CLAIMS, 1)])
            nums = range(1, len(CLAIMS) + 1)
            store.add_claims(founded=nums, members=[(n, n) for n in nums], merges=[], aliases=[])
            for n, claim in enumerate(CLAIMS[:count], 1):
                verdict = "salah" if claim.false else "benar"
                pipeline.review(store, f"k-{n}", by="melati", verdict=verdict, reason="Dicek.")

    return make


@cache
def elsewhere(right: bool) -> Classifier:
    """Return a model fitted to the claims and their answers, or to the opposite of them."""
    texts, labels = zip(*((claim.text, claim.false == right) for claim in CLAIMS), strict=True)
    return fit(texts, labels, groups=np.arange(len(texts)))


def in_use(folder, *, right: bool) -> str:
    made = elsewhere(right)
    save(made, folder / "model.json")
    return made.version


def test_a_team_trains_its_own_model(monitor, few_draws, team, tmp_path):
    """It reads what was measured, in its own language, and the model is there."""
    team(100)
    in_use(tmp_path, right=False)
    said = monitor("model", "train")
    assert said.code == 0
    assert "100 putusan dipelajari" in said.out
    assert "Ketepatan 20 baris teratas" in said.out
    assert "Kelebihan atas gaya tulisan saja" in said.out
    assert "--explore 0.1" in said.out  # nothing was drawn by lot, and that is said
    assert "Belum ada peluang" in said.out
    assert load(tmp_path / "model.json").version in said.out
    assert "model train" in monitor("runs").out


@pytest.mark.slow
def test_a_refusal_is_exit_code_1_and_says_by_how_much(monitor, few_draws, team, tmp_path):
    """A check says no; --force goes past it."""
    team(100)
    version = in_use(tmp_path, right=True)
    said = monitor("model", "train", "--lang", "en")
    assert said.code == 1
    assert "Worse" in said.out
    assert "--force" in said.out
    assert load(tmp_path / "model.json").version == version
    words.use("id")
    assert monitor("model", "train", "--force").code == 0
    assert load(tmp_path / "model.json").version != version


def test_a_program_reads_lines(monitor, few_draws, team):
    """One record for the model, one per figure, nothing else on stdout."""
    team(100)
    model, *figures = monitor("model", "train", "--json", "--force").rows
    assert (model["kind"], model["used"], model["choice"]["take"]) in {
        ("model", 100, True),
        ("model", 100, False),
    }
    assert {figure["kind"] for figure in figures} == {"figure"}
    assert {figure["system"] for figure in figures} == {"learned", "start", "style"}


def test_too_few_verdicts_are_one_line_with_the_remedy(monitor, team):
    """It says how many there are, how many it takes, and how to get them."""
    team(10)
    said = monitor("model", "train")
    assert (said.code, said.out) == (2, "")
    assert "10 putusan" in said.err
    assert "monitor review" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_database_that_is_not_there_is_not_made(monitor, tmp_path):
    """A typo in --db must not leave an empty database behind."""
    said = monitor("model", "train", "--db", "lain.db")
    assert said.code == 2
    assert "lain.db" in said.err
    assert not (tmp_path / "lain.db").exists()
