"""CooRTweet's tables of shares to Posts: who shared which object, in which post, when.

A row is a post whose only content is the object: a link where it is one, else its text. The
columns are those of CooRTweet (Righetti and Balluff, CRAN, ``prep_data``).
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.collectors import cells
from monitor.collectors.columns import SHARE_COLUMNS
from monitor.collectors.dates import when
from monitor.collectors.lines import Found
from monitor.collectors.links import as_links
from monitor.collectors.values import Record, hashtags_in
from monitor.records import PLATFORM_UNKNOWN, Account, Post, Reject

__all__ = ["recognises", "split", "to_post"]

_EXCERPT = 200


def recognises(record: Record) -> bool:
    """Tell a table of shares by its four columns.

    Examples
    --------
    >>> recognises({"object_id": 1, "account_id": 2, "content_id": 3, "timestamp_share": 4})
    True
    """
    return record.keys() >= SHARE_COLUMNS


def split(found: Found) -> Sequence[Found]:
    """Return the row itself, or nothing where every cell is empty."""
    return () if all(map(cells.blank, found.value.values())) else (found,)


def to_post(found: Found) -> Post | Reject:
    """Map one share. Ids without a platform in front are of an unknown one.

    Examples
    --------
    >>> row = {"object_id": "https://contoh.id/a", "account_id": "u1", "content_id": "p1"}
    >>> post = to_post(Found(2, {**row, "timestamp_share": "1707868800"}, ""))
    >>> post.id, post.account.id, post.links[0].canonical, post.created.hour
    ('unknown:p1', 'unknown:u1', 'https://contoh.id/a', 0)
    """
    row, raw = found.value, found.raw or cells.as_json(found.value)
    shared, content = cells.as_text(row["object_id"]), cells.identity(row["content_id"])
    if cells.blank(shared):
        return Reject(found.line, "rejects.no_text_no_link", {}, raw[:_EXCERPT])
    if content is None:
        lost = {"id": cells.as_text(row["content_id"])}
        return Reject(found.line, "rejects.id_destroyed", lost, raw[:_EXCERPT])
    platform = cells.prefix(content) or cells.prefix(row["account_id"]) or PLATFORM_UNKNOWN
    account, created = _account(row["account_id"], platform), when(row["timestamp_share"])
    if not content:
        content = cells.fingerprint(shared, account.id if account else "", str(created))
    link = cells.address(shared) if "://" in shared else ""
    return Post(
        id=content if cells.prefix(content) else f"{platform}:{content}",
        platform=platform,
        text="" if link else shared,
        account=account,
        created=created,
        hashtags=() if link else hashtags_in(shared),
        links=as_links([link]),
        source="shares",
        raw=raw,
        extra={
            name: cells.as_text(value)
            for name, value in row.items()
            if name not in SHARE_COLUMNS and not cells.blank(value)
        },
    )


def _account(value: object, platform: str) -> Account | None:
    native = cells.identity(value)
    if not native:
        return None
    platform = cells.prefix(native) or platform
    handle = native.removeprefix(f"{platform}:")
    return Account(f"{platform}:{handle.lower()}", platform, handle)
