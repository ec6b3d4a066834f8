"""What the audit finds in invented data: nothing in clean sets, each planted leak in others.

``python -m benchmarks.audit`` (two minutes). Prints the tables of
``docs/audit.md``. Texts are strings of invented words with a content signal of their own, so that
a label can be learned honestly; everything else is drawn without a look at the label, until a leak
is planted. ``python -m benchmarks.audit FOLDER`` also audits the files of a folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np

from monitor.analyses.audit import CHECKS, Sample, audit
from monitor.pipeline.audit import audit_file, near_duplicates

SIZE = 600
"""Texts of a set: few, as most labelled sets are."""
SEEDS = 20
SMALL, LARGE = 200, 10_000
SOURCES = ("kebun", "sungai", "bukit")

Plant = Callable[[Sample, np.random.Generator], Sample]


def clean(seed: int, size: int = SIZE) -> Sample:
    """Return a set whose label can be told by what its texts say, and by nothing else."""
    random = np.random.default_rng((1, seed))
    labels = (random.random(size) < 0.4).astype(np.int8)
    words = _words(np.random.default_rng((2, seed)))
    return Sample(
        texts=[_text(random, words, int(label)) for label in labels],
        labels=labels,
        groups=np.arange(size),
        dates=[f"{random.integers(2016, 2020)}-{random.integers(1, 13):02}-15" for _ in labels],
        sources=random.choice(SOURCES, size).tolist(),
        accounts=[f"x:akun{number}" for number in random.integers(0, size, size)],
        others={"platform": random.choice(["x", "facebook"], size).tolist()},
        splits={"split": random.choice(["train", "test"], size, p=[0.7, 0.3]).tolist()},
        second=labels.copy(),
        filled={"date": random.random(size) < 0.8, "url": random.random(size) < 0.5},
    )


def _words(random: np.random.Generator) -> list[str]:
    syllables = [a + b for a in "bcdghjklmnprstw" for b in "aeiou"]
    made = {"".join(random.choice(syllables, random.integers(2, 4))) for _ in range(900)}
    return sorted(made)


def _text(random: np.random.Generator, words: list[str], label: int) -> str:
    """Return a text; one in three of its label's ten subjects, one in eight of the other's."""
    length = int(np.clip(random.lognormal(2.9, 0.5), 6, 90))
    rank = np.minimum(random.zipf(1.35, length) + 19, len(words) - 1)
    picked = [words[(each * 7) % len(words)] for each in rank]
    for subject in range(10):
        if random.random() < (0.30 if label else 0.12):
            picked.insert(int(random.integers(len(picked) + 1)), words[-1 - subject])
    for each in ("yang", "di", "dan", "tidak", "ini", "itu", "kami", "sudah"):
        if random.random() < 0.5:
            picked.insert(int(random.integers(len(picked) + 1)), each)
    text = " ".join(picked)
    if random.random() < 0.6:
        text = text.capitalize()
    if random.random() < 0.4:
        text = text.replace(" ", ", ", 1)
    return text + str(random.choice([".", "!", "", " #kabar", "?"]))


def _change(sample: Sample, change: Callable[[str], str], rows: np.ndarray) -> Sample:  # type: ignore[type-arg]
    chosen = set(rows.tolist())
    texts = [change(t) if n in chosen else t for n, t in enumerate(sample.texts)]
    return replace(sample, texts=texts)


def _of(sample: Sample, random: np.random.Generator, label: int, share: float) -> np.ndarray:  # type: ignore[type-arg]
    """Return a share of the rows of a label, drawn."""
    rows = np.flatnonzero(sample.labels == label)
    return rows[random.random(len(rows)) < share]


def length(sample: Sample, random: np.random.Generator) -> Sample:
    """Cut six positive texts in ten to their first third."""
    return _change(sample, lambda text: text[: len(text) // 3], _of(sample, random, 1, 0.6))


def style(sample: Sample, random: np.random.Generator) -> Sample:
    """Let four positive texts in ten shout."""
    return _change(sample, lambda text: text.upper() + "!!!", _of(sample, random, 1, 0.4))


def word(sample: Sample, random: np.random.Generator) -> Sample:
    """Put one word into a fifth of the positive texts."""
    return _change(sample, lambda text: f"{text} arsipkata", _of(sample, random, 1, 0.2))


def denial(sample: Sample, random: np.random.Generator) -> Sample:
    """Let four negative texts in ten be denials."""
    return _change(sample, lambda text: f"{text} itu tidak benar", _of(sample, random, 0, 0.4))


def checker(sample: Sample, random: np.random.Generator) -> Sample:
    """Let four positive texts in ten hold a word of checkers."""
    return _change(sample, lambda text: f"{text} tangkapan layar", _of(sample, random, 1, 0.4))


def dateline(sample: Sample, random: np.random.Generator) -> Sample:
    """Let four negative texts in ten begin as a newsroom begins."""
    return _change(sample, lambda text: f"JAKARTA, {text}", _of(sample, random, 0, 0.4))


def source(sample: Sample, random: np.random.Generator) -> Sample:
    """Take four positive texts in ten from a source of their own."""
    rows = set(_of(sample, random, 1, 0.4).tolist())
    return replace(
        sample, sources=["laut" if n in rows else s for n, s in enumerate(sample.sources)]
    )


def year(sample: Sample, random: np.random.Generator) -> Sample:
    """Date half of the negative texts to one year."""
    rows = set(_of(sample, random, 0, 0.5).tolist())
    return replace(
        sample, dates=["2017-03-15" if n in rows else d for n, d in enumerate(sample.dates)]
    )


def rule(sample: Sample, random: np.random.Generator) -> Sample:
    """Date three negative texts in four, two others in five, to one year of two."""
    first = random.random(len(sample.texts)) < np.where(sample.labels == 1, 0.4, 0.75)
    return replace(sample, dates=["2017-03-15" if each else "2019-03-15" for each in first])


def gap(sample: Sample, random: np.random.Generator) -> Sample:
    """Take the date from half of the positive texts."""
    filled = sample.filled["date"].copy()
    filled[_of(sample, random, 1, 0.5)] = False
    return replace(sample, filled={**sample.filled, "date": filled})


def duplicate(sample: Sample, random: np.random.Generator) -> Sample:
    """Copy one text in twenty to the other side of the split, one word added."""
    texts, labels = list(sample.texts), sample.labels.copy()
    sides = list(sample.splits["split"])
    for row in np.flatnonzero(random.random(len(texts)) < 0.05):
        other = int(random.integers(len(texts)))
        texts[other], labels[other] = f"{texts[row]} juga", labels[row]
        sides[other] = "test" if sides[row] == "train" else "train"
    return replace(
        sample, texts=texts, labels=labels, second=labels.copy(), splits={"split": sides}
    )


def copy(sample: Sample, random: np.random.Generator) -> Sample:
    """Let eight texts be posted by six accounts each."""
    texts, labels = list(sample.texts), sample.labels.copy()
    for _ in range(8):
        row, *others = random.choice(len(texts), 6, replace=False).tolist()
        texts[row] = f"{texts[row]} bersama kita bangun desa dan kota"
        for other in others:
            texts[other], labels[other] = texts[row], labels[row]
    return replace(sample, texts=texts, labels=labels, second=labels.copy())


def crawl(sample: Sample, random: np.random.Generator) -> Sample:
    """Let a third of one source's texts begin with RT."""
    rows = np.array([n for n, name in enumerate(sample.sources) if name == SOURCES[0]])
    return _change(sample, lambda text: f"RT {text}", rows[random.random(len(rows)) < 0.33])


def habit(sample: Sample, random: np.random.Generator) -> Sample:
    """Let half of one source's texts end as no other's do."""
    rows = np.array([n for n, name in enumerate(sample.sources) if name == SOURCES[0]])
    return _change(sample, lambda t: f"{t} salam lestari", rows[random.random(len(rows)) < 0.6])


def wrong(sample: Sample, random: np.random.Generator) -> Sample:
    """Call one positive text in five harmless, in the second label."""
    second = sample.labels.copy()
    second[_of(sample, random, 1, 0.2)] = 0
    return replace(sample, second=second)


PLANTS: dict[str, tuple[Plant, tuple[str, ...]]] = {
    "length": (length, ("length",)),
    "style": (style, ("punctuation", "capitals", "style")),
    "label word": (word, ("label_word",)),
    "denials": (denial, ("denials",)),
    "checker's words": (checker, ("checkers",)),
    "dateline": (dateline, ("outlets",)),
    "source": (source, ("source",)),
    "year": (year, ("date",)),
    "drift": (rule, ("drift",)),
    "missing date": (gap, ("missing",)),
    "duplicates across the split": (duplicate, ("splits",)),
    "copied by accounts": (copy, ("accounts",)),
    "RT of one source": (crawl, ("openings",)),
    "habit of one source": (habit, ("same_label", "placebo")),
    "wrong second label": (wrong, ("second",)),
}
"""Leak -> how it is planted, and which checks must find it."""


def planted(name: str, seed: int) -> Sample:
    """Return a clean set with one leak planted."""
    return grouped(PLANTS[name][0](clean(seed), np.random.default_rng((3, seed))))


def grouped(sample: Sample) -> Sample:
    """Give a set its near-duplicate groups, as the pipeline does."""
    return replace(sample, groups=near_duplicates(sample.texts))


def main() -> None:
    """Print false alarms, then how often and how strong each planted leak is found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    given = parser.parse_args()
    seeds = range(given.seeds)
    for size, count in ((SIZE, len(seeds)), (SMALL, 2 * len(seeds)), (4 * SIZE, len(seeds) // 4)):
        alarms = false_alarms(size, count)
        print(f"{count} clean sets of {size:,} texts: {len(alarms)} alarms", flush=True)
        for alarm in alarms:
            print(f"  {alarm}")
    print(
        "\n| planted | check | found | strength, median [least, most] |\n| --- | --- | --- | --- |"
    )
    for name, (plant, checks) in PLANTS.items():
        samples = [planted(name, seed) for seed in seeds]
        for check in checks:
            strengths, found = [], 0
            for sample in samples:
                own = [each for each in CHECKS[check](sample).findings if each.check == check]
                strengths.append(max(each.strength or 0 for each in own))
                found += any(each.status == "leak" for each in own)
            low, middle, high = np.quantile(strengths, (0, 0.5, 1))
            about = f"{name}: {(plant.__doc__ or '').splitlines()[0]}"
            strength = f"{middle:.2f} [{low:.2f}, {high:.2f}]"
            print(f"| {about} | `{check}` | {found}/{given.seeds} | {strength} |", flush=True)
    large = clean(0, LARGE)
    start = process_time()
    audit(grouped(large))
    print(f"\n{LARGE:,} texts: {process_time() - start:.0f} s on one core")
    if given.folder:
        files(given.folder)


def false_alarms(size: int, count: int) -> list[str]:
    """Return what is found where nothing was planted."""
    return [
        f"seed {seed}: {leak.check} {leak.about} {leak.strength:.2f} [{leak.low:.2f}]"
        for seed in range(count)
        for leak in audit(grouped(clean(seed, size))).leaks
    ]


def files(folder: Path) -> None:
    """Print what is found in the Parquet files of a folder, and how long that takes."""
    print("\n| file | texts | CPU s | leaks |\n| --- | ---: | ---: | --- |")
    for path in sorted(folder.glob("*.parquet")):
        start = process_time()
        done = audit_file(path).audit
        seconds = process_time() - start
        leaks = ", ".join(f"{leak.check} {leak.strength:.2f}" for leak in done.leaks)
        print(f"| `{path.stem}` | {done.texts:,} | {seconds:.0f} | {leaks} |", flush=True)


def thresholds() -> str:
    """Return the table of checks and thresholds in ``docs/audit.md``, from what a run says."""
    lines = ["| check | strength | least | least lower end |", "| --- | --- | ---: | ---: |"]
    seen = set()
    for each in audit(grouped(clean(0))).findings:
        if each.check in seen or each.threshold is None:
            continue
        seen.add(each.check)
        lines.append(
            f"| `{each.check}` | {each.measure} | {each.threshold:.2f} | {each.sure:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
