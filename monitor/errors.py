"""What can go wrong, as one tree. An error is facts; its sentence is said in the reader's language.

MonitorError
├── BadInput            a file cannot be read as what it claims to be
├── BadCorpus           a corpus file (an election, a register, the weights) breaks its rules
├── BadModel            a model file is missing, broken, changed by another hand, or too new
├── UnknownName         a format, election, factor or exporter nobody registered
├── NotFound            the store holds no such claim, post or fact-check
├── BadReview           a verdict or a step of work that the rules of reviewing refuse
├── BadSetting          a window, a level or a threshold that makes no sense
├── BadSource           a source string (mastodon:#pemilu@host) that names nothing to collect
├── MissingSecret       a key or token that a source needs is neither in the environment nor kept
├── FetchError          a site gave no answer that can be used
│   ├── Unreachable       no connection, no such name, cut off, too slow: asking again may help
│   ├── Busy              429 or 5xx for longer than we wait: asking later will help
│   ├── BadAnswer         an answer that is not what was asked for: HTML, half a JSON, too large
│   └── Refused           401, 403, 404, robots.txt, another site: asking again changes nothing
└── StoreError          the database cannot be opened, read or written
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from monitor.words import say

__all__ = [
    "BadAnswer",
    "BadCorpus",
    "BadInput",
    "BadReview",
    "BadSetting",
    "BadSource",
    "Busy",
    "FetchError",
    "MissingSecret",
    "MonitorError",
    "NotFound",
    "Refused",
    "StoreError",
    "UnknownName",
    "Unreachable",
]


class MonitorError(Exception):
    """Something a person can mend; says what happened and what to do, in one line.

    Parameters
    ----------
    key : str
        Which sentence of ``words``, without its leading ``errors.``.
    **facts : object
        What fills the sentence.
    """

    def __init__(self, key: str, **facts: object) -> None:
        self.key = f"errors.{key}"
        self.facts = facts
        super().__init__(key, facts)

    def __str__(self) -> str:
        return say(self.key, **self.facts)


class BadInput(MonitorError):
    """A file cannot be read as what it claims to be."""

    def __init__(self, key: str, path: Path | str, **facts: object) -> None:
        super().__init__(key, path=path, **facts)


class BadCorpus(MonitorError):
    """A corpus file (an election, a register, the weights) breaks its rules."""

    def __init__(self, key: str, path: Path | str, **facts: object) -> None:
        super().__init__(key, path=path, **facts)


class BadModel(MonitorError):
    """A model file is missing, broken, changed by another hand, or too new."""

    def __init__(self, key: str, path: Path | str, **facts: object) -> None:
        super().__init__(key, path=path, **facts)


class UnknownName(MonitorError):
    """A format, election, factor or exporter was asked for by a name nobody registered."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches  # only a wrong name pays for it

        choices = sorted(known)
        nearest = get_close_matches(name, choices, n=1) or choices
        super().__init__("unknown_name", kind=kind, name=name, nearest=", ".join(nearest))


class NotFound(MonitorError):
    """The store holds no such claim, post or fact-check."""

    def __init__(self, kind: str, name: str, *, key: str = "not_found") -> None:
        super().__init__(key, kind=kind, name=name)


class BadReview(MonitorError):
    """A verdict without a name or a reason, or a step of work that makes no sense."""


class StoreError(MonitorError):
    """The database cannot be opened, read or written."""

    def __init__(self, key: str, path: Path | str, **facts: object) -> None:
        super().__init__(key, path=path, **facts)


class BadSetting(MonitorError):
    """A window, a level or a threshold that makes no sense."""


class BadSource(MonitorError):
    """A source string that names nothing to collect."""


class MissingSecret(MonitorError):
    """A key or token that a source needs is neither in the environment nor in the keyring."""


class FetchError(MonitorError):
    """A site gave no answer that can be used.

    Parameters
    ----------
    host : str
        Whose answer it was; an address must have lost its secrets before it comes here.
    status : int
        The HTTP status; 0 where there was none.
    """

    again = False
    """Whether asking once more may help."""

    def __init__(self, key: str, host: str, *, status: int = 0, **facts: object) -> None:
        self.status = status
        super().__init__(key, host=host, status=status, **facts)


class Unreachable(FetchError):
    """No connection, no such name, cut off in the middle, or too slow."""

    again = True


class Busy(FetchError):
    """The site asks us to wait (429), or fails on its side (5xx)."""

    again = True


class BadAnswer(FetchError):
    """The answer is not what was asked for: HTML instead of JSON, half a JSON, too large."""

    again = True


class Refused(FetchError):
    """The site, its robots.txt or our own rules say no; asking again changes nothing."""
