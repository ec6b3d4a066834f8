"""The team's verdicts become a model, when that is no worse than the model they have."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.stream_posts import PLAIN, Stream
from monitor import pipeline
from monitor.analyses.classifier import Classifier, load, save
from monitor.analyses.classifier.training import fit
from monitor.errors import BadInput, BadModel
from monitor.pipeline.learn import EACH, FEWEST, learn
from monitor.records import Post
from monitor.store import Store

WORLD = replace(PLAIN, a_day=160, base=0.3, noise=0.0)
CLAIMS = Stream(WORLD, 3).day(0)


@cache
def elsewhere(right: bool) -> Classifier:
    """Return a model fitted to the claims and their answers, or to the opposite of them."""
    texts, labels = zip(*((claim.text, claim.false == right) for claim in CLAIMS), strict=True)
    return fit(texts, labels, groups=np.arange(len(texts)))


class Team:
    """A project folder with claims; verdicts are given in their order."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "monitor.db"
        self.store = Store(self.path)
        self.store.add([Post(f"x:{n}", "x", claim.text) for n, claim in enumerate(CLAIMS, 1)])
        nums = range(1, len(CLAIMS) + 1)
        self.store.add_claims(founded=nums, members=[(n, n) for n in nums], merges=[], aliases=[])
        self.done = 0

    def judge(self, count: int, say=lambda claim: "salah" if claim.false else "benar") -> None:
        for n, claim in enumerate(CLAIMS[self.done : self.done + count], self.done + 1):
            self.verdict(n, say(claim))
        self.done += count

    def verdict(self, claim: int, word: str) -> None:
        pipeline.review(self.store, f"k-{claim}", by="melati", verdict=word, reason="Dicek.")

    def train(self, **options):
        return learn(self.store, self.path, draws=20, **options)

    @property
    def model(self) -> Path:
        return self.path.parent / "model.json"

    def use(self, *, right: bool) -> str:
        """Put a model in use that was made elsewhere: it knows the answers or has them wrong."""
        made = elsewhere(right)
        save(made, self.model)
        return made.version


@pytest.fixture
def team(tmp_path):
    team = Team(tmp_path)
    yield team
    team.store.close()


def test_verdicts_become_the_model_in_use(team):
    """What the JSON says is enough to make it again and to judge it."""
    team.use(right=False)  # has it backwards
    team.judge(120)
    learned = team.train()
    made = load(team.model)
    assert learned.choice.why == "better"
    assert made.version == learned.version
    about = made.about
    assert about["verdicts"] == {"false": learned.positive, "true": 120 - learned.positive}
    assert about["digest"] == learned.digest
    assert about["rules"]["options"]["groups"] == 5
    assert {"seed", "start", "trust", "until", "figures", "versions", "made"} <= set(about)
    run = team.store.runs()[0]
    assert run["verb"] == "model train"
    assert [each["sha256"] for each in run["inputs"]] == [learned.digest]
    assert run["result"] == {"version": learned.version, "written": True, "why": "better"}


def test_the_same_verdicts_make_the_same_model(team):
    """Nothing is left to chance or to the clock."""
    team.use(right=False)
    before = {path.name: path.read_bytes() for path in team.path.parent.glob("model.*")}
    team.judge(80)
    first = team.train()
    for name, content in before.items():
        (team.path.parent / name).write_bytes(content)
    second = team.train()
    assert (second.version, second.digest) == (first.version, first.digest)
    assert second.figures == first.figures


def test_the_model_before_is_kept(team):
    """Whoever regrets it copies two files back."""
    version = team.use(right=False)
    team.judge(80)
    team.train()
    assert load(team.path.parent / f"model-{version}.json").version == version
    assert load(team.model).version != version


def test_a_worse_model_does_not_take_its_place(team):
    """It knows the answers already: nothing learned from 80 verdicts is as good."""
    version = team.use(right=True)
    files = {path: path.read_bytes() for path in team.path.parent.glob("model*")}
    team.judge(80, lambda claim: "salah" if len(claim.text) % 3 else "benar")
    team.judge(80)
    learned = team.train()
    if learned.choice.take:
        pytest.fail(f"took {learned.choice}")
    assert (learned.path, learned.choice.over) == (None, version)
    assert {path: path.read_bytes() for path in team.path.parent.glob("model*")} == files
    assert team.store.runs()[0]["result"]["written"] is False
    forced = team.train(force=True)
    assert forced.forced
    assert load(team.model).version == forced.version
    assert load(team.model).about["forced"] is True


def test_learning_again_starts_where_it_first_started(team):
    """Verdicts are learned anew each time, so that a corrected one leaves no trace."""
    first = team.use(right=False)
    team.judge(80)
    second = team.train()
    team.judge(80)
    third = team.train(force=True)
    assert (second.start, third.start) == (first, first)
    assert third.choice.over == second.version
    assert third.choice.rows == 80  # those that the second had not learned
    again = team.train(force=True)
    assert (again.choice.over, again.choice.stands_in) == (first, True)  # it has seen them all


def test_what_teaches_nothing_is_counted(team):
    """Satire and unproven claims are neither; a correction counts as what it says."""
    team.judge(100)
    for n, word in ((101, "satire"), (102, "belum terbukti"), (1, "menyesatkan")):
        team.verdict(n, word)
    learned = team.train()
    assert learned.left_out == {"satire": 1, "unproven": 1}
    assert learned.used == 100
    assert learned.verdicts["misleading"] == 1


def test_too_few_verdicts_say_how_many_it_takes(team):
    """Neither a model nor a run is made of them."""
    team.judge(FEWEST - 1)
    with pytest.raises(BadInput) as problem:
        team.train()
    assert problem.value.facts["count"] == FEWEST - 1
    assert problem.value.facts["least"] == FEWEST
    assert not team.model.exists()
    assert team.store.runs() == []


def test_verdicts_of_one_kind_are_too_few(team):
    """A hundred true claims do not say what a false one looks like."""
    team.judge(100, lambda claim: "benar")
    with pytest.raises(BadInput) as problem:
        team.train()
    assert (problem.value.facts["positive"], problem.value.facts["each"]) == (0, EACH)


def test_a_broken_model_in_use_is_not_overwritten(team):
    """Somebody should look at it first."""
    team.use(right=True)
    team.model.write_text(team.model.read_text().replace('"base"', '"basis"'))
    team.judge(80)
    with pytest.raises(BadModel):
        team.train()


def test_claims_drawn_by_lot_count_for_those_they_stand_for(team):
    """A draw in the store reaches the figures as a weight."""
    looked = pipeline.view(pipeline.queue(team.store), top=80, explore=0.1)
    for row in looked.rows():
        claim = CLAIMS[int(row.claim.id.removeprefix("k-")) - 1]
        team.verdict(int(row.claim.id.removeprefix("k-")), "salah" if claim.false else "benar")
    learned = team.train()
    assert learned.drawn == 8
    whole = next(f for f in learned.figures if not f.window and f.of == "claims")
    assert whole.stand_for > whole.rows


def test_no_text_of_the_team_is_in_the_files(team):
    """The model may be lent to another team: hashed weights, counts and figures."""
    team.judge(100)
    team.train(force=True)
    said = json.loads(team.model.read_text())
    assert "surat suara" not in json.dumps(said)
    with np.load(team.model.with_suffix(".npz")) as arrays:
        assert {arrays[name].dtype.kind for name in arrays.files} <= {"f", "i"}
