"""What a site's robots.txt lets us read; asked once per site and kept (RFC 9309)."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

__all__ = ["Robots", "robots_of"]

LARGEST = 512 * 1024
"""Bytes; RFC 9309 lets a reader stop here."""
SLOWEST = 30.0
"""Seconds: a longer Crawl-delay is met with this one, or a day would pass over one page."""

NOTHING = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of one site, for us; None where they could not be read: then nothing is allowed."""

    def __init__(self, text: str | None, agent: str) -> None:
        self._rules = RobotFileParser()
        self._agent = agent
        self._rules.parse((NOTHING if text is None else text).splitlines())

    def allow(self, url: str) -> bool:
        """Say whether a page may be read."""
        return self._rules.can_fetch(self._agent, url)

    @property
    def pace(self) -> float:
        """Return the seconds it wants between two requests; 0 where it does not say."""
        delay = self._rules.crawl_delay(self._agent)
        try:
            return min(float(delay or 0), SLOWEST)
        except ValueError:
            return 0.0


def robots_of(url: str) -> str:
    """Return the address of the rules that hold for a page.

    Examples
    --------
    >>> robots_of("https://contoh.id/cek-fakta/1?x=2")
    'https://contoh.id/robots.txt'
    """
    return urlsplit(url)._replace(path="/robots.txt", query="", fragment="").geturl()
