"""What a terminal shows of a post that was edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.cli.lines import paragraph, short
from monitor.corpora.elections import WIB
from monitor.records import Post
from monitor.store import Wording
from monitor.words import say

__all__ = ["show_wordings"]

LONGEST = 240


def show_wordings(post: Post, wordings: Sequence[Wording]) -> None:
    """Print the texts a post had before the one it has, and those that are no edits."""
    if post.edits:
        paragraph(say("keeping.edited", count=post.edits))
    elif (edited := post.extra.get("edited")) and not post.gone:
        paragraph(say("keeping.edited_unseen", time=edited if edited != "true" else "?"))
    for each in wordings:
        if not each.is_now:
            key = "keeping.earlier" if each.is_edit else "keeping.other_text"
            paragraph(
                say(key, time=_time(each.edited or each.seen), text=short(each.text, LONGEST))
            )


def _time(time: datetime | None) -> str:
    return f"{time.astimezone(WIB):%d-%m-%Y %H.%M WIB}" if time else "?"
