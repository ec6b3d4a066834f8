"""The embedded sample: invented posts about an invented election, to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from monitor.corpora.load import folder

__all__ = ["Sample", "sample"]


class Sample(NamedTuple):
    """What ``monitor scan --sample`` reads."""

    posts: Path
    register: Path
    election: str


def sample() -> Sample:
    """Return where the sample lies; its README says that all of it is invented."""
    here = folder() / "sample"
    return Sample(here / "posts.jsonl", here / "register.csv", "pilbup-tirtamaya-2024")
