"""Kinds of words by which one sees how a text is written, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from monitor.corpora.load import Fact, read

__all__ = ["kinds"]


class Kind(Fact):
    """One kind of word."""

    id: str = Field(pattern=r"^[a-z_]+$")
    note: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)


class _File(Fact):
    version: Literal[1]
    source: str = Field(min_length=1)
    kind: tuple[Kind, ...]


@cache
def kinds() -> Mapping[str, tuple[str, ...]]:
    """Return the words of each kind, in the order of the file.

    Raises
    ------
    BadCorpus
        The file is missing or breaks its model.

    Examples
    --------
    >>> "ujarnya" in kinds()["reporting"]
    True
    """
    return MappingProxyType({kind.id: kind.words for kind in read("kinds.toml", _File).kind})
