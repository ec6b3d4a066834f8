"""Who and what a post is about: candidates, parties, institutions, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from monitor.analyses.base import Setting
from monitor.corpora.actors import Pair, institutions, pairs, parties
from monitor.records import Document, Mention, Signal

__all__ = ["find"]

FACTORS = {
    "pair": "figure",
    "candidate": "figure",
    "party": "figure",
    "institution": "institution",
    "place": "place",
}
MOST = 6
"""Entities per post; three pairs and their parties fit, a list of fifty hashtags does not."""


def find(documents: Sequence[Document], setting: Setting) -> Iterator[Signal]:
    """Yield each entity named, where it is first named; ``facts`` hold its id and its label.

    Being named is no fault: the value says nothing but "named", and is 1.
    """
    labels = _labels_of(setting.election.pairs) if setting.election else {}
    for document in documents:
        for mention in islice(_first_mentions(document), MOST):
            label = (
                labels.get(mention.entity)
                or _labels().get(mention.entity)
                or document.text[slice(*mention.span)]
            )
            factor = FACTORS[mention.kind]
            yield Signal(
                document.post,
                factor,
                1.0,
                f"signals.{factor}",
                {"entity": mention.entity, "label": label},
                mention.span,
                document.post,
            )


def _first_mentions(document: Document) -> Iterator[Mention]:
    seen = set()
    for mention in document.mentions:
        if mention.kind in FACTORS and mention.entity not in seen:
            seen.add(mention.entity)
            yield mention


@cache
def _labels() -> dict[str, str]:
    """Return the names of everybody in the shipped corpora."""
    named = {party.id: party.name for party in parties()}
    named |= {institution.id: institution.name for institution in institutions()}
    return named | _labels_of({pair.id: pair for pair in pairs()})


def _labels_of(found: Mapping[str, Pair]) -> dict[str, str]:
    labels = {pair.id: " - ".join(pair.candidates) for pair in found.values()}
    return labels | {person.id: person.name for pair in found.values() for person in pair.persons}
