"""Words that push the reader: hurry, calls to share, nameless authorities, chat chains, offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.analyses.base import FEW, Setting
from monitor.analyses.phrases import phrases_of
from monitor.records import Document, Signal

__all__ = ["FACTORS", "find"]

FACTORS = (
    "urgency",
    "share_call",
    "unnamed_authority",
    "chat_chain",
    "gain_shop",
    "gain_affiliate",
    "gain_data",
    "gain_donation",
    "gain_phone",
    "gain_gambling",
)


def find(
    documents: Sequence[Document], _setting: Setting, cues: Path | None = None
) -> Iterator[Signal]:
    """Yield a signal for each of the first few cues of each factor, in order of place.

    ``cues`` is the user's own file of further phrases.
    """
    search = phrases_of(FACTORS, cues)
    for document in documents:
        seen: Counter[str] = Counter()
        for kind, value, start, end in search(document.normal):
            seen[kind] += 1
            if seen[kind] <= FEW:
                span = document.raw_span(start, end)
                yield Signal(document.post, kind, value, f"signals.{kind}", {}, span, document.post)
