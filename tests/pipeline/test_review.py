"""A person decides, in their own words; everything else is refused with what to do instead."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import monitor
from monitor import pipeline
from monitor.corpora.labels import labels
from monitor.errors import BadReview, NotFound, UnknownName
from monitor.records import Post
from monitor.store import Store

WHY = "Arsip KPU menunjukkan hal lain."
LINK = "https://cekfakta.example/1"


def fill(store: Store, claims: int) -> None:
    store.add([Post(f"x:{i}", "x", f"kabar {i}") for i in range(1, claims + 1)])
    nums = range(1, claims + 1)
    store.add_claims(founded=nums, members=[(i, i) for i in nums], merges=[], aliases=[])


@pytest.fixture
def store():
    with Store() as store:
        fill(store, 4)
        yield store


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("salah", "false"),
        ("SALAH", "false"),
        ("[SALAH]", "false"),
        ("Hoaks", "false"),
        ("Benar", "true"),
        ("sebagian benar", "mostly_true"),
        ("sebagian besar benar", "mostly_true"),
        ("menyesatkan", "misleading"),
        ("penipuan", "scam"),
        ("satire", "satire"),
        ("belum  terbukti", "unproven"),
        ("klarifikasi", "clarification"),
        ("tidak bisa diperiksa", "not_checkable"),
        ("not checkable", "not_checkable"),
        *((each, each) for each in labels().verdicts),
    ],
)
def test_verdicts_are_given_in_the_words_people_type(store, typed, verdict):
    """In any case, tag and spacing; the store keeps one spelling."""
    assert pipeline.review(store, "k-1", by="melati", verdict=typed, reason=WHY).verdict == verdict


@pytest.mark.parametrize("typed", ["slah", "berita", "2", "putih"])
def test_a_word_that_is_no_verdict_is_asked_about(store, typed):
    """Never guessed; nothing is stored."""
    with pytest.raises(UnknownName, match=typed):
        pipeline.review(store, "k-1", by="melati", verdict=typed, reason=WHY)
    assert pipeline.history(store, "k-1").reviews == ()


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ({"by": " ", "verdict": "salah", "reason": WHY}, "--as"),
        ({"by": "", "state": "diambil"}, "--as"),
        ({"by": "melati", "verdict": "salah", "reason": " "}, "--reason"),
        ({"by": "melati", "reason": WHY}, "--verdict"),
        ({"by": "melati", "state": "terbit"}, "--verdict"),
        ({"by": "melati", "state": "putusan"}, "--verdict"),
        ({"by": "melati", "state": "dikoreksi", "verdict": "salah", "reason": WHY}, "--verdict"),
        ({"by": "melati", "state": "tinjauan kedua"}, "diambil, diperiksa"),
        ({"by": "melati", "state": "di_luar_lingkup"}, "--reason"),
        (
            {"by": "melati", "state": "di_luar_lingkup", "verdict": "salah", "reason": WHY},
            "koreksi",
        ),
        ({"by": "melati", "state": "diambil", "verdict": "salah", "reason": WHY}, "putusan"),
        ({"by": "melati", "state": "terbit", "verdict": "salah", "reason": WHY}, "--evidence"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_remedy(store, asked, remedy):
    """No verdict without name and reason, nothing published without verdict and evidence."""
    with pytest.raises(BadReview, match=remedy):
        pipeline.review(store, "k-1", **asked)
    assert pipeline.history(store, "k-1").reviews == ()


def test_a_claim_goes_all_the_way_to_a_correction(store):
    """State and verdict are two things; the verdict that was replaced stays and is pointed at."""
    steps = [
        {"state": "diambil"},
        {"state": "diperiksa"},
        {"verdict": "salah", "reason": WHY},
        {"state": "tinjauan_kedua"},
        {"state": "terbit", "evidence": [LINK]},
        {"verdict": "menyesatkan", "reason": "Videonya asli, waktunya lain."},
    ]
    for step in steps:
        pipeline.review(store, "k-1", by="melati", **step)
    history = pipeline.history(store, "k-1")
    assert [each.state for each in history.reviews] == [
        *("diambil", "diperiksa", "putusan", "tinjauan_kedua", "terbit", "dikoreksi"),
    ]  # fmt: skip
    verdicts = [each for each in history.reviews if each.verdict]
    assert [each.verdict for each in verdicts] == ["false", "misleading"]
    assert [each.corrects for each in verdicts] == [None, verdicts[0].number]
    assert history.current == verdicts[1]


def test_two_people_who_disagree_are_both_heard(store):
    """The last verdict stands, and that they differ is shown; who corrects herself does not."""
    pipeline.review(store, "k-1", by="melati", verdict="benar", reason=WHY)
    pipeline.review(store, "k-1", by="Melati", verdict="salah", reason=WHY)
    assert pipeline.history(store, "k-1").opinions == {}
    pipeline.review(store, "k-1", by="kenanga", verdict="satire", reason=WHY)
    history = pipeline.history(store, "k-1")
    assert history.opinions == {"Melati": "false", "kenanga": "satire"}
    pipeline.review(store, "k-1", by="melati", verdict="satire", reason=WHY)
    assert pipeline.history(store, "k-1").opinions == {}


def test_a_review_remembers_which_classifier_had_flagged(store):
    """So that a model is judged by verdicts given before it learned from them."""
    assert pipeline.review(store, "k-1", by="melati", state="diambil").model == ""
    for version, model in (("1-a1b2c3", "a1b2c3"), ("1-none", "")):
        store.add_signals([], done={"classifier": version}, after=0, upto=0)
        assert pipeline.review(store, "k-1", by="melati", state="diperiksa").model == model


def test_a_claim_set_aside_can_come_back(store):
    """With a reason it leaves the work; anybody may take it up again."""
    pipeline.review(store, "k-1", by="melati", state="Di luar lingkup", reason="Bukan pemilu.")
    assert pipeline.view(pipeline.queue(store), top=9).closed == 1
    pipeline.review(store, "k-1", by="kenanga", state="masuk")
    assert pipeline.view(pipeline.queue(store), top=9).closed == 0


def test_an_old_id_leads_to_the_claim_that_took_it_in(store):
    """A verdict on either id is a verdict on the one claim; unknown ids are one clear line."""
    pipeline.review(store, "k-3", by="melati", verdict="salah", reason=WHY)
    store.add_claims(founded=[], members=[], merges=[], aliases=[(3, 2)])
    later = pipeline.review(store, "k-3", by="kenanga", verdict="benar", reason=WHY)
    assert (later.claim, later.corrects) == ("k-2", 1)
    assert len(pipeline.history(store, "k-2").reviews) == 2
    with pytest.raises(NotFound, match="monitor queue --all"):
        pipeline.review(store, "k-99", by="melati", state="diambil")


def test_no_code_but_review_can_set_a_verdict():
    """No analysis, queue, model or pipeline writes reviews: only what a person typed does.

    The one writer is ``Store.add_review``; it is called in ``pipeline/review.py`` alone, which is
    called by the verb alone, and the only SQL that inserts into ``reviews`` is the writer's.
    """
    root = Path(monitor.__file__).parent
    writers, callers, inserting = set(), set(), set()
    for path in root.rglob("*.py"):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name):
                word = node.attr if isinstance(node, ast.Attribute) else node.id
                writers |= {name} if word == "add_review" else set()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                callers |= {name} if node.func.attr == "review" else set()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                inserting |= {name} if "INTO reviews" in node.value else set()
    assert writers == {"pipeline/review.py"}
    assert callers == {"cli/review.py"}
    assert inserting == {"store/reviews.py"}
