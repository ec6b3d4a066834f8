"""What a site's robots.txt lets us read; asked once a day per site (RFC 9309)."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

__all__ = ["Robots", "robots_of"]

LARGEST = 512 * 1024
"""Bytes; RFC 9309 lets a reader stop here."""
SLOWEST = 30.0
"""Seconds: a longer Crawl-delay is met with this one, or a day would pass over one page."""

KEPT, KEPT_UNREAD = 24 * 3600.0, 15 * 60.0
"""Seconds until rules are asked for again, and until those that could not be read are."""

NOTHING = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of one site, for us; None where they could not be read: then nothing is allowed."""

    def __init__(self, text: str | None, agent: str) -> None:
        self.lasts = KEPT_UNREAD if text is None else KEPT
        """Seconds after which to ask for them again."""
        self._rules = Protego.parse(NOTHING if text is None else text)
        self._agent = agent

    def allow(self, url: str) -> bool:
        """Say whether a page may be read."""
        return self._rules.can_fetch(url, self._agent)

    @property
    def pace(self) -> float:
        """Return the seconds it wants between two requests; 0 where it does not say."""
        return min(self._rules.crawl_delay(self._agent) or 0.0, SLOWEST)


def robots_of(url: str) -> str:
    """Return the address of the rules that hold for a page.

    Examples
    --------
    >>> robots_of("https://contoh.id/cek-fakta/1?x=2")
    'https://contoh.id/robots.txt'
    """
    return urlsplit(url)._replace(path="/robots.txt", query="", fragment="").geturl()
