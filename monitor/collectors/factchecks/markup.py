"""HTML to the words a reader sees, however hostile it is."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

__all__ = ["LARGEST", "decoded", "parsed", "visible"]

LARGEST = 64 * 1024**2
"""Bytes; a page or feed is held whole, at several times its size."""
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{1,40})", re.IGNORECASE)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
# Tags that hold nothing, or that the next of their kind closes.
_FLAT = {
    *("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link"),
    *("meta", "option", "p", "source", "tbody", "td", "th", "tr", "wbr"),
}
_DEEPEST = 1_000
"""Elements inside each other: the parser's time grows with the square of it."""
_LOOKS_MARKED = re.compile(r"<[a-zA-Z/!]|&[#\w]{2,8};")
_HIDDEN = "script, style, noscript, template, head"


def parsed(html: str) -> LexborHTMLParser:
    """Parse a page.

    Raises
    ------
    ValueError
        Its elements lie in each other more deeply than any page's that people read.
    """
    opened: Counter[str] = Counter()
    for slash, name in _TAG.findall(html):
        opened[name.lower()] += -1 if slash else 1
    if sum(count for name, count in opened.items() if count > 0 and name not in _FLAT) > _DEEPEST:
        raise ValueError("nested too deeply")
    return LexborHTMLParser(html)


def decoded(data: bytes, encoding: str) -> str:
    """Return a page's text: UTF-8 unless its bytes say no, then what its head declares."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    try:
        return data.decode(declared[1].decode() if declared else "cp1252", errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")


def visible(html: str) -> str:
    """Return the words of a piece of HTML, a blank between its elements; plain text as it is.

    Examples
    --------
    >>> visible("<p>Foto <b>lama</b>,</p><script>x()</script><p>bukan &amp; baru</p>")
    'Foto lama , bukan & baru'
    >>> visible("a < b")
    'a < b'
    """
    if not _LOOKS_MARKED.search(html):
        return " ".join(html.split())
    page = parsed(html)
    for node in page.css(_HIDDEN):
        node.decompose()
    return " ".join((page.body or page.root).text(separator=" ").split()) if page.root else ""
