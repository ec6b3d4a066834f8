"""Words of a normalised text. spaCy's own tokenizer splits tags, handles and sums of money."""

from __future__ import annotations

import re

__all__ = ["TOKEN", "words_of_text"]

TOKEN = re.compile(r"https?://\S+|@\w+(?:\.\w+)*|\w+|[^\w\s]")


def words_of_text(normal: str) -> list[str]:
    """Return words, handles, links and signs.

    Examples
    --------
    >>> words_of_text("pilih prabowo-gibran, @kpu_id")
    ['pilih', 'prabowo', '-', 'gibran', ',', '@kpu_id']
    """
    return TOKEN.findall(normal)
