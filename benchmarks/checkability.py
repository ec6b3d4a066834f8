"""How well posts are told apart: precision and recall per kind on the test half of the set.

Run: ``python -m benchmarks.checkability``. The set is ``tests/analyses/checkability.csv``.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from monitor.analyses import Setting, checkability
from monitor.language import prepare
from monitor.records import Post

SET = Path(__file__).parent.parent / "tests" / "analyses" / "checkability.csv"


def confusion(half: str) -> Counter[tuple[str, str]]:
    """Count (label, factor given) over the sentences of ``half``: ``development`` or ``test``."""
    with SET.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    posts = [Post(str(place), "web", row["sentence"]) for place, row in enumerate(rows)]
    signals = checkability.find(prepare(posts, None), Setting())
    return Counter((rows[int(signal.subject)]["label"], signal.factor) for signal in signals)


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return the table of ``docs/signals.md``."""
    lines = ["| kind | sentences | precision | recall |", "| --- | ---: | ---: | ---: |"]
    for kind in sorted(checkability.FACTORS.values()):
        right = counts[kind, kind]
        labelled = sum(count for (label, _), count in counts.items() if label == kind)
        given = sum(count for (_, factor), count in counts.items() if factor == kind)
        lines.append(f"| `{kind}` | {labelled} | {right / given:.2f} | {right / labelled:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(confusion("test")))
