"""Stories told again in election after election: which of them a claim resembles.

Resembling is no verdict: some instances of these stories were true, others are disputed to this
day. So the signal names the story and when it went round, never what became of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from monitor.analyses.base import FEW, Analysis, Setting
from monitor.analyses.phrases import Hit, Meaning, finder, tree
from monitor.corpora.archive import entries
from monitor.corpora.narratives import Narrative, narrative_version, narratives
from monitor.errors import UnknownName
from monitor.language import normalise
from monitor.records import Claim, Signal, Span

__all__ = ["NARRATIVES", "Dated", "find", "instances"]

NEAR = 160
"""Characters of the normalised text that hold a phrase of every group."""
LONGEST = 5_000
"""Characters of a claim that are read: a story is told in its first sentences."""
ENOUGH = 100
"""Phrases looked at per claim, so that a text made of nothing else costs no more."""
UNSETTLED = frozenset({"true", "contested"})
"""What must be said along: that this story was not always false."""

# Letters that digits and signs stand in for; other signs are blanks, save those that hide a word.
LIKE = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "$": "s", "@": "a"}
LIKE |= {"!": "i", "v": "u"}
SEEN_AS = "".join(LIKE.get(c, c if c.isalnum() else " ") for c in map(chr, range(128))).ljust(256)
LETTERS = SEEN_AS.encode("ascii")
BETWEEN = b".-_*"


def find(claims: Sequence[Claim], _setting: Setting) -> Iterator[Signal]:
    """Yield a signal for each narrative, three at most, that the claim's text resembles.

    A narrative is resembled where a phrase of every group of one of its tellings stands within
    160 characters; the quotation runs from the first of them to the last.

    Notes
    -----
    O(length of text). Most claims resemble none: only a text that holds a phrase of some rarest
    group, however disguised, is normalised and read in full.

    Examples
    --------
    >>> text = "Awas! Surat suara di gudang itu SUDAH TERCOBLOS semua"
    >>> claim = Claim("k-1", 1, 1, ("x",), None, None, "x:1", text)
    >>> [(s.facts["narrative"], text[s.span.start : s.span.end]) for s in find([claim], Setting())]
    [('surat_suara_tercoblos', 'Surat suara di gudang itu SUDAH TERCOBLOS')]
    """
    known, rare = narratives(), _rare().search
    for claim in claims:
        raw = claim.text[:LONGEST]
        if not rare(_letters(raw)):
            continue
        normal, offsets = normalise(raw)
        for name, (start, end) in islice(_told(normal).items(), FEW):
            first, last = offsets[start], offsets[end]
            span = Span(first, first + len(raw[first:last].rstrip()))
            yield _signal(claim, known[name], span)


NARRATIVES = Analysis("narratives", f"1-{narrative_version()}", "claim", find)


class Dated(NamedTuple):
    """One time a narrative went round, as a person is shown it."""

    date: str
    """As precisely as it is known; empty where it is not."""
    verdict: str
    """What was found that time, and about that time only."""
    text: str
    by: str
    """Who checked it, or the number of the fact-check; empty where only the source tells."""
    url: str


def instances(narrative_id: str) -> list[Dated]:
    """Return the documented instances of a narrative, and its embedded fact-checks, oldest first.

    Raises
    ------
    UnknownName
        No narrative has this id.

    Examples
    --------
    >>> [(each.date, each.verdict) for each in instances("cincin_perusak")]
    [('2019-04-09', 'false'), ('2024', 'false'), ('2024-02-06', 'false')]
    """
    known = narratives()
    if narrative_id not in known:
        raise UnknownName("narasi", narrative_id, known)
    listed = [
        Dated(each.date, each.verdict, each.text, each.gfd, each.source[0] if each.source else "")
        for each in known[narrative_id].instances
    ]
    seen = {each.url for each in listed} | {each.by for each in listed}
    listed += [
        Dated(entry.date, entry.verdict, entry.title, entry.publisher, entry.url)
        for entry in entries()
        if entry.narrative == narrative_id and seen.isdisjoint({entry.url or entry.id, entry.id})
    ]
    return sorted(listed)


def _signal(claim: Claim, narrative: Narrative, span: Span) -> Signal:
    settled = UNSETTLED.isdisjoint(each.verdict for each in narrative.instances)
    cycles = [cycle for cycle in narrative.cycles if cycle != "always"]
    reason = "narrative" if settled else "narrative_unsettled"
    return Signal(
        claim.id,
        "narrative",
        1.0,
        f"signals.{reason}" if cycles else "signals.narrative_always",
        {
            "narrative": narrative.id,
            "label": narrative.label,
            "cycles": ", ".join(cycles),
            "instances": str(len(instances(narrative.id))),
        },
        span,
        claim.text_post,
    )


def _told(normal: str) -> dict[str, tuple[int, int]]:
    """Return where each narrative is told in a normalised text, the shortest passage of each."""
    search, sizes = _searched()
    groups: dict[str, dict[int, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in search(normal)[:ENOUGH]:
        telling, _, group = hit.kind.rpartition("/")
        groups[telling][int(group)].append(hit)
    told: dict[str, tuple[int, int]] = {}
    for telling, found in groups.items():
        passage = _passage(list(found.values())) if len(found) == sizes[telling] else None
        name = telling.partition("/")[0]
        if passage and (name not in told or _length(passage) < _length(told[name])):
            told[name] = passage
    return told


def _passage(groups: list[list[Hit]]) -> tuple[int, int] | None:
    """Return the shortest passage with a hit of every group, where that is near enough."""
    passages = []
    for hit in groups[0]:
        chosen = [min(group, key=lambda other: abs(other.start - hit.start)) for group in groups]
        passages.append((min(h.start for h in chosen), max(h.end for h in chosen)))
    shortest = min(passages, key=_length)
    return shortest if _length(shortest) <= NEAR else None


def _length(passage: tuple[int, int]) -> int:
    return passage[1] - passage[0]


def _letters(raw: str) -> bytes:
    """Return a text's letters and digits with disguises undone, a blank before every word."""
    plain = raw if raw.isascii() else normalize("NFKC", raw)
    return b" " + plain.encode("ascii", "ignore").lower().translate(LETTERS, BETWEEN)


@cache
def _rare() -> re.Pattern[bytes]:
    """Return what finds a phrase of some rarest group in the letters of a text."""
    phrases = {
        _letters(phrase)[1:].decode()
        for narrative in narratives().values()
        for telling in narrative.told
        for phrase in telling.all[0]
    }
    return re.compile(f" (?:{tree(phrases)})".encode())


@cache
def _searched() -> tuple[Callable[[str], list[Hit]], dict[str, int]]:
    """Return the finder of every phrase, and how many groups each telling has."""
    meanings: dict[str, set[Meaning]] = defaultdict(set)
    sizes: dict[str, int] = {}
    for name, narrative in narratives().items():
        for place, telling in enumerate(narrative.told):
            sizes[f"{name}/{place}"] = len(telling.all)
            for group, phrases in enumerate(telling.all):
                for phrase in phrases:
                    meanings[phrase].add((f"{name}/{place}/{group}", 1.0))
    # The finder sees the longest phrase at a place: it also means what its beginnings mean.
    whole = {
        phrase: sorted(set().union(*(meanings.get(start, ()) for start in _beginnings(phrase))))
        for phrase in meanings
    }
    return finder(whole), sizes


def _beginnings(phrase: str) -> Iterator[str]:
    words = phrase.split()
    return (" ".join(words[: count + 1]) for count in range(len(words)))
