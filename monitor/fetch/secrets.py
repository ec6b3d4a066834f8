"""Keys and tokens: read from the environment or the system's keyring, and never shown.

A secret is named as people know it (``youtube_key``); its variable is ``MONITOR_YOUTUBE_KEY``. One
that belongs to a site of its own (a Mastodon token) carries the site's name too, so that no token
is ever sent to a site it was not made for.
"""

from __future__ import annotations

import logging
import os
import re
from contextlib import suppress
from urllib.parse import urlsplit

from monitor.errors import MissingSecret

__all__ = ["Redacting", "redacted", "required", "secret", "variable"]

KEYRING_SERVICE = "pemilu-monitor"
HIDDEN = "***"
SHORTEST = 6
"""Characters: hiding a shorter one wherever it stands would leave no sentence readable."""
_NOT_IN_NAMES = re.compile(r"[^A-Z0-9]+")
_PARAMETERS = re.compile(
    r"(?i)([?&;](?:[\w.-]*(?:key|token|secret|password|signature)|auth|sig|pass|pwd)=)[^&#\s'\"]+"
)
_USER_IN_ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20}://)[^/@\s'\"]+@")
_HEADERS = re.compile(
    r"(?i)\b((?:proxy-)?authorization|x-api-key|cookie)(['\"]?\s*[:=]\s*)[^\r\n,}]+"
)
_BEARER = re.compile(r"(?i)\bbearer\s+[\w.~+/=-]+")
_given: set[str] = set()
"""Every secret handed out in this process: whatever text it turns up in, it is hidden."""


def variable(name: str, site: str = "") -> str:
    """Return the environment variable that a secret is kept in.

    Examples
    --------
    >>> variable("youtube_key"), variable("mastodon_token", "mastodon.social")
    ('MONITOR_YOUTUBE_KEY', 'MONITOR_MASTODON_TOKEN_MASTODON_SOCIAL')
    """
    parts = (part.upper() for part in ("monitor", name, site) if part)
    return "_".join(_NOT_IN_NAMES.sub("_", part).strip("_") for part in parts)


def secret(name: str, site: str = "") -> str:
    """Return a secret, or nothing where there is none.

    The environment is asked first, then the system's keyring, where the extra ``keyring`` is
    installed: ``keyring set pemilu-monitor MONITOR_YOUTUBE_KEY``.
    """
    kept_as = variable(name, site)
    value = os.environ.get(kept_as, "").strip() or _in_keyring(kept_as)
    _given.update(part for part in (value, _path_of(value)) if len(part) >= SHORTEST)
    return value


def _path_of(value: str) -> str:
    """Return what is secret in an address that is a secret: its host may redirect to another."""
    with suppress(ValueError):
        parts = urlsplit(value)
        if parts.scheme and parts.netloc:
            return parts.path
    return ""


def required(name: str, site: str = "") -> str:
    """Return a secret.

    Raises
    ------
    MissingSecret
        There is none; the sentence names the variable to set.
    """
    value = secret(name, site)
    if not value:
        raise MissingSecret("secret_missing", name=name, variable=variable(name, site))
    return value


def redacted(text: str) -> str:
    """Return a text (an address, a message, a header) without anything secret in it.

    Examples
    --------
    >>> redacted("https://budi:rahasia@contoh.id/v3/search?q=tps&key=AIza5&page=2")
    'https://***@contoh.id/v3/search?q=tps&key=***&page=2'
    >>> redacted("Authorization: Bearer abc.def")
    'Authorization: ***'
    """
    for value in sorted(_given, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    text = _USER_IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
    text = _PARAMETERS.sub(rf"\1{HIDDEN}", text)
    text = _HEADERS.sub(rf"\1\2{HIDDEN}", text)
    return _BEARER.sub(HIDDEN, text)


class Redacting(logging.Filter):
    """Hides secrets in what httpx logs: it writes every address in full."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its secrets."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True


def _in_keyring(kept_as: str) -> str:
    try:
        import keyring  # an extra: most laptops of a newsroom have none
    except ImportError:
        return ""
    with suppress(Exception):  # a locked or absent keyring is the same as an empty one
        return (keyring.get_password(KEYRING_SERVICE, kept_as) or "").strip()
    return ""
