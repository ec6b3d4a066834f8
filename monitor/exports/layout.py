"""What a row of an export holds: masked here, so that no format can forget to.

Only :func:`queue_rows` and :func:`post_rows` make a :class:`Row`. Names and descriptions of
accounts, raw records, addresses of pictures and a team's own notes have no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NewType

from monitor import __version__
from monitor.corpora.elections import WIB, Election, days_to_vote, phase_at
from monitor.exports.reviewing import reviews
from monitor.privacy import BLOT, Mask
from monitor.records import Post, QueueRow, Reason, Reference
from monitor.words import say

__all__ = [
    "COLUMNS", "Cell", "Kind", "Row", "Stamp", "cells", "masked_text", "post_rows", "queue_rows",
]  # fmt: skip

Kind = Literal["queue", "posts"]
Cell = str | int | float | bool | None
Row = NewType("Row", Mapping[str, object])
"""A masked row, by column; lists and nested records as they are."""

_STAMPED = ("coverage", "tool_version", "exported_at")
COUNTS = ("likes", "reposts", "replies", "quotes", "views", "saves")
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "queue": (
        *(
            "claim_id",
            "rank",
            "score",
            "state",
            "verdict",
            "drawn",
            "posts",
            "accounts",
            "platforms",
        ),
        *("claim_text", "url", "first_seen_wib", "last_seen_wib"),
        *(
            "election_id",
            "phase",
            "days_to_vote",
            "about",
            "reasons",
            "amplifiers",
            "reviews",
            "model_version",
            *_STAMPED,
        ),
    ),
    "posts": (
        *(
            "claim_id",
            "post_id",
            "platform",
            "account",
            "created_wib",
            "created_utc",
            "text",
            "url",
        ),
        *("edited", "gone", "lang", "is_ad", *COUNTS, "counted_at"),
        *("reply_to", "reply_to_account", "repost_of", "repost_of_account"),
        *("quote_of", "quote_of_account", "mentions", "hashtags", "links", "media", *_STAMPED),
    ),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export says about itself."""

    coverage: Sequence[str] = ()
    """Sentences: what was looked at, and what was not."""
    election: Election | None = None
    identities: bool = False
    exported: datetime = field(default_factory=lambda: datetime.now(UTC))
    version: str = __version__
    model: str = ""
    """Of the classifier that flagged; empty where none was installed."""

    def columns(self) -> dict[str, object]:
        """Return what every row carries, so that a row copied elsewhere keeps it."""
        return {
            "coverage": " ".join(self.coverage),
            "tool_version": self.version,
            "exported_at": _utc(self.exported),
        }

    def lines(self, kind: Kind) -> list[str]:
        """Return what a person should read before the rows."""
        return [
            say(f"exports.title_{kind}"),
            say("exports.leads"),
            *self.coverage,
            say("exports.identities_kept" if self.identities else "exports.identities_masked"),
            say("exports.numbers"),
            *([say("exports.reviewers")] if kind == "queue" else []),
            say("exports.made", version=self.version, time=_wib(self.exported)),
        ]


def queue_rows(
    rows: Iterable[tuple[QueueRow, Mapping[str, Post]]], mask: Mask, stamp: Stamp
) -> Iterator[Row]:
    """Yield one masked row per claim.

    Parameters
    ----------
    rows : iterable of (QueueRow, mapping of post id to Post)
        With each row the posts it shows: its ``text_post`` and those its reasons quote. Words of
        a post that is not given are blotted out: half a phone number is masked only as part of
        the whole.
    """
    stamped = stamp.columns()
    for row, posts in rows:
        claim = row.claim
        post = posts.get(claim.text_post)
        handles = [account.partition(":")[2] for account, _ in claim.amplifiers]
        texts = {name: masked_text(member, mask) for name, member in posts.items()}
        yield Row(
            {
                "claim_id": claim.id,
                "rank": row.rank,
                "score": row.score,
                "state": row.state,
                "verdict": row.verdict,
                "drawn": row.drawn,
                "posts": claim.posts,
                "accounts": claim.accounts,
                "platforms": list(claim.platforms),
                "claim_text": say(f"keeping.{claim.gone}")
                if claim.gone
                else texts.get(claim.text_post, mask.text(claim.text)),
                "url": _url(post, mask) if post else "",
                "first_seen_wib": _wib(claim.first_seen),
                "last_seen_wib": _wib(claim.last_seen),
                **_calendar(stamp.election, claim.last_seen),
                "about": list(row.about),
                "reasons": [_reason(reason, posts, texts, handles, mask) for reason in row.reasons],
                "amplifiers": [
                    {"account": mask.account(account), "times": times}
                    for account, times in claim.amplifiers
                ],
                "reviews": reviews(row.reviews, mask),
                "model_version": stamp.model,
                **stamped,
            }
        )


def post_rows(posts: Iterable[tuple[str, Post]], mask: Mask, stamp: Stamp) -> Iterator[Row]:
    """Yield one masked row per post; ``posts`` are pairs of a claim id and a post of it."""
    stamped = stamp.columns()
    for claim, post in posts:
        counts = post.metrics.counts if post.metrics else {}
        yield Row(
            {
                "claim_id": claim,
                "post_id": mask.post(post.id, _account(post)),
                "platform": post.platform,
                "account": mask.account(_account(post)),
                "created_wib": _wib(post.created),
                "created_utc": _utc(post.created),
                "text": masked_text(post, mask),
                "url": _url(post, mask),
                "edited": post.edits,
                "gone": post.gone,
                "lang": post.lang,
                "is_ad": post.is_ad,
                **{name: counts.get(name) for name in COUNTS},
                "counted_at": _utc(post.metrics.as_of) if post.metrics else "",
                **_reference("reply_to", post.reply_to, mask),
                **_reference("repost_of", post.repost_of, mask),
                **_reference("quote_of", post.quote_of, mask),
                "mentions": [mask.account(account) for account in post.mentions],
                "hashtags": [mask.text(f"#{tag}")[1:] for tag in post.hashtags],
                "links": [_shared(link.canonical, post, mask) for link in post.links],
                "media": [media.type for media in post.media],
                **stamped,
            }
        )


def cells(row: Row, kind: Kind) -> list[Cell]:
    """Flatten a row to what fits a table, in the order of :data:`COLUMNS`.

    Signs that would act on a reader's screen, or break the file, become U+FFFD.
    """
    return [_cell(row[column]) for column in COLUMNS[kind]]


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return _UNREADABLE.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    if value is None or isinstance(value, int | float):
        return value
    assert isinstance(value, list)  # noqa: S101 - the layout above holds nothing else
    return _cell(" | ".join(_in_a_line(item) for item in value))


def _in_a_line(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "account" in item:
        return f"{item['account']} ({item['times']})"
    if "reviewer" in item:
        done = ", ".join(filter(None, (item["state"], item["verdict"])))
        said = f"{item['number']}. {item['at']} {item['reviewer']}: {done}"
        return f"{said} «{item['reason']}»" if item["reason"] else said
    said = item["sentence"] or item["factor"]
    return f"{said} «{item['text']}»" if item["text"] else said


_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def _account(post: Post) -> str:
    return post.account.id if post.account else ""


def masked_text(post: Post, mask: Mask) -> str:
    """Return a post's text as it may be shown, handles that are known to belong to it masked."""
    return mask.text(post.text, post.platform, handles=_handles(post))


def _handles(post: Post) -> set[str]:
    """Return the handles that are known to belong to a text."""
    references = [ref for ref in (post.reply_to, post.repost_of, post.quote_of) if ref]
    accounts = [_account(post), *post.mentions, *(ref.account for ref in references)]
    handles = {account.partition(":")[2] for account in accounts}
    return handles | ({post.account.handle} if post.account else set())


def _url(post: Post, mask: Mask) -> str:
    return mask.url(post.url, _account(post))


def _shared(url: str, post: Post, mask: Mask) -> str:
    """Return an address in a post, covered where its text would be: a path may hold a handle."""
    private = "" if mask.is_public(_account(post)) else _account(post)
    return mask.text(mask.url(url, private), post.platform, handles=_handles(post))


def _reason(
    reason: Reason,
    posts: Mapping[str, Post],
    texts: Mapping[str, str],
    handles: Sequence[str],
    mask: Mask,
) -> dict[str, object]:
    post = posts.get(reason.post_id)
    own = [*handles, *(_handles(post) if post else ())]
    text = texts.get(reason.post_id, BLOT * reason.end)[reason.start : reason.end]
    return {
        "factor": reason.factor,
        "weight": reason.weight,
        "sentence": mask.text(reason.sentence, post.platform if post else "", handles=own),
        "text": text,
        "post_id": mask.post(reason.post_id, _account(post) if post else ""),
        "start": reason.start,
        "end": reason.end,
    }


def _reference(name: str, reference: Reference | None, mask: Mask) -> dict[str, str]:
    post, account = reference or ("", "")
    return {name: mask.post(post, account), f"{name}_account": mask.account(account)}


def _calendar(election: Election | None, seen: datetime | None) -> dict[str, object]:
    """Say where in the calendar a claim was last seen; nothing where there is no calendar."""
    phase = days = None
    if election and election.status == "scheduled" and seen:
        phase = phase_at(election, seen)
        days = days_to_vote(election, seen)
    return {
        "election_id": election.id if election else "",
        "phase": phase.id if phase else "",
        "days_to_vote": days,
    }


def _wib(time: datetime | None) -> str:
    if time is None:
        return ""
    try:
        return time.astimezone(WIB).isoformat()
    except OverflowError:  # the last hours of year 9999
        return time.isoformat()


def _utc(time: datetime | None) -> str:
    return time.isoformat() if time else ""
