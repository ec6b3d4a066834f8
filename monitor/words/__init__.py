"""Every sentence a person reads, in Indonesian and in English.

A key is ``file.name``: ``errors.not_found`` is ``WORDS["not_found"]`` in ``indonesian/errors.py``
and in ``english/errors.py``. A file is read when its first sentence is wanted, so ``--help`` stays
fast. Texts from posts reach a terminal only through :func:`plain`.
"""

from __future__ import annotations

from importlib import import_module

__all__ = ["LANGUAGES", "language", "plain", "say", "use"]

LANGUAGES = {"id": "indonesian", "en": "english"}
_language = "id"
JOINER = "\u200d"
"""Joins emoji into families; harmless."""


def use(code: str) -> None:
    """Speak Indonesian (``id``) or English (``en``) from now on."""
    global _language
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}; one of {', '.join(LANGUAGES)}")
    _language = code


def language() -> str:
    """Return the code of the language spoken now."""
    return _language


def say(key: str, /, **facts: object) -> str:
    """Return the sentence ``key`` in the reader's language, its gaps filled.

    Raises
    ------
    KeyError
        No such sentence: a fault of ours, found by the tests.

    Examples
    --------
    >>> say("errors.not_found", kind="klaim", name="c-1")
    "Tidak ada klaim 'c-1' di basis data. Lihat daftar dengan: monitor queue --all"
    """
    room, name = key.split(".", 1)
    words: dict[str, str] = import_module(f"monitor.words.{LANGUAGES[_language]}.{room}").WORDS
    return words[name].format_map({name: plain(str(fact)) for name, fact in facts.items()})


def plain(text: str) -> str:
    """Make hostile text safe for a terminal: control, escape and direction marks become visible.

    Examples
    --------
    >>> plain("aman" + chr(27) + "[31m")
    'aman�[31m'
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == JOINER else " " if c in "\n\r\t" else "\ufffd" for c in text
    )
