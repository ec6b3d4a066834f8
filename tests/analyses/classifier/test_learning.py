"""A team's verdicts teach what the stream is about, not how it is written, and nobody's text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from benchmarks.stream_posts import PLAIN, Claim, Stream, shouted
from monitor.analyses.classifier.correction import correct
from monitor.analyses.classifier.explaining import explain
from monitor.analyses.classifier.features import word_bucket
from monitor.analyses.classifier.keeping import load, save
from monitor.analyses.classifier.learning import Learner, Trust, learn
from monitor.analyses.classifier.lessons import LABELS, Lessons, Rules, batches
from monitor.analyses.classifier.training import fit
from monitor.corpora.labels import labels as of_checkers
from monitor.measures import auroc

WORLD = replace(PLAIN, a_day=200, base=0.3, noise=0.0)


def lessons_of(claims: list[Claim], weights=None, labels=None) -> Lessons:
    count = len(claims)
    return Lessons(
        [claim.text for claim in claims],
        np.array([claim.false for claim in claims] if labels is None else labels, np.int8),
        np.arange(count),
        np.ones(count) if weights is None else np.asarray(weights, float),
    )


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return Stream(WORLD, 3).day(0)


@pytest.fixture(scope="module")
def learned(claims):
    return learn(None, lessons_of(claims))


@pytest.fixture(scope="module")
def start():
    """Learned where false texts shout."""
    texts, labels = Stream(WORLD, 3).archive(200)
    return fit(texts, labels, groups=np.arange(len(texts)))


def test_verdicts_teach_what_the_stream_is_about():
    """Of the same narratives, told anew, the false ones score higher."""
    stream = Stream(WORLD, 3)
    model, new = learn(None, lessons_of(stream.day(0))), stream.day(1)
    found = auroc([claim.false for claim in new], model.scores([claim.text for claim in new]))
    assert found > 0.9


def test_how_a_text_is_written_is_not_learned(claims, start):
    """The start takes shouting for a sign; in the stream it is none, and that is unlearned."""
    model = learn(start, lessons_of(claims))
    quiet = [claim for claim in claims if not claim.shouts]
    texts, false = [claim.text for claim in quiet], np.array([claim.false for claim in quiet])
    loud = [shouted(text) for text in texts]
    content, style = {}, {}
    for name, each in (("start", start), ("model", model)):
        scores = each.scores(texts)
        content[name] = scores[false].mean() - scores[~false].mean()
        style[name] = abs(each.scores(loud) - scores).mean()
    assert style["start"] > content["start"] / 2
    assert style["model"] < content["model"] / 4


def test_a_useless_start_is_forgotten(claims):
    """A start that has it backwards loses every bet, and is trusted no more."""
    texts = [claim.text for claim in claims]
    wrong = fit(texts, [not claim.false for claim in claims], groups=np.arange(len(texts)))
    learner = Learner(wrong)
    assert learner.trust == Trust(1, 1)
    for part in batches(lessons_of(claims), 20):
        learner.add(part)
    assert learner.trust == Trust(0, 0)
    without, new = learn(None, lessons_of(claims)), Stream(WORLD, 3).day(1)
    false, texts = [claim.false for claim in new], [claim.text for claim in new]
    found = auroc(false, learner.classifier().scores(texts))
    assert found == pytest.approx(auroc(false, without.scores(texts)), abs=0.02)
    assert auroc(false, wrong.scores(texts)) < 0.1


def test_a_good_start_is_kept(claims):
    """What the start knows already need not be learned from a few verdicts."""
    texts = [claim.text for claim in claims]
    right = fit(texts, [claim.false for claim in claims], groups=np.arange(len(texts)))
    learner = Learner(right)
    learner.add(lessons_of(claims[:40]))
    assert learner.trust.words == 1


def test_every_verdict_there_is_was_thought_about():
    """Each teaches one of two things, or is left out on purpose."""
    assert set(of_checkers().verdicts) - set(LABELS) == {"satire", "unproven"}
    assert set(LABELS) < set(of_checkers().verdicts)


def test_no_text_can_be_read_back(claims, start):
    """A word of fewer than five near-duplicate groups has no weight, however often it occurs."""
    told = [claim._replace(text=f"{claim.text} rahasiaku") for claim in claims[:40]]
    lessons = lessons_of([*told, *claims[40:]])
    copies = replace_groups(lessons, np.concatenate([np.arange(40) % 4, np.arange(40, 200)]))
    secret = word_bucket("rahasiaku")
    assert secret in learn(start, lessons).worth.buckets
    assert secret not in learn(start, copies).worth.buckets


def replace_groups(lessons: Lessons, groups) -> Lessons:
    return Lessons(lessons.texts, lessons.labels, groups, lessons.weights)


def test_a_verdict_that_stands_for_hundreds_is_not_all_that_is_learned(claims):
    """Beyond a limit weights change nothing; none counts for less than itself."""
    few = [1.0] * 190 + [3.0] * 10
    many = [0.2] * 190 + [500.0] * 10
    one, other = (learn(None, lessons_of(claims, weights)) for weights in (few, many))
    assert one.version == other.version
    assert one.version != learn(None, lessons_of(claims)).version


def test_a_rare_kind_is_not_drowned(claims):
    """At one false claim in fifty, false ones still score above the rest."""
    rare = [claim for claim in claims if not claim.false] + [c for c in claims if c.false][:6]
    model = learn(None, lessons_of(rare))
    new = [claim for claim in claims if claim.false][6:]
    high = np.median(model.scores([claim.text for claim in new]))
    assert high > np.median(model.scores([claim.text for claim in rare]))


def test_a_few_verdicts_give_an_order_and_no_probability(claims, learned):
    """Bands are spoken of at once; probabilities when enough verdicts hold them to their word."""
    assert len(claims) >= Rules().predicted
    texts = [claim.text for claim in claims]
    few = learn(None, lessons_of(claims[:100]))
    assert {each.probability for each in few.judge(texts)} == {None}
    assert {"high", "low"} <= {each.band for each in few.judge(texts)}
    said = [each.probability for each in learned.judge(texts) if each.outside is None]
    assert len(said) > 150
    assert all(each is not None and 0 < each < 1 for each in said)


def test_bands_are_those_of_the_whole_stream(claims):
    """A queue shows a choice; what is high among all claims is another thing."""
    stream = Stream(replace(WORLD, base=0.0), 5)
    ordinary = [claim.text for claim in stream.day(0)]
    among_all = learn(None, lessons_of(claims), others=ordinary)
    high = [each.percent >= 80 for each in among_all.judge(ordinary)]
    assert 0.15 < np.mean(high) < 0.25
    false = [claim.text for claim in claims if claim.false]
    assert np.mean([each.percent >= 80 for each in among_all.judge(false)]) > 0.8


def test_a_learned_model_is_a_classifier_like_any_other(learned, claims, tmp_path):
    """Saved, read again and taken apart, it says the same."""
    save(learned, tmp_path / "model.json")
    again = load(tmp_path / "model.json")
    text = claims[0].text
    assert again.version == learned.version
    assert again.scores([text]) == learned.scores([text])
    assert sum(part.value for part in explain(again, text)) == pytest.approx(
        float(learned.scores([text])[0]), abs=1e-9
    )


def test_what_it_weighs_is_what_it_predicted_with(claims, start):
    """The sums by matrix, by which verdicts are predicted, are the classifier's own scores."""
    learner = Learner(start)
    learner.add(lessons_of(claims[:60]))
    model = learner.classifier()
    said = learner.add(lessons_of(claims[60:100]))
    assert said["learned"] == pytest.approx(model.scores([c.text for c in claims[60:100]]))
    assert said["start"] == pytest.approx(start.scores([c.text for c in claims[60:100]]))


def test_verdicts_of_one_kind_teach_nothing(claims):
    """There is nothing to tell apart."""
    true = [claim for claim in claims if not claim.false]
    with pytest.raises(ValueError, match="both kinds"):
        learn(None, lessons_of(true))


def test_without_an_offset_it_is_the_usual_regression():
    """Where nothing is known before, scikit-learn finds the same weights."""
    random = np.random.default_rng(1)
    rows, labels = random.normal(size=(80, 6)), random.integers(0, 2, 80).astype(float)
    counts = random.random(80) + 0.5
    ours = correct(rows, labels, counts, np.zeros(80), 0.3, np.zeros(7))
    theirs = LogisticRegression(C=0.3, tol=1e-8).fit(rows, labels, sample_weight=counts)
    assert ours == pytest.approx(np.append(theirs.coef_[0], theirs.intercept_), abs=1e-3)


def test_a_start_is_a_prior_around_its_weights():
    """Where the verdicts agree with the start, the correction is next to nothing."""
    random = np.random.default_rng(2)
    rows, truth = random.normal(size=(2000, 3)), np.array([1.0, -1.0, 0.5])
    labels = (random.random(2000) < 1 / (1 + np.exp(-rows @ truth))).astype(float)
    ask = [correct(rows, labels, np.ones(2000), o, 1.0, np.zeros(4)) for o in (0, rows @ truth)]
    assert np.abs(ask[1][:3]).max() < 0.15
    assert ask[0][:3] == pytest.approx(truth + ask[1][:3], abs=0.02)


def test_batches_grow_with_what_was_learned():
    """Twenty at a time, later a tenth: 2,000 verdicts are learned anew some thirty times."""
    rows = np.zeros(2000)
    whole = Lessons([""] * 2000, rows.astype(np.int8), rows.astype(np.int64), rows)
    sizes = [len(part) for part in batches(whole, 20)]
    assert sum(sizes) == 2000
    assert sizes[0] == 20
    assert len(sizes) < 45
