"""Accounts that post in step as a terminal shows them: what was looked at, then what was found.

Names are hostile: they reach a terminal through ``plain`` only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import click

from monitor.analyses.coordination import Cluster, Evidence, Explanation
from monitor.cli.lines import paragraph, short
from monitor.corpora.elections import WIB
from monitor.pipeline.coordination import Found
from monitor.pipeline.edge_lines import edges_in_order
from monitor.pipeline.written import chance, count, decimal
from monitor.privacy import FEWEST
from monitor.words import plain, say

__all__ = ["show_caveat", "show_clusters", "show_looked_at", "show_rejected", "show_unanchored"]

NAMES = 10
OBJECTS = 5
LENGTH = 70
"""Of a name, in characters."""


def show_looked_at(found: Found, name: str, least: int) -> None:
    """Print what was looked at, how, and what could not be."""
    counts, period = found.result.counts, found.period
    if period is None:
        paragraph(say("coordination.looked_nothing", file=plain(name)), "")
        show_rejected(found)
        return
    key = "coordination.looked_store" if found.of_store else "coordination.looked_file"
    paragraph(
        say(
            key,
            file=plain(name),
            shares=count(counts.shares),
            accounts=count(counts.accounts),
            objects=count(counts.objects),
            first=_when(period[0]),
            last=_when(period[1]),
        ),
        "",
    )
    windows = ", ".join(_seconds(window.total_seconds()) for window in found.result.windows)
    paragraph(say("coordination.asked", windows=windows, weight=least), "")
    if counts.accounts < 2:
        paragraph(say("coordination.no_pairs"), "")
    else:
        numbers = {
            name: count(getattr(counts, name))
            for name in ("possible", "tested", "families", "tests")
        }
        paragraph(say("coordination.tested", **numbers), "")
    _show_notes(found)
    show_rejected(found)


def _show_notes(found: Found) -> None:
    counts = found.result.counts
    if found.repeated:
        paragraph(say("coordination.repeated", count=count(found.repeated)), "")
    if counts.crowded:
        names = _names((_object(found, code) for code in counts.crowded), len(counts.crowded))
        paragraph(say("coordination.crowded", count=len(counts.crowded), names=names), "")
    if counts.unanchored:
        paragraph(say("coordination.unanchored", count=count(counts.unanchored)), "")


def show_rejected(found: Found, *, err: bool = False) -> None:
    """Print how much could not be looked at, by reason; and what looks wrong with the input."""
    whole = sum(found.reasons.values())
    if whole:
        key = "coordination.left" if found.of_store else "coordination.rejected"
        rows = count(found.rejected + found.result.counts.shares)
        click.echo(say(key, count=count(whole), rows=rows), err=err)
    for reason, times in sorted(found.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        examples = [each for each in found.examples if each.reason == reason]
        if examples:
            facts = {name: short(fact, LENGTH) for name, fact in examples[0].facts.items()}
            lines = ", ".join(str(each.line) for each in examples)
            told = say(
                "coordination.rejected_why",
                count=count(times),
                lines=lines,
                reason=say(reason, **facts),
            )
        else:
            told = say("coordination.left_why", count=count(times), reason=say(reason))
        paragraph(told, "  ", err=err)
    if found.early:
        paragraph(say("coordination.early"), "", err=err)
    if found.unknown:
        unknown = _names(found.unknown, len(found.unknown))
        paragraph(say("coordination.set_apart_unknown", names=unknown), "", err=err)


def show_clusters(found: Found, top: int, database: Path | None) -> None:
    """Print the clusters, the largest first, then what was set apart."""
    result = found.result
    click.echo()
    if result.clusters:
        said = {"edges": count(result.counts.edges), "clusters": count(len(result.clusters))}
        paragraph(say("coordination.found", q=_level(result.q), **said), "")
    else:
        paragraph(say("coordination.found_nothing", q=_level(result.q)), "")
    for number, cluster in enumerate(result.clusters[:top]):
        _show_cluster(found, number, cluster, database)
    click.echo()
    hidden = len(result.clusters) - top
    if hidden > 0:
        paragraph(
            say("coordination.more_clusters", count=count(hidden), all=len(result.clusters)), ""
        )
    between = result.counts.edges - sum(cluster.edges for cluster in result.clusters)
    if between:
        paragraph(say("coordination.between", count=count(between)), "")
    _show_set_apart(found, top)


def show_unanchored(found: Found, top: int) -> None:
    """Print the communities that an assumption alone would find: each line says that it is none."""
    groups = found.result.unanchored
    click.echo()
    if not groups:
        paragraph(say("coordination.assumed_none"), "")
        return
    paragraph(say("coordination.assumed", count=count(len(groups))), "")
    for place, group in enumerate(groups[:top]):
        number, size = place + 1, len(group.accounts)
        seconds = _seconds(found.result.windows[-1].total_seconds())
        first, last = (_when(found.shares.moment(time)) for time in (group.first, group.last))
        shared = (_object(found, code) for code in group.objects)
        click.echo()
        paragraph(
            say(
                "coordination.assumed_group",
                number=number,
                accounts=count(size),
                objects=count(len(group.objects)),
                pairs=count(group.edges),
                possible=count(size * (size - 1) // 2),
                seconds=seconds,
                first=first,
                last=last,
            )
        )
        names = _names(found.unanchored(place), size)
        paragraph(say("coordination.assumed_accounts", number=number, names=names))
        names = _names(shared, len(group.objects), OBJECTS)
        paragraph(say("coordination.assumed_objects", number=number, names=names))
    if len(groups) > top:
        hidden = count(len(groups) - top)
        paragraph(say("coordination.assumed_more", count=hidden, all=len(groups)), "")


def show_caveat() -> None:
    """Print that all of it is a lead."""
    click.echo()
    paragraph(say("coordination.no_judgement"), "")
    click.echo(say("cli.lead"))


def _show_cluster(found: Found, number: int, cluster: Cluster, database: Path | None) -> None:
    size, result = len(cluster.accounts), found.result
    own = result.edges.cluster == number
    head = say(
        "coordination.pattern",
        accounts=count(size),
        objects=count(len(cluster.objects)),
        seconds=_seconds(result.windows[-1].total_seconds()),
        p=chance(float(result.edges.p[own].max(initial=cluster.p))),
    )
    click.echo()
    click.echo(click.style(f"{number + 1}. {head}", bold=True))
    moment = found.shares.moment
    paragraph(
        say(
            "coordination.exact",
            edges=count(cluster.edges),
            possible=count(size * (size - 1) // 2),
            density=decimal(cluster.density),
            first=_when(moment(cluster.first)),
            last=_when(moment(cluster.last)),
        )
    )
    paragraph(say("coordination.accounts", names=_names(found.accounts(number), size)))
    objects = (_object(found, code) for code in cluster.objects)
    paragraph(say("coordination.objects", names=_names(objects, len(cluster.objects), OBJECTS)))
    if database is not None:
        _show_about(found, number, database)
    for explanation in cluster.explanations:
        _show_explanation(explanation)
    if not cluster.explanations:
        paragraph(say("coordination.no_explanation"))


def _show_about(found: Found, number: int, database: Path) -> None:
    about = found.about.get(number)
    if len(found.result.clusters[number].accounts) < FEWEST:
        paragraph(say("coordination.about_few", least=FEWEST))
    elif about is None:
        paragraph(say("coordination.about_unknown", db=database))
    elif about:
        pairs = ", ".join(f"{plain(pair)} {count(posts)}" for pair, posts in about.items())
        paragraph(say("coordination.about", pairs=pairs))


def _show_explanation(explanation: Explanation) -> None:
    paragraph(say(explanation.key))
    for key, seen in (("favour", explanation.favour), ("against", explanation.against)):
        if seen:
            paragraph(say(f"coordination.{key}", evidence=_evidence(seen)), "      ")


def _evidence(seen: Sequence[Evidence]) -> str:
    return "; ".join(say(each.key, **each.facts) for each in seen)


def _show_set_apart(found: Found, top: int) -> None:
    edges, names = found.result.edges, found.shares.account_names
    rows = [row for row in edges_in_order(found).tolist() if edges.set_apart[row]]
    if not rows:
        tested = count(int(edges.set_apart.sum()))
        paragraph(say("coordination.set_apart_none", tested=tested), "")
        return
    click.echo(say("coordination.set_apart", count=count(len(rows))))
    for row in rows[:top]:
        a, b = sorted((names[edges.a[row]], names[edges.b[row]]))
        window = found.result.windows[edges.window[row]].total_seconds()
        paragraph(
            say(
                "coordination.set_apart_edge",
                a=short(a, LENGTH),
                b=short(b, LENGTH),
                weight=count(int(edges.weight[row])),
                seconds=_seconds(window),
                expected=decimal(float(edges.expected[row])),
                q=_level(float(edges.q[row])),
            )
        )
    if len(rows) > top:
        paragraph(say("coordination.set_apart_more", count=count(len(rows) - top)))


def _object(found: Found, code: int) -> str:
    name = found.shares.object_names[code]
    if not found.of_store:
        return name
    behaviour, _, thing = name.partition(" ")
    return say(f"coordination.of_{behaviour}", object=thing)


def _names(names: Iterable[str], whole: int, most: int = NAMES) -> str:
    """Write the first names, made safe, and how many there are besides."""
    shown = ", ".join(short(name, LENGTH) for name in islice(names, most))
    if whole <= most:
        return shown
    return say("coordination.more_names", names=shown, count=count(whole - most))


def _seconds(seconds: float) -> str:
    return f"{seconds:g}".replace(".", say("cli.decimal"))


def _level(q: float) -> str:
    """Write a q; what is very small is not worth its digits."""
    return f"{q:.2g}".replace(".", say("cli.decimal")) if q >= 0.001 else f"< {decimal(0.001, 3)}"


def _when(time: datetime) -> str:
    return time.astimezone(WIB).strftime("%d-%m-%Y %H.%M.%S WIB")
