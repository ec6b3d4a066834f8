"""What was found out once about a word, kept while there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Remembered"]

Value = TypeVar("Value")

MOST = 100_000
"""Answers of one function; words of a million posts are more, but most of those occur once."""
LONGEST = 40
"""Letters of a word that is kept; longer ones are walls, and would fill the memory."""


class Remembered(dict[str, Value]):
    """What ``ask`` says of words, each found once; all is forgotten when there are :data:`MOST`.

    A look-up that is answered calls no function, and a post needs a hundred of them.

    Examples
    --------
    >>> lengths = Remembered(len)
    >>> lengths["surat"], lengths["suara"], len(lengths)
    (5, 5, 2)
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], Value]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Value:
        answer = self._ask(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = answer
        return answer
