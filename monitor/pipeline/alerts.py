"""Alerts: what is worth looking at now, each said once, with evidence, doubt and next step.

An alert is a lead for the team, never a verdict and never public: it names claims by their ids,
accounts that are not public by their pseudonyms, and quotes no post. Only the terminal of who wrote
the plan shows its sources as they are written there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from monitor.corpora.elections import WIB
from monitor.errors import BadInput, BadSetting, FetchError
from monitor.exports.jsonl import as_line
from monitor.fetch import Fetcher, required
from monitor.pipeline.coverage import Coverage, coverage
from monitor.pipeline.watchfile import AlertPlan
from monitor.pipeline.written import chance, decimal
from monitor.privacy import Mask
from monitor.records import Claim
from monitor.store import Store
from monitor.words import say

__all__ = [
    "FRESH",
    "KINDS",
    "MOST",
    "Alert",
    "Look",
    "alerts",
    "record",
    "send",
    "to_file",
    "webhook",
]

FRESH = timedelta(days=3)
"""Nothing older is worth an alert: a weekend, and a laptop that was off for it."""
LOST = timedelta(hours=6)
"""A source not wholly seen for so long is lost."""
MOST = 20
"""Of one kind in one digest; the others are counted."""
FOUND_FALSE = frozenset({"false", "scam", "misleading"})
_KNOWN_PART = 0.5
"""A cluster is new where more than this share of its accounts stood in no alert."""


class Alert(NamedTuple):
    """One thing to look at; said by ``alerts.<kind>``, ``<kind>_unsure`` and ``<kind>_next``."""

    kind: str
    facts: Mapping[str, str]
    about: tuple[str, ...]
    """What makes it the same alert: said once for all of these."""


@dataclass(frozen=True)
class Look:
    """What alerts are made from."""

    store: Store
    plan: AlertPlan
    mask: Mask
    key: bytes
    now: datetime

    @cached_property
    def coverage(self) -> Coverage:
        """Return what live sources covered up to now."""
        return coverage(self.store, until=self.now)

    def digests(self, alert: Alert) -> list[str]:
        """Return what an alert is remembered by: with the key, so that nobody reads names in it."""
        named = (f"{alert.kind}\0{each}".encode("utf-8", "replace") for each in alert.about)
        return [blake2b(each, key=self.key, digest_size=12).hexdigest() for each in named]


def alerts(look: Look, said: frozenset[str]) -> list[Alert]:
    """Return what there is to say and was not said yet, the rarer kinds first."""
    found = []
    for kind in look.plan.kinds:
        for alert in KINDS[kind](look):
            digests = look.digests(alert)
            known = sum(digest in said for digest in digests)
            if known < (1 - _KNOWN_PART) * len(digests):
                found.append(alert)
    return found


def record(alert: Alert, look: Look, *, ours: bool = False) -> dict[str, Any]:
    """Return an alert as others read it: evidence, uncertainty, next step.

    Parameters
    ----------
    ours : bool
        It goes to the terminal of who wrote the plan: sources are named as they are written there.
    """
    facts = dict(alert.facts)
    if "source" in facts and not ours:
        facts["source"] = _shown(facts["source"], look.mask)
    return {
        "id": look.digests(alert)[0],
        "at": look.now.isoformat(),
        "kind": alert.kind,
        "evidence": say(f"alerts.{alert.kind}", **facts),
        "uncertainty": say(f"alerts.{alert.kind}_unsure"),
        "next": say(f"alerts.{alert.kind}_next", **facts),
    }


def send(
    look: Look, channels: Mapping[str, Callable[[Sequence[dict[str, Any]]], None]], *, due: bool
) -> int:
    """Say in each channel what was not said there; return how many alerts were new somewhere.

    In quiet hours, and before the digest is due, nothing is said and nothing forgotten. What a
    channel fails at is said there the next time; the error is raised after all were tried.

    Parameters
    ----------
    due : bool
        Say it now, though the last digest is younger than the plan asks for.
    """
    if look.plan.quiet and look.plan.quiet.covers(look.now):
        return 0
    new, problem = 0, None  # type: int, OSError | FetchError | None
    for channel, say_them in channels.items():
        said, last = look.store.alerts_said(channel)
        if not due and last and look.plan.digest and look.now - last < look.plan.digest:
            continue
        found = alerts(look, said)
        if not found:
            continue
        try:
            say_them(_digest(found, look, ours=channel == "stdout"))
        except (OSError, FetchError) as failed:
            problem = failed
            continue
        digests = {digest for alert in found for digest in look.digests(alert)}
        look.store.note_said(channel, digests, at=look.now)
        new = max(new, len(found))
    if isinstance(problem, OSError):
        raise BadInput("alerts_unwritten", look.plan.file, problem=problem.strerror or problem)
    if problem:
        raise problem
    return new


def to_file(path: Path) -> Callable[[Sequence[dict[str, Any]]], None]:
    """Return what appends alerts to a file, a line of JSON each."""

    def write(rows: Sequence[dict[str, Any]]) -> None:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"{as_line(row)}\n" for row in rows))

    return write


def webhook(fetcher: Fetcher) -> Callable[[Sequence[dict[str, Any]]], None]:
    """Return what posts alerts to the address in ``MONITOR_WEBHOOK``, all of a digest at once.

    ``text`` holds them as sentences, which chat programs show; ``alerts`` as records.

    Raises
    ------
    MissingSecret
        There is no address.
    BadSetting
        It is not https.
    """
    url = required("webhook")
    if not url.lower().startswith("https://"):
        raise BadSetting("webhook_https")

    def post(rows: Sequence[dict[str, Any]]) -> None:
        text = "\n\n".join(f"{row['evidence']} {row['uncertainty']} {row['next']}" for row in rows)
        fetcher.json(url, body={"text": text, "alerts": list(rows)}, decode=lambda body: body)

    return post


def _digest(found: Sequence[Alert], look: Look, *, ours: bool) -> list[dict[str, Any]]:
    """Return the records of a digest: of each kind the first ones, then how many more there are."""
    rows = []
    for kind in dict.fromkeys(alert.kind for alert in found):
        own = [alert for alert in found if alert.kind == kind]
        rows += [record(alert, look, ours=ours) for alert in own[:MOST]]
        if len(own) > MOST:
            rest = Alert("more", {"count": str(len(own) - MOST), "kind": kind}, (kind,))
            rows.append(record(rest, look))
    return rows


def _claims(
    look: Look, factor: str, wanted: Callable[[Mapping[str, str]], bool] = bool
) -> Iterator[tuple[Claim, dict[str, str]]]:
    """Yield the claims still carried of which something was said, with facts that are wanted."""
    facts = {num: said for num, said in look.store.claims_with(factor) if wanted(said)}
    for num, claim in look.store.claims(list(facts)):
        if claim.last_seen and look.now - claim.last_seen <= FRESH:
            yield claim, facts[num]


def _known(look: Look) -> Iterator[Alert]:
    for claim, facts in _claims(look, "known_claim", lambda said: said["verdict"] in FOUND_FALSE):
        names = ("factcheck_id", "date", "publisher", "label")
        said = {name: facts[name] for name in names}
        carried = {"claim": claim.id, "posts": str(claim.posts), "accounts": str(claim.accounts)}
        yield Alert("known_claim", said | carried, (f"{claim.id} {facts['factcheck_id']}",))


def _burst(look: Look) -> Iterator[Alert]:
    plan = look.plan
    for claim, facts in _claims(
        look, "spread", lambda said: int(said["last_day"]) >= plan.burst_posts
    ):
        if claim.accounts >= plan.burst_accounts:
            yield Alert("burst", {"claim": claim.id, **facts}, (claim.id,))


def _in_step(look: Look) -> Iterator[Alert]:
    for cluster in look.store.clusters():
        if cluster.last and look.now - cluster.last <= FRESH:
            named = ", ".join(map(look.mask.account, cluster.accounts[:5]))
            facts = {
                "accounts": str(len(cluster.accounts)),
                "objects": str(sum(cluster.counts.values()) or len(cluster.objects)),
                "seconds": f"{cluster.window_seconds:.0f}",
                "chance": chance(cluster.highest_p),
                "named": named,
            }
            yield Alert("in_step", facts, cluster.accounts)


def _void(look: Look) -> Iterator[Alert]:
    for claim, facts in _claims(look, "void"):
        yield Alert("void", {"claim": claim.id, **facts}, (claim.id,))


def _quiet_period(look: Look) -> Iterator[Alert]:
    for post in look.store.posts_with("quiet_period_campaign", since=look.now - FRESH):
        facts = {"account": look.mask.account(post.account), "claim": _claim(post.claim)}
        about = f"{post.account} {post.claim or post.post}"
        yield Alert("quiet_period", {**facts, "time": post.facts["time"]}, (about,))


def _early(look: Look) -> Iterator[Alert]:
    for post in look.store.posts_with("early_results", since=look.now - FRESH):
        facts = {name: post.facts[name] for name in ("time", "allowed")}
        claim = _claim(post.claim)
        yield Alert("early_results", {"claim": claim, **facts}, (claim or post.post,))


def _silent(look: Look) -> Iterator[Alert]:
    for source in look.coverage.silent:
        if silence := source.silence:
            facts = {
                "source": source.source,
                "since": _time(silence.since),
                "until": _time(silence.until),
                "expected": decimal(silence.expected, 0),
                "days": str(round(1 / silence.level)),
            }
            yield Alert("silent", facts, (f"{source.source} {silence.since.isoformat()}",))


def _lost(look: Look) -> Iterator[Alert]:
    for source in look.coverage.sources:
        upto = source.upto or datetime.fromisoformat(source.asked[0])
        if look.now - upto >= LOST and not source.is_forgotten:
            facts = {
                "source": source.source,
                "upto": _time(upto),
                "failed": str(source.failed),
                "runs": str(source.runs),
            }
            yield Alert("lost", facts, (f"{source.source} {upto.isoformat()}",))


KINDS: Mapping[str, Callable[[Look], Iterator[Alert]]] = {
    "known_claim": _known,
    "burst": _burst,
    "in_step": _in_step,
    "void": _void,
    "quiet_period": _quiet_period,
    "early_results": _early,
    "silent": _silent,
    "lost": _lost,
}


def _claim(num: int | None) -> str:
    return "" if num is None else f"k-{num}"


def _shown(source: str, mask: Mask) -> str:
    """Name a source to others; one that may be a private person's by platform and pseudonym."""
    platform = source.partition(":")[0]
    shown = mask.text(source, platform)
    return source if shown == source else f"{platform}:{mask.account(source.replace(':@', ':', 1))}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%d-%m-%Y %H.%M} WIB"
