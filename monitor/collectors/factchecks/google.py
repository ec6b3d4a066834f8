"""Answers of Google's Fact Check Tools, ``claims:search``: a claim with the reviews of it."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.collectors.factchecks.making import day, language, make
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, mapping, records, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["read", "recognises"]


def recognises(record: Record) -> bool:
    """Tell by ``claimReview`` beside the claim's ``text``."""
    return isinstance(record.get("claimReview"), list)


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield a fact-check for each review of the claim; the claim's own date is not theirs."""
    claim = visible(text(found.value.get("text")))
    reviews = records(found.value["claimReview"])
    if not reviews:
        yield Other(found.line, "claim")
    for review in reviews:
        publisher = mapping(review.get("publisher"))
        url = text(review.get("url")) or text(publisher.get("site"))
        yield make(
            found,
            title=visible(text(review.get("title"))) or claim,
            claim=claim,
            publisher=text(publisher.get("name")),
            url=url,
            label=text(review.get("textualRating")),
            date=day(review.get("reviewDate")),
            lang=language(review.get("languageCode")),
        )
