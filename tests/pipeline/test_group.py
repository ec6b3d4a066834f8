"""Posts become claims, whose ids stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import pipeline
from monitor.analyses.base import Setting
from monitor.records import Post
from monitor.store import Store

TEXTS = (
    "surat suara di gudang kecamatan sudah tercoblos semua sejak kemarin malam",
    "surat suara di gudang kecamatan sudah tercoblos semua sejak kemarin malam!!",
    "jadwal kapal ke pulau seberang berubah karena ombak tinggi",
    "",
)


def grouped(store: Store) -> dict[str, str]:
    """Bring the store up to date; return post id -> claim id."""
    pipeline.analyse(store, Setting(), analyses={})
    pipeline.group(store)
    return {
        post.id: claim.id for num, claim in list(store.claims()) for post in store.posts_of(num)
    }


def test_the_same_words_are_one_claim_and_every_post_has_one():
    """One row per claim; a post without text is a claim of its own."""
    with Store() as store:
        store.add([Post(f"x:{n}", "x", text) for n, text in enumerate(TEXTS)])
        claims = grouped(store)
        assert claims["x:0"] == claims["x:1"] == "k-1"
        assert len(set(claims.values())) == 3
        assert grouped(store) == claims


@settings(max_examples=15)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8), st.data())
def test_how_an_import_is_cut_does_not_matter(texts, data):
    """All at once or in pieces: the same posts are together, under the same ids."""
    posts = [Post(f"x:{n}", "x", text) for n, text in enumerate(texts)]
    cut = data.draw(st.integers(0, len(posts)))
    with Store() as whole, Store() as pieces:
        whole.add(posts)
        pieces.add(posts[:cut])
        grouped(pieces)
        pieces.add(posts[cut:])
        assert grouped(pieces) == grouped(whole)


def test_when_a_post_joins_two_claims_the_older_id_stays():
    """The younger id still opens the claim: somebody may have written it down."""
    parts = (
        "surat suara di gudang kecamatan",
        "katanya sudah tercoblos semua sejak",
        "kemarin malam begitu kata warga yang",
        "tinggal dekat pasar ikan yang lama",
    )
    left, right, bridge = (" ".join(parts[cut]) for cut in (slice(3), slice(1, 4), slice(4)))
    with Store() as store:
        store.add([Post("x:1", "x", left), Post("x:2", "x", right)])
        before = grouped(store)
        assert before["x:1"] != before["x:2"]
        store.add([Post("x:3", "x", bridge)])
        after = grouped(store)
        assert set(after.values()) == {before["x:1"]}
        assert store.claim_num(before["x:2"]) == store.claim_num(before["x:1"])
        assert pipeline.show(store, before["x:2"]).aliases == [before["x:2"]]


def test_every_merge_shows_the_words_it_rests_on():
    """A person can disagree with a merge only when she sees its reason."""
    with Store() as store:
        store.add([Post("x:0", "x", TEXTS[0]), Post("x:1", "x", TEXTS[1].upper())])
        grouped(store)
        shown = pipeline.show(store, "k-1")
        [merge] = shown.merges.values()
        assert merge.similarity > 0.9
        assert " ".join(shown.agreement(merge)).startswith("SURAT SUARA DI GUDANG")


@pytest.mark.parametrize("number", [0, 1])
def test_an_empty_store_has_no_claims(number):
    """Nothing in, nothing out, twice."""
    with Store() as store:
        assert [pipeline.group(store) for _ in range(number + 1)][-1] == 0
