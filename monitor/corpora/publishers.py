"""Who publishes fact-checks: one name for each, whatever a crawl or an interface calls it."""

from __future__ import annotations

from functools import cache

from monitor.corpora.load import Fact, read
from monitor.corpora.sources import source_domains, sources

__all__ = ["is_desk", "is_shifting", "publisher_named", "publishers"]


class Publishers(Fact):
    """Everything in ``publishers.toml``."""

    version: int
    shifting: tuple[str, ...]
    """Beginnings of canonical addresses that show another article tomorrow."""
    checkers: tuple[str, ...]
    """Ids of those of the register whose whole site is fact-checks."""
    desks: tuple[str, ...]
    """Parts of the addresses that newsrooms give their fact-checks."""
    aliases: dict[str, tuple[str, ...]]
    """By id of the register of sources."""


@cache
def publishers() -> Publishers:
    """Return what publishers are called."""
    return read("publishers.toml", Publishers)


def publisher_named(name: str, canonical: str = "") -> str:
    """Return the one name of a publisher, by a name it goes by, else by its article's address.

    Parameters
    ----------
    name : str
        As the source wrote it; kept where nobody knows it.
    canonical : str
        The article's address in its canonical form; its host names a publisher nobody knows.

    Examples
    --------
    >>> publisher_named("Mafindo"), publisher_named("", "https://cekfakta.tempo.co/fakta/1")
    ('MAFINDO (TurnBackHoax)', 'Tempo')
    >>> publisher_named("Warta Desa"), publisher_named("", "https://contoh.id/a")
    ('Warta Desa', 'contoh.id')
    """
    written = " ".join(name.split())
    if written:
        return _names().get(written.casefold(), written)
    host = part = canonical.partition("://")[2].partition("/")[0].partition("?")[0]
    while part:
        if part in source_domains():
            return source_domains()[part].name
        part = part.partition(".")[2]
    return host


def is_shifting(canonical: str) -> bool:
    """Say whether an address shows other articles as time goes by, and so identifies none.

    Examples
    --------
    >>> is_shifting("https://gfd.turnbackhoax.id/page/288"), is_shifting("https://contoh.id")
    (True, True)
    >>> is_shifting("https://turnbackhoax.id/articles/1-a")
    False
    """
    after_host = canonical.partition("://")[2].partition("/")[2]
    is_front_page = not after_host and "?" not in canonical
    return is_front_page or canonical.startswith(publishers().shifting)


def is_desk(canonical: str) -> bool:
    """Say whether an address is one of a fact-checker, or of a newsroom's fact-checking desk.

    Examples
    --------
    >>> is_desk("https://turnbackhoax.id/articles/7"), is_desk("https://liputan6.com/cek-fakta/7")
    (True, True)
    >>> is_desk("https://liputan6.com/bola/7")
    False
    """
    host, _, path = canonical.casefold().partition("://")[2].partition("/")
    if any(desk in f"{host}/{path}" for desk in publishers().desks):
        return True
    part = host.partition("?")[0]
    while part and part not in source_domains():
        part = part.partition(".")[2]
    return bool(part) and source_domains()[part].id in publishers().checkers


@cache
def _names() -> dict[str, str]:
    """Return every name a publisher goes by, folded, and the one it has here."""
    known = {source.name.casefold(): source.name for source in sources().values()}
    for source_id, aliases in publishers().aliases.items():
        known.update((alias.casefold(), sources()[source_id].name) for alias in aliases)
    return known
