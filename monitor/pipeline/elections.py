"""``monitor election``: which elections are known, and whether a file of one's own is sound."""

from __future__ import annotations

from pathlib import Path

from monitor.corpora.elections import Election, check_election, elections

__all__ = ["check", "known"]


def check(path: Path) -> Election:
    """Hold an election file against every rule.

    Raises
    ------
    BadCorpus
        What is wrong, where, and the remedy.
    """
    return check_election(path)


def known(folder: Path | None = None) -> list[Election]:
    """Return every election, the team's own in ``folder`` included, by voting day."""
    found = elections(folder).values()
    return sorted(found, key=lambda each: (each.voting_day is None, str(each.voting_day), each.id))
