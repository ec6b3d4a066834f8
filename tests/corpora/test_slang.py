"""Slang, places and spellings keep their own rules."""

from monitor.corpora.places import places
from monitor.corpora.slang import slang


def test_every_slang_term_is_sourced_or_admits_general_knowledge():
    """A term without a page to read says so; each names what it names."""
    for term in slang():
        assert term.source or term.confidence == "general"
        assert term.target


def test_places_have_ids_of_their_own():
    """38 provinces and about a hundred and fifty cities, no id twice."""
    ids = [place.id for place in places()]
    assert len(ids) == len(set(ids))
    assert sum(place.kind == "province" for place in places()) == 38
