"""The card of a model: what it is for and not for, what it learned from, how good it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.analyses.classifier import Classifier
from monitor.words import say

__all__ = ["card"]

SYSTEMS = ("style", "words", "nearest", "ours")
MEASURES = ("auroc", "average_precision", "precision_50", "recall_90", "macro_f1", "brier", "ece")


def card(classifier: Classifier) -> str:
    """Return a model's card as Markdown, in the language spoken now, from what its file says.

    Every number in it was measured by the run that made the model; none is typed by hand.
    """
    about: Mapping[str, Any] = classifier.about
    parts = [
        f"# {say('card.title', version=classifier.version)}",
        say("card.made", date=about["made"]),
        *(f"**{say(f'card.{name}_title')}** {say(f'card.{name}')}" for name in ("use", "refused")),
        f"**{say('card.what_title')}** " + _what(classifier),
        f"**{say('card.data_title')}** " + _data(about),
        f"**{say('card.measured_title')}** " + say("card.measured"),
        *_tables(about),
        *_gains(about),
        f"**{say('card.limits_title')}** " + say("card.limits"),
    ]
    if about.get("licence"):
        parts.append(f"**{say('card.licence_title')}** {about['licence']}")
    return "\n\n".join(parts) + "\n"


def _what(classifier: Classifier) -> str:
    domain = classifier.domain
    options: Mapping[str, Any] = dict(classifier.about)["options"]  # type: ignore[assignment]
    return say(
        "card.what",
        features=len(classifier.worth.buckets),
        shapes=len(classifier.worth.shapes),
        groups=options["groups"],
        fewest=domain.fewest,
        most=domain.most,
        medium=classifier.medium,
        high=classifier.high,
    )


def _data(about: Mapping[str, Any]) -> str:
    rows = about["rows"]
    told = say(
        "card.data",
        file=about["data"]["file"],
        digest=about["data"]["sha256"],
        used=rows["used"],
        read=rows["read"],
        positive=rows["positive"],
        negative=rows["used"] - rows["positive"],
        groups=rows["groups"],
        first=rows["first"] or "?",
        last=rows["last"] or "?",
    )
    if about["ordinary"]:
        told += " " + say("card.ordinary", **about["ordinary"])
    return told


def _tables(about: Mapping[str, Any]) -> Iterator[str]:
    for split in about["splits"]:
        title = say(f"evaluation.split_{split['split']}")
        if split["why"]:
            least = split["facts"].get("least", "")
            yield f"{title}: {say('evaluation.why_' + split['why'], least=least)}"
            continue
        for rows in ("all", "no_denials"):
            found = {
                (f["system"], f["measure"]): f
                for f in about["figures"]
                if (f["kind"], f["split"], f["rows"]) == ("measure", split["split"], rows)
            }
            if found:
                since = split["facts"].get("since", "")
                yield f"{title} {since} · {say(f'evaluation.rows_{rows}')}" + _base(found)
                yield _table(found)
    control = [f for f in about["figures"] if f["kind"] == "placebo" and f["measure"] == "auroc"]
    if control:
        told = ", ".join(
            f"{say('evaluation.system_' + f['system'])} {_cell(f)}"
            for f in control
            if f["system"] in SYSTEMS
        )
        yield say("card.placebo", told=told)


def _base(found: Mapping[tuple[str, str], Mapping[str, Any]]) -> str:
    some = next(iter(found.values()))
    return f" · {say('card.rows', count=some['count'], positive=some['positive'])}"


def _table(found: Mapping[tuple[str, str], Mapping[str, Any]]) -> str:
    head = ["", *(say(f"evaluation.system_{system}") for system in SYSTEMS)]
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * len(SYSTEMS)]
    for measure in MEASURES:
        cells = [_cell(found.get((system, measure))) for system in SYSTEMS]
        lines.append(f"| {say(f'evaluation.measure_{measure}')} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _gains(about: Mapping[str, Any]) -> Iterator[str]:
    lines = [
        f"- {say('evaluation.split_' + f['split'])}, {say('evaluation.rows_' + f['rows'])}: "
        f"{say('card.over', system=say('evaluation.system_' + f['over']))} {_cell(f, '+')}"
        for f in about["figures"]
        if f["kind"] == "gain" and f["over"] in ("style", "placebo")
    ]
    if lines:
        yield say("card.gains") + "\n\n" + "\n".join(lines)


def _cell(figure: Mapping[str, Any] | None, sign: str = "") -> str:
    if figure is None or figure["value"] is None:
        return "-"
    low, high = figure["low"], figure["high"]
    bounds = f" [{low:{sign}.2f}, {high:{sign}.2f}]" if low is not None else ""
    return f"{figure['value']:{sign}.2f}{bounds}".replace(".", say("cli.decimal"))
