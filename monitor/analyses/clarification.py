"""Denials and clarifications: the text answers a claim instead of making it.

A sign alone decides ("membantah kabar"), or two together: what goes round and that it is not so
("informasi itu tidak benar"), somebody's word for it ("itu hoaks," kata kapolres), or somebody who
speaks for himself ("kami tidak pernah mengeluarkan ..."). Words that report, ask or suppose just
before a sign take it back, and so does a text that turns on the denial afterwards ("dibilang hoaks,
padahal ..."). Rather silent than wrong: the factor lowers a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from monitor.analyses.base import Setting
from monitor.analyses.phrases import Hit, finder
from monitor.corpora.clarifications import clarifications
from monitor.language.normal import normalise
from monitor.records import Document, Signal

__all__ = ["find", "is_clarification"]

Hits = Mapping[str, Sequence[Hit]]

TOGETHER = 0.9
"""Value of two signs that need each other."""
PARTNERS = (
    *(("subject", "refuted", 60), ("saying", "refuted", 80), ("refuted", "quoting", 40)),
    *(("self", "never", 50), ("saying", "never", 80), ("topic", "refuted", 80)),
)
"""Which role before which, and at most so many characters of the normalised text between."""
CORE = ("refuted", "never")
"""The roles of a pair that carry the denial, and so may be taken back."""
TAKEN_BACK = {"doubt": 12, "demand": 40}
"""Characters between such a word and the sign it takes back, in one clause."""
ENOUGH = 200
"""Words looked at per post, so that a text made of nothing else costs no more."""
# A full stop that closes a quotation stands before its closing mark, and parts nothing.
STOP = re.compile(r"[.!?…;](?![\w\"”'’])")
CLAUSE = re.compile(r"[.,:;!?…\"“”()]")
# What may stand between the opening of a clause, or of the text, and an answer.
_CALLS = r"\s*+(?:(?:@[^\s:]++|rt|iya|ya|oh|wah|nah|maaf)[\s:]++)*+$"
OPENS_CLAUSE = re.compile(rf"(?:^|[.,:;!?…\"“”()]){_CALLS}")
OPENS_TEXT = re.compile(rf"^[\"“]?{_CALLS}")
STOPS = re.compile(r"\s?(?:[.,!:;\"”/]|$)")
ENDS_ANSWER = re.compile(r"\s?(?:[.,!:;\"”/]|$|(?:ya|bro|bang|min|kok|lagi|semua|guys|gaes)\b)")
# What is refuted in a quotation was pointed at, or the quotation opens with it.
POINTED = re.compile(r"\b(?:itu|ini|tersebut|info|berita|kabar|semua)\s$")
# "hoaks?", "hoaks ya?", "hoaks atau bukan"; bounded, so that a hostile text costs linear time.
ASKED = re.compile(r"[\s\"'”)]*+(?:\w{1,20}+\s*+){0,2}\?|\s(?:atau|apa|bukan|or|tidak)\b")
SHORTEST_TOPIC = 4
"""Characters between a topic and what refutes it; in less only "yang" or nothing has room."""
LOOKED_BACK = 400
"""Characters before an answer that are read: a reply may name many accounts."""


def find(documents: Sequence[Document], _setting: Setting) -> Iterator[Signal]:
    """Yield at most one signal per post, quoting the strongest sign; of equals the first."""
    for document in documents:
        if sign := _sign(document.normal):
            yield Signal(
                document.post,
                "clarification",
                sign.value,
                "signals.clarification",
                {},
                document.raw_span(sign.start, sign.end),
                document.post,
            )


def is_clarification(text: str) -> bool:
    """Say whether a raw text reads like a denial or clarification.

    Examples
    --------
    >>> is_clarification('"Informasi itu tidak benar," kata Kapolres Tirtamaya.')
    True
    >>> is_clarification("Katanya hoax, padahal kotak suaranya memang dibuka!")
    False
    """
    return _sign(normalise(text)[0]) is not None


def _sign(normal: str) -> Hit | None:
    """Return the strongest sign of a denial that nothing takes back."""
    hits: dict[str, list[Hit]] = {}
    for hit in _search()(normal)[:ENOUGH]:
        hits.setdefault(hit.kind, []).append(hit)
    if "protest" in hits:
        return None
    last_turn = max((turn.start for turn in hits.get("turn", ())), default=-1)
    signs = (sign for sign in _signs(normal, hits) if last_turn < sign.end)
    return max(signs, key=lambda sign: (sign.value, -sign.start), default=None)


def _signs(normal: str, hits: Hits) -> Iterator[Hit]:
    for alone in hits.get("denial", ()):
        if _holds(normal, alone, hits):
            yield alone
    for answer in (*hits.get("answer", ()), *hits.get("opening", ())):
        if _opens(normal, answer) and _holds(normal, answer, hits):
            yield answer
    for first, second, reach in PARTNERS:
        for start, end in _together(normal, hits.get(first, ()), hits.get(second, ()), reach):
            core = start if start.kind in CORE else end
            if _fits(normal, start, end) and _holds(normal, core, hits):
                yield Hit("clarification", TOGETHER, start.start, end.end)


def _opens(normal: str, sign: Hit) -> bool:
    """Say whether an answer stands where answers stand."""
    if sign.kind == "opening":
        at_head = sign.start < LOOKED_BACK and OPENS_TEXT.search(normal[: sign.start])
        return bool(at_head and STOPS.match(normal, sign.end))
    return _opens_clause(normal, sign) and ENDS_ANSWER.match(normal, sign.end) is not None


def _fits(normal: str, start: Hit, end: Hit) -> bool:
    """Say whether two signs in reach of each other stand as their kinds must."""
    if end.kind == "quoting":
        before = normal[max(0, start.start - TAKEN_BACK["doubt"]) : start.start]
        quoted = CLAUSE.search(normal, start.end, end.start) and _opens_clause(normal, start)
        return bool(POINTED.search(before) or quoted)
    if start.kind == "topic":
        says = end.start - start.end >= SHORTEST_TOPIC and STOPS.match(normal, end.end)
        return bool(says and _opens_clause(normal, start))
    return True


def _opens_clause(normal: str, sign: Hit) -> bool:
    before = normal[max(0, sign.start - LOOKED_BACK) : sign.start]
    return OPENS_CLAUSE.search(before) is not None


def _together(
    normal: str, firsts: Sequence[Hit], seconds: Sequence[Hit], reach: int
) -> Iterator[tuple[Hit, Hit]]:
    """Yield each second with the nearest first before it in its sentence."""
    place = 0
    for second in seconds:
        while place < len(firsts) and firsts[place].end <= second.start:
            place += 1
        first = firsts[place - 1] if place else None
        if first is None or second.start - first.end > reach:
            continue
        if not STOP.search(normal, first.end, second.start):
            yield first, second


def _holds(normal: str, sign: Hit, hits: Hits) -> bool:
    """Say whether nothing before or after a sign takes it back."""
    if ASKED.match(normal, sign.end):
        return False
    return not any(
        0 <= sign.start - word.end <= reach and not CLAUSE.search(normal, word.end, sign.start)
        for role, reach in TAKEN_BACK.items()
        for word in hits.get(role, ())
    )


@cache
def _search() -> Callable[[str], list[Hit]]:
    meanings: dict[str, list[tuple[str, float]]] = {}
    for phrase, role, value in clarifications():
        meanings.setdefault(phrase, []).append((role, value))
    return finder(meanings)
