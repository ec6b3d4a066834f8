"""The ground every room stands on: what a post, an account, a share and a signal are.

Ids are strings, ``platform:native_id``, everywhere: a number above 2**53 dies in a spreadsheet.
Times are timezone-aware UTC. Texts are verbatim, so that a span of one can be quoted in court.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

__all__ = [
    "Account",
    "Claim",
    "Document",
    "FactCheck",
    "InStep",
    "Link",
    "Media",
    "Mention",
    "Merge",
    "Other",
    "Post",
    "QueueRow",
    "Reason",
    "Reference",
    "Reject",
    "Review",
    "Share",
    "Signal",
    "Snapshot",
    "Span",
]

PLATFORM_UNKNOWN = "unknown"
INBOX = "masuk"
"""The state of a claim that nobody has touched."""


class Span(NamedTuple):
    """A half-open range of code points: ``raw[start:end]`` is exactly what is quoted."""

    start: int
    end: int


class Link(NamedTuple):
    """A web address in a post: as written, and in the one form that equal addresses share."""

    url: str
    canonical: str


class Media(NamedTuple):
    """A picture, video or sound in a post; ``hash`` is of the bytes, when somebody had them."""

    type: Literal["image", "video", "audio", "other"]
    url: str
    hash: str = ""


class Reference(NamedTuple):
    """Another post that this one answers, reposts or quotes, and whose it is, when known."""

    post: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A public account as one collection saw it.

    ``id`` is ``platform:handle`` in lower case where a handle is known, else
    ``platform:native_id``: mentions, links and hand-kept tables know handles only, and an
    account must be one account in all of them. ``native_id`` keeps the platform's number.
    """

    id: str
    platform: str
    handle: str = ""
    name: str = ""
    native_id: str = ""
    followers: int | None = None
    verified: bool | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Counts of a post at one moment; ``as_of`` is None where the source does not say when."""

    as_of: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """Keys: ``likes, reposts, replies, quotes, views, saves``, those the source gave."""


@dataclass(frozen=True, slots=True)
class Post:
    """One public post. Only ``id`` and ``platform`` are certain; everything else may be empty."""

    id: str
    platform: str
    text: str = ""
    """Verbatim and whole: long posts joined, a repost carries the reposted text."""
    account: Account | None = None
    created: datetime | None = None
    url: str = ""
    lang: str = ""
    """As the platform said; ours is on the Document."""
    reply_to: Reference | None = None
    repost_of: Reference | None = None
    quote_of: Reference | None = None
    mentions: tuple[str, ...] = ()
    """Account ids."""
    hashtags: tuple[str, ...] = ()
    """Without ``#``, as written."""
    links: tuple[Link, ...] = ()
    media: tuple[Media, ...] = ()
    metrics: Snapshot | None = None
    is_ad: bool = False
    source: str = ""
    """Who collected it and how, e.g. ``zeeschuimer:tiktok`` or ``table``."""
    raw: str = ""
    """The record as it came, JSON; mapped anew when a mapping is mended."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What has no field: a table's columns; ``edited``, when; ``excerpt``, where it is a part."""
    edits: int = 0
    """How many other texts of it are known; the store counts them."""
    gone: str = ""
    """That it was taken back, and how: ``deleted, forgotten, purged``; the store's."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that should have been a post and could not be read; nothing is dropped unseen.

    ``reason`` is a key of ``words`` (``rejects.<name>``), ``facts`` fill its sentence.
    """

    line: int
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""
    """The first characters of the record, verbatim: escape before showing."""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A record that is no post and need not be one: an account, a like, a poll, a deletion."""

    line: int
    kind: str
    post: str = ""
    """The id of the post that a ``deletion`` took back; empty where it names none."""
    account: str = ""
    """``platform:handle`` or ``platform:native_id`` of the account that took back all its posts."""


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody shared an object at a time: the one shape every coordinated behaviour has."""

    object: str
    account: str
    post: str
    time: datetime


class Mention(NamedTuple):
    """A candidate, party, institution, place or slang term found in a text."""

    kind: str
    """``pair, candidate, party, institution, place, slang``."""
    entity: str
    """The id in the corpora."""
    span: Span
    """In the raw text."""


@dataclass(frozen=True, slots=True)
class Document:
    """A post made ready for analyses: what every one of them needs, computed once."""

    post: str
    account: str
    platform: str
    created: datetime | None
    text: str
    """Raw."""
    normal: str
    """Normalised; see ``monitor.language``."""
    offsets: tuple[int, ...]
    """``offsets[i]`` is where ``normal[i]`` begins in ``text``; ``offsets[-1] == len(text)``."""
    lang: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[str, ...] = ()
    """Canonical addresses of the post's links."""
    hashtags: tuple[str, ...] = ()
    is_ad: bool = False

    def raw_span(self, start: int, end: int) -> Span:
        """Turn a range of ``normal`` into the range of ``text`` it came from, no blanks at its end.

        Examples
        --------
        >>> Document("x:1", "", "x", None, "AYOO", "ayo", (0, 1, 2, 4), "id").raw_span(1, 3)
        Span(start=1, end=4)
        """
        first, last = self.offsets[start], self.offsets[end]
        return Span(first, first + len(self.text[first:last].rstrip()))


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing an analysis noticed: a lead with its evidence, never a verdict.

    The queue, the desk and the exports show signals and know nothing of who made them.
    """

    subject: str
    """A post id or a claim id."""
    factor: str
    """What was noticed; the queue's weights are per factor."""
    value: float
    """How much of it, 0 to 1."""
    reason: str
    """A key of ``words``: the sentence a person reads."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What fills that sentence."""
    span: Span | None = None
    """In the raw text of the post named by ``post``."""
    post: str = ""
    """Where the span is; the subject itself, when that is a post."""
    analysis: str = ""
    version: str = ""


class InStep(NamedTuple):
    """Accounts that post in step, of which two or more carry a claim: a lead, never a verdict."""

    cluster: int
    size: int
    """Accounts of the cluster."""
    behaviour: str
    """What most of the things are that they shared in step; empty where nothing is most."""
    objects: int
    """How many of these."""
    seconds: float
    """The window."""
    p: float
    """Each of its pairs is at least as unlikely by chance."""
    posts: int
    """Of the claim, by its accounts: members, reposts among them, and quotes."""
    accounts: int
    """Of the cluster, that posted these."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Posts that say the same thing, as one row of work."""

    id: str
    posts: int
    accounts: int
    platforms: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    text_post: str
    """The member whose text stands for the claim."""
    text: str
    last_day: int = 0
    """Posts in the 24 hours up to the newest post of the store."""
    reposts: int = 0
    """Members that repost; quotes and replies are other posts that point at a member."""
    quotes: int = 0
    replies: int = 0
    amplifiers: tuple[tuple[str, int], ...] = ()
    """Accounts that reposted or quoted it most, and how often; at most three."""
    answered: datetime | None = None
    """When a credible source first spoke of it; None: none was seen to by ``as_of``."""
    as_of: datetime | None = None
    """Up to when that was looked for: the newest post of the store. None: nobody looked."""
    in_step: tuple[InStep, ...] = ()
    """Which accounts that post in step carry it, the most posts first."""
    gone: str = ""
    """Why no member has a text any more, as in :class:`Post`."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a post is in its claim: the member it resembles, and how closely (Jaccard, 0 to 1)."""

    post: str
    other: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of why a row stands where it stands; ``text == raw[start:end]`` of ``post_id``."""

    factor: str
    weight: float
    text: str
    post_id: str
    start: int
    end: int
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What one person did to one claim: a step of work, a verdict, or both. Never changed again.

    A claim's verdict is the one given last; those before it stay and are pointed at.
    """

    claim: str
    reviewer: str
    """A pseudonym, as the team knows it; exports show another one."""
    state: str
    """Where the claim stands from now on: one of ``labels().workflow``."""
    at: datetime
    verdict: str = ""
    """One of ``labels().verdicts``; empty where only the state changed."""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    """Addresses, or ids of posts and fact-checks."""
    corrects: int | None = None
    """The number of the review whose verdict this one replaces."""
    model: str = ""
    """The version of the classifier that was in use; empty where none was."""
    drawn: bool = False
    """The claim was there by lot, outside the ranking."""
    probability: float = 1.0
    """How likely that lot was, 0 to 1; 1 where the ranking or a person chose the claim."""
    number: int = 0
    """In the order of arrival; 0 until it is stored."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A claim with its rank and the reasons for it. Its verdict is what a person gave it."""

    rank: int
    score: float
    claim: Claim
    reasons: tuple[Reason, ...]
    about: tuple[str, ...] = ()
    """Candidates and institutions named, most often first."""
    reviews: tuple[Review, ...] = ()
    """What people did to it, the earliest first."""
    drawn: bool = False
    """It is here by lot: the ranking has never shown it."""
    probability: float | None = None
    """How likely that lot was; None where there was none."""

    @property
    def state(self) -> str:
        """Where the work on it stands."""
        return self.reviews[-1].state if self.reviews else INBOX

    @property
    def verdict(self) -> str:
        """The verdict a person gave last; empty until somebody did."""
        return next((each.verdict for each in reversed(self.reviews) if each.verdict), "")


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A fact-check somebody published: what was claimed, and what they found."""

    id: str
    """The publisher's own, verbatim, where there is one; else made from the address."""
    publisher: str
    title: str
    """Without the tag that tells its verdict: what posts are matched against."""
    claim: str = ""
    """The words that were checked, where the publisher quotes them."""
    verdict: str = ""
    """What ``corpora.labels.normalise_verdict`` makes of the label; empty where it knows none."""
    label: str = ""
    """The publisher's own word for it."""
    date: str = ""
    """When it was published: an ISO day, month or year, as precise as known."""
    url: str = ""
    lang: str = "id"
    explanation: str = ""
    conclusion: str = ""
    headline: str = ""
    """The title as printed, its tag (``[SALAH]``) included."""
    canonical: str = ""
    """The one form that all addresses of this article share; empty where none is its own."""
    updated: str = ""
    """When the publisher last changed it, ISO 8601, where they say so."""
