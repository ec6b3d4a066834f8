"""Article pages: their ClaimReview blocks, and what TurnBackHoax's sections say besides."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.collectors.factchecks import claimreview
from monitor.collectors.factchecks.making import day, language, make
from monitor.collectors.factchecks.markup import parsed
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, text
from monitor.records import FactCheck, Other, Reject

__all__ = ["PAGE", "address", "read", "recognises"]

PAGE = "html"
"""The member of a record that holds a page: a file's, or one of a crawl kept as JSON Lines."""

_BLOCKS = 'script[type*="ld+json"]'
_SECTIONS = 'section[class*="article-"]'
_HEADINGS = {
    "narasi": "claim",
    "penjelasan": "explanation",
    "kesimpulan": "conclusion",
    "hasil periksa fakta": "label",
}
_EXCERPT = 200


def recognises(record: Record) -> bool:
    """Tell a page."""
    return isinstance(record.get(PAGE), str)


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield the fact-checks of a page, and a Reject for each ClaimReview block that is broken."""
    page = parsed(found.value[PAGE])
    values, broken = _blocks(page)
    yield from broken
    said = _said(page, found.value)
    if any(True for _ in claimreview.reviews(values)):
        yield from claimreview.of_all(found, values, said)
    elif said["explanation"] or said["conclusion"]:
        yield make(found, **said)
    elif not broken:
        yield Other(found.line, "page")


def _blocks(page: LexborHTMLParser) -> tuple[list[object], list[Reject]]:
    """Return the JSON-LD of a page, and a Reject, numbered by its block, for what is broken."""
    values: list[object] = []
    broken: list[Reject] = []
    for number, node in enumerate(page.css(_BLOCKS), start=1):
        written = node.text()
        try:
            values.append(claimreview.script(written))
        except (ValueError, RecursionError):
            if claimreview.NAME in written:  # else no fact-check is lost with it
                excerpt = written.strip()[:_EXCERPT]
                broken.append(Reject(number, "rejects.factcheck_broken_jsonld", {}, excerpt))
    return values, broken


def _said(page: LexborHTMLParser, record: Record) -> dict[str, str]:
    """Return what a page shows its readers, under the names that ``make`` takes."""
    said = dict.fromkeys(("claim", "explanation", "conclusion", "label"), "")
    for section in page.css(_SECTIONS):
        heading = section.css_first("strong, h2, h3")
        name = _HEADINGS.get(_words(heading).casefold()) if heading else None
        if heading and name and not said[name]:
            heading.decompose()
            said[name] = _words(section)
    said["url"] = _address(page) or text(record.get("url"))
    said["title"] = _words(page.css_first("h1")) or _attribute(
        page, 'meta[property="og:title"]', "content"
    )
    published = _attribute(page, 'meta[property="article:published_time"]', "content")
    said["date"] = day(published) or day(_attribute(page, "time[datetime]", "datetime"))
    said["lang"] = language(_attribute(page, "html[lang]", "lang"))
    return said


def address(html: str) -> str:
    """Return the address that a page says is its own, or nothing."""
    try:
        return _address(parsed(html))
    except ValueError:
        return ""


def _address(page: LexborHTMLParser) -> str:
    url = _attribute(page, 'link[rel="canonical"]', "href")
    return url or _attribute(page, 'meta[property="og:url"]', "content")


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    node = page.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node is not None else ""
