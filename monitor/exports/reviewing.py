"""What people decided, as an export may show it: their names never, their corrections always."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.privacy import Mask
from monitor.records import Review

__all__ = ["reviews"]

_ADDRESS = re.compile(r"\w+:/|[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)")


def reviews(done: Sequence[Review], mask: Mask) -> list[dict[str, object]]:
    """Return the reviews of one claim, the earliest first, with pseudonyms for who made them.

    A name is replaced in every reason too, also where the export keeps accounts' identities.
    """
    names = {each.reviewer for each in done}
    return [
        {
            "number": each.number,
            "at": each.at.isoformat(),
            "reviewer": mask.reviewer(each.reviewer),
            "state": each.state,
            "verdict": each.verdict,
            "reason": _said(each.reason, names, mask),
            "evidence": [_proof(proof, names, mask) for proof in each.evidence],
            "corrects": each.corrects,
            "model": each.model,
        }
        for each in done
    ]


def _said(text: str, names: Iterable[str], mask: Mask) -> str:
    for name in sorted(names, key=len, reverse=True):  # a name may lie in a longer one
        text = re.sub(
            rf"(?<!\w){re.escape(name)}(?!\w)", mask.reviewer(name), text, flags=re.IGNORECASE
        )
    return mask.text(text)


def _proof(proof: str, names: Iterable[str], mask: Mask) -> str:
    return mask.url(proof) if _ADDRESS.match(proof) else _said(proof, names, mask)
