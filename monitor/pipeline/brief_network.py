"""What a brief says of amplification, of accounts in step, and of what crossed platforms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from math import isnan
from typing import NamedTuple

from monitor.analyses.base import Setting
from monitor.analyses.network import Figure, Picture, picture
from monitor.exports.brief import Amplified, Explained, InStep, Sure
from monitor.exports.net import masked_link, private_handles
from monitor.exports.report import Bar
from monitor.pipeline.crossing import Crossing, Stop, crossings
from monitor.pipeline.join import ClusteredShare, clustered_shares
from monitor.pipeline.pointing import rows_of
from monitor.pipeline.written import chance, count, decimal, delay, percent, when
from monitor.privacy import FEWEST, Mask
from monitor.store import Store, StoredCluster
from monitor.words import plain, say

__all__ = ["NOTHING", "Around", "Seen", "amplified", "around_of", "crossed", "in_step",
           "missing", "quoted_in", "sure"]  # fmt: skip

CANDIDATES, NAMED = 6, 3
"""Told of, and the accounts named for each."""
CLUSTERED = "clustered_share"
OBJECTS, ACCOUNTS = 3, 6
"""Listed of one group; the others are counted."""
STEPS, CROSSINGS = 2, 3
"""Groups and crossings that a brief has room for."""


class Seen(NamedTuple):
    """What is known of the amplification of posts that name one candidate."""

    name: str
    """As people read it."""
    picture: Picture
    stepped: ClusteredShare | None = None
    """How much of its amplification came from accounts in step."""


class Around(NamedTuple):
    """Everything that was found out about accounts and how they point at each other."""

    seen: tuple[Seen, ...] = ()
    not_seen: tuple[str, ...] = ()
    """Candidates for whom there is no room."""
    accounts: tuple[str, ...] = ()
    """What the places in pictures mean."""
    steps: tuple[StoredCluster, ...] = ()
    level: float | None = None
    """q at which accounts in step were looked for; None: nobody looked."""
    left_out: Mapping[str, int] = {}
    """Posts that could not be looked at for that, by reason."""
    crossings: tuple[Crossing, ...] = ()
    why_no_crossings: str = ""
    """A key of ``words``; empty where there are some, or nobody looked."""


NOTHING = Around()


def around_of(store: Store, setting: Setting, *, seed: int) -> Around:
    """Return what a store knows of its network; accounts in step as the last scan found them."""
    rows, basis = rows_of(store, setting), store.clusters_rest_on()
    shares = {each.pair: each for each in clustered_shares(store)}
    moved = crossings(store, top=CROSSINGS)
    named = [place for place in range(len(rows.entities)) if (rows.entity == place).any()]
    return Around(
        seen=tuple(
            Seen(name, picture(rows, place, top=NAMED, seed=seed), shares.get(name))
            for place in named[:CANDIDATES]
            for name in [rows.entities[place]]
        ),
        not_seen=tuple(rows.entities[place] for place in named[CANDIDATES:]),
        accounts=rows.accounts,
        steps=tuple(store.clusters()),
        level=basis.q if basis else None,
        left_out=dict(basis.left_out) if basis else {},
        crossings=moved.found,
        why_no_crossings=moved.why,
    )


def amplified(around: Around, mask: Mask) -> tuple[Amplified, ...]:
    """Say of each candidate what carried posts about them further, and what is doubtful in it."""
    return tuple(_amplified(each, around.accounts, mask) for each in around.seen)


def _amplified(seen: Seen, accounts: Sequence[str], mask: Mask) -> Amplified:
    found = {figure.measure: figure for figure in seen.picture.figures}
    counts, times = seen.picture.counts, found["amplifications"]
    if times.value is None:
        sentence = say("brief.not_about", what=seen.name, why=_why(times))
        return Amplified(seen.name, (sentence,), tuple(_attention(counts)))
    sentences = [
        say(
            "brief.carried_on",
            name=seen.name,
            times=count(int(times.value)),
            reposts=count(counts["repost"]),
            quotes=count(counts["quote"]),
            amplifiers=count(int(found["amplifiers"].value or 0)),
        ),
        _share(found["top_10_made"], "top_ten", "share_of_ten"),
    ]
    bars = [*_bar("share_of_ten", found["top_10_made"])]
    if seen.stepped is not None:
        share = _as_figure(seen.stepped)
        sentences.append(_share(share, "in_steps", "share_of_steps"))
        bars += _bar("share_of_steps", share)
    named = [
        say("brief.named", account=mask.account(accounts[each.account]), times=count(each.strength))
        for each in seen.picture.amplified[:NAMED]
        # of fewer than a crowd it would say what single persons' posts are about
        if each.accounts >= FEWEST or mask.is_public(accounts[each.account])
    ]
    doubts = [say("brief.most_amplified", names=", ".join(named))] if named else []
    if counts["quote"]:
        quoted = counts["quote"] / (counts["repost"] + counts["quote"])
        doubts.append(say("brief.doubt_quotes", share=percent(quoted)))
    return Amplified(seen.name, tuple(sentences), (*doubts, *_attention(counts)), tuple(bars))


def _as_figure(stepped: ClusteredShare) -> Figure:
    """Return the share as the other measures are told: no value where it cannot be had."""
    over = stepped.accounts
    if stepped.why or isnan(stepped.share.value):
        return Figure(CLUSTERED, None, over=over, why=stepped.why or "coordination.not_looked")
    return Figure(CLUSTERED, *stepped.share, over=over)


def _attention(counts: Mapping[str, int]) -> Iterator[str]:
    if counts["mention"] or counts["reply"]:
        yield say(
            "brief.doubt_mentions",
            mentions=count(counts["mention"]),
            replies=count(counts["reply"]),
        )


def _share(figure: Figure, key: str, name: str) -> str:
    if figure.value is None:
        return say("brief.not_about", what=say(f"brief.{name}"), why=_why(figure))
    ends = {"low": percent(figure.low or 0.0), "high": percent(figure.high or 0.0)}
    return say(f"brief.{key}", share=percent(figure.value), **ends)


def _bar(name: str, figure: Figure) -> Iterator[tuple[str, Bar]]:
    if figure.value is not None and figure.low is not None and figure.high is not None:
        yield say(f"brief.{name}"), Bar(figure.value, figure.low, figure.high, None, 0.0)


def in_step(around: Around, texts: Mapping[str, str], mask: Mask) -> tuple[InStep, ...]:
    """Describe the largest groups of accounts in step, with what may explain them innocently.

    ``texts`` are those of claims, by id, masked.
    """
    link = _links(around, mask)
    return tuple(_in_step(step, texts, mask, link) for step in around.steps[:STEPS])


def _links(around: Around, mask: Mask) -> Callable[[str], str]:
    """Return what shows an address: a post's on a host we do not know can name its author."""
    members = (name for step in around.steps for name in step.accounts)
    known = (name for name in (*around.accounts, *members) if "://" not in name)
    return partial(masked_link, mask=mask, private=private_handles(known, mask))


def _in_step(
    step: StoredCluster, texts: Mapping[str, str], mask: Mask, link: Callable[[str], str]
) -> InStep:
    accounts = count(len(step.accounts))
    sentences = [
        say(
            "brief.step",
            accounts=accounts,
            objects=", ".join(
                say(f"brief.same_{behaviour}", count=count(number))
                for behaviour, number in step.counts.items()
            ),
            seconds=f"{step.window_seconds:g}",
            first=_when(step.first),
            last=_when(step.last),
        ),
        say("brief.step_chance", p=chance(step.highest_p), density=percent(step.density)),
    ]
    if len(step.accounts) < FEWEST:
        sentences.append(say("brief.step_about_few", least=FEWEST))
    elif step.about:
        named = [
            say("brief.counted", name=name, count=count(times))
            for name, times in list(step.about.items())[:NAMED]
        ]
        sentences.append(say("brief.step_about", posts=count(step.posts), names=", ".join(named)))
    return InStep(
        title=say("brief.step_title", num=step.num, accounts=accounts),
        sentences=tuple(sentences),
        objects=tuple(
            filter(None, (_shared(*thing, texts, mask, link) for thing in step.objects[:OBJECTS]))
        ),
        accounts=_listed(
            [mask.account(each) for each in step.accounts[:ACCOUNTS]], len(step.accounts)
        ),
        explained=tuple(
            Explained(say(each.key), _evidence(each.favour), _evidence(each.against))
            for each in step.explanations
        ),
    )


def _when(time: datetime | None) -> str:
    return when(time) if time else say("brief.unknown")


def _shared(
    behaviour: str, thing: str, texts: Mapping[str, str], mask: Mask, link: Callable[[str], str]
) -> str:
    """Show what was shared, masked; nothing where only its number is known."""
    if behaviour == "link":
        return link(thing)
    if behaviour == "hashtags":
        return mask.text(thing)
    return f"“{texts[thing]}”" if texts.get(thing) else ""


def _evidence(seen: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    return "; ".join(say(key, **dict(facts)) for key, facts in seen)


def _told(claim: str, texts: Mapping[str, str]) -> str:
    if claim not in texts:
        return say("brief.claim", claim=claim)
    return say("brief.claim_told", claim=claim, text=texts[claim])


def _listed(shown: Sequence[str], whole: int) -> tuple[str, ...]:
    more = whole - len(shown)
    return (*shown, *([say("brief.and_more", count=count(more))] if more > 0 else []))


def quoted_in(around: Around) -> set[str]:
    """Return the ids of the claims and posts whose texts a brief shows as examples."""
    shared = {
        thing
        for step in around.steps[:STEPS]
        for behaviour, thing in step.objects[:OBJECTS]
        if behaviour in ("text", "repost", "reply")
    }
    moved = {each.thing for each in around.crossings[:CROSSINGS] if each.kind == "claim"}
    return shared | moved


def crossed(around: Around, texts: Mapping[str, str], mask: Mask) -> tuple[str, ...]:
    """Say what was seen on several platforms, and where first in this data."""
    link = _links(around, mask)
    said = [
        say(
            "brief.crossing",
            what=_told(each.thing, texts) if each.kind == "claim" else link(each.thing),
            stops=", ".join(map(_stop, each.stops)),
        )
        for each in around.crossings[:CROSSINGS]
    ]
    return (*said, *([say("brief.crossing_note")] if said else []))


def _stop(stop: Stop) -> str:
    said = {"platform": stop.arrival.platform, "posts": count(stop.arrival.posts)}
    if stop.delay is None or stop.arrival.first is None:
        return say("brief.stop_undated", **said)
    if not stop.delay:
        return say("brief.stop_first", **said, time=when(stop.arrival.first))
    return say("brief.stop_later", **said, delay=delay(stop.delay))


def sure(around: Around) -> Iterator[Sure]:
    """Say how far each figure can be trusted: its interval or its p, and what it rests on."""
    ginis = [
        (seen.name, figure)
        for seen in around.seen
        for figure in seen.picture.figures
        if figure.measure == "gini_made" and figure.value is not None
    ]
    if ginis:
        said = [
            say(
                "brief.sure_gini_of",
                name=name,
                value=decimal(gini.value or 0.0),
                low=decimal(gini.low or 0.0),
                high=decimal(gini.high or 0.0),
            )
            for name, gini in ginis
        ]
        yield Sure(
            say("brief.sure_gini"),
            "; ".join(said),
            say("brief.sure_gini_doubt"),
            say("brief.sure_accounts", over=", ".join(count(gini.over) for _, gini in ginis)),
        )
    if steps := around.steps[:STEPS]:
        level = around.level or 0.0
        yield Sure(
            say("brief.sure_step"),
            "; ".join(
                say(
                    "brief.sure_step_value",
                    num=step.num,
                    p=chance(step.highest_p),
                    exact=chance(step.p_exact),
                )
                for step in steps
            ),
            say("brief.sure_step_doubt", q=decimal(level), share=percent(level)),
            "; ".join(
                say(
                    "brief.sure_step_rests",
                    num=step.num,
                    edges=count(step.edges),
                    accounts=count(len(step.accounts)),
                )
                for step in steps
            ),
        )


def missing(around: Around) -> Iterator[str]:
    """Say which measures the data cannot carry, and why; those of several candidates once."""
    if around.not_seen:
        yield say("brief.no_room", names=", ".join(around.not_seen))
    for reason, posts in around.left_out.items():
        if posts:
            yield say(f"brief.left_out_{reason}", posts=count(posts))
    yield from _without_value(around.seen)


def _without_value(all_seen: Sequence[Seen]) -> Iterator[str]:
    found: dict[tuple[str, str], list[str]] = {}
    for seen in all_seen:
        figures = [*seen.picture.figures]
        if seen.stepped is not None:
            figures.append(_as_figure(seen.stepped))
        for figure in figures:
            if figure.value is None:
                found.setdefault((figure.why, _measure(figure)), []).append(seen.name)
    by_reason: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (why, measure), names in found.items():
        by_reason.setdefault((why, tuple(names)), []).append(measure)
    for (why, named), measures in by_reason.items():
        said = {"what": "; ".join(measures), "why": say(why)}
        if len(named) == len(all_seen):
            yield say("brief.missing", **said)
        else:
            yield say("brief.missing_for", **said, names=", ".join(map(plain, named)))


def _measure(figure: Figure) -> str:
    if figure.measure == CLUSTERED:
        return say("brief.share_of_steps")
    return say(f"network.measure_{figure.measure}")


def _why(figure: Figure) -> str:
    return say(figure.why)
