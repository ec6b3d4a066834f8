"""Posts that say the same thing become one claim; ids stay as claims grow and meet."""

from __future__ import annotations

import numpy as np

from monitor.analyses import duplicates
from monitor.store import Store

__all__ = ["group"]


def group(store: Store) -> int:
    """Give every post without a claim one, old or new; return how many claims are new.

    When a new post joins two claims they become one: the older id stays, the younger leads to it.
    """
    with store.writing():  # two scans of one database must not found the same claims
        return _group(store)


def _group(store: Store) -> int:
    seqs, claims, sketches = store.sketches()
    is_new = claims < 0
    if not is_new.any():
        return 0
    roots = np.where(is_new, -1, np.searchsorted(seqs, claims))
    found = duplicates.group(sketches, roots)
    num = seqs[found.root]
    founders = seqs[is_new & (num == seqs)]
    joined = np.flatnonzero(is_new & (found.other >= 0))
    old = np.flatnonzero(~is_new & (claims == seqs) & (num != seqs))
    store.add_claims(
        founded=founders.tolist(),
        members=zip(seqs[is_new].tolist(), num[is_new].tolist(), strict=True),
        merges=zip(
            seqs[joined].tolist(),
            seqs[found.other[joined]].tolist(),
            found.similarity[joined].tolist(),
            strict=True,
        ),
        aliases=list(zip(seqs[old].tolist(), num[old].tolist(), strict=True)),
    )
    return len(founders)
