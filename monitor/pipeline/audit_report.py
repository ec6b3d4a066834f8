"""An audit as a report in the reader's language, and as records for the next program."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor import __version__
from monitor.analyses.audit import Finding, Table
from monitor.exports import report as page
from monitor.pipeline.audit import Audited
from monitor.words import language, plain, say

__all__ = ["audit_records", "audit_report", "meaning_of", "sentence_of"]

_NUMBER = re.compile(r"(\d)\.(\d)")
_SHARES = {
    "missing": (1, 2), "dates": (2,), "sources": (2,), "openings": (3,), "words": (2, 3),
}  # fmt: skip
_TEXT_COLUMNS = {"word", "mark", "column", "period", "source", "other", "label", "second"}
_NO_LABEL = "-1"
_VERBATIM = {"word", "column", "name", "pair", "part", "when_lowest", "when_highest"}
"""Facts that are names, whatever digits they hold."""


def audit_report(done: Audited) -> page.Report:
    """Return everything an audit has to say, as its page shows it."""
    data, audit = done.data, done.audit
    rest = audit.texts - audit.positives - audit.negatives
    facts = [
        (say("audit.file"), plain(data.path.name)),
        (say("audit.digest"), data.digest),
        (say("audit.texts"), say("audit.texts_value", texts=audit.texts, groups=audit.groups)),
        (
            say("audit.labels"),
            say(
                "audit.labels_value",
                positives=audit.positives,
                negatives=audit.negatives,
                rest=rest,
            ),
        ),
        (say("audit.roles"), _pairs(data.roles)),
        (say("audit.readings"), _pairs(data.readings)),
        (say("audit.made_with"), say("audit.made_value", version=__version__, seed=audit.seed)),
    ]
    heads = tuple(say(f"audit.{name}") for name in ("check", "strength", "least", "what"))
    by_status = {
        status: [each for each in audit.findings if each.status == status]
        for status in ("note", "clear", "n/a")
    }
    sections = (
        page.Section(
            "leaks",
            say("audit.leaks"),
            heads,
            tuple(_line(each) for each in (*by_status["note"], *audit.leaks)),
            say("audit.no_leaks"),
        ),
        page.Section("clear", say("audit.clear"), heads, tuple(map(_line, by_status["clear"]))),
        page.Section(
            "impossible",
            say("audit.not_possible"),
            (heads[0], say("audit.why")),
            tuple(map(_line, by_status["n/a"])),
        ),
    )
    return page.Report(
        lang=language(),
        title=say("audit.title"),
        lead=say("audit.lead"),
        facts=tuple((name, value) for name, value in facts if value),
        meaning_title=say("audit.meaning"),
        meaning=tuple(meaning_of(done)),
        sections=sections,
        tables_title=say("audit.tables"),
        tables=tuple(made for table in audit.tables for made in _tables(table)),
        notes_title=say("audit.notes"),
        notes=tuple(
            _note(reject.line, reject.reason, reject.facts) for reject in data.rejects[:50]
        ),
        foot=say("audit.how_to_read"),
    )


def meaning_of(done: Audited) -> list[str]:
    """Return the sentences of the last paragraph."""
    return [_said(key, {**facts, **_check_name(facts)}) for key, facts in done.audit.meaning]


def sentence_of(finding: Finding) -> str:
    """Return what a finding means, in the reader's language."""
    return _said(finding.reason, finding.facts)


def audit_records(done: Audited) -> Iterator[dict[str, Any]]:
    """Yield the audit as one record for the data, then one a finding and one a table."""
    data, audit = done.data, done.audit
    yield {
        "kind": "audit",
        "file": data.path.name,
        "sha256": data.digest,
        "version": __version__,
        "seed": audit.seed,
        "texts": audit.texts,
        "groups": audit.groups,
        "positives": audit.positives,
        "negatives": audit.negatives,
        "roles": data.roles,
        "readings": data.readings,
        "meaning": " ".join(meaning_of(done)),
    }
    for each in audit.findings:
        yield {
            "kind": "finding",
            "check": each.check,
            "about": each.about,
            "status": each.status,
            "measure": each.measure,
            "strength": _rounded(each.strength),
            "low": _rounded(each.low),
            "high": _rounded(each.high),
            "threshold": each.threshold,
            "sure": each.sure,
            "rows": each.rows,
            "facts": dict(each.facts),
            "sentence": sentence_of(each),
        }
    for table in audit.tables:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        yield {"kind": "table", "table": table.name, "rows": rows}


def _rounded(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, 4)


def _line(finding: Finding) -> page.Finding:
    name = say(f"audit.name_{finding.check}")
    if finding.about and finding.status != "n/a":
        name = f"{name}: {plain(_about(finding))}"
    if finding.strength is None or finding.low is None or finding.high is None:
        return page.Finding(name, sentence_of(finding))
    kind = say(f"audit.{finding.measure}_short")
    least = finding.threshold
    return page.Finding(
        name=name,
        sentence=sentence_of(finding),
        strength=f"{kind} {_number(finding.strength)} "
        f"[{_number(finding.low)}; {_number(finding.high)}]",
        least=_number(least) if least is not None else "",
        bar=page.Bar(
            finding.strength,
            finding.low,
            finding.high,
            least,
            0.5 if finding.measure == "auroc" else 0.0,
        ),
    )


def _about(finding: Finding) -> str:
    if finding.about == _NO_LABEL:
        return say("audit.no_label")
    return f"label {finding.about}" if finding.about in ("0", "1") else finding.about


def _tables(table: Table) -> Iterator[page.Table]:
    """Yield a table as it is shown; that of words as two, one for each label."""
    if not table.rows:
        return
    if table.name == "words":
        weight = table.columns.index("weight")
        for side, sign in (("1", 1), ("0", -1)):
            rows = [row for row in table.rows if float(row[weight]) * sign > 0]
            title = say("audit.table_words", side=say(f"audit.side_{side}"))
            yield _table(title, Table(table.name, table.columns, rows))
    else:
        yield _table(say(f"audit.table_{table.name}"), table)


def _table(title: str, table: Table) -> page.Table:
    shares = _SHARES.get(table.name, ())
    return page.Table(
        title,
        tuple(say(f"audit.column_{name}") for name in table.columns),
        tuple(
            tuple(
                _cell(table.columns[place], cell, share=place in shares)
                for place, cell in enumerate(row)
            )
            for row in table.rows
        ),
        tuple(place for place, name in enumerate(table.columns) if name not in _TEXT_COLUMNS),
    )


def _cell(column: str, cell: str | int | float, *, share: bool) -> str:
    if column == "mark":
        return say(f"audit.mark_{cell}") if cell else ""
    if column == "label" and cell == _NO_LABEL:
        return say("audit.no_label")
    if share:
        return _said_number(f"{float(cell):.1%}".replace("%", " %"))
    return _said_number(f"{cell:.2f}") if isinstance(cell, float) else plain(str(cell))


def _check_name(facts: Mapping[str, str]) -> dict[str, str]:
    return {"check": say(f"audit.name_{facts['check']}")} if "check" in facts else {}


def _note(line: int, reason: str, facts: Mapping[str, str]) -> str:
    return f"{line}: {say(reason, **facts)}"


def _said(key: str, facts: Mapping[str, str]) -> str:
    """Say a sentence with its numbers written as the reader's language writes them."""
    return say(key, **{name: _fact(name, value) for name, value in facts.items()})


def _fact(name: str, value: str) -> str:
    if value == _NO_LABEL:
        return say("audit.no_label")
    return value if name in _VERBATIM else _said_number(value).replace("%", " %")


def _number(value: float) -> str:
    return _said_number(f"{value:.2f}")


def _said_number(text: str) -> str:
    mark = say("cli.decimal")
    return _NUMBER.sub(rf"\1{mark}\2", text)


def _pairs(known: Mapping[str, object]) -> str:
    shown = [f"{plain(str(name))} = {plain(str(value))}" for name, value in known.items()]
    return ", ".join(shown[:20]) + (", …" if len(shown) > 20 else "")
