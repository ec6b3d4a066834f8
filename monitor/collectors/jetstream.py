"""Bluesky's live stream as Jetstream (version 1) gives it: one event a line, of any saved run.

A frame names people by their DID only: no handle, no counts, no other post. A frame that came twice
(Jetstream gives each at least once) makes the same post twice, which the store knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.collectors.bluesky_records import (
    POST,
    REPOST,
    Beside,
    kind_of,
    post_id,
    post_of,
    repost_of,
)
from monitor.collectors.lines import Found
from monitor.collectors.values import Record, account, from_seconds, mapping, text
from monitor.records import Other, Post

__all__ = ["recognises", "split", "to_post"]

_KINDS = ("commit", "identity", "account")


def recognises(record: Record) -> bool:
    """Tell a frame from other JSON."""
    return (
        text(record.get("did")).startswith("did:")
        and "time_us" in record
        and record.get("kind") in (*_KINDS, "sync")
    )


def split(found: Found) -> Sequence[Found]:
    """Return the frame itself."""
    return (found,)


def to_post(found: Found) -> Post | Other:
    """Map a frame: posts and reposts as they are made or changed; what else happens is no post.

    Raises
    ------
    KeyError
        It says nothing of what happened.
    """
    frame: Record = found.value
    did, kind = text(frame.get("did")), text(frame["kind"])
    if kind == "account" and mapping(frame.get("account")).get("status") == "deleted":
        return Other(found.line, "deletion", account=f"bluesky:{did}")
    if kind != "commit":
        return Other(found.line, kind if kind in _KINDS else "record")
    commit: Record = frame["commit"]
    collection, happened = text(commit["collection"]), text(commit["operation"])
    if collection not in (POST, REPOST):
        return Other(found.line, kind_of(collection))
    uri = f"at://{did}/{collection}/{text(commit['rkey'])}"
    if happened == "delete":
        return Other(found.line, "deletion", post=post_id(uri))
    author = account("bluesky", handle="", native_id=did)
    if author is None:
        raise KeyError("did")
    time = from_seconds(frame.get("time_us"), per_second=1_000_000)
    changed = happened == "update"  # what was made earlier, and who knows when it was first seen
    beside = Beside(uri, author, None if changed else time)
    post = (post_of if collection == POST else repost_of)(mapping(commit["record"]), beside)
    edited = {"edited": time.isoformat()} if changed and time else {}
    return replace(post, source="bluesky-jetstream", raw=found.raw, extra={**post.extra, **edited})
