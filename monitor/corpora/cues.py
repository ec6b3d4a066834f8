"""The cue words: which phrases and addresses the first signals look for, and how strong each is."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from monitor.corpora.load import Fact, folder, read, unreadable
from monitor.errors import BadCorpus

__all__ = ["Group", "Kind", "cue_version", "cues", "words_that_judge"]

Kind = Literal[
    "campaign", "change", "chat_chain", "claim", "gain_affiliate", "gain_data", "gain_donation",
    "gain_gambling", "gain_phone", "gain_shop", "opening", "opinion", "outcome", "prediction",
    "procedure", "question", "results", "share_call", "unnamed_authority", "urgency",
]  # fmt: skip

Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z0-9'-]+( [a-z0-9'-]+)*$", max_length=60)]
Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z]{2,}(/[a-z0-9]+)?$")]


class Group(Fact):
    """Phrases that say the same thing, equally strongly."""

    kind: Kind
    language: Literal["id", "jv", "su", "en"]
    value: float = Field(gt=0, le=3)
    source: str = Field(min_length=1)
    note: str = Field(min_length=1)
    phrases: tuple[Phrase, ...]
    domains: tuple[Domain, ...] = ()


class File(Fact):
    """One file of cue words."""

    version: Literal[1]
    never: tuple[str, ...] = ()
    group: tuple[Group, ...]


@cache
def cues(extra: Path | None = None) -> tuple[Group, ...]:
    """Return the shipped groups, then those of the user's own file ``extra``.

    Raises
    ------
    BadCorpus
        A file is missing or breaks the model, or a phrase holds a word that may carry no score
        (``never`` in ``corpora/cues.toml``).
    """
    ours = read("cues.toml", File)
    groups = {folder() / "cues.toml": ours.group}
    if extra is not None:
        groups[extra] = read(extra, File).group
    never = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in ours.never))
    for path, members in groups.items():
        for phrase in (phrase for group in members for phrase in (*group.phrases, *group.domains)):
            if judged := never.search(phrase):
                raise BadCorpus("cue_judges", path, phrase=phrase, word=judged.group())
    return tuple(group for members in groups.values() for group in members)


def words_that_judge() -> tuple[str, ...]:
    """Return the words no phrase may hold: verdicts, and who publishes them.

    Examples
    --------
    >>> "hoaks" in words_that_judge()
    True
    """
    return read("cues.toml", File).never


@cache
def cue_version(extra: Path | None = None) -> str:
    """Return eight hex digits that change with any byte of the cue files."""
    paths = [folder() / "cues.toml", *([extra] if extra else [])]
    try:
        return sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:8]
    except OSError as problem:
        raise unreadable(paths[-1], problem) from problem
