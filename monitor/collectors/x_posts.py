"""X's posts, whatever wrote them down: what names one, where it stands, what its media are."""

from __future__ import annotations

import re
from typing import Literal

from monitor.collectors.values import listed, text
from monitor.records import Account, Media, Other, Reference

__all__ = ["address", "first_version", "medium", "not_shown", "reference"]

_MEDIA: dict[str, Literal["image", "video"]] = {
    "photo": "image",
    "video": "video",
    "animated_gif": "video",
}
_DELETED = re.compile(r"deleted by|no longer exists|dihapus oleh", re.IGNORECASE)


def first_version(versions: object, native_id: str) -> str:
    """Return the number that an edited post had first: its versions are one post.

    Examples
    --------
    >>> first_version(["7", "12"], "12"), first_version(None, "12")
    ('7', '12')
    """
    numbers = listed(versions)
    return (text(numbers[0]) if numbers else "") or native_id


def address(author: Account | None, native_id: str) -> str:
    """Return where a post is to be seen; X finds it by its number, whoever is said to have it."""
    return f"https://x.com/{(author and author.handle) or 'i'}/status/{native_id}"


def reference(native_id: str, author: Account | None) -> Reference | None:
    """Return what a post refers to; None where no number names it."""
    return Reference(f"x:{native_id}", author.id if author else "") if native_id else None


def not_shown(line: int, notice: str, native_id: str = "") -> Other:
    """Return what X's notice in a post's place means.

    X writes the same notice where a post is for grown-ups, for followers, withheld in a country or
    taken down. A deletion takes a text away for good, so only the notice that says it is one.

    Examples
    --------
    >>> not_shown(1, "This Post was deleted by the Post author. Learn more", "7")
    Other(line=1, kind='deletion', post='x:7', account='')
    >>> not_shown(1, "Age-restricted adult content. Learn more", "7")
    Other(line=1, kind='not_shown', post='', account='')
    """
    if not _DELETED.search(notice):
        return Other(line, "not_shown")
    return Other(line, "deletion", f"x:{native_id}" if native_id else "")


def medium(kind: object, url: object) -> Media:
    """Return a medium, by X's own name for its kind."""
    return Media(_MEDIA.get(text(kind), "other"), text(url))
