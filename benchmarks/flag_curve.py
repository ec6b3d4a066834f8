"""Print whether the classifier learns more from more texts, calibrates, and where it fails.

    python -m benchmarks.flag_curve claims_circulating.parquet --ordinary political_posts.parquet

The curve is of texts before that day, by grouped folds; the ECE too, inside the domain; errors are
those on later texts, of a model that saw only earlier ones. No text is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.classifier.seeing import see, styled_of
from monitor.analyses.classifier.training import Options, fit, regress, scores_of
from monitor.collectors.labelled import read_labelled
from monitor.language.masking import masked
from monitor.measures import auroc, calibration_error, time_split
from monitor.pipeline.audit import near_duplicates
from monitor.pipeline.labelled_rows import Rows, usable

SHARES = (0.25, 0.5, 0.75, 1.0)
SEEDS = (7, 8, 9)
FOLDS = 5
OTHERS = 10
"""Every tenth ordinary text is enough to draw the border."""


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--ordinary", type=Path, help="texts the domain test learns from")
    parser.add_argument("--since", default="2018-07")
    asked = parser.parse_args()
    rows = usable(read_labelled(asked.data))
    split = time_split(rows.dates, rows.labels, rows.groups, since=asked.since)
    curve(rows, split.train)
    calibration(rows, split.train, asked.ordinary)
    errors(rows, split.train, split.test)


def curve(rows: Rows, earlier: NDArray[np.int64]) -> None:
    """Print AUROC against how many texts were learned from, on texts of the same time."""
    seen = see(rows.texts)
    print("\n| share learned | AUROC, all | AUROC, no denials |\n| ---: | ---: | ---: |")
    for share in SHARES:
        found = [_crossed(rows, seen, earlier, share, seed) for seed in SEEDS]
        both, bare = np.mean(found, axis=0)
        print(f"| {share:.0%} | {both:.3f} | {bare:.3f} |")


def _crossed(rows, seen, earlier, share, seed):  # noqa: ANN001, ANN202
    random = np.random.default_rng(seed)
    held = np.zeros(len(rows.texts))
    for learned, left in _folds(rows, earlier, seed):
        groups = np.unique(rows.groups[learned])
        some = random.choice(groups, int(len(groups) * share), replace=False)
        held[left] = _scores(rows, seen, learned[np.isin(rows.groups[learned], some)], left)
    bare = earlier[~rows.denials[earlier]]
    return auroc(rows.labels[earlier], held[earlier]), auroc(rows.labels[bare], held[bare])


def _folds(
    rows: Rows, places: NDArray[np.int64], seed: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    groups = np.unique(rows.groups[places])
    fold = dict(
        zip(
            groups.tolist(),
            np.random.default_rng(seed).integers(0, FOLDS, len(groups)),
            strict=True,
        )
    )
    of = np.array([fold[group] for group in rows.groups[places].tolist()])
    for each in range(FOLDS):
        yield places[of != each], places[of == each]


def _scores(rows, seen, learned, left):  # noqa: ANN001, ANN202
    options = Options()
    part = seen.some(learned)
    styled = styled_of(part.shapes)
    ones = np.ones(len(learned))
    linear = regress(part, styled, rows.groups[learned], rows.labels[learned], ones, options)
    return scores_of(seen.some(left), styled, linear)


def calibration(rows: Rows, earlier: NDArray[np.int64], ordinary: Path | None) -> None:
    """Print how far probabilities hold where one is given, on texts of the same time."""
    said, so = [], []
    others = sorted(set(read_labelled(ordinary).texts))[::OTHERS] if ordinary else []
    for learned, left in _folds(rows, earlier, SEEDS[0]):
        model = fit(
            [rows.texts[place] for place in learned],
            rows.labels[learned],
            groups=rows.groups[learned],
            ordinary=others,
            ordinary_groups=near_duplicates(others) if others else (),
        )
        for place, judged in zip(left, model.judge([rows.texts[p] for p in left]), strict=True):
            if judged.probability is not None:
                said.append(judged.probability)
                so.append(rows.labels[place])
    inside = len(said) / len(earlier)
    error = calibration_error(np.array(so), np.array(said))
    print(f"\nin the domain: {inside:.2f} of held-out texts, ECE {error:.3f}")


def errors(rows: Rows, earlier: NDArray[np.int64], later: NDArray[np.int64]) -> None:
    """Print who stands where, on later texts: shares of each kind in each quarter of the order."""
    seen = see(rows.texts)
    scores = _scores(rows, seen, earlier, later)
    order = np.argsort(np.argsort(scores, kind="stable"), kind="stable") * 4 // len(later)
    headline = np.array([_is_headline(rows.texts[place]) for place in later])
    length = np.array([len(masked(rows.texts[place])) for place in later])
    kinds = {
        "headlines": headline,
        "up to 6 words": length <= 6,
        "over 60 words": length > 60,
        "denials": rows.denials[later],
    }
    print("\n| later texts | found | count | lowest quarter | 2nd | 3rd | highest |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, chosen in {"all": np.ones(len(later), bool), **kinds}.items():
        for label, word in ((1, "false"), (0, "not false")):
            some = order[chosen & (rows.labels[later] == label)]
            if len(some):
                shares = np.bincount(some, minlength=4) / len(some)
                print(
                    f"| {name} | {word} | {len(some)} | "
                    + " | ".join(f"{s:.2f}" for s in shares)
                    + " |"
                )


def _is_headline(text: str) -> bool:
    from monitor.analyses.classifier.style import STYLE, style

    return bool(style(masked(text))[STYLE.index("headline")])


if __name__ == "__main__":
    main()
