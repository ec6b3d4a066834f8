"""Where a request may go: to the site that was named, and into no private network by a link."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from monitor.errors import Refused
from monitor.fetch.secrets import redacted

__all__ = ["authority", "host_of", "is_private", "proxied", "redirected", "same_site"]

_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def authority(url: str) -> tuple[str, int]:
    """Return the host and the port that an address is asked at.

    Raises
    ------
    Refused
        It is no address of the web.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname:
            return parts.hostname.rstrip("."), parts.port or _PORTS[parts.scheme]
    except ValueError:  # a port of letters, a bracket never closed
        pass
    raise Refused("fetch_no_address", redacted(url))


def host_of(url: str) -> str:
    """Return the host of an address, as people write it."""
    host, port = authority(url)
    return host if port in _PORTS.values() else f"{host}:{port}"


def is_private(host: str) -> bool:
    """Say whether a host, written as a number or a local name, is of a private network.

    A name that only resolves to such an address is found out when it is connected to.

    Examples
    --------
    >>> [is_private(host) for host in ("127.0.0.1", "::ffff:10.0.0.8", "localhost", "8.8.8.8")]
    [True, True, True, False]
    """
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host.isdecimal() or host.startswith("0x")  # 2130706433 is 127.0.0.1 too
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or _inside(address)
    return not address.is_global


def _inside(address: IPv6Address) -> IPv6Address | IPv4Address:
    """Return the older address in a new one: as NAT64 writes it, or with noughts before it."""
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:
        return last
    return last if 1 < int(address) < 1 << 32 else address


def same_site(one: str, other: str) -> bool:
    """Say whether two hosts are one site: equal, or one inside the other; ``www`` is no part.

    Which names anybody can register under (``go.id``, ``blogspot.com``) takes a list that changes
    every week, so ``a.contoh.id`` and ``b.contoh.id`` are two sites here: a redirect between them
    is refused, and the person can name where it leads.

    Examples
    --------
    >>> same_site("www.contoh.id", "contoh.id"), same_site("contoh.id", "contoh.id.jahat.net")
    (True, False)
    """
    one, other = (host.removeprefix("www.") for host in (one, other))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def redirected(url: str, location: str) -> str:
    """Return where an answer sends us on to.

    Raises
    ------
    Refused
        To another site, to an address without encryption, or to another port of a private host.
    """
    try:
        target = urljoin(url, location)
    except ValueError:  # a bracket never closed
        raise Refused("fetch_no_address", redacted(location)[:200]) from None
    (host, port), (next_host, next_port) = authority(url), authority(target)
    inside = is_private(next_host) and (host, port) != (next_host, next_port)
    downgraded = urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http"
    if inside or downgraded or not same_site(host, next_host):
        raise Refused("fetch_redirected", host_of(url), target=redacted(target)[:200])
    return urlunsplit(urlsplit(target)._replace(fragment=""))


def proxied(url: str) -> bool:
    """Say whether the environment sends this address through a proxy."""
    proxies, host = getproxies(), authority(url)[0]
    scheme = urlsplit(url).scheme
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host)
