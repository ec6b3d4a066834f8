"""``monitor forget``: a person or a post, removed until not even the file's bytes tell of it."""

from __future__ import annotations

from monitor.store import Forgotten, Store, Target

__all__ = ["forget"]


def forget(store: Store, name: str, *, dry_run: bool = False) -> Forgotten:
    """Remove a post, or an account with all it posted, and keep it from coming back.

    What stays: that a post was there, when, and in which claim; texts of others, also where they
    name the account; and what people wrote into reviews. Killed at any moment, the same call ends
    what was begun.

    Parameters
    ----------
    name : str
        A post by id (``x:123``) or address, or an account by id (``x:rina``, ``x:4711``).
    dry_run : bool
        Only count.

    Raises
    ------
    NotFound
        Nothing here goes by that name, nor was it forgotten before.
    StoreError
        Another program has the database open: all is removed, but its traces are not yet.
    """
    target: Target = store.target(name)
    if dry_run:
        return store.forget(target, dry_run=True)
    with store.writing():
        hashed = [store.buried(each).hex() for each in target.ids]
        run = store.start_run("forget", target=hashed, kind=target.kind)
        done = store.forget(target)
        store.finish_run(run, **done._asdict())
    if store.scrub_is_due():
        store.scrub()
    return done
