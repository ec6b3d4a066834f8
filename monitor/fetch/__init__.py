"""The shelf of asking the web: the only maker of an httpx client in this project.

:class:`Fetcher` asks politely (one pace per host, the waits that servers ask for, robots.txt for
pages), gives up in time (tries, waits, bytes and seconds all have an end), keeps to the site that
was named, and says what went wrong as a :class:`~monitor.errors.FetchError` without any secret.
"""

from __future__ import annotations

from monitor.fetch.fetcher import Answer, Fetcher, Policy, as_json
from monitor.fetch.secrets import redacted, required, secret

__all__ = ["Answer", "Fetcher", "Policy", "as_json", "redacted", "required", "secret"]
