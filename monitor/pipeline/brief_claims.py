"""What a brief says of claims: how they were told, who judged them, how sure their figures are."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from monitor.analyses.classifier import load
from monitor.corpora.elections import wib_day
from monitor.corpora.load import folder
from monitor.exports import Stamp, queue_rows
from monitor.exports.brief import Correction, Fact, Sure, Told
from monitor.exports.brief_html import day
from monitor.exports.layout import masked_text
from monitor.exports.reviewing import reviews
from monitor.pipeline.project import model_of, model_used
from monitor.pipeline.queue import Queue, with_posts
from monitor.pipeline.review import History
from monitor.pipeline.written import clock, count, cut, decimal, percent, when
from monitor.privacy import Mask
from monitor.records import QueueRow
from monitor.store import Store
from monitor.store.claims import PREFIX
from monitor.words import say

__all__ = ["claims", "corrections", "judged", "others", "sure", "texts"]

REASONS = 2
TEXT = 260
"""Characters of a claim's text: enough to know it again, short enough for eight on two pages."""
QUOTED, LINE = 60, 90
CHECKED = ("known_claim", "known_claim_differs", "similar_topic", "checked_later")
ABOUT = ("figure", "institution", "place")
"""Whom a claim names stands in another line, and is no reason of its own."""


MEASURED: tuple[tuple[str, Mapping[str, object], Callable[[float], str], str], ...] = (
    (
        "sure_model",
        {"kind": "measure", "split": "time", "rows": "all", "system": "ours", "measure": "auroc"},
        decimal,
        "count",
    ),
    (
        "sure_learned",
        {"of": "reviewed", "system": "learned", "over": "", "measure": "precision_20"},
        percent,
        "rows",
    ),
)
"""Which figure a model is told by: of one that learned from a file, and of a team's own."""


def claims(store: Store, rows: Sequence[QueueRow], mask: Mask, *, asked: bool) -> Iterator[Told]:
    """Yield claims as they were told, with why they stand there and what people made of them."""
    masked = queue_rows(with_posts(store, rows), mask, Stamp())
    for row, shown in zip(rows, masked, strict=True):
        claim = row.claim
        reasons: Any = shown["reasons"]
        text = cut(str(shown["claim_text"]), TEXT)
        checked = tuple(each["sentence"] for each in reasons if each["factor"] in CHECKED)
        yield Told(
            id=claim.id,
            text=text or say("brief.no_text"),
            carried=say(
                "brief.carried",
                posts=count(claim.posts),
                accounts=count(claim.accounts),
                platforms=", ".join(claim.platforms),
                when=_period(claim.first_seen, claim.last_seen),
            )
            + (say("brief.about", names=", ".join(row.about[:4])) if row.about else ""),
            reasons=tuple(
                Fact(each["sentence"], cut(each["text"], QUOTED))
                for each in reasons
                if each["factor"] not in (*CHECKED, *ABOUT)
            )[:REASONS],
            checked=checked or (say("brief.not_checked" if asked else "brief.not_asked"),),
            state=say(f"review.state_{row.state}"),
            verdict=_verdict(row, shown["reviews"], mask),
        )


def texts(whole: Queue, ids: Collection[str], mask: Mask) -> dict[str, str]:
    """Return the masked texts of some claims and posts, by id, cut to a line."""
    nums = [int(each.removeprefix(PREFIX)) for each in ids if each.startswith(PREFIX)]
    rows = whole.at(np.flatnonzero(np.isin(whole.ranking.claims, nums)))
    masked = queue_rows(with_posts(whole.store, rows), mask, Stamp())
    posts = whole.store.posts_named(sorted(each for each in ids if not each.startswith(PREFIX)))
    found = {str(row["claim_id"]): str(row["claim_text"]) for row in masked}
    found |= {post.id: masked_text(post, mask) for post in posts.values()}
    return {name: cut(text, LINE) for name, text in found.items()}


def _verdict(row: QueueRow, masked: Any, mask: Mask) -> str:  # noqa: ANN401 - a cell of a row
    done = History(row.claim.id, row.reviews)
    if done.current is None:
        return ""
    shown = next(each for each in masked if each["number"] == done.current.number)
    said = say(
        "brief.verdict",
        reviewer=shown["reviewer"],
        day=day(wib_day(done.current.at)),
        verdict=say(f"review.verdict_{done.current.verdict}"),
        reason=shown["reason"],
    )
    opinions = [
        say("brief.opinion", reviewer=mask.reviewer(name), verdict=say(f"review.verdict_{verdict}"))
        for name, verdict in done.opinions.items()
    ]
    return f"{said} {say('brief.disagree', opinions='; '.join(opinions))}" if opinions else said


def judged(whole: Queue) -> set[int]:
    """Return the claims that have a verdict."""
    return {num for num, (_, verdict) in whole.store.standings().items() if verdict}


def others(whole: Queue, rows: Sequence[QueueRow]) -> str:
    """Say how many claims are not among some rows, and how many of those have a verdict."""
    left = len(whole) - len(rows)
    done = len(judged(whole)) - sum(bool(row.verdict) for row in rows)
    if not left:
        return say("brief.no_others")
    if done > 0:
        return say("brief.others_judged", count=count(left), judged=count(done))
    return say("brief.others", count=count(left))


def corrections(store: Store, mask: Mask) -> Iterator[Correction]:
    """Yield every verdict that a person replaced, the latest first."""
    found = store.reviews_of(sorted(store.standings()))
    rows = [
        (each, before, masked)
        for done in found.values()
        for each, masked in zip(done, reviews(done, mask), strict=True)
        if (before := next((one for one in done if one.number == each.corrects), None))
    ]
    for each, before, masked in sorted(rows, key=lambda row: -row[0].number):
        yield Correction(
            each.claim,
            say(
                "brief.corrected",
                day=day(wib_day(each.at)),
                before=say(f"review.verdict_{before.verdict}"),
                after=say(f"review.verdict_{each.verdict}"),
                reviewer=masked["reviewer"],
            ),
            str(masked["reason"]),
        )


def sure(store: Store, database: Path, total: int, *, asked: bool) -> Iterator[Sure]:
    """Say how far the order, the classifier's flag and "checked before" can be trusted."""
    yield Sure(
        say("brief.sure_order"),
        say("brief.sure_order_value"),
        say("brief.sure_order_doubt"),
        say("brief.sure_order_rests", claims=count(total)),
    )
    yield _sure_of_model(store, database)
    if asked:
        card = json.loads((folder("models") / "match.json").read_text(encoding="utf-8"))
        yield Sure(
            say("brief.sure_memory"),
            say("brief.sure_memory_value", value=decimal(card["same"])),
            say("brief.sure_memory_doubt"),
            say("brief.sure_memory_rests", version=card["version"], before=card["trained_before"]),
        )


def _sure_of_model(store: Store, database: Path) -> Sure:
    """Return what the classifier is worth, as its own file tells it, where it is still here."""
    name, version = say("brief.sure_model"), model_used(store)
    if not version:
        return Sure(name, say("brief.sure_no_model"), say("brief.sure_no_model_doubt"), "")
    path = model_of(database)
    model = load(path) if path else None
    figures: Any = model.about.get("figures", ()) if model and model.version == version else ()
    for each in figures:
        for kind, of, written, rows in MEASURED:
            if each["value"] is not None and of.items() <= each.items():
                ends = {end: written(each[end]) for end in ("low", "high")}
                return Sure(
                    name,
                    say(f"brief.{kind}_value", value=written(each["value"])),
                    say(f"brief.{kind}_doubt", **ends),
                    say(f"brief.{kind}_rests", version=version, rows=count(each[rows])),
                )
    return Sure(
        name,
        say("brief.sure_model_unmeasured"),
        say("brief.sure_model_unmeasured_doubt"),
        say("brief.sure_model_version", version=version),
    )


def _period(first: datetime | None, last: datetime | None) -> str:
    """Write from when to when, in WIB; the day once where it is one."""
    if not first or not last:
        return say("cli.time_unknown")
    one, two = when(first), when(last)
    if one == two:
        return f"{one} WIB"
    if wib_day(first) == wib_day(last):
        return f"{one}–{clock(last)} WIB"
    return say("brief.from_to", first=one, last=f"{two} WIB")
