"""What an analysis is: a named, versioned, pure function from records to Signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from monitor.corpora.elections import Election
from monitor.corpora.register import RegisteredAccount
from monitor.records import Signal

__all__ = ["FEW", "Analysis", "Setting"]

FEW = 3
"""Signals of one factor per post: enough to show why, whatever a hostile text repeats."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an analysis may know besides its records; the same for a whole run, and picklable."""

    election: Election | None = None
    register: Mapping[str, RegisteredAccount] = field(default_factory=dict)
    """Account id -> entry of the team's register of campaign accounts."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A factor-maker the pipeline can run. ``find`` must not keep state between calls.

    ``of="post"`` gets Documents and may run in several processes at once;
    ``of="claim"`` gets Claims with their counts, after grouping. Raise ``version`` whenever the
    same input may give another signal: what an older version said is then replaced.
    """

    name: str
    version: str
    of: Literal["post", "claim"]
    find: Callable[[Sequence[Any], Setting], Iterable[Signal]]
