"""``monitor purge``: what has been kept long enough goes."""

from __future__ import annotations

from datetime import datetime

from monitor.store import Forgotten, Store

__all__ = ["purge"]


def purge(
    store: Store, before: datetime, *, keep_judged: bool = False, dry_run: bool = False
) -> Forgotten:
    """Remove every post made before a time, and the accounts of which nothing else is here.

    Posts without a time stay: nobody knows how old they are. Killed at any moment, the same call
    ends what was begun.

    Parameters
    ----------
    keep_judged : bool
        Posts in claims with a verdict stay.
    dry_run : bool
        Only count.

    Raises
    ------
    StoreError
        Another program has the database open: all is removed, but its traces are not yet.
    """
    if dry_run:
        return store.purge(before, keep_judged=keep_judged, dry_run=True)
    with store.writing():
        run = store.start_run("purge", before=before.isoformat(), keep_judged=keep_judged)
        done = store.purge(before, keep_judged=keep_judged)
        store.finish_run(run, **done._asdict())
    if store.scrub_is_due():
        store.scrub()
    return done
