"""Claims, the reasons for their rank, and posts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from monitor.corpora.weights import Weights
from monitor.frames.table import frame
from monitor.pipeline import queue as ranked
from monitor.records import Reference
from monitor.store import Store

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["posts", "queue", "reasons"]


def queue(store: Store, using: Weights | None = None) -> pd.DataFrame:
    """Return one row per claim in rank order, indexed by ``claim_id``.

    Returns
    -------
    pandas.DataFrame
        ``rank, score, posts, accounts, reposts, quotes, replies`` (numbers), ``platforms, about``
        (tuples), ``first_seen, last_seen`` (UTC), ``text, text_post``, ``state``, ``verdict``
        (empty until a person gave one), ``drawn`` (it came up by lot).

    Examples
    --------
    >>> queue(Store()).empty
    True
    """
    columns = (
        *("claim_id", "rank", "score", "posts", "accounts", "reposts", "quotes", "replies"),
        *("platforms", "about", "first_seen", "last_seen", "text", "text_post"),
        *("state", "verdict", "drawn"),
    )
    return frame(
        (
            {
                **{name: getattr(row.claim, name) for name in columns if hasattr(row.claim, name)},
                "claim_id": row.claim.id,
                "rank": row.rank,
                "score": row.score,
                "about": row.about,
                "state": row.state,
                "verdict": row.verdict,
                "drawn": row.drawn,
            }
            for row in ranked(store, using).rows()
        ),
        columns,
        times=("first_seen", "last_seen"),
    ).set_index("claim_id")


def reasons(store: Store, using: Weights | None = None) -> pd.DataFrame:
    """Return one row per reason: ``claim_id, factor, weight, text, post_id, start, end, sentence``.

    The weights of a claim add up to its score; ``text`` is ``raw[start:end]`` of ``post_id``.
    """
    columns = ("claim_id", "factor", "weight", "text", "post_id", "start", "end", "sentence")
    return frame(
        (
            {"claim_id": row.claim.id, **asdict(reason)}
            for row in ranked(store, using).rows()
            for reason in row.reasons
        ),
        columns,
    )


def posts(store: Store) -> pd.DataFrame:
    """Return one row per post by arrival, indexed by ``post_id``; nothing in it is masked."""
    columns = (
        *("post_id", "platform", "account", "created", "text", "url", "is_ad", "source"),
        *("reply_to", "repost_of", "quote_of", "mentions", "hashtags", "links"),
    )
    return frame(
        (
            {
                "post_id": post.id,
                "platform": post.platform,
                "account": post.account.id if post.account else None,
                "created": post.created,
                "text": post.text,
                "url": post.url,
                "is_ad": post.is_ad,
                "source": post.source,
                "reply_to": _named(post.reply_to),
                "repost_of": _named(post.repost_of),
                "quote_of": _named(post.quote_of),
                "mentions": post.mentions,
                "hashtags": post.hashtags,
                "links": tuple(link.canonical for link in post.links),
            }
            for _, post in store.posts()
        ),
        columns,
        times=("created",),
    ).set_index("post_id")


def _named(reference: Reference | None) -> str | None:
    return (reference.post or None) if reference else None
