"""How well denials are recognised, on texts labelled by one reader before seeing the answers.

Run: ``python -m benchmarks.clarification DATA`` with a folder that holds
``claims_circulating.parquet`` and ``political_posts.parquet`` (not part of this project; needs
pandas and pyarrow). ``benchmarks/clarification.csv`` holds the labels by row id, no text. A denial
is a text that itself denies or corrects what goes round, in whatever words, or reports that
somebody did. Claims are drawn at random from the test split by time; posts are layered, so that
there is something to find: their share of denials says nothing about X.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from monitor.analyses.clarification import is_clarification

LABELS = Path(__file__).with_suffix(".csv")


class Row(NamedTuple):
    """One text somebody read."""

    name: str
    """The sample it was drawn for."""
    denial: bool
    found: bool


def read(data: Path) -> list[Row]:
    """Hold the labels against what is found in the texts of ``data``."""
    import pandas as pd

    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    texts = {
        name: pd.read_parquet(data / f"{name}.parquet").drop_duplicates("id").set_index("id").text
        for name in {label["file"] for label in labels}
    }
    return [
        Row(
            f"{label['file']}, {label['drawn']} sample",
            label["denial"] == "1",
            is_clarification(texts[label["file"]][label["id"]]),
        )
        for label in labels
    ]


def share(data: Path) -> float:
    """Return in how many of the posts a denial is found."""
    import pandas as pd

    texts = pd.read_parquet(data / "political_posts.parquet").text
    return sum(map(is_clarification, texts)) / len(texts)


def table(rows: Iterable[Row]) -> str:
    """Return the table of ``docs/signals.md``.

    Examples
    --------
    >>> print(table([Row("a", True, True), Row("a", True, False), Row("a", False, False)]))
    | sample | texts | denials | found | of these right | denials found |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | a | 3 | 2 | 1 | 1 (1.00) | 0.50 |
    """
    columns = ("sample", "texts", "denials", "found", "of these right", "denials found")
    lines = [f"| {' | '.join(columns)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.name, []).append(row)
    for name, members in of.items():
        denials = sum(row.denial for row in members)
        found = sum(row.found for row in members)
        right = sum(row.denial and row.found for row in members)
        lines.append(
            f"| {name} | {len(members)} | {denials} | {found} "
            f"| {right} ({right / max(1, found):.2f}) | {right / max(1, denials):.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table, and how often the factor fires."""
    data = Path(sys.argv[1])
    print(table(read(data)))
    print(f"\nFound in {share(data):.2%} of political_posts.")


if __name__ == "__main__":
    main()
