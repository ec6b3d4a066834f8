"""Who and what a post is about: candidates, parties, institutions, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from monitor.analyses.base import Setting
from monitor.corpora.actors import Pair, institutions, pairs, parties
from monitor.corpora.elections import election_at
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

    Of a candidate they also hold the ``pair`` this person stands in, so that the two are counted
    as one. Being named is no fault: the value says nothing but "named", and is 1.
    """
    labels = _labels_of(setting.election.pairs) if setting.election else {}
    for document in documents:
        stood = _pair_labels(document, setting) if document.mentions else {}
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
                {"entity": mention.entity, "label": label}
                | ({"pair": stood[mention.entity]} if mention.entity in stood else {}),
                mention.span,
                document.post,
            )


def _first_mentions(document: Document) -> Iterator[Mention]:
    seen = set()
    for mention in document.mentions:
        if mention.kind in FACTORS and mention.entity not in seen:
            seen.add(mention.entity)
            yield mention


def _pair_labels(document: Document, setting: Setting) -> Mapping[str, str]:
    """Return, by id of each pair and person, the label of the pair at the time of the post.

    A person may stand in several elections: the one the team watches counts, and of national ones
    the one whose numbers were in use when the post was made.
    """
    election = setting.election
    if document.created and (election is None or election.kind == "national"):
        election = election_at(document.created) or election
    return election.pair_labels if election else {}


@cache
def _labels() -> dict[str, str]:
    """Return the names of everybody in the shipped corpora."""
    named = {party.id: party.name for party in parties()}
    named |= {institution.id: institution.name for institution in institutions()}
    return named | _labels_of({pair.id: pair for pair in pairs()})


def _labels_of(found: Mapping[str, Pair]) -> dict[str, str]:
    labels = {pair.id: pair.label for pair in found.values()}
    return labels | {person.id: person.name for pair in found.values() for person in pair.persons}
