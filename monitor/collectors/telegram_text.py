"""The words of a Telegram message as its reader sees them, out of the HTML of a preview page."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

__all__ = ["Words", "words_of"]

_BLOCKS = frozenset(("blockquote", "pre", "div", "p"))
_UNSEEN = frozenset(("script", "style", "noscript", "template"))


class Words(NamedTuple):
    """A message's text, the addresses its links lead to, and whether some of it is covered."""

    text: str
    links: tuple[str, ...] = ()
    spoiler: bool = False


def words_of(node: LexborNode) -> Words:
    r"""Return what a reader sees in an element: line breaks as written, emoji as signs.

    Links to hashtags and to the people addressed with ``@`` are left out of ``links``; the words
    under a spoiler are text like any other, and ``spoiler`` says that there are such.

    Examples
    --------
    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = LexborHTMLParser('<div>Cek<br/><br/><a href="https://a.id/x">di sini</a> '
    ...     '<i class="emoji"><b>👍</b></i><blockquote>benar?</blockquote>tidak</div>')
    >>> words_of(page.css_first("div"))
    Words(text='Cek\n\ndi sini 👍\nbenar?\ntidak', links=('https://a.id/x',), spoiler=False)
    """
    pieces: list[str] = []
    links: list[str] = []
    spoiler = False
    waiting: list[LexborNode | None] = list(_inside(node))
    while waiting:
        one = waiting.pop()
        if one is None:  # a block begins or ends: on a line of its own
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            continue
        tag = one.tag or ""
        if tag == "-text":
            pieces.append(one.text_content or "")
        elif tag == "br":
            pieces.append("\n")
        elif tag not in _UNSEEN and not tag.startswith(("-", "!")):
            spoiler = spoiler or tag == "tg-spoiler"
            if tag == "a" and (address := _shared(one)):
                links.append(address)
            around = (None,) if tag in _BLOCKS else ()
            waiting += (*around, *_inside(one), *around)
    return Words("".join(pieces).strip(), tuple(dict.fromkeys(links)), spoiler)


def _inside(node: LexborNode) -> tuple[LexborNode, ...]:
    """Return what stands in an element, the last first: it is taken from the end."""
    return tuple(node.iter(include_text=True))[::-1]


def _shared(anchor: LexborNode) -> str:
    """Return the address that a link shares, or nothing for a hashtag, a mention or a script."""
    address = (anchor.attributes.get("href") or "").strip()
    if not address.startswith(("https://", "http://")):
        return ""
    return "" if anchor.text().lstrip().startswith("@") else address
