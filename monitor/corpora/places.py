"""Provinces, cities and regencies, as people write them."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from monitor.corpora.load import Sourced, read

__all__ = ["Place", "places"]


class Place(NamedTuple):
    """A province, or a city or regency known by one name."""

    id: str
    name: str
    kind: Literal["province", "regency"]
    aliases: tuple[str, ...]
    ambiguous: bool
    """The name is an everyday word too: it counts only with a political word nearby."""


class _Places(Sourced):
    version: int
    ambiguous: frozenset[str]
    provinces: dict[str, tuple[str, ...]]
    regencies: dict[str, tuple[str, ...]]


@cache
def places() -> tuple[Place, ...]:
    """Return the places, provinces first.

    Examples
    --------
    >>> places()[1].id, places()[1].aliases
    ('sumatera-utara', ('Sumut', 'North Sumatra'))
    >>> sum(place.kind == "province" for place in places())
    38
    """
    known = read("places.toml", _Places)
    kinds: dict[Literal["province", "regency"], dict[str, tuple[str, ...]]] = {
        "province": known.provinces,
        "regency": known.regencies,
    }
    return tuple(
        Place(name.lower().replace(" ", "-"), name, kind, aliases, name in known.ambiguous)
        for kind, table in kinds.items()
        for name, aliases in table.items()
    )
