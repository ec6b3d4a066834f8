"""ClaimReview in all the ways publishers write it."""

from __future__ import annotations

import json

import pytest

from monitor.records import FactCheck, Other, Reject


def test_a_review_becomes_a_factcheck(read, review):
    """Every field in its place; the claim is not said twice."""
    [check] = read(review())
    assert check == FactCheck(
        id=check.id,
        publisher="Warta Desa",
        title="Surat suara Tirtamaya dicetak ganda",
        verdict="false",
        label="Salah",
        date="2024-11-20",
        url="https://wartadesa.example/cek/surat-suara",
        headline="Surat suara Tirtamaya dicetak ganda",
        canonical="https://wartadesa.example/cek/surat-suara",
    )
    assert check.id.startswith("fc-")


def test_the_tag_in_a_claim_is_its_label(read, review):
    """`[SALAH] ...` is a verdict, not words that a post could repeat; the headline keeps it."""
    [check] = read(review("[PENIPUAN] Tautan bansos Tirtamaya", reviewRating={"ratingValue": 1}))
    assert (check.label, check.verdict) == ("PENIPUAN", "scam")
    assert check.title == "Tautan bansos Tirtamaya"
    assert check.headline == "[PENIPUAN] Tautan bansos Tirtamaya"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda each: each,
        lambda each: [each],
        lambda each: {"@graph": [{"@type": "WebPage"}, each]},
        lambda each: {"@type": "DataFeed", "dataFeedElement": [{"item": [each]}]},
        lambda each: {"source": "crawl", "jsonld": json.dumps(each)},
        lambda each: {**each, "@type": ["Review", "ClaimReview"]},
        lambda each: {**each, "@type": "http://schema.org/ClaimReview"},
    ],
)
def test_it_is_found_wherever_it_lies(read, review, wrap):
    """Alone, listed, in a graph or feed, kept as text, with a list or an address for its type."""
    [check] = read(wrap(review()))
    assert check.verdict == "false"


@pytest.mark.parametrize(
    ("rating", "label", "verdict"),
    [
        ("Keliru", "Keliru", "false"),
        ({"ratingValue": "False"}, "False", "false"),
        ({"alternateName": "Mostly true"}, "Mostly true", "mostly_true"),
        ({"alternateName": "4 dari 5 naga"}, "4 dari 5 naga", ""),
        ({"ratingValue": 1, "bestRating": 5}, "", ""),
        ([None, {"name": "Sesat"}], "Sesat", "misleading"),
        (None, "", ""),
    ],
)
def test_ratings_are_words_numbers_or_missing(read, review, rating, label, verdict):
    """The publisher's word is kept; a number means something on its own scale only."""
    [check] = read(review(reviewRating=rating))
    assert (check.label, check.verdict) == (label, verdict)


def test_an_author_may_be_a_reference_to_another_node(read, review):
    """In a graph the organisation stands once; a person is named only where nobody else is."""
    node = {"@type": "Organization", "@id": "#kami", "name": "Kabar Tirtamaya"}
    person = {"@type": "Person", "name": "Penulis Rekaan"}
    [check] = read({"@graph": [node, review(author=[person, {"@id": "#kami"}])]})
    assert check.publisher == "Kabar Tirtamaya"


def test_the_day_of_the_claim_is_not_the_day_of_the_check(read, review):
    """Better no date than that of the post, which would break time order."""
    dated = review(itemReviewed={"datePublished": "2024-11-01"})
    del dated["datePublished"]
    [check] = read(dated)
    assert check.date == ""


def test_two_claims_checked_in_one_article_stay_two(read, review):
    """They share an address, and nothing else; the same block printed twice is one."""
    checks = read({"@graph": [review(), review("TPS 3 terbakar")]})
    assert len({check.id for check in checks}) == 2
    assert len({check.canonical for check in checks}) == 2
    assert len(set(read({"@graph": [review(), review()]}))) == 1


def test_json_lines_of_reviews(read, review):
    """A dump of crawls: what is no review is counted, what is broken is refused with its line."""
    lines = [json.dumps(review()), '{"@type": "Article"}', '{"@type": "Claim', "[]"]
    kinds = [type(record) for record in read("\n".join(lines))]
    assert kinds == [FactCheck, Other, Reject, Reject]
