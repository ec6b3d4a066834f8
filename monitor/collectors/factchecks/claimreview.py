"""ClaimReview, schema.org's shape of a fact-check, in JSON-LD: alone, in lists and graphs.

Publishers differ in nearly everything: ``@type`` may be a list, the rating a string, the author a
reference to another node. DataCommons' feed wraps the same in ``DataFeedItem``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from monitor.collectors.factchecks.making import day, language, make, moment
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found, parse
from monitor.collectors.links import canonical
from monitor.collectors.values import Record, mapping, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["NAME", "of_all", "read", "recognises", "reviews", "script"]

NAME = "ClaimReview"

_SEPARATORS = re.compile(r"[/#:]")


def recognises(record: Record) -> bool:
    """Tell by a type ``ClaimReview`` anywhere inside, or in JSON-LD kept as a text."""
    return any(True for _ in reviews(record)) or bool(_kept_as_text(record))


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield every fact-check of one JSON value."""
    values = [found.value]
    for kept in _kept_as_text(found.value):
        try:
            values.append(script(kept))
        except (ValueError, RecursionError):
            yield Reject(found.line, "rejects.factcheck_broken_jsonld", {}, kept.strip()[:200])
            return
    yield from of_all(found, values, {})


def of_all(
    found: Found, values: list[object], page: Mapping[str, str]
) -> Iterator[FactCheck | Reject | Other]:
    """Yield the fact-checks in the JSON-LD values of one page.

    Parameters
    ----------
    page : mapping
        What the page shows its readers, as ``make`` takes it. It wins where it says anything, but
        of several claims on one page it knows only where they stand.
    """
    nodes = _nodes(values)
    facts = [_facts(review, nodes) for review in reviews(values)]
    if len(facts) == 1:
        yield make(found, **{**facts[0], **{name: said for name, said in page.items() if said}})
        return
    claims = {(canonical(each["url"]), each["claim"]) for each in facts}
    shared = Counter(url for url, _ in claims)
    for each in facts:
        part = each["claim"] if shared[canonical(each["url"])] > 1 else ""
        yield make(found, **{**each, "url": each["url"] or page.get("url", ""), "part": part})
    if not facts:
        yield Other(found.line, "json-ld")


def _facts(review: Record, nodes: Record) -> dict[str, str]:
    reviewed = visible(text(review.get("claimReviewed")))
    title = visible(text(review.get("headline")) or text(review.get("name")))
    return {
        "title": title or reviewed,
        "claim": reviewed,
        "publisher": _name(review.get("publisher"), nodes) or _name(review.get("author"), nodes),
        "url": text(review.get("url")) or text(mapping(review.get("mainEntityOfPage")).get("@id")),
        "label": _rating(review.get("reviewRating"), nodes),
        "date": day(review.get("datePublished")),
        "updated": moment(review.get("dateModified")),
        "lang": language(review.get("inLanguage")),
        "explanation": visible(text(review.get("reviewBody")) or text(review.get("description"))),
    }


def reviews(value: object) -> Iterator[Record]:
    """Yield every ClaimReview inside a JSON value, in its order, however deep it lies."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict):
            if NAME in _types(each):
                yield each
            else:
                waiting.extend(reversed(each.values()))


def script(written: str) -> object:
    r"""Return the value of a JSON-LD block as pages write it: in a comment, with bare line breaks.

    Raises
    ------
    ValueError
        It is no JSON even so.

    Examples
    --------
    >>> script('<!--\n{"name": "dua\nbaris"};\n-->')
    {'name': 'dua\nbaris'}
    """
    bare = written
    if "<![CDATA[" in bare:
        bare = bare.replace("<![CDATA[", "").replace("]]>", "")
    starts = [place for mark in "{[" if (place := bare.find(mark)) >= 0]
    bare = bare[min(starts, default=0) : max(bare.rfind("}"), bare.rfind("]")) + 1]
    try:
        return parse(bare)[0]
    except ValueError:
        return parse(json.dumps(json.loads(bare, strict=False)))[0]


def _kept_as_text(record: Record) -> list[str]:
    """Return the members that are JSON-LD blocks kept as texts, as dumps of crawls have them."""
    return [
        each
        for each in record.values()
        if isinstance(each, str) and NAME in each and each.lstrip()[:1] in "{["
    ]


def _types(node: Record) -> set[str]:
    types = node.get("@type")
    return {
        _SEPARATORS.split(each)[-1]
        for each in (types if isinstance(types, list) else [types])
        if isinstance(each, str)
    }


def _nodes(values: object) -> dict[str, Record]:
    """Return the nodes of a graph that others may refer to."""
    nodes: dict[str, Record] = {}
    waiting = [values]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            if len(each) > 1 and text(each.get("@id")):
                nodes.setdefault(text(each["@id"]), each)
            waiting.extend(each.values())
    return nodes


def _name(value: object, nodes: Record) -> str:
    """Return the name of an author or publisher: an organisation's before a person's."""
    named = []
    for each in value if isinstance(value, list) else [value]:
        node = mapping(nodes.get(text(mapping(each).get("@id")), each))
        if name := visible(text(node.get("name")) or text(each)):
            named.append(("Person" in _types(node), name))
    return min(named, key=lambda pair: pair[0])[1] if named else ""


def _rating(value: object, nodes: Record) -> str:
    """Return a rating in words; a mere number means something on its publisher's scale only."""
    if isinstance(value, list):
        return next(filter(None, (_rating(each, nodes) for each in value)), "")
    node = mapping(nodes.get(text(mapping(value).get("@id")), value))
    for each in (value, node.get("alternateName"), node.get("name"), node.get("ratingValue")):
        words = visible(each) if isinstance(each, str) else ""
        if words and not words.replace(".", "").isdecimal():
            return words
    return ""
