"""What a terminal shows of the network: sentences with their doubts first, then the tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from monitor.analyses.network import MEASURES, NONE, Figure, Picture
from monitor.cli.lines import WIDTH, paragraph
from monitor.pipeline.network import NetworkReport, clustered_figure
from monitor.pipeline.network_records import check_sentence
from monitor.pipeline.written import count, decimal, percent
from monitor.words import plain, say

__all__ = ["show_network"]

UNITS = {each.name: each.unit for each in MEASURES}
ABREAST = 4
"""Pairs side by side in one table."""
UNKNOWN = "unknown"
NOT_KNOWN = "n/a"


def show_network(report: NetworkReport) -> None:
    """Print the report, except what was looked at: that stands under every output alike."""
    _show_head(report)
    of_pairs = [each for each in report.pictures if each.entity is not None]
    for picture in of_pairs:
        click.echo()
        click.echo(click.style(_name(report, picture), bold=True))
        for sentence in _sentences(report, picture):
            paragraph(sentence, "  ")
    if not of_pairs:
        paragraph(say("network.no_pairs"), "")
    some = [each for each in report.pictures if each.amplified]
    if not some:
        paragraph(f"{say('network.table_figures')}: {say('network.no_reposts')}", "")
    for at in range(0, len(some), ABREAST):
        _show_figures(report, some[at : at + ABREAST])
    _show_accounts(report)
    _show_changes(report)
    _show_overlaps(report)
    _show_groups(report)
    _show_roles(report)
    _show_checks(report)


def _show_head(report: NetworkReport) -> None:
    election = report.election
    title = say("network.title", election=election.name) if election else say("network.title_bare")
    click.echo(click.style(title, bold=True))
    paragraph(say("network.note"), "")
    asked = report.asked
    if asked["phase"]:
        paragraph(say("network.only_phase", phase=say(f"phases.{asked['phase']}")), "")
    if asked["platform"]:
        paragraph(say("network.only_platform", platform=asked["platform"]), "")
    if report.loops or report.nameless:
        left_out = {"loops": count(report.loops), "nameless": count(report.nameless)}
        paragraph(say("network.left_out", **left_out), "")


def _sentences(report: NetworkReport, picture: Picture) -> Iterator[str]:
    """Say how visible posts about a pair are, how much few made of it, and how much is in step."""
    found, counts = {figure.measure: figure for figure in picture.figures}, picture.counts
    name = _name(report, picture)
    if found["amplifications"].value is None:
        yield say("network.seen_why", name=name, why=say(found["amplifications"].why))
    else:
        seen = say(
            "network.seen",
            name=name,
            times=_cell(found["amplifications"]),
            reposts=count(counts["repost"]),
            quotes=count(counts["quote"]),
            amplifiers=_cell(found["amplifiers"]),
            amplified=_cell(found["amplified"]),
        )
        yield " ".join([seen, *([say("network.seen_doubt")] if counts["quote"] else [])])
        yield _share("few", found["top_10_made"])
        yield _stepped(report, picture)
    if counts["mention"] or counts["reply"]:
        yield say(
            "network.attention",
            mentions=count(counts["mention"]),
            replies=count(counts["reply"]),
        )


def _share(key: str, figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return say(f"network.{key}_why", why=say(figure.why))
    ends = {"low": percent(figure.low), "high": percent(figure.high)}
    return say(f"network.{key}", share=percent(figure.value), over=count(figure.over), **ends)


def _stepped(report: NetworkReport, picture: Picture) -> str:
    figure = clustered_figure(report, picture.entity or 0)
    if figure.value == 0:
        return say("network.stepped_not", high=percent(figure.high or 0.0))
    return _share("stepped", figure)


def _show_figures(report: NetworkReport, pictures: Sequence[Picture]) -> None:
    """Print measures as rows and pairs as columns, and under them why some are n/a."""
    columns = {_name(report, picture): _figures(report, picture) for picture in pictures}
    measures = dict.fromkeys(measure for found in columns.values() for measure in found)
    rows, reasons = [], dict[str, list[str]]()
    for measure in measures:
        cells = [found.get(measure) for found in columns.values()]
        for why in dict.fromkeys(cell.why for cell in cells if cell and cell.value is None):
            reasons.setdefault(why, []).append(_measure(measure))
        if any(cell is not None and cell.value is not None for cell in cells):
            rows.append([_measure(measure), *(_cell(cell) if cell else "" for cell in cells)])
    _table("figures", [say("network.column_measure"), *columns], rows)
    for why, names in reasons.items():
        paragraph(f"{'; '.join(names)}: {say(why)}", "")


def _figures(report: NetworkReport, picture: Picture) -> dict[str, Figure]:
    figures = list(picture.figures)
    if picture.entity is not None:
        figures.append(clustered_figure(report, picture.entity))
    return {figure.measure: figure for figure in figures}


def _show_accounts(report: NetworkReport) -> None:
    """Print who is carried, who carries and who was first, each a table with a part per pair."""
    parts = [(_name(report, picture), picture) for picture in report.pictures]
    _table(
        "amplified",
        _heads("pair", "account", "strength", "from", "pagerank", "h_index"),
        [
            [
                name,
                _account(report, each.account),
                count(each.strength),
                count(each.accounts),
                decimal(each.pagerank, 3),
                _cell(each.h_index),
            ]
            for name, picture in parts
            for each in picture.amplified
        ],
    )
    _show_reasons(each.h_index for _, picture in parts for each in picture.amplified)
    _table(
        "amplifiers",
        _heads("pair", "account", "made", "of"),
        [
            [name, _account(report, each.account), count(each.strength), count(each.accounts)]
            for name, picture in parts
            for each in picture.amplifiers
        ],
    )
    _table(
        "movers",
        _heads("pair", "account", "first", "carried", "delay"),
        [
            [
                name,
                _account(report, each.account),
                count(each.first),
                count(each.carried),
                _cell(each.delay),
            ]
            for name, picture in parts
            for each in picture.movers
        ],
    )


def _show_changes(report: NetworkReport) -> None:
    rows = [
        [
            _name(report, picture),
            f"{_phase(report, each.before)} → {_phase(report, each.after)}",
            " → ".join(map(count, each.amplifications)),
            " → ".join(map(count, each.amplifiers)),
            _cell(each.kept),
            _cell(each.gini),
        ]
        for picture in report.pictures
        for each in picture.phases
    ]
    heads = _heads("pair", "phases", "amplifications", "amplifiers", "kept", "gini_change")
    _table("changes", heads, rows)
    if rows:
        _show_reasons(each.kept for picture in report.pictures for each in picture.phases)
        paragraph(say("network.changes_note"), "")
    elif report.pictures[0].why_no_phases:
        click.echo()
        paragraph(f"{say('network.table_changes')}: {say(report.pictures[0].why_no_phases)}", "")


def _show_overlaps(report: NetworkReport) -> None:
    some = [each for each in report.overlaps if min(each.only_a, each.only_b) + each.both]
    rows = [
        [
            f"{plain(report.entities[each.a])} + {plain(report.entities[each.b])}",
            count(each.only_a),
            count(each.only_b),
            count(each.both),
            _cell(each.share),
        ]
        for each in some
    ]
    _table("overlaps", _heads("pairs", "only_first", "only_second", "both", "overlap"), rows)
    _show_reasons(each.share for each in some)


def _show_groups(report: NetworkReport) -> None:
    bridges = [
        [_account(report, each.account), _cell(each.betweenness)] for each in report.bridging
    ]
    _table("bridges", _heads("account", "betweenness"), bridges)
    modularity, stability = report.communities
    if modularity.value is None:
        paragraph(f"{say('network.groups')}: {say(modularity.why)}", "")
        return
    paragraph(
        say(
            "network.communities",
            sizes=", ".join(map(count, report.sizes)),
            modularity=_cell(modularity),
            stability=_cell(stability),
        ),
        "",
    )


def _show_roles(report: NetworkReport) -> None:
    """Print what registered accounts did and got; who is on no register is one line."""
    if not report.register:
        paragraph(say("network.roles_none"), "")
        return
    listed = [f"{say(f'network.role_{role}')} {many}" for role, many in report.register.items()]
    paragraph(say("network.register", roles=", ".join(listed)), "")
    shares = [
        (each, side)
        for table in (report.roles, report.phase_roles)
        for side, of_side in (("made", table.made), ("got", table.got))
        for each in of_side
        if each.role != UNKNOWN
    ]
    shares.sort(key=lambda pair: pair[0][:2])
    rows = [
        [
            plain(report.entities[each.entity])
            if each.entity != NONE
            else say("network.everybody"),
            _phase(report, each.phase) if each.phase != NONE else say("network.all_phases"),
            say(f"network.role_{each.role}"),
            say(f"network.side_{side}"),
            count(each.amplifications),
            count(each.accounts),
            f"{percent(each.share)} [{percent(each.low)};{percent(each.high)}]",
        ]
        for each, side in shares
    ]
    heads = ("pair", "phase", "role", "side", "amplifications", "accounts", "percent")
    _table("roles", _heads(*heads), rows)
    paragraph(say("network.roles_note" if rows else "network.roles_silent"), "")


def _show_checks(report: NetworkReport) -> None:
    """Print what is worth checking, under each rule once where the rule can be read."""
    found = report.checked.found
    if found:
        click.echo()
    for rule in dict.fromkeys(each.rule for each in found):
        of_rule = [each for each in found if each.rule == rule]
        for each in of_rule:
            paragraph(check_sentence(report, each), "")
        paragraph(say("network.check_sources", sources=" ".join(of_rule[0].sources)))
    for key in report.checked.not_checked:
        paragraph(say(key), "")


def _table(key: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; what rows have in common in their first cell stands once, above a line."""
    rows = list(rows)
    if not rows:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for at, head in enumerate(heads):
        is_text = any(row[at][:1].isalpha() and row[at] != NOT_KNOWN for row in rows)
        table.add_column(head, justify="left" if is_text else "right", overflow="fold")
    before = ""
    for first, *rest in rows:
        if before not in ("", first) and len({row[0] for row in rows}) < len(rows):
            table.add_section()
        table.add_row("" if first == before else first, *rest)
        before = first
    click.echo("\n" + click.style(say(f"network.table_{key}"), bold=True))
    Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else WIDTH).print(
        table
    )


def _show_reasons(figures: Iterable[Figure]) -> None:
    """Say why cells of the table above are n/a, each reason once."""
    for why in dict.fromkeys(figure.why for figure in figures if figure.value is None):
        paragraph(say(why), "")


def _heads(*names: str) -> list[str]:
    return [say(f"network.column_{name}") for name in names]


def _name(report: NetworkReport, picture: Picture) -> str:
    if picture.entity is None:
        return say("network.everybody")
    return plain(report.entities[picture.entity])


def _phase(report: NetworkReport, phase: int) -> str:
    return say(f"phases.{report.phases[phase]}")


def _account(report: NetworkReport, account: int) -> str:
    name, role = plain(report.accounts[account]), report.role(account)
    return name if role == UNKNOWN else f"{name} ({say(f'network.role_{role}')})"


def _measure(measure: str) -> str:
    return say(f"network.measure_{measure}")


def _cell(figure: Figure) -> str:
    """Write a value with its interval, as its unit is written."""
    if figure.value is None:
        return NOT_KNOWN
    value = _written(figure.value, UNITS[figure.measure])
    if figure.low is None or figure.high is None:
        return value
    low, high = (_written(end, UNITS[figure.measure]) for end in (figure.low, figure.high))
    return value if low == high else f"{value} [{low};{high}]"


def _written(value: float, unit: str) -> str:
    if unit == "seconds":
        return _span(value)
    if unit == "count":
        return count(int(value)) if value == int(value) else decimal(value, 1)
    return decimal(value, 2)


def _span(seconds: float) -> str:
    """Write a span as people say it: seconds, minutes, hours or days."""
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return say(f"network.span_{unit}", count=decimal(seconds / size, 1))
    return say("network.span_seconds", count=decimal(seconds, 0))
