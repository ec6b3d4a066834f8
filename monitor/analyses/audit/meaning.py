"""The last paragraph: what a score on this data would mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor.analyses.audit.records import Finding

__all__ = ["meaning"]

SHORTCUTS = (
    "length", "punctuation", "capitals", "markup", "style", "missing", "date", "source", "origin",
    "checkers", "outlets", "denials",
)  # fmt: skip
"""Checks that say how well something other than the claim tells the label."""
NEAR = 0.03
"""A shortcut this close below the words explains what they reach."""
SAID = 3
ALSO = (
    ({"second"}, "audit.means_wrong_labels"),
    ({"duplicates", "splits", "between"}, "audit.means_copies"),
    ({"drift"}, "audit.means_drift"),
)
"""Checks -> what else is said where one of them found a leak."""


def meaning(findings: Sequence[Finding]) -> list[tuple[str, Mapping[str, str]]]:
    """Return the sentences of the paragraph, each a key of ``words`` with its facts."""
    return list(_sentences(findings))


def _sentences(findings: Sequence[Finding]) -> Iterator[tuple[str, Mapping[str, str]]]:
    leaks = [each for each in findings if each.status == "leak"]
    words = next((each for each in findings if each.check == "bag" and each.strength), None)
    if words is None or words.strength is None:
        yield "audit.means_no_labels", {}
        if leaks:
            yield "audit.means_collecting", {"count": str(len(leaks))}
        return
    yield "audit.means_words", {"auroc": f"{words.strength:.2f}"}
    shortcuts = sorted(
        (each for each in leaks if each.check in SHORTCUTS), key=lambda e: -(e.strength or 0)
    )
    for each in shortcuts[:SAID]:
        facts = {"check": each.check, "auroc": f"{each.strength:.2f}"}
        yield "audit.means_shortcut", facts
    if placebo := _strongest(leaks, ("placebo",)):
        yield "audit.means_placebo", {"auroc": f"{placebo:.2f}"}
    found = {each.check for each in leaks}
    for checks, sentence in ALSO:
        if found & checks:
            yield sentence, {}
    yield _conclusion(words.strength, _strongest(leaks, SHORTCUTS), placebo, bool(leaks))


def _strongest(leaks: Sequence[Finding], checks: Sequence[str]) -> float:
    return max((each.strength or 0.0 for each in leaks if each.check in checks), default=0.0)


def _conclusion(
    words: float, shortcut: float, placebo: float, any_leak: bool
) -> tuple[str, Mapping[str, str]]:
    if shortcut >= words - NEAR:
        return "audit.means_nothing", {"auroc": f"{shortcut:.2f}"}
    if placebo >= words - NEAR:
        return "audit.means_placebo_nothing", {}
    if shortcut:
        return "audit.means_above", {"auroc": f"{shortcut:.2f}"}
    return ("audit.means_careful" if any_leak else "audit.means_clean"), {}
