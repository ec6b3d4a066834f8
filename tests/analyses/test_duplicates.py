"""Posts that say nearly the same thing become one claim, however and whenever they arrive."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.duplicates import (
    THRESHOLD,
    WIDTH,
    Grouped,
    body,
    evidence,
    group,
    jaccard,
    sketch,
)
from monitor.records import Document

VOCABULARY = """surat suara kotak bilik tinta saksi petugas warga desa kecamatan gudang truk malam
    pagi kemarin dibuka ditutup dihitung dikirim hilang datang antre hujan banjir listrik padam
    jalan pasar sekolah balai formulir daftar undangan calon nomor debat jadwal pleno segel laporan
    kontainer relawan panggung spanduk honor lembur keliling musala lapangan parkir tenda"""
WORDS = VOCABULARY.split()

# Few words and few lengths, so that equal, near and unrelated texts all turn up.
piles = st.lists(
    st.lists(st.sampled_from(WORDS[:9]), max_size=9).map(" ".join), min_size=1, max_size=16
)


def whole_of(sketches: np.ndarray) -> Grouped:
    return group(sketches, np.full(len(sketches), -1))


def whole(texts: list[str]) -> Grouped:
    return whole_of(sketch(texts))


def in_batches(sketches: np.ndarray, cuts: list[int]) -> Grouped:
    """Group as several imports would: each sees the earlier groups."""
    roots = np.empty(0, np.int32)
    for end in [*cuts, len(sketches)]:
        fresh = np.full(end - len(roots), -1, np.int32)
        grouped = group(sketches[:end], np.concatenate([roots, fresh]))
        roots = grouped.root
    return grouped


def partition(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


def edited(random: np.random.Generator, text: str) -> str:
    """Change a text as people do when they pass it on."""
    words = text.split(" ")
    place = random.integers(len(words))
    match random.integers(5):
        case 0:
            words = [word + "0" if word.isdigit() else word for word in words]
        case 1:
            words.insert(place, random.choice(WORDS))
        case 2:
            words.append("🙏")
        case 3:
            words[place] = words[place][1:] or "x"
    return " ".join(words)


def test_a_changed_number_is_the_same_claim_and_the_change_is_visible():
    """``7`` for ``70`` joins its origin, and the evidence leaves exactly the numbers out."""
    one = "katanya ada 7 kontainer surat suara di pelabuhan semuanya sudah dicoblos"
    two = "katanya ada 70 kontainer surat suara di pelabuhan semuanya sudah dicoblos"

    grouped = whole([one, two])

    assert grouped.root.tolist() == [0, 0]
    assert grouped.other.tolist() == [-1, 0]
    assert grouped.similarity[1] == pytest.approx(jaccard(one, two), abs=0.12)
    (start, end, _, _), (start_2, _, _, _) = evidence(one, two)
    assert (one[start:end], one[end:start_2]) == ("katanya ada", " 7 ")


def test_other_news_of_the_same_candidate_stays_apart():
    """Sharing a name, a party or a slogan is no reason to be one claim."""
    grouped = whole(
        [
            "wiryawan adikusuma berjanji menambah anggaran puskesmas di tirtamaya",
            "wiryawan adikusuma tidak hadir dalam debat kedua di tirtamaya karena sakit",
            "warga tirtamaya antre foto bersama wiryawan adikusuma di pasar pagi",
            "survei elektabilitas wiryawan adikusuma turun setelah banjir tirtamaya",
        ]
    )

    assert grouped.root.tolist() == [0, 1, 2, 3]
    assert np.isnan(grouped.similarity).all()


def test_empty_texts_never_group_and_tiny_ones_only_when_identical():
    """A thousand pictures without words are not one claim; ``ok`` and ``oke`` are two."""
    grouped = whole(["", "ok", "oke", "", "ok", "ya", "oke"])

    assert grouped.root.tolist() == [0, 1, 2, 3, 1, 5, 2]
    assert grouped.similarity[[4, 6]].tolist() == [1.0, 1.0]


def test_hashtags_at_the_end_do_not_make_a_claim():
    """What stands before a campaign's tags counts; tags inside a sentence are words of it."""

    def document(text: str) -> Document:
        normal = text.lower().replace("#", " ").replace("  ", " ")
        return Document("x:1", "", "x", None, text, normal, tuple(range(len(text) + 1)), "id")

    assert body(document("Salam satu komando #AyoMenang #Maju https://x.co/1")) == (
        "salam satu komando"
    )
    assert body(document("soal #AyoMenang kemarin")) == "soal ayomenang kemarin"
    assert body(document("#AyoMenang")) == " ayomenang"
    assert body(document("")) == ""


def test_a_post_that_is_like_two_claims_makes_them_one_under_the_older():
    """The older root stays; the way from the newer one to it leads through the joining post."""
    parts = [" ".join(WORDS[start : start + 8]) for start in range(0, 32, 8)]
    older, newer, joining = parts[:3], parts[1:], parts
    sketches = sketch(["jalan macet", *map(" ".join, (older, newer, joining))])

    before = group(sketches[:3], np.full(3, -1))
    after = group(sketches, np.append(before.root, -1))

    assert before.root.tolist() == [0, 1, 2]
    assert after.root.tolist() == [0, 1, 1, 1]
    assert after.other.tolist() == [-1, -1, -1, 1]


def test_ten_thousand_copies_of_two_hundred_sayings_are_two_hundred_claims():
    """Numbers changed, words added, emoji and slips do not break a claim apart."""
    random = np.random.default_rng(5)
    sayings = [
        " ".join([*random.choice(WORDS, 9), "7", *random.choice(WORDS, 9)]) for _ in range(200)
    ]
    origins = random.integers(200, size=10_000)

    grouped = whole([edited(random, sayings[origin]) for origin in origins])

    assert 190 <= len(set(grouped.root.tolist())) <= 210
    assert len(set(zip(origins.tolist(), grouped.root.tolist(), strict=True))) <= 210


def test_a_flood_of_variants_of_one_text_is_one_group_however_it_comes():
    """In a crowded band a post meets some neighbours only: enough, and the same in any split."""
    random = np.random.default_rng(6)
    flood = np.repeat(sketch(["surat suara dicoblos di gudang kecamatan malam"]), 5_000, axis=0)
    noise = random.random(flood.shape) < random.uniform(0, 0.3, (len(flood), 1))
    flood[noise] = random.integers(256, size=noise.sum(), dtype=np.uint8)

    at_once = whole_of(flood)

    assert (at_once.root == 0).mean() > 0.99
    assert at_once.root.tolist() == in_batches(flood, [40, 41, 3_000]).root.tolist()


@settings(max_examples=60, deadline=None)
@given(piles, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_who_belongs_together(texts, random):
    """A colleague who imports the same files the other way round sees the same claims."""
    order = list(range(len(texts)))
    random.shuffle(order)

    shuffled = whole([texts[row] for row in order]).root

    back = np.empty(len(texts), np.int32)
    back[order] = shuffled
    assert partition(back) == partition(whole(texts).root)


@settings(max_examples=60, deadline=None)
@given(piles, st.lists(st.integers(0, 16), max_size=4))
def test_many_small_imports_give_the_claims_of_one_large_import(texts, cuts):
    """Incremental and batch agree, whatever the split; the smallest row is the root of each."""
    sketches = sketch(texts)
    cuts = sorted(min(cut, len(texts)) for cut in cuts)

    at_once, bit_by_bit = whole_of(sketches), in_batches(sketches, cuts)

    assert at_once.root.tolist() == bit_by_bit.root.tolist()
    assert all(min(rows) == at_once.root[min(rows)] for rows in partition(at_once.root))


@settings(max_examples=60, deadline=None)
@given(piles)
def test_every_post_can_show_why_it_is_in_its_claim(texts):
    """``other`` leads, through members that are alike, from any post to the founder."""
    grouped = whole(texts)

    for row, root in enumerate(grouped.root.tolist()):
        steps = [row]
        while (other := int(grouped.other[steps[-1]])) >= 0:
            assert grouped.similarity[steps[-1]] >= THRESHOLD
            assert other not in steps
            steps.append(other)
        assert steps[-1] == root


@settings(max_examples=60, deadline=None)
@given(piles)
def test_equal_texts_always_meet_and_strangers_never(texts):
    """Identical posts are one claim; posts without one common piece are not alike."""
    sketches = sketch(texts)
    root = whole_of(sketches).root

    for row, text in enumerate(texts):
        for other in range(row):
            if text and text == texts[other]:
                assert root[row] == root[other]
            if jaccard(text, texts[other]) == 0:
                assert np.mean(sketches[row] == sketches[other]) < THRESHOLD or not text


def test_the_bytes_of_a_sketch_never_change():
    """Databases keep sketches for years: another version must make the same ones."""
    texts = ["surat suara sudah dicoblos", "", "ok", "amin 🙏", "kata \ud800 rusak"]

    assert sketch(texts).dtype == np.uint8
    assert sketch(texts).shape == (5, WIDTH)
    assert hashlib.sha256(sketch(texts).tobytes()).hexdigest()[:16] == "22bc886727747ff9"
    assert (sketch(texts)[3] == sketch(["x" * 20_000, "amin 🙏"])[1]).all(), "batches do not matter"


def test_no_posts_are_no_groups():
    """An import of nothing is no error."""
    assert sketch([]).shape == (0, WIDTH)
    assert whole([]).root.tolist() == []


@settings(max_examples=60, deadline=None)
@given(piles)
def test_evidence_quotes_whole_words_that_stand_in_both_texts(texts):
    """What is shown as common can be read in both posts, once each in order."""
    a, b = texts[0], texts[-1]
    parts = evidence(a, b)

    for start_a, end_a, start_b, end_b in parts:
        assert a[start_a:end_a] == b[start_b:end_b] != ""
        assert f" {a[start_a:end_a]} " in f" {a} "
        assert (a[end_a:] + " ")[0] == (b[end_b:] + " ")[0] == " "
    assert all(before[1] < after[0] for before, after in pairwise(parts))


@pytest.mark.parametrize("unit", ["a", "a ", "ab ac ", "suara surat "])
def test_evidence_of_hostile_texts_takes_no_longer_than_they_are_long(unit):
    """Half a megabyte of repetition is read once, not once per repetition."""
    a, b = unit * (300_000 // len(unit)), "b " + unit * (250_000 // len(unit))

    assert len(evidence(a, b)) <= a.count(" ") + 1
