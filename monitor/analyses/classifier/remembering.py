"""What was found out once about a word, kept while there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Remembered"]

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 100_000
"""Answers of one function; words of a million posts are more, but most of those occur once."""


class Remembered(dict[Key, Value]):
    """The answers of ``ask``, each found once; all are forgotten when there are :data:`MOST`.

    A look-up costs a third of what ``functools.lru_cache`` takes, and a post needs a hundred.

    Examples
    --------
    >>> lengths = Remembered(len)
    >>> lengths["surat"], lengths["suara"], len(lengths)
    (5, 5, 2)
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[Key], Value]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: Key) -> Value:
        if len(self) >= MOST:
            self.clear()
        answer = self[key] = self._ask(key)
        return answer
