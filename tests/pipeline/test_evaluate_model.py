"""Measuring the classifier and what it must beat, on invented rows with planted signals."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from monitor.analyses.classifier import save
from monitor.analyses.classifier.training import fit
from monitor.errors import BadInput, UnknownName
from monitor.pipeline.evaluate_model import evaluate_model
from monitor.pipeline.figures import Evaluation, Figure
from monitor.pipeline.systems import SYSTEMS, Lesson, style

DRAWS = 60
PLAIN = {"rows": 120, "sources": 0, "drop": ("tanggal", "platform")}
"""One split only: what needs no more is asked of this."""

pytestmark = pytest.mark.slow  # whole evaluations: every system learns several times


@pytest.fixture(scope="module")
def content(labelled) -> Evaluation:
    """Measure on rows whose words tell the label, and whose style tells only the source."""
    return evaluate_model(labelled(denials=0.25), draws=DRAWS)


@pytest.fixture(scope="module")
def shouting(labelled) -> Evaluation:
    """Measure on rows whose style alone tells the label; no dates, no sources."""
    return evaluate_model(labelled(**{**PLAIN, "rows": 240}, content=0, style=0.9), draws=DRAWS)


def one(evaluation: Evaluation, **wanted: str) -> Figure:
    found = [
        figure
        for figure in evaluation.figures
        if all(getattr(figure, name) == value for name, value in wanted.items())
    ]
    assert len(found) == 1, wanted
    return found[0]


def area(evaluation: Evaluation, system: str, split: str = "random", **more: str) -> float:
    wanted = {"kind": "measure", "rows": "all", "measure": "auroc", **more}
    value = one(evaluation, split=split, system=system, **wanted).value
    assert value is not None
    return value


def test_three_splits_stand_side_by_side_and_add_up(content):
    """By chance, by time and by source; each row is on one side or told to be left out."""
    assert [split.split for split in content.splits] == ["random", "time", "source"]
    for split in content.splits:
        assert split.why == ""
        left_out = int(split.facts.get("left_out", 0))
        assert split.train + split.test + left_out == content.used == 240
        assert min(split.train_positive, split.test_positive) > 10


def test_where_words_tell_the_label_reading_them_beats_style(content):
    """Ours and the bag of words find what was planted; style and the majority do not."""
    for split in ("random", "time", "source"):
        assert area(content, "majority", split) == 0.5
        assert area(content, "words", split) > area(content, "style", split)
        gain = one(content, kind="gain", split=split, rows="all", measure="auroc", over="style")
        assert gain.value == pytest.approx(
            area(content, "ours", split) - area(content, "style", split)
        )
        assert gain.value > 0.1


def test_the_placebo_shows_what_style_says_of_the_source(content):
    """Harmless rows told apart by where they come from: a high figure with nothing to find."""
    assert content.placebo["kind"] == "source"
    assert area(content, "style", kind="placebo") == 1
    gain = one(
        content,
        kind="gain",
        split="time",
        rows="all",
        measure="auroc",
        system="style",
        over="placebo",
    )
    assert gain.value == pytest.approx(area(content, "style", "time") - 1)


def test_where_style_tells_the_label_nothing_is_gained_over_it(shouting):
    """A model that only learned to see shouting has no gain that is sure."""
    assert area(shouting, "style") > 0.9
    gain = one(
        shouting,
        kind="gain",
        split="random",
        rows="all",
        measure="auroc",
        system="ours",
        over="style",
    )
    assert gain.low is not None
    assert gain.low <= 0.03


def test_what_cannot_be_made_says_why(shouting):
    """Neither dates nor sources: two splits and the placebo are named with their reason."""
    assert [split.why for split in shouting.splits] == ["", "no_dates", "no_sources"]
    assert shouting.placebo == {"why": "no_placebo"}
    assert not [figure for figure in shouting.figures if figure.over == "placebo"]
    assert {figure.split for figure in shouting.figures} == {"random"}


def test_denials_are_left_out_of_the_same_systems_figures(content):
    """Fewer rows, the positive ones all there: what is left is not easier by being relearned."""
    for split in content.splits:
        kept = one(content, split=split.split, rows="no_denials", measure="base_rate")
        assert split.denials > 0
        assert kept.count == split.test - split.denials
        assert kept.positive == split.test_positive


def test_every_figure_lies_in_its_interval_or_says_why_there_is_none(content):
    """No NaN travels on: a value, or a reason."""
    for figure in content.figures:
        assert (figure.value is None) == bool(figure.why)
        if figure.value is not None and figure.kind == "measure":
            assert figure.low is not None
            assert figure.high is not None
            # small samples: the bootstrap of a calibration error lies above it
            assert figure.measure in ("ece", "ece_width") or figure.low <= figure.value + 1e-9
            assert 0 <= figure.low <= figure.high <= 1
    wanted = {"kind": "measure", "split": "random", "rows": "all"}
    assert one(content, **wanted, system="ours", measure="precision_100").why == "few_rows"
    assert one(content, **wanted, system="nearest", measure="brier").why == "no_probability"


def test_gains_in_errors_are_gains_where_the_error_is_less(content):
    """So that above zero always means better."""
    wanted = {"split": "random", "rows": "all", "measure": "brier"}
    ours = one(content, kind="measure", system="ours", **wanted)
    theirs = one(content, kind="measure", system="style", **wanted)
    gain = one(content, kind="gain", system="ours", over="style", **wanted)
    assert gain.value == pytest.approx(theirs.value - ours.value)


def test_slices_are_of_the_time_split_and_small_ones_are_suppressed(content):
    """Platform and period from columns; a cell under twenty rows has no rate."""
    assert content.sliced == "time"
    cells = [figure for figure in content.figures if figure.kind == "slice"]
    assert {figure.slice for figure in cells} >= {"platform", "period"}
    assert {figure.split for figure in cells} == {"time"}
    for figure in cells:
        assert (figure.value is None) == (figure.count < 20)
    platforms = [
        figure.count
        for figure in cells
        if figure.slice == "platform" and figure.measure == "flagged_share"
    ]
    assert sum(platforms) == content.splits[1].test


def test_whom_a_text_names_is_a_slice_without_a_column(labelled, tmp_path):
    """The names of the corpora, found in the text; a row may be in several slices."""
    path = labelled(**PLAIN)
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    number, rest = zip(*(line.split(",", 1) for line in lines), strict=True)
    named = [f"{n},Prabowo dan PKS: {r}" for n, r in zip(number, rest, strict=True)]
    path.write_text("\n".join([head, *named]) + "\n", encoding="utf-8")
    evaluation = evaluate_model(path, draws=20)
    cells = {(f.slice, f.cell) for f in evaluation.figures if f.kind == "slice" and not f.why}
    assert {("candidate", "prabowo-subianto"), ("party", "pks")} <= cells


def test_probabilities_are_tabled_bin_by_bin(content):
    """Equal mass and equal width; every row is in one bin; the majority has no curve."""
    assert {line.system for line in content.bins} - {"shipped"} == {"style", "words", "ours"}
    for system in ("style", "words"):
        for equal in ("mass", "width"):
            lines = [
                line
                for line in content.bins
                if (line.split, line.system, line.equal) == ("random", system, equal)
            ]
            assert sum(line.count for line in lines) == content.splits[0].test


def test_a_run_can_be_told_and_done_again(labelled):
    """Digest, seed and versions are in the report; the same seed gives the same figures."""
    path = labelled(**PLAIN)
    first, again = evaluate_model(path, draws=9), evaluate_model(path, draws=9)
    assert again == first
    assert first.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {"monitor", "scikit-learn"} <= first.versions.keys()
    assert (first.seed, first.draws) == (7, 9)
    assert evaluate_model(path, draws=9, seed=8).figures != first.figures


def test_rows_that_cannot_be_used_are_counted(labelled):
    """Without a text, without a label that can be read: two reasons, two counts."""
    path = labelled(**PLAIN)
    with path.open("a", encoding="utf-8") as file:
        file.write("a,,salah\nb,kabar dari pasar,entahlah\nc,kabar lain,\n")
    evaluation = evaluate_model(path, draws=1)
    assert evaluation.left_out == {"no_text": 1, "no_label": 2}
    assert evaluation.read == evaluation.used + 3


def test_a_model_is_measured_as_it_is(labelled, tmp_path):
    """Its version is told, and whether it learned this very file."""
    path = labelled(**PLAIN)
    data = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    model = fit([row[1] for row in data], [row[2] == "salah" for row in data], groups=range(120))
    save(model, tmp_path / "model.json")
    evaluation = evaluate_model(path, model=tmp_path / "model.json", draws=1)
    assert evaluation.model == {"version": model.version, "learned": "perhaps"}
    assert area(evaluation, "shipped") > 0.7


def test_too_few_rows_are_refused_with_the_remedy(labelled):
    """Twenty rows measure nothing; the error names the column it took for labels."""
    with pytest.raises(BadInput, match="--column label"):
        evaluate_model(labelled(rows=20))
    with pytest.raises(UnknownName, match="--column"):
        evaluate_model(labelled(rows=20), columns={"text": "tidak_ada"})


def test_style_sees_no_word():
    """Other letters of the same case change nothing; length, capitals and marks do."""
    assert np.array_equal(style(["Awas, Bahaya!"]), style(["Ikan, Goreng!"]))
    for other in ("awas, bahaya!", "Awas, Bahaya!!", "Awas,  Bahaya!"):
        assert not np.array_equal(style(["Awas, Bahaya!"]), style([other]))


@pytest.mark.parametrize("name", [name for name in SYSTEMS if name != "ours"])
def test_no_baseline_fails_on_odd_texts(name):
    """One letter, marks only, another script: scores are numbers for all of them."""
    texts = ["a", "!!!", "🙏", "ꦥꦼꦩꦶꦭꦸ", "salah satu"] * 4
    lesson = Lesson(texts, np.array([1, 0] * 10, np.int8), np.arange(20), 7)
    scored = SYSTEMS[name](lesson)([*texts, "kata baru", " "])
    assert np.isfinite(scored.scores).all()
    given = scored.probabilities[~np.isnan(scored.probabilities)]
    assert ((given >= 0) & (given <= 1)).all()
