"""What a project does with what authors take back: ``policy.toml`` beside the database."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from monitor.corpora.load import Fact, read

__all__ = ["Policy", "policy"]

FILE = "policy.toml"


class Policy(Fact):
    """The project's own choice; without a file, the careful one."""

    deletions: Literal["drop-text", "keep"] = "drop-text"
    """Of a post that its author deleted the text goes and its hash stays, or all of it stays."""


def policy(database: Path | None) -> Policy:
    """Read ``policy.toml`` beside a database.

    Raises
    ------
    BadCorpus
        The file breaks the format; says where.

    Examples
    --------
    >>> policy(None).deletions
    'drop-text'
    """
    beside = database.parent / FILE if database else None
    return read(beside, Policy) if beside and beside.is_file() else Policy()
