"""The words of denials and clarifications, by the part they play."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from monitor.corpora.load import Fact, folder, read

__all__ = ["Denial", "Role", "clarification_version", "clarifications"]

Role = Literal[
    "denial", "answer", "opening", "self", "never", "subject", "topic", "saying", "quoting",
    "refuted", "doubt", "demand", "turn", "protest",
]  # fmt: skip
DECIDES = ("denial", "answer", "opening")
Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z0-9'-]+( [a-z0-9'-]+)*$", max_length=60)]


class Denial(NamedTuple):
    """A phrase, its part, and how strongly it decides (0 where it needs another)."""

    phrase: str
    role: Role
    value: float


class DenialGroup(Fact):
    """Phrases that play one part."""

    role: Role
    value: float = Field(default=0, ge=0, le=1)
    source: str = Field(min_length=1)
    note: str = Field(min_length=1)
    phrases: tuple[Phrase, ...] = Field(min_length=1)
    then: tuple[Phrase, ...] = ()
    """Each phrase is followed by each of these."""

    @model_validator(mode="after")
    def _decides(self) -> DenialGroup:
        if (self.role in DECIDES) != (self.value > 0):
            raise PydanticCustomError("denial_value", "a value goes with what decides alone")
        return self


class _File(Fact):
    version: Literal[1]
    group: tuple[DenialGroup, ...]


@cache
def clarifications() -> tuple[Denial, ...]:
    """Return the phrases of ``clarifications.toml``, those with a ``then`` written out.

    Raises
    ------
    BadCorpus
        The file is missing or breaks the model.

    Examples
    --------
    >>> Denial("membantah kabar", "denial", 0.9) in clarifications()
    True
    """
    return tuple(
        Denial(f"{phrase} {after}" if after else phrase, group.role, group.value)
        for group in read("clarifications.toml", _File).group
        for phrase in group.phrases
        for after in group.then or ("",)
    )


@cache
def clarification_version() -> str:
    """Return eight hex digits that change with any byte of the file."""
    return sha256((folder() / "clarifications.toml").read_bytes()).hexdigest()[:8]
