"""Articles of ordinary websites, however a site gives them out: one mapping for all.

An article is ``web:`` and a hash of its canonical address, so that a feed and an interface of one
site, or one feed read twice through a proxy that marks its links, give one post. A site is the
account; who wrote the article is kept beside (``extra.author``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urljoin

from monitor.collectors.cells import fingerprint
from monitor.collectors.lines import Found
from monitor.collectors.links import as_links, canonical
from monitor.collectors.seen import Anchor, seen
from monitor.collectors.values import account, distinct, hashtags_in
from monitor.records import Link, Media, Post, Reject

__all__ = ["PLATFORM", "article", "on_web"]

PLATFORM = "web"
_EXCERPT = 200


def article(
    found: Found,
    *,
    link: str,
    title: str,
    body: str,
    source: str,
    guid: str = "",
    home: str = "",
    site: str = "",
    apart: str = "",
    created: datetime | None = None,
    lang: str = "",
    media: Iterable[Media] = (),
    extra: Mapping[str, str] | None = None,
) -> Post | Reject:
    """Return the post that an article is, or a Reject where there is nothing to read or find.

    Parameters
    ----------
    link, guid : str
        Its address and its permanent id, which often is one too; either may be relative.
    title, body : str
        HTML, or text.
    home, site : str
        The site's own address, which links may be relative to, and its name.
    apart : str
        What tells it from others that share its link.
    """
    url = on_web(link, home) or on_web(guid, home)
    heading = " ".join(seen(title).text.split())
    said = seen(body)
    if not (heading or said.text or url):
        return Reject(found.line, "rejects.article_empty", {}, found.raw[:_EXCERPT])
    words = said.text if said.text.startswith(heading) else f"{heading}\n\n{said.text}".strip()
    address = canonical(url)
    host = _host(address) or _host(canonical(home))
    named = address if address.count("/") > 2 or "?" in address else ""  # no front page
    moment = created.isoformat() if created else ""
    identity = "#".join(filter(None, (named, apart))) or guid or f"{host}|{heading}|{moment}"
    return Post(
        id=f"{PLATFORM}:{fingerprint(identity)}",
        platform=PLATFORM,
        text=words,
        account=account(PLATFORM, handle=host, native_id="", name=site),
        created=created,
        url=url,
        lang=lang,
        hashtags=hashtags_in(words),
        links=_links(said.anchors, url, address),
        media=tuple(dict.fromkeys(media)),
        source=source,
        raw=found.raw,
        extra={name: each for name, each in (extra or {}).items() if each},
    )


def on_web(address: str, home: str = "") -> str:
    """Return an address as a whole one, or nothing where it leads to no page.

    Examples
    --------
    >>> on_web("/kabar/7", "https://desa.example/feed"), on_web("javascript:x()")
    ('https://desa.example/kabar/7', '')
    """
    try:
        whole = urljoin(home, address.strip()) if address.strip() else ""
    except ValueError:  # a bracket never closed
        return ""
    return whole if whole.startswith(("https://", "http://")) and _host(whole) else ""


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition("?")[0]


def _links(anchors: Sequence[Anchor], url: str, own: str) -> tuple[Link, ...]:
    """Return what an article links to; itself is nothing new."""
    addresses = distinct(on_web(anchor.url, url) for anchor in anchors)
    return tuple(link for link in as_links(addresses) if link.canonical != own)
