"""Addresses and numbers that lead where somebody may gain: a shop, a collection, a private chat.

The words of such offers are in :mod:`monitor.analyses.cues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from monitor.analyses.base import FEW, Setting
from monitor.corpora.cues import cues as cue_groups
from monitor.records import Document, Signal, Span

__all__ = ["find"]

# A mobile number as Indonesians write it: 0812-3456-7890, +62 812 3456 7890, 62812...
PHONE = re.compile(r"(?<![\w+.,])(?:\+?62|0)[ .-]?8[1-9]\d(?:[ .-]?\d{3,4}){1,2}\d{0,2}(?!\d)")
PHONE_VALUE = 0.7
INNER_DOT = re.compile(r"\.[A-Za-z]")
ADDRESS = re.compile(r"(?<![\w.-])([\w-]++(?:\.[\w-]++)++)(/\w++)?")
LABELS = 4
"""Parts of a host name looked at, from its end; no cue is longer."""


class Gain(NamedTuple):
    """A way to gain; it has no span where a shortener hides the address from the reader."""

    factor: str
    value: float
    span: Span | None


def find(
    documents: Sequence[Document], _setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield a signal for each of the first few addresses and numbers of each factor.

    Those in the raw text come first, in order of place, then those that only the post's links
    lead to. ``cues`` is the user's own file of further addresses.
    """
    domains = _domains(cues)
    for document in documents:
        gains: list[Gain] = []
        if "8" in document.text:
            gains += _phones(document.text)
        if document.links or INNER_DOT.search(document.text):
            gains += _addresses(document, domains)
        gains.sort(key=lambda gain: gain.factor)
        for factor, members in groupby(gains, key=lambda gain: gain.factor):
            for _, value, span in islice(members, FEW):
                yield Signal(
                    document.post, factor, value, f"signals.{factor}", {}, span, document.post
                )


def _phones(text: str) -> Iterator[Gain]:
    for match in PHONE.finditer(text):
        yield Gain("gain_phone", PHONE_VALUE, Span(*match.span()))


def _addresses(document: Document, domains: Mapping[str, Gain]) -> Iterator[Gain]:
    found = set()
    for match in ADDRESS.finditer(document.text):
        if gain := _look_up(match, domains):
            found.add(gain)
            yield gain._replace(span=Span(*match.span()))
    for link in document.links:
        target = ADDRESS.search(link)
        gain = _look_up(target, domains) if target else None
        if gain and gain not in found:
            found.add(gain)
            yield gain


def _look_up(address: re.Match[str], domains: Mapping[str, Gain]) -> Gain | None:
    """Look a host up, then what it is part of: ``m.shopee.co.id``, ``shopee.co.id``, ``co.id``."""
    labels = address[1].lower().rsplit(".", LABELS)[-LABELS:]
    path = (address[2] or "").lower()
    for first in range(len(labels) - 1):
        host = ".".join(labels[first:])
        if gain := domains.get(host) or domains.get(host + path):
            return gain
    return None


@cache
def _domains(cues: Path | None) -> dict[str, Gain]:
    return {
        domain: Gain(group.kind, group.value, None)
        for group in cue_groups(cues)
        for domain in group.domains
    }
