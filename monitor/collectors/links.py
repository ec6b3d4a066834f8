"""Web addresses: the one form that equal ones share, and which post or account they point at.

Every function takes hostile strings and never raises; what is no address gives ``""`` or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from monitor.records import PLATFORM_UNKNOWN, Link

__all__ = ["account_of", "as_links", "canonical", "in_text", "platform_of", "post_id_of"]

# RFC 3986, appendix B, whose expression matches any string: urllib's raises on hostile ones.
_PARTS = re.compile(
    r"(?:([a-z][a-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?", re.IGNORECASE
)
_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?(?=[/?#]|$)", re.IGNORECASE)
_SUBDOMAINS = ("www.", "m.", "mobile.", "web.")
_LONGEST_HOST = 253 + len(":65535")  # RFC 1035; what is longer is no address
_NOWHERE = ("", PLATFORM_UNKNOWN)

_HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "tiktok.com": "tiktok",
    "vm.tiktok.com": "tiktok",
    "vt.tiktok.com": "tiktok",
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.watch": "facebook",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "wa.me": "whatsapp",
    "whatsapp.com": "whatsapp",
    "chat.whatsapp.com": "whatsapp",
    "threads.net": "threads",
    "threads.com": "threads",
    "bsky.app": "bluesky",
}

# Matched against "host/path?query" of a cleaned address; the group is the post's id.
_POSTS = {
    "x": re.compile(r"[^/]+/(?:i/web|[^/?]+)/status(?:es)?/(\d+)"),
    "tiktok": re.compile(r"[^/]+/(?:@[^/?]*/(?:video|photo)|v|embed(?:/v2)?)/(\d+)"),
    "instagram": re.compile(r"[^/]+/(?:[^/?]+/)?(?:p|reels?|tv)/([\w-]+)"),
    "facebook": re.compile(
        r"[^?]*/(?:posts|permalink|videos|reel)/(?:[^/?]+/)?([\w-]+)/?(?:\?|$)"
        r"|[^?]*\?(?:[^#]*&)?(?:story_fbid|fbid|v|multi_permalinks)=([\w-]+)"
    ),
    "youtube": re.compile(
        r"youtu\.be/([\w-]{6,})|[^?]*/(?:shorts|live|embed|v)/([\w-]{6,})"
        r"|[^?]*/watch\?(?:[^#]*&)?v=([\w-]{6,})"
    ),
    "telegram": re.compile(r"[^/]+/(?:s/)?(c/\d+/\d+|\w+/\d+)"),
    "threads": re.compile(r"[^/]+/(?:@[^/?]+/post|t)/([\w-]+)"),
    "bluesky": re.compile(r"[^/]+/profile/([^/?]+/post/\w+)"),
}
_ACCOUNTS = {
    "x": re.compile(r"[^/]+/@?(\w{1,20})(?:[/?]|$)"),
    "tiktok": re.compile(r"[^/]+/@([\w.-]+)"),
    "instagram": re.compile(r"[^/]+/(?:stories/)?([\w.]+)(?:[/?]|$)"),
    "facebook": re.compile(r"[^/]+/([\w.-]+)(?:[/?]|$)"),
    "youtube": re.compile(r"youtube\.com/(?:@|c/|user/|channel/)([\w.-]+)"),
    "telegram": re.compile(r"[^/]+/(?:s/)?(\w{4,})"),
    "threads": re.compile(r"[^/]+/@([\w.]+)"),
    "bluesky": re.compile(r"[^/]+/profile/([\w.:-]+)"),
}
# First steps of a path that are pages of the platform, not people.
_NOBODY = re.compile(
    r"(?:accounts|addstickers|compose|explore|groups|hashtag|help|home|i|intent|joinchat|login"
    r"|messages|notifications|p|pages|permalink\.php|photo|photo\.php|privacy|proxy|reels?|search"
    r"|settings|share|sharer|sharer\.php|stories|story\.php|tos|terms|tv|watch|profile\.php)"
)

_TRACKING = re.compile(
    r"(?:utm_|(?:fb|g|d|y|tt|tw)clid|msclkid|igsh|mibextid|mc_[ce]id|_ga|__tn__|__cft__|sfnsn|rdid"
    r"|share_url|paipv|_rdr|is_from_webapp|sender_device|img_index"
    r"|(?:ref|ref_src|ref_url|si|feature|eav|_t|_r)(?:=|$))",
    re.IGNORECASE,
)
_TRACKING_ON_X = ("s=", "t=", "src=", "ref_src=")
_ONE_FORM = {
    "x": "https://x.com/i/status/{}",
    "youtube": "https://youtube.com/watch?v={}",
    "instagram": "https://instagram.com/p/{}",
}

_IN_TEXT = re.compile(
    r"(?<![\w@./-])(?:https?://|www\.|(?:t\.me|wa\.me|bit\.ly|s\.id|youtu\.be|chat\.whatsapp\.com)/)"
    r"[^\s<>\"'`{}|\\^\u2026]+",
    re.IGNORECASE,
)
_AFTER = ".,;:!?*~\u201d\u2019"


class _Address(NamedTuple):
    scheme: str
    host: str
    platform: str
    path: str
    query: str

    @property
    def rest(self) -> str:
        return f"{self.host}{self.path}" + (f"?{self.query}" if self.query else "")


def canonical(url: str) -> str:
    """Return the one form that equal addresses share.

    ``https``, the host in lower case and punycode without ``www.``, ``m.``, ``web.`` and
    ``mobile.``, no default port, no fragment, no tracking parameters, the query sorted. The
    several addresses of one X, YouTube or Instagram post become one.

    Examples
    --------
    >>> canonical("http://www.Contoh.id:80/berita/?b=2&utm_source=wa&a=1#atas")
    'https://contoh.id/berita?a=1&b=2'
    >>> canonical("https://youtu.be/dQw4w9WgXcQ?si=abc")
    'https://youtube.com/watch?v=dQw4w9WgXcQ'
    """
    address = _split(url)
    if not address.host:
        return url.strip()
    platform = address.platform
    if platform in _ONE_FORM and (post := _first(_POSTS[platform].match(address.rest))):
        return _ONE_FORM[platform].format(post)
    host = "x.com" if address.host == "twitter.com" else address.host
    page = f"{address.scheme}://{host}{address.path.rstrip('/')}"
    if not address.query:
        return page
    own = _TRACKING_ON_X if platform == "x" else ()
    kept = (pair for pair in address.query.split("&") if pair and not _TRACKING.match(pair))
    query = "&".join(sorted(pair for pair in kept if not pair.startswith(own)))
    return f"{page}?{query}" if query else page


def platform_of(url: str) -> str:
    """Return the platform an address is on; ``web`` for any other site, ``unknown`` for none.

    Examples
    --------
    >>> [platform_of(url) for url in ("https://mobile.twitter.com/kpu_id", "contoh.id/a", "?")]
    ['x', 'web', 'unknown']
    """
    return _split(url).platform


def post_id_of(url: str) -> tuple[str, str] | None:
    """Return the platform and native id of the post an address points at, if it does.

    Examples
    --------
    >>> post_id_of("https://x.com/budi/status/1757200000000000001?s=20")
    ('x', '1757200000000000001')
    >>> post_id_of("https://contoh.id/berita") is None
    True
    """
    address = _split(url)
    pattern = _POSTS.get(address.platform)
    found = _first(pattern.match(address.rest)) if pattern else ""
    if address.platform == "telegram":  # a channel's name is one, however it is written
        found = found.lower()
    return (address.platform, found) if found else None


def account_of(url: str) -> str:
    """Return the account id, ``platform:handle``, that an address names, or an empty string.

    Examples
    --------
    >>> account_of("https://www.tiktok.com/@Warga.Desa/video/7594065677491744189")
    'tiktok:warga.desa'
    >>> account_of("https://x.com/i/status/1")
    ''
    """
    address = _split(url)
    pattern = _ACCOUNTS.get(address.platform)
    handle = _first(pattern.match(address.rest)).lower() if pattern else ""
    return "" if not handle or _NOBODY.fullmatch(handle) else f"{address.platform}:{handle}"


def in_text(text: str) -> tuple[str, ...]:
    """Return the addresses written in a text, in order, without the punctuation that follows.

    Examples
    --------
    >>> in_text("Cek (https://contoh.id/a_(b)), lalu s.id/daftar!")
    ('https://contoh.id/a_(b)', 's.id/daftar')
    """
    if "/" not in text and "www." not in text:  # most posts; the expression costs 30 times this
        return ()
    return tuple(_trim(found) for found in _IN_TEXT.findall(text))


def as_links(urls: Iterable[str]) -> tuple[Link, ...]:
    """Return the distinct addresses as Links, in order; empty ones are left out."""
    return tuple(Link(url, canonical(url)) for url in dict.fromkeys(urls) if url)


@lru_cache(maxsize=16)  # one row asks several things of one address, which may be a megabyte
def _split(url: str) -> _Address:
    url = next(iter(url.split(maxsplit=1)), "")  # no address goes on after a space
    # "contoh.id/a", "contoh.id:8080/a": people leave the scheme out
    if not url.startswith(("https://", "http://")) and _BARE_HOST.match(url):
        url = f"//{url}"
    match = _PARTS.match(url)
    assert match  # noqa: S101 -- every part of the expression is optional
    scheme, authority, path, query = match.groups("")
    scheme = scheme.lower() or "https"
    authority = authority.rpartition("@")[2]
    host, platform = _NOWHERE if len(authority) > _LONGEST_HOST else _site(authority)
    return _Address("https" if scheme == "http" else scheme, host, platform, path, query)


@lru_cache(maxsize=4096)  # posts of millions link to sites of thousands
def _site(authority: str) -> tuple[str, str]:
    """Return the host of an address, in its one form, and the platform it belongs to."""
    host = _host(authority)
    parent = host
    while parent and parent not in _HOSTS:
        parent = parent.partition(".")[2]
    return host, _HOSTS.get(parent, "web") if host else PLATFORM_UNKNOWN


def _host(authority: str) -> str:
    host = authority.lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    while (shorter := host.removesuffix(":80").removesuffix(":443").rstrip(".:")) != host:
        host = shorter
    while host.startswith(_SUBDOMAINS) and host.count(".") > 1:
        host = host.partition(".")[2]
    return host


def _first(match: re.Match[str] | None) -> str:
    return next((group for group in match.groups() if group), "") if match else ""


def _trim(url: str) -> str:
    end, unopened = len(url), url.count(")") - url.count("(")
    while end and (url[end - 1] in _AFTER or (url[end - 1] == ")" and unopened > 0)):
        unopened -= url[end - 1] == ")"
        end -= 1
    return url[:end]
